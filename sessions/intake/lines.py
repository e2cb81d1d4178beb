"""The lines below a header: which of them are people, and which are something else."""

import re
from collections.abc import Callable, Sequence

from resources.sheet import Cell, Sheet
from sessions.intake import headers
from sessions.intake.problems import Problem
from sessions.intake.questions import Question
from sessions.intake.rows import Row
from sessions.intake.tables import Table
from sessions.intake.text import DITTO, letter, plain, text_of
from sessions.intake.values import Values

_TOTAL = re.compile(r"(小計|合計|総計|累計|総数|総合計|計)[::]?(?:\d+[名人件])?")


class Reader(Values):
    """Reads one sheet line by line.

    `again(sheet, top)` understands a header that is repeated with its columns elsewhere.
    """

    again: Callable[[Sheet, int], tuple[Table, list[Question]] | None]

    def read(self) -> list[Row]:
        """Return the people of the sheet."""
        self._introduce()
        rows: list[Row] = []
        for index in range(self.table.header.body, len(self.sheet.rows)):
            row = self._filled(index)
            if any(text_of(cell) for cell in row) and self._is_person(index, row):
                rows.append(self.person(index, row))
                self.before = row
        return self.with_area_code(rows)

    def _introduce(self) -> None:
        """Say what is worth knowing about the columns."""
        top = self.table.header.top
        for column, field in self.table.guessed:
            self.note(top, field, "column_guessed", letter(column))
        for column, label in self.table.others.items():
            self.problems.append(
                Problem(
                    self.file, self.sheet.name, top + 1, label or letter(column), "column_to_note"
                )
            )
        known = {column for found in self.table.columns.values() for column in found}
        for column in sorted(self.sheet.hidden_columns):
            if column - 1 in known:
                shown = self.table.header.labels[column - 1].shown
                self.problems.append(
                    Problem(self.file, self.sheet.name, top + 1, shown, "hidden_column")
                )

    def _filled(self, index: int) -> list[Cell]:
        """Return a line with merged cells filled downwards and repeat marks replaced."""
        row = list(self.sheet.rows[index])
        for column, cell in enumerate(row):
            if not cell:
                above = self.merged.get((index, column))
                if above:
                    row[column] = self.sheet.rows[above[0]][above[1]]
            elif isinstance(cell, str) and cell.strip() in DITTO and column < len(self.before):
                named = self.table.one("name") == column or self.table.one("family") == column
                if not named:
                    row[column] = self.before[column]
        return row

    def _is_person(self, index: int, row: Sequence[Cell]) -> bool:
        """Say whether a line speaks of a person; note what it is otherwise."""
        name, kana = self.names(row)
        number = self.text(row, "number")
        folded = plain(name)
        words = self.table.header.words
        if (
            not (number and name)
            or folded in words
            or plain(number) in words
            or headers.classify(self.kind, folded)
        ):
            if headers.repeats(self.kind, self.table.header, row):
                self.note(index, "", "repeated_header")
                self._turn_page(index)
                return False
            filled = {plain(text): text for cell in row if (text := text_of(cell))}
            total = next((text for text in filled if _TOTAL.fullmatch(text)), "")
            if total and not number:
                self.note(index, "", "subtotal_row" if "小計" in total else "total_row", total)
                return False
            if len(filled) == 1 and not (number and kana):
                text = next(iter(filled.values()))
                if not (name and self._alone_is_name(text)):
                    title = re.search("名簿|一覧|年度|続き", text)
                    self.note(index, "", "repeated_title" if title else "remark_row", text)
                    return False
        if not name:
            told = bool(number or kana or self.texts(row, "phone"))
            self.note(index, "name", "missing_name" if told else "remark_row", number or kana)
            return False
        if name in DITTO or name[:1] in {"〃", "″"}:
            self.note(index, "name", "ditto_name", name)
            return False
        return True

    def _alone_is_name(self, text: str) -> bool:
        """Say whether a line with nothing but `text` in the name's column names a person."""
        listed = {"number", "serial", "kana", "birth", "address", "phone"} & set(self.table.columns)
        return not listed and len(text) <= 12 and not re.search(r"[\d。、※()：:【】]", text)

    def _turn_page(self, index: int) -> None:
        """Go on below a header that stands again at `index`, its columns perhaps elsewhere."""
        labels = headers.labels_at(self.sheet, index, 1)
        if len(headers.fields_in(self.kind, labels)) < 3:
            return
        old = [(label.upper, label.lower) for label in self.table.header.labels]
        same = sum(
            bool(label.upper) and at < len(old) and label.upper in old[at]
            for at, label in enumerate(labels)
        )
        if same == sum(bool(label.upper) for label in labels):
            return
        again = self.again(self.sheet, index)
        if again:
            self.table, asked = again
            self.questions += asked
