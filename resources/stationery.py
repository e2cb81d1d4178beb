"""What addresses are printed on: the sheets of labels and the envelopes one can buy, in mm."""

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from resources import path
from resources.refusals import Refusal
from resources.words import _, mark

A4 = (210.0, 297.0)
EDGE = 4.0  # where an office laser prints nothing


@dataclass(frozen=True, slots=True)
class LabelSheet:
    """An A4 sheet of labels; lengths in mm from the upper left corner of the sheet.

    `left` and `top` are the corner of the first label, the steps lead from one to the next.
    """

    name: str
    makers: tuple[str, ...]
    across: int
    down: int
    wide: float
    high: float
    left: float
    top: float
    step_across: float
    step_down: float

    @property
    def count(self) -> int:
        """How many labels a sheet holds."""
        return self.across * self.down

    @property
    def title(self) -> str:
        """What people call it: its number of labels (面), their size, and who sells it."""
        words = _("{count} labels, {wide} × {high} mm").format(
            count=self.count, wide=f"{self.wide:g}", high=f"{self.high:g}"
        )
        return "　".join((words, *self.makers))

    def corner(self, place: int) -> tuple[float, float]:
        """Return the upper left corner of label `place`, counted from 0 along the rows."""
        row, column = divmod(place, self.across)
        return self.left + self.step_across * column, self.top + self.step_down * row

    def sheets(self, labels: int, start: int = 1) -> int:
        """Return how many sheets `labels` take when `start` (from 1) is the first free place."""
        return max(1, -(-(labels + start - 1) // self.count))


class Payment(StrEnum):
    """How the postage is paid where no stamp is put on."""

    SEPARATELY = "separately"  # 料金別納: at the counter of the post office, with this posting
    LATER = "later"  # 料金後納: once a month, by agreement with the post office


@dataclass(frozen=True, slots=True)
class Envelope:
    """An envelope standing upright: width and height in mm, and what it is called."""

    name: str
    word: str
    wide: float
    high: float

    @property
    def title(self) -> str:
        """The name in the language in use."""
        return _(self.word)


ENVELOPES = (
    Envelope("long-3", mark("Long envelope no. 3 (120 × 235 mm)"), 120.0, 235.0),
    Envelope("square-2", mark("Square envelope no. 2 (240 × 332 mm)"), 240.0, 332.0),
    Envelope("postcard", mark("Postcard (100 × 148 mm)"), 100.0, 148.0),
)
"""長形3号, 角形2号 and はがき."""


@cache
def label_sheets() -> tuple[LabelSheet, ...]:
    """Return the sheets this house knows, those with the largest labels first."""
    found = [_read(file) for file in path("label_sheets").glob("*.toml")]
    return tuple(sorted(found, key=lambda one: (-one.wide * one.high, one.name)))


def label_sheet(name: str) -> LabelSheet:
    """Return the sheet called `name`; one that is unknown is refused."""
    for one in label_sheets():
        if one.name == name:
            return one
    raise Refusal(_("This sheet of labels is not known here."), _("Choose one from the list."))


def envelope(name: str) -> Envelope:
    """Return the envelope called `name`; one that is unknown is refused."""
    for one in ENVELOPES:
        if one.name == name:
            return one
    raise Refusal(_("This envelope is not known here."), _("Choose one from the list."))


def _read(file: Path) -> LabelSheet:
    written = tomllib.loads(file.read_text("utf-8"))
    written["makers"] = tuple(written["makers"])
    return LabelSheet(name=file.stem, **written)
