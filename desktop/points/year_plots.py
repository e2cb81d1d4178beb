"""The plots of a year as one card: against the targets, by month, by 地区 and age; or as tables."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.parts.card import Card
from desktop.parts.label import Label
from desktop.parts.segments import Segments
from desktop.parts.table import Column, Table
from desktop.parts.tick import Tick
from desktop.points.plots import Against, Figure, Grid, Months
from desktop.style import tokens
from desktop.style.scale import scale
from programs.points.year_figures import Counts
from programs.points.year_report import band_words, district_words
from resources.words import _

if TYPE_CHECKING:
    from programs.points.year_figures import Figures
    from programs.points.year_targets import Targets

Said = Callable[[float], str]
_Row = tuple[str, ...]


def _people(count: float) -> str:
    return _("{count} persons").format(count=f"{count:,.0f}")


def _hours(count: float) -> str:
    return _("{count} hours").format(count=f"{count:,.0f}")


def _percent(count: float) -> str:
    return f"{count:.0f} %"


MEASURES: Final[dict[str, Said]] = {
    "registered": _people, "active": _people, "hours": _hours, "rate": _percent,
}  # fmt: skip


def measure_words() -> tuple[tuple[str, str], ...]:
    """Return what can be shown by 地区 and age, in words."""
    return (
        ("registered", _("Registered people")),
        ("active", _("Active people")),
        ("hours", _("Hours")),
        ("rate", _("Exchange rate")),
    )


class YearPlots(QWidget):
    """Three cards of plots; with `Show as tables` each becomes a list that can be read out."""

    def __init__(self) -> None:
        super().__init__()
        self.figures: Figures | None = None
        self.targets: Targets | None = None
        self.as_tables = Tick(_("Show the plots as tables"))
        self.as_tables.toggled.connect(lambda _on: self._show())
        self.against = Against(_("Against the targets"))
        self.month_measure = Segments(
            _("What the months show"),
            (("active", _("Active people")), ("hours", _("Hours")), ("stamps", _("Stamps"))),
        )
        self.month_measure.chosen.connect(lambda _value: self._show())
        self.months = Months(_("By month"))
        self.measure = Segments(_("What the districts show"), measure_words())
        self.measure.chosen.connect(lambda _value: self._show())
        self.grid = Grid(_("By district and age"))
        self.tables: dict[str, Table[_Row]] = {}
        self.cards = {
            "against": Card(_("Against the targets"), rule=True),
            "months": Card(_("By month"), rule=True),
            "grid": Card(_("By district and age"), rule=True),
        }
        self.cards["against"].add(self.against)
        self.cards["months"].add(self.month_measure)
        self.cards["months"].add(self.months)
        self.cards["grid"].add(self.measure)
        self.cards["grid"].add(self.grid)
        note = _("Darker fields hold higher figures. Arrow keys walk from field to field.")
        self.cards["grid"].add(Label(note, px=tokens.SMALL, colour=tokens.INK_2, wrap=True))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scale.gap(tokens.GAP_3))
        row = QHBoxLayout()
        row.addWidget(self.as_tables)
        row.addStretch(1)
        column.addLayout(row)
        for card in self.cards.values():
            column.addWidget(card)

    def show_year(self, figures: "Figures", targets: "Targets") -> None:
        """Show the plots of one year."""
        self.figures, self.targets = figures, targets
        self._show()

    def _show(self) -> None:
        if self.figures is None or self.targets is None:
            return
        self.against.say(self._against(self.figures, self.targets))
        self.months.say(self._by_month(self.figures))
        rows, columns, cells = self._cells(self.figures)
        self.grid.show_grid(rows, columns, cells)
        tables = self.as_tables.isChecked()
        for plot in (self.against, self.months, self.grid):
            plot.setVisible(not tables)
        for old in self.tables.values():
            old.hide()
            old.deleteLater()
        self.tables = {}
        if tables:
            self._show_tables(rows, columns, cells)

    def _against(self, figures: "Figures", targets: "Targets") -> list[Figure]:
        total = figures.total
        return [
            Figure(words, value, MEASURES[name](value), aim,
                   "" if aim is None else MEASURES[name](aim))
            for (name, words) in measure_words()
            for value, aim in ((getattr(total, name), getattr(targets, name)),)
        ]  # fmt: skip

    def _by_month(self, figures: "Figures") -> list[Figure]:
        what = self.month_measure.value()
        made = []
        for one in figures.months:
            value = {"active": one.active, "hours": one.minutes // 60, "stamps": one.counted}[what]
            words = _("Month {month}").format(month=one.first.month)
            made.append(Figure(words, value, f"{value:,}"))
        return made

    def _cells(self, figures: "Figures") -> tuple[list[str], list[str], list[Figure]]:
        """Return the rows and columns with their sums, and the figures row by row."""
        what = self.measure.value()
        by_both, nothing = figures.by("district", "band"), Counts()
        by_district, by_band = figures.by("district"), figures.by("band")
        bands, districts = figures.bands, figures.districts
        rows = [*map(district_words, districts), _("Total")]
        columns = [*map(band_words, bands), _("Total")]
        counts = [
            *(
                one
                for district in districts
                for one in (
                    *(by_both.get((district, band), nothing) for band in bands),
                    by_district[district,],
                )
            ),
            *(by_band[band,] for band in bands),
            figures.total,
        ]
        cells, wide = [], len(columns)
        for number, one in enumerate(counts):
            value = float(getattr(one, what))
            row, column = divmod(number, wide)
            is_sum = row == len(rows) - 1 or column == wide - 1
            # A sum would make every other field pale beside it; a rate is no sum.
            shade = 0.0 if is_sum and what != "rate" else value
            said = MEASURES["rate"](value) if what == "rate" else f"{value:,.0f}"
            if what == "rate" and not one.registered:
                said = "－"
            cells.append(Figure(f"{rows[row]} {columns[column]}", shade, said))
        return rows, columns, cells

    def _show_tables(self, rows: list[str], columns: list[str], cells: list[Figure]) -> None:
        wide = len(columns)
        lists: dict[str, tuple[_Row, list[_Row]]] = {
            "against": (
                ("", _("Result"), _("Target")),
                [(one.label, one.said, one.aimed or "－") for one in self.against.figures],
            ),
            "months": (
                (_("Month"), _chosen(self.month_measure)),
                [(one.label, one.said) for one in self.months.figures],
            ),
            "grid": (
                (_("District"), *columns),
                [
                    (name, *(one.said for one in cells[number * wide : (number + 1) * wide]))
                    for number, name in enumerate(rows)
                ],
            ),
        }
        for name, (head, listed) in lists.items():
            self.tables[name] = _table(self.cards[name].accessibleName(), head, listed)
            self.cards[name].add(self.tables[name])
            self.tables[name].show()


def _chosen(segments: Segments) -> str:
    return {"active": _("Active people"), "hours": _("Hours"), "stamps": _("Stamps")}[
        segments.value()
    ]


def _table(name: str, head: _Row, rows: list[_Row]) -> Table[_Row]:
    def cell(number: int) -> Callable[[_Row], str]:
        return lambda row: row[number]

    columns = [
        Column[_Row](title, cell(number), width=84 if number else 0, right=number > 0)
        for number, title in enumerate(head)
    ]
    made = Table[_Row](name, columns, key=lambda row: row[0], row_height=tokens.ROW_DENSE)
    made.set_rows(rows)
    made.setFixedHeight(scale.px(tokens.TABLE_HEAD) + scale.px(tokens.ROW_DENSE) * len(rows) + 4)
    return made
