"""What an import would do: every line beside the register, nothing written."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from resources.names import reading as reading_of
from resources.names import variant_fold
from sessions.intake import batches, doubles
from sessions.intake.batches import Fate, FileCount, Known
from sessions.intake.entries import differences, entry_of, identity
from sessions.intake.outlook import Line, Pair, Proposal, Staged
from sessions.intake.problems import Problem
from sessions.intake.questions import refusal
from sessions.intake.reading import Reading
from sessions.intake.replies import NONE, Replies
from sessions.intake.rows import Place, Row
from sessions.people import MEMBERSHIP, PERSON


def stage(db: Session, reading: Reading, replies: Replies = NONE) -> Staged:
    """Return what bringing in `reading` would do. Writes nothing.

    Refused: a reading with open questions.
    """
    if reading.questions:
        raise refusal(reading.questions)
    lines, problems = _recognise(db, reading)
    pairs = doubles.find(db, lines, reading.kind.programme)
    lines = _answered(lines, replies)
    problems += [
        Problem(row.file, row.sheet, row.row, "", "duplicate_person", row.name)
        for row in doubles.later_rows(lines, pairs, replies)
    ]
    open_pairs = [pair for pair in pairs if pair.fresh and not pair.answered(replies)]
    names = {line.row.place: line.row.name for line in lines}
    return Staged(
        reading,
        counts(reading, lines),
        (*reading.problems, *problems),
        tuple(proposal(pair, names) for pair in open_pairs),
        tuple(lines),
        tuple(pairs),
    )


def _recognise(db: Session, reading: Reading) -> tuple[list[Line], list[Problem]]:
    """Return every line with the person it is known to speak of, and what is wrong with it."""
    kind = reading.kind
    known = batches.known_lines(db, kind.name)
    given = members(db, kind.programme)
    successors = _successors(db)
    own = kind.known(db, reading.year)
    seen: dict[str, Row] = {}
    lines: list[Line] = []
    problems: list[Problem] = []
    for row in reading.rows:
        entry = entry_of(row)
        person_id, key = None, identity(row)
        if row.number and row.number in seen:
            key = f"{row.number}#{key}"
            problems.append(
                Problem(row.file, row.sheet, row.row, "", "duplicate_number", row.number)
            )
            before = known.get(key)
            fate = None if before else Fate.HELD
            person_id = before.person_id if before else None
            lines.append(Line(row, key, entry, fate, person_id, holds=seen[row.number].place))
            continue
        if row.number:
            seen[row.number] = row
            member = given.get(row.number)
            if member and _is_another(row, member):
                problems.append(
                    Problem(row.file, row.sheet, row.row, "", "number_of_another", member.name)
                )
                key = f"{row.number}#{key}"
                before = known.get(key)
                fate = None if before else Fate.HELD
                person_id = before.person_id if before else None
                lines.append(Line(row, key, entry, fate, person_id, holds=member.person_id))
                continue
            key = row.number
            person_id = member.person_id if member else None
        before = known.get(key)
        if person_id is None and before:
            person_id = before.person_id
        person_id = successors.get(person_id or "", person_id)
        lines.append(
            _known(row, key, entry, person_id=person_id, before=before, own=own.get(row.number))
        )
    return _distinct(lines), problems


def _distinct(lines: list[Line]) -> list[Line]:
    """Tell apart lines without number that say the very same."""
    seen: Counter[str] = Counter()
    told = []
    for line in lines:
        seen[line.key] += 1
        count = seen[line.key]
        told.append(line if count == 1 else replace(line, key=f"{line.key}~{count}"))
    return told


def _known(
    row: Row,
    key: str,
    entry: dict[str, Any],
    *,
    person_id: str | None,
    before: Known | None,
    own: dict[str, Any] | None,
) -> Line:
    """Return a line beside what was last read of it."""
    if person_id is None:
        return Line(row, key, entry, Fate.ADDED)
    changes = differences(before.entry if before else None, entry)
    if own is not None:
        changed_own = {
            name: (own.get(name), value)
            for name, value in row.own.items()
            if (own.get(name) or None) != (value or None)
        }
    else:
        changed_own = {name: (None, value) for name, value in row.own.items()}
    if changed_own:
        changes["own"] = (own, row.own)
    if not changes:
        return Line(row, key, entry, None, person_id)
    return Line(row, key, entry, Fate.CHANGED, person_id, changes=changes)


def members(db: Session, programme: str) -> dict[str, Any]:
    """Return {number: row of person_id, name, kana, birth} of a programme."""
    query = (
        sa.select(
            MEMBERSHIP.c.number,
            MEMBERSHIP.c.person_id,
            PERSON.c.name,
            PERSON.c.kana,
            PERSON.c.birth,
        )
        .join(PERSON, PERSON.c.id == MEMBERSHIP.c.person_id)
        .where(MEMBERSHIP.c.programme == programme)
    )
    return {row.number: row for row in db.execute(query)} if programme else {}


def _is_another(row: Row, member: Any) -> bool:
    """Say whether a line speaks of somebody else than who has its number: nothing agrees."""
    return (
        row.name != member.name
        and variant_fold(row.name) != variant_fold(member.name)
        and (not row.kana or reading_of(row.kana) != reading_of(member.kana))
        and (row.birth is None or member.birth is None or row.birth != member.birth)
    )


def _successors(db: Session) -> dict[str, str]:
    """Return {merged person: the person that stands for them}."""
    query = sa.select(PERSON.c.id, PERSON.c.merged_into).where(PERSON.c.merged_into.is_not(None))
    return {row.id: row.merged_into for row in db.execute(query)}


def _answered(lines: list[Line], replies: Replies) -> list[Line]:
    """Return the lines after the answers この方です and 別の方です."""
    said = replies.said()
    if not said:
        return lines
    by_place = {line.row.place: at for at, line in enumerate(lines)}
    for at, line in enumerate(lines):
        waiting = line.holds is not None and line.person_id is None
        if line.fate is not Fate.ADDED and not waiting:
            continue
        for subjects, same in said.items():
            if line.row.place not in subjects or len(subjects) != 2:
                continue
            other = next(iter(subjects - {line.row.place}))
            if same and isinstance(other, str):
                line = replace(line, fate=Fate.LINKED, person_id=other)
            elif same and isinstance(other, tuple) and by_place.get(other, at) < at:
                line = replace(line, fate=Fate.LINKED, same_as=other)
            elif not same and waiting and other == line.holds:
                line = replace(line, fate=Fate.ADDED)
            lines[at] = line
    return lines


def counts(reading: Reading, lines: Sequence[Line]) -> tuple[FileCount, ...]:
    """Return how the lines of each file fare."""
    fates = Counter((line.row.file, line.fate) for line in lines)
    return tuple(
        FileCount(
            file.file,
            file.rows,
            sum(fates[file.file, fate] for fate in (Fate.ADDED, Fate.LINKED, Fate.HELD)),
            fates[file.file, Fate.CHANGED],
            fates[file.file, None],
        )
        for file in reading.files
    )


def proposal(pair: Pair, names: dict[Place, str]) -> Proposal:
    """Return a pair as it is shown to a person."""
    subjects = (pair.first, pair.second)
    return Proposal(
        tuple(subject for subject in subjects if isinstance(subject, tuple)),
        tuple(subject for subject in subjects if isinstance(subject, str)),
        pair.score.reasons,
        tuple(
            names[subject] if isinstance(subject, tuple) else pair.name_of_id
            for subject in subjects
        ),
        subjects,
    )
