"""The journal read back: by who, what, which object, when and by words; page by page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import SQLModel

from resources import calendar, journal
from resources.journal import Line

_LINES: sa.Table = SQLModel.metadata.tables["journal"]
_VALUES: sa.Table = SQLModel.metadata.tables["journal_value"]
PAGE: Final = 100
_PEOPLE: Final = 200
_ESCAPE: Final = "!"


@dataclass(frozen=True)
class Sought:
    """What is sought; empty lets everything pass.

    `text` stands in the values before or after, blanks for anything between; or the line has
    one of the acts, kinds or people (`means_…`) that the text means in the reader's language.
    """

    by: str = ""
    kind: str = ""
    act: str = ""
    object_id: str = ""
    since: date | None = None
    until: date | None = None
    text: str = ""
    means_acts: tuple[str, ...] = ()
    means_kinds: tuple[str, ...] = ()
    means_by: tuple[str, ...] = ()
    means_objects: tuple[str, ...] = ()


def page(
    db: Session,
    sought: Sought,
    *,
    before: int | None = None,
    count: int = PAGE,
    done_by: str = "",
) -> list[Line]:
    """Return up to `count` lines that are sought, newest first, those under line `before`.

    `done_by` leaves only the acts of one person at the desk: more is not everybody's to read.
    """
    line = _LINES.c
    query = (
        sa.select(_LINES, _VALUES.c.before, _VALUES.c.after)
        .select_from(_LINES.outerjoin(_VALUES))
        .where(*_conditions(sought))
        .order_by(line.seq.desc())
        .limit(count)
    )
    if done_by:
        query = query.where(line.by == done_by)
    if before is not None:
        query = query.where(line.seq < before)
    return [journal.line_of(row) for row in db.execute(query)]


def spoken(db: Session) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the acts and the kinds that the journal speaks of."""
    line = _LINES.c
    acts = db.scalars(sa.select(line.act).distinct().order_by(line.act)).all()
    kinds = db.scalars(sa.select(line.kind).distinct().order_by(line.kind)).all()
    return tuple(acts), tuple(kinds)


def names(db: Session, lines: Sequence[Line]) -> dict[str, str]:
    """Return by object id what the objects of `lines` are called now, where that is known."""
    wanted: dict[str, set[str]] = {}
    for one in lines:
        wanted.setdefault(one.kind, set()).add(one.object_id)
    found: dict[str, str] = {}
    for kind, ids in wanted.items():
        query = _naming(kind)
        if query is not None:
            id_of = query.selected_columns[0]
            rows = db.execute(query.where(id_of.in_(sorted(ids))))
            found |= {row[0]: next((one for one in row[1:] if one), "") for row in rows}
    return found


def called(db: Session, text: str) -> tuple[str, ...]:
    """Return the ids of people found by `text` as the register finds them, and of their arrivals.

    Of many people like that only the first are taken: the words are no name then.
    """
    from sessions import finding
    from sessions.door_log import TABLE as ARRIVALS
    from sessions.rosters import TABLE as EXPECTED

    people = sorted(finding.matching(db, text, _PEOPLE)) if text.strip() else []
    if not people or len(people) >= _PEOPLE:
        return ()
    lines = db.scalars(sa.select(EXPECTED.c.id).where(EXPECTED.c.person_id.in_(people))).all()
    arrivals = db.scalars(sa.select(ARRIVALS.c.id).where(ARRIVALS.c.expected_id.in_(lines))).all()
    return (*people, *lines, *arrivals)


def by_act(db: Session, since: datetime, until: datetime) -> list[tuple[str, str, int]]:
    """Return how often which act was done to which kind from `since` until before `until`."""
    line = _LINES.c
    count = sa.func.count().label("acts")
    query = (
        sa.select(line.act, line.kind, count)
        .where(line.at >= journal.written(since), line.at < journal.written(until))
        .group_by(line.act, line.kind)
        .order_by(count.desc(), line.act, line.kind)
    )
    return [(row[0], row[1], row[2]) for row in db.execute(query)]


def by_person(db: Session, since: datetime, until: datetime) -> list[tuple[str, int]]:
    """Return how many lines each person at the desk has from `since` until before `until`."""
    line = _LINES.c
    count = sa.func.count().label("acts")
    query = (
        sa.select(line.by, count)
        .where(line.at >= journal.written(since), line.at < journal.written(until))
        .group_by(line.by)
        .order_by(count.desc(), line.by)
    )
    return [(row[0], row[1]) for row in db.execute(query)]


def _conditions(sought: Sought) -> Iterator[Any]:
    line, value = _LINES.c, _VALUES.c
    for column, wanted in (
        (line.by, sought.by),
        (line.kind, sought.kind),
        (line.act, sought.act),
        (line.object_id, sought.object_id),
    ):
        if wanted:
            yield column == wanted
    if sought.since is not None:
        yield line.at >= journal.written(_midnight(sought.since))
    if sought.until is not None:
        yield line.at < journal.written(_midnight(sought.until + timedelta(days=1)))
    words = sought.text.split()
    if words:
        pattern = "%".join(("", *(_plain(word) for word in words), ""))
        yield sa.or_(
            value.before.like(pattern, escape=_ESCAPE),
            value.after.like(pattern, escape=_ESCAPE),
            line.act.in_(sought.means_acts),
            line.kind.in_(sought.means_kinds),
            line.by.in_(sought.means_by),
            line.object_id.in_(sought.means_objects),
        )


def _plain(word: str) -> str:
    for letter in (_ESCAPE, "%", "_"):
        word = word.replace(letter, _ESCAPE + letter)
    return word


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), calendar.JAPAN)


def _naming(kind: str) -> Any:
    """Return what gives ids and names of the objects of `kind`, None where they have none."""
    from sessions.door_log import TABLE as ARRIVALS
    from sessions.meetings import Meeting
    from sessions.person_tables import PERSON
    from sessions.rosters import TABLE as EXPECTED
    from sessions.staff import TABLE as STAFF

    meeting: sa.Table = SQLModel.metadata.tables[str(Meeting.__tablename__)]
    listed = EXPECTED.outerjoin(PERSON, PERSON.c.id == EXPECTED.c.person_id)
    if kind == "person":
        return sa.select(PERSON.c.id, PERSON.c.name, PERSON.c.kana)
    if kind == "staff":
        return sa.select(STAFF.c.id, STAFF.c.name)
    if kind == "meeting":
        return sa.select(meeting.c.id, meeting.c.title, meeting.c.place)
    if kind == "expected":
        return sa.select(
            EXPECTED.c.id, PERSON.c.name, EXPECTED.c.name, EXPECTED.c.kana
        ).select_from(listed)
    if kind == "arrival":
        return sa.select(
            ARRIVALS.c.id, PERSON.c.name, EXPECTED.c.name, EXPECTED.c.kana
        ).select_from(ARRIVALS.join(listed, EXPECTED.c.id == ARRIVALS.c.expected_id))
    return None
