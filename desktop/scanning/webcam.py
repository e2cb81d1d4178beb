"""The machine's own camera, filling a video sink."""

from PySide6.QtCore import QObject
from PySide6.QtMultimedia import (
    QCamera,
    QCameraDevice,
    QMediaCaptureSession,
    QMediaDevices,
    QVideoSink,
)

WANTED = (1280, 720)  # a card of 54 mm is read at arm's length; more only costs time


def cameras() -> list[str]:
    """Return the names of the cameras of this machine."""
    return [device.description() for device in QMediaDevices.videoInputs()]


class Webcam(QObject):
    """Sends the frames of the camera called `name` (the first one when empty) to `sink`."""

    def __init__(self, name: str = "", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.sink = QVideoSink(self)
        self._name = name
        self._session = QMediaCaptureSession(self)
        self._session.setVideoSink(self.sink)
        self._camera: QCamera | None = None

    def start(self) -> bool:
        """Switch the camera on; return whether there is one."""
        devices = QMediaDevices.videoInputs()
        wanted = [device for device in devices if device.description() == self._name]
        if not (wanted or devices):
            return False
        device = (wanted or devices)[0]
        self._camera = QCamera(device, self)
        _prefer(self._camera, device)
        self._session.setCamera(self._camera)
        self._camera.start()
        return True

    def stop(self) -> None:
        """Switch the camera off, so that its light goes out."""
        if self._camera is not None:
            self._camera.stop()
            self._camera = None


def _prefer(camera: QCamera, device: QCameraDevice) -> None:
    """Choose the format nearest to what a card needs."""
    formats = device.videoFormats()
    if formats:
        camera.setCameraFormat(
            min(
                formats,
                key=lambda one: (
                    abs(one.resolution().width() - WANTED[0])
                    + abs(one.resolution().height() - WANTED[1]),
                    -one.maxFrameRate(),
                ),
            )
        )
