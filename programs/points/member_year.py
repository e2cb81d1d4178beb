"""One volunteer's year, read at one go: the stamps, why, what is next, what may be exchanged."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Session

from programs.points import adding_up, balances, closed_years, exchanges, explaining, rule_sets
from programs.points.adding_up import Step
from programs.points.balances import Standing
from programs.points.explaining import Explained, Explanation
from programs.points.register import TABLE
from programs.points.roll import covered
from programs.points.rule import Rule
from resources.refusals import Refusal
from resources.words import _
from sessions import suppression
from sessions.person_tables import PERSON
from sessions.suppression import Reason

_OWN, _ROOT = PERSON.alias("own"), PERSON.alias("root")


class Footing(StrEnum):
    """How a number stands in a year."""

    ACTIVE = "active"
    UNINSURED = "uninsured"  # no day of the insurance is entered
    RESTING = "resting"  # 休止
    ENDED = "ended"  # 取消
    NOT_RENEWED = "not_renewed"  # registered in a year before, not in this one
    NOT_YET = "not_yet"  # registered only later


@dataclass(frozen=True)
class Registered:
    """The registration of a number for one year."""

    person_id: str  # after merging
    name: str
    kana: str
    year: int
    registered: date | None
    insured_from: date | None  # first day of the cover
    cancelled: date | None
    status: str


@dataclass(frozen=True)
class MemberYear:
    """Everything the page of a volunteer shows of one year."""

    year: int
    number: str
    who: Registered
    footing: Footing
    rule: Rule
    turn: int  # version of the rules at the end of the year
    explained: Explanation
    steps: tuple[Step, ...]
    closed: bool
    died: bool
    exchanges: tuple[exchanges.View, ...]
    years: tuple[int, ...]  # in which the number is registered, newest first

    @property
    def standing(self) -> Standing:
        """The figures of the year."""
        return self.explained.standing

    @property
    def stamps(self) -> tuple[date | None, ...]:
        """The day of each stamp that counts, in the order of the days; None of a carried one."""
        days: list[date | None] = [None] * max(0, self.explained.brought)
        for one in self.explained.lines:
            days += [one.day] * one.counted
        return tuple(days[: max(0, self.standing.counted)])

    @property
    def latest(self) -> Explained | None:
        """The activity that was entered last among those that stand."""
        return max(self.explained.lines, key=lambda one: (one.entered_at, one.id), default=None)

    def exchangeable(self, day: date) -> int:
        """Return how many yen may be applied for on `day`: nothing outside of the windows."""
        if self.closed or self.died or not self.rule.exchangeable_on(day, self.year):
            return 0
        unit = max(1, self.rule.unit_yen)
        return max(0, self.standing.left) // unit * unit

    @property
    def until(self) -> date | None:
        """The last day on which stamps of the year may be exchanged, None without a window."""
        return max((last for _first, last in self.rule.exchange_days(self.year)), default=None)


def read(db: Session, year: int, number: str) -> MemberYear:
    """Return the year of `number`; refuses a number nobody ever had."""
    rules = rule_sets.in_force(db, year)
    known = _registrations(db, number, rules.last.rule)
    who = next((one for one in known if one.year == year), None)
    nearest = who or next((one for one in known if one.year < year), known[-1] if known else None)
    if nearest is None:
        raise Refusal(_("Nobody is registered under this number."), _("Look at the number again."))
    if who is not None:
        explained = explaining.explain(db, year, number)
    else:
        none = balances.nothing(number, nearest.person_id, rules.last.rule)
        explained = Explanation(none, (), ())
    stands = suppression.standing(db, [nearest.person_id]).get(nearest.person_id)
    return MemberYear(
        year=year, number=number, who=nearest,
        footing=_footing(who, nearest, year, rules.last.rule),
        rule=rules.last.rule, turn=rules.last.turn, explained=explained,
        steps=adding_up.steps(explained), closed=closed_years.is_closed(db, year),
        died=stands is not None and Reason.DIED in stands.reasons,
        exchanges=tuple(exchanges.listing(db, year, number)),
        years=tuple(one.year for one in known),
    )  # fmt: skip


def footing_of(status: str, cancelled: date | None, insured: date | None, rule: Rule) -> Footing:
    """Return how somebody registered in a year stands there."""
    if cancelled is not None or "取消" in status:
        return Footing.ENDED
    if "休" in status:
        return Footing.RESTING
    if insured is None and "insurance" in rule.eligibility.requires:
        return Footing.UNINSURED
    return Footing.ACTIVE


def _footing(who: Registered | None, nearest: Registered, year: int, rule: Rule) -> Footing:
    if who is None:
        return Footing.NOT_RENEWED if nearest.year < year else Footing.NOT_YET
    return footing_of(who.status, who.cancelled, who.insured_from, rule)


def _registrations(db: Session, number: str, rule: Rule) -> list[Registered]:
    """Return every registration of `number`, the newest first; years are taken as in `rule`."""
    own, root = _OWN, _ROOT
    query = (
        sa.select(
            sa.func.coalesce(root.c.id, own.c.id).label("person_id"),
            sa.func.coalesce(root.c.name, own.c.name).label("name"),
            sa.func.coalesce(root.c.kana, own.c.kana).label("kana"),
            TABLE.c.year, TABLE.c.registered, TABLE.c.insured, TABLE.c.cancelled, TABLE.c.status,
        )
        .join(own, own.c.id == TABLE.c.person_id)
        .outerjoin(root, root.c.id == own.c.merged_into)
        .where(TABLE.c.number == number)
        .order_by(TABLE.c.year.desc())
    )  # fmt: skip
    return [
        Registered(
            row.person_id, row.name, row.kana, row.year, row.registered,
            covered(row.insured, rule.bounds(row.year)[0]), row.cancelled, row.status,
        )
        for row in db.execute(query)
    ]  # fmt: skip
