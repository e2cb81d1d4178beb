"""Rule sets as data: read from TOML or JSON with a place for every mistake, and written back."""

import itertools
import re
from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, Final, NoReturn, TypeVar

from programs.points.rule import (
    Carry,
    Eligibility,
    Forgotten,
    Measure,
    Period,
    Rule,
    Value,
    Window,
    Worth,
)
from resources.refusals import Refusal
from resources.words import _

_SHIPPED: Final = Path(__file__).parent / "rules"
_FIRST: Final = "ina"  # a new office begins with these
_WHEN = re.compile(r"(?:\+(\d)\s+)?(\d{1,2})-(\d{1,2})")
_Word = TypeVar("_Word", bound=StrEnum)


@cache
def starts() -> dict[str, Rule]:
    """Return {code: rule set} of those shipped, from which a year's own may be made."""
    import tomllib

    files = sorted(_SHIPPED.glob("*.toml"), key=lambda one: (one.stem != _FIRST, one.stem))
    return {one.stem: read(tomllib.loads(one.read_text("utf-8"))) for one in files}


def shipped() -> Rule:
    """Return the rules a new office begins with."""
    return starts()[_FIRST]


def read(told: Mapping[str, Any]) -> Rule:
    """Return the rule set `told` speaks of; refuses what is unknown, missing or impossible."""
    rest = dict(told)
    take = _Taking(rest, "")
    eligibility = _Taking(take.part("eligibility"), "eligibility.")
    value = _Taking(take.part("value"), "value.")
    rule = Rule(
        code=take.text("code", most=40),
        label=take.text("label", most=80),
        unit=take.text("unit", "スタンプ", most=20),
        period=take.one_of("period", Period),
        eligibility=Eligibility(
            min_age=eligibility.count("min_age", most=120),
            residency=eligibility.flag("residency", default=True),
            exclude=eligibility.texts("exclude"),
            requires=eligibility.texts("requires"),
            check_by=eligibility.text("check_by", "self", most=8),
        ),
        earn=take.pairs("earn", rising=True),
        tolerance=take.count("tolerance", most=59) or 0,
        daily_cap=take.count("daily_cap"),
        host_daily_cap=take.count("host_daily_cap"),
        monthly_cap=take.count("monthly_cap"),
        yearly_cap=take.count("yearly_cap"),
        value=Value(
            kind=value.one_of("kind", Worth),
            rows=value.pairs("rows", rising=True),
            cap=value.count("cap"),
            least=value.count("least") or 0,
        ),
        carry=take.one_of("carry", Carry),
        carry_until=take.when("carry_until"),
        windows=take.windows("windows"),
        rewards=take.texts("rewards"),
        unit_yen=take.count("unit_yen") or 1,
        forgotten=take.one_of("forgotten", Forgotten),
        late_days=take.count("late_days"),
        excluded=take.texts("excluded"),
        donation_default=take.text("donation_default", "", most=80),
        measures=take.measures("measures"),
    )
    for part in (take, eligibility, value):
        part.nothing_left()
    _sensible(rule)
    return rule


def written(rule: Rule) -> dict[str, Any]:
    """Return `rule` as plain data; `read` of it is the same rule again."""
    told: dict[str, Any] = {
        "code": rule.code, "label": rule.label, "unit": rule.unit, "period": rule.period.value,
        "earn": _lists(rule.earn), "tolerance": rule.tolerance, "daily_cap": rule.daily_cap,
        "host_daily_cap": rule.host_daily_cap, "monthly_cap": rule.monthly_cap,
        "yearly_cap": rule.yearly_cap, "carry": rule.carry.value,
        "carry_until": None if rule.carry_until is None else _when_text(rule.carry_until),
        "windows": [[_when_text(one.begins), _when_text(one.ends)] for one in rule.windows],
        "rewards": list(rule.rewards), "unit_yen": rule.unit_yen,
        "forgotten": rule.forgotten.value, "late_days": rule.late_days,
        "excluded": list(rule.excluded), "donation_default": rule.donation_default,
        "eligibility": {
            "min_age": rule.eligibility.min_age, "residency": rule.eligibility.residency,
            "exclude": list(rule.eligibility.exclude), "requires": list(rule.eligibility.requires),
            "check_by": rule.eligibility.check_by,
        },
        "value": {
            "kind": rule.value.kind.value, "rows": _lists(rule.value.rows),
            "cap": rule.value.cap, "least": rule.value.least,
        },
        "measures": [
            {
                "text": one.text, "begins": one.begins.isoformat(), "ends": one.ends.isoformat(),
                "factor": one.factor, "daily_cap": one.daily_cap, "waive": list(one.waive),
            }
            for one in rule.measures
        ],
    }  # fmt: skip
    return told


def _lists(rows: tuple[tuple[int, int], ...]) -> list[list[int]]:
    return [list(row) for row in rows]


def _when_text(when: tuple[int, int, int]) -> str:
    after, month, day = when
    return (f"+{after} " if after else "") + f"{month:02}-{day:02}"


def _sensible(rule: Rule) -> None:
    if not rule.earn:
        _refuse("earn", _("It says after how many minutes a stamp is earned."))
    if not rule.value.rows:
        _refuse("value.rows", _("It says how many stamps are worth how many yen."))
    if any(minutes <= rule.tolerance for minutes, _stamps in rule.earn) and rule.tolerance:
        _refuse("tolerance", _("It must be shorter than the shortest activity that earns."))
    if (rule.carry is Carry.NONE) != (rule.carry_until is None):
        _refuse("carry_until", _("It says until when stamps are carried, where any are."))
    for window in rule.windows:
        first, last = window.days(2024)
        if last < first:
            _refuse("windows", _("The last day must not be before the first."))


class Misplaced(Refusal):
    """The refusal of a rule set, with the `place` of the mistake, such as "value.rows"."""

    def __init__(self, place: str, advice: str) -> None:
        super().__init__(
            _("The rule set cannot be used: {place} is not right.").format(place=place), advice
        )
        self.place = place


def _refuse(place: str, advice: str) -> NoReturn:
    raise Misplaced(place, advice)


class _Taking:
    """Takes values out of one table; what nobody took is a mistake in writing."""

    def __init__(self, told: Mapping[str, Any], where: str) -> None:
        self._told = dict(told)
        self._where = where

    def _take(self, name: str, default: Any, fits: Callable[[Any], bool], advice: str) -> Any:
        value = self._told.pop(name, default)
        if value is None and default is None:
            return None
        if not fits(value):
            _refuse(self._where + name, advice)
        return value

    def nothing_left(self) -> None:
        """Refuse a name no rule set has."""
        for name in self._told:
            _refuse(self._where + name, _("No rule set has an entry of this name. Check it."))

    def part(self, name: str) -> Mapping[str, Any]:
        found = self._take(name, {}, lambda one: isinstance(one, Mapping), _("It is a table."))
        return dict(found)

    def text(self, name: str, default: str | None = None, *, most: int) -> str:
        return str(
            self._take(
                name,
                "" if default is None else default,
                lambda one: (
                    isinstance(one, str)
                    and len(one) <= most
                    and bool(one.strip() or default is not None)
                ),
                _("Enter a text of at most {most} letters.").format(most=most),
            )
        )

    def texts(self, name: str) -> tuple[str, ...]:
        return tuple(
            self._take(
                name,
                [],
                lambda one: (
                    isinstance(one, list | tuple)
                    and all(isinstance(word, str) and word.strip() for word in one)
                ),
                _("Enter words, one for each line."),
            )
        )

    def flag(self, name: str, *, default: bool) -> bool:
        return bool(
            self._take(name, default, lambda one: isinstance(one, bool), _("It is yes or no."))
        )

    def count(self, name: str, most: int = 1_000_000) -> int | None:
        found = self._take(
            name,
            None,
            lambda one: isinstance(one, int) and not isinstance(one, bool) and 0 <= one <= most,
            _("Enter a whole number between 0 and {most}.").format(most=f"{most:,}"),
        )
        return None if found is None else int(found)

    def one_of(self, name: str, kind: type[_Word]) -> _Word:
        words = [one.value for one in kind]
        found = self._take(
            name,
            words[0],
            lambda one: one in words,
            _("One of these: {words}.").format(words="、".join(words)),
        )
        return kind(found)

    def pairs(self, name: str, *, rising: bool) -> tuple[tuple[int, int], ...]:
        def fits(rows: Any) -> bool:
            if not isinstance(rows, list | tuple):
                return False
            for row in rows:
                if len(row) != 2 or not all(isinstance(one, int) and one > 0 for one in row):
                    return False
            return not rising or all(
                before[0] < after[0] and before[1] < after[1]
                for before, after in itertools.pairwise(rows)
            )

        found = self._take(name, [], fits, _("Enter pairs of whole numbers, each above the last."))
        return tuple((int(first), int(second)) for first, second in found)

    def when(self, name: str) -> tuple[int, int, int] | None:
        found = self._take(name, None, lambda one: _when(one) is not None, _when_advice())
        return None if found is None else _when(found)

    def windows(self, name: str) -> tuple[Window, ...]:
        found = self._take(
            name,
            [],
            lambda rows: (
                isinstance(rows, list | tuple)
                and all(len(row) == 2 and all(_when(one) for one in row) for row in rows)
            ),
            _when_advice(),
        )
        return tuple(Window(_when(first) or (0, 1, 1), _when(last) or (0, 1, 1))
                     for first, last in found)  # fmt: skip

    def measures(self, name: str) -> tuple[Measure, ...]:
        advice = _("Each special measure needs its text and its two days.")
        found = self._take(name, [], lambda rows: isinstance(rows, list | tuple), advice)
        made = []
        for number, row in enumerate(found, 1):
            take = _Taking(row, f"{name}[{number}].")
            try:
                days = [date.fromisoformat(str(take._told.pop(end, ""))) for end in _ENDS]
            except ValueError:
                _refuse(f"{name}[{number}]", advice)
            made.append(
                Measure(
                    text=take.text("text", most=200),
                    begins=days[0],
                    ends=days[1],
                    factor=take.count("factor", 10) or 1,
                    daily_cap=take.count("daily_cap"),
                    waive=take.texts("waive"),
                )
            )
            take.nothing_left()
        return tuple(made)


_ENDS: Final = ("begins", "ends")


def _when_advice() -> str:
    return _("Enter month-day such as 03-31, with +1 before it for the year after.")


def _when(text: object) -> tuple[int, int, int] | None:
    found = _WHEN.fullmatch(str(text))
    if found is None:
        return None
    after, month, day = int(found[1] or 0), int(found[2]), int(found[3])
    try:
        date(2024 + after if month != 2 else 2023, month, day)
    except ValueError:
        return None
    return after, month, day
