"""Empty places: one fact, one invitation, one button."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from desktop import icons
from desktop.parts.button import Button
from desktop.parts.label import Label
from desktop.style import tokens
from desktop.style.scale import follow, scale


class _Picture(QWidget):
    def __init__(self, icon: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._icon = icon
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        follow(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(scale.px(tokens.ICON_EMPTY), scale.px(tokens.ICON_EMPTY))

    def paintEvent(self, _event: QPaintEvent) -> None:
        icons.paint(QPainter(self), QRectF(self.rect()), self._icon, tokens.PRIMARY_LINE)


class Empty(QWidget):
    """A dashed card with `icon`, the fact, the invitation, and `button` below them."""

    def __init__(
        self,
        icon: str,
        fact: str,
        invitation: str = "",
        button: Button | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(f"{fact} {invitation}".strip())
        middle = Qt.AlignmentFlag.AlignHCenter
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 20)
        column.setSpacing(tokens.GAP_2)
        column.addStretch(1)
        column.addWidget(_Picture(icon, self), 0, middle)
        self._fact = Label(fact, px=tokens.CARD_TITLE, bold=True, align=middle)
        self._invitation = Label(
            invitation, px=tokens.LABEL, colour=tokens.INK_2, align=middle, wrap=True
        )
        column.addWidget(self._fact)
        column.addWidget(self._invitation)
        self._invitation.setVisible(bool(invitation))
        if button is not None:
            column.addWidget(button, 0, middle)
        column.addStretch(1)

    def say(self, fact: str, invitation: str = "") -> None:
        """Say another fact and invitation."""
        self._fact.setText(fact)
        self._invitation.setText(invitation)
        self._invitation.setVisible(bool(invitation))
        self.setAccessibleName(f"{fact} {invitation}".strip())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the dashed card."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(QColor(tokens.LINE_STRONG), 1)
        pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(QColor(tokens.SURFACE))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, tokens.RADIUS_CARD, tokens.RADIUS_CARD)
