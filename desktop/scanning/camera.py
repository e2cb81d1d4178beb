"""The camera: frames of a video sink become codes, the newest frame first."""

import threading
import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage
from PySide6.QtMultimedia import QVideoFrame, QVideoSink

from desktop.scanning.decode import DARK, Decoder, brightness

WITHOUT_PICTURE = 2.0  # seconds without a usable frame until the page says so
PREVIEW_WIDTH = 420


class CodeCamera(QObject):
    """Reads QR codes from the frames of `sink`, whoever fills it.

    Frames are decoded on one worker thread; a frame that comes while the worker is busy
    replaces the one that waits. `scanned` carries the text of a code, `preview` a small
    picture, `available` whether frames of a usable kind arrive. `now` gives seconds.
    """

    scanned = Signal(str)
    preview = Signal(QImage)
    available = Signal(bool)

    def __init__(
        self,
        sink: QVideoSink,
        parent: QObject | None = None,
        *,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._now = now
        self._decoder = Decoder()
        self._good_at = now()
        self._is_available: bool | None = None
        self._waiting: QVideoFrame | None = None
        self._wake = threading.Condition()
        self._running = False
        self._worker: threading.Thread | None = None
        self._sink = sink
        self._watch = QTimer(self)
        self._watch.setInterval(500)
        self._watch.timeout.connect(self.look)

    def start(self) -> None:
        """Begin to read; without a usable frame in 2 s `available` says False."""
        self._good_at = self._now()
        self._running = True
        self._worker = threading.Thread(target=self._work, name="camera", daemon=True)
        self._worker.start()
        self._sink.videoFrameChanged.connect(self.take)
        self._watch.start()

    def stop(self) -> None:
        """Stop reading and wait for the worker."""
        self._watch.stop()
        if self._worker is None:
            return
        self._sink.videoFrameChanged.disconnect(self.take)
        with self._wake:
            self._running = False
            self._wake.notify()
        self._worker.join()
        self._worker = None

    def take(self, frame: QVideoFrame) -> None:
        """Keep `frame` for the worker, in place of an older one."""
        with self._wake:
            self._waiting = QVideoFrame(frame)
            self._wake.notify()

    def look(self) -> None:
        """Say so when the picture has come or gone."""
        there = self._now() - self._good_at < WITHOUT_PICTURE
        if there != self._is_available:
            self._is_available = there
            self.available.emit(there)

    def _work(self) -> None:
        while True:
            with self._wake:
                while self._running and self._waiting is None:
                    self._wake.wait()
                if not self._running:
                    return
                frame, self._waiting = self._waiting, None
            assert frame is not None
            self._read(frame)

    def _read(self, frame: QVideoFrame) -> None:
        """Decode one frame; a broken one counts as no frame."""
        if not frame.isValid():
            return
        image = frame.toImage()
        if image.isNull() or brightness(image) < DARK:
            return
        self._good_at = self._now()
        self.preview.emit(image.scaledToWidth(PREVIEW_WIDTH))
        text = self._decoder.read(image)
        if text:
            self.scanned.emit(text)
