"""「どうして 19個？」: a number opened into steps that add up, or one line of the ledger."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.parts.button import Button, Kind
from desktop.parts.card import Card
from desktop.parts.facts import Facts
from desktop.parts.flow import Flow
from desktop.parts.hairline import Hairline
from desktop.parts.label import Label
from desktop.points import wording
from desktop.points.ledger_rows import Line
from desktop.style import fonts, tokens
from desktop.style.scale import follow, scale
from programs.points.member_year import MemberYear
from programs.points.rule_words import counter
from resources import calendar
from resources.words import _, mark

_SOURCES = {
    "sheet": mark("The host's monthly sheet"),
    "scan": mark("Card and host scanned at the desk"),
    "meeting": mark("Attendance of a meeting"),
    "hand": mark("Entered by hand"),
    "card": mark("Counted from a stamp card"),
}


class _Number(QWidget):
    """The number of a step in its circle."""

    def __init__(self, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number = number
        follow(self._resize)

    def _resize(self) -> None:
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        """Return the square of the circle."""
        return QSize(scale.px(26), scale.px(26))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint circle and number."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(tokens.PRIMARY_LINE))
        painter.setBrush(QColor(tokens.PRIMARY_SOFT))
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawEllipse(box)
        painter.setPen(QColor(tokens.PRIMARY_PRESS))
        painter.setFont(fonts.font(tokens.LABEL, bold=True))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(self._number))


class WhyPanel(Card):
    """The panel; `print_asked` is its paper, `back_asked` leads from a line to the whole sum.

    `taken_back` carries the line that does not stand any more.
    """

    print_asked = Signal()
    back_asked = Signal()
    taken_back = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Why?"), dense=True, rule=True, parent=parent)
        self.names: dict[str, str] = {}  # staff id to name
        self.inside = QWidget()
        self._column = QVBoxLayout(self.inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(scale.gap(tokens.GAP_2))
        self._parts: list[QWidget] = []
        self.add(self.inside)
        self.rules = Label(px=tokens.SMALL, colour=tokens.INK_2, wrap=True)
        self.paper = Button(
            _("Print this explanation"), kind=Kind.SOFT, icon="printer",
            height=tokens.CONTROL_DENSE,
        )  # fmt: skip
        self.paper.clicked.connect(self.print_asked)
        self.back = Button(
            _("The whole sum"), kind=Kind.QUIET, icon="chevron-left", height=tokens.CONTROL_DENSE
        )
        self.back.clicked.connect(self.back_asked)
        self.take_back = Button(
            _("Take this line back"), icon="undo-2", height=tokens.CONTROL_DENSE
        )
        self.take_back.clicked.connect(lambda: self.taken_back.emit(self.line))
        self.line: Line | None = None
        self.add(self.rules)
        self.acts = Flow([self.paper, self.back, self.take_back])
        self.add(self.acts)

    def show_sum(self, member: MemberYear) -> None:
        """Show how the stamps of the year add up."""
        asked, steps = wording.explanation(member)
        self._clear(asked)
        unit = counter(member.rule)
        for number, (title, below, amount) in enumerate(steps, 1):
            self._put(self._step(number, title, below, amount))
            self._put(Hairline())
        self._put(self._total(f"{member.standing.counted} {unit}"))
        self._close(member)
        self.line = None
        self.back.hide()
        self.take_back.hide()
        self.paper.show()
        self.acts.arrange()

    def show_line(self, member: MemberYear, line: Line, *, writing: bool) -> None:
        """Show one line of the ledger down to its host, its report, its rule and its cap.

        `writing` offers to take it back.
        """
        self.line = line
        unit = counter(member.rule)
        self._clear(_("Why {count} {unit}?").format(count=line.stamps_words(), unit=unit))
        self._put(Label(line.title(), bold=True, wrap=True))
        self._put(Facts(self._facts(member, line), label_width=80))
        for cause in line.causes:
            self._put(Label(wording.whole(cause), px=tokens.LABEL, wrap=True))
        self._close(member)
        self.back.show()
        self.take_back.setVisible(writing and line.one is not None)
        self.paper.hide()
        self.acts.arrange()

    def _facts(self, member: MemberYear, line: Line) -> Sequence[tuple[str, str]]:
        unit = counter(member.rule)
        if line.back is not None:
            return (
                (_("Activity"), line.content),
                (_("Counted then"), f"{line.back.counted} {unit}"),
                (_("Taken back"), line.back.why or _("No reason is written.")),
            )
        one = line.one
        assert one is not None
        written = "、".join(
            f"{calendar.day_of(at).month}/{calendar.day_of(at).day} {_signed(counted)}"
            for at, counted in one.written
        )
        entered = calendar.local(one.entered_at)
        by = self.names.get(one.entered_by, "")
        source = _(_SOURCES.get(one.source, one.source))
        if one.file:
            source = _("{source}: {file}, line {line}").format(
                source=source, file=one.file, line=one.line
            )
        return (
            (_("Activity"), one.content),
            (_("Time"), line.times()),
            (_("Earned"), f"{one.recorded} {unit}"),
            (_("Counted for"), f"{one.counted} {unit}"),
            (_("Ledger"), written),
            (_("Known from"), source),
            (
                _("Entered at the desk"),
                f"{entered.month}/{entered.day} {entered:%H:%M} {by}".strip(),
            ),
        )

    def _clear(self, title: str) -> None:
        self.title.setText(title)
        for part in self._parts:
            self._column.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._parts = []

    def _put(self, part: QWidget) -> None:
        self._column.addWidget(part)
        part.show()
        self._parts.append(part)

    def _close(self, member: MemberYear) -> None:
        self.rules.setText(
            _("By the rules of {year}, version {turn}").format(
                year=calendar.fiscal_year_label(member.year), turn=member.turn
            )
            if member.turn
            else _("By the rules as they were shipped")
        )

    def _step(self, number: int, title: str, below: str, amount: str) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 2, 0, 2)
        line.setSpacing(scale.gap(10))
        line.addWidget(_Number(number), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(title, bold=True, wrap=True))
        if below:
            words.addWidget(Label(below, px=tokens.SMALL, colour=tokens.INK_2, wrap=True))
        line.addLayout(words, 1)
        line.addWidget(Label(amount, px=20, bold=True), 0, Qt.AlignmentFlag.AlignVCenter)
        row.setAccessibleName(f"{title} {amount}")
        return row

    def _total(self, words: str) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addStretch(1)
        line.addWidget(Label(_("Stamps of this year"), colour=tokens.INK_2))
        line.addWidget(Label(words, px=28, bold=True, colour=tokens.PRIMARY))
        return row


def _signed(stamps: int) -> str:
    """Return a number with its sign in front, − as it is printed."""
    return f"−{-stamps}" if stamps < 0 else f"+{stamps}" if stamps else "0"
