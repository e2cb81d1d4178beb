"""A rule set of the points programme: what counts, how much, until when (実施要綱の基準)."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from resources import calendar


class Period(StrEnum):
    """Over which year stamps are added up."""

    FISCAL = "fiscal"  # 年度: 4/1–3/31
    CALENDAR = "calendar"  # 暦年: 1/1–12/31


class Worth(StrEnum):
    """How stamps become yen."""

    TIERS = "tiers"  # the highest step that was reached
    LINEAR = "linear"  # so many yen a stamp
    STEP = "step"  # so many yen for every so many stamps


class Carry(StrEnum):
    """What becomes of stamps that were not exchanged when the year ends."""

    NONE = "none"
    ALL = "all"  # until the day of `Rule.carry_until`
    BELOW_MIN = "below_min"  # only what is less than the least exchange


class Forgotten(StrEnum):
    """What becomes of an activity without the card."""

    DENY = "deny"
    CONFIRM = "confirm"  # counted once the host has confirmed it


@dataclass(frozen=True)
class Eligibility:
    """Who may take part; `min_age` counts from the 到達日, the day before the birthday."""

    min_age: int | None = None
    residency: bool = True
    exclude: tuple[str, ...] = ()  # what the city is asked about, in its own words
    requires: tuple[str, ...] = ()  # "insurance", "training", or "course:<name>"
    check_by: str = "self"  # "city" or "self"


@dataclass(frozen=True)
class Value:
    """What counted stamps are worth, in yen.

    `rows` are (stamps, yen), rising: every step of TIERS, the one step of STEP, and for LINEAR
    the yen of so many stamps. `cap` is the most a year gives, `least` the smallest exchange.
    """

    kind: Worth = Worth.TIERS
    rows: tuple[tuple[int, int], ...] = ()
    cap: int | None = None
    least: int = 0


@dataclass(frozen=True)
class Window:
    """Days on which exchanges are made; years count from the one in which the period begins."""

    begins: tuple[int, int, int]  # years after, month, day
    ends: tuple[int, int, int]

    def days(self, year: int) -> tuple[date, date]:
        """Return the first and the last day for the period that begins in `year`."""
        return _day(year, self.begins), _day(year, self.ends)


@dataclass(frozen=True)
class Measure:
    """A special measure: between two days something is otherwise than the rule says."""

    text: str
    begins: date
    ends: date
    factor: int = 1  # stamps are multiplied
    daily_cap: int | None = None  # holds in place of the rule's
    waive: tuple[str, ...] = ()  # requirements that need not be met


@dataclass(frozen=True)
class Rule:
    """One version of the rules of one year."""

    code: str
    label: str
    unit: str = "スタンプ"
    period: Period = Period.FISCAL
    eligibility: Eligibility = field(default_factory=Eligibility)
    earn: tuple[tuple[int, int], ...] = ()  # (minutes, stamps), rising
    tolerance: int = 0  # おおむね: so many minutes less are enough
    daily_cap: int | None = None  # stamps a day, over all hosts together
    host_daily_cap: int | None = None  # stamps a day at one host
    monthly_cap: int | None = None
    yearly_cap: int | None = None  # stamps that count in a year; the record goes on
    value: Value = field(default_factory=Value)
    carry: Carry = Carry.NONE
    carry_until: tuple[int, int, int] | None = None  # years after, month, day
    windows: tuple[Window, ...] = ()
    rewards: tuple[str, ...] = ()
    unit_yen: int = 1000  # an exchange is split into multiples of this
    forgotten: Forgotten = Forgotten.DENY
    late_days: int | None = None  # entries later than so many days after the month need approval
    excluded: tuple[str, ...] = ()  # activities that earn nothing
    donation_default: str = ""
    measures: tuple[Measure, ...] = ()

    def year_of(self, day: date) -> int:
        """Return the year `day` belongs to, by the calendar year in which it begins."""
        return calendar.fiscal_year(day) if self.period is Period.FISCAL else day.year

    def bounds(self, year: int) -> tuple[date, date]:
        """Return the first and the last day of the period that begins in `year`."""
        if self.period is Period.FISCAL:
            return calendar.fiscal_year_bounds(year)
        return date(year, 1, 1), date(year, 12, 31)

    def earned(self, minutes: int, day: date) -> int:
        """Return the stamps `minutes` of one activity earn, before any cap."""
        stamps = 0
        for least, count in self.earn:
            if minutes > 0 and minutes >= least - self.tolerance:
                stamps = count
        for measure in self.measures_on(day):
            stamps *= measure.factor
        return stamps

    def measures_on(self, day: date) -> tuple[Measure, ...]:
        """Return the special measures in force on `day`."""
        if not self.measures:
            return ()
        return tuple(one for one in self.measures if one.begins <= day <= one.ends)

    def most_a_day(self, day: date) -> int | None:
        """Return how many stamps `day` may give over all hosts, None without a limit."""
        return next(
            (one.daily_cap for one in self.measures_on(day) if one.daily_cap is not None),
            self.daily_cap,
        )

    def required(self, day: date) -> frozenset[str]:
        """Return what somebody must have on `day`: the requirements less what is waived."""
        waived = {word for one in self.measures_on(day) for word in one.waive}
        return frozenset(self.eligibility.requires) - waived

    def yen(self, stamps: int) -> int:
        """Return what `stamps` counted in a year are worth; never below 0, never above the cap."""
        worth = 0
        if self.value.kind is Worth.TIERS:
            worth = max((yen for least, yen in self.value.rows if stamps >= least), default=0)
        elif self.value.rows:
            size, yen = self.value.rows[0]
            steps = max(0, stamps) // size
            worth = steps * yen
            if self.value.kind is Worth.LINEAR:
                worth = max(0, stamps) * yen // size
        if self.value.cap is not None:
            worth = min(worth, self.value.cap)
        return worth if worth >= self.value.least else 0

    def next_step(self, stamps: int) -> tuple[int, int] | None:
        """Return (stamps still wanted, yen then) of the next rise in value, None at the top."""
        now = self.yen(stamps)
        most = self.yearly_cap if self.yearly_cap is not None else _FAR
        if self.value.kind is Worth.TIERS:
            wanted = [least for least, yen in self.value.rows if least > stamps and yen > now]
        elif self.value.rows:
            size, yen = self.value.rows[0]
            least = -(-self.value.least * size // yen) if yen else 0
            step = size if self.value.kind is Worth.STEP else 1
            wanted = [max((max(stamps, 0) // step + 1) * step, -(-least // step) * step)]
        else:
            wanted = []
        for stamp in wanted:
            if stamp <= most and self.yen(stamp) > now:
                return stamp - stamps, self.yen(stamp)
        return None

    def exchangeable_on(self, day: date, year: int) -> bool:
        """Say whether what was earned in `year` may be exchanged on `day`."""
        return any(first <= day <= last for first, last in self.exchange_days(year))

    def exchange_days(self, year: int) -> tuple[tuple[date, date], ...]:
        """Return the windows for the period that begins in `year`."""
        return tuple(window.days(year) for window in self.windows)

    def late_from(self, day: date) -> date | None:
        """Return the first day on which an activity of `day` is entered too late, or None."""
        if self.late_days is None:
            return None
        following = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
        return following + timedelta(days=self.late_days)

    def carried_until(self, year: int) -> date | None:
        """Return the last day of what is carried out of `year`, None where nothing is."""
        if self.carry is Carry.NONE or self.carry_until is None:
            return None
        return _day(year, self.carry_until)


_FAR = 10**9


def _day(year: int, when: tuple[int, int, int]) -> date:
    after, month, day = when
    return date(year + after, month, day)
