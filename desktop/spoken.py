"""The spoken name: read aloud where a Japanese voice is installed; off by default."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject

if TYPE_CHECKING:
    from PySide6.QtTextToSpeech import QTextToSpeech

_NO_ENGINE = frozenset({"", "mock"})


class Speaker(QObject):
    """Speaks short Japanese sentences; without a Japanese voice it stays silent."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._voice: QTextToSpeech | None = None
        self._tried = False

    def available(self) -> bool:
        """Return whether this machine has a Japanese voice."""
        if not self._tried:
            self._tried = True
            self._voice = _japanese_voice(self)
        return self._voice is not None

    def say(self, sentence: str, *, volume: int = 70) -> bool:
        """Say `sentence`, cutting off the one before; return whether it is spoken."""
        if not sentence or not self.available():
            return False
        assert self._voice is not None
        self._voice.stop()
        self._voice.setVolume(volume / 100)
        self._voice.say(sentence)
        return True

    def hush(self) -> None:
        """Stop speaking."""
        if self._voice is not None:
            self._voice.stop()


def _japanese_voice(parent: QObject) -> "QTextToSpeech | None":
    try:
        from PySide6.QtTextToSpeech import QTextToSpeech
    except ImportError:  # the library of a machine without sound
        return None
    engines = [name for name in QTextToSpeech.availableEngines() if name not in _NO_ENGINE]
    for engine in engines:
        speech = QTextToSpeech(engine, parent)
        japanese = [
            locale
            for locale in speech.availableLocales()
            if locale.language() == QLocale.Language.Japanese
        ]
        if japanese and speech.state() is not QTextToSpeech.State.Error:
            speech.setLocale(japanese[0])
            return speech
        speech.deleteLater()
    return None
