"""The decision about an application: designated from a day on, or turned down with the reason."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.dialogs.question import Dialog
from desktop.parts.date_field import DateField
from desktop.parts.field import Field
from desktop.parts.said import Said
from desktop.parts.text_field import TextField
from desktop.parts.tick import Rings
from programs.points import designation
from programs.points.hosts import HostView
from resources import calendar
from resources.refusals import Refusal
from resources.words import _

if TYPE_CHECKING:
    from desktop.desk import Desk

YES, NO = "yes", "no"


class Decision(Dialog):
    """Asks whether a host is designated; keeps the answer itself, or says what is missing."""

    def __init__(self, desk: "Desk", host: HostView, parent: QWidget | None = None) -> None:
        title = _("Is {name} designated?").format(name=host.name)
        super().__init__(title, parent=parent)
        self._desk, self._host = desk, host
        self.said = Said()
        self.way = Rings(
            _("Decision"), [(YES, _("Designate it")), (NO, _("Turn it down"))], YES
        )  # fmt: skip
        today = calendar.day_of(desk.now())
        self.day = DateField(_("Designated from"), today=lambda: today, value=_next_month(today))
        self.line = TextField(_("Why it is turned down"))
        self.line.setMaxLength(400)
        self.why = Field(
            _("Why it is turned down"), self.line, hint=_("The notice says it."), width=0
        )  # fmt: skip
        for part in (self.said, self.way, self.day, self.why):
            self.body.addWidget(part)
        self.stop_or(_("Keep the decision"), self.keep)
        self.way.chosen.connect(lambda _value: self._fit_way())
        self._fit_way()

    def _fit_way(self) -> None:
        yes = self.way.value() == YES
        self.day.setVisible(yes)
        self.why.setVisible(not yes)

    def keep(self) -> None:
        """Keep the decision, or say what is missing."""
        yes = self.way.value() == YES
        day = self.day.day() if yes else None
        if yes and day is None:
            self.said.say(_("The day is still missing."))
            return
        try:
            self._desk.change(
                designation.decide, self._host.id, designated=day,
                reason="" if yes else self.line.text(), version=self._host.version,
                at=self._desk.now(), by=self._desk.staff_id,
            )  # fmt: skip
        except Refusal as refusal:
            self.said.say(f"{refusal.what} {refusal.advice}")
            return
        self.answer("keep")

    @classmethod
    def ask(cls, desk: "Desk", parent: QWidget | None, host: HostView) -> bool:
        """Ask and wait; return whether something was decided."""
        return bool(cls(desk, host, parent).exec())


def _next_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)
