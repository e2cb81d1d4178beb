"""A rule set in sentences that an office and its volunteers can read."""

from programs.points.rule import Carry, Forgotten, Measure, Period, Rule, Worth
from resources import calendar
from resources.words import _


def sentences(rule: Rule, year: int) -> dict[str, str]:
    """Return {field as it is written: what it says for the period that begins in `year`}."""
    first, last = rule.bounds(year)
    period = _("by the fiscal year") if rule.period is Period.FISCAL else _("by the calendar year")
    told = {
        "label": _("{label} (code {code})").format(label=rule.label, code=rule.code),
        "period": _("Counted {period}: {first} to {last}.").format(
            period=period, first=calendar.wareki(first), last=calendar.wareki(last)
        ),
        "eligibility": _who(rule),
        "exclude": _listed(_("Asked about besides: {words}."), rule.eligibility.exclude),
        "requires": _needed(rule),
        "check_by": _("The city says who is eligible.")
        if rule.eligibility.check_by == "city"
        else _("The office itself sees who is eligible."),
        "earn": _earned(rule),
        "tolerance": _("Up to {count} minutes less are enough.").format(count=rule.tolerance)
        if rule.tolerance
        else "",
    }
    told |= _caps(rule)
    told |= {
        "value": _worth(rule),
        "cap": _("At most {yen} yen a year.").format(yen=f"{rule.value.cap:,}")
        if rule.value.cap is not None
        else _("There is no most in yen."),
        "least": _("Exchanged from {yen} yen on.").format(yen=f"{rule.value.least:,}")
        if rule.value.least
        else "",
        "carry": _carried(rule, year),
        "windows": _("Exchanged on these days: {days}.").format(
            days="、".join(
                f"{calendar.wareki(begins)}–{calendar.wareki(ends)}"
                for begins, ends in rule.exchange_days(year)
            )
        )
        if rule.windows
        else _("No day for exchanges is set."),
        "rewards": _listed(_("They become: {words}."), rule.rewards),
        "unit_yen": _("Exchanged in multiples of {yen} yen.").format(yen=f"{rule.unit_yen:,}"),
        "donation_default": _("Donations go to {name}.").format(name=rule.donation_default)
        if rule.donation_default
        else "",
        "forgotten": _("Without the card nothing counts.")
        if rule.forgotten is Forgotten.DENY
        else _("Without the card it counts once the host has confirmed it."),
        "late_days": _("Handed in {days} days after the month or later, somebody must approve.")
        .format(days=rule.late_days)
        if rule.late_days is not None
        else _("Nothing is handed in too late."),
        "excluded": _listed(_("These do not count: {words}."), rule.excluded),
        "measures": "　".join(_measure(one, rule.unit) for one in rule.measures),
    }  # fmt: skip
    return {field: words for field, words in told.items() if words}


def _listed(words: str, named: tuple[str, ...]) -> str:
    return words.format(words="、".join(named)) if named else ""


def _who(rule: Rule) -> str:
    who = rule.eligibility
    age = (
        _("{age} years and older").format(age=who.min_age)
        if who.min_age is not None
        else _("of any age")
    )
    where = _("who live in the city") if who.residency else _("wherever they live")
    return _("For people {where}, {age}.").format(where=where, age=age)


def _needed(rule: Rule) -> str:
    named = {"insurance": _("the insurance"), "training": _("the training")}
    return _listed(
        _("Needed: {words}."),
        tuple(
            named.get(one, one.removeprefix("course:")) for one in rule.eligibility.requires
        ),
    )  # fmt: skip


def _earned(rule: Rule) -> str:
    parts = "、".join(
        _("{minutes} minutes or more {stamps} {unit}").format(
            minutes=minutes, stamps=f"{stamps:,}", unit=rule.unit
        )
        for minutes, stamps in rule.earn
    )
    return _("One activity: {parts}.").format(parts=parts)


def _caps(rule: Rule) -> dict[str, str]:
    words = {
        "daily_cap": _("At most {count} {unit} a day over all hosts together."),
        "host_daily_cap": _("At most {count} {unit} a day at one host."),
        "monthly_cap": _("At most {count} {unit} a month."),
        "yearly_cap": _("At most {count} {unit} a year count; the record goes on."),
    }
    return {
        field: text.format(count=f"{most:,}", unit=rule.unit)
        for field, text in words.items()
        if (most := getattr(rule, field)) is not None
    }


def _worth(rule: Rule) -> str:
    pairs = [(f"{stamps:,}", f"{yen:,}") for stamps, yen in rule.value.rows]
    if rule.value.kind is Worth.TIERS:
        parts = "、".join(
            _("from {stamps} {unit} on {yen} yen").format(stamps=stamps, unit=rule.unit, yen=yen)
            for stamps, yen in pairs
        )
        return _("Worth: {parts}.").format(parts=parts)
    text = _("Worth {yen} yen for every full {stamps} {unit}.")
    if rule.value.kind is Worth.LINEAR:
        text = _("Worth {yen} yen for {stamps} {unit}, in proportion.")
    return text.format(stamps=pairs[0][0], unit=rule.unit, yen=pairs[0][1])


def _carried(rule: Rule, year: int) -> str:
    until = rule.carried_until(year)
    if until is None:
        return _("Nothing is carried into the next year.")
    day = calendar.wareki(until)
    if rule.carry is Carry.ALL:
        return _("What is left is carried until {day}.").format(day=day)
    return _("Only what is less than the least exchange is carried, until {day}.").format(day=day)


def _measure(one: Measure, unit: str) -> str:
    parts = [
        _("{text} ({first} to {last})").format(
            text=one.text, first=calendar.wareki(one.begins), last=calendar.wareki(one.ends)
        )
    ]
    if one.factor != 1:
        parts.append(_("{count} times as many").format(count=one.factor))
    if one.daily_cap is not None:
        parts.append(_("a day at most {count} {unit}").format(count=one.daily_cap, unit=unit))
    if one.waive:
        parts.append(_("not needed: {words}").format(words="、".join(one.waive)))
    return "・".join(parts)
