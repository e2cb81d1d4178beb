"""The head of the meeting page: state, when, where, how many, and the next act."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop import meeting_words as wording
from desktop.pages.gathering.section import clear_layout
from desktop.parts.button import Button, Kind
from desktop.parts.card import Card
from desktop.parts.chip import Chip
from desktop.parts.label import Label
from desktop.parts.meter import Meter
from desktop.parts.status import Status
from desktop.style import tokens
from desktop.style.scale import follow, scale
from resources.words import _
from sessions.attendance import Counts
from sessions.meetings import MeetingFacts

_NARROW = 760


@dataclass(frozen=True)
class Deed:
    """A button of the head: its words, what it does, how loudly it speaks."""

    words: str
    act: Callable[[], object]
    kind: Kind = Kind.SECONDARY
    icon: str = ""
    key: str = ""


class Head(Card):
    """Shows one meeting; `primary` is the button of the next act, if there is one.

    The acts asked for seldom stand in `others`, which the page puts where it has room.
    """

    def __init__(self) -> None:
        super().__init__(dense=True)
        self.primary: Button | None = None
        self.buttons: list[Button] = []
        self.chip = Chip(Status.NONE, "")
        self.when = Label(px=tokens.CARD_TITLE, bold=True)
        self.what = Label(wrap=True)
        self.why = Label(px=tokens.LABEL, colour=tokens.WAIT.text, wrap=True)
        self.meter = Meter()
        self._first = QHBoxLayout()
        self._first.addWidget(self.chip)
        self._first.addWidget(self.when, 1)
        text = QVBoxLayout()
        text.setSpacing(4)
        text.addLayout(self._first)
        text.addWidget(self.what)
        text.addWidget(self.why)
        self._acts = QHBoxLayout()
        self._side = QHBoxLayout()
        self._side.addWidget(self.meter)
        self._side.addLayout(self._acts)
        self._line = QHBoxLayout()
        self._line.addLayout(text, 1)
        self._line.addLayout(self._side)
        self.body.addLayout(self._line)
        self.others = QWidget()
        self._others = QHBoxLayout(self.others)
        self._others.setContentsMargins(0, 0, 0, 0)
        follow(self._space)

    def _space(self) -> None:
        self._line.setSpacing(scale.gap(tokens.GAP_4))
        self._first.setSpacing(scale.gap(tokens.GAP_3))
        self._side.setSpacing(scale.gap(tokens.GAP_4))
        for row in (self._acts, self._others):
            row.setSpacing(scale.gap(tokens.GAP_2))

    def fold(self, width: int) -> None:
        """Put the buttons below the words when `width` px cannot hold both."""
        narrow = width < scale.px(_NARROW)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._line.direction() is not way:
            self._line.setDirection(way)

    def show_meeting(self, meeting: MeetingFacts, counts: Counts) -> None:
        """Show `meeting` and its numbers."""
        self.chip.show_status(*wording.state_chip(meeting))
        hours = wording.hours(meeting.begins, meeting.ends)
        self.when.setText(" ".join(part for part in (wording.day(meeting.held_on), hours) if part))
        what = "　".join(part for part in (meeting.title, wording.where(meeting)) if part)
        self.what.setText(what)
        self.what.setVisible(bool(what))
        before = (
            _("It was to be on {day}.").format(day=wording.day(meeting.postponed_from))
            if meeting.postponed_from
            else ""
        )
        reason = _("Reason: {reason}").format(reason=meeting.state_reason)
        lines = [before, reason if meeting.state_reason else ""]
        self.why.setText(" ".join(line for line in lines if line))
        self.why.setVisible(any(lines))
        self.meter.set_counts(counts.present, counts.expected)

    def show_deeds(self, primary: Deed | None, others: list[Deed]) -> None:
        """Offer `primary` and the first of `others` here, the rest in the widget `others`."""
        clear_layout(self._acts)
        clear_layout(self._others)
        self.buttons = []
        self.primary = None
        for number, deed in enumerate([primary, *others]):
            if deed is None:
                continue
            button = Button(
                deed.words,
                kind=deed.kind,
                icon=deed.icon,
                key=deed.key,
                height=tokens.CONTROL if number < 2 else tokens.CONTROL_DENSE,
            )
            button.clicked.connect(lambda _on=False, act=deed.act: act())
            (self._acts if number < 2 else self._others).addWidget(button)
            self.buttons.append(button)
            if number == 0:
                self.primary = button
        self._acts.insertStretch(0, 1)
        self.others.adjustSize()
