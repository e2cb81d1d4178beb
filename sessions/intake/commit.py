"""Staged lines written down: people, numbers, the programme's values, the import itself."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from resources.records import new_id, touch
from sessions.intake import batches, doubles
from sessions.intake.batches import Batch, BatchFile, BatchLine, BatchLineValues, Fate
from sessions.intake.enrolling import enrol_all, join_all
from sessions.intake.outlook import Line, Staged
from sessions.intake.problems import Problem
from sessions.intake.reading import Reading
from sessions.intake.revising import revise_all
from sessions.intake.rows import Place
from sessions.intake.staging import members


def store(
    db: Session,
    staged: Staged,
    *,
    batch_id: str,
    people: Mapping[Place, str] = MappingProxyType({}),
    step: Callable[[int], None],
    at: datetime,
    by: str,
) -> tuple[dict[Place, str], list[Problem]]:
    """Write the people, numbers and programme's values of a register's lines.

    Returns the person of every line taken in, and what was left as it stands. `people` are the
    ids under which new people are entered, where they have been there before. `step` is told
    from 1 to 3 as the work goes on; it may refuse to go on.
    """
    busy = [line for line in staged.lines if line.fate is not None]
    owners = _owners(busy, people)
    enrol_all(
        db,
        [
            (owners[line.row.place], line.row, _number(line))
            for line in busy
            if line.fate is Fate.ADDED
        ],
        at=at,
        by=by,
    )
    step(1)
    told = revise_all(db, [line for line in busy if line.fate is Fate.CHANGED], at=at, by=by)
    step(2)
    _join(db, staged.reading, staged.lines, owners, batch_id, at=at, by=by)
    step(3)
    return owners, told


def _number(line: Line) -> str:
    """Return the number a line gives its person; none where somebody else has it."""
    return line.row.number if line.key == line.row.number else ""


def _owners(lines: Sequence[Line], people: Mapping[Place, str]) -> dict[Place, str]:
    """Return the person every new, linked or changed line speaks of; held lines have none."""
    owners: dict[Place, str] = {}
    for line in lines:
        if line.fate is Fate.ADDED:
            owners[line.row.place] = people.get(line.row.place) or new_id()
        elif line.person_id:
            owners[line.row.place] = line.person_id
    for line in lines:
        if line.same_as and line.same_as in owners:
            owners[line.row.place] = owners[line.same_as]
    return owners


def _join(
    db: Session,
    reading: Reading,
    lines: Sequence[Line],
    owners: dict[Place, str],
    batch_id: str,
    *,
    at: datetime,
    by: str,
) -> None:
    """Give people their numbers and hand the programme its own values."""
    numbered = [
        line
        for line in lines
        if line.fate in {Fate.ADDED, Fate.LINKED, Fate.CHANGED} and _number(line)
    ]
    owned = [(owners.get(line.row.place) or line.person_id or "", line.row) for line in numbered]
    programme = reading.kind.programme
    if programme:
        given = members(db, programme)
        new = [(person, row.number) for person, row in owned if row.number not in given]
        join_all(db, programme, new, at=at, by=by)
        linked = {
            owners[line.row.place]
            for line in numbered
            if line.fate is not Fate.ADDED and line.row.place in owners
        }
        doubles.find_again(db, [person for person, _number in new if person in linked])
    if reading.kind.record:
        reading.kind.record(
            db,
            [(person, row.number, row.own) for person, row in owned],
            year=reading.year,
            batch_id=batch_id,
            at=at,
            by=by,
        )


def keep(
    db: Session,
    staged: Staged,
    owners: dict[Place, str],
    batch_id: str,
    *,
    meeting_id: str | None,
    at: datetime,
    by: str,
) -> None:
    """Write down the import itself: its files and every line it took in."""
    reading = staged.reading
    lines = [line for line in staged.lines if line.fate is not None]
    stamp = {"recorded_at": at, "recorded_by": by}
    db.execute(
        sa.insert(batches.BATCHES),
        [
            {
                "id": batch_id, "version": 1, **stamp, "kind": reading.kind.name,
                "year": reading.year, "meeting_id": meeting_id, "taken_back_at": None,
                "taken_back_by": "",
            }
        ],
    )  # fmt: skip
    db.execute(
        sa.insert(batches.FILES),
        [
            {
                "batch_id": batch_id, "file": read.file[:255], "digest": read.digest,
                "rows": count.rows, "added": count.added, "changed": count.changed,
                "unchanged": count.unchanged,
            }
            for read, count in zip(reading.files, staged.files, strict=True)
        ],
    )  # fmt: skip
    kept = [(new_id(), line) for line in lines]
    db.execute(
        sa.insert(batches.LINES),
        [
            {
                "id": line_id, **stamp, "batch_id": batch_id, "file": line.row.file[:255],
                "sheet": line.row.sheet and line.row.sheet[:80], "row": line.row.row,
                "key": line.key, "fate": line.fate,
                "person_id": owners.get(line.row.place),
            }
            for line_id, line in kept
        ],
    )  # fmt: skip
    db.execute(
        sa.insert(batches.VALUES),
        [
            {
                "id": line_id, "entry": json.dumps(line.entry, ensure_ascii=False),
                "before": _before(line.changes) if line.fate is Fate.CHANGED else None,
            }
            for line_id, line in kept
        ],
    )  # fmt: skip
    touch(db, Batch, BatchFile, BatchLine, BatchLineValues)


def _before(changes: dict[str, tuple[Any, Any]]) -> str:
    def plain(value: object) -> str:
        return value.isoformat() if isinstance(value, date) else str(value)

    return json.dumps(
        {name: before for name, (before, _now) in changes.items()},
        ensure_ascii=False,
        default=plain,
    )
