"""Which year of the programme a page shows."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from desktop.parts.choice import Choice
from resources import calendar
from resources.words import _

if TYPE_CHECKING:
    from desktop.desk import Desk


class YearChoice(Choice):
    """A choice among fiscal years; `year` is the chosen one."""

    def __init__(self) -> None:
        super().__init__(_("Year of the programme"))

    def year(self) -> int:
        """Return the year that is chosen."""
        return int(self.value())

    def offer(self, years: Iterable[int], chosen: str) -> None:
        """Offer `years` in their order, `chosen` first of all."""
        self.set_answers([(str(one), calendar.fiscal_year_label(one)) for one in years], chosen)

    def offer_known(self, desk: "Desk", wanted: str = "") -> None:
        """Offer every year of which something is known; stay, or begin at `wanted` or today."""
        from programs.points import rule_sets, year_figures

        today = calendar.day_of(desk.now())
        chosen = self.value() or wanted or str(desk.read(rule_sets.year_of, today))
        self.offer(desk.read(year_figures.years, today), chosen)
