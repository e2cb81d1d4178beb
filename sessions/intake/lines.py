"""The lines below a header: which of them are people, and what each cell says."""

import datetime as dt
import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from resources import date_reading
from resources.calendar import wareki
from resources.date_reading import DateRead, read_date
from resources.names import tidy_name
from resources.spreadsheet import Cell, Sheet
from resources.words import _
from sessions.intake import cells, dated, headers
from sessions.intake.kinds import Form, Kind
from sessions.intake.problems import Problem
from sessions.intake.questions import Question
from sessions.intake.rows import Row
from sessions.intake.tables import Table
from sessions.intake.text import DITTO, formula_like, letter, plain, text_of

_TOTAL = re.compile(r"(小計|合計|総計|累計|総数|総合計|計)[::]?(?:\d+[名人件])?")
_PHONE_ONLY = re.compile(r"[+＋\d０-９()()（）\-‐－ ]+")
_LONGEST = {
    "name": 80, "kana": 80, "alias": 80, "latin": 80, "former_name": 80,
    "address": 200, "district": 40, "email": 120, "note": 2000,
}  # fmt: skip

_day = lru_cache(maxsize=4096)(read_date)


class Reader:
    """Reads one sheet line by line; `problems` and `questions` grow while it does.

    `again(sheet, top)` understands a header that is repeated with its columns elsewhere.
    """

    again: Callable[[Sheet, int], tuple[Table, list[Question]] | None]

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

    # -- what stands where -----------------------------------------------------------------

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

    # -- line by line ------------------------------------------------------------------------

    def read(self) -> list[Row]:
        """Return the people of the sheet."""
        self._introduce()
        rows: list[Row] = []
        for index in range(self.table.header.body, len(self.sheet.rows)):
            row = self._filled(index)
            if any(text_of(cell) for cell in row) and self._is_person(index, row):
                rows.append(self._person(index, row))
                self.before = row
        return self._with_area_code(rows)

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
            filled = {plain(text_of(cell)) for cell in row if text_of(cell)}
            total = next((text for text in filled if _TOTAL.fullmatch(text)), "")
            if total and not number:
                self.note(index, "", "subtotal_row" if "小計" in total else "total_row", total)
                return False
            if len(filled) == 1 and not (number and kana):
                text = filled.pop()
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

    # -- one person -------------------------------------------------------------------------

    def _person(self, index: int, row: Sequence[Cell]) -> Row:
        """Return the values of one line and note what is wrong with them."""
        written, kana_cell = self.names(row)
        name, alias, former = cells.read_name(written)
        if alias:
            self.note(index, "name", "alias_in_brackets", alias)
        if former:
            self.note(index, "name", "former_name_in_brackets", former)
        self._look_at_letters(index, row)
        kana, kana_written = cells.read_kana(kana_cell)
        has_kana = {"kana", "family_kana"} & set(self.table.columns)
        if not kana and has_kana:
            self.note(index, "kana", "missing_kana")
        birth, birth_written = self._birth(index, row)
        zip_code, good_zip = cells.read_zip(self.text(row, "zip"))
        if not good_zip:
            self.note(index, "zip", "unreadable_zip", self.text(row, "zip"))
        values = {
            "name": name,
            "kana": kana,
            "alias": self.text(row, "alias") or alias,
            "latin": tidy_name(self.text(row, "latin")),
            "former_name": tidy_name(self.text(row, "former_name")) or former,
            "address": "\u3000".join(self.texts(row, "address")),
            "district": self.text(row, "district"),
            "email": self.text(row, "email"),
            "note": self._note(row),
        }
        for field, most in _LONGEST.items():
            if len(values[field]) > most:
                self.note(index, field, "too_long", values[field])
                values[field] = values[field][:most]
        found = Row(
            file=self.file,
            sheet=self.sheet.name,
            row=index + 1,
            number=self._number(index, row),
            kana_written=kana_written[:80],
            birth=birth,
            birth_written=birth_written[:40],
            sex=cells.read_sex(self.text(row, "sex")),
            zip=zip_code,
            phones=tuple(cells.read_phones(self.texts(row, "phone"))),
            language=self.text(row, "language"),
            own={field: self._own(index, row, field) for field in self.kind.own},
            **values,
        )
        if index + 1 in self.sheet.hidden_rows:
            self.note(index, "", "hidden_row_is_data")
        self.problems += [
            Problem(found.file, found.sheet, found.row, self._shown(field), kind, text)
            for field, kind, text in self.kind.check(found, self.year, set(self.table.columns))
        ]
        return found

    def _shown(self, field: str) -> str:
        found = self.table.one(field)
        return self.table.header.labels[found].shown if found is not None else ""

    def _look_at_letters(self, index: int, row: Sequence[Cell]) -> None:
        """Note letters no font knows and texts a spreadsheet would calculate."""
        phones = self.table.columns.get("phone", ())
        for column, cell in enumerate(row):
            if not isinstance(cell, str):
                continue
            shown = (
                self.table.header.labels[column].shown
                if column < len(self.table.header.labels)
                else ""
            )
            text = cell.strip()
            if formula_like(text) and not (column in phones and _PHONE_ONLY.fullmatch(text)):
                self.problems.append(
                    Problem(
                        self.file,
                        self.sheet.name,
                        index + 1,
                        shown or letter(column),
                        "formula_like_text",
                        text,
                    )
                )
            for at, point in cells.private_letters(cell):
                hint = _("Letter {number} is {code}.").format(number=at, code=point)
                self.problems.append(
                    Problem(
                        self.file,
                        self.sheet.name,
                        index + 1,
                        shown or letter(column),
                        "pua_character",
                        text,
                        hint,
                    )
                )

    def _number(self, index: int, row: Sequence[Cell]) -> str:
        """Return the registration number of a line, "" where there is none to be read."""
        if "number" not in self.table.columns:
            return ""
        text = self.text(row, "number")
        number = cells.read_number(text, self.kind.number_width) if text else None
        if number is None:
            self.note(index, "number", "unreadable_number" if text else "missing_number", text)
        return number or ""

    def _date(self, row: Sequence[Cell], field: str, *, birth: bool) -> tuple[DateRead, str]:
        """Return the date of a field, from one cell or several, and what was written."""
        if field in self.table.parts:
            text = dated.joined(self.table.parts[field], row)
            return _day(text or None, birth=birth, today=self.latest if birth else None), text
        found = self.table.one(field)
        cell = row[found] if found is not None and found < len(row) else None
        if not text_of(cell) or isinstance(cell, bool | dt.time | dt.timedelta):
            return DateRead(None, date_reading.EMPTY), ""
        return _day(cell, birth=birth, today=self.latest if birth else None), text_of(cell)

    def _birth(self, index: int, row: Sequence[Cell]) -> tuple[dt.date | None, str]:
        """Return the birth date, and as written where none can be read."""
        if not ("birth" in self.table.columns or "birth" in self.table.parts):
            return None, ""
        read, text = self._date(row, "birth", birth=True)
        if read.date:
            return read.date, ""
        if read.note == date_reading.EMPTY:
            self.note(index, "birth", "missing_birth")
        elif read.note == date_reading.NO_ERA:
            hint = _("Perhaps: {days}").format(days="、".join(map(wareki, read.choices)))
            self.note(index, "birth", "ambiguous_birth", text, hint)
        else:
            hint = ""
            if read.suggestion:
                hint = _("Perhaps: {days}").format(days=wareki(read.suggestion))
            self.note(index, "birth", "invalid_birth", text, hint)
        return None, text

    def _own(self, index: int, row: Sequence[Cell], field: str) -> object:
        """Return a value of the programme: a date, a fiscal year or a text."""
        column = self.kind.column(field)
        if column is not None and column.form is Form.YEAR:
            return cells.read_fiscal_year(self.text(row, field))
        if column is None or column.form is not Form.DATE:
            return "、".join(self.texts(row, field))
        read, text = self._date(row, field, birth=False)
        if read.note == date_reading.OLD_ERA and read.date:
            self.note(index, field, "old_era_accepted", text, wareki(read.date))
        elif read.date is None and read.note != date_reading.EMPTY:
            self.note(index, field, "unreadable_date", text)
        return read.date

    def _note(self, row: Sequence[Cell]) -> str:
        """Return the remarks of a line, the words of columns nobody asked for among them."""
        pieces = self.texts(row, "note")
        kept = set(self.kind.own)
        for field in ("emergency", "old_number", "fax"):
            if field not in kept and (words := self.texts(row, field)):
                column = self.kind.column(field)
                pieces.append(f"{_(column.label) if column else field}: {'、'.join(words)}")
        for index, label in self.table.others.items():
            if index < len(row) and (text := text_of(row[index])):
                pieces.append(f"{label}: {text}" if label else text)
        return "\n".join(pieces)

    def _with_area_code(self, rows: list[Row]) -> list[Row]:
        """Return the rows with local telephone numbers led by the area code of the list."""
        from dataclasses import replace

        code = cells.area_code(digits for row in rows for _written, digits in row.phones)
        if not code:
            return rows
        return [
            replace(
                row,
                phones=tuple(
                    (written, code + digits if len(digits) == 6 else digits)
                    for written, digits in row.phones
                ),
            )
            if any(len(digits) == 6 for _written, digits in row.phones)
            else row
            for row in rows
        ]
