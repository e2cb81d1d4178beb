"""持ち帰り: the file of an evening, or the code on a photograph; what it would bring; and go."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop import takeout_words as wording
from desktop.dialogs.question import Dialog
from desktop.parts.button import Button, Kind
from desktop.parts.field import Field
from desktop.parts.flow import Flow
from desktop.parts.label import Label
from desktop.parts.number_field import NumberField
from desktop.parts.said import Said
from desktop.parts.status import Status
from desktop.parts.text_field import TextField
from desktop.reception.code_camera import CodeCameraView
from desktop.reception.inputs import FrameSource, webcam
from desktop.style import tokens
from resources import sealed_log
from resources.refusals import Refusal
from resources.words import _

if TYPE_CHECKING:
    from sessions.joining import Outlook

LARGEST_PHOTO = 40 * 1024 * 1024
Brought = bytes | str
Look = Callable[[Brought, timedelta], "Outlook"]


class TakingHome(Dialog):
    """Takes a file, a photograph or typed letters; `look` says what they would bring.

    `value` is "go" once the person wants it; `brought` and `slow` are what is to be joined.
    """

    def __init__(
        self,
        look: Look,
        parent: QWidget | None = None,
        *,
        source: Callable[[str], FrameSource | None] = webcam,
    ) -> None:
        super().__init__(_("Bring an evening home"), parent=parent)
        self._look = look
        self.brought: Brought | None = None
        self.body.addWidget(
            Label(
                _("Choose the file of the evening. Without it, a photograph of the code will do."),
                wrap=True,
            )
        )
        self.file = Button(_("File of the evening"), kind=Kind.SOFT, icon="usb")
        self.photo = Button(_("Photograph of the code"), icon="camera")
        self.camera = Button(_("Read it by camera"), icon="scan-line")
        self.body.addWidget(Flow((self.file, self.camera, self.photo)))
        self.view = CodeCameraView(source=source)
        self.body.addWidget(self.view)
        self.typed = TextField(_("Letters of the code, from scanner or hand"), hint="INAB1…")
        self.typed_field = Field(
            _("Letters of the code, from scanner or hand"), self.typed, optional=True, width=0
        )
        self.body.addWidget(self.typed_field)
        self.slow = NumberField(_("Minutes by which the hall's clock was slow"), 0, least=-720,
                                most=720)  # fmt: skip
        self.slow_field = Field(
            _("Minutes by which the hall's clock was slow"),
            self.slow,
            hint=_("0 when it was right."),
            width=200,
        )
        self.body.addWidget(self.slow_field)
        self.outlook = Label(px=tokens.CARD_TITLE, bold=True, wrap=True)
        self.said = Said()
        self.body.addWidget(self.outlook)
        self.body.addWidget(self.said)
        self.stop_or(_("Bring it home"), icon="house")
        self.go.setEnabled(False)
        self.file.clicked.connect(self._ask_file)
        self.photo.clicked.connect(self._ask_photo)
        self.camera.clicked.connect(self.view.start)
        self.view.read.connect(self.take_text)
        # While somebody aims, the picture has the room of what is typed otherwise.
        for field in (self.typed_field, self.slow_field):
            self.view.looking.connect(field.setHidden)
        self.view.looking.connect(lambda _on: QTimer.singleShot(0, self, self.adjustSize))
        self.finished.connect(lambda _how: self.view.stop())
        self.typed.returnPressed.connect(self._take_typed)
        self.typed.left.connect(self._take_typed)
        self.slow.valueChanged.connect(lambda _minutes: self._see())
        self.file.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def offset(self) -> timedelta:
        """By how much the clock of the hall was slow."""
        return timedelta(minutes=self.slow.value())

    def _ask_file(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileName(
            self, _("File of the evening"), "", f"inakurashi (*{sealed_log.SUFFIX})"
        )
        if chosen:
            self.take_file(Path(chosen))

    def _ask_photo(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileName(
            self, _("Photograph of the code"), "", "*.jpg *.jpeg *.png *.bmp *.webp"
        )
        if chosen:
            self.take_photo(Path(chosen))

    def take_file(self, path: Path) -> None:
        """Look at the file at `path`."""
        try:
            if path.stat().st_size > sealed_log.LARGEST:
                raise sealed_log.unreadable()
            self.brought = path.read_bytes()
        except OSError:
            self._refuse(_("The file cannot be read."), _("Is the stick still in?"))
            return
        except Refusal as refusal:
            self._refuse(refusal.what, refusal.advice)
            return
        self._see()

    def take_photo(self, path: Path) -> None:
        """Read the code in the photograph at `path`."""
        from desktop.scanning.decode import Decoder

        image = QImage()
        if path.stat().st_size <= LARGEST_PHOTO:
            image = QImage(str(path))
        text = Decoder().read(image)
        if not text:
            self._refuse(
                _("No code was found in this photograph."),
                _("Photograph it once more, flat and sharp, or type its letters."),
            )
            return
        self.brought = text
        self._see()

    def take_text(self, text: str) -> None:
        """Look at the closing code `text`; the camera goes off once one can be read."""
        self.brought = text
        self._see()
        if self.brought is not None:
            self.view.stop()
            self.go.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_typed(self) -> None:
        if self.typed.text().strip():
            self.brought = self.typed.text().strip()
            self._see()

    def _see(self) -> None:
        if self.brought is None:
            return
        try:
            found = self._look(self.brought, self.offset)
        except Refusal as refusal:
            self._refuse(refusal.what, refusal.advice)
            return
        self.said.clear()
        words = _("{new} new, {known} there already, {asked} to look at").format(
            new=found.new, known=found.known, asked=found.asked
        )
        told = (words, wording.wrong_passcodes(found.wrong))
        self.outlook.setText("\n".join(part for part in told if part))
        if found.waits:
            reasons = "、".join(wording.why(one) for one in found.waits)
            self.said.say(
                _("{why}. Nothing of it counts before you say so.").format(why=reasons),
                Status.WAIT,
            )
        elif not found.new:
            self.said.say(_("All of it is here already."), Status.OK)
        self.go.setEnabled(True)

    def _refuse(self, what: str, advice: str) -> None:
        self.brought = None
        self.outlook.setText("")
        self.go.setEnabled(False)
        self.said.say(f"{what} {advice}")
