"""What a change of the rules does to sample cases: stamps and yen before and after it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from programs.points import judging
from programs.points.judging import Deed, Designation, Facts, Member
from programs.points.rule import Rule
from resources.words import _, mark

_HOSTS: Final = {name: Designation() for name in "abcdefgh"}
_STARTS: Final = 9 * 60


@dataclass(frozen=True)
class Case:
    """Somebody who helped on `days` days, `step` days apart from the `first` of the period.

    Each day brings one visit for each of `visits` (minutes), every one at another host.
    """

    label: str
    visits: tuple[int, ...]
    days: int = 1
    step: int = 7
    first: int = 9  # days after the begin of the period
    content: str = ""
    forgotten: bool = False  # the card; the host has confirmed it
    late: int | None = None  # so many days after the month it was handed in
    bare: bool = False  # neither insured nor trained
    young: bool = False  # the least age is reached half a year later


@dataclass(frozen=True)
class Outcome:
    """What one case comes to under one rule set."""

    recorded: int
    counted: int
    yen: int


@dataclass(frozen=True)
class Effect:
    """One case under the rules before and after."""

    case: Case
    before: Outcome
    after: Outcome

    @property
    def differs(self) -> bool:
        """Whether the change makes a difference to it."""
        return self.before != self.after


BUILT_IN: Final = (
    Case(mark("60 minutes once a week for three months"), (60,), days=12),
    Case(mark("55 minutes, about an hour, 12 times"), (55,), days=12),
    Case(mark("40 minutes 12 times"), (40,), days=12),
    Case(mark("90 minutes once a week for a year"), (90,), days=50),
    Case(mark("3 hours and 2 hours at two hosts on one day, 6 times"), (180, 120), days=6),
    Case(mark("2 hours on each day of a month"), (120,), days=30, step=1, first=0),
    Case(mark("The card was forgotten 10 times, the hosts confirmed it"), (60,), days=10,
         forgotten=True),
    Case(mark("Handed in 10 days after the month, 10 times"), (60,), days=10, late=10),
    Case(mark("Neither insured nor trained, 12 times"), (60,), days=12, bare=True),
    Case(mark("Reaches the least age half a year later, 12 times"), (60,), days=12, young=True),
)  # fmt: skip


def cases(rules: Sequence[Rule], own: Iterable[Case] = ()) -> tuple[Case, ...]:
    """Return the cases to be shown: the built-in ones, what any rule excludes, and `own` ones."""
    excluded = list(dict.fromkeys(word for rule in rules for word in rule.excluded))
    return (
        *(replace(one, label=_(one.label)) for one in BUILT_IN),
        *(
            Case(_("{activity}, 10 times").format(activity=word), (60,), days=10, content=word)
            for word in excluded[:4]
        ),
        *own,
    )


def effects(before: Rule, after: Rule, year: int, own: Iterable[Case] = ()) -> tuple[Effect, ...]:
    """Return every case under both rules, in the period that begins in `year`."""
    return tuple(
        Effect(one, outcome(one, before, year), outcome(one, after, year))
        for one in cases((before, after), own)
    )


def outcome(case: Case, rule: Rule, year: int) -> Outcome:
    """Return what `case` comes to when all of it is judged by `rule`."""
    first, last = rule.bounds(year)
    course = {one for one in rule.eligibility.requires if one != "insurance"}
    member = Member(
        number="1",
        person_id="1",
        registered=first,
        insured_from=None if case.bare else first,
        reaches=first + timedelta(days=183) if case.young else first,
        met=frozenset() if case.bare else frozenset(course),
    )
    days = (first + timedelta(days=case.first + case.step * n) for n in range(case.days))
    deeds = [
        _deed(case, day, place, minutes)
        for day in days
        if day <= last
        for place, minutes in enumerate(case.visits)
    ]
    facts = Facts(year, lambda _day: rule, {"1": member}, _HOSTS)
    found = judging.judge(deeds, facts)
    counted = sum(one.counted for one in found)
    return Outcome(sum(one.recorded for one in found), counted, rule.yen(counted))


def _deed(case: Case, day: date, place: int, minutes: int) -> Deed:
    begins = _STARTS + sum(case.visits[:place]) + 15 * place
    entered = None
    if case.late is not None:
        following = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
        entered = following + timedelta(days=case.late)
    name = f"{day.isoformat()} {place}"
    return Deed(
        id=name, fact=name, number="1", name="", host_id="abcdefgh"[place % 8], day=day,
        begins=begins, ends=begins + minutes, minutes=minutes, content=case.content,
        card_forgotten=case.forgotten, confirmed=case.forgotten, entered=entered,
    )  # fmt: skip
