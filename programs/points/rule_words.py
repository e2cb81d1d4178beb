"""How the rules of a year are said: what stamps are counted in, amounts, and the days."""

from datetime import date

from programs.points.rule import Carry, Rule
from resources import calendar
from resources.words import _

_STAMP = "スタンプ"


def counter(rule: Rule) -> str:
    """Return the word behind a number of stamps: 個, or the unit of the rules itself."""
    return _("pieces") if rule.unit == _STAMP else rule.unit


def money(amount: int) -> str:
    """Return an amount as it is read aloud: 2,000円."""
    return _("{yen} yen").format(yen=f"{amount:,}")


def brief(day: date | None) -> str:
    """Return a day of the year in a list: 3/2(火); "" without one."""
    return "" if day is None else f"{day.month}/{day.day}({calendar.weekday(day)})"


def carrying(rule: Rule, year: int) -> str:
    """Return the sentence of what becomes of stamps that nobody exchanged."""
    if rule.carry is Carry.NONE:
        return _("They are not carried over to next year.")
    until = rule.carried_until(year)
    if until is None:
        return ""
    return _("What is left is carried over until {day}.").format(day=calendar.wareki(until))


def tariff(rule: Rule) -> str:
    """Return what minutes earn, in short: 60分で1個・120分で2個."""
    return "・".join(
        _("{minutes} min: {stamps} {unit}").format(
            minutes=minutes, stamps=stamps, unit=counter(rule)
        )
        for minutes, stamps in rule.earn
    )
