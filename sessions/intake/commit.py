"""Lists brought into the register, whole or not at all."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from resources import journal
from resources.records import new_id, touch
from resources.refusals import Refusal
from resources.words import _
from sessions.intake import batches, doubles
from sessions.intake.batches import Batch, BatchFile, BatchLine, Fate, FileCount
from sessions.intake.enrolling import enrol_all, join_all
from sessions.intake.problems import Problem
from sessions.intake.reading import Progress, Reading
from sessions.intake.replies import NONE, Replies
from sessions.intake.revising import revise_all
from sessions.intake.rows import Place
from sessions.intake.staging import Line, Proposal, Staged, stage


@dataclass(frozen=True)
class Outcome:
    """What was brought in; `batch_id` is None where nothing was new."""

    batch_id: str | None
    kind: str
    files: tuple[FileCount, ...]
    problems: tuple[Problem, ...]
    proposals: tuple[Proposal, ...]
    people: dict[Place, str]  # the person each new line became


def bring_in(
    db: Session,
    reading: Reading,
    replies: Replies = NONE,
    *,
    at: datetime,
    by: str,
    progress: Progress | None = None,
    cancel: Callable[[], bool] | None = None,
) -> Outcome:
    """Bring the lines of `reading` into the register, in the transaction of `db`.

    Nobody is merged unless `replies` says この方です. Lines that may be doubles become people of
    their own with an open proposal; a second line with a number already given is held back.
    Refused: a reading with open questions, a stop while it runs (nothing is kept then).
    """
    staged = stage(db, reading, replies)
    busy = [line for line in staged.lines if line.fate is not None]
    if not busy:
        doubles.settle(db, staged.pairs, {}, replies, at=at, by=by)
        return _outcome(staged, None, {})
    batch_id = new_id()
    steps = 5

    def step(done: int) -> None:
        if cancel and cancel():
            raise Refusal(_("The import was stopped."), _("Nothing was brought in."))
        if progress:
            progress(done, steps)

    step(0)
    owners = _owners(busy)
    enrol_all(
        db,
        [(owners[line.row.place], line.row) for line in busy if line.fate is Fate.ADDED],
        at=at,
        by=by,
    )
    step(1)
    told = revise_all(db, [line for line in busy if line.fate is Fate.CHANGED], at=at, by=by)
    step(2)
    _join(db, reading, staged.lines, owners, batch_id, at=at, by=by)
    step(3)
    _keep(db, staged, busy, owners, batch_id, at=at, by=by)
    people = {place: person for place, person in owners.items() if person}
    known = {line.row.place: line.person_id for line in staged.lines if line.person_id}
    doubles.settle(db, staged.pairs, known | people, replies, at=at, by=by)
    step(4)
    journal.write(
        db,
        "bring_in",
        "batch",
        batch_id,
        at=at,
        by=by,
        after={
            "kind": reading.kind.name,
            "year": reading.year,
            "files": [
                {"file": read.file, "digest": read.digest, "rows": count.rows,
                 "added": count.added, "changed": count.changed}
                for read, count in zip(reading.files, staged.files, strict=True)
            ],
        },
    )  # fmt: skip
    step(steps)
    return _outcome(replace(staged, problems=(*staged.problems, *told)), batch_id, people)


def _outcome(staged: Staged, batch_id: str | None, people: dict[Place, str]) -> Outcome:
    return Outcome(
        batch_id,
        staged.reading.kind.name,
        staged.files,
        staged.problems,
        staged.proposals,
        people,
    )


def _owners(lines: Sequence[Line]) -> dict[Place, str]:
    """Return the person every new, linked or changed line speaks of; held lines have none."""
    owners: dict[Place, str] = {}
    for line in lines:
        if line.fate is Fate.ADDED:
            owners[line.row.place] = new_id()
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
        if line.fate in {Fate.ADDED, Fate.LINKED, Fate.CHANGED}
        and line.row.number
        and line.key == line.row.number  # not a second line with the same number
    ]
    owned = [
        (owners.get(line.row.place) or line.person_id or "", line.row) for line in numbered
    ]
    programme = reading.kind.programme
    if programme:
        from sessions.intake.staging import members

        given = members(db, programme)
        new = [(person, row.number) for person, row in owned if row.number not in given]
        join_all(db, programme, new, at=at, by=by)
        linked = {
            owners[line.row.place] for line in numbered if line.fate is not Fate.ADDED
            and line.row.place in owners
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


def _keep(
    db: Session,
    staged: Staged,
    lines: Sequence[Line],
    owners: dict[Place, str],
    batch_id: str,
    *,
    at: datetime,
    by: str,
) -> None:
    """Write down the import itself: its files and every line it took in."""
    reading = staged.reading
    stamp = {"recorded_at": at, "recorded_by": by}
    db.execute(
        sa.insert(batches.BATCHES),
        [
            {
                "id": batch_id, "version": 1, **stamp, "kind": reading.kind.name,
                "year": reading.year, "meeting_id": None, "taken_back_at": None,
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
    db.execute(
        sa.insert(batches.LINES),
        [
            {
                "id": new_id(), **stamp, "batch_id": batch_id, "file": line.row.file[:255],
                "sheet": line.row.sheet and line.row.sheet[:80], "row": line.row.row,
                "key": line.key, "fate": line.fate,
                "person_id": owners.get(line.row.place),
                "entry": json.dumps(line.entry, ensure_ascii=False),
                "before": _before(line.changes) if line.fate is Fate.CHANGED else None,
            }
            for line in lines
        ],
    )  # fmt: skip
    touch(db, Batch, BatchFile, BatchLine)


def _before(changes: dict[str, tuple[Any, Any]]) -> str:
    def plain(value: object) -> str:
        return value.isoformat() if isinstance(value, date) else str(value)

    return json.dumps(
        {name: before for name, (before, _now) in changes.items()},
        ensure_ascii=False,
        default=plain,
    )


def report(outcome: Outcome | Staged) -> dict[str, Any]:
    """Return an import or a dry run as `import … --json` prints it."""
    kind = outcome.kind if isinstance(outcome, Outcome) else outcome.reading.kind.name
    return {
        "files": [
            {
                "file": count.file,
                "kind": kind,
                "rows": count.rows,
                "added": count.added,
                "changed": count.changed,
                "unchanged": count.unchanged,
            }
            for count in outcome.files
        ],
        "problems": [problem.told() for problem in outcome.problems],
        "duplicates": [proposal.told() for proposal in outcome.proposals],
    }
