"""名簿の書き出し: which columns, in which form, what for — and which letters would be lost."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QGridLayout, QWidget

from desktop.dialogs.question import Dialog
from desktop.dialogs.room import fit
from desktop.parts.field import Field
from desktop.parts.label import Label
from desktop.parts.said import Said
from desktop.parts.status import Status
from desktop.parts.text_field import TextField
from desktop.parts.tick import Rings, Tick
from desktop.style import tokens
from resources import durable
from resources.refusals import Refusal
from resources.words import _, ngettext
from sessions import exporting

if TYPE_CHECKING:
    from desktop.desk import Desk

_ACROSS = 4
_TOLD = 8  # letters named in the window; the list itself has a 〓 at each place


def _where(parent: QWidget, suggested: str, form: str) -> str:
    kinds = "Excel (*.xlsx)" if form == exporting.XLSX else "CSV (*.csv)"
    return QFileDialog.getSaveFileName(parent, _("Save this list"), suggested, kinds)[0]


class ExportList(Dialog):
    """Asks how the list of `person_ids` is taken out; `where` gives the file to write."""

    def __init__(
        self,
        desk: "Desk",
        person_ids: Sequence[str],
        *,
        where: Callable[[QWidget, str, str], str] = _where,
        parent: QWidget | None = None,
    ) -> None:
        count = len(person_ids)
        title = ngettext("Take out the list of {count}", "Take out the list of {count}", count)
        super().__init__(title.format(count=count), parent=parent)
        self.desk = desk
        self.person_ids = tuple(person_ids)
        self._where = where
        self.saved: Path | None = None
        words = _("Take only what is needed. Who took what, and what for, is kept in the record.")
        self.body.addWidget(Label(words, px=tokens.LABEL, colour=tokens.INK_2, wrap=True))
        self.ticks = {name: Tick(_(word)) for name, (word, _get) in exporting.FIELDS.items()}
        grid = QGridLayout()
        for number, (name, tick) in enumerate(self.ticks.items()):
            tick.setChecked(name in exporting.USUAL)
            tick.toggled.connect(self._look)
            grid.addWidget(tick, number // _ACROSS, number % _ACROSS)
        self.body.addWidget(Label(_("Columns"), px=tokens.LABEL, bold=True))
        self.body.addLayout(grid)
        self.form = Rings(
            _("Form of the file"),
            [
                (exporting.XLSX, _("Excel workbook")),
                (exporting.CSV_CP932, _("CSV (Shift_JIS)")),
                (exporting.CSV_UTF8, _("CSV (Unicode)")),
            ],
            exporting.XLSX,
        )
        self.form.chosen.connect(lambda _value: self._look())
        self.body.addWidget(Label(_("Form of the file"), px=tokens.LABEL, bold=True))
        self.body.addWidget(self.form)
        self.withheld = Label(px=tokens.LABEL, wrap=True)
        self.body.addWidget(self.withheld)
        self.said = Said()
        self.body.addWidget(self.said)
        self.purpose = TextField(_("What for"))
        self.purpose.setMaxLength(200)
        self.purpose_field = Field(
            _("What for"), self.purpose, hint=_("For example: 参加者への連絡"), check=self._missing,
            width=0,
        )  # fmt: skip
        self.body.addWidget(self.purpose_field)
        self.stop_or(_("Take out"), self.enter, icon="upload")
        fit(self, 760, 560, parent)
        self._look()

    def fields(self) -> list[str]:
        """Return the fields that are ticked."""
        return [name for name, tick in self.ticks.items() if tick.isChecked()]

    def _missing(self) -> str:
        return "" if self.purpose.text().strip() else _("Please write what the list is for.")

    def _look(self) -> None:
        """Say before anything is written which letters the form cannot hold."""
        self.said.clear()
        if not self.fields():
            return
        try:
            found = self.desk.read(exporting.gather, self.person_ids, self.fields())
        except Refusal as refusal:
            self.said.say(f"{refusal.what} {refusal.advice}", Status.WAIT)
            return
        self.withheld.setText(found.left_out)
        self.withheld.setVisible(bool(found.left_out))
        lost = found.lacking() if self.form.value() == exporting.CSV_CP932 else []
        if not lost:
            return
        letters = " ".join(dict.fromkeys(one.character for one in lost[:_TOLD]))
        lines = "、".join(
            _("line {row} {column}").format(row=one.row, column=one.column) for one in lost[:_TOLD]
        )
        words = ngettext(
            "{count} letter is not in Shift_JIS and becomes 〓: {letters} ({lines})",
            "{count} letters are not in Shift_JIS and become 〓: {letters} ({lines})",
            len(lost),
        )
        self.said.say(
            words.format(count=len(lost), letters=letters, lines=lines),
            Status.WAIT,
            action=_("Make it an Excel workbook"),
            act=self._as_workbook,
        )

    def _as_workbook(self) -> None:
        self.form.set_value(exporting.XLSX)
        self._look()

    def enter(self) -> None:
        """Ask where to, write the file whole, and close."""
        if not self.purpose_field.check():
            return
        form = self.form.value()
        ending = ".xlsx" if form == exporting.XLSX else ".csv"
        # A file name lies open in every folder: it names nobody.
        chosen = self._where(self, _("list") + ending, form)
        if not chosen:
            return
        path = Path(chosen).with_suffix(ending)
        try:
            durable.write(path, self._take_out(form).written(form))
        except Refusal as refusal:
            self.said.say(f"{refusal.what} {refusal.advice}", Status.WAIT)
        else:
            self.saved = path
            self.answer("saved")

    def _take_out(self, form: str) -> exporting.People:
        return self.desk.change(
            exporting.take_out,
            self.person_ids,
            self.fields(),
            purpose=self.purpose.text(),
            form=form,
            at=self.desk.now(),
            by=self.desk.staff_id,
        )


def ask(parent: QWidget, desk: "Desk", person_ids: Sequence[str]) -> Path | None:
    """Ask and wait; return the file that was written, None when it was left."""
    dialog = ExportList(desk, person_ids, parent=parent)
    dialog.exec()
    return dialog.saved
