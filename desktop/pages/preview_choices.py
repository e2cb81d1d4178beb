"""The right side of 印刷の前: printer, copies, what the sheet offers, and the glyph proof."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop import print_tray, printing
from desktop.pages.paper_names import paper_name
from desktop.parts.button import Button, Kind
from desktop.parts.card import Card
from desktop.parts.choice import Choice
from desktop.parts.field import Field
from desktop.parts.label import Label
from desktop.parts.number_field import NumberField
from desktop.parts.status import Status, StatusMark
from desktop.parts.tick import Tick
from desktop.style import tokens
from resources import settings
from resources.words import _, ngettext

if TYPE_CHECKING:
    from resources.type import Proof

PLACES = 10  # on one sheet of cards
_WHOLE = 252
_HALF = 118


class Choices(Card):
    """`changed` is sent when the sheets must be drawn anew; the buttons are the page's."""

    changed = Signal()
    decided = Signal()  # whether the buttons may be pressed was looked at again

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._sheets = 0
        self._missing = False
        self._shifted = True
        self.heading = Label(px=20, bold=True)
        self.add(self.heading)
        self._printer = Choice(_("Printer"))
        self._copies = NumberField(_("Copies"), 1, least=1, most=20)
        self.ruby = Tick(_("Print the reading above names"), on=True)
        self.start = NumberField(_("First free place on the sheet"), 1, least=1, most=PLACES)
        self.blanks = NumberField(_("Blank cards for newcomers"), 0, most=50)
        self.letters = Choice(
            _("Size of letters"),
            [("12", _("Normal (12 pt)")), ("14", _("Large (14 pt)")), ("16", _("Larger (16 pt)"))],
        )
        self._fields: dict[str, QWidget] = {
            print_tray.SIZE: Field(_("Size of letters"), self.letters, width=_WHOLE),
            print_tray.START: Field(_("First free place on the sheet"), self.start, width=_WHOLE),
            print_tray.BLANKS: Field(_("Blank cards for newcomers"), self.blanks, width=_HALF),
            print_tray.RUBY: self.ruby,
        }
        self.add(Field(_("Printer"), self._printer, width=_WHOLE))
        pair = QHBoxLayout()
        pair.addWidget(Field(_("Copies"), self._copies, width=_HALF))
        pair.addWidget(self._fields[print_tray.BLANKS])
        pair.addStretch(1)
        self.body.addLayout(pair)
        for name in (print_tray.SIZE, print_tray.START, print_tray.RUBY):
            self.add(self._fields[name])
        self._proof = Card(dense=True)
        self.add(self._proof)
        self.geta = Tick(_("Print 〓 in place of such letters"))
        self.geta.toggled.connect(self._decide)
        self.add(self.geta)
        self.body.addStretch(1)
        self._build_buttons()
        self.ruby.toggled.connect(self.changed)
        self.start.valueChanged.connect(self.changed)
        self.blanks.valueChanged.connect(self.changed)
        self.letters.chosen.connect(self.changed)

    def _build_buttons(self) -> None:
        row = QHBoxLayout()
        self.one = Button(_("Try this sheet"), icon="file-text")
        self.pdf = Button(_("PDF"), icon="download")
        row.addWidget(self.one, 1)
        row.addWidget(self.pdf)
        self.body.addLayout(row)
        self.all = Button(
            _("Print"),
            kind=Kind.PRIMARY,
            icon="printer",
            key="Ctrl P",
            height=tokens.CONTROL_BIG,
        )
        self.add(self.all)

    def offer(self, job: print_tray.Job) -> None:
        """Show what `job` can be asked, and whether every letter of it can be drawn."""
        from resources import type as setting

        self.blockSignals(True)
        self.heading.setText(paper_name(job.paper))
        self._shifted = job.shifted
        for name, field in self._fields.items():
            field.setVisible(name in job.offers)
        self.ruby.setChecked(job.options.ruby)
        self.start.setValue(job.options.start)
        self.blanks.setValue(job.options.blanks)
        self.letters.set_value(str(job.options.size))
        machine = settings.load()
        known = printing.printers()
        chosen = machine.printer if machine.printer in known else ""
        self._printer.set_answers(
            [(name, name) for name in known] or [("", _("No printer: save as PDF"))],
            chosen or (known[0] if known else ""),
        )
        self.blockSignals(False)
        self._say(setting.proof(job.texts))

    def _say(self, proof: "Proof") -> None:
        while (item := self._proof.body.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        if proof.missing:
            for text, letters in proof.missing[:3]:
                words = _("“{letters}” in {name} cannot be printed.")
                self._line(Status.STOP, words.format(letters="".join(letters), name=text))
            left = len(proof.missing) - 3
            if left > 0:
                more = ngettext("{count} more name", "{count} more names", left)
                self._line(Status.STOP, more.format(count=left))
        else:
            self._line(Status.OK, _("Every letter can be printed."))
        if proof.substituted:
            other = sorted({letter for _text, found in proof.substituted for letter in found})
            words = _("“{letters}” is set in another face ({count}).")
            self._line(
                Status.WAIT,
                words.format(letters="".join(other[:6]), count=len(proof.substituted)),
            )
        self._missing = bool(proof.missing)
        self.geta.setChecked(False)
        self.geta.setVisible(self._missing)

    def _line(self, status: Status, words: str) -> None:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(StatusMark(status, size=14))
        row.addWidget(Label(words, px=tokens.LABEL, colour=status.family.text, wrap=True), 1)
        self._proof.add(line)

    def options(self) -> print_tray.Options:
        """Return what was chosen."""
        return print_tray.Options(
            ruby=self.ruby.isChecked(),
            start=self.start.value(),
            blanks=self.blanks.value(),
            size=int(self.letters.value() or 12),
        )

    def printer(self) -> printing.PrinterChoice:
        """Return the chosen printer with the offset this machine knows for it."""
        known = settings.load().offset_of(self._printer.value())
        across, down = known if self._shifted else (0.0, 0.0)
        return printing.PrinterChoice(
            self._printer.value(), across, down, copies=self._copies.value()
        )

    def wait(self) -> None:
        """Hold the buttons while sheets are drawn or sent."""
        self._sheets = 0
        self._decide()

    def ready(self, sheets: int) -> None:
        """Give the buttons back; the big one says how many sheets it prints."""
        self._sheets = sheets
        words = ngettext("Print {count} sheet", "Print {count} sheets", sheets)
        self.all.set_words(words.format(count=sheets))
        self._decide()

    def _decide(self) -> None:
        # A letter that no font can draw would come out as a hole in somebody's name.
        allowed = self._sheets > 0 and (not self._missing or self.geta.isChecked())
        has_printer = bool(self._printer.value())
        self.all.setEnabled(allowed and has_printer)
        self.one.setEnabled(allowed and has_printer)
        self.pdf.setEnabled(allowed)
        self.decided.emit()
