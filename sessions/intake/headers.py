"""Where the header of a list stands, and the labels of its columns, in one row or two."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from resources.spreadsheet import Cell, Sheet
from sessions.intake.evidence import looks_like_date
from sessions.intake.kinds import Column, Form, Kind
from sessions.intake.text import plain, text_of

PARTS = {
    "元号": "era", "年号": "era", "年": "year", "月": "month", "日": "day",
}  # fmt: skip
_DATED = frozenset({Form.BIRTH, Form.DATE})
_PART = re.compile(r"(.+?)[(_/・:\-](元号|年号|年|月|日)\)?")
LOOK_AT = 200  # rows in which a header is looked for


@dataclass(frozen=True)
class Label:
    """What stands over one column: `upper` over `lower` where the header has two rows."""

    upper: str = ""
    lower: str = ""
    shown: str = ""  # for people

    @property
    def whole(self) -> str:
        """Return both rows as one blank-free text."""
        return self.upper + self.lower


@dataclass(frozen=True)
class Header:
    """The labels of a list; `top` is the header's first row, `body` the first row below it."""

    top: int
    body: int
    labels: tuple[Label, ...]

    @cached_property
    def words(self) -> frozenset[str]:
        """Return every word of the header."""
        return frozenset(
            part for label in self.labels for part in (label.upper, label.lower) if part
        )


@lru_cache(maxsize=20_000)
def classify(kind: Kind, header: str) -> Column | None:
    """Return the column of `kind` that a blank-free header speaks of."""
    return kind.classify(header)


def meaning(kind: Kind, label: Label) -> tuple[Column | None, str]:
    """Return the column a label speaks of and the part of a date it holds ("" for all of it).

    The lower row speaks first, since 連絡先 over 住所 is an address; but 緊急連絡先 over 電話
    is no telephone of the person: a column that guards its word looks at the whole.
    """
    whole = classify(kind, label.whole)
    if whole and whole.guard:
        return whole, ""
    if label.lower in PARTS and label.upper:
        above = classify(kind, label.upper)
        if above and above.form in _DATED:
            return above, PARTS[label.lower]
    for text in (label.lower, label.whole, label.upper):
        if found := _PART.fullmatch(text):
            base = classify(kind, found.group(1))
            if base and base.form in _DATED:
                return base, PARTS[found.group(2)]
    if label.lower and (exact := classify(kind, label.lower)):
        pattern = exact.pattern
        if re.fullmatch(pattern, label.lower) or whole is None:
            return exact, ""
    if whole:
        return whole, ""
    return (classify(kind, label.lower) or classify(kind, label.upper)), ""


def labels_at(sheet: Sheet, top: int, rows: int) -> tuple[Label, ...]:
    """Return the labels in one row or two from `top` on, words spread over merged cells."""
    width = max((len(row) for row in sheet.rows[top : top + 40]), default=0)
    upper = _spread(sheet, top, width)
    if rows == 1:
        return tuple(Label(plain(text), "", plain(text)) for text in upper)
    lower = [text_of(cell) for cell in _row(sheet, top + 1, width)]
    if len({text for text in upper if text}) == 1:
        upper = [""] * width  # a title above, not a group of columns
    if sheet.name is None:
        upper = _carried(upper, lower)
    return tuple(
        Label(plain(above), plain(below), "／".join(filter(None, (plain(above), plain(below)))))
        for above, below in zip(upper, lower, strict=True)
    )


def _row(sheet: Sheet, index: int, width: int) -> list[Cell]:
    row = sheet.rows[index] if index < len(sheet.rows) else []
    return list(row[:width]) + [None] * (width - len(row))


def _spread(sheet: Sheet, index: int, width: int) -> list[str]:
    """Return the texts of a row, the text of a cell merged over columns in each of them."""
    texts = [text_of(cell).replace("\n", "") for cell in _row(sheet, index, width)]
    for top, left, _bottom, right in sheet.merged:
        if top == index and right > left and left < width:
            for column in range(left, min(right, width - 1) + 1):
                texts[column] = texts[left]
    return texts


def _carried(upper: Sequence[str], lower: Sequence[str]) -> list[str]:
    """Return the upper row of a text file: a group's word holds until the next word."""
    carried, last = [], ""
    for above, below in zip(upper, lower, strict=True):
        last = above or (last if below else "")
        carried.append(last)
    return carried


def fields_in(kind: Kind, labels: Sequence[Label]) -> set[str]:
    """Return the fields that the labels speak of."""
    found = set()
    for label in labels:
        known, part = meaning(kind, label)
        if known:
            found.add(known.field + part)
    return found


def columns_of(kind: Kind, header: Header) -> dict[str, int]:
    """Return {field: the first column that holds it}, for a list read without questions."""
    found: dict[str, int] = {}
    for index, label in enumerate(header.labels):
        known, _part = meaning(kind, label)
        if known is not None:
            found.setdefault(known.field, index)
    return found


def cell_at(row: Sequence[Cell], columns: dict[str, int], field: str) -> Cell:
    """Return the cell of `field` in a row, None where there is none."""
    index = columns.get(field)
    return row[index] if index is not None and index < len(row) else None


def _is_lower(kind: Kind, sheet: Sheet, top: int) -> bool:
    """Say whether the row below `top` can be the second row of a header."""
    if top + 1 >= len(sheet.rows):
        return False
    width = len(sheet.rows[top])
    filled = [(index, cell) for index, cell in enumerate(sheet.rows[top + 1]) if text_of(cell)]
    if not filled or any(
        not isinstance(cell, str) or len(text_of(cell)) > 20 or looks_like_date(cell)
        for _index, cell in filled
    ):
        return False
    above = _spread(sheet, top, max(width, filled[-1][0] + 1))
    for index, cell in filled:
        known = classify(kind, plain(above[index]))
        below = plain(text_of(cell))
        if (
            known
            and known.form in {Form.NAME, Form.KANA, Form.NUMBER, Form.SERIAL, Form.ZIP, Form.SEX}
            and not classify(kind, below)
        ):
            return False
        if below.isdigit():
            return False
    return True


def find(sheet: Sheet, kind: Kind, given: int | None = None) -> Header | None:
    """Return the header of the list on `sheet`: the row, or two, that names most columns.

    `given` is the row a person named, as Excel shows it. None where no row names three
    columns (two where the sheet has no more).
    """
    best: Header | None = None
    most = 0
    width = max((len(row) for row in sheet.rows), default=0)
    rows = range(min(len(sheet.rows), LOOK_AT)) if given is None else range(given - 1, given)
    for top in rows:
        if top >= len(sheet.rows) or not any(sheet.rows[top]):
            continue
        for depth in (1, 2) if _is_lower(kind, sheet, top) else (1,):
            labels = labels_at(sheet, top, depth)
            if depth == 2 and not any(label.upper for label in labels):
                continue
            count = len(fields_in(kind, labels))
            if count > most or (
                count == most and depth == 2 and best is not None and best.top == top
            ):
                best, most = Header(top, top + depth, labels), count
    if given is not None and best is None and given <= len(sheet.rows):
        # A person named the row; what its words mean is theirs to say, too.
        return Header(given - 1, given, labels_at(sheet, given - 1, 1))
    enough = 1 if given is not None else min(3, max(2, width))
    return best if most >= enough else None


def repeats(kind: Kind, header: Header, row: Sequence[Cell]) -> bool:
    """Say whether a row below the header is a header again (a new page of the list)."""
    texts = [plain(text_of(cell)) for cell in row]
    filled = [text for text in texts if text]
    if not filled:
        return False
    again = sum(text in header.words for text in filled)
    if again >= max(1, 0.6 * len(filled)):
        return True
    return len(filled) >= 3 and sum(classify(kind, text) is not None for text in filled) >= max(
        3, 0.6 * len(filled)
    )
