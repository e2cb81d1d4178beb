"""Writing an agenda: one line for each item, moved by Alt ↑ and Alt ↓, with the sum below."""

from collections.abc import Sequence
from datetime import time

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.pages.gathering.sums import starts, sum_words
from desktop.parts.button import Button, Kind
from desktop.parts.card import Card
from desktop.parts.icon_button import IconButton
from desktop.parts.label import Label
from desktop.parts.number_field import NumberField
from desktop.parts.status import Status, StatusMark
from desktop.parts.text_field import TextField
from desktop.style import fonts, tokens
from desktop.style.scale import follow, scale
from resources.words import _
from sessions.planning import PlannedItem


class AgendaLine(QWidget):
    """One item: when it begins, what, who, how long, and ✕ to take it off."""

    changed = Signal()
    removed = Signal()
    moved = Signal(int)
    finished = Signal()

    def __init__(self, item: PlannedItem, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.id = item.id
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.begins = Label(px=tokens.LABEL, colour=tokens.INK_2)
        self.title = TextField(_("Item"), item.title)
        self.title.setMaxLength(120)
        self.who = TextField(_("Who leads"), item.who)
        self.who.setMaxLength(80)
        self.minutes = NumberField(
            _("Minutes"), item.minutes or 0, most=600, step=5, unit=_("min.")
        )
        self.minutes.setSpecialValueText("―")
        self.remove = IconButton("x", _("Take this item off"), size=tokens.CONTROL_DENSE)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(scale.gap(tokens.GAP_2))
        line.addWidget(self.begins)
        line.addWidget(self.title, 4)
        line.addWidget(self.who, 3)
        line.addWidget(self.minutes)
        line.addWidget(self.remove)
        for editor in (self.title, self.who):
            editor.setCursorPosition(0)
            editor.textChanged.connect(lambda _text: self.changed.emit())
            editor.returnPressed.connect(self._next)
        self.minutes.valueChanged.connect(lambda _value: self.changed.emit())
        self.remove.clicked.connect(self.removed)
        for part in (self.title, self.who, self.minutes, self.remove):
            part.installEventFilter(self)
        follow(self._fit)

    def _fit(self) -> None:
        self.begins.setFixedWidth(scale.px(48))
        wide = fonts.font(tokens.BODY).pixelSize() * 5 + scale.px(30)
        self.minutes.setFixedWidth(wide)
        self.title.setMinimumWidth(scale.px(130))
        self.who.setMinimumWidth(scale.px(80))

    def _next(self) -> None:
        if self.title.hasFocus():
            self.who.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.minutes.setFocus(Qt.FocusReason.TabFocusReason)
            self.minutes.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move the line by Alt ↑ ↓; Enter on the minutes goes on to the next line."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key, alt = event.key(), event.modifiers() & Qt.KeyboardModifier.AltModifier
            if alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                self.moved.emit(-1 if key == Qt.Key.Key_Up else 1)
                return True
            enter = key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if enter and watched is self.minutes and not event.modifiers():
                self.finished.emit()
                return True
        return super().eventFilter(watched, event)

    def item(self) -> PlannedItem:
        """Return what is written."""
        return PlannedItem(
            self.title.text().strip(),
            self.who.text().strip(),
            self.minutes.value() or None,
            self.id,
        )

    def empty(self) -> bool:
        """Tell whether nothing is written."""
        item = self.item()
        return not item.title and not item.who and item.minutes is None


class AgendaEditor(Card):
    """The items of one meeting; `changed` is sent at every change."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Agenda"), note=_("Alt ↑↓ moves a line"), parent=parent)
        self.lines: list[AgendaLine] = []
        self._begins: time | None = None
        self._length: int | None = None
        heads = QHBoxLayout()
        heads.setSpacing(scale.gap(tokens.GAP_2))
        self._heads: list[Label] = []
        for words, stretch in ((_("From"), 0), (_("Item"), 4), (_("Who leads"), 3),
                               (_("Minutes"), 0), ("", 0)):  # fmt: skip
            label = Label(words, px=tokens.LABEL, bold=True, colour=tokens.INK_2)
            heads.addWidget(label, stretch)
            self._heads.append(label)
        self.body.addLayout(heads)
        self._column = QVBoxLayout()
        self._column.setSpacing(scale.gap(tokens.GAP_2))
        self.body.addLayout(self._column)
        self.more = Button(_("Add an item"), kind=Kind.SOFT, icon="plus", key="Alt N")
        self.more.clicked.connect(lambda: self.add_line(focus=True))
        self.mark = StatusMark(Status.NONE, size=16)
        self.sum = Label(px=tokens.LABEL, bold=True, wrap=True)
        foot = QHBoxLayout()
        foot.addWidget(self.more)
        foot.addWidget(self.mark)
        foot.addWidget(self.sum, 1)
        self.body.addLayout(foot)
        self.trouble = Label(px=tokens.LABEL, bold=True, colour=tokens.STOP.text, wrap=True)
        self.trouble.hide()
        self.add(self.trouble)
        follow(self._fit)

    def _fit(self) -> None:
        self._heads[0].setFixedWidth(scale.px(48))
        self._heads[3].setFixedWidth(fonts.font(tokens.BODY).pixelSize() * 5 + scale.px(30))
        self._heads[4].setFixedWidth(scale.px(tokens.CONTROL_DENSE))

    def set_items(self, items: Sequence[PlannedItem]) -> None:
        """Write `items`, and an empty line where there is none."""
        for line in self.lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self.lines = []
        for item in items:
            self._put(item)
        if not items:
            self._put(PlannedItem(""))
        self.trouble.hide()
        self._count()

    def items(self) -> tuple[PlannedItem, ...]:
        """Return what is written; empty lines are left out."""
        return tuple(line.item() for line in self.lines if not line.empty())

    def set_length(self, begins: time | None, minutes: int | None) -> None:
        """Count from `begins` and against the meeting's length of `minutes`."""
        self._begins, self._length = begins, minutes
        self._count()

    def check(self) -> bool:
        """Say which line has no words yet; return whether all have."""
        wrong = [line for line in self.lines if not line.empty() and not line.item().title]
        self.trouble.setVisible(bool(wrong))
        if wrong:
            self.trouble.setText(_("An item has no words yet."))
            wrong[0].title.setFocus(Qt.FocusReason.OtherFocusReason)
        return not wrong

    def add_line(self, *, focus: bool = False) -> AgendaLine:
        """Add an empty line at the end."""
        line = self._put(PlannedItem(""))
        self._count()
        if focus:
            line.title.setFocus(Qt.FocusReason.OtherFocusReason)
        return line

    def _put(self, item: PlannedItem) -> AgendaLine:
        line = AgendaLine(item)
        line.changed.connect(self._tell)
        line.removed.connect(lambda: self._remove(line))
        line.moved.connect(lambda step: self._move(line, step))
        line.finished.connect(lambda: self._go_on(line))
        self.lines.append(line)
        self._column.addWidget(line)
        return line

    def _go_on(self, line: AgendaLine) -> None:
        here = self.lines.index(line) + 1
        if here < len(self.lines):
            self.lines[here].title.setFocus(Qt.FocusReason.TabFocusReason)
        elif not line.empty():
            self.add_line(focus=True)

    def _remove(self, line: AgendaLine) -> None:
        here = self.lines.index(line)
        self.lines.remove(line)
        self._column.removeWidget(line)
        line.hide()
        line.deleteLater()
        if not self.lines:
            self._put(PlannedItem(""))
        near = self.lines[min(here, len(self.lines) - 1)]
        near.title.setFocus(Qt.FocusReason.OtherFocusReason)
        self._tell()

    def _move(self, line: AgendaLine, step: int) -> None:
        here = self.lines.index(line)
        there = here + step
        if not 0 <= there < len(self.lines):
            return
        focused = self.focusWidget()
        self.lines.insert(there, self.lines.pop(here))
        self._column.removeWidget(line)
        self._column.insertWidget(there, line)
        for before, after in zip(self.lines, self.lines[1:], strict=False):
            QWidget.setTabOrder(before.remove, after.title)
        if focused is not None and line.isAncestorOf(focused):
            focused.setFocus(Qt.FocusReason.OtherFocusReason)
        self._tell()

    def _tell(self) -> None:
        self._count()
        self.changed.emit()

    def _count(self) -> None:
        lengths = [line.item().minutes for line in self.lines]
        for line, begins in zip(self.lines, starts(self._begins, lengths), strict=True):
            shown = begins is not None and not line.empty()
            line.begins.setText(f"{begins:%H:%M}" if shown else "―")
        status, words = sum_words(sum(length or 0 for length in lengths), self._length)
        self.mark.set_status(status)
        self.sum.setText(words)
        self.sum.set_colour(status.family.text)
