"""The closing code of an evening, held before this computer's camera."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.parts.said import Said
from desktop.parts.status import Status
from desktop.reception.camera_box import CameraBox
from desktop.reception.inputs import FrameSource, webcam
from desktop.style import tokens
from resources import settings
from resources.words import _

if TYPE_CHECKING:
    from desktop.scanning.camera import CodeCamera

_HEIGHT = 280  # a picture does not grow with the letters: the dialog must fit the screen


class CodeCameraView(QWidget):
    """Shows the camera's picture while it is on; `read` carries the text of each code seen.

    `looking` says whether it is on.
    """

    read = Signal(str)
    looking = Signal(bool)

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        source: Callable[[str], FrameSource | None] = webcam,
    ) -> None:
        super().__init__(parent)
        self._source = source
        self._filling: FrameSource | None = None
        self._reader: CodeCamera | None = None
        self.box = CameraBox(words=_("The code into the frame"))
        self.box.setFixedHeight(_HEIGHT)
        self.said = Said()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.GAP_2)
        column.addWidget(self.box)
        column.addWidget(self.said)
        self.hide()

    @property
    def on(self) -> bool:
        """Tell whether the camera looks."""
        return self._reader is not None

    def start(self) -> None:
        """Switch the camera on, or say that there is none."""
        if self.on:
            return
        source = self._source(settings.load().camera)
        if source is None or not source.start():
            self.box.hide()
            self.show()
            self.said.say(
                _("This computer has no camera. Choose a photograph, or type the letters."),
                Status.WAIT,
            )
            return
        from desktop.scanning.camera import CodeCamera

        self.said.clear()
        self.looking.emit(True)
        self.box.show_camera(on=True)
        self.box.show()
        self.show()
        self._filling, self._reader = source, CodeCamera(source.sink, self)
        self._reader.scanned.connect(self.read)
        self._reader.preview.connect(self.box.show_frame)
        self._reader.start()

    def stop(self) -> None:
        """Switch it off, so that its light goes out, and show nothing any more."""
        if self._reader is not None and self._filling is not None:
            self._reader.stop()
            self._filling.stop()
            self._reader.deleteLater()
        self._reader = self._filling = None
        self.hide()
        self.looking.emit(False)
