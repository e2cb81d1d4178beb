"""The three sounds of the reception, made here; silence when no device can play."""

import math
import struct
from enum import Enum
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QAudioFormat, QAudioSink

RATE: Final = 44_100
VOLUMES: Final = {"off": 0.0, "soft": 0.25, "middle": 0.55, "loud": 1.0}
_EDGE: Final = 0.012  # seconds of swelling and fading, so that no tone clicks


class Sound(Enum):
    """What an answer sounds like: its tones as (hertz, seconds); 0 hertz is a rest."""

    RECEIVED = ((784, 0.13), (1047, 0.24))
    ALREADY = ((784, 0.28),)
    CALL = ((1047, 0.16), (622, 0.22), (0, 0.08), (1047, 0.16), (622, 0.26))


def samples(sound: Sound) -> list[float]:
    """Return `sound` as samples between -1 and 1, `RATE` of them to a second."""
    made: list[float] = []
    for hertz, seconds in sound.value:
        count = round(seconds * RATE)
        edge = round(_EDGE * RATE)
        for number in range(count):
            swell = min(1.0, number / edge, (count - number) / edge)
            made.append(0.8 * swell * math.sin(2 * math.pi * hertz * number / RATE))
    return made


def pcm(sound: Sound) -> bytes:
    """Return `sound` as signed 16-bit mono."""
    values = [round(value * 32_000) for value in samples(sound)]
    return struct.pack(f"<{len(values)}h", *values)


class Sounds(QObject):
    """Plays the sounds at one of the `VOLUMES`; without a device it is simply silent."""

    def __init__(self, volume: str = "middle", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.volume = volume if volume in VOLUMES else "middle"
        self._made: dict[Sound, QByteArray] = {}
        self._sink: QAudioSink | None = None
        self._buffer: QBuffer | None = None

    def set_volume(self, volume: str) -> None:
        """Play at `volume`, one of the keys of `VOLUMES`, from now on."""
        if volume in VOLUMES:
            self.volume = volume

    def play(self, sound: Sound) -> bool:
        """Begin `sound` and return at once; False when nothing can be heard."""
        if not VOLUMES[self.volume]:
            return False
        try:
            from PySide6.QtMultimedia import QAudioFormat, QAudioSink, QMediaDevices
        except ImportError:  # a machine without the sound libraries
            return False
        device = QMediaDevices.defaultAudioOutput()
        form = self._form(QAudioFormat())
        if device.isNull() or not device.isFormatSupported(form):
            return False
        self.stop()
        if sound not in self._made:
            self._made[sound] = QByteArray(pcm(sound))
        self._buffer = QBuffer(self._made[sound], self)
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._sink = QAudioSink(device, form, self)
        self._sink.setVolume(VOLUMES[self.volume])
        self._sink.start(self._buffer)
        return True

    def stop(self) -> None:
        """Fall silent; the next answer never waits for the last one's sound."""
        if self._sink is not None:
            self._sink.stop()
            self._sink.deleteLater()
            self._sink = None
        if self._buffer is not None:
            self._buffer.deleteLater()
            self._buffer = None

    @staticmethod
    def _form(form: "QAudioFormat") -> "QAudioFormat":
        from PySide6.QtMultimedia import QAudioFormat

        form.setSampleRate(RATE)
        form.setChannelCount(1)
        form.setSampleFormat(QAudioFormat.SampleFormat.Int16)
        return form
