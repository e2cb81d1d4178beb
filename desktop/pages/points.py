"""ポイント: the year of the points programme at a glance, and the doors to what lies behind it."""

from typing import Any, ClassVar

from PySide6.QtWidgets import QWidget

from desktop.page import Page
from desktop.parts.choice import Choice
from desktop.points.doors import Doors
from resources import calendar
from resources.words import _


class Points(Page):
    """A year to choose, and the doors."""

    name: ClassVar[str] = "points"
    reads: ClassVar[frozenset[str]] = frozenset(
        {"Registration", "PointEntry", "RuleVersion", "YearClosing", "Exchange"}
    )
    help_topic: ClassVar[str] = "points"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.year = Choice(_("Year of the programme"))
        self.year.chosen.connect(lambda _value: self._show())
        self.doors = Doors(self.desk, self.frame.go)
        self.body.addWidget(self.doors)

    def head_buttons(self) -> list[QWidget]:
        """Return the choice of the year."""
        return [self.year]

    def open_at(self, subject: str) -> None:
        """Show the year `subject`, if one is named."""
        super().open_at(subject)
        if subject:
            self.year.set_value(subject)

    def refresh(self) -> None:
        """Read the years, and the one that is shown."""
        from programs.points import year_figures

        today = calendar.day_of(self.desk.now())
        years = self.desk.read(year_figures.years, today)
        answers = [(str(one), calendar.fiscal_year_label(one)) for one in years]
        this = str(calendar.fiscal_year(today))
        self.year.set_answers(answers, self.year.value() or self.subject or this)
        self._show()

    def _show(self) -> None:
        self.doors.show_year(int(self.year.value()))
