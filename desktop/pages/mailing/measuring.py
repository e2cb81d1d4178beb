"""位置合わせ: the printer is measured with a page and a ruler, and put right from then on."""

from collections.abc import Callable

from PySide6.QtWidgets import QDoubleSpinBox, QHBoxLayout, QWidget

from desktop.entrance.printer import Offset
from desktop.parts.button import Button, Kind
from desktop.parts.card import Card
from desktop.parts.choice import Choice
from desktop.parts.field import Field
from desktop.parts.label import Label
from desktop.style import tokens
from resources import settings
from resources.words import _

_FIELD = 118


class Measuring(Card):
    """The page to print, the two numbers to type in, and what they mean for this printer."""

    def __init__(
        self,
        see_page: Callable[[], object],
        see_borders: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Measure the printer"), dense=True, parent=parent)
        self.add(
            Label(
                _("Once for each printer: print the page, measure, type the numbers in."),
                px=tokens.LABEL, colour=tokens.INK_2, wrap=True,
            )
        )  # fmt: skip
        self.page = Button(_("Page for measuring"), kind=Kind.SOFT, icon="printer")
        self.page.clicked.connect(lambda: see_page())  # noqa: PLW0108 -- carries a flag
        self.add(self.page)
        self.printer = Choice(_("Printer"))
        self.printer.chosen.connect(lambda _name: self._tell())
        self.add(Field(_("Printer"), self.printer, width=0))
        self.left = _distance(_("1 From the left, mm"))
        self.top = _distance(_("2 From above, mm"))
        row = QHBoxLayout()
        row.addWidget(Field(_("1 From the left"), self.left, width=_FIELD))
        row.addWidget(Field(_("2 From above"), self.top, width=_FIELD))
        row.addStretch(1)
        self.body.addLayout(row)
        self.keep = Button(_("Put it right by these numbers"))
        self.keep.clicked.connect(self._keep)
        self.add(self.keep)
        self.said = Label(px=tokens.LABEL, colour=tokens.INK_2, wrap=True)
        self.add(self.said)
        self.borders = Button(_("Trial sheet with edges"), kind=Kind.SOFT, icon="file-text")
        self.borders.clicked.connect(lambda: see_borders())  # noqa: PLW0108 -- carries a flag
        self.add(self.borders)
        self.look()

    def look(self) -> None:
        """Look which printers there are now."""
        from desktop import printing

        chosen = self.printer.value() or settings.load().printer
        known = printing.printers()
        self.printer.set_answers(
            [(name, name) for name in known] or [("", _("No printer: save as PDF"))], chosen
        )
        self._tell()

    def _keep(self) -> None:
        from sessions.papers import calibration_page

        across, down = calibration_page.offset(self.left.value(), self.top.value())
        settings.set_offset(self.printer.value(), across, down)
        self._tell()

    def _tell(self) -> None:
        across, down = settings.load().offset_of(self.printer.value())
        words = _("Now everything is shifted {right} mm to the right and {down} mm down.")
        self.said.setText(words.format(right=f"{across:+.1f}", down=f"{down:+.1f}"))


def _distance(name: str) -> QDoubleSpinBox:
    field = Offset(name, 0.0)
    field.setRange(10.1, 29.9)
    field.setValue(20.0)
    return field
