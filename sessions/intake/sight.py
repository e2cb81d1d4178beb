"""What stands where in a list whose columns are understood."""

import datetime as dt
from collections.abc import Sequence

from resources.sheet import Cell, Sheet
from sessions.intake.kinds import Kind
from sessions.intake.problems import Problem
from sessions.intake.questions import Question
from sessions.intake.tables import Table
from sessions.intake.text import text_of


class Sight:
    """One list with its columns understood; `problems` and `questions` grow while it is read."""

    def __init__(
        self, kind: Kind, file: str, sheet: Sheet, table: Table, *, year: int | None, about: int
    ) -> None:
        self.kind, self.file, self.sheet, self.table = kind, file, sheet, table
        self.year = year
        self.latest = dt.date((year or about) + 1, 12, 31)  # no birth is later
        self.problems: list[Problem] = []
        self.questions: list[Question] = []
        self.before: Sequence[Cell] = ()
        self.merged = {
            (row, left): (top, left)
            for top, left, bottom, _right in sheet.merged
            for row in range(top + 1, bottom + 1)
            if top >= table.header.body
        }

    def note(self, index: int, field: str, kind: str, text: str = "", hint: str = "") -> None:
        """Write down a problem of the line `index` (from 0)."""
        found = self.table.one(field) if field else None
        if found is None and field in self.table.parts:
            found = min(self.table.parts[field].values())
        shown = self.table.header.labels[found].shown if found is not None else ""
        self.problems.append(
            Problem(self.file, self.sheet.name, index + 1, shown, kind, text, hint)
        )

    def texts(self, row: Sequence[Cell], field: str) -> list[str]:
        """Return the filled texts of the columns that hold `field`."""
        return [
            text
            for column in self.table.columns.get(field, ())
            if column < len(row) and (text := text_of(row[column]))
        ]

    def text(self, row: Sequence[Cell], field: str) -> str:
        """Return the text of the one column that holds `field`, "" where there is none."""
        found = self.table.columns.get(field)
        return text_of(row[found[0]]) if found and found[0] < len(row) else ""

    def names(self, row: Sequence[Cell]) -> tuple[str, str]:
        """Return name and reading as written, put together where they stand in two cells."""
        name = self.text(row, "name") or "\u3000".join(
            filter(None, (self.text(row, "family"), self.text(row, "given")))
        )
        kana = self.text(row, "kana") or "\u3000".join(
            filter(None, (self.text(row, "family_kana"), self.text(row, "given_kana")))
        )
        return name, kana
