"""What an answer sounds like: a tone for everybody, a name where it is wished for."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtGui import QGuiApplication

from desktop.reception.wording import Wording
from desktop.sounds import Sound, Sounds
from desktop.spoken import Speaker
from resources.settings import Settings
from sessions.answers import Kind

LEVELS = (0, 40, 70, 100)
_SOUNDS = {Kind.RECEIVED: Sound.RECEIVED, Kind.ALREADY: Sound.ALREADY, Kind.ASK: Sound.CALL}
_VOLUMES = ((0, "off"), (40, "soft"), (70, "middle"), (100, "loud"))


class Player(Protocol):
    """What plays a sound."""

    def set_volume(self, volume: str) -> None:
        """Play at `volume` from now on."""

    def play(self, sound: Sound) -> bool:
        """Begin `sound`; False when nothing can be heard."""


class Silence:
    """Plays nothing, where there is nobody to hear it."""

    def set_volume(self, volume: str) -> None:
        """Forget the volume."""

    def play(self, _sound: Sound) -> bool:
        """Stay silent."""
        return False


def player() -> Player:
    """Return what plays on this machine; a screen nobody sees (offscreen) is silent."""
    return Silence() if QGuiApplication.platformName() == "offscreen" else Sounds()


class Voice:
    """Sounds and spoken names at the volume of this machine's settings."""

    def __init__(
        self,
        settings: Callable[[], Settings],
        *,
        sounds: Player | None = None,
        speaker: Speaker | None = None,
    ) -> None:
        self._settings = settings
        self._sounds = sounds or player()
        self._speaker = speaker or Speaker()

    @property
    def level(self) -> int:
        """Return the volume, 0 to 100."""
        settings = self._settings()
        return settings.sound_volume if settings.sound else 0

    def next_level(self) -> int:
        """Return the volume one press of the button later: louder, and then off."""
        louder = [level for level in LEVELS if level > self.level]
        return louder[0] if louder else 0

    def answer(self, words: Wording) -> None:
        """Let an answer be heard."""
        level = self.level
        if level:
            self._sounds.set_volume(next(name for limit, name in _VOLUMES if level <= limit))
            self._sounds.play(_SOUNDS[words.kind])
        if self._settings().spoken_names and words.kind is not Kind.ASK:
            self._speaker.say(words.spoken, volume=level)

    def hush(self) -> None:
        """Stop speaking."""
        self._speaker.hush()
