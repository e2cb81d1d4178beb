"""A scanner on a serial line: no input method can touch what it sends."""

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtSerialPort import QSerialPort, QSerialPortInfo

QUIET_MS = 80  # a scanner without an end sign is done after this pause
RETRY_MS = 2000
LONGEST = 4096


def ports() -> list[str]:
    """Return the names of the serial ports of this machine."""
    return [port.portName() for port in QSerialPortInfo.availablePorts()]


class SerialScanner(QObject):
    """Reads lines from the serial port `name`; a port that goes away is tried again.

    `scanned` carries one line without its end; `present` says whether the port is open.
    """

    scanned = Signal(str)
    present = Signal(bool)

    def __init__(self, name: str, parent: QObject | None = None, *, baud: int = 9600) -> None:
        super().__init__(parent)
        self._waiting = b""
        self._port = QSerialPort(self)
        self._port.setPortName(name)
        self._port.setBaudRate(baud)
        self._port.readyRead.connect(self._read)
        self._port.errorOccurred.connect(self._trouble)
        self._quiet = self._single_shot(QUIET_MS, self._flush)
        self._retry = self._single_shot(RETRY_MS, self.start)

    def _single_shot(self, milliseconds: int, act: object) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(act)
        return timer

    def start(self) -> bool:
        """Open the port; return whether it is there (it is tried again every 2 s)."""
        opened = self._port.isOpen() or self._port.open(QSerialPort.OpenModeFlag.ReadOnly)
        if not opened:
            self._retry.start()
        self.present.emit(opened)
        return opened

    def stop(self) -> None:
        """Close the port."""
        self._retry.stop()
        self._quiet.stop()
        self._port.close()
        self._waiting = b""

    def _read(self) -> None:
        self._waiting += bytes(self._port.readAll().data())
        self._waiting = self._waiting.replace(b"\r", b"\n")
        *lines, self._waiting = self._waiting.split(b"\n")
        for line in lines:
            self._hand_over(line)
        if len(self._waiting) > LONGEST:  # a device that is no scanner
            self._waiting = b""
        if self._waiting:
            self._quiet.start()
        else:
            self._quiet.stop()

    def _flush(self) -> None:
        line, self._waiting = self._waiting, b""
        self._hand_over(line)

    def _hand_over(self, line: bytes) -> None:
        text = _decoded(line).strip()
        if text:
            self.scanned.emit(text)

    def _trouble(self, error: QSerialPort.SerialPortError) -> None:
        if error == QSerialPort.SerialPortError.NoError:
            return
        if self._port.isOpen():
            self._port.close()
        self.present.emit(False)
        self._retry.start()


def _decoded(line: bytes) -> str:
    for encoding in ("utf-8", "cp932"):
        try:
            return line.decode(encoding)
        except UnicodeDecodeError:
            continue
    return line.decode("latin-1")
