"""Cells read as what their column holds: names, readings, numbers, telephones, postcodes."""

import re
from collections import Counter
from collections.abc import Iterable

from resources.eras import era_named
from resources.names import show_kana, tidy_name
from sessions.intake.text import plain

_BRACKETS = re.compile(r"^(.+?)\s*[(（〔［\[【]\s*(.+?)\s*[)）〕］\]】]\s*$")
_FORMER = re.compile(r"^(?:旧姓|旧氏|旧)[\s:：・]*(.+)$")
_PRIVATE = re.compile(r"[\ue000-\uf8ff\U000f0000-\U0010fffd]")
_APART = re.compile(r"[、,，;；/／\n]|\s{2,}")


def read_name(text: str) -> tuple[str, str, str]:
    """Return name, name in use (通称) and former name (旧姓) from a name cell.

    What stands in brackets behind the name is a former name where it says 旧姓, else the name
    in use.
    """
    name = tidy_name(text)
    found = _BRACKETS.match(name)
    if not found:
        return name, "", ""
    inside = found.group(2)
    if former := _FORMER.match(inside):
        return tidy_name(found.group(1)), "", tidy_name(former.group(1))
    return tidy_name(found.group(1)), tidy_name(inside), ""


def read_kana(text: str) -> tuple[str, str]:
    """Return a reading in full width, and as written where that differs."""
    shown = show_kana(text)
    return shown, text if tidy_name(text) != shown else ""


def read_sex(text: str) -> str:
    """Return M, F or nothing."""
    word = plain(text).upper()[:1]
    return {"男": "M", "女": "F", "M": "M", "F": "F"}.get(word, "")


def read_zip(text: str) -> tuple[str, bool]:
    """Return a postcode as 396-0111 and whether it has seven digits; else as written."""
    digits = re.sub(r"\D", "", plain(text))
    if len(digits) == 7:
        return f"{digits[:3]}-{digits[3:]}", True
    return plain(text)[:8], not text


def read_fiscal_year(text: str) -> int | None:
    """Return the calendar year in which the 年度 begins: R6, 令和6年度, 2024 are 2024."""
    found = re.fullmatch(r"(\D*?)(元|\d{1,4})(?:年度?)?", plain(text))
    if not found:
        return None
    number = 1 if found.group(2) == "元" else int(found.group(2))
    if not found.group(1) or found.group(1) == "西暦":
        return number if number > 1900 else None
    era = era_named(found.group(1).upper())
    return era.first.year + number - 1 if era else None


def read_number(text: str, width: int) -> str | None:
    """Return a registration number with its leading zeros, None where it is none.

    17, ００１７ and No.17 are 0017 where the width is four.
    """
    word = re.sub(r"^(?:No\.?|№|第|#)", "", plain(text), flags=re.IGNORECASE).removesuffix("号")
    word = word.removesuffix(".0")
    if not re.fullmatch(r"[0-9A-Za-z][0-9A-Za-z\-]{0,19}", word):
        return None
    return word.zfill(width) if word.isdigit() else word


def digits_of(text: str) -> str:
    """Return the digits of a telephone number; +81 becomes the leading zero."""
    word = plain(text)
    digits = re.sub(r"\D", "", word)
    if word.lstrip("(").startswith("+81"):
        return "0" + digits[2:].removeprefix("0")
    return digits


def read_phones(texts: Iterable[str]) -> list[tuple[str, str]]:
    """Return (as written, digits) of every telephone number in the cells of one line."""
    found: list[tuple[str, str]] = []
    for text in texts:
        for piece in _APART.split(text):
            digits = digits_of(piece)
            if digits and digits not in {known for _written, known in found}:
                found.append((piece.strip(), digits))
    return found


def area_code(numbers: Iterable[str]) -> str:
    """Return the area code that a list leaves out, where nearly all its numbers share one.

    A local number of six digits wants four digits before it (0265): they are taken from the
    ten-digit numbers of the same list, if nine of ten begin alike.
    """
    starts = Counter(
        digits[:4] for digits in numbers if len(digits) == 10 and digits.startswith("0")
    )
    if not starts:
        return ""
    start, count = starts.most_common(1)[0]
    return start if count >= 0.9 * starts.total() else ""


def private_letters(text: str) -> list[tuple[int, str]]:
    """Return position (from 1) and code point of every 外字 in `text`."""
    return [
        (at, f"U+{ord(letter):04X}") for at, letter in enumerate(text, 1) if _PRIVATE.match(letter)
    ]
