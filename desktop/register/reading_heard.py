"""The reading of a name, gathered from how the name was typed; correcting it by hand wins."""

from PySide6.QtCore import QObject, Signal

from desktop.parts.name_field import NameField
from desktop.parts.text_field import TextField

_BLANK = "\u3000"
_OLD = str.maketrans("ゑゐ", "えい")


def hiragana(text: str) -> str:
    """Return katakana as hiragana, for a reading heard from the input method."""
    plain = "".join(
        chr(ord(letter) - 0x60) if "ァ" <= letter <= "ヶ" else letter for letter in text
    )
    return plain.translate(_OLD)


class ReadingHeard(QObject):
    """Writes into `kana` what `name` hears, until somebody writes there themselves.

    `filled` is sent each time the reading was written by itself.
    """

    filled = Signal()

    def __init__(self, name: NameField, kana: TextField) -> None:
        super().__init__(kana)
        self._name = name
        self._kana = kana
        self.by_hand = bool(kana.text())
        name.heard.connect(self._hear)
        name.textChanged.connect(self._follow)
        kana.textEdited.connect(self._touch)

    def _touch(self, text: str) -> None:
        self.by_hand = bool(text.strip())

    def begin(self) -> None:
        """Begin with what stands in the fields now."""
        self.by_hand = bool(self._kana.text().strip())

    def _hear(self, piece: str) -> None:
        if self.by_hand:
            return
        before = self._kana.text()
        # The name does not hold the new piece yet: a blank at its end parts 姓 and 名.
        parted = self._name.text()[-1:].isspace()
        blank = _BLANK if before and parted and not before.endswith(_BLANK) else ""
        self._kana.setText(before + blank + hiragana(piece))
        self.filled.emit()

    def _follow(self, text: str) -> None:
        if not text and not self.by_hand:
            self._kana.clear()
