"""Doubles brought together when a person said この方です, and parted again when that was wrong."""

import json
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel

from resources import journal
from resources.records import ID_LENGTH, Record, new_id, touch
from resources.refusals import Refusal
from resources.words import _
from sessions import people, search_keys
from sessions.person_entry import PersonDetails, details, kept
from sessions.person_tables import PERSON, Person
from sessions.person_views import PersonView, get


class Merging(Record, table=True):
    """One record brought together with another; parted, it stays as what was once thought.

    The records themselves stay as they are: `Person.merged_into` follows from the mergings that
    hold, always to the one record that shows.
    """

    __table_args__ = (
        sa.Index(
            "uq_merging_holds",
            "drop_id",
            unique=True,
            sqlite_where=sa.text("parted_at IS NULL"),
            postgresql_where=sa.text("parted_at IS NULL"),
        ),
    )

    drop_id: str = Field(foreign_key="person.id", index=True, max_length=ID_LENGTH)
    keep_id: str = Field(foreign_key="person.id", index=True, max_length=ID_LENGTH)
    before: str = Field(default="{}", sa_type=sa.Text)  # JSON: fields of the kept one, till then
    after: str = Field(default="{}", sa_type=sa.Text)  # JSON: the same fields as chosen
    parted_at: datetime | None = None


TABLE: sa.Table = SQLModel.metadata.tables["merging"]
_SIDE = frozenset({"phone", "search_key", "likeness", "merging", "person"})


@dataclass(frozen=True)
class Parting:
    """What parting two records does: which fields of the kept one go back, and which stay."""

    keep: str
    drop: str
    since: datetime
    back: tuple[str, ...]  # chosen when they were brought together, and nobody changed since
    left: tuple[str, ...]  # corrected since: they stay with the kept record
    later: dict[str, int]  # {table: rows recorded for the kept record since}


Follower = Callable[[Session, Collection[str], datetime, str], object]
"""Told whose records were brought together or parted, in the same transaction: (at, by) last."""

_FOLLOWERS: dict[str, Follower] = {}


def follow(name: str, work: Follower) -> None:
    """Let `work` be done whenever records are brought together or parted, as a programme needs."""
    _FOLLOWERS[name] = work


def _tell(db: Session, people_ids: Collection[str], at: datetime, by: str) -> None:
    for work in _FOLLOWERS.values():
        work(db, people_ids, at, by)


def moves(db: Session, person_id: str, *, since: datetime | None = None) -> dict[str, int]:
    """Return {table: rows} of what is recorded for one record, of all time or since a moment."""
    found: dict[str, int] = {}
    for table in SQLModel.metadata.sorted_tables:
        columns = [column for column in table.columns if column.references(PERSON.c.id)]
        if table.name in _SIDE or not columns:
            continue
        query = sa.select(sa.func.count()).where(sa.or_(*(one == person_id for one in columns)))
        if since is not None:
            if "recorded_at" not in table.c:
                continue
            query = query.where(table.c.recorded_at > since)
        if count := db.scalar(query):
            found[table.name] = count
    return found


def parting(db: Session, drop: str) -> Parting:
    """Return what parting `drop` from the record that shows would do; refuses one that stands."""
    link = _holding(db, drop)
    keep = get(db, link.keep_id, whole=True)
    before, after = json.loads(link.before), json.loads(link.after)
    now = _plain(keep)
    back = tuple(name for name in before if now[name] == after[name])
    corrected = {
        name
        for line in journal.recent(db, 200, object_id=keep.id)
        if line.act == "correct" and line.at > link.recorded_at
        for name in line.after or {}
    }
    left = {name for name in before if name not in back and now[name] != before[name]}
    return Parting(
        keep.id, drop, link.recorded_at, back,
        tuple(sorted((corrected | left) - set(back))),
        moves(db, keep.id, since=link.recorded_at),
    )  # fmt: skip


def merge(
    db: Session,
    keep: str,
    drop: str,
    *,
    chosen: PersonDetails | None = None,
    at: datetime,
    by: str,
) -> None:
    """Let `drop` be the same person as `keep`: one entry shows from now on, nothing is deleted.

    The numbers and names of `drop` find `keep`; `chosen` is how the entry reads from now on, if
    not as `keep` did. Refuses a person who was merged already.
    """
    one, other = get(db, keep, whole=True), get(db, drop)
    if keep == drop or one.merged_into or other.merged_into:
        raise Refusal(
            _("These two are one person in the register already."),
            _("Search by name again; one entry holds both."),
        )
    old, new = _plain(one), {}
    if chosen is not None and chosen != details(one):
        people.correct(db, keep, chosen, version=one.version, at=at, by=by)
        now = _plain(get(db, keep, whole=True))
        new = {name: value for name, value in now.items() if old[name] != value}
    row = {
        "id": new_id(), "version": 1, "recorded_at": at, "recorded_by": by,
        "drop_id": drop, "keep_id": keep, "parted_at": None,
        "before": _json({name: old[name] for name in new}), "after": _json(new),
    }  # fmt: skip
    db.execute(sa.insert(TABLE), [row])
    touch(db, Merging)
    carried = _behind(db, drop)
    _point(db, [drop, *carried], keep)
    journal.write(
        db, "merge", "person", drop, at=at, by=by,
        before={"merged_into": None}, after={"merged_into": keep, "carried": carried},
    )  # fmt: skip
    search_keys.write(db, keep)
    _tell(db, [keep, drop, *carried], at, by)


def unmerge(db: Session, drop: str, *, at: datetime, by: str) -> Parting:
    """Part `drop` again from the record it was brought together with, whatever came since.

    Both stand as they stood before: what was chosen for the kept record goes back unless it
    was corrected since, what is recorded for either record stays with that record, and records
    brought together with `drop` itself go with it. Returns what stays and where.
    """
    told = parting(db, drop)
    _settle_later(db, _holding(db, drop))
    db.execute(
        sa.update(TABLE)
        .where(TABLE.c.drop_id == drop, TABLE.c.parted_at.is_(None))
        .values(parted_at=at, version=TABLE.c.version + 1)
    )
    touch(db, Merging)
    root = get(db, drop).merged_into or told.keep
    with_drop = _below(db, drop)
    _point(db, [drop], None)
    _point(db, with_drop, drop)
    if told.back:
        keep = get(db, told.keep, whole=True)
        before = _kept_before(db, drop)
        values = {name: _alive(name, before[name]) for name in told.back}
        entered = replace(details(keep), **values)
        people.correct(db, keep.id, entered, version=keep.version, opened=True, at=at, by=by)
    journal.write(
        db, "unmerge", "person", drop, at=at, by=by,
        before={"merged_into": told.keep}, after={"merged_into": None, "carried": with_drop},
    )  # fmt: skip
    search_keys.write(db, root)
    search_keys.write(db, drop)
    _tell(db, [root, drop, *with_drop], at, by)
    return told


def _holding(db: Session, drop: str) -> Any:
    query = sa.select(TABLE).where(TABLE.c.drop_id == drop, TABLE.c.parted_at.is_(None))
    link = db.execute(query).first()
    if link is None:
        raise Refusal(
            _("This person was not brought together with anyone."), _("Nothing needs to be done.")
        )
    return link


def _settle_later(db: Session, link: Any) -> None:
    """Let later mergings into the same record remember what stood before this one."""
    mine = json.loads(link.before)
    query = (
        sa.select(TABLE.c.id, TABLE.c.before)
        .where(
            TABLE.c.keep_id == link.keep_id,
            TABLE.c.parted_at.is_(None),
            TABLE.c.recorded_at >= link.recorded_at,
            TABLE.c.id > link.id,
        )
        .order_by(TABLE.c.id)
    )
    for row in db.execute(query).all():
        before = json.loads(row.before)
        after = json.loads(link.after)
        shared = {name for name in mine if before.get(name, mine) == after[name]}
        if not shared:
            continue
        before |= {name: mine.pop(name) for name in shared}
        db.execute(sa.update(TABLE).where(TABLE.c.id == row.id).values(before=_json(before)))


def _kept_before(db: Session, drop: str) -> dict[str, Any]:
    query = sa.select(TABLE.c.before).where(TABLE.c.drop_id == drop)
    written = db.scalar(query.order_by(TABLE.c.recorded_at.desc(), TABLE.c.id.desc()).limit(1))
    found: dict[str, Any] = json.loads(written or "{}")
    return found


def _behind(db: Session, keep: str) -> list[str]:
    """Return the records that show as `keep`."""
    query = sa.select(PERSON.c.id).where(PERSON.c.merged_into == keep)
    return list(db.scalars(query.order_by(PERSON.c.id)))


def _below(db: Session, drop: str) -> list[str]:
    """Return the records brought together with `drop` or with one of these, at any depth."""
    root = get(db, drop).merged_into
    holding = sa.select(TABLE.c.drop_id, TABLE.c.keep_id).where(
        TABLE.c.parted_at.is_(None),
        TABLE.c.drop_id.in_(sa.select(PERSON.c.id).where(PERSON.c.merged_into == root)),
    )
    under: dict[str, list[str]] = {}
    for lower, upper in db.execute(holding):
        under.setdefault(upper, []).append(lower)
    found, waiting = [], list(under.get(drop, ()))
    while waiting:
        one = waiting.pop()
        found.append(one)
        waiting += under.get(one, ())
    return sorted(found)


def _plain(view: PersonView) -> dict[str, Any]:
    """Return the fields of a person as they are written down."""
    found: dict[str, Any] = json.loads(_json(kept(details(view))))
    return found


def _json(values: dict[str, Any]) -> str:
    return json.dumps(values, ensure_ascii=False, sort_keys=True, default=str)


def _alive(name: str, value: Any) -> Any:
    if name == "birth":
        return date.fromisoformat(value) if value else None
    if name == "phones":
        return tuple((written, digits) for written, digits in value)
    return value


def _point(db: Session, ids: Iterable[str], keep: str | None) -> None:
    db.execute(
        sa.update(PERSON)
        .where(PERSON.c.id.in_(list(ids)))
        .values(merged_into=keep, version=PERSON.c.version + 1)
    )
    db.expire_all()
    touch(db, Person)
