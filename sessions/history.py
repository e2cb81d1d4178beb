"""記録をさかのぼる: every change of a person with before and after, and how they stood on a day.

The state of a moment is reckoned backwards from what stands now, through what the journal kept.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import SQLModel

from resources import journal
from resources.names import show_kana
from sessions import history_around, person_views, staff, suppression
from sessions.person_entry import PersonDetails, details
from sessions.person_tables import MEMBERSHIP, PERSON
from sessions.suppression import Step

FIELDS = tuple(PersonDetails.__annotations__)
"""The fields of a person in the order of the form, as the journal names them."""

_LINE: sa.Table = SQLModel.metadata.tables["journal"]
_VALUE: sa.Table = SQLModel.metadata.tables["journal_value"]
_VIEWED = frozenset({"view", "export", "print"})


@dataclass(frozen=True)
class Change:
    """One act on a person: when, by whom, and each field with what stood before and after.

    `erased` tells that the journal no longer holds the values.
    """

    seq: int
    at: datetime
    by: str
    act: str
    kind: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    erased: bool = False

    @property
    def reason(self) -> str:
        """Why, where somebody wrote it down."""
        return str(self.after.get("reason") or "")


@dataclass(frozen=True)
class Then:
    """A person at one moment. Not `entered` yet means that all the rest is empty.

    `values` holds the fields as the journal writes them (dates in ISO form); `numbers` the
    programmes' numbers; `held` the reasons for which the person was withheld; `around` whom they
    lived with, what they consented to and whom to call; `gaps` the fields whose way back leads
    over erased values.
    """

    at: datetime
    entered: bool
    values: Mapping[str, Any] = field(default_factory=dict)
    numbers: Mapping[str, str] = field(default_factory=dict)
    left_on: date | None = None
    held: tuple[str, ...] = ()
    around: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # history_around
    gaps: bool = False


def changes(db: Session, person_id: str) -> tuple[Change, ...]:
    """Return every act on the person `person_id`, newest first, looks at them left out."""
    names = staff.names(db)
    return tuple(_change(line, names) for line in _lines(db, person_id) if line.act not in _VIEWED)


def looked(db: Session, person_id: str) -> tuple[Change, ...]:
    """Return who opened, exported or printed what is held about a person, newest first."""
    names = staff.names(db)
    return tuple(_change(line, names) for line in _lines(db, person_id) if line.act in _VIEWED)


def as_of(db: Session, person_id: str, moment: datetime) -> Then:
    """Return the person as they stood at `moment`; refuses an unknown one."""
    view = person_views.get(db, person_id, whole=True)
    since = db.scalar(sa.select(PERSON.c.recorded_at).where(PERSON.c.id == person_id))
    if since is None or since > moment:
        return Then(moment, entered=False)
    values = plain(details(view))
    left: str | None = view.left_on.isoformat() if view.left_on else None
    gaps = False
    for line in journal.of(db, [person_id]):
        if line.at <= moment or line.kind != "person":
            continue
        if line.act == "correct" and line.before is None:
            gaps = True
        for name, value in (line.before or {}).items():
            if name in values:
                values[name] = value
            elif name == "left_on":
                left = value
    return Then(
        moment,
        entered=True,
        values=values,
        numbers=_numbers(db, person_id, moment),
        left_on=date.fromisoformat(left) if left else None,
        held=_held(db, person_id, moment),
        around=history_around.at(db, person_id, moment),
        gaps=gaps,
    )


def plain(entered: PersonDetails) -> dict[str, Any]:
    """Return an entry in the form in which the journal gives it back."""
    fields = asdict(entered) | {"kana": show_kana(entered.kana)}
    found: dict[str, Any] = json.loads(json.dumps(fields, ensure_ascii=False, default=str))
    return found


def _numbers(db: Session, person_id: str, moment: datetime) -> dict[str, str]:
    """Return the programmes' numbers of a person at a moment, those taken back since included."""
    row = MEMBERSHIP.c
    standing = db.execute(
        sa.select(row.id, row.programme, row.number, row.recorded_at).where(
            row.person_id == person_id
        )
    ).all()
    found = {one.programme: one.number for one in standing if one.recorded_at <= moment}
    known = {one.id for one in standing}
    for line in reversed(_lines(db, person_id)):
        if line.kind == "membership" and line.at <= moment and line.object_id not in known:
            told = line.after or {}
            if line.act == "join":
                found.setdefault(str(told.get("programme")), str(told.get("number")))
            else:
                found.pop(str((line.before or {}).get("programme")), None)
    return found


def _held(db: Session, person_id: str, moment: datetime) -> tuple[str, ...]:
    log, lift = suppression.TABLE.c, suppression.TABLE.alias("lift")
    query = (
        sa.select(log.reason)
        .outerjoin_from(
            suppression.TABLE,
            lift,
            sa.and_(lift.c.lifts == log.id, lift.c.recorded_at <= moment),
        )
        .where(
            log.person_id == person_id,
            log.step == Step.SET,
            log.recorded_at <= moment,
            lift.c.id.is_(None),
        )
        .order_by(log.recorded_at, log.id)
    )
    return tuple(dict.fromkeys(reason.value for reason in db.scalars(query)))


def _lines(db: Session, person_id: str) -> list[journal.Line]:
    """Return the acts on a person and on what is theirs, newest first.

    What other rooms keep of a person is journalled under the person's id, or names it.
    """
    mark = f'"person": "{person_id}"'
    naming = sa.select(_VALUE.c.seq).where(
        sa.or_(
            _VALUE.c.before.contains(mark, autoescape=True),
            _VALUE.c.after.contains(mark, autoescape=True),
        )
    )
    objects = sa.select(_LINE.c.object_id).where(_LINE.c.seq.in_(naming))
    return journal.of(db, [person_id, *db.scalars(objects)])


def _change(line: journal.Line, names: Mapping[str, str]) -> Change:
    before, after = line.before or {}, line.after or {}
    erased = line.before is None and line.after is None and line.act in {"enrol", "correct"}
    return Change(
        line.seq, line.at, names.get(line.by, ""), line.act, line.kind, before, after, erased
    )
