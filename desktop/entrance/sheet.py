"""The recovery sheet: seen, printed or saved, and proven to be in somebody's hand."""

import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.entrance.panel import Panel
from desktop.parts.button import Button, Kind
from desktop.parts.choice import Choice
from desktop.parts.field import Field
from desktop.parts.label import Label
from desktop.parts.sheet_view import SheetView
from desktop.parts.status import Status, StatusMark
from desktop.parts.text_field import TextField
from desktop.style import tokens
from desktop.style.scale import follow, scale
from resources import settings
from resources.refusals import Refusal
from resources.words import _

if TYPE_CHECKING:
    from sessions.papers.recovery_sheet import RecoverySheet


class SheetBox(QWidget):
    """Shows the sheet `content`, prints it or saves it, and asks for its last group.

    The bytes stay in memory; a file is written only where the person asks for one.
    """

    def __init__(self, content: "RecoverySheet", parent: QWidget | None = None) -> None:
        from desktop.printing import Document
        from sessions.papers import recovery_sheet

        super().__init__(parent)
        self.content = content
        self.pdf = recovery_sheet.draw(content)
        self._document = Document(self.pdf)
        self.sheet = SheetView(_("The recovery sheet"))
        self.sheet.show_page(self._document, 0)
        self.printer = Choice(_("Printer"))
        self.print = Button(_("Print the sheet"), kind=Kind.SOFT, icon="printer", key="Ctrl P")
        self.save = Button(_("Save as PDF"), kind=Kind.SECONDARY, icon="download")
        self.result = Label(px=tokens.LABEL, colour=tokens.INK_2, wrap=True)
        self._mark = StatusMark(Status.OK, size=16)
        self.group = TextField(_("The last four letters"))
        self.field = Field(
            _("The last four letters on the paper"), self.group, check=self._differs, width=320
        )
        self.print.clicked.connect(self._print)
        self.save.clicked.connect(self._ask_where)
        self._fill_printers()
        self._lay_out()
        follow(self._resize)

    def _lay_out(self) -> None:
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.sheet)
        right = QVBoxLayout()
        right.addWidget(
            Label(
                _("This paper opens the office when the passphrase is forgotten."),
                bold=True,
                wrap=True,
            )
        )
        right.addWidget(
            Label(
                _("Print it and keep it in the safe, away from this computer."),
                px=tokens.LABEL,
                colour=tokens.INK_2,
                wrap=True,
            )
        )
        right.addWidget(self.printer)
        buttons = QHBoxLayout()
        buttons.addWidget(self.print)
        buttons.addWidget(self.save)
        buttons.addStretch(1)
        right.addLayout(buttons)
        told = QHBoxLayout()
        told.addWidget(self._mark)
        told.addWidget(self.result, 1)
        right.addLayout(told)
        right.addSpacing(tokens.GAP_3)
        right.addWidget(
            Label(_("Have you got it in your hand? Type from the paper:"), bold=True, wrap=True)
        )
        right.addWidget(self.field)
        right.addStretch(1)
        line.addLayout(right, 1)
        line.setSpacing(tokens.GAP_5)
        self._mark.hide()

    def _resize(self) -> None:
        high = min(scale.px(340), 360)
        self.sheet.setFixedSize(round(high / 1.414) + 16, high)

    def _fill_printers(self) -> None:
        from desktop import printing

        known = printing.printers()
        chosen = settings.load().printer
        self.printer.set_answers(
            [(name, name) for name in known] or [("", _("No printer: save as PDF"))], chosen
        )
        self.print.setEnabled(bool(known))

    def _print(self) -> None:
        from desktop.printing import PrinterChoice, print_pages

        machine = settings.load()
        choice = PrinterChoice(
            self.printer.value(), machine.printer_offset_x, machine.printer_offset_y
        )
        try:
            print_pages(self.pdf, choice)
        except Refusal as refusal:
            self._tell(Status.WAIT, f"{refusal.what} {refusal.advice}")
        else:
            self._tell(Status.OK, _("The sheet was sent to the printer."))
            self.group.setFocus()

    def _ask_where(self) -> None:
        chosen, _kind = QFileDialog.getSaveFileName(
            self, _("Save as PDF"), "inakurashi-recovery.pdf", "PDF (*.pdf)"
        )
        if chosen:
            self.write_pdf(Path(chosen))

    def write_pdf(self, path: Path) -> None:
        """Write the sheet to `path`, because the person asked for it."""
        from desktop.printing import save

        try:
            save(self.pdf, path.with_suffix(".pdf"))
        except Refusal as refusal:
            self._tell(Status.WAIT, f"{refusal.what} {refusal.advice}")
        else:
            words = _("Saved. Print it soon, and delete the file afterwards.")
            self._tell(Status.OK, words)

    def _tell(self, status: Status, words: str) -> None:
        self._mark.set_status(status)
        self._mark.show()
        self.result.setText(words)

    def _differs(self) -> str:
        typed = unicodedata.normalize("NFKC", self.group.text()).strip().upper()
        last = self.content.key.rsplit("-", 1)[-1]
        if typed.translate(str.maketrans("ILO", "110")) == last:
            return ""
        return _("These are not the last four letters of this sheet.")

    def check(self) -> bool:
        """Return whether the sheet was kept, saying so below the field if not."""
        if self.field.check():
            return True
        self.group.setFocus()
        return False


class SheetPanel(Panel):
    """The sheet as a panel of the entrance; `kept` is sent once it is in somebody's hand."""

    kept = Signal()

    def __init__(self, content: "RecoverySheet", parent: QWidget | None = None) -> None:
        super().__init__(_("The new recovery sheet"), width=860, parent=parent)
        self.box = SheetBox(content)
        self.put(self.box)
        go = Button(_("It is kept, go on"), kind=Kind.PRIMARY, key="Ctrl Enter")
        go.clicked.connect(self._go)
        self.end_card(go)
        self.first = self.box.group
        self.setFocusProxy(self.box.group)

    def _go(self) -> None:
        if self.box.check():
            self.kept.emit()
