"""The line for one counted card: whose, how many stamps, who counted — by keys alone."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.parts.label import Label
from desktop.points.entry_line import EntryField
from desktop.reception.inputs import is_ours
from desktop.style import tokens
from desktop.style.scale import follow, scale
from programs.points import roll_names
from programs.points.opening_counts import Compared
from programs.points.roll_names import Named
from programs.points.sheet_reading import WIDTH
from resources.refusals import Refusal
from resources.words import _
from sessions.intake import cells
from sessions.intake.text import plain

_MOST = 4  # people offered for a reading


class CountLine(QWidget):
    """Sends `entered` (number, stamps, who counted) with each whole line; `said` what is missing.

    `card` finds the number of a scanned card. Who counted stays for the next card.
    """

    entered = Signal(str, int, str)
    said = Signal(str)
    upward = Signal()

    def __init__(self, card: Callable[[str], str]) -> None:
        super().__init__()
        self._card = card
        self._named: Mapping[str, Named] = {}
        self._known: Mapping[str, Compared] = {}
        self.number = EntryField(_("Card, number or reading"))
        self.stamps = EntryField(_("Stamps on the card"))
        self.who = EntryField(_("Counted by"))
        self.who.setMaxLength(80)
        self.fields = (self.number, self.stamps, self.who)
        self.below = [Label(px=tokens.SMALL, colour=tokens.INK_2) for _field in self.fields]
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        for column, (field, stretch) in enumerate(zip(self.fields, (6, 3, 5), strict=True)):
            self._grid.addWidget(
                Label(field.accessibleName(), px=tokens.LABEL, bold=True), 0, column
            )
            self._grid.addWidget(field, 1, column)
            self._grid.addWidget(self.below[column], 2, column)
            self._grid.setColumnStretch(column, stretch)
            field.onward.connect(lambda at=column: self._onward(at))
            field.upward.connect(self.upward)
        self.number.textChanged.connect(lambda _text: self._tell())
        follow(self._fit)

    def _fit(self) -> None:
        self._grid.setHorizontalSpacing(scale.gap(tokens.GAP_3))
        self._grid.setVerticalSpacing(3)

    def know(self, named: Mapping[str, Named], counted: Mapping[str, Compared]) -> None:
        """Know who is registered, and whose card was counted already."""
        self._named, self._known = named, counted
        self._tell()

    def begin(self, number: str = "") -> None:
        """Wait for the next card, or for the stamps on the card of `number`."""
        self.stamps.clear()
        self.number.setText(number)
        field = self.stamps if number else self.number
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def take(self, said: str) -> None:
        """Take a card that was scanned, wherever the focus is."""
        self.number.setText(said)
        if self._take_number():
            self._to(self.stamps)

    def _tell(self) -> None:
        text = self.number.text()
        found = self._candidates(text) if text.strip() else []
        names = "　".join(f"{one.number} {one.name.replace('　', ' ')}" for one in found)
        known = self._known.get(found[0].number) if len(found) == 1 else None
        self.below[0].setText(names)
        self.below[1].setText(
            _("Counted before: {count} ({name})").format(count=known.card, name=known.counted_by)
            if known is not None
            else ""
        )

    def _candidates(self, text: str) -> Sequence[Named]:
        number = cells.read_number(text, WIDTH)
        if number is not None:
            return [self._named[number]] if number in self._named else []
        return roll_names.sought(self._named.values(), text, _MOST)

    # The keys

    def _onward(self, place: int) -> None:
        if place == 0 and self._take_number():
            self._to(self.stamps)
        elif place == 1 and self._read_stamps() is None:
            self._ask(self.stamps, _("Type the number of stamps, 0 to 999."))
        elif place == 1:
            self._to(self.who)
        elif place == 2:
            self._enter()

    def _to(self, field: EntryField) -> None:
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        field.selectAll()

    def _ask(self, field: EntryField, words: str) -> None:
        self.said.emit(words)
        self._to(field)

    def _take_number(self) -> bool:
        text = self.number.text()
        if is_ours(text):
            try:
                self.number.setText(self._card(text))
            except Refusal as refusal:
                self.number.clear()
                self._ask(self.number, f"{refusal.what} {refusal.advice}")
                return False
            text = self.number.text()
        found = self._candidates(text) if text.strip() else []
        if len(found) == 1:
            self.number.setText(found[0].number)
            return True
        if not text.strip():
            words = _("The number is still missing.")
        elif found:
            words = _("Several people are meant. Type more of the reading, or the number.")
        else:
            words = _("Nobody is registered so in this year. Type the number, or a reading.")
        self._ask(self.number, words)
        return False

    def _read_stamps(self) -> int | None:
        text = plain(self.stamps.text())
        return int(text) if text.isdecimal() and len(text) <= 3 else None

    def _enter(self) -> None:
        stamps = self._read_stamps()
        if not self._take_number():
            return
        if stamps is None:
            self._ask(self.stamps, _("Type the number of stamps, 0 to 999."))
        elif not self.who.text().strip():
            self._ask(self.who, _("Who counted the card is missing."))
        else:
            self.entered.emit(self.number.text(), stamps, self.who.text().strip())
