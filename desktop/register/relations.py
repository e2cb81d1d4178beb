"""かかわり: one row for each programme and body a person has to do with."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop import icons
from desktop import person_words as wording
from desktop.parts.chip import Chip
from desktop.parts.hairline import Hairline
from desktop.parts.label import Label
from desktop.parts.status import Status
from desktop.register.rows import quiet
from desktop.register.telling import Whole
from desktop.style import tokens
from desktop.style.scale import follow, scale
from resources import calendar
from resources.words import _, ngettext
from sessions.person_views import POINTS, SUPPORTERS


@dataclass(frozen=True)
class Tie:
    """One row: icon, what it is, the number, a figure, and the chip at the end.

    `opens` is what the page of the programme is opened at, if it has one: YEAR:NUMBER.
    """

    icon: str
    word: str
    number: str
    figure: str
    status: Status
    chip: str
    opens: str = ""


def ties(whole: Whole) -> list[Tie]:
    """Return what ties a person to the house, programmes first."""
    found: list[Tie] = []
    known = {standing.number: standing for standing in whole.points}
    completed = {standing.number: standing for standing in whole.supporters}
    for relation in whole.facts.person.relations:
        icon = wording.ICONS.get(relation.programme, "sprout")
        word = _(wording.PROGRAMMES.get(relation.programme, relation.programme))
        figure, status, chip, opens = "", Status.OK, _("Registered"), ""
        if relation.programme == POINTS and relation.number in known:
            one = known[relation.number]
            figure = calendar.fiscal_year_label(one.year)
            opens = f"{one.year}:{one.number}"
            if one.cancelled or "取消" in one.status:
                status, chip = Status.NONE, _("Ended")
            elif "休" in one.status:
                status, chip = Status.NONE, _("Resting")
        if relation.programme == SUPPORTERS and relation.number in completed:
            done = completed[relation.number]
            if done.completed_year is not None:
                figure = calendar.fiscal_year_label(done.completed_year)
                chip = _("Completed")
        found.append(Tie(icon, word, relation.number, figure, status, chip, opens))
    return found + _bodies(whole)


def _bodies(whole: Whole) -> list[Tie]:
    by_body: dict[str, list[str]] = {}
    for one in whole.facts.came:
        day = f"{one.held_on.month}/{one.held_on.day}" if one.held_on else ""
        by_body.setdefault(one.body_name, []).append(day)
    return [
        Tie(
            wording.ICONS[wording.MEETINGS],
            body,
            "",
            ngettext("{count} time", "{count} times", len(days)).format(count=len(days)),
            Status.OK,
            _("{day} present").format(day=days[0]).strip(),
        )
        for body, days in by_body.items()
    ]


class Icon(QWidget):
    """A small picture beside a word; decoration only."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        follow(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Return the room of an icon in a button."""
        return QSize(scale.px(tokens.ICON), scale.px(tokens.ICON))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the icon."""
        icons.paint(QPainter(self), QRectF(self.rect()), self._name, tokens.PRIMARY)


class Relations(QWidget):
    """The rows of `ties`, with hairlines between them; `opened` carries what a row opens."""

    opened = Signal(str)

    def __init__(self, found: list[Tie], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scale.gap(5))
        for number, tie in enumerate(found):
            if number:
                column.addWidget(Hairline())
            column.addWidget(self._row(tie))

    def _row(self, tie: Tie) -> QWidget:
        row = _row(tie)
        if tie.opens:
            button = quiet(_("Stamps"), tie.number)
            button.clicked.connect(lambda: self.opened.emit(tie.opens))
            line = row.layout()
            assert line is not None
            line.addWidget(button)
        return row


def _row(tie: Tie) -> QWidget:
    row = QWidget()
    row.setAccessibleName(f"{tie.word} {tie.number} {tie.figure} {tie.chip}")
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(scale.gap(tokens.GAP_2))
    line.addWidget(Icon(tie.icon))
    line.addWidget(Label(tie.word, bold=True))
    line.addWidget(Label(tie.number, px=tokens.LABEL, colour=tokens.INK_2))
    line.addStretch(1)
    line.addWidget(Label(tie.figure, px=tokens.LABEL, colour=tokens.INK_2))
    line.addWidget(Chip(tie.status, tie.chip))
    return row
