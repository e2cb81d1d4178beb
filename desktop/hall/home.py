"""会場のはじめの画面: the meeting, the count, who needs what, and the ways on."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop import person_words
from desktop.parts.button import Button, Kind
from desktop.parts.card import Card
from desktop.parts.label import Label
from desktop.parts.message import Messages
from desktop.parts.status import Status
from desktop.style import tokens
from desktop.style.scale import follow, scale
from resources import calendar
from resources.words import _, ngettext
from sessions import attendance, meetings, rosters

if TYPE_CHECKING:
    from desktop.desk import Desk

REMIND_MINUTES = 10
MOST_NEEDS = 6


class HallHome(QWidget):
    """Stands between opening and closing; each button has its signal."""

    received = Signal()
    closing = Signal()
    saved = Signal()
    locked = Signal()

    def __init__(self, desk: "Desk", meeting_id: str, until: str) -> None:
        super().__init__()
        self.desk, self.meeting_id = desk, meeting_id
        self.setProperty("part", "ground")
        self.messages = Messages()
        self.title = Label(px=tokens.PERSON_TITLE, bold=True, wrap=True)
        self.note = Label(px=tokens.LABEL, colour=tokens.INK_2, wrap=True)
        self.note.setText(_("This computer has this one meeting only. Good until {until}.").format(
            until=until))  # fmt: skip
        self.figures = Label(px=34, bold=True)
        self.awaited = Label(colour=tokens.INK_2)
        self.door = Button(
            _("To the reception"), kind=Kind.PRIMARY, key="Enter", icon="qr-code",
            height=tokens.CONTROL_BIG,
        )  # fmt: skip
        self.close_it = Button(
            _("Close the evening"), kind=Kind.SOFT, icon="scan-line", height=tokens.CONTROL_BIG
        )
        self.save = Button(_("Save the file of the evening"), icon="usb")
        self.lock = Button(_("Leave the desk"), kind=Kind.QUIET, icon="lock-keyhole")
        self.needs = Card(_("Needs at the hall"), rule=True)
        self.need_lines = Label(wrap=True)
        self.needs.add(self.need_lines)
        self.door.clicked.connect(self.received)
        self.close_it.clicked.connect(self.closing)
        self.save.clicked.connect(self.saved)
        self.lock.clicked.connect(self.locked)
        self._lay_out()
        desk.changed.connect(self._changed)

    def _lay_out(self) -> None:
        card = Card(_("Reception at the hall"), rule=True)
        card.add(self.title)
        card.add(self.note)
        figures = QHBoxLayout()
        figures.addWidget(self.figures)
        figures.addWidget(self.awaited, 1, Qt.AlignmentFlag.AlignBottom)
        card.body.addLayout(figures)
        ways = QHBoxLayout()
        ways.addWidget(self.door)
        ways.addWidget(self.close_it)
        ways.addStretch(1)
        card.body.addLayout(ways)
        rest = QHBoxLayout()
        rest.addWidget(self.save)
        rest.addStretch(1)
        rest.addWidget(self.lock)
        card.body.addLayout(rest)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.messages)
        self._column.addStretch(1)
        for part in (card, self.needs):
            row = QHBoxLayout()
            row.addStretch(1)
            row.addWidget(part, 6)
            row.addStretch(1)
            self._column.addLayout(row)
        self._column.addStretch(2)
        follow(self._resize)

    def _resize(self) -> None:
        side = scale.gap(tokens.PAGE_MARGIN)
        self._column.setContentsMargins(side, side, side, side)
        self._column.setSpacing(scale.gap(tokens.GAP_4))

    def _changed(self, _tables: object) -> None:
        self.refresh()

    def refresh(self) -> None:
        """Read the count, and who of the list needs something."""
        meeting = self.desk.read(meetings.show, self.meeting_id)
        counts = self.desk.read(attendance.counts, self.meeting_id)
        self.title.setText(meeting.headline)
        came = ngettext("{count} person came", "{count} people came", counts.present)
        self.figures.setText(came.format(count=counts.present))
        self.awaited.setText(
            _("{count} not yet, of {expected} expected").format(
                count=counts.not_yet, expected=counts.expected
            )
        )
        lines = [one for one in self.desk.read(rosters.listing, self.meeting_id) if one.needs]
        self.needs.setVisible(bool(lines))
        told = [
            f"{one.name or one.kana}  {'、'.join(person_words.needs(one.needs))}"
            for one in lines[:MOST_NEEDS]
        ]
        self.need_lines.setText("\n".join(told))

    def remind(self, photographed: bool) -> None:  # noqa: FBT001 -- a plain fact
        """Remind of the photograph, until it was taken."""
        if photographed:
            self.messages.take_away("photo")
            return
        self.messages.put(
            "photo",
            Status.INFO,
            _("Photograph the closing code now and then: it saves the evening if this PC breaks."),
            _("Show the code"),
            self.closing.emit,
        )

    def clock(self) -> str:
        """Return the time of day as the acts have it."""
        return f"{calendar.local(self.desk.now()):%H:%M}"
