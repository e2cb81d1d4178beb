"""指定: what is decided about a host, with the activities there judged by it at once."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from programs.points import activities, hosts, settling
from programs.points.hosts import Ending, HostDetails


def designate(db: Session, entered: HostDetails, *, at: datetime, by: str) -> str:
    """Enter a host that is designated already and return its id; see `hosts.designate`."""
    host_id = hosts.designate(db, entered, at=at, by=by)
    judge_again(db, at=at, by=by)
    return host_id


def decide(
    db: Session,
    host_id: str,
    *,
    designated: date | None,
    reason: str = "",
    version: int,
    at: datetime,
    by: str,
) -> int:
    """Designate an applicant or refuse it (指定・却下); see `hosts.decide`."""
    stands = hosts.decide(
        db, host_id, designated=designated, reason=reason, version=version, at=at, by=by
    )
    judge_again(db, at=at, by=by)
    return stands


def correct(
    db: Session, host_id: str, entered: HostDetails, *, version: int, at: datetime, by: str
) -> int:
    """Replace what is known of a host (変更届); see `hosts.correct`."""
    stands = hosts.correct(db, host_id, entered, version=version, at=at, by=by)
    if stands != version:
        judge_again(db, at=at, by=by)
    return stands


def end(
    db: Session,
    host_id: str,
    ending: Ending,
    *,
    on: date,
    reason: str,
    version: int,
    at: datetime,
    by: str,
) -> int:
    """End a designation (辞退・指定取消) with its last day; see `hosts.end`."""
    stands = hosts.end(
        db, host_id, ending, on=on, reason=reason, version=version, at=at, by=by
    )  # fmt: skip
    judge_again(db, at=at, by=by)
    return stands


def judge_again(db: Session, *, at: datetime, by: str) -> None:
    """Judge the years again in which anything was reported; closed ones keep their lines."""
    for year in db.scalars(sa.select(activities.TABLE.c.year).distinct().order_by("year")).all():
        settling.settle(db, year, at=at, by=by)
