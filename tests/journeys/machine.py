"""The doubles of a journey: a clock that is moved, a printer that prints into files, a camera."""

from datetime import timedelta

from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtMultimedia import QVideoFrame, QVideoSink
from PySide6.QtPrintSupport import QPrinter

from desktop import printing
from desktop.reception.inputs import Inputs
from tests.town import NOW

PRINTER = "事務所 1F"


class Clock:
    """Says the hour; time passes only when somebody lets it pass."""

    def __init__(self, moment=NOW):
        self.moment = moment

    def __call__(self):
        return self.moment

    def milliseconds(self):
        return self.moment.timestamp() * 1000

    def go_on(self, **time):
        self.moment += timedelta(**time)


class Printer:
    """A printer whose sheets are PDF files, in the order in which they came out."""

    PrinterMode = QPrinter.PrinterMode

    def __init__(self, folder):
        self.folder = folder
        self.out = []

    def __call__(self, _info, _mode):
        target = QPrinter(QPrinter.PrinterMode.HighResolution)
        target.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        self.folder.mkdir(exist_ok=True)
        self.out.append(self.folder / f"sheets-{len(self.out)}.pdf")
        target.setOutputFileName(str(self.out[-1]))
        return target

    def stand_in(self, monkeypatch):
        monkeypatch.setattr(printing, "QPrinter", self)
        monkeypatch.setattr(printing, "printers", lambda: [PRINTER])
        monkeypatch.setattr(
            printing.QPrinterInfo, "availablePrinterNames", staticmethod(lambda: [PRINTER])
        )


class Camera:
    """A camera in front of which cards are held."""

    def __init__(self):
        self.sink = QVideoSink()
        self.on = False

    def start(self):
        self.on = True
        return True

    def stop(self):
        self.on = False

    def see(self, picture=None, angle=0.0):
        """Send one frame: a hand's breadth of `picture` (a QImage), or an empty table."""
        image = QImage(1280, 720, QImage.Format.Format_RGB32)
        image.fill(QColor(196, 190, 172))
        if picture is not None:
            painter = QPainter(image)
            painter.translate(640, 360)
            painter.rotate(angle)
            painter.drawImage(-picture.width() // 2, -picture.height() // 2, picture)
            painter.end()
        self.sink.setVideoFrame(QVideoFrame(image))


def stand_in_for_eyes_and_clock(monkeypatch, clock, camera):
    """Let every reception of the house look through `camera` and count time by `clock`."""

    def inputs(settings, parent=None):
        return Inputs(settings, parent, clock=clock.milliseconds, source=lambda _name: camera)

    monkeypatch.setattr("desktop.pages.reception.Inputs", inputs)
