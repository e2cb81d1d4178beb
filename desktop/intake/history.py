"""What was brought in before, how it is taken back, and how it is done again."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop import person_words as wording
from desktop.intake.choosing import KIND_WORDS
from desktop.intake.figures import totals
from desktop.parts.button import Button, Kind
from desktop.parts.card import Card
from desktop.parts.flow import Flow
from desktop.parts.status import Status
from desktop.parts.table import Column, Table
from desktop.style import tokens
from desktop.style.scale import follow, scale
from resources import calendar
from resources.words import _
from sessions.intake.batches import Import


class History(Card):
    """The list of imports.

    `undo` carries the one that is to be taken back, `redo` one that was and is to be done again.
    """

    undo = Signal(object)
    redo = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Brought in before"), dense=True, parent=parent)
        self._staff: Mapping[str, str] = {}
        self.table: Table[Import] = Table(
            _("Brought in before"),
            (
                Column(
                    _("Files"),
                    lambda one: "・".join(file.file for file in one.files),
                    below=lambda one: _(KIND_WORDS.get(one.kind, one.kind)),
                ),
                Column(_("When"), self._when, width=190, folds=True),
                Column(_("Lines"), self._counts, width=210, folds=True),
                Column(
                    _("State"),
                    lambda one: _("taken back") if one.taken_back_at else _("brought in"),
                    chip=lambda one: Status.NONE if one.taken_back_at else Status.OK,
                    width=150,
                    folds=True,
                ),
            ),
            key=lambda one: one.id,
            row_height=tokens.ROW_RUBY,
            empty=_("Nothing was brought in yet."),
        )
        self.take_back = Button(
            _("Take the chosen import back"), kind=Kind.DANGER, icon="undo-2",
            height=tokens.CONTROL_DENSE,
        )  # fmt: skip
        self.take_back.clicked.connect(lambda: self.undo.emit(self.table.current()))
        self.again = Button(
            _("Do the chosen import again"), icon="refresh-cw", height=tokens.CONTROL_DENSE
        )
        self.again.clicked.connect(lambda: self.redo.emit(self.table.current()))
        self.table.pointed.connect(lambda _one: self._offer())
        self.add(self.table, 1)
        self.add(Flow([self.take_back, self.again]))
        self._offer()
        follow(self._fit)

    def _offer(self) -> None:
        one = self.table.current()
        gone = one is not None and one.taken_back_at is not None
        self.take_back.setEnabled(one is not None and not gone)
        self.take_back.setVisible(not gone)
        self.again.setVisible(gone)

    def _fit(self) -> None:
        self.table.setMinimumHeight(scale.px(tokens.TABLE_HEAD + 2 * tokens.ROW_RUBY + 4))

    def _when(self, one: Import) -> str:
        who = wording.shown(self._staff.get(one.by, ""))
        at = calendar.local(one.at)
        return f"{wording.day(one.at)} {at:%H:%M}  {who}".rstrip()

    def _counts(self, one: Import) -> str:
        _rows, added, changed, _unchanged = totals(one.files)
        return _("{added} added, {changed} changed").format(added=added, changed=changed)

    def show_imports(self, found: Sequence[Import], staff: Mapping[str, str]) -> None:
        """Show `found`, newest first; `staff` are the names of those at the desk."""
        self._staff = staff
        self.table.set_rows(found)
        self._offer()
        self.setVisible(bool(found))
