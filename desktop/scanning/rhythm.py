"""The rhythm of keys: what tells a scanner that types from a person who types.

A scanner sends its letters a few milliseconds apart and ends with Enter or Tab; a person
seldom stays under 80 ms for long. Where the two cannot be told apart, the rule is:

* text that reads as a card of ours is a scan, wherever and however it came;
* outside a text field nobody types, so three fast letters with an end are a scan;
* in a text field it takes six fast letters with an end, or eight without one, the
  faster the fewer doubts: on the average no more than 50 ms apart;
* anything else belongs to the person and reaches the field unchanged.
"""

import unicodedata
from dataclasses import dataclass, field

FAST_MS = 80  # the longest pause inside one scan (ui.md §5, ecosystem.md §6)
STEADY_MS = 50  # the longest mean pause of a scan into a text field
PATIENCE_MS = 300  # a code that has begun is waited for this long when a machine stalls
AT_A_PAGE, AT_A_PAGE_OPEN = 3, 8
IN_A_FIELD, IN_A_FIELD_OPEN = 6, 8
CODE_LENGTH = 25
MACHINE_MADE = 12  # so many ASCII letters in one full-width commit are no name
LONGEST = 512  # more than any card holds; the rest of a foreign code is dropped


@dataclass(frozen=True)
class Moment:
    """When a stroke happened, in milliseconds; `stamp` is 0 where the system gives none."""

    clock: float
    stamp: int = 0

    def since(self, earlier: "Moment") -> float:
        """Return the pause after `earlier`; both stamps count only when both are there."""
        if self.stamp and earlier.stamp:
            return float(self.stamp - earlier.stamp)
        return self.clock - earlier.clock


@dataclass
class Rhythm:
    """The strokes of one possible scan; every pause inside it is fast."""

    moments: list[Moment] = field(default_factory=list)

    def follows(self, at: Moment, patience: float = FAST_MS) -> bool:
        """Return whether a stroke at `at` still belongs here."""
        return not self.moments or at.since(self.moments[-1]) <= patience

    def beat(self, at: Moment) -> None:
        """Add a stroke."""
        self.moments.append(at)

    @property
    def strokes(self) -> int:
        """Return how many strokes there were."""
        return len(self.moments)

    @property
    def steady(self) -> bool:
        """Return whether the mean pause is a machine's."""
        if self.strokes < 2:
            return False
        return self.moments[-1].since(self.moments[0]) / (self.strokes - 1) <= STEADY_MS

    def is_scan(self, *, ended: bool, typing: bool) -> bool:
        """Say whether this was a scanner; `typing` means that a text field has the focus."""
        if typing:
            return self.steady and self.strokes >= (IN_A_FIELD if ended else IN_A_FIELD_OPEN)
        return self.strokes >= (AT_A_PAGE if ended else AT_A_PAGE_OPEN)


def machine_made(text: str) -> bool:
    """Return whether `text`, committed at once, is too long and too Latin for a name."""
    plain = unicodedata.normalize("NFKC", text)
    return len(plain) >= MACHINE_MADE and plain.isascii() and any(c.isdigit() for c in plain)


def begun(text: str) -> bool:
    """Return whether `text` is the beginning of a card of ours, in any width."""
    plain = unicodedata.normalize("NFKC", text[:4]).upper()
    return len(text) < CODE_LENGTH and plain.startswith("INA1")
