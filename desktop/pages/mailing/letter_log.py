"""送ったもの: the letters that were issued, to be looked at and printed once more."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.parts.button import Button, Kind
from desktop.parts.flow import Flow
from desktop.parts.table import Table
from desktop.parts.table_rows import Column
from desktop.style import tokens
from desktop.style.scale import scale
from resources import calendar
from resources.words import _, ngettext

if TYPE_CHECKING:
    from desktop.desk import Desk
    from sessions.mailings import MailingFacts


class LetterLog(QWidget):
    """The table; `again` sees the sheets of a mailing, `see_number` its line of the register."""

    def __init__(
        self,
        desk: "Desk",
        again: Callable[[str], object],
        see_number: Callable[[str], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._again, self._see_number = desk, again, see_number
        self.table: Table[MailingFacts] = Table(
            _("What went out"),
            [
                Column(_("Date"), _day, width=150),
                Column(_("Number"), lambda one: one.number, width=170),
                Column(_("Subject of the letter"), lambda one: one.subject, bold=True),
                Column(_("For whom"), _count, width=110, right=True),
                Column(_("Wording of letters"), _edition, width=150, folds=True),
            ],
            key=lambda one: one.id,
            row_height=tokens.ROW_PLAIN,
            empty=_("No letter has gone out yet."),
        )
        self.table.setMinimumHeight(scale.px(320))
        self.table.pointed.connect(lambda _row: self._point())
        self.table.opened.connect(lambda _row: self._see())
        self.see = Button(_("See the sheets again"), kind=Kind.SOFT, icon="file-text")
        self.number = Button(_("To the register of numbers"), icon="book-open")
        self.see.clicked.connect(self._see)
        self.number.clicked.connect(self._to_number)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table, 1)
        column.addWidget(Flow([self.see, self.number]))
        self._point()

    def refresh(self) -> None:
        """Read what went out."""
        from sessions import mailings

        self.table.set_rows(self._desk.read(mailings.listing))
        if self.table.current() is None:
            self.table.point_at_row(0)
        self._point()

    def _point(self) -> None:
        one = self.table.current()
        self.see.setEnabled(one is not None)
        self.number.setEnabled(one is not None and bool(one.document_id))

    def _see(self) -> None:
        one = self.table.current()
        if one is not None:
            self._again(one.id)

    def _to_number(self) -> None:
        one = self.table.current()
        if one is not None and one.document_id:
            self._see_number(one.document_id)


def _day(one: "MailingFacts") -> str:
    return calendar.wareki(calendar.day_of(one.recorded_at))


def _count(one: "MailingFacts") -> str:
    return ngettext("{count} letter goes out", "{count} letters go out", one.count).format(
        count=one.count
    )


def _edition(one: "MailingFacts") -> str:
    if not one.edition:
        return _("As it came with the application")
    return _("Version {number}").format(number=one.edition)
