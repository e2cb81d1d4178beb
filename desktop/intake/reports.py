"""Lists that are no lists of people: hosts, and the monthly sheets of hosts, on their way in."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from desktop.intake import work as working
from desktop.intake.work import Work
from programs.points import host_intake, sheet_intake, sheet_reading
from resources import spreadsheet
from sessions.intake.problems import Problem

if TYPE_CHECKING:
    from desktop.desk import Desk, Task
    from programs.points.sheet_intake import Trouble

HOSTS: Final = "hosts"
SHEETS: Final = "activities"
KINDS: Final = (HOSTS, SHEETS)


@dataclass(frozen=True)
class Fared:
    """How the files fared, or would: each file's counts, and what is wrong or worth knowing."""

    files: tuple[Any, ...]  # with file, rows, added, changed, unchanged
    problems: "tuple[Problem | Trouble, ...]"
    batch_id: str = ""  # of monthly sheets; hosts are taken back one act at a time


@dataclass
class ReportWork:
    """What is known so far of files that are read together."""

    kind: str  # a word of KINDS
    files: tuple[Path, ...] = ()
    read: list[Any] = field(default_factory=list)
    staged: Fared | None = None
    outcome: Fared | None = None
    waiting: int = 0  # nobody is asked about people here
    meeting_id: str = ""

    @property
    def new(self) -> bool:
        """Whether anything was brought in that was not there before."""
        return self.outcome is not None and any(
            one.added or one.changed for one in self.outcome.files
        )


def read(desk: "Desk", work: ReportWork, task: "Task") -> tuple[list[Any], Fared]:
    """Read the files beside the window, and say what bringing them in would do."""
    found: list[Any] = []
    for done, path in enumerate(work.files):
        task.tell(done, len(work.files))
        book = spreadsheet.read(path)
        if work.kind == HOSTS:
            found.append(host_intake.read(book))
        else:
            found += sheet_reading.read(book)
    task.tell(len(work.files), len(work.files))
    return found, _do(desk.rehearse, desk, work.kind, found)


def bring_in(desk: "Desk", work: ReportWork, task: "Task") -> Fared:
    """Bring the files in, in one transaction, after a proven copy."""
    desk.secure("import", task.tell)
    return _do(desk.change, desk, work.kind, work.read)


def reader(desk: "Desk", work: Work | ReportWork) -> "Callable[[Task], Any]":
    """Return what reads the files of `work` beside the window, whatever they hold."""
    if isinstance(work, ReportWork):
        return lambda task: read(desk, work, task)
    return lambda task: working.read(desk, work, task)


def bringer(desk: "Desk", work: Work | ReportWork) -> "Callable[[Task], Any]":
    """Return what brings the files of `work` in beside the window."""
    if isinstance(work, ReportWork):
        return lambda task: bring_in(desk, work, task)
    return lambda task: working.bring_in(desk, work, task)


def _do(act: Any, desk: "Desk", kind: str, found: Sequence[Any]) -> Fared:
    who = {"at": desk.now(), "by": desk.staff_id}
    if kind == HOSTS:
        fared = act(host_intake.bring_in_all, found, **who)
        problems = tuple(problem for one in fared for problem in one.problems)
        return Fared(tuple(fared), problems)
    made = act(sheet_intake.bring_in, found, **who)
    return Fared(made.files, made.troubles, made.batch_id)
