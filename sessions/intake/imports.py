"""The doors through which lists come in and are taken back: dry run, import, undo, history."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from resources import journal
from resources.records import new_id
from resources.refusals import Refusal
from resources.words import _
from sessions.intake import applying, commit, districts, doubles, staging
from sessions.intake.batches import FileCount
from sessions.intake.outlook import Proposal, Staged
from sessions.intake.problems import Problem
from sessions.intake.reading import Progress, Reading
from sessions.intake.replies import NONE, Replies
from sessions.intake.rows import Place

STEPS = 5


@dataclass(frozen=True)
class Outcome:
    """What was brought in; `batch_id` is None where nothing was new."""

    batch_id: str | None
    kind: str
    files: tuple[FileCount, ...]
    problems: tuple[Problem, ...]
    proposals: tuple[Proposal, ...]
    people: dict[Place, str]  # the person each line taken in belongs to


def stage(
    db: Session, reading: Reading, replies: Replies = NONE, *, meeting_id: str | None = None
) -> Staged:
    """Return what bringing in `reading` would do. Writes nothing.

    Refused: a reading with open questions, applicants without their meeting.
    """
    reading = districts.settled(db, reading)
    if reading.kind.needs_meeting:
        return applying.stage(db, reading, replies, meeting_id=_meeting(meeting_id))
    return staging.stage(db, reading, replies)


def bring_in(
    db: Session,
    reading: Reading,
    replies: Replies = NONE,
    *,
    meeting_id: str | None = None,
    at: datetime,
    by: str,
    progress: Progress | None = None,
    cancel: Callable[[], bool] | None = None,
) -> Outcome:
    """Bring the lines of `reading` in, within the transaction of `db`.

    Nobody is merged unless `replies` says この方です. Lines that may be doubles become people of
    their own with an open proposal; a second line with a number already given is held back.
    Applicants stay applications unless answered or added. Refused: a reading with open
    questions, applicants without their meeting, a stop while it runs (nothing is kept then).
    """

    def step(done: int) -> None:
        if cancel and cancel():
            raise Refusal(_("The import was stopped."), _("Nothing was brought in."))
        if progress:
            progress(done, STEPS)

    staged = stage(db, reading, replies, meeting_id=meeting_id)
    if all(line.fate is None for line in staged.lines):
        _settle(db, staged, {}, replies, at=at, by=by)
        return _outcome(staged, None, {})
    step(0)
    batch_id = new_id()
    told: list[Problem] = []
    if reading.kind.needs_meeting:
        people = applying.store(
            db, staged, replies, meeting_id=_meeting(meeting_id), batch_id=batch_id, at=at, by=by
        )
    else:
        people, told = commit.store(db, staged, batch_id=batch_id, step=step, at=at, by=by)
    commit.keep(db, staged, people, batch_id, meeting_id=meeting_id, at=at, by=by)
    _settle(db, staged, people, replies, at=at, by=by)
    step(4)
    journal.write(db, "bring_in", "batch", batch_id, at=at, by=by, after=_told(staged, meeting_id))
    step(STEPS)
    return _outcome(replace(staged, problems=(*staged.problems, *told)), batch_id, people)


def _meeting(meeting_id: str | None) -> str:
    if not meeting_id:
        raise Refusal(
            _("The list of applicants belongs to a meeting."), _("Say which meeting it is for.")
        )
    return meeting_id


def _settle(
    db: Session,
    staged: Staged,
    people: dict[Place, str],
    replies: Replies,
    *,
    at: datetime,
    by: str,
) -> None:
    """Keep answers and open proposals about people of the register."""
    if staged.reading.kind.needs_meeting:
        return
    known = {line.row.place: line.person_id for line in staged.lines if line.person_id}
    doubles.settle(db, staged.pairs, known | people, replies, at=at, by=by)


def _told(staged: Staged, meeting_id: str | None) -> dict[str, Any]:
    """Return the import as the journal keeps it: which files, how many lines, no names."""
    return {
        "kind": staged.reading.kind.name,
        "year": staged.reading.year,
        "meeting": meeting_id,
        "files": [
            {
                "file": read.file,
                "digest": read.digest,
                "rows": count.rows,
                "added": count.added,
                "changed": count.changed,
            }
            for read, count in zip(staged.reading.files, staged.files, strict=True)
        ],
    }


def _outcome(staged: Staged, batch_id: str | None, people: dict[Place, str]) -> Outcome:
    return Outcome(
        batch_id,
        staged.reading.kind.name,
        staged.files,
        staged.problems,
        staged.proposals,
        people,
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
