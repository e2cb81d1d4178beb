"""The work list of registrations: everybody of a year by what is to be done for them next."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Session

from programs.points import applications, inquiries, member_cards, registering, turns
from programs.points.register import RESTING, TABLE
from programs.points.turns import Kind
from resources.words import _, mark
from sessions import suppression
from sessions.person_tables import PERSON
from sessions.suppression import AWAY


class State(StrEnum):
    """Where somebody stands."""

    APPLIED = "applied"  # 申請
    ASKED = "asked"  # 照会中
    ANSWERED = "answered"  # 決定待ち
    REGISTERED = "registered"  # 登録
    PAUSED = "paused"  # 休止
    TO_RENEW = "to_renew"  # 更新待ち
    CANCELLED = "cancelled"  # 取消


STATES: dict[State, str] = {
    State.APPLIED: mark("Applied"),
    State.ASKED: mark("City is asked"),
    State.ANSWERED: mark("To be decided"),
    State.REGISTERED: mark("Is registered"),
    State.PAUSED: mark("Rests"),
    State.TO_RENEW: mark("To be renewed"),
    State.CANCELLED: mark("Registration ended"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: an application (`application_id`), or a registration (`number`).

    `since` is the day the state began; `note` says what is worth knowing before anything is done.
    """

    key: str
    state: State
    person_id: str
    name: str
    kana: str
    birth: date | None
    district: str
    number: str = ""
    application_id: str = ""
    since: date | None = None
    registered: date | None = None
    insured: date | None = None
    fit: bool | None = None
    inquiry_id: str = ""
    inquiry: str = ""  # the label of the list
    reissued: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class _Found:
    key: str
    state: State
    person_id: str
    number: str = ""
    application_id: str = ""
    since: date | None = None
    registered: date | None = None
    insured: date | None = None
    fit: bool | None = None
    inquiry_id: str = ""
    inquiry: str = ""
    note: str = ""


def listing(db: Session, year: int) -> tuple[Entry, ...]:
    """Return everybody of `year`: applications, registrations, and who is still to be renewed."""
    found = [*_applications(db, year), *_registrations(db, year), *_to_renew(db, year)]
    people = _people(db, year)
    held = suppression.standing(db)
    reissued = member_cards.reissued(db)
    made = []
    for one in found:
        root, name, kana, birth, district = people[one.person_id]
        away = held.get(root)
        note = one.note
        if away and away.reasons & AWAY and one.state is not State.CANCELLED:
            note = _("{reason}: the registration still stands").format(reason=away.words)
        shown = "" if away and away.hidden else district
        made.append(
            Entry(
                one.key, one.state, root, name, kana, birth, shown, one.number,
                one.application_id, one.since, one.registered, one.insured, one.fit,
                one.inquiry_id, one.inquiry,
                reissued.get(root, 0), note,
            )
        )  # fmt: skip
    return tuple(made)


def _applications(db: Session, year: int) -> list[_Found]:
    told = inquiries.about(db, year)
    found = []
    for one in applications.open_ones(db):
        if one.year != year:
            continue
        line = told.get(one.id)
        since: date | None
        if line is None:
            state, since, note = State.APPLIED, one.received, ""
        elif line.fit is None:
            state, since, note = State.ASKED, line.sent_on, ""
        else:
            state, since = State.ANSWERED, line.confirmed
            note = _("City: 適") if line.fit else _("City: 否")
        found.append(
            _Found(
                one.id, state, one.person_id, application_id=one.id, since=since, note=note,
                fit=line.fit if line else None, inquiry_id=line.inquiry_id if line else "",
                inquiry=line.label if line else "",
            )
        )  # fmt: skip
    return found


def _registrations(db: Session, year: int) -> list[_Found]:
    resting = {
        number: spans[-1][0]
        for number, spans in turns.pauses(db, year).items()
        if spans[-1][1] is None
    }
    ends = {one.number: one for one in turns.standing(db, year) if one.kind is Kind.CANCELLED}
    told = {key: line for key, line in inquiries.about(db, year).items() if line.number}
    found = []
    for row in db.execute(sa.select(TABLE).where(TABLE.c.year == year).order_by(TABLE.c.number)):
        line = told.get(row.number)
        note = ""
        if row.cancelled is not None:
            state, since = State.CANCELLED, row.cancelled
            note = ends[row.number].why if row.number in ends else ""
        elif row.number in resting:
            state, since = State.PAUSED, resting[row.number]
        elif row.status == RESTING:
            state, since = State.PAUSED, None
            note = _("since when is not in the list")
        else:
            state, since = State.REGISTERED, row.registered
            if row.insured is None:
                note = _("no day of insurance")
            if line is not None and line.fit is False:
                note = _("City: 否")
        found.append(
            _Found(
                row.number, state, row.person_id, row.number, since=since,
                registered=row.registered, insured=row.insured,
                fit=line.fit if line else None, inquiry_id=line.inquiry_id if line else "",
                inquiry=line.label if line else "", note=note,
            )
        )  # fmt: skip
    return found


def _to_renew(db: Session, year: int) -> list[_Found]:
    return [
        _Found(
            row.number, State.TO_RENEW, row.person_id, row.number, since=row.registered,
            registered=row.registered, insured=row.insured,
        )
        for row in registering.renewable(db, year)
    ]  # fmt: skip


def _people(db: Session, year: int) -> dict[str, tuple[str, str, str, date | None, str]]:
    """Return {person: (who they are today, name, kana, birth, district)} of everybody here."""
    root = PERSON.alias("root")
    wanted = sa.union(
        sa.select(TABLE.c.person_id).where(TABLE.c.year.in_((year, year - 1))),
        sa.select(applications.TABLE.c.person_id).where(applications.TABLE.c.year == year),
    )
    query = (
        sa.select(
            PERSON.c.id, root.c.id.label("root"), root.c.name, root.c.kana, root.c.birth,
            root.c.district,
        )
        .join(root, root.c.id == sa.func.coalesce(PERSON.c.merged_into, PERSON.c.id))
        .where(PERSON.c.id.in_(wanted))
    )  # fmt: skip
    found = {row[0]: tuple(row[1:]) for row in db.execute(query)}
    return found | {one[0]: one for one in found.values()}
