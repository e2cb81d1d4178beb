"""Looking for a name: the field, the kana pad, and whom it may be."""

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop.parts.button import Button, Kind
from desktop.parts.card import Card
from desktop.parts.kana_pad import KanaPad
from desktop.parts.key_cap import KeyCap
from desktop.parts.label import Label
from desktop.parts.search_field import SearchField
from desktop.parts.status import Status
from desktop.parts.table import Column, Table
from desktop.reception.book import Line, Place
from desktop.style import fonts, tokens
from desktop.style.scale import follow, scale
from resources.words import _

SHOWN = 30
LETTERS = 22
_STATUS = {
    Place.NOT_YET: Status.NONE,
    Place.DECLINED: Status.WAIT,
    Place.HERE: Status.AGAIN,
    Place.LEFT: Status.RUNNING,
    Place.UNLISTED: Status.WAIT,
}


AWAITED = frozenset({Place.NOT_YET, Place.DECLINED, Place.UNLISTED})


def place_word(place: Place) -> str:
    """Return the word of a chip."""
    return {
        Place.NOT_YET: _("Not yet"),
        Place.DECLINED: _("Said no"),
        Place.HERE: _("Signed in"),
        Place.LEFT: _("Has left"),
        Place.UNLISTED: _("Not listed"),
    }[place]


class DoorField(SearchField):
    """The search field of the door: Ctrl Z belongs to the page, not to the letters."""

    def _resize(self) -> None:
        super()._resize()
        self.setFont(fonts.font(LETTERS))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Ctrl Z pass to the page."""
        if event.matches(QKeySequence.StandardKey.Undo):
            event.ignore()
            return
        super().keyPressEvent(event)


class Candidates(QWidget):
    """Whom it may be, and what is done with the one under the bar.

    `received`, `left`, `returned`, `proxied`, `joined` and `urgent` carry the line.
    """

    received = Signal(object)
    left = Signal(object)
    returned = Signal(object)
    proxied = Signal(object)
    urgent = Signal(object)
    joined = Signal(object)
    newcomer = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table: Table[Line] = Table(
            _("Whom it may be"),
            (
                Column(_("Name"), lambda line: line.name, ruby=lambda line: line.kana, bold=True),
                Column(_("District"), lambda line: line.district, width=110, folds=True),
                Column(
                    _("Now at the door"),
                    lambda line: f"⚠ {line.remark}" if line.remark else place_word(line.place),
                    chip=lambda line: Status.WAIT if line.remark else _STATUS[line.place],
                    width=130,
                ),
            ),
            key=lambda line: line.key,
            row_height=46,
            reading=lambda line: line.kana,
        )
        self.table.opened.connect(lambda _line: self.enter())
        self.table.pointed.connect(self._point)
        high = tokens.CONTROL_RECEPTION
        self.hint = Label(px=tokens.SMALL, colour=tokens.INK_2)
        self.proxy = Button(_("Proxy"), kind=Kind.QUIET, height=high)
        self.along = Button(_("Someone along"), kind=Kind.QUIET, height=high)
        self.calls = False  # whether this desk may ask whom to call
        self.urgent_button = Button(_("In an emergency"), kind=Kind.QUIET, key="F8", height=high)
        self.urgent_button.setShortcut(QKeySequence())  # the page takes the key itself
        self.primary = Button("", kind=Kind.PRIMARY, key="Enter", height=high)
        row = QHBoxLayout()
        row.addWidget(self.hint, 1)
        for button in (self.urgent_button, self.proxy, self.along):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            row.addWidget(button)
        self.primary.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._acts = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._acts.addLayout(row, 1)
        self._acts.addWidget(self.primary)
        self.primary.clicked.connect(self.press)
        self.proxy.clicked.connect(lambda: self._send(self.proxied))
        self.along.clicked.connect(lambda: self._send(self.joined))
        self.urgent_button.clicked.connect(self.call_family)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table, 1)
        column.addLayout(self._acts)
        self._sought = ""
        self.show_lines([], "")

    def show_lines(self, lines: list[Line], sought: str) -> None:
        """Show `lines` for the words `sought`; the first one lies under the bar."""
        self._sought = sought
        self.table.set_rows(lines[:SHOWN])
        self.table.setCurrentIndex(self.table.records.index(-1, 0))
        if lines:
            self.table.point_at_row(0)
        if sought and not lines:
            self.table.set_empty(_("“{words}” is not on the list").format(words=sought))
        else:
            self.table.set_empty("")
        self._point(self.table.current())
        self.hint.setText(_hint(lines, sought))

    def stack(self, *, on: bool) -> None:
        """Put the primary button under the others, where there is little width."""
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._acts.setDirection(down if on else across)

    def step(self, step: int) -> None:
        """Move the bar up or down, from the field."""
        self.table.point_at_row(self.table.currentIndex().row() + step)

    def press(self) -> None:
        """Do what the primary button says with the line under the bar."""
        line = self.table.current()
        if line is None:
            if self._sought:
                self.newcomer.emit()
        elif line.place is Place.HERE:
            self.left.emit(line)
        elif line.place is Place.LEFT:
            self.returned.emit(line)
        else:
            self.received.emit(line)

    def enter(self) -> None:
        """Do the same on Enter, but never send somebody away by a slip of the hand."""
        line = self.table.current()
        if line is None or line.place in AWAITED:
            self.press()

    def call_family(self) -> None:
        """Ask whom to call for the one under the bar, if this desk may."""
        line = self.table.current()
        if self.calls and line is not None and line.place is not Place.UNLISTED:
            self.urgent.emit(line)

    def _send(self, signal: SignalInstance) -> None:
        line = self.table.current()
        if line is not None:
            signal.emit(line)

    def _point(self, line: Line | None) -> None:
        awaited = line is not None and line.place in AWAITED
        words, kind = _("Sign this person in"), Kind.PRIMARY
        if line is None and self._sought:
            words = _("Here for the first time")
        elif line is not None and not awaited:
            kind = Kind.SECONDARY
            words = _("Leaves early") if line.place is Place.HERE else _("Is back")
        # The cap is shown only where Enter does what the button says.
        self.primary.key = "Enter" if line is None or awaited else ""
        self.primary.set_words(words)
        self.primary.set_kind(kind)
        self.primary.setEnabled(line is not None or bool(self._sought))
        listed = line is not None and line.place is not Place.UNLISTED
        self.proxy.setVisible(awaited and listed)
        self.along.setVisible(listed)
        self.urgent_button.setVisible(listed and self.calls)


def _hint(lines: list[Line], sought: str) -> str:
    if not sought:
        return _("From one kana on")
    more = len(lines) - 3
    if more > 0:
        return _("{count} more").format(count=more)
    return "↑↓" if len(lines) > 1 else ""


class Finder(Card):
    """名前でさがす: title, field, kana pad; the candidates stand below or beside it."""

    sought = Signal(str)
    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(dense=True, parent=parent)
        self.setAccessibleName(_("Look for the name"))
        self.title = Label(_("Look for the name"), px=tokens.CARD_TITLE, bold=True)
        self.ways = Label(
            _("One kana · last 4 digits of the phone · card number"),
            px=tokens.SMALL,
            colour=tokens.INK_2,
        )
        head = QHBoxLayout()
        head.addWidget(self.title)
        head.addWidget(self.ways, 1)
        head.addWidget(KeyCap("F2"))
        self.field = DoorField(_("Look for the name"), height=46)
        self.clear = Button(_("Clear"), kind=Kind.QUIET, height=tokens.CONTROL_RECEPTION)
        self.clear.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        line = QHBoxLayout()
        line.addWidget(self.field, 1)
        line.addWidget(self.clear)
        self.pad = KanaPad()
        self.candidates = Candidates()
        self.body.addLayout(head)
        self.body.addLayout(line)
        self.body.addWidget(self.pad)
        self.body.addWidget(self.candidates, 1)
        self.pad.changed.connect(self._from_pad)
        self.clear.clicked.connect(self._clear)
        self.field.sought.connect(self._seek)
        self.field.textEdited.connect(self.edited)
        self.field.moved.connect(self.candidates.step)
        self.field.entered.connect(lambda _text: self.candidates.enter())
        follow(self._tighten)

    def _tighten(self) -> None:
        self.body.setSpacing(scale.gap(tokens.GAP_2))

    def seek(self) -> None:
        """Put the focus into the field."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def forget(self) -> None:
        """Empty the field, so that nothing personal stays on the screen."""
        self.field.clear()
        self.candidates.show_lines([], "")

    def _clear(self) -> None:
        self.forget()
        self.seek()

    def _from_pad(self, text: str) -> None:
        self.field.setText(text)
        self.edited.emit()

    def _seek(self, text: str) -> None:
        self.pad.set_text(text)
        self.sought.emit(text)
