"""A list of places or organisations with its form: choose one to correct it, or add one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desktop.office.section import Section, in_a_row
from desktop.parts.button import Button, Kind
from desktop.parts.card import Card
from desktop.parts.field import Field
from desktop.parts.status import Status
from desktop.parts.table import Column, Table
from desktop.parts.text_field import TextField, kana_field, phone_field, tidy_number, zip_field
from desktop.style import tokens
from desktop.style.scale import scale
from resources.words import _

View = TypeVar("View")


@dataclass(frozen=True)
class Kindred(Generic[View]):
    """What one kind of entry brings along: its domain room, its fields, how it is shown.

    `fields` are (name in the details, words); `numbers` names those that hold a number.
    """

    title: str
    explanation: str
    room: Any
    details: Callable[..., Any]
    columns: Sequence[Column[View]]
    fields: Sequence[tuple[str, str]]
    numbers: frozenset[str] = frozenset()
    needed: str = "name"  # the one field that may not be empty


def editor_for(name: str, words: str) -> TextField:
    """Return the field that suits what is called `name` in the details."""
    makers = {"kana": kana_field, "phone": phone_field, "zip": zip_field}
    if name == "capacity":
        return TextField(words, tidy=tidy_number)
    return makers[name](words) if name in makers else TextField(words)


class Entries(QWidget, Generic[View]):
    """The list, its form and its three buttons, inside `section`."""

    def __init__(self, section: Section, card: Card, kind: Kindred[View]) -> None:
        super().__init__()
        self.section = section
        self.kind = kind
        self.chosen: Any = None
        self.table: Table[View] = Table(
            kind.title,
            kind.columns,
            key=lambda one: str(getattr(one, "id", "")),
            row_height=tokens.ROW_PLAIN,
            reading=lambda one: str(getattr(one, "kana", "")),
            empty=_("Nothing is in this list yet."),
        )
        self.table.setMinimumHeight(scale.px(210))
        self.table.pointed.connect(self._show)
        self.editors = {name: editor_for(name, words) for name, words in kind.fields}
        self.errors: dict[str, Field] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(tokens.GAP_5)
        grid.setColumnStretch(2, 1)
        for number, (name, words) in enumerate(kind.fields):
            field = Field(words, self.editors[name], optional=name != kind.needed)
            self.errors[name] = field
            grid.addWidget(field, number // 2, number % 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table)
        column.addLayout(grid)
        self.add = Button(_("Add"), kind=Kind.SOFT, icon="plus")
        self.correct = Button(_("Correct the one chosen"), icon="pencil")
        self.retire = Button(_("Take out of use"), icon="archive")
        self.add.clicked.connect(self._add)
        self.correct.clicked.connect(self._correct)
        self.retire.clicked.connect(self._retire)
        column.addLayout(in_a_row(self.add, self.correct, self.retire))
        card.add(self)
        self._show(None)

    def refresh(self) -> None:
        """Read the list, also what is out of use."""
        self.table.set_rows(self.section.desk.read(self.kind.room.listing, everyone=True))
        self._show(self.table.current())

    def _show(self, one: Any) -> None:
        self.chosen = one
        self.correct.setEnabled(one is not None)
        self.retire.setEnabled(one is not None)
        if one is None:
            return
        out = not one.active
        self.retire.set_words(_("Take into use again") if out else _("Take out of use"))
        for name, editor in self.editors.items():
            value = getattr(one, name)
            editor.setText("" if value is None else str(value))

    def _entered(self) -> Any | None:
        values: dict[str, Any] = {name: one.tidied() for name, one in self.editors.items()}
        for name in self.kind.numbers & values.keys():
            text = values[name].strip()
            fine = not text or text.isdecimal()
            self.errors[name].set_error("" if fine else _("Please write a number."))
            if not fine:
                return None
            values[name] = int(text) if text else None
        if self.chosen is not None:
            # What has no field here stays as it is.
            known = self.kind.room.details(self.chosen)
            values = {**vars(known), **values}
        return self.kind.details(**values)

    def _note(self) -> dict[str, Any]:
        return {"at": self.section.desk.now(), "by": self.section.desk.staff_id}

    def _add(self) -> None:
        self.chosen = None
        entered = self._entered()
        if entered is None:
            return
        added = self.section.attempt(
            lambda: self.section.desk.change(self.kind.room.enrol, entered, **self._note()),
            _("{name} is in the list.").format(name=entered.name),
        )
        if added:
            for editor in self.editors.values():
                editor.clear()

    def _correct(self) -> None:
        one, entered = self.chosen, self._entered()
        if one is not None and entered is not None:
            self.section.attempt(
                lambda: self.section.desk.change(
                    self.kind.room.correct, one.id, entered, version=one.version, **self._note()
                ),
                _("{name} is corrected.").format(name=entered.name),
            )

    def _retire(self) -> None:
        one = self.chosen
        if one is None:
            return
        active = not one.active

        def turn(*, into: bool) -> None:
            desk, note = self.section.desk, self._note()
            desk.change(self.kind.room.retire, one.id, active=into, **note)

        if self.section.attempt(lambda: turn(into=active)):
            words = _("{name} is in use again.") if active else _("{name} is out of use.")
            self.section.frame.done(words.format(name=one.name), undo=lambda: turn(into=not active))


def use_column() -> Column[Any]:
    """Return the column that says whether an entry is in use."""
    return Column(
        _("State"),
        lambda one: _("In use") if one.active else _("Out of use"),
        chip=lambda one: Status.OK if one.active else Status.NONE,
        width=130,
        folds=True,
    )
