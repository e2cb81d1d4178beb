"""The list of the register: filters, index tabs, the table, and what stands below it."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop import person_words as wording
from desktop.parts.button import Button, Kind
from desktop.parts.choice import Choice
from desktop.parts.empty import Empty
from desktop.parts.index_tabs import IndexTabs
from desktop.parts.label import Label
from desktop.parts.search_field import SearchField
from desktop.parts.table import Column, Table
from desktop.style import tokens
from desktop.style.scale import follow, scale
from resources import calendar
from resources.words import _
from sessions.person_rows import PersonRow
from sessions.person_views import POINTS, SUPPORTERS

FILTER_HEIGHT = 44


@dataclass(frozen=True)
class Filters:
    """What the two lists beside the field let pass; empty lets everybody pass."""

    district: str = ""
    relation: str = ""

    def passes(self, row: PersonRow) -> bool:
        """Tell whether `row` stays in the list."""
        if self.district and row.district != self.district:
            return False
        if self.relation == wording.MEETINGS:
            return row.came
        if self.relation == wording.LEFT:
            return row.held is not None
        return not self.relation or self.relation in row.programmes


class PeopleList(QWidget):
    """The register as a list; `now` tells the moment for which ages are said.

    `sought` carries the text of the field at every change, `opened` is Enter in the field.
    The page answers with `show_found`; nothing is read here.
    """

    sought = Signal(str)
    opened = Signal()

    def __init__(self, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._now = now
        self.everybody: list[PersonRow] = []
        self._found: dict[str, tuple[int, str]] | None = None
        self._jumping = False
        self._place: dict[str, int] = {}
        self.field = SearchField(
            _("Filter the register"),
            hint=_("Kana, kanji, end of the telephone, number"),
            key="/",
            height=FILTER_HEIGHT,
        )
        self.district = Choice(_("District"), height=FILTER_HEIGHT)
        self.relation = Choice(
            _("Ties"),
            [
                ("", _("Ties")),
                (POINTS, _("Points")),
                (SUPPORTERS, _("Iki-iki supporters")),
                (wording.MEETINGS, _("Came to a meeting")),
                (wording.LEFT, _("Do not send")),
            ],
            height=FILTER_HEIGHT,
        )
        self.tabs = IndexTabs()
        self.table: Table[PersonRow] = Table(
            _("People of the register"),
            self._columns(),
            key=lambda row: row.id,
            reading=lambda row: row.kana,
        )
        self.hint = Label(px=tokens.SMALL, colour=tokens.INK_2)
        self.newcomer = Button(
            _("Register as a newcomer"), kind=Kind.PRIMARY, icon="user-round-plus"
        )
        self.nobody = Empty("search", _("Nobody was found."), "", self.newcomer)
        self.nobody.hide()
        self._build()
        self.field.sought.connect(self.sought)
        self.field.moved.connect(self._move)
        self.field.entered.connect(lambda _text: self.opened.emit())
        self.district.chosen.connect(lambda _value: self._arrange())
        self.relation.chosen.connect(lambda _value: self._arrange())
        self.tabs.chosen.connect(self._jump)
        self.table.verticalScrollBar().valueChanged.connect(lambda _value: self._follow())

    def _columns(self) -> tuple[Column[PersonRow], ...]:
        return (
            Column(
                _("Name"),
                lambda row: wording.shown(row.name),
                ruby=lambda row: wording.ruby(row.kana, row.latin),
                bold=True,
                sort=lambda row: self._place.get(row.id, 0),
            ),
            Column(
                _("Age"), self._age, width=78, right=True,
                sort=lambda row: -(row.birth.toordinal() if row.birth else 0),
            ),
            Column(_("District"), lambda row: row.district, width=96, folds=True),
            Column(
                _("Ties"),
                lambda row: wording.relation_chip(row)[1],
                chip=lambda row: wording.relation_chip(row)[0],
                width=184,
                folds=True,
            ),
        )  # fmt: skip

    def _build(self) -> None:
        self._filters = QHBoxLayout()
        self._filters.addWidget(self.field, 1)
        self._filters.addWidget(self.district)
        self._filters.addWidget(self.relation)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(self._filters)
        self._column.addWidget(self.tabs)
        self._column.addWidget(self.table, 1)
        self._column.addWidget(self.nobody, 1)
        self._column.addWidget(self.hint)
        follow(self._resize)

    def _resize(self) -> None:
        self._column.setSpacing(scale.gap(10))
        self._filters.setSpacing(scale.gap(tokens.GAP_2))
        for choice in (self.district, self.relation):
            choice.setMaximumWidth(scale.px(130))
        self.table.setMinimumHeight(scale.px(tokens.TABLE_HEAD + 4 * tokens.ROW_RUBY))

    def _age(self, row: PersonRow) -> str:
        if row.birth is None:
            return ""
        age = calendar.age_on(row.birth, calendar.day_of(self._now()))
        return _("{age} years old").format(age=age)

    # What is shown

    def show_people(self, rows: Sequence[PersonRow], districts: Sequence[str]) -> None:
        """Show everybody; `districts` in the order of the office."""
        self.everybody = list(rows)
        self._place = {row.id: number for number, row in enumerate(rows)}
        used = {row.district for row in rows if row.district}
        known = [name for name in districts if name in used]
        others = sorted(used - set(known))
        answers = [("", _("District")), *((name, name) for name in (*known, *others))]
        self.district.set_answers(answers, self.district.value())
        self._arrange()

    def show_found(self, found: dict[str, tuple[int, str]] | None) -> None:
        """Show only `found` (person to rank and kind), or everybody again with None."""
        self._found = found
        self._arrange()
        self.table.point_at_row(0)

    def _arrange(self) -> None:
        filters = Filters(self.district.value(), self.relation.value())
        rows = self.everybody
        if filters != Filters():
            rows = [row for row in rows if filters.passes(row)]
        found = self._found
        if found is not None:
            rows = [row for row in rows if row.id in found]
            rows.sort(key=lambda row: found[row.id][0])
        self.table.set_rows(rows)
        self.tabs.set_counts(Counter(row.tab for row in rows))
        there = bool(rows) or not self.everybody
        self.table.setVisible(there)
        self.nobody.setVisible(not there)
        self.newcomer.setVisible(found is not None)
        if not there:
            self._say_nobody()
        keys = _("↑↓ choose   Enter open   F4 correct")
        if found is not None or filters != Filters():
            keys = _("{count} people   {keys}").format(count=f"{len(rows):,}", keys=keys)
        self.hint.setText(keys)
        self._follow()

    def _say_nobody(self) -> None:
        text = self.field.text().strip()
        if text:
            self.nobody.say(
                _("Nobody was found by “{text}”.").format(text=text),
                _("Try fewer letters, only the reading, or the end of the telephone."),
            )
        else:
            self.nobody.say(_("Nobody is here."), _("Esc shows everybody again."))

    # Moving about

    def look_for(self, text: str) -> None:
        """Write `text` into the field and show whom it finds."""
        if self.field.text() != text:
            self.field.setText(text)
        else:
            self.sought.emit(text)

    def clear(self) -> bool:
        """Empty field and lists; return whether there was anything to empty."""
        if not (self.field.text() or self.district.value() or self.relation.value()):
            return False
        self.district.set_value("")
        self.relation.set_value("")
        with QSignalBlocker(self.field):
            self.field.clear()
        self.sought.emit("")
        return True

    def _move(self, step: int) -> None:
        self.table.point_at_row(self.table.currentIndex().row() + step)

    def _jump(self, tab: str) -> None:
        rows = self.table.records.rows
        place = next((n for n, row in enumerate(rows) if not tab or row.tab == tab), -1)
        if place < 0:
            return
        self._jumping = True
        index = self.table.records.index(place, 0)
        self.table.setCurrentIndex(index)
        self.table.scrollTo(index, Table.ScrollHint.PositionAtTop)
        self._jumping = False

    def _follow(self) -> None:
        """Show in the tabs where the list stands."""
        if self._jumping:
            return
        rows = self.table.records.rows
        top = self.table.rowAt(1)
        at_top = not self.table.verticalScrollBar().value()
        self.tabs.set_current("" if at_top or not 0 <= top < len(rows) else rows[top].tab)
