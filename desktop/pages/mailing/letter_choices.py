"""What a letter needs: which one, from whom, to whom, under which number, and its own values."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desktop.pages.mailing.whom import Whom
from desktop.parts.choice import Choice
from desktop.parts.field import Field
from desktop.parts.text_field import TextField
from desktop.parts.tick import Tick
from desktop.style import tokens
from resources import calendar
from resources.words import _

if TYPE_CHECKING:
    from desktop.desk import Desk
    from sessions.composing import Sending

BY_HAND = ("deadline", "reason", "when", "place", "purpose", "meeting", "before")
"""The fields that may be written by hand; those of the meeting when none is chosen."""
_WIDE, _ACROSS, _FIXED = 202, 3, 4


class LetterChoices(QWidget):
    """The choices; `changed` when the letter must be composed anew."""

    changed = Signal()

    def __init__(self, desk: "Desk", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.GAP_2)
        self.letter = Choice(_("Which letter"))
        self.issuer = Choice(_("Issuer"))
        self.series = Choice(_("Number"))
        self.meeting = Choice(_("About which meeting"))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(tokens.GAP_4)
        self._grid.setColumnStretch(_ACROSS, 1)
        for number, (words, choice) in enumerate(
            (
                (_("Which letter"), self.letter),
                (_("Issuer"), self.issuer),
                (_("Number"), self.series),
                (_("About which meeting"), self.meeting),
            )
        ):
            field = Field(words, choice, width=_WIDE)
            self._grid.addWidget(field, number // _ACROSS, number % _ACROSS)
        self.whom = Whom(desk)
        column.addWidget(self.whom)
        column.addLayout(self._grid)
        self.together = Tick(_("One envelope for each household"), on=True)
        column.addWidget(self.together)
        self.own: dict[str, TextField] = {}
        self._fields: dict[str, Field] = {}
        self._build_own()
        self._written = {name: field.text() for name, field in self.own.items()}
        for choice in (self.letter, self.issuer, self.series, self.meeting):
            choice.chosen.connect(lambda _value: self.changed.emit())
        self.whom.changed.connect(self._turn)
        self.together.toggled.connect(lambda _on: self.changed.emit())

    def _build_own(self) -> None:
        from sessions import letter_fields

        for name in BY_HAND:
            word = letter_fields.words()[name]
            self.own[name] = TextField(word)
            self.own[name].left.connect(self._hear)
            self._fields[name] = Field(word, self.own[name], width=_WIDE, parent=self)
            self._fields[name].hide()

    def _hear(self) -> None:
        """Tell of a value that was written; one that was only passed by is no change."""
        written = {name: field.text() for name, field in self.own.items()}
        if written != self._written:
            self._written = written
            self.changed.emit()

    def open_at(self, subject: str) -> None:
        """Choose whom to write to, and the meeting it is about."""
        self._read()
        self.whom.open_at(subject)
        self._follow_meeting()

    def refresh(self) -> None:
        """Read the letters, issuers, series and meetings again, keeping what is chosen."""
        self._read()
        self.whom.refresh()

    def _read(self) -> None:
        from sessions import document_series, documents, issuers, templates
        from sessions.document_series import Direction

        letters = self._desk.read(templates.listing)
        self.letter.set_answers([(one.letter, one.name) for one in letters], self.letter.value())
        signing = self._desk.read(issuers.offered)
        self.issuer.set_answers(
            [(one.id, one.words or _("The office")) for one in signing], self.issuer.value()
        )
        today = calendar.day_of(self._desk.now())
        series = self._desk.read(document_series.listing, direction=Direction.SENT)
        numbers = [(one.id, self._desk.read(documents.next_written, one, today)) for one in series]
        self.series.set_answers(
            [*numbers, ("", _("Without a number"))],
            self.series.value() if self.series.count() else (numbers[0][0] if numbers else ""),
        )
        self.meeting.set_answers([("", _("None")), *self.whom.meetings()], self.meeting.value())

    def _turn(self) -> None:
        self._follow_meeting()
        self.changed.emit()

    def _follow_meeting(self) -> None:
        """Let a letter to those expected at a meeting be about that meeting."""
        chosen = self.whom.meeting_id()
        if chosen:
            self.meeting.set_value(chosen)

    def show_fields(self, names: tuple[str, ...]) -> None:
        """Offer a line for each value that the records do not give."""
        given = set(BY_HAND[2:]) if self.meeting.value() else set()
        wanted = [name for name in BY_HAND if name in names and name not in given]
        for name, field in self._fields.items():
            self._grid.removeWidget(field)
            field.setVisible(name in wanted)
        for number, name in enumerate(wanted, _FIXED):
            self._grid.addWidget(self._fields[name], number // _ACROSS, number % _ACROSS)

    def series_id(self) -> str:
        """Return the series from which the number is taken, "" for none."""
        return self.series.value()

    def sending(self) -> "Sending":
        """Return what was chosen."""
        from sessions.composing import Sending

        own = {
            name: field.text()
            for name, field in self.own.items()
            if not self._fields[name].isHidden()
        }
        return Sending(
            letter=self.letter.value(),
            refs=self.whom.refs(),
            dated=calendar.day_of(self._desk.now()),
            meeting_id=self.meeting.value(),
            issuer_id=self.issuer.value(),
            own=own,
            together=self.together.isChecked(),
        )
