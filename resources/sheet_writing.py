"""Lists written for others: xlsx and csv in which no text can become a formula."""

import csv
import datetime as dt
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from resources.sheet import Cell

_DANGEROUS = frozenset("=+-@\t\r\0＝＋－＠")


@dataclass(frozen=True)
class Missing:
    """A character an encoding lacks: in which row (from 1, the header is 1) and column."""

    row: int
    column: str
    character: str
    text: str


def neutral(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula: a quote before the dangerous ones.

    First characters = + - @ TAB CR NUL and the full-width forms (OWASP ASVS 5.0, 1.2.10).
    """
    return f"'{text}" if text[:1] in _DANGEROUS and text else text


def csv_bytes(
    header: Sequence[str], rows: Iterable[Sequence[Cell]], encoding: str = "utf-8-sig"
) -> bytes:
    """Return a list as CSV with CRLF; UTF-8 with its mark unless `encoding` says cp932.

    Characters that CP932 lacks are written as 〓 (geta); ask `lacking` before and tell them.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([neutral(text) for text in header])
    writer.writerows([[_text(cell) for cell in row] for row in rows])
    if encoding == "cp932":
        return "".join(letter if _fits(letter) else "〓" for letter in out.getvalue()).encode(
            "cp932"
        )
    return out.getvalue().encode(encoding)


def lacking(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> list[Missing]:
    """Return every character of a list that CP932 has no code for, with its place."""
    found: list[Missing] = []
    for number, row in enumerate((header, *rows), 1):
        for at, cell in enumerate(row):
            text = _text(cell)
            if not _fits(text):
                column = header[at] if at < len(header) else str(at + 1)
                found += [
                    Missing(number, column, letter, text)
                    for letter in dict.fromkeys(text)
                    if not _fits(letter)
                ]
    return found


def _fits(text: str) -> bool:
    try:
        text.encode("cp932")
    except UnicodeEncodeError:
        return False
    return True


def _text(cell: Cell) -> str:
    """Return a cell as CSV holds it; numbers stay numbers, a minus before one is harmless."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return neutral(cell)
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, dt.datetime):
        return cell.isoformat(" ", "minutes")
    return str(cell)


def xlsx_bytes(
    header: Sequence[str], rows: Iterable[Sequence[Cell]], *, title: str = "一覧"
) -> bytes:
    """Return a list as an Excel workbook of one sheet, the header frozen and filtered.

    Every text is a text cell, marked with the quote prefix where it could be taken for a formula.
    """
    import openpyxl
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    sheet.freeze_panes = "A2"
    widths = [_width(text) for text in header]
    kept = [list(row) for row in rows]
    for row in kept:
        for at, cell in enumerate(row[: len(widths)]):
            widths[at] = max(widths[at], min(_width(_text(cell)), 48))
    for at, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(at)].width = width + 2

    def made(value: Cell, *, bold: bool = False) -> Any:
        cell = WriteOnlyCell(sheet, value=value)  # type: ignore[arg-type]  # dates and times, too
        if isinstance(value, str):
            cell.data_type = "s"
            if value[:1] in _DANGEROUS:
                cell.quotePrefix = True
        if bold:
            cell.font = Font(bold=True)
        return cell

    sheet.append([made(text, bold=True) for text in header])
    for row in kept:
        sheet.append([made(_printable(cell)) for cell in row])
    sheet.auto_filter.ref = f"A1:{get_column_letter(max(1, len(header)))}{len(kept) + 1}"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _printable(cell: Cell) -> Cell:
    """Return a cell without control characters, which a workbook may not hold."""
    if isinstance(cell, str):
        return "".join(letter for letter in cell if letter >= " " or letter in "\n\t")
    return cell


def _width(text: str) -> int:
    return sum(2 if ord(letter) > 0x2E7F else 1 for letter in text)
