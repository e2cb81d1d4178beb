"""A list of applicants brought to its meeting: new, sent again, known from the register."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from resources.names import reading as sound
from resources.records import new_id, touch
from sessions.intake import applications, doubles
from sessions.intake.applications import TABLE, Application
from sessions.intake.batches import Fate
from sessions.intake.entries import entry_of, identity
from sessions.intake.outlook import Line, Pair, Staged
from sessions.intake.problems import Problem
from sessions.intake.questions import refusal
from sessions.intake.reading import Reading
from sessions.intake.replies import NONE, Replies
from sessions.intake.rows import Place, Row
from sessions.intake.staging import counts, proposal

_YES = frozenset({"はい", "○", "◯", "〇", "有", "あり", "希望", "する", "yes", "1", "✓", "初めて"})


@dataclass(frozen=True)
class _Standing:
    """The applications of a meeting: {digest: id} of all, {who sent it: id} of those that count."""

    by_digest: dict[str, str]
    current: dict[str, str]
    person: dict[str, str | None]


def stage(db: Session, reading: Reading, replies: Replies = NONE, *, meeting_id: str) -> Staged:
    """Return what bringing in the applicants would do. Writes nothing.

    A later line of the same reading and telephone replaces the earlier one. Line keys are
    the ids of standing applications, or a mark of the sender.
    """
    if reading.questions:
        raise refusal(reading.questions)
    standing = _standing(db, meeting_id)
    lines: list[Line] = []
    problems: list[Problem] = []
    seen: dict[str, Place] = {}
    digests: set[str] = set()
    for row in reading.rows:
        entry = entry_of(row)
        who, digest = same(row), applications.digest_of(entry)
        known = standing.by_digest.get(digest)
        again = who in seen or (known is None and who in standing.current)
        if again:
            problems.append(Problem(row.file, row.sheet, row.row, "", "resubmitted", row.name))
        fate = None if known or digest in digests else Fate.CHANGED if again else Fate.ADDED
        linked = standing.person.get(standing.current.get(who, ""))
        lines.append(Line(row, who, entry, fate, linked, same_as=seen.get(who)))
        seen[who] = row.place
        digests.add(digest)
    pairs = _pairs(db, lines, seen, meeting_id)
    lines = [_linked(line, replies) for line in lines]
    names = {line.row.place: line.row.name for line in lines}
    return Staged(
        reading,
        counts(reading, lines),
        (*reading.problems, *problems),
        tuple(proposal(pair, names) for pair in pairs if not pair.answered(replies)),
        tuple(lines),
        tuple(pairs),
    )


def same(row: Row) -> str:
    """Return by what the sender of an application is known again: reading and telephone."""
    if row.kana and row.phones:
        return f"{sound(row.kana)}|{row.phones[0][1]}"[:64]
    return identity(row)


def _standing(db: Session, meeting_id: str) -> _Standing:
    found = _Standing({}, {}, {})
    query = sa.select(
        TABLE.c.id, TABLE.c.digest, TABLE.c.same, TABLE.c.superseded_by, TABLE.c.person_id
    ).where(TABLE.c.meeting_id == meeting_id)
    for row in db.execute(query):
        found.by_digest[row.digest] = row.id
        found.person[row.id] = row.person_id
        if row.superseded_by is None:
            found.current[row.same] = row.id
    return found


def _pairs(
    db: Session, lines: Sequence[Line], last: dict[str, Place], meeting_id: str
) -> list[Pair]:
    """Return the people of the register whom new applicants resemble."""
    fresh = [
        replace(line, fate=Fate.ADDED)
        for line in lines
        if line.fate and line.person_id is None and last[line.key] == line.row.place
    ]
    if not fresh:
        return []
    standing = _standing(db, meeting_id).current
    keys = {line.row.place: line.key for line in fresh}
    told = applications.answered(db, meeting_id)
    found = []
    for pair in doubles.find(db, fresh, ""):
        if isinstance(pair.second, str) and isinstance(pair.first, tuple):
            application = standing.get(keys[pair.first], "")
            settled = (application, pair.second) in told
            found.append(replace(pair, settled=settled, fresh=not settled))
    return found


def _linked(line: Line, replies: Replies) -> Line:
    """Return the line with the person an answer この方です named."""
    if line.fate is None or line.person_id:
        return line
    for subjects, said in replies.said().items():
        if said and line.row.place in subjects:
            other = next((subject for subject in subjects if isinstance(subject, str)), None)
            if other:
                return replace(line, person_id=other)
    return line


def store(
    db: Session,
    staged: Staged,
    replies: Replies,
    *,
    meeting_id: str,
    batch_id: str,
    at: datetime,
    by: str,
) -> dict[Place, str]:
    """Write the new applications and put them on the list; returns the people they belong to.

    A form sent again keeps the id of the first, so that the list of the meeting goes on
    pointing to it; what stood there before is kept as a superseded application.
    """
    ids = dict(_standing(db, meeting_id).current)
    new: dict[str, dict[str, Any]] = {}
    old: list[dict[str, Any]] = []
    stamp = {"version": 1, "recorded_at": at, "recorded_by": by}
    standing = {
        row["id"]: dict(row)
        for row in db.execute(sa.select(TABLE).where(TABLE.c.meeting_id == meeting_id)).mappings()
    }
    for line in staged.lines:
        if line.fate is None:
            continue
        values = _values(line) | stamp | {"meeting_id": meeting_id, "batch_id": batch_id}
        first = ids.setdefault(line.key, new_id())
        before = new.get(first) or standing.get(first)
        if before:
            old.append({**before, "id": new_id(), "superseded_by": first})
            values["person_id"] = values["person_id"] or before["person_id"]
        new[first] = {**values, "id": first, "superseded_by": None}
    replaced = [first for first in new if first in standing]
    inserted = [values for first, values in new.items() if first not in standing]
    if inserted:
        db.execute(sa.insert(TABLE), inserted)
    for first in replaced:
        db.execute(sa.update(TABLE).where(TABLE.c.id == first).values(new[first]))
    if old:
        db.execute(sa.insert(TABLE), old)
    touch(db, Application)
    wanted = {line.row.place: ids[line.key] for line in staged.lines}
    facts = [one for one in applications.listing(db, meeting_id) if one.id in new]
    applications.expect(db, meeting_id, facts, at=at, by=by)
    return _answer(db, wanted, replies, at=at, by=by)


def _answer(
    db: Session, wanted: dict[Place, str], replies: Replies, *, at: datetime, by: str
) -> dict[Place, str]:
    """Remember the answers, enter whom somebody asked to add; return {line: person}."""
    people: dict[Place, str] = {}
    for subjects, said in replies.said().items():
        place = next((one for one in subjects if isinstance(one, tuple)), None)
        person = next((one for one in subjects if isinstance(one, str)), None)
        if place in wanted and person:
            applications.answer(db, wanted[place], person, same=said, at=at, by=by)
            if said:
                people[place] = person
    for place in sorted(replies.add & set(wanted), key=str):
        if applications.show(db, wanted[place]).person_id is None:
            people[place] = applications.add_to_register(db, wanted[place], at=at, by=by)
    return people


def _values(line: Line) -> dict[str, Any]:
    """Return the columns of an application."""
    row, own = line.row, line.row.own

    def fit(name: str, value: str) -> str:
        return value[: TABLE.c[name].type.length]  # type: ignore[attr-defined]

    written, digits = row.phones[0] if row.phones else ("", "")
    texts = {
        "received_at": own["received_at"], "name": row.name, "kana": row.kana,
        "kana_written": row.kana_written or row.kana, "latin": row.latin,
        "affiliation": own["affiliation"], "field": own["field"], "district": row.district,
        "language": row.language, "hearing": own["hearing"], "with_whom": own["with_whom"],
        "apart_from": own["apart_from"], "phone": written, "phone_digits": digits,
        "email": row.email, "comment": row.note,
    }  # fmt: skip
    return {name: fit(name, value) for name, value in texts.items()} | {
        "first_time": own["first_time"] in _YES if own["first_time"] else None,
        "wheelchair": bool(own["wheelchair"]) and own["wheelchair"] not in {"いいえ", "不要", "×"},
        "same": line.key,
        "digest": applications.digest_of(line.entry),
        "person_id": None,  # set by the answer, which also links the list
    }
