"""The printer of this machine: which one, how far its paper sits off, and a page to see it."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QDoubleSpinBox, QFileDialog, QGridLayout, QHBoxLayout, QWidget

from desktop.entrance.steps import Step
from desktop.parts.button import Button, Kind
from desktop.parts.choice import Choice
from desktop.parts.field import Field
from desktop.parts.label import Label
from desktop.style import fonts, tokens
from desktop.style.scale import follow, scale
from resources import settings
from resources.refusals import Refusal
from resources.words import _

MOST_MM = 9.9


class Offset(QDoubleSpinBox):
    """Millimetres to a tenth, called `name`; ↑↓ step by a tenth."""

    def __init__(self, name: str, value: float) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setRange(-MOST_MM, MOST_MM)
        self.setDecimals(1)
        self.setSingleStep(0.1)
        self.setSuffix(" mm")
        self.setValue(value)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        follow(self._resize)

    def _resize(self) -> None:
        self.setFont(fonts.font())
        self.lineEdit().setFont(fonts.font())
        self.setFixedHeight(scale.px(tokens.CONTROL))
        self.lineEdit().setTextMargins(scale.px(9), 0, scale.px(9), 0)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the wheel scroll the page, never change a number by accident."""
        event.ignore()


class PrinterBox(QWidget):
    """Chooses printer and offset, kept at once; prints a test page of the `office` named."""

    def __init__(
        self,
        office: Callable[[], str],
        clock: Callable[[], datetime],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._office = office
        self._clock = clock
        machine = settings.load()
        self.printer = Choice(_("Printer"))
        self.across = Offset(_("To the right"), machine.printer_offset_x)
        self.down = Offset(_("Downwards"), machine.printer_offset_y)
        self.test = Button(_("Print a test page"), kind=Kind.SOFT, icon="printer")
        self.save = Button(_("Save as PDF"), icon="download")
        self.result = Label(px=tokens.LABEL, colour=tokens.INK_2, wrap=True)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(tokens.GAP_5)
        grid.addWidget(Field(_("Printer"), self.printer), 0, 0, 1, 2)
        grid.addWidget(Field(_("To the right"), self.across, width=160), 1, 0)
        grid.addWidget(Field(_("Downwards"), self.down, width=160), 1, 1)
        row = QHBoxLayout()
        row.addWidget(self.test)
        row.addWidget(self.save)
        row.addStretch(1)
        grid.addLayout(row, 2, 0, 1, 3)
        grid.addWidget(self.result, 3, 0, 1, 3)
        grid.setColumnStretch(2, 1)
        self.look()
        self.printer.chosen.connect(self._choose)
        self.across.valueChanged.connect(self._keep_offset)
        self.down.valueChanged.connect(self._keep_offset)
        self.test.clicked.connect(self._print)
        self.save.clicked.connect(self._ask_where)

    def _choose(self, name: str) -> None:
        settings.change(printer=name)
        self._show_offset()

    def _keep_offset(self) -> None:
        settings.set_offset(self.printer.value(), self.across.value(), self.down.value())

    def _show_offset(self) -> None:
        """Show what is known of the chosen printer, whoever measured it."""
        across, down = settings.load().offset_of(self.printer.value())
        with QSignalBlocker(self.across), QSignalBlocker(self.down):
            self.across.setValue(across)
            self.down.setValue(down)

    def look(self) -> None:
        """Look which printers there are now."""
        from desktop import printing

        known = printing.printers()
        with QSignalBlocker(self.printer):
            self.printer.set_answers(
                [(name, name) for name in known] or [("", _("No printer: save as PDF"))],
                settings.load().printer,
            )
        self._show_offset()
        self.test.setEnabled(bool(known))

    def page(self) -> bytes:
        """Return the test page with the offset that is set."""
        from resources import calendar, codes
        from sessions.papers import test_page

        when = calendar.wareki_with_weekday(calendar.day_of(self._clock()))
        offset = (round(self.across.value(), 1), round(self.down.value(), 1))
        content = test_page.TestPage(self._office(), when, codes.new_code(), offset)
        return test_page.draw(content)

    def _print(self) -> None:
        from desktop.printing import PrinterChoice, print_pages

        # The page itself is drawn with the offset; the printer adds nothing more.
        try:
            print_pages(self.page(), PrinterChoice(self.printer.value()))
        except Refusal as refusal:
            self.result.setText(f"{refusal.what} {refusal.advice}")
        else:
            settings.change(printer=self.printer.value())
            self.result.setText(_("Sent. Measure the frame: it should sit the same on all sides."))

    def _ask_where(self) -> None:
        chosen, _kind = QFileDialog.getSaveFileName(
            self, _("Save as PDF"), "inakurashi-test.pdf", "PDF (*.pdf)"
        )
        if chosen:
            self.write_pdf(Path(chosen))

    def write_pdf(self, path: Path) -> None:
        """Write the test page to `path`, because the person asked for it."""
        from desktop.printing import save

        try:
            save(self.page(), path.with_suffix(".pdf"))
        except Refusal as refusal:
            self.result.setText(f"{refusal.what} {refusal.advice}")
        else:
            self.result.setText(_("The PDF was saved."))


class PrinterStep(Step):
    """The fifth question of the first start: the printer, its offset and a test page."""

    def __init__(self, office: Callable[[], str], clock: Callable[[], datetime]) -> None:
        super().__init__()
        self.title = _("Does the printer print where it should?")
        self.explain(
            _("Name tags must meet the cut lines. Print once and measure; this may wait, too.")
        )
        self.box = PrinterBox(office, clock)
        self.column.addWidget(self.box)
        self.setFocusProxy(self.box.printer)
