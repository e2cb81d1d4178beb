"""Who gets an envelope, who gets none and why, and what can be mended about one of them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.parts.button import Button, Kind
from desktop.parts.flow import Flow
from desktop.parts.label import Label
from desktop.parts.segments import Segments
from desktop.parts.status import Status
from desktop.parts.table import Table
from desktop.parts.table_rows import Column
from desktop.style import tokens
from desktop.style.scale import scale
from resources.words import _

if TYPE_CHECKING:
    from sessions.addressees import Addressee, Gathered

READY, LACKING, LETTERS, OUT = "ready", "lacking", "letters", "out"


@dataclass(frozen=True)
class Row:
    """One line of the list; `refs` are the subjects behind it."""

    key: str
    refs: tuple[str, ...]
    name: str
    kana: str
    address: str
    note: str = ""
    status: Status | None = None
    joint: bool = False


class AddresseeList(QWidget):
    """The list in four parts. Signals ask for what the page does: mend, address as, part."""

    mend_asked = Signal(str)  # the first subject of the row
    address_asked = Signal(str, str)  # subject, honorific
    part_asked = Signal(object)  # the subjects that want envelopes of their own

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: dict[str, list[Row]] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.GAP_2)
        self.parts = Segments(
            _("What to look at"),
            [
                (READY, _("Printed")),
                (LACKING, _("Address lacks something")),
                (LETTERS, _("Letters no font has")),
                (OUT, _("Left out")),
            ],
        )
        self.parts.chosen.connect(lambda _value: self._show())
        column.addWidget(self.parts)
        self.table: Table[Row] = Table(
            _("Whom to write to"),
            [
                Column(_("Name"), lambda one: one.name, ruby=lambda one: one.kana, bold=True),
                Column(_("Address"), lambda one: one.address, width=330, folds=True),
                Column(
                    _("To look at"),
                    lambda one: one.note,
                    chip=lambda one: one.status,
                    width=190,
                    folds=True,
                ),
            ],
            key=lambda one: one.key,
            reading=lambda one: one.kana,
            empty=_("There is nobody here."),
        )
        self.table.setMinimumHeight(scale.px(230))
        self.table.pointed.connect(lambda _row: self._point())
        self.table.opened.connect(lambda _row: self._mend())
        column.addWidget(self.table, 1)
        self._build_acts(column)

    def _build_acts(self, column: QVBoxLayout) -> None:
        from sessions.addressing import Honorific

        self.mend = Button(_("Mend the entry"), icon="pencil", height=tokens.CONTROL_DENSE)
        self.mend.clicked.connect(self._mend)
        self.apart = Button(_("Envelopes of their own"), height=tokens.CONTROL_DENSE)
        self.apart.clicked.connect(self._part)
        self.honorifics: dict[str, Button] = {}
        row = QHBoxLayout()
        self._said = Label(_("After the name:"), px=tokens.LABEL, colour=tokens.INK_2)
        row.addWidget(self._said)
        for one in Honorific:
            button = Button(one.word, kind=Kind.SOFT, height=tokens.CONTROL_DENSE)
            button.setAccessibleName(_("Address as {word}").format(word=one.word))
            button.clicked.connect(self._addressing(one.value))
            self.honorifics[one.value] = button
        row.addWidget(Flow([*self.honorifics.values(), self.apart, self.mend]), 1)
        column.addLayout(row)
        self._point()

    def show_gathered(self, gathered: "Gathered", unprintable: dict[str, tuple[str, ...]]) -> None:
        """Show the four parts with their counts; `unprintable` are letters by key."""
        ready = [_row(one, unprintable) for one in gathered.ready]
        self._rows = {
            READY: ready,
            LACKING: [
                *(
                    Row(out.ref, (out.ref,), out.name, out.kana, "", out.why, Status.STOP)
                    for out in gathered.left_out
                    if out.mendable
                ),
                *(_row(one, {}) for one in gathered.incomplete),
            ],
            LETTERS: [row for row in ready if row.key in unprintable],
            OUT: [
                Row(out.ref, (out.ref,), out.name, out.kana, "", out.why, Status.NONE)
                for out in gathered.left_out
            ],
        }
        self.parts.set_counts({part: len(rows) for part, rows in self._rows.items()})
        self._show()

    def look_at(self, part: str) -> None:
        """Bring one part into view."""
        self.parts.choose(part)

    def _show(self) -> None:
        here = self.table.current()
        self.table.set_rows(self._rows.get(self.parts.value(), []))
        if here is None or not self.table.point_at(here.key):
            self.table.point_at_row(0)
        self._point()

    def _point(self) -> None:
        one = self.table.current()
        person = one is not None and one.refs[0][0] in {"p", "o"}
        self.mend.setEnabled(person)
        for button in self.honorifics.values():
            button.setEnabled(person and self.parts.value() != OUT)
        self.apart.setEnabled(one is not None and one.joint)

    def _mend(self) -> None:
        one = self.table.current()
        if one is not None:
            self.mend_asked.emit(one.refs[0])

    def _part(self) -> None:
        one = self.table.current()
        if one is not None:
            self.part_asked.emit(one.refs)

    def _addressing(self, honorific: str) -> Callable[[], None]:
        def act() -> None:
            one = self.table.current()
            if one is not None:
                for ref in one.refs:
                    self.address_asked.emit(ref, honorific)

        return act


def _row(one: "Addressee", unprintable: dict[str, tuple[str, ...]]) -> Row:
    note, status = one.lacking, Status.WAIT if one.lacking else None
    letters = unprintable.get(one.key)
    if letters:
        note, status = (
            _("“{letters}” cannot be printed").format(letters="".join(letters)),
            Status.STOP,
        )
    name = one.label
    if one.organisation and one.people:
        name = f"{one.organisation}　{one.label}"
    if one.organisation and not one.people and one.organisation_honorific:
        name += f" {one.organisation_honorific.word}"
    elif one.people:
        words = list(dict.fromkeys(named.honorific.word for named in one.people))
        name += f" {'・'.join(words)}"
    place = "　".join(filter(None, (f"〒{one.zip}" if one.zip else "", one.address)))
    if one.guarded:
        place = _("to a safe address")
    return Row(one.key, one.refs, name, one.kana, place, note, status, len(one.refs) > 1)
