"""The name field: it hears from the input method how a name was typed."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QWidget

from desktop.parts.text_field import TextField

_KANA: Final = (("ぁ", "ゖ"), ("ァ", "ヺ"), ("ー", "ー"))


def _is_kana(text: str) -> bool:
    return bool(text) and all(
        any(first <= letter <= last for first, last in _KANA) for letter in text
    )


class NameField(TextField):
    """A name; `heard` carries the reading of each piece that the input method commits."""

    heard = Signal(str)

    def __init__(
        self, name: str, text: str = "", *, hint: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(name, text, hint=hint, parent=parent)
        self._spelt = ""

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Keep the last composition that was all kana, and send it when it is committed."""
        composing = event.preeditString()
        written = event.commitString()
        if written:
            piece = self._spelt or (written if _is_kana(written) else "")
            self._spelt = ""
            if piece:
                self.heard.emit(piece)
        if _is_kana(composing):
            self._spelt = composing
        elif not composing:
            self._spelt = ""
        super().inputMethodEvent(event)
