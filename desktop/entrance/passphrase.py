"""A new passphrase: written twice, with a plain meter of its length."""

import unicodedata

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop.parts.field import Field
from desktop.parts.label import Label
from desktop.parts.meter import Meter
from desktop.parts.text_field import TextField
from desktop.parts.tick import Tick
from desktop.style import tokens
from resources.keys import SHORTEST_PASSPHRASE
from resources.words import _, ngettext

GOOD_LENGTH = 14  # three words of the language, which nobody guesses


class PassphrasePair(QWidget):
    """Two fields and the meter; `changed` is sent at every letter."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.one, self.two = (
            TextField(_("New passphrase")),
            TextField(_("The same once more")),
        )
        self.meter = Meter(0, GOOD_LENGTH, bare=True)
        self.words = Label(px=tokens.LABEL, colour=tokens.INK_2, wrap=True)
        self.field_one = Field(_("New passphrase"), self.one, check=self._short, width=440)
        self.field_two = Field(_("The same once more"), self.two, check=self._unlike, width=440)
        shown = Tick(_("Show the letters"))
        shown.toggled.connect(self._reveal)
        self._reveal(on=False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for part in (self.field_one, self.meter, self.words, self.field_two, shown):
            column.addWidget(part)
        self.one.textChanged.connect(self._measure)
        self.two.textChanged.connect(self.changed)
        self._measure()
        self.setFocusProxy(self.one)

    def _reveal(self, on: bool) -> None:  # noqa: FBT001 -- the signal's own form
        mode = QLineEdit.EchoMode.Normal if on else QLineEdit.EchoMode.Password
        self.one.setEchoMode(mode)
        self.two.setEchoMode(mode)

    def _length(self) -> int:
        return len(unicodedata.normalize("NFKC", self.one.text()))

    def _measure(self) -> None:
        length = self._length()
        self.meter.set_counts(min(length, GOOD_LENGTH), GOOD_LENGTH)
        self.meter.setAccessibleName(_("Length of the passphrase"))
        if length < SHORTEST_PASSPHRASE:
            words = ngettext(
                "{count} more letter. Several words are easy to remember.",
                "{count} more letters. Several words are easy to remember.",
                SHORTEST_PASSPHRASE - length,
            ).format(count=SHORTEST_PASSPHRASE - length)
        elif length < GOOD_LENGTH:
            words = _("This can be used. Longer is safer.")
        else:
            words = _("A good length.")
        self.words.setText(words)
        self.changed.emit()

    def _short(self) -> str:
        missing = SHORTEST_PASSPHRASE - self._length()
        if missing <= 0:
            return ""
        return ngettext(
            "{count} more letter is needed.", "{count} more letters are needed.", missing
        ).format(count=missing)

    def _unlike(self) -> str:
        return "" if self.one.text() == self.two.text() else _("The two are not the same.")

    def check(self) -> bool:
        """Say what is missing, go to the first field that lacks it; return whether all is well."""
        fine = [field.check() for field in (self.field_one, self.field_two)]
        if not all(fine):
            (self.one if not fine[0] else self.two).setFocus()
        return all(fine)

    def text(self) -> str:
        """Return the passphrase."""
        return self.one.text()

    def clear(self) -> None:
        """Forget what was written."""
        self.one.clear()
        self.two.clear()
