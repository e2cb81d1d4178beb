"""Every way a card comes in at this machine, as one stream of scans."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QImage, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from desktop.scanning.repeats import Repeats
from desktop.scanning.target import ScanTarget
from resources import codes
from resources.settings import Settings
from sessions.door_log import Way

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QVideoSink

NO_CAMERA = "-"  # a machine whose owner wants no camera


class FrameSource(Protocol):
    """What fills a video sink: the webcam, a file, a test."""

    sink: "QVideoSink"

    def start(self) -> bool:
        """Begin; return whether there is a picture to hope for."""

    def stop(self) -> None:
        """End."""


def is_ours(text: str) -> bool:
    """Return whether `text` reads as a card of ours, however it was garbled."""
    return len(text) <= 4 * codes.LENGTH and codes.read(text).code is not None


def _is_undo(event: QKeyEvent) -> bool:
    """Return whether this is Ctrl Z: at the door it belongs to the page, never to the window."""
    return event.matches(QKeySequence.StandardKey.Undo)


def webcam(name: str) -> FrameSource | None:
    """Return the machine's camera; a screen nobody sees (offscreen) has none."""
    if name == NO_CAMERA or QGuiApplication.platformName() == "offscreen":
        return None
    from desktop.scanning.webcam import Webcam

    return Webcam(name)


class Inputs(QObject):
    """The scanner's keys, the serial line and the camera, with repeats left out.

    `scanned` carries text and way. `camera` says whether a picture comes, `picture` is one.
    `clock` gives milliseconds.
    """

    scanned = Signal(str, object)
    camera = Signal(bool)
    picture = Signal(QImage)

    def __init__(
        self,
        settings: Settings,
        parent: QObject | None = None,
        *,
        clock: Callable[[], float] | None = None,
        source: Callable[[str], FrameSource | None] = webcam,
    ) -> None:
        super().__init__(parent)
        self.settings = settings
        self._clock = clock
        self._source = source
        self.repeats = Repeats() if clock is None else Repeats(lambda: clock() / 1000)
        self.target: ScanTarget | None = None
        self._stops: list[Callable[[], None]] = []

    def start(self, window: QWidget) -> None:
        """Begin to listen in `window`."""
        if self.target is not None:
            return
        self.target = ScanTarget(window, ours=is_ours, clock=self._clock, claims=_is_undo)
        self.target.scanned.connect(lambda text: self.hear(text, Way.SCANNER))
        self.target.start()
        if self.settings.scanner == "serial" and self.settings.scanner_port:
            self._start_serial(self.settings.scanner_port)
        # The page is painted before the camera is looked for.
        QTimer.singleShot(0, self, self._start_camera)

    def stop(self) -> None:
        """Stop listening; the camera's light goes out."""
        for stop in self._stops:
            stop()
        self._stops = []
        if self.target is not None:
            self.target.stop()
            self.target.deleteLater()
            self.target = None

    def hear(self, text: str, way: Way) -> None:
        """Pass a scan on unless it is the same showing of the same card."""
        code = codes.read(text).code or text
        if self.repeats.fresh(code, held=way is Way.CAMERA):
            self.scanned.emit(text, way)

    def _start_serial(self, port: str) -> None:
        from desktop.scanning.serial import SerialScanner

        serial = SerialScanner(port, self)
        serial.scanned.connect(lambda text: self.hear(text, Way.SERIAL))
        serial.start()
        self._stops.append(serial.stop)

    def _start_camera(self) -> None:
        if self.target is None:
            return
        source = self._source(self.settings.camera)
        if source is None or not source.start():
            self.camera.emit(False)
            return
        from desktop.scanning.camera import CodeCamera

        reader = CodeCamera(source.sink, self)
        reader.scanned.connect(lambda text: self.hear(text, Way.CAMERA))
        reader.preview.connect(self.picture)
        reader.available.connect(self.camera)
        reader.start()
        self._stops += [reader.stop, source.stop]
