"""What lies ready to be looked at before it is printed: a job, its subjects, its sheets."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from resources.records import new_id

if TYPE_CHECKING:
    from desktop.desk import Task

RUBY: Final = "ruby"
START: Final = "start"
BLANKS: Final = "blanks"
SIZE: Final = "size"


@dataclass(frozen=True)
class Options:
    """What the person before the screen chose for this printing.

    `start` is the first free place of a used label sheet, counted from 1; `blanks` how many
    empty cards follow; `size` the letter size in points.
    """

    ruby: bool = True
    start: int = 1
    blanks: int = 0
    size: int = 12


@dataclass(frozen=True)
class Subject:
    """One person or paper in the list at the left; `left_out` says why nothing is printed."""

    key: str
    name: str
    kana: str = ""
    left_out: str = ""


@dataclass(frozen=True)
class Drawn:
    """The finished sheets, and on which page (from 0) each subject that is printed begins.

    `choices` (JSON) is kept with the run in place of the job's own, where only the drawing knows.
    """

    pdf: bytes
    first_pages: tuple[int, ...] = ()
    choices: str = ""


@dataclass(frozen=True)
class Job:
    """A paper ready to be looked at.

    `draw` runs beside the window. `texts` are tried against the fonts before anything is
    printed. `confirmed` is called once every sheet has come out well.
    """

    paper: str
    title: str
    subjects: tuple[Subject, ...]
    draw: "Callable[[Options, Task], Drawn]"
    texts: tuple[str, ...] = ()
    offers: frozenset[str] = frozenset()
    options: Options = field(default_factory=Options)
    meeting_id: str | None = None
    confirmed: Callable[[], object] | None = None
    run_id: str = ""
    replaces: str = ""  # the run that ends because this one draws its rest anew
    first_sheet: int = 1
    purpose: str = ""  # told to the journal when it is printed
    choices: str = "{}"  # JSON; kept with the run, so that the same sheets can be drawn again
    shifted: bool = True  # by what is known of the printer

    @property
    def printed(self) -> tuple[Subject, ...]:
        """The subjects that have sheets."""
        return tuple(subject for subject in self.subjects if not subject.left_out)


_tray: dict[str, Job] = {}


def lay(job: Job) -> str:
    """Put `job` into the tray and return the name under which the preview takes it out.

    Only the newest one stays: nothing personal waits in memory for longer than it is used.
    """
    _tray.clear()
    name = new_id()
    _tray[name] = job
    return name


def take(name: str) -> Job | None:
    """Return the job called `name`, or None when another one has taken its place."""
    return _tray.get(name)


def clear() -> None:
    """Empty the tray, as when the desk is left."""
    _tray.clear()
