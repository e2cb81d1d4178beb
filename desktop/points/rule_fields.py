"""The fields of a rule set as they are written on the page, and read back from it."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from resources.words import _, mark

_BETWEEN = "｜"


@dataclass(frozen=True)
class FieldOf:
    """One field: its `place` in the rule set, its label, how it is written, and a hint.

    `kind` is text, count (empty: none), choice, flag, words (one a line), pairs ("60=1", one a
    line), day, windows (two days a line), or measures (parts between ｜, one a line).
    """

    place: str
    label: str
    kind: str
    hint: str = ""
    answers: tuple[tuple[str, str], ...] = ()


GROUPS: Final[tuple[tuple[str, tuple[FieldOf, ...]], ...]] = (
    (
        mark("What it is called"),
        (
            FieldOf("label", mark("Name of the rules"), "text"),
            FieldOf("code", mark("Short code"), "text"),
            FieldOf("unit", mark("What is counted"), "text", mark("stamps or points")),
            FieldOf(
                "period", mark("Period"), "choice",
                answers=(("fiscal", mark("fiscal year")), ("calendar", mark("calendar year"))),
            ),
        ),
    ),
    (
        mark("Who takes part"),
        (
            FieldOf("eligibility.min_age", mark("Least age"), "count", mark("Empty: any age")),
            FieldOf("eligibility.residency", mark("Must live in the city"), "flag"),
            FieldOf("eligibility.exclude", mark("Asked about besides"), "words",
                    mark("One a line")),
            FieldOf("eligibility.requires", mark("Needed"), "words",
                    mark("insurance, training, or course:name; one a line")),
            FieldOf(
                "eligibility.check_by", mark("Who sees it"), "choice",
                answers=(("city", mark("the city")), ("self", mark("the office"))),
            ),
        ),
    ),
    (
        mark("How stamps are earned"),
        (
            FieldOf("earn", mark("Minutes and stamps"), "pairs",
                    mark("minutes=stamps, one a line")),
            FieldOf("tolerance", mark("About: minutes less"), "count"),
            FieldOf("daily_cap", mark("Most a day"), "count", mark("Empty: no limit")),
            FieldOf("host_daily_cap", mark("Most a day at one host"), "count",
                    mark("Empty: no limit")),
            FieldOf("monthly_cap", mark("Most a month"), "count", mark("Empty: no limit")),
            FieldOf("yearly_cap", mark("Most a year"), "count", mark("Empty: no limit")),
            FieldOf(
                "forgotten", mark("Card forgotten"), "choice",
                answers=(("confirm", mark("counts once the host confirms")),
                         ("deny", mark("does not count"))),
            ),
            FieldOf("late_days", mark("Days after the month"), "count",
                    mark("Empty: never too late")),
            FieldOf("excluded", mark("Activities that do not count"), "words",
                    mark("One a line")),
        ),
    ),
    (
        mark("What stamps become"),
        (
            FieldOf(
                "value.kind", mark("Kind of value"), "choice",
                answers=(("tiers", mark("by steps reached")), ("linear", mark("in proportion")),
                         ("step", mark("for every full step"))),
            ),
            FieldOf("value.rows", mark("Stamps and yen"), "pairs", mark("stamps=yen, one a line")),
            FieldOf("value.cap", mark("Most yen a year"), "count", mark("Empty: no limit")),
            FieldOf("value.least", mark("Least exchange in yen"), "count"),
            FieldOf("unit_yen", mark("Multiples of yen"), "count"),
            FieldOf("rewards", mark("What they become"), "words", mark("One a line")),
            FieldOf("donation_default", mark("Donations go to"), "text"),
            FieldOf("windows", mark("Days for exchanges"), "windows",
                    mark("04-01 +1 03-31 is 1 April to 31 March of the year after")),
        ),
    ),
    (
        mark("When the year ends"),
        (
            FieldOf(
                "carry", mark("What is left"), "choice",
                answers=(("none", mark("lapses")), ("all", mark("is carried over")),
                         ("below_min", mark("only below the least exchange"))),
            ),
            FieldOf("carry_until", mark("Carried until"), "day",
                    mark("+1 12-31 is 31 December of the year after")),
            FieldOf("measures", mark("Special measures"), "measures",
                    mark("text｜2026-06-01｜2026-06-30｜times｜most a day, one a line")),
        ),
    ),
)  # fmt: skip
FIELDS: Final = {one.place: one for _words, several in GROUPS for one in several}
_LABELS: Final = {"eligibility": "eligibility.min_age", "value": "value.rows"}


def field_of(place: str) -> FieldOf | None:
    """Return the field in which a mistake at `place` was made, None for none of them."""
    bare = place.partition("[")[0]
    return FIELDS.get(bare) or FIELDS.get(_LABELS.get(bare, ""))


def shown(told: Mapping[str, Any]) -> dict[str, str]:
    """Return {place: text} of a rule set written as plain data."""
    return {place: _text(one.kind, _inside(told, place)) for place, one in FIELDS.items()}


def _inside(told: Mapping[str, Any], place: str) -> Any:
    part, dot, name = place.partition(".")
    return told[part][name] if dot else told[part]


def _text(kind: str, value: Any) -> str:
    if value is None:
        return ""
    if kind == "flag":
        return "yes" if value else "no"
    if kind == "words":
        return "\n".join(value)
    if kind == "pairs":
        return "\n".join(f"{first}={second}" for first, second in value)
    if kind == "windows":
        return "\n".join(f"{first} {last}" for first, last in value)
    if kind == "measures":
        return "\n".join(map(_measure_text, value))
    return str(value)


def _measure_text(one: Mapping[str, Any]) -> str:
    parts = [
        one["text"], one["begins"], one["ends"], str(one["factor"]),
        "" if one["daily_cap"] is None else str(one["daily_cap"]), "、".join(one["waive"]),
    ]  # fmt: skip
    while parts[-1] == "":
        parts.pop()
    return _BETWEEN.join(parts)


def told_by(written: Mapping[str, str]) -> dict[str, Any]:
    """Return the plain data that `written` ({place: text}) says; what is no number stays text.

    `rule_reading.read` refuses what it cannot be, and names its place.
    """
    told: dict[str, Any] = {}
    for place, one in FIELDS.items():
        value = _value(one.kind, written[place])
        part, dot, name = place.partition(".")
        if dot:
            told.setdefault(part, {})[name] = value
        elif value is not None:
            told[part] = value
    for part in ("eligibility", "value"):
        told[part] = {name: value for name, value in told[part].items() if value is not None}
    return told


def _value(kind: str, text: str) -> Any:
    bare = _plain(text).strip()
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if kind == "count":
        return _number(bare) if bare else None
    if kind == "flag":
        return text == "yes"
    if kind == "words":
        return lines
    if kind == "pairs":
        return [[_number(part.strip()) for part in _plain(line).split("=")] for line in lines]
    if kind == "windows":
        return [_two_days(_plain(line)) for line in lines]
    if kind == "measures":
        return [_measure(line) for line in lines]
    if kind == "day":
        return bare or None
    return text.strip()


def _plain(text: str) -> str:
    """Return figures and signs in their narrow form, however they were typed."""
    return unicodedata.normalize("NFKC", text)


def _number(text: str) -> int | str:
    bare = text.replace(",", "")
    return int(bare) if bare.isdecimal() else text


def _two_days(line: str) -> list[str]:
    """Return the two days of a line; a +1 belongs to the day behind it."""
    days: list[str] = []
    before = ""
    for part in line.replace("~", " ").replace("〜", " ").split():
        if part.startswith("+"):
            before = f"{part} "
        else:
            days.append(before + part)
            before = ""
    return days


def _measure(line: str) -> dict[str, Any]:
    parts = [part.strip() for part in line.replace("|", _BETWEEN).split(_BETWEEN)]
    parts += [""] * (6 - len(parts))
    text, begins, ends, factor, cap, waive = parts[:6]
    return {
        "text": text, "begins": _plain(begins), "ends": _plain(ends),
        "factor": _number(_plain(factor)) if factor else 1,
        "daily_cap": _number(_plain(cap)) if cap else None,
        "waive": [word for word in waive.split("、") if word],
    }  # fmt: skip


def label(one: FieldOf) -> str:
    """Return the label of a field in the language in use."""
    return _(one.label)
