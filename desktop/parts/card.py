"""Cards: a white ground with an edge, holding one matter under its title."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.parts.hairline import Hairline
from desktop.parts.label import Label
from desktop.parts.status import Status, StatusMark
from desktop.style import tokens
from desktop.style.scale import follow, scale


class Card(QFrame):
    """A card called `title`; put its contents into `body` with `add`.

    `note` stands small beside the title, `status` gives it a mark and the family's edge,
    `filled` the family's soft ground too, `rule` a hairline below the title.
    """

    def __init__(
        self,
        title: str = "",
        *,
        note: str = "",
        status: Status | None = None,
        filled: bool = False,
        dense: bool = False,
        rule: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._padding = tokens.CARD_PADDING_DENSE if dense else tokens.CARD_PADDING
        self._status = status
        self._filled = filled
        self._ruled = rule
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.body = QVBoxLayout(self)
        self.body.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.head = QHBoxLayout()
        self._mark: StatusMark | None = None
        self.title = Label(title, px=tokens.CARD_TITLE, bold=True)
        self.note = Label(note, px=tokens.SMALL, colour=tokens.INK_2)
        if title:
            if status is not None:
                self._mark = StatusMark(status, size=18)
                self.head.addWidget(self._mark)
            self.head.addWidget(self.title)
            self.head.addWidget(self.note)
            self.head.addStretch(1)
            self.body.addLayout(self.head)
            self.setAccessibleName(title)
            if rule:
                self.body.addWidget(Hairline())
        else:  # what has no parent outlives the card
            self.title.setParent(self)
            self.note.setParent(self)
        self.title.setVisible(bool(title))
        self.note.setVisible(bool(note) and bool(title))
        follow(self._resize)

    def _resize(self) -> None:
        across, down = (scale.gap(size) for size in self._padding)
        self.body.setContentsMargins(across, down, across, down)
        self.body.setSpacing(scale.gap(tokens.GAP_2))
        self.head.setSpacing(scale.gap(tokens.GAP_2))
        # Without a line between them a title would touch the label of the first field.
        self.head.setContentsMargins(0, 0, 0, 0 if self._ruled else scale.gap(tokens.GAP_1))

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Put `widget` below what the card already holds."""
        self.body.addWidget(widget, stretch)

    def set_status(self, status: Status | None) -> None:
        """Show the card in the colours of `status`, or in none."""
        self._status = status
        if self._mark is not None and status is not None:
            self._mark.set_status(status)
        self.update()

    def set_note(self, note: str) -> None:
        """Say `note` beside the title from now on."""
        self.note.setText(note)
        self.note.setVisible(bool(note))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ground and edge."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        family = self._status.family if self._status else None
        painter.setPen(QPen(QColor(family.edge if family else tokens.LINE), 1))
        painter.setBrush(QColor(family.soft if family and self._filled else tokens.SURFACE))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, tokens.RADIUS_CARD, tokens.RADIUS_CARD)
        painter.setBrush(Qt.BrushStyle.NoBrush)
