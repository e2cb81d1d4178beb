"""The papers sent to the printer: how far they came, and where to go on."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel

from resources import journal
from resources.records import ID_LENGTH, Record, one_of
from resources.refusals import Refusal
from resources.words import _


class RunState(StrEnum):
    """How far a print run is."""

    SENT = "sent"  # ぜんぶ出ましたか is not answered yet
    STOPPED = "stopped"  # goes on from a sheet
    DONE = "done"
    GIVEN_UP = "given_up"


class PrintRun(Record, table=True):
    """One paper printed for a number of subjects, sheet by sheet."""

    __tablename__ = "print_run"
    __table_args__ = (
        sa.CheckConstraint("sheets > 0", name="sheets"),
        sa.CheckConstraint("next_sheet BETWEEN 1 AND sheets + 1", name="next_sheet"),
    )

    paper: str = Field(max_length=60)  # the paper's module name
    meeting_id: str | None = Field(
        default=None, foreign_key="meeting.id", index=True, max_length=ID_LENGTH
    )
    subjects: str = Field(default="[]", sa_type=sa.Text)  # ids in the order of printing, JSON
    sheets: int
    next_sheet: int = 1
    printer: str = Field(default="", max_length=120)
    state: RunState = Field(default=RunState.SENT, sa_column=one_of(RunState))


class PrintChoices(SQLModel, table=True):
    """What a run is for, and what its paper's maker needs to draw the same sheets again."""

    __tablename__ = "print_choices"

    run_id: str = Field(primary_key=True, foreign_key="print_run.id", max_length=ID_LENGTH)
    purpose: str = Field(default="", max_length=200)
    choices: str = Field(default="{}", sa_type=sa.Text)  # JSON


TABLE: sa.Table = SQLModel.metadata.tables["print_run"]
CHOICES: sa.Table = SQLModel.metadata.tables["print_choices"]


@dataclass(frozen=True, slots=True)
class RunFacts:
    """One run; sheets count from 1, and `next_sheet` is the first that has to come out yet."""

    id: str
    version: int
    paper: str
    meeting_id: str | None
    subjects: tuple[str, ...]
    sheets: int
    next_sheet: int
    printer: str
    state: RunState
    recorded_at: datetime
    purpose: str = ""
    choices: str = "{}"


def show(db: Session, run_id: str) -> RunFacts:
    """Return one run; an id that is unknown is refused."""
    kept = db.get(PrintChoices, run_id)
    facts = _facts(_get(db, run_id))
    return replace(facts, purpose=kept.purpose, choices=kept.choices) if kept else facts


def unfinished(db: Session, *, meeting_id: str | None = None) -> tuple[RunFacts, ...]:
    """Return the runs that wait for an answer or go on from a sheet, newest first."""
    query = (
        sa.select(PrintRun)
        .where(TABLE.c.state.in_([RunState.SENT, RunState.STOPPED]))
        .order_by(TABLE.c.id.desc())
    )
    if meeting_id is not None:
        query = query.where(TABLE.c.meeting_id == meeting_id)
    return tuple(_facts(run) for run in db.scalars(query))


def begin(
    db: Session,
    paper: str,
    *,
    sheets: int,
    meeting_id: str | None = None,
    subjects: Sequence[str] = (),
    printer: str = "",
    purpose: str = "",
    choices: str = "{}",
    at: datetime,
    by: str,
) -> RunFacts:
    """Note that `sheets` sheets of a paper are being sent to the printer.

    `choices` (JSON) is what the paper's own maker needs to draw the same sheets again.
    """
    if sheets < 1:
        raise Refusal(_("There is nothing to print."), _("Choose whom to print it for."))
    run = PrintRun(
        paper=paper,
        meeting_id=meeting_id,
        subjects=json.dumps(list(subjects)),
        sheets=sheets,
        printer=printer,
        recorded_at=at,
        recorded_by=by,
    )
    db.add(run)
    db.flush()
    if choices != "{}":
        db.add(PrintChoices(run_id=run.id, purpose=purpose[:200], choices=choices))
        db.flush()
    after = {
        "paper": paper, "sheets": sheets, "meeting_id": meeting_id,
        "count": len(subjects), "purpose": purpose,
    }  # fmt: skip
    journal.write(db, "print", "print_run", run.id, at=at, by=by, after=after)
    return _facts(run)


def all_out(db: Session, run_id: str, *, at: datetime, by: str) -> RunFacts:
    """Answer ぜんぶ出ましたか with はい; twice is harmless."""
    run = _get(db, run_id)
    if run.state is RunState.DONE:
        return _facts(run)
    _waiting(run)
    return _move(db, run, RunState.DONE, run.sheets + 1, at=at, by=by)


def stopped_at(db: Session, run_id: str, sheet: int, *, at: datetime, by: str) -> RunFacts:
    """Note that `sheet` is the first that did not come out well; printing goes on there."""
    run = _get(db, run_id)
    _waiting(run)
    if not 1 <= sheet <= run.sheets:
        raise Refusal(
            _("There is no sheet {number} in this run.").format(number=sheet),
            _("Enter a number from 1 to {last}.").format(last=run.sheets),
        )
    return _move(db, run, RunState.STOPPED, sheet, at=at, by=by)


def resume(db: Session, run_id: str, *, at: datetime, by: str) -> RunFacts:
    """Note that a stopped run is sent again from `next_sheet` on."""
    run = _get(db, run_id)
    _waiting(run)
    return _move(db, run, RunState.SENT, run.next_sheet, at=at, by=by)


def give_up(db: Session, run_id: str, *, at: datetime, by: str) -> RunFacts:
    """Note that the rest of a run is not wanted any more."""
    run = _get(db, run_id)
    _waiting(run)
    return _move(db, run, RunState.GIVEN_UP, run.next_sheet, at=at, by=by)


def _move(
    db: Session, run: PrintRun, state: RunState, next_sheet: int, *, at: datetime, by: str
) -> RunFacts:
    run.state, run.next_sheet = state, next_sheet
    run.version += 1
    run.recorded_at, run.recorded_by = at, by
    db.flush()
    after = {"next_sheet": next_sheet}
    journal.write(db, state.value, "print_run", run.id, at=at, by=by, after=after)
    return _facts(run)


def _waiting(run: PrintRun) -> None:
    if run.state in {RunState.DONE, RunState.GIVEN_UP}:
        raise Refusal(_("This print run has ended."), _("Print the paper anew."))


def _get(db: Session, run_id: str) -> PrintRun:
    run = db.get(PrintRun, run_id, with_for_update=True)
    if run is None:
        raise Refusal(_("This print run is not known here."), _("Print the paper anew."))
    return run


def _facts(run: PrintRun) -> RunFacts:
    return RunFacts(
        run.id,
        run.version,
        run.paper,
        run.meeting_id,
        tuple(json.loads(run.subjects)),
        run.sheets,
        run.next_sheet,
        run.printer,
        run.state,
        run.recorded_at,
    )
