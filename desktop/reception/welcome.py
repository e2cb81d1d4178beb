"""The left column while nobody is answered: hold the card here, and the live count."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.parts.card import Card
from desktop.parts.label import Label
from desktop.reception.camera_box import CameraBox
from desktop.reception.counters import Counters
from desktop.style import tokens
from desktop.style.scale import follow, scale
from resources.words import _

INVITATION = 28


class Welcome(QWidget):
    """Camera box, the invitation, and the counters."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        middle = Qt.AlignmentFlag.AlignHCenter
        self.camera = CameraBox()
        self.invitation = Label(px=INVITATION, bold=True, align=middle)
        self.hint = Label(px=tokens.BODY, colour=tokens.INK_2, align=middle)
        self.counters = Counters()
        card = Card(dense=True)
        card.setAccessibleName(_("Hold your QR card here"))
        card.add(self.camera, 1)
        card.add(self.invitation)
        card.add(self.hint)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(card, 3)
        self._column.addWidget(self.counters, 1)
        self.show_camera(on=False)
        follow(self._resize)

    def _resize(self) -> None:
        self._column.setSpacing(scale.gap(14))

    def fold(self, *, short: bool) -> None:
        """Leave out what only adorns, so that the numbers are never cut."""
        self.hint.setVisible(not short or not self.camera.with_camera)
        self.camera.setVisible(self.camera.with_camera or not short)
        self.counters.fold(short=short and self.camera.with_camera)

    def show_camera(self, *, on: bool) -> None:
        """Say in which ways a card is read now."""
        self.camera.show_camera(on=on)
        self.invitation.setText(_("Hold your QR card here"))
        self.hint.setText(
            _("Scanner and camera both read it") if on else _("Without a card, by name")
        )
