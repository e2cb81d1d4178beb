"""What the cells of one line say about a person, and what is wrong with them."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from resources import date_reading
from resources.calendar import wareki
from resources.date_reading import DateRead, read_date
from resources.names import tidy_name
from resources.sheet import Cell
from resources.words import _
from sessions.intake import cells, dated
from sessions.intake.kinds import Form
from sessions.intake.problems import Problem
from sessions.intake.rows import Row
from sessions.intake.sight import Sight
from sessions.intake.text import formula_like, letter, text_of

_PHONE_ONLY = re.compile(r"[+＋\d０-９()()（）\-‐－ ]+")
_LONGEST = {
    "name": 80, "kana": 80, "alias": 80, "latin": 80, "former_name": 80,
    "address": 200, "district": 40, "email": 120, "affiliation": 120, "note": 2000,
}  # fmt: skip


_day = lru_cache(maxsize=4096)(read_date)


class Values(Sight):
    """Reads the people of a list one by one."""

    def person(self, index: int, row: Sequence[Cell]) -> Row:
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
            "affiliation": tidy_name(self.text(row, "affiliation")),
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
            for field, kind, text in self.kind.check(
                found, self.year, {*self.table.columns, *self.table.parts}
            )
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

    def with_area_code(self, rows: list[Row]) -> list[Row]:
        """Return the rows with local telephone numbers led by the area code of the list."""
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
