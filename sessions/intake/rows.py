"""One line of a list, read: who it speaks of and what the programme wants to know."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

Place = tuple[str, str | None, int]


@dataclass(frozen=True)
class Row:
    """The values of one line; letters as written, blanks between names one U+3000.

    `own` holds what belongs to the programme (dates as `date`), `row` counts as Excel does.
    """

    file: str
    sheet: str | None
    row: int
    name: str
    number: str = ""
    kana: str = ""  # full-width
    kana_written: str = ""
    alias: str = ""
    latin: str = ""
    former_name: str = ""
    birth: date | None = None
    birth_written: str = ""  # only where no date could be read
    sex: str = ""
    zip: str = ""
    address: str = ""
    district: str = ""
    email: str = ""
    affiliation: str = ""
    phones: tuple[tuple[str, str], ...] = ()  # as written, digits
    language: str = ""
    note: str = ""
    own: dict[str, Any] = field(default_factory=dict, hash=False)

    @property
    def place(self) -> Place:
        """Return where the line stands: file, sheet, row."""
        return (self.file, self.sheet, self.row)
