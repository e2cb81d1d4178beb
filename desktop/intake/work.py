"""One list on its way in: its kind and files, what was read, what people answered."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from programs.points.intake import VOLUNTEERS
from programs.supporters.intake import SUPPORTERS
from sessions import people
from sessions.intake import imports, reading, sources
from sessions.intake.applicants import APPLICANTS
from sessions.intake.kinds import Kind
from sessions.intake.mapping import NOTHING, Mapping
from sessions.intake.outlook import Proposal, Staged
from sessions.intake.reading import Reading
from sessions.intake.replies import Replies, Reply, Subject
from sessions.intake.rows import Place, Row

if TYPE_CHECKING:
    from desktop.desk import Desk, Task
    from sessions.intake.imports import Outcome
    from sessions.person_views import PersonView

KINDS: tuple[Kind, ...] = (VOLUNTEERS, SUPPORTERS, APPLICANTS)
SAME, DIFFERENT, ADD, LATER = "same", "different", "add", "later"


def kind_called(name: str) -> Kind:
    """Return the kind of list called `name`."""
    return next(kind for kind in KINDS if kind.name == name)


@dataclass
class Work:
    """What is known so far; `answers` holds one word for each proposal that was answered."""

    kind: Kind
    files: tuple[Path, ...] = ()
    meeting_id: str = ""
    mapping: Mapping = NOTHING
    reading: Reading | None = None
    staged: Staged | None = None
    people: "dict[str, PersonView]" = field(default_factory=dict)
    answers: dict[frozenset[Subject], str] = field(default_factory=dict)
    outcome: "Outcome | None" = None

    @property
    def source(self) -> str:
        """Who sends this list again and again; empty for files of several sources."""
        return sources.source_of(path.name for path in self.files)

    @property
    def proposals(self) -> tuple[Proposal, ...]:
        """The pairs that a person is asked about."""
        return self.staged.proposals if self.staged else ()

    def answer_of(self, proposal: Proposal) -> str:
        """Return what was answered about a proposal, "" while nothing was."""
        return self.answers.get(frozenset(proposal.subjects), "")

    def answer(self, proposal: Proposal, said: str) -> None:
        """Keep an answer; it counts when the list is brought in."""
        self.answers[frozenset(proposal.subjects)] = said

    @property
    def waiting(self) -> int:
        """How many proposals nobody has looked at yet."""
        return sum(1 for proposal in self.proposals if not self.answer_of(proposal))

    def row(self, place: Place) -> Row | None:
        """Return the line that stands at `place`."""
        rows = self.reading.rows if self.reading else ()
        return next((row for row in rows if row.place == place), None)

    def replies(self) -> Replies:
        """Return the answers as the import takes them; あとで says nothing."""
        pairs: list[Reply] = []
        add: set[Place] = set()
        for proposal in self.proposals:
            said = self.answer_of(proposal)
            if said in {SAME, DIFFERENT, ADD}:
                pairs.append(Reply(*proposal.subjects, same=said == SAME))
            if said == ADD:
                add |= {place for place in proposal.subjects if isinstance(place, tuple)}
        return Replies(tuple(pairs), frozenset(add))


def read(desk: "Desk", work: Work, task: "Task") -> tuple[Reading, Staged | None, dict[str, Any]]:
    """Read the files beside the window and say what bringing them in would do.

    Returned are the reading, the dry run (None where something must be asked first), and the
    people of the register that the dry run speaks of.
    """
    found = reading.read_files(
        work.kind,
        work.files,
        mapping=work.mapping,
        progress=task.tell,
        cancel=lambda: task.stopped,
    )
    if found.questions:
        return found, None, {}
    staged = desk.read(imports.stage, found, meeting_id=work.meeting_id or None)
    ids = sorted({one for proposal in staged.proposals for one in proposal.ids})
    views = desk.read(people.views, ids)
    return found, staged, {view.id: view for view in views}


def bring_in(desk: "Desk", work: Work, task: "Task") -> "Outcome":
    """Bring the list in, in one transaction, after a proven copy; a stop leaves nothing behind."""
    assert work.reading is not None
    desk.secure("import", task.tell)
    tell: Callable[[int, int], None] = task.tell
    return desk.change(
        imports.bring_in,
        work.reading,
        work.replies(),
        meeting_id=work.meeting_id or None,
        at=desk.now(),
        by=desk.staff_id,
        progress=tell,
        cancel=lambda: task.stopped,
    )
