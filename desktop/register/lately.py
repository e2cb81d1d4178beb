"""最近のこと: meetings somebody came to and what was written down about them, newest first."""

from datetime import UTC, datetime, time

from PySide6.QtWidgets import QGridLayout, QWidget

from desktop import person_words as wording
from desktop.parts.label import Label
from desktop.register.telling import Whole
from desktop.style import tokens
from desktop.style.scale import scale
from resources import calendar
from resources.words import _
from sessions.attendance import Attended


def lines(whole: Whole, most: int) -> list[tuple[str, str, str]]:
    """Return up to `most` (day, what happened, who wrote it), newest first."""
    found: list[tuple[datetime, str, str, str]] = []
    for one in whole.facts.came:
        found.append((_moment(one), *_meeting(one)))
    for told in whole.facts.told:
        words = wording.act(told)
        if words:
            found.append((told.at, wording.day(told.at), words, wording.shown(told.by)))
    found.sort(key=lambda line: line[0], reverse=True)
    return [line[1:] for line in found[:most]]


def _moment(one: Attended) -> datetime:
    if one.held_on is None:
        return one.arrived
    return datetime.combine(one.held_on, time(12), UTC)


def _meeting(one: Attended) -> tuple[str, str, str]:
    number = _("No. {number}").format(number=one.number) if one.number else ""
    title = " ".join(part for part in (number, one.body_name) if part)
    words = _("Came to {meeting}").format(meeting=title)
    if one.proxy_name:
        words = _("{proxy} came in their place to {meeting}").format(
            proxy=wording.honoured(one.proxy_name), meeting=title
        )
    if one.held_on is None:
        return wording.day(one.arrived), words, ""
    day = f"{one.held_on.month}/{one.held_on.day}({calendar.weekday(one.held_on)})"
    return day, words, ""


class Lately(QWidget):
    """The last `most` things that happened with somebody."""

    def __init__(self, whole: Whole, most: int = 4, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(scale.gap(tokens.GAP_3))
        grid.setVerticalSpacing(scale.gap(3))
        grid.setColumnStretch(1, 1)
        for row, (day, words, who) in enumerate(lines(whole, most)):
            grid.addWidget(Label(day, px=tokens.LABEL), row, 0)
            grid.addWidget(Label(words, px=tokens.LABEL, wrap=True), row, 1)
            grid.addWidget(Label(who, px=tokens.SMALL, colour=tokens.INK_2), row, 2)
