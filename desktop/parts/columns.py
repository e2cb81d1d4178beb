"""Two columns: the matter itself, and what stands beside it until room runs short."""

from PySide6.QtCore import QEasingCurve, QEvent, QPoint, QPropertyAnimation, QRect, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from desktop.parts.button import Button, Kind
from desktop.style import tokens
from desktop.style.scale import follow, scale


class _Drawer(QFrame):
    floating = False

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self.floating:
            return
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens.PAPER))
        painter.setPen(QColor(tokens.LINE_STRONG))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


class Columns(QWidget):
    """`main` with `side` (of `side_width` px) at its right, called `name`.

    When there is not room for both, or the letters are at their largest, the side becomes
    a drawer opened by its button (or by the window's F6) and closed by Esc.
    """

    def __init__(
        self,
        main: QWidget,
        side: QWidget,
        *,
        name: str,
        side_width: int = tokens.SIDE,
        least_main: int = 620,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._main = main
        self._side = side
        self._side_width = side_width
        self._least_main = least_main
        self.folded = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.still = False
        main.setParent(self)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        side.setProperty("part", "ground")
        self._area.setWidget(side)
        self._drawer = _Drawer(self)
        self._inside = QVBoxLayout(self._drawer)
        self._inside.addWidget(self._area)
        self.handle = Button(
            name, kind=Kind.SOFT, icon="panel-right", height=tokens.CONTROL_DENSE, parent=self
        )
        self.handle.setCheckable(True)
        self.handle.toggled.connect(self._open)
        self._motion = QPropertyAnimation(self._drawer, b"pos", self)
        self._motion.setDuration(tokens.SHORT_MOTION_MS)
        self._motion.setEasingCurve(QEasingCurve.Type.OutCubic)
        follow(self._arrange)

    def _gap(self) -> int:
        return scale.gap(18)

    def _side_px(self) -> int:
        return min(scale.px(self._side_width), max(self.width() - 40, 80))

    def _arrange(self) -> None:
        wide, high = self.width(), self.height()
        need = scale.px(self._least_main) + self._gap() + scale.px(self._side_width)
        self.folded = scale.largest or wide < need
        side = self._side_px()
        self._drawer.floating = self.folded
        inset = 8 if self.folded else 0
        self._inside.setContentsMargins(inset, inset, inset, inset)
        if not self.folded:
            self.handle.hide()
            self._main.setGeometry(0, 0, wide - side - self._gap(), high)
            self._drawer.setGeometry(wide - side, 0, side, high)
            self._drawer.show()
        else:
            hint = self.handle.sizeHint()
            self.handle.setGeometry(wide - hint.width(), 0, hint.width(), hint.height())
            self.handle.show()
            top = hint.height() + scale.gap(tokens.GAP_2)
            self._main.setGeometry(0, top, wide, max(0, high - top))
            self._drawer.setGeometry(wide - side, top, side, max(0, high - top))
            self._drawer.setVisible(self.handle.isChecked())
            self._drawer.raise_()
        self.updateGeometry()

    def _open(self, opened: bool) -> None:  # noqa: FBT001 -- Qt's toggled carries it
        if not self.folded:
            return
        self._drawer.setVisible(opened)
        if opened:
            self._drawer.raise_()
            if not self.still:
                end = self._drawer.pos()
                self._motion.setStartValue(end + QPoint(40, 0))
                self._motion.setEndValue(end)
                self._motion.start()

    def open_side(self) -> None:
        """Open the drawer when there is one, and go into the side."""
        if self.folded:
            self.handle.setChecked(True)
        target = self._side.nextInFocusChain()
        while target is not None and self._side.isAncestorOf(target):
            if target.focusPolicy() & Qt.FocusPolicy.TabFocus and target.isVisible():
                target.setFocus(Qt.FocusReason.TabFocusReason)
                return
            target = target.nextInFocusChain()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close the drawer on Esc."""
        if event.key() == Qt.Key.Key_Escape and self.folded and self.handle.isChecked():
            self.handle.setChecked(False)
            self.handle.setFocus()
            return
        super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Hear that the contents want another height; without a layout nobody else would."""
        if event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Decide anew whether both have room."""
        super().resizeEvent(event)
        self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        """Decide whether both have room."""
        super().showEvent(event)
        self._arrange()

    def sizeHint(self) -> QSize:
        """Return the room for both."""
        main, side = self._main.sizeHint(), self._side.sizeHint()
        return QSize(main.width() + scale.px(self._side_width), max(main.height(), side.height()))

    def minimumSizeHint(self) -> QSize:
        """Return the least room: the main column alone, and the handle above it."""
        least = self._main.minimumSizeHint()
        high = least.height()
        if self._main.hasHeightForWidth():
            high = max(high, self._main.heightForWidth(self._rect_of_main().width()))
        if self.folded:
            high += self.handle.sizeHint().height() + scale.gap(tokens.GAP_2)
        elif self._page_scrolls(high):
            high = max(high, self._side_height())  # one bar for both, not one beside the other
        return QSize(min(least.width(), scale.px(self._least_main)), high)

    def _page_scrolls(self, high: int) -> bool:
        """Tell whether the page around is too low for `high` px and scrolls already."""
        around = self.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        return around is not None and high > around.viewport().height()

    def _side_height(self) -> int:
        if self._side.hasHeightForWidth():
            return self._side.heightForWidth(self._side_px())
        return self._side.sizeHint().height()

    def _rect_of_main(self) -> QRect:
        return self._main.geometry()
