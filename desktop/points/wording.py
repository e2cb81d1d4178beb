"""How volunteers, their activities and the causes of a count are said on the screen."""

from typing import Final

from desktop.parts.status import Status
from programs.points.adding_up import About, Step
from programs.points.exchanges import State
from programs.points.member_year import Footing, MemberYear
from programs.points.rule import Rule
from programs.points.rule_words import brief, counter, tariff
from programs.points.sheet_intake import WORDS
from resources.words import _, mark, ngettext

_FOOTINGS: Final = {
    Footing.ACTIVE: (Status.OK, mark("Renewed this year")),
    Footing.UNINSURED: (Status.WAIT, mark("No insurance")),
    Footing.RESTING: (Status.NONE, mark("Resting")),
    Footing.ENDED: (Status.NONE, mark("Ended")),
    Footing.NOT_RENEWED: (Status.NONE, mark("Not renewed")),
    Footing.NOT_YET: (Status.NONE, mark("Registered later")),
}
_STATES: Final = {
    State.APPLIED: (Status.WAIT, mark("Exchange asked for")),
    State.APPROVED: (Status.RUNNING, mark("Approved")),
    State.HANDED: (Status.OK, mark("Handed over")),
    State.CANCELLED: (Status.NONE, mark("Cancelled exchange")),
}
_SHORT: Final = {
    "below_one_stamp": mark("Too short"),
    "over_daily_cap": mark("Cap of the day"),
    "over_host_cap": mark("Cap of a host"),
    "over_monthly_cap": mark("Cap of the month"),
    "over_yearly_cap": mark("Cap of the year"),
    "time_overlap": mark("Overlapping"),
    "number_missing": mark("No number"),
    "invalid_date": mark("No such day"),
    "end_before_start": mark("Times turned round"),
    "unreadable_time": mark("Time unreadable"),
    "unknown_number": mark("Number unknown"),
    "number_name_mismatch": mark("Another name"),
    "duplicate_row": mark("Counted already"),
    "unknown_host": mark("Host unknown"),
    "host_not_designated": mark("Host not designated"),
    "out_of_fiscal_year": mark("Another year"),
    "before_65": mark("Too young that day"),
    "not_eligible": mark("Not eligible"),
    "before_registration": mark("Before registration"),
    "after_cancellation": mark("After the end"),
    "no_insurance": mark("No insurance"),
    "before_insurance": mark("Before insurance"),
    "requirement_missing": mark("Requirement missing"),
    "card_forgotten": mark("Card left at home"),
    "excluded_activity": mark("Not counted by rule"),
    "late_entry": mark("Handed in late"),
}
_CAPS: Final = {
    "over_host_cap": mark("At one host, {most} {unit} a day"),
    "over_daily_cap": mark("{most} {unit} a day"),
    "over_monthly_cap": mark("{most} {unit} a month"),
    "over_yearly_cap": mark("{most} {unit} a year"),
}


def footing(one: Footing) -> tuple[Status, str]:
    """Return mark and word of how somebody stands in a year."""
    status, word = _FOOTINGS[one]
    return status, _(word)


def state(one: State) -> tuple[Status, str]:
    """Return mark and word of how far an exchange has come."""
    status, word = _STATES[one]
    return status, _(word)


def amount(yen: int) -> str:
    """Return money as the card shows it: ¥2,000."""
    return f"¥{yen:,}"


def cap(kind: str, rule: Rule) -> str:
    """Return a cap in the rule's own number: 1日 2個まで."""
    most = {
        "over_host_cap": rule.host_daily_cap,
        "over_daily_cap": rule.daily_cap,
        "over_monthly_cap": rule.monthly_cap,
        "over_yearly_cap": rule.yearly_cap,
    }.get(kind)
    if most is None or kind not in _CAPS:
        return _(_SHORT.get(kind, kind))
    return _(_CAPS[kind]).format(most=most, unit=counter(rule))


def short(cause: str, rule: Rule) -> str:
    """Return a cause in the few words of a chip."""
    return cap(cause, rule) if cause in _CAPS else _(_SHORT.get(cause, cause))


def whole(cause: str) -> str:
    """Return a cause in the sentence that says what to do."""
    return _(WORDS.get(cause, cause))


def explanation(member: MemberYear) -> tuple[str, list[tuple[str, str, str]]]:
    """Return the question why it is so many, and its steps: title, line below, amount."""
    steps = [(*step(one, member.rule), added(one, member.rule)) for one in member.steps]
    return balance(member), steps


def step(one: Step, rule: Rule) -> tuple[str, str]:
    """Return the title of a step of the sum, and the line below it."""
    if one.about is About.DONE:
        hosts = ngettext("Reports of {count} host", "Reports of {count} hosts", one.hosts)
        return _("Activities done"), hosts.format(count=one.hosts)
    if one.about is About.EARNED:
        below = ""
        if rule.tolerance:
            below = _("Up to {minutes} minutes less count, too").format(minutes=rule.tolerance)
        return tariff(rule) or _("What they earn"), below
    if one.about is About.CAP:
        below = _("All hosts together") if one.cap != "over_host_cap" else ""
        return cap(one.cap, rule), below
    if one.about is About.BACK:
        days = "・".join(brief(day) for day in one.days[:2])
        return _("Correction"), " ".join(part for part in (days, one.why) if part)
    if one.about is About.BROUGHT:
        return _("Carried over from the year before"), ""
    return _("Waits as a correction"), _("Known only after the year was closed")


def added(one: Step, rule: Rule) -> str:
    """Return what a step adds, signed; the activities done add nothing and are counted."""
    if one.about is About.DONE:
        return ngettext("{count} time", "{count} times", one.activities).format(
            count=one.activities
        )
    sign = "−" if one.stamps < 0 else "" if one.about is About.EARNED else "+"
    return f"{sign}{abs(one.stamps)} {counter(rule)}"


def balance(member: MemberYear) -> str:
    """Return the question the counter is asked: どうして 19個？."""
    return _("Why {count} {unit}?").format(count=member.standing.counted, unit=counter(member.rule))
