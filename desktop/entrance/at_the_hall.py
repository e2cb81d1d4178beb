"""会場で使う: a package is chosen, its passcode typed, the clock looked at, and the door opens."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from datetime import time as clock_time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.entrance.aside import Aside
from desktop.entrance.elsewhere import PathField
from desktop.entrance.panel import Panel
from desktop.entrance.sign_in import pause_after
from desktop.parts.button import Button, Kind
from desktop.parts.choice import Choice
from desktop.parts.field import Field
from desktop.parts.number_field import TimeField
from desktop.parts.text_field import TextField
from desktop.style import tokens
from resources.parcel import WrongPasscode
from resources.refusals import Refusal
from resources.words import _

if TYPE_CHECKING:
    from desktop.hall_room import Evening
    from sessions.hall import Hall

NEW = "new"


class AtTheHall(Panel):
    """Opens an evening on this computer, new or begun; `opened` carries hall and evening.

    An evening that was begun stands first, so that after a power cut the code alone is asked.
    After a few wrong passcodes there is a pause that grows, as at the office; they are counted
    beside the package, so that starting anew gives no further tries.
    """

    opened = Signal(object, object)
    back = Signal()

    def __init__(self, clock: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(_("Use at a hall"), width=620, parent=parent)
        from desktop import hall_room as room

        self._clock = clock
        self._work: Aside[tuple[Hall, Evening]] | None = None
        self._known = {str(one.folder): one for one in room.evenings()}
        self.say(_("One meeting, no network. Package and passcode come from the office."))
        answers = [
            (key, _("Go on: {label}").format(label=one.label) if one.open else one.label)
            for key, one in self._known.items()
        ]
        self.which = Choice(_("Evening"), [*answers, (NEW, _("A new package"))])
        self.which_field = Field(_("Evening"), self.which, width=0)
        self.file = PathField(_("Package"), file="inakurashi (*.inapkg)")
        self.file_field = Field(_("Package"), self.file, width=0)
        self.passcode = TextField(
            _("Passcode"), hint="XXXXX-XXXXX", height=tokens.CONTROL_RECEPTION
        )
        self.passcode_field = Field(_("Passcode"), self.passcode, width=320)
        self.operator = TextField(_("Who receives"))
        self.operator.setMaxLength(40)
        self.time = TimeField(_("What time is it?"), _local(clock()))
        self.put(self.which_field)
        self.put(self.file_field)
        self.put(self.passcode_field)
        self.put(Field(_("Who receives"), self.operator, optional=True, width=320))
        self.put(
            Field(
                _("What time is it?"),
                self.time,
                hint=_("Look at a watch. When this PC is wrong, write the right time here."),
                width=0,
            )
        )
        leave = Button(_("Back"), kind=Kind.QUIET, icon="chevron-left")
        leave.clicked.connect(self.back)
        self.take = Button(_("Take the file home"), icon="usb")
        self.take.clicked.connect(self._take_home)
        self.go = Button(
            _("Open the reception"), kind=Kind.PRIMARY, key="Ctrl Enter", icon="door-open"
        )
        self.go.clicked.connect(self.try_to_open)
        self.end_card(self.take, self.go, left=leave)
        self.which.chosen.connect(lambda _value: self._offer())
        self.passcode.returnPressed.connect(self.try_to_open)
        self.first = self.passcode if self._known else self.file
        self.setFocusProxy(self.first)
        self._told = _local(clock())
        self._offer()

    def _offer(self) -> None:
        one = self._known.get(self.which.value())
        self.which_field.setVisible(bool(self._known))
        self.file_field.setVisible(one is None)
        closed = one is not None and not one.open
        for part in (self.passcode_field, self.operator.parentWidget(), self.time.parentWidget()):
            if part is not None:
                part.setVisible(not closed)
        self.take.setVisible(one is not None and one.begun)
        self.go.setVisible(not closed)

    @property
    def offset(self) -> int:
        """Seconds by which the clock of this computer is slow, as was said."""
        said, shown = self.time.clock(), self._told
        minutes = (said.hour - shown.hour) * 60 + said.minute - shown.minute
        # Around midnight the shorter way is meant.
        return ((minutes + 720) % 1440 - 720) * 60

    def try_to_open(self) -> None:
        """Try the passcode; stretching it takes a moment and stands beside the window."""
        if self._work is not None or not self.go.isEnabled():
            return
        known, path = self._known.get(self.which.value()), self.file.path()
        typed, operator, offset = self.passcode.text(), self.operator.text().strip(), self.offset
        clock = self._clock
        for field in (self.file_field, self.passcode_field):
            field.set_error("")
        self._wait(waiting=True)
        self._work = Aside(
            lambda _tell: open_evening(known, path, typed, operator, offset, clock),
            done=lambda found: self._opened(*found),
            failed=self.refuse,
            parent=self,
        ).start()

    def _opened(self, hall: "Hall", evening: "Evening") -> None:
        self._work = None
        self.passcode.clear()
        self.opened.emit(hall, evening)

    def _wait(self, *, waiting: bool) -> None:
        self.go.setEnabled(not waiting)
        self.go.set_words(_("Opening …") if waiting else _("Open the reception"))
        self.passcode.setReadOnly(waiting)

    def refuse(self, refusal: Refusal) -> None:
        """Say below the passcode why the evening stays closed."""
        self._work = None
        self._wait(waiting=False)
        if isinstance(refusal, WrongPasscode) and (pause := pause_after(refusal.times)) > 0:
            self.go.setEnabled(False)
            QTimer.singleShot(pause * 1000, self, lambda: self.go.setEnabled(True))
        self.passcode_field.set_error(f"{refusal.what} {refusal.advice}")
        self.passcode.setFocus()
        self.passcode.selectAll()

    def _take_home(self) -> None:
        one = self._known.get(self.which.value())
        if one is None:
            return
        chosen, _kind = QFileDialog.getSaveFileName(
            self, _("Take the file home"), f"{one.device}.inaeve", "inakurashi (*.inaeve)"
        )
        if chosen:
            self.write_home(Path(chosen))

    def write_home(self, path: Path) -> None:
        """Write the sealed file of the evening to `path`; no passcode is needed for it."""
        from desktop import hall_room as room
        from resources import durable

        try:
            durable.write(path, room.carry_home(self._known[self.which.value()]))
        except Refusal as refusal:
            self.which_field.set_error(f"{refusal.what} {refusal.advice}")
        else:
            self.take.set_words(_("Saved: {file}").format(file=path.name))


def open_evening(
    known: "Evening | None",
    path: Path,
    typed: str,
    operator: str,
    offset: int,
    clock: Callable[[], datetime],
) -> "tuple[Hall, Evening]":
    """Open an evening that is kept here, or the package at `path`; refuses as these do.

    A wrong passcode is counted; whoever comes with the right one finds how many there were.
    """
    import time

    from desktop import hall_room as room
    from desktop import tables
    from resources import parcel
    from sessions.hall import Clocks, Hall

    tables.load()
    try:
        content = room.package(known) if known else _read(path)
    except OSError:
        raise Refusal(
            _("The package cannot be read."), _("Is the stick still in? Choose the file again.")
        ) from None
    found = parcel.read(content)
    try:
        opened = parcel.open_with(found, typed)
    except parcel.WrongPasscode as refusal:
        refusal.times = room.turn_away(found, clock())
        raise
    evening = known or room.take_in(content)
    hall = Hall(
        found,
        opened,
        evening.file,
        device=evening.device,
        operator=operator,
        watch=Clocks(clock, time.monotonic),
        offset=offset,
    )
    return hall, replace(evening, wrong=room.let_in(evening, clock(), offset))


def _read(path: Path) -> bytes:
    from resources import parcel

    if not path.is_file() or path.stat().st_size > parcel.LARGEST:
        raise OSError
    return path.read_bytes()


def _local(at: datetime) -> clock_time:
    from resources import calendar

    return calendar.local(at).time().replace(second=0, microsecond=0)
