"""What an activity counts for, judged from the facts alone: rules, registration, host, caps.

The judgement knows no order of entry: the same facts give the same stamps, whichever file came
first. It is made over a whole year of one person, since the caps of a day, a month and a year
hold over all hosts together (受入施設今後の流れ: 他施設で押印されたものを含め).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache

from programs.points.rule import Forgotten, Rule

# What keeps an activity from counting, in the order in which it is looked for.
REFUSED = (
    "number_missing", "invalid_date", "end_before_start", "unreadable_time", "unknown_number",
    "number_name_mismatch", "duplicate_row", "unknown_host", "host_not_designated",
    "out_of_fiscal_year", "before_65", "not_eligible", "before_registration",
    "after_cancellation", "paused", "no_insurance", "before_insurance", "requirement_missing",
    "card_forgotten", "excluded_activity", "late_entry",
)  # fmt: skip
NOTED = (
    "below_one_stamp", "time_overlap", "over_host_cap", "over_daily_cap", "over_monthly_cap",
    "over_yearly_cap",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Deed:
    """One activity as it was reported; times are minutes since the midnight before it."""

    id: str  # of the row
    fact: str  # what the row says happened: the same in every report that says it
    number: str  # 登録番号, "" where none was written
    name: str  # as written in the report
    host_id: str | None
    day: date | None  # of its start
    begins: int | None
    ends: int | None
    minutes: int
    content: str = ""
    problem: str = ""  # what reading found: a word of REFUSED
    card_forgotten: bool = False
    confirmed: bool = False  # by the host, where the card was forgotten
    approved: bool = False  # entered late, and somebody approved it
    entered: date | None = None
    stamps: int | None = None  # given by hand, with a reason, in place of the table's
    place: str = ""  # the month and the line of its report: the first of two equal ones counts
    opening: bool = False  # counted from a stamp card at the start: many days in one

    @property
    def order(self) -> tuple[object, ...]:
        """Where the activity stands in its day, by nothing but what happened."""
        return (
            self.day or date.min, -1 if self.begins is None else self.begins,
            self.host_id or "", self.number, self.place, -1 if self.ends is None else self.ends,
            self.minutes, self.content, self.name, self.id,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Member:
    """What is known of the registration of one number in one year."""

    number: str
    person_id: str  # after merging: all numbers of one person share the caps
    registered: date | None = None
    insured_from: date | None = None
    cancelled: date | None = None
    reaches: date | None = None  # 到達日 of the least age, None where no birth date is known
    unfit_from: date | None = None  # the city answered 否 on this day
    met: frozenset[str] = frozenset()  # requirements besides the insurance
    pauses: tuple[tuple[date, date | None], ...] = ()  # 休止: first day, day of return


@dataclass(frozen=True, slots=True)
class Designation:
    """From when until when a host is designated; None means without a known end."""

    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class Facts:
    """Everything a judgement looks at besides the activities."""

    year: int
    rule_on: Callable[[date], Rule]
    members: Mapping[str, Member]
    hosts: Mapping[str, Designation]
    another: Callable[[str, str], bool] = field(default=lambda _number, _name: False)
    """Whether the full name written beside a number belongs to another volunteer only."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What one activity counts for."""

    deed: Deed
    recorded: int  # 活動実績 in stamps: before any cap
    counted: int  # 評価ポイント in stamps: within every cap
    cause: str = ""  # a word of REFUSED or NOTED; the first that holds
    notes: tuple[str, ...] = ()

    @property
    def accepted(self) -> bool:
        """Whether it counts as an activity at all."""
        return self.cause not in REFUSED


def judge(deeds: Iterable[Deed], facts: Facts) -> list[Judged]:
    """Return what each of `deeds` counts for, in the order in which they happened."""
    ordered = sorted(deeds, key=lambda deed: deed.order)
    # Thousands of activities share a few hundred days.
    facts = replace(facts, rule_on=cache(facts.rule_on))
    seen: set[tuple[object, ...]] = set()
    people: dict[str, list[int]] = defaultdict(list)  # where theirs stand in `judged`
    judged: list[Judged] = []
    for place, deed in enumerate(ordered):
        cause = _refused(deed, facts, seen)
        if cause:
            judged.append(Judged(deed, 0, 0, cause))
            continue
        assert deed.day is not None
        rule = facts.rule_on(deed.day)
        recorded = rule.earned(deed.minutes, deed.day) if deed.stamps is None else deed.stamps
        judged.append(Judged(deed, recorded, 0, "" if recorded else "below_one_stamp"))
        people[facts.members[deed.number].person_id].append(place)
    for places in people.values():
        capped = _within_caps([judged[place] for place in places], facts)
        for place, one in zip(places, capped, strict=True):
            judged[place] = one
    return judged


def _refused(deed: Deed, facts: Facts, seen: set[tuple[object, ...]]) -> str:
    """Return why a deed does not count, "" if it does; `seen` tells what was there before."""
    if deed.problem:
        return deed.problem
    if not deed.number:
        return "number_missing"
    if deed.day is None:
        return "invalid_date"
    member = facts.members.get(deed.number)
    if member is None:
        return "unknown_number"
    if facts.another(deed.number, deed.name):
        return "number_name_mismatch"
    again = (deed.number, deed.host_id, deed.day, deed.begins)
    if again in seen:
        return "duplicate_row"
    seen.add(again)
    host = Designation() if deed.opening else facts.hosts.get(deed.host_id or "")
    if host is None:
        return "unknown_host"
    if (host.since and deed.day < host.since) or (host.until and deed.day > host.until):
        return "host_not_designated"
    rule = facts.rule_on(deed.day)
    first, last = rule.bounds(facts.year)
    if not first <= deed.day <= last:
        return "out_of_fiscal_year"
    return _not_allowed(deed, deed.day, member, rule)


def _not_allowed(deed: Deed, day: date, member: Member, rule: Rule) -> str:
    if rule.eligibility.min_age is not None and member.reaches and day < member.reaches:
        return "before_65"
    if member.unfit_from and day >= member.unfit_from:
        return "not_eligible"
    if member.registered is None or day < member.registered:
        return "before_registration"
    if member.cancelled and day > member.cancelled:
        return "after_cancellation"
    if any(since <= day and (back is None or day < back) for since, back in member.pauses):
        return "paused"
    required = rule.required(day)
    if "insurance" in required:
        if member.insured_from is None:
            return "no_insurance"
        if day < member.insured_from:
            return "before_insurance"
    if required - {"insurance"} - member.met:
        return "requirement_missing"
    if deed.card_forgotten and not (rule.forgotten is Forgotten.CONFIRM and deed.confirmed):
        return "card_forgotten"
    if deed.content and deed.content in rule.excluded:
        return "excluded_activity"
    late = rule.late_from(day)
    if late and deed.entered and deed.entered >= late and not deed.approved:
        return "late_entry"
    return ""


def _within_caps(theirs: Sequence[Judged], facts: Facts) -> list[Judged]:
    """Give each activity of one person what the caps leave of its stamps, in time's order."""
    days: dict[object, int] = defaultdict(int)
    last_end: dict[date, int] = {}
    made = []
    for one in theirs:
        deed = one.deed
        assert deed.day is not None
        rule = facts.rule_on(deed.day)
        notes = []
        if deed.begins is not None and deed.ends is not None:
            if deed.begins < last_end.get(deed.day, 0):
                notes.append("time_overlap")
            last_end[deed.day] = max(last_end.get(deed.day, 0), deed.ends)
        left = one.recorded
        caps: tuple[tuple[str, object, int | None], ...] = (
            ("over_yearly_cap", "year", rule.yearly_cap),
        )
        if not deed.opening:
            caps = (
                ("over_host_cap", (deed.day, deed.host_id), rule.host_daily_cap),
                ("over_daily_cap", deed.day, rule.most_a_day(deed.day)),
                ("over_monthly_cap", (deed.day.year, deed.day.month), rule.monthly_cap),
                *caps,
            )
        for note, key, most in caps:
            if most is not None and days[key] + left > most:
                left = max(0, most - days[key])
                notes.append(note)
        for _note, key, _most in caps:
            days[key] += left
        cause = one.cause or next((note for note in notes if note.startswith("over_")), "")
        made.append(Judged(deed, one.recorded, left, cause, tuple(notes)))
    return made
