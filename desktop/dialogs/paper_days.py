"""The three days of a numbered paper: 起案日, 決裁日 and 施行日."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.dialogs.filling import Filling, wanted
from desktop.parts.date_field import DateField
from desktop.parts.label import Label
from desktop.parts.pairs import Pairs
from desktop.style import tokens
from resources import calendar
from resources.words import _
from sessions import document_dates
from sessions.document_dates import WORDS, Days
from sessions.documents import DocumentFacts

if TYPE_CHECKING:
    from desktop.desk import Desk


class PaperDays(Filling):
    """Asks when the paper `one` was drafted, decided and put in force."""

    def __init__(self, desk: "Desk", one: DocumentFacts, parent: QWidget | None = None) -> None:
        title = _("When was {number} drafted, decided and sent?").format(number=one.written)
        super().__init__(title, _("Keep the days"), parent=parent)
        self._desk, self._one = desk, one
        today = calendar.day_of(desk.now())
        self.inside.addWidget(Label(one.subject, px=tokens.LABEL, colour=tokens.INK_2, wrap=True))
        known = document_dates.said(document_dates.known(one))
        self.days = {
            name: DateField(
                _(word), today=lambda: today, value=known[name], optional=name != "dated"
            )
            for name, word in WORDS.items()
        }
        self.inside.addWidget(Pairs(list(self.days.values()), even=True))
        first = self.days["drafted"]
        self.ready(first.line, list(self.days.values()), self._keep)

    def entered(self) -> Days:
        """Return what is written; only the first two may be unknown."""
        days = self.days
        return Days(days["drafted"].day(), days["decided"].day(), wanted(days["dated"]))

    def _keep(self) -> None:
        entered = self.entered()
        if (found := document_dates.amiss(entered)) is not None:
            self._point_at(self.days[found[0]], found[1].what)
        self._desk.change(
            document_dates.enter, self._one.id, entered, version=self._one.version,
            at=self._desk.now(), by=self._desk.staff_id,
        )  # fmt: skip

    @staticmethod
    def _point_at(field: DateField, sentence: str) -> None:
        field.set_error(sentence)
        field.line.setFocus()


def ask(parent: QWidget | None, desk: "Desk", one: DocumentFacts) -> bool:
    """Ask and wait; return whether the days were kept."""
    return bool(PaperDays(desk, one, parent).exec())
