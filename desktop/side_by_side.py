"""Two entries side by side: what agrees, what differs, field by field."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop import person_words as wording
from desktop.parts.card import Card
from desktop.parts.label import Label
from desktop.parts.ruby import RubyName
from desktop.parts.status import Status, StatusMark
from desktop.style import tokens
from desktop.style.scale import follow, scale
from resources import calendar
from resources.contacts import address_key
from resources.names import fold, reading
from resources.words import _
from sessions.intake.rows import Row
from sessions.person_views import PersonView


@dataclass(frozen=True)
class Fact:
    """One thing known of an entry: its label, the words, and what is compared of it."""

    label: str
    words: str
    compared: frozenset[str]


@dataclass(frozen=True)
class Side:
    """One of the two: where it comes from, name and reading, and its facts."""

    source: str
    name: str
    kana: str
    facts: tuple[Fact, ...]


def of_person(person: PersonView, source: str = "") -> Side:
    """Return a person of the register as one of two."""
    numbers = "・".join(
        f"{_(wording.SHORT.get(one.programme, one.programme))} {one.number}"
        for one in person.relations
    )
    return Side(
        source or _("In the register"),
        person.name,
        person.kana,
        _facts(
            person.name,
            person.kana,
            calendar.wareki(person.birth) if person.birth else person.birth_written,
            person.address,
            person.district,
            person.phones,
            numbers,
            (person.alias, person.former_name, person.affiliation),
        ),
    )


def of_row(row: Row) -> Side:
    """Return a line of a list as one of two."""
    place = _("{file}, line {row}").format(file=row.file, row=row.row)
    if row.sheet:
        place = _("{file}, sheet {sheet}, line {row}").format(
            file=row.file, sheet=row.sheet, row=row.row
        )
    return Side(
        place,
        row.name,
        row.kana,
        _facts(
            row.name,
            row.kana,
            calendar.wareki(row.birth) if row.birth else row.birth_written,
            row.address,
            row.district,
            row.phones,
            row.number,
            (row.alias, row.former_name, row.affiliation),
        ),
    )


def _facts(
    name: str,
    kana: str,
    birth: str,
    address: str,
    district: str,
    phones: Sequence[tuple[str, str]],
    numbers: str,
    others: tuple[str, str, str],
) -> tuple[Fact, ...]:
    return (
        Fact(_("Letters"), wording.shown(name), frozenset({name} - {""})),
        Fact(_("Reading"), wording.shown(kana), frozenset({reading(kana)} - {""})),
        Fact(_("Birth date"), birth, frozenset({birth} - {""})),
        Fact(_("Address"), address, frozenset({address_key(address)} - {""})),
        Fact(_("District"), district, frozenset({fold(district)} - {""})),
        Fact(
            _("Telephone"),
            "\n".join(written for written, _digits in phones),
            frozenset(digits for _written, digits in phones),
        ),
        Fact(_("Number"), numbers, frozenset({numbers} - {""})),
        Fact(_("Name in use"), wording.shown(others[0]), frozenset({others[0]} - {""})),
        Fact(_("Former name"), wording.shown(others[1]), frozenset({others[1]} - {""})),
        Fact(_("Affiliation"), others[2], frozenset({fold(others[2])} - {""})),
    )


def verdict(one: Fact, other: Fact) -> Status | None:
    """Return OK where two facts agree, WAIT where they differ, None where one is unknown."""
    if not one.compared or not other.compared:
        return None
    return Status.OK if one.compared & other.compared else Status.WAIT


class SideBySide(QWidget):
    """Two entries; `show_pair` fills it. Below 700 px they stand one under the other."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._inside: QWidget | None = None

    def show_pair(self, one: Side, other: Side) -> None:
        """Show `one` at the left and `other` at the right."""
        if self._inside is not None:
            self._column.removeWidget(self._inside)
            self._inside.hide()
            self._inside.deleteLater()
        self._inside = Card(dense=True)
        self._inside.add(_Grid(one, other))
        self._column.addWidget(self._inside)


class _Grid(QWidget):
    def __init__(self, one: Side, other: Side) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        for column in (1, 2):
            grid.setColumnStretch(column, 1)
        for column, side in ((1, one), (2, other)):
            grid.addWidget(
                Label(side.source, px=tokens.SMALL, colour=tokens.INK_2, wrap=True), 0, column
            )
            name = RubyName(wording.shown(side.name), wording.shown(side.kana), px=22)
            grid.addWidget(name, 1, column)
        row = 2
        top = Qt.AlignmentFlag.AlignTop
        for left, right in zip(one.facts, other.facts, strict=True):
            if not left.words and not right.words:
                continue
            label = Label(left.label, px=tokens.LABEL, colour=tokens.INK_2)
            grid.addWidget(label, row, 0, top)
            grid.addWidget(Label(left.words or "―", wrap=True), row, 1, top)
            grid.addWidget(Label(right.words or "―", wrap=True), row, 2, top)
            grid.addWidget(_Verdict(verdict(left, right)), row, 3, top)
            row += 1
        self._grid = grid
        follow(self._resize)

    def _resize(self) -> None:
        self._grid.setHorizontalSpacing(scale.gap(tokens.GAP_4))
        self._grid.setVerticalSpacing(scale.gap(tokens.GAP_2))


class _Verdict(QWidget):
    def __init__(self, said: Status | None) -> None:
        super().__init__()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(scale.gap(6))
        if said is not None:
            words = _("the same") if said is Status.OK else _("different")
            line.addWidget(StatusMark(said))
            line.addWidget(Label(words, px=tokens.LABEL, bold=True, colour=said.family.text))
        line.addStretch(1)
