"""The last ten who came, newest first; away while visitors see the screen."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.parts.button import Button, Kind
from desktop.parts.card import Card
from desktop.reception.wording import hour, shown
from desktop.style import fonts, tokens
from desktop.style.scale import follow, scale
from resources.words import _
from sessions.attendance import Present

ROW = 42
TIME = 58


class Rows(QWidget):
    """The names with their time and district, painted; as many as there is room for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[tuple[str, str, str]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        follow(self.update)

    def show_rows(self, rows: Sequence[Present]) -> None:
        """Show `rows`, newest first; a hidden name is not written."""
        self.rows = [
            (
                hour(row.arrived),
                _("No name shown") if row.hide_name else shown(row.name or row.kana),
                row.district,
            )
            for row in rows
        ]
        self.setAccessibleName(_("Signed in last"))
        self.setAccessibleDescription(_(", ").join(name for _at, name, _where in self.rows))
        self.update()

    def minimumSizeHint(self) -> QSize:
        """Return the room for some rows."""
        return QSize(scale.px(180), scale.px(ROW) * 3)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the rows."""
        painter = QPainter(self)
        high = scale.px(ROW)
        for place, (at, name, where) in enumerate(self.rows):
            box = QRectF(0, place * high, self.width(), high)
            if box.bottom() > self.height() + 1:
                break
            painter.setPen(QPen(QColor(tokens.LINE), 1))
            painter.drawLine(box.topLeft(), box.topRight())
            _paint_row(painter, box, at, name, where)
        if self.rows and len(self.rows) * high <= self.height():
            painter.setPen(QPen(QColor(tokens.LINE), 1))
            foot = len(self.rows) * high
            painter.drawLine(QPointF(0, foot), QPointF(self.width(), foot))


def _paint_row(painter: QPainter, box: QRectF, at: str, name: str, where: str) -> None:
    middle = Qt.AlignmentFlag.AlignVCenter
    small = fonts.font(tokens.LABEL)
    painter.setFont(fonts.font(tokens.BODY))
    painter.setPen(QColor(tokens.INK_2))
    painter.drawText(box, middle | Qt.AlignmentFlag.AlignLeft, at)
    side = QFontMetricsF(small).horizontalAdvance(where)
    painter.setFont(small)
    painter.drawText(box, middle | Qt.AlignmentFlag.AlignRight, where)
    left = scale.px(TIME)
    room = QRectF(box.left() + left, box.top(), box.width() - left - side - 8, box.height())
    face = fonts.font(tokens.NAME, bold=True)
    wide = QFontMetricsF(face).horizontalAdvance(name)
    flags = middle | Qt.AlignmentFlag.AlignLeft
    if wide > room.width():
        face = fonts.font(tokens.NAME, bold=True, shrink=max(0.7, room.width() / wide))
        flags |= Qt.TextFlag.TextWordWrap
    painter.setFont(face)
    painter.setPen(QColor(tokens.INK))
    painter.drawText(room, int(flags), name)


class Latest(Card):
    """受付した人. `asked` is sent when the list is to be shown or hidden."""

    asked = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Signed in last"), dense=True, parent=parent)
        self._hidden = Button("", kind=Kind.QUIET, icon="eye", height=tokens.CONTROL_RECEPTION)
        self._hidden.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.shown = True
        self._hidden.clicked.connect(lambda: self.asked.emit(not self.shown))
        self.list = Rows()
        self.add(self.list, 1)
        self.body.addStretch(0)
        self.body.addWidget(self._hidden, 0, Qt.AlignmentFlag.AlignRight)
        self.show_list(on=True)

    def show_list(self, *, on: bool) -> None:
        """Show the names, or hide them from visitors."""
        self.shown = on
        self.list.setVisible(on)
        self._hidden.set_words(_("Hide the names") if on else _("Show the names"))
        self._hidden.set_icon("eye-off" if on else "eye")
        self.set_note("" if on else _("hidden from visitors"))
