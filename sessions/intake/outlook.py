"""What an import would do: the fate of each line, and who may be one person."""

from dataclasses import dataclass, field
from typing import Any

from sessions.intake.batches import Fate, FileCount
from sessions.intake.problems import Problem
from sessions.intake.reading import Reading
from sessions.intake.replies import Replies, Subject
from sessions.intake.rows import Place, Row
from sessions.likeness_rules import Score


@dataclass(frozen=True)
class Line:
    """What happens to one line. `fate` None leaves everything as it is.

    `same_as` names the line whose person this one shares, `changes` what the list says
    otherwise than last time: {field: (before, now)}.
    """

    row: Row
    key: str
    entry: dict[str, Any]
    fate: Fate | None
    person_id: str | None = None
    same_as: Place | None = None
    holds: Subject | None = None  # who has the number which this line claims, too
    changes: dict[str, tuple[Any, Any]] = field(default_factory=dict)


@dataclass(frozen=True)
class Pair:
    """Two subjects that look alike.

    `fresh`: nobody was asked about them before. `settled`: an answer is remembered.
    """

    first: Subject
    second: Subject
    score: Score
    fresh: bool
    settled: bool = False
    name_of_id: str = ""

    def answered(self, replies: Replies) -> bool:
        """Say whether a person answered, now or earlier."""
        return self.settled or frozenset((self.first, self.second)) in replies.said()


@dataclass(frozen=True)
class Proposal:
    """Two subjects that may be one person; a person answers この方です or 別の方です."""

    rows: tuple[Place, ...]
    ids: tuple[str, ...]
    reasons: tuple[str, ...]
    names: tuple[str, ...]
    subjects: tuple[Subject, Subject]

    def told(self) -> dict[str, Any]:
        """Return the proposal as the command line writes it."""
        return {
            "rows": [list(place) for place in self.rows],
            "ids": list(self.ids),
            "reasons": list(self.reasons),
        }


@dataclass(frozen=True)
class Staged:
    """A dry run: counts per file, every problem, what is to be answered, every line's fate."""

    reading: Reading
    files: tuple[FileCount, ...]
    problems: tuple[Problem, ...]
    proposals: tuple[Proposal, ...]
    lines: tuple[Line, ...]
    pairs: tuple[Pair, ...] = ()
