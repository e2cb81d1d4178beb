"""Text files of lists: which letters they are written in, and where their columns part."""

import csv
import io
import re

from resources.sheet import Cell
from resources.sheet_child import MOST_COLUMNS, MOST_ROWS

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


class Unreadable(Exception):
    """The bytes are no list; the argument says why in a word `spreadsheet` knows."""


def read_text(data: bytes) -> tuple[list[list[Cell]], str]:
    """Return the records of a text file as cells, and the name of its encoding.

    A record counts as one row even where a quoted cell holds a line break, and an empty
    line is an empty row: the numbering is the one Excel shows for the same file.
    """
    text, encoding = decode(data)
    if text[:200].lstrip().lower().startswith(("<html", "<!doctype", "<?xml", "<table")):
        raise Unreadable("web_page")
    if _CONTROL.search(text):
        raise Unreadable("not_a_list")
    rows: list[list[Cell]] = []
    try:
        for record in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter(text)):
            if len(record) > MOST_COLUMNS or len(rows) >= MOST_ROWS:
                raise Unreadable("too_far")
            rows.append([cell or None for cell in record])
    except csv.Error as error:
        raise Unreadable("too_large") from error
    return rows, encoding


def decode(data: bytes) -> tuple[str, str]:
    """Return the text of `data` and its encoding: a mark decides, else UTF-8, else CP932.

    CP932 rather than Shift_JIS: it knows 髙 ① ㈱ and keeps 外字 as private-use characters.
    """
    if data.startswith(b"\xef\xbb\xbf"):
        order: tuple[str, ...] = ("utf-8-sig",)
    elif data.startswith((b"\xff\xfe", b"\xfe\xff")):
        order = ("utf-16",)
    elif 0 in data[:4000] and len(data) % 2 == 0:
        # ASCII in UTF-16 has its zero in the odd places where the low byte comes first.
        low_first = data[1:4000:2].count(0) > data[:4000:2].count(0)
        order = ("utf-16-le",) if low_first else ("utf-16-be",)
    else:
        order = ("utf-8", "cp932")
    for encoding in order:
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    raise Unreadable("not_a_list")


def delimiter(text: str) -> str:
    """Return the character that parts the columns: the one that makes the steadiest table."""
    head = "\n".join(text[:20_000].splitlines()[:40])
    best, most = ",", 0.0
    for candidate in "\t,;|":
        try:
            widths = [
                len(record)
                for record in csv.reader(io.StringIO(head, newline=""), delimiter=candidate)
                if record
            ]
        except csv.Error:
            continue
        if not widths:
            continue
        common = max(set(widths), key=lambda width: (widths.count(width), width))
        weight = (common - 1) * widths.count(common) / len(widths)
        if weight > most:
            best, most = candidate, weight
    return best
