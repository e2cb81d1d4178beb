"""A field of a form: its label above, the editor, and one reserved line below."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.parts.label import Label
from desktop.parts.status import Status, StatusMark
from desktop.style import fonts, tokens
from desktop.style.scale import follow, scale
from resources.words import _


class Field(QWidget):
    """`editor` under the words `label`, with `hint` below until something is wrong.

    `check` returns a sentence saying what is missing, or "" when all is well; it is asked
    when the editor is left, never while someone types. `optional` adds なくても可.
    """

    def __init__(
        self,
        label: str,
        editor: QWidget,
        *,
        optional: bool = False,
        hint: str = "",
        check: Callable[[], str] | None = None,
        width: int = tokens.FIELD_WIDTH,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.editor = editor
        self._check = check
        self._hint = hint
        self._width = width
        self.error = ""
        self._title = QLabel(label.replace("&", "&&"))
        self._title.setBuddy(editor)
        if not editor.accessibleName():
            editor.setAccessibleName(label)
        self._mark = StatusMark(Status.STOP, size=12)
        self._mark.hide()
        self._below = Label(hint, px=tokens.SMALL, colour=tokens.INK_2)
        self._free = Label(
            _("May be left empty") if optional else "", px=tokens.SMALL, colour=tokens.INK_2
        )
        self._top = QHBoxLayout()
        self._top.addWidget(self._title)
        self._top.addWidget(self._free)
        self._top.addStretch(1)
        self._line = QHBoxLayout()
        self._line.addWidget(self._mark)
        self._line.addWidget(self._below, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.setAlignment(Qt.AlignmentFlag.AlignTop)
        column.addLayout(self._top)
        column.addWidget(editor)
        column.addLayout(self._line)
        editor.installEventFilter(self)
        follow(self._resize)

    def _resize(self) -> None:
        self._title.setFont(fonts.font(tokens.LABEL, bold=True))
        self._below.setMinimumHeight(fonts.font(tokens.SMALL).pixelSize() + 6)
        self._top.setSpacing(scale.gap(tokens.GAP_2))
        self._line.setSpacing(scale.gap(6))
        if self._width:
            self.editor.setMaximumWidth(scale.px(self._width))
            self.setMaximumWidth(scale.px(self._width))

    def sizeHint(self) -> QSize:
        """Return the field's own width, so that fields stand in even columns."""
        natural = super().sizeHint()
        return QSize(scale.px(self._width) or natural.width(), natural.height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Check the field when its editor is left."""
        if event.type() is QEvent.Type.FocusOut and watched is self.editor:
            self.check()
        return super().eventFilter(watched, event)

    def check(self) -> bool:
        """Ask what is missing, show it, and return whether all is well."""
        if self._check is not None:
            self.set_error(self._check())
        return not self.error

    def set_hint(self, hint: str) -> None:
        """Say `hint` below the editor while nothing is wrong."""
        self._hint = hint
        if not self.error:
            self._below.setText(hint)

    def set_error(self, sentence: str) -> None:
        """Say below the editor what is missing; an empty sentence takes it back."""
        changed = sentence != self.error
        self.error = sentence
        self._mark.setVisible(bool(sentence))
        self._below.setText(sentence or self._hint)
        self._below.set_bold(bool(sentence))
        self._below.set_colour(tokens.STOP.text if sentence else tokens.INK_2)
        self.editor.setAccessibleDescription(sentence or self._hint)
        if changed:
            self.editor.setProperty("wrong", bool(sentence))
            self.editor.style().unpolish(self.editor)
            self.editor.style().polish(self.editor)
