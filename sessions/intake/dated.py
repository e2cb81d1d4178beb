"""Dates that offices write into several cells: era, year, month and day apart."""

import re
from collections.abc import Callable, Sequence

from resources.spreadsheet import Cell
from sessions.intake.headers import PARTS, Label
from sessions.intake.text import plain, text_of

_ERA = re.compile(r"(明治|大正|昭和|平成|令和|[明大昭平令MTSHRmtshr]|西暦)\.?")
_NUMBER = re.compile(r"(\d{1,4}|元)[年月日.]?")


def spread(
    labels: Sequence[Label],
    claimed: Sequence[int],
    cells: Callable[[int], list[Cell]],
) -> dict[str, int]:
    """Return {part: column} where the claimed column of a date is only the first of several.

    Known forms: one word merged over the cells, one word with empty headers to its right
    (a text file), a word followed by 年 月 日, or 生年 生月 生日. Empty if the date stands
    in one cell.
    """
    if not claimed:
        return {}
    run = [claimed[0]]
    start = labels[claimed[0]]
    while (after := run[-1] + 1) < len(labels) and len(run) < 4:
        label = labels[after]
        base = start.whole.removesuffix("年")
        same = label.whole in {start.whole, base + "月", base + "日"} or after in claimed
        if not (same or not label.whole or label.whole in PARTS):
            break
        run.append(after)
    before = claimed[0] - 1
    if before >= 0 and PARTS.get(labels[before].whole) == "era":
        run.insert(0, before)
    if len(run) < 2:
        return {}
    return _ordered([(index, cells(index)) for index in run])


def _ordered(columns: Sequence[tuple[int, list[Cell]]]) -> dict[str, int]:
    """Return which column holds which part, by what stands in the cells and by their order."""
    found: dict[str, int] = {}
    numbers: list[int] = []
    rest: list[int] = []
    for index, cells in columns:
        texts = [plain(text_of(cell)) for cell in cells if text_of(cell)]
        if not texts:
            continue
        if _most(_ERA, texts) and "era" not in found and not numbers:
            found["era"] = index
        elif _most(_NUMBER, texts) and max(map(len, texts)) <= 5:
            numbers.append(index)
        elif not numbers:
            rest.append(index)
        else:
            break
    if len(numbers) >= 3 and not rest:
        found |= dict(zip(("year", "month", "day"), numbers, strict=False))
        return found
    if "era" in found and len(rest) == 1 and not numbers:
        return {"era": found["era"], "rest": rest[0]}
    return {}


def _most(pattern: re.Pattern[str], texts: Sequence[str]) -> bool:
    return sum(bool(pattern.fullmatch(text)) for text in texts) >= 0.8 * len(texts)


def joined(parts: dict[str, int], row: Sequence[Cell]) -> str:
    """Return the date whose parts stand in several cells of `row` as one text, "" if none."""

    def at(part: str) -> str:
        index = parts.get(part)
        return "" if index is None or index >= len(row) else text_of(row[index])

    era = plain(at("era")).removesuffix(".").replace("西暦", "")
    if "rest" in parts:
        return era + at("rest") if at("rest") else ""
    year, month, day = (
        re.sub(r"[年月日.]$", "", plain(at(part))) for part in ("year", "month", "day")
    )
    if not (year or month or day):
        return ""
    return f"{era}{year}年{month}月{day}日"
