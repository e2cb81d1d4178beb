"""Cells as text: the letters as written, and the folds under which headers are compared."""

import datetime as dt
import re
import unicodedata
from functools import lru_cache

from resources.spreadsheet import Cell

BLANKS = re.compile(r"[\s\u3000\u00a0\u200b\ufeff]+")
DITTO = frozenset(["〃", "″", "〟", '"', "''", "”", "同上", "々", "仝", "同"])


def text_of(cell: Cell) -> str:
    """Return a cell as text, outer blanks gone; a whole number has no decimals."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell.strip(" \t\r\n\u3000\u00a0\ufeff")
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, dt.datetime) and cell.time() == dt.time():
        return cell.date().isoformat()
    return str(cell)


@lru_cache(maxsize=65_536)
def plain(text: str) -> str:
    """Return `text` under NFKC without any blank, for comparing — never for keeping."""
    return BLANKS.sub("", unicodedata.normalize("NFKC", text))


def letter(index: int) -> str:
    """Return the name Excel gives the column `index` (from 0): A to Z, then AA."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


def formula_like(text: str) -> bool:
    """Say whether a spreadsheet could take `text` for a formula (OWASP ASVS 5.0, 1.2.10)."""
    return (
        len(text) > 1
        and text[0] in "=+-@＝＋－＠"
        and not re.fullmatch(r"[-－]+|[-+－＋][\d０-９.,，]+", text)
    )
