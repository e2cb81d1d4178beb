"""A paper that gets a number: one of the office, one that came, or a further one (枝番)."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.dialogs.filling import Filling, day_field, wanted
from desktop.parts.choice import Choice
from desktop.parts.date_field import DateField
from desktop.parts.editable_choice import EditableChoice
from desktop.parts.field import Field
from desktop.parts.pairs import Pairs
from desktop.parts.text_field import TextField
from resources import calendar
from resources.words import _, ngettext
from sessions import document_series, documents, issuers
from sessions.document_series import Direction
from sessions.documents import DocumentFacts, Paper, Theirs

if TYPE_CHECKING:
    from desktop.desk import Desk

_TERMS = (1, 3, 5, 10, 30)
_HALF = 330


class Numbering(Filling):
    """Asks what the register says of any paper; `main` is the one whose number it shares."""

    direction: Direction
    made: DocumentFacts | None = None

    def __init__(
        self,
        desk: "Desk",
        title: str,
        go: str,
        day: DateField,
        main: DocumentFacts | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, go, parent=parent)
        self.desk, self.main, self.day = desk, main, day
        self.series = Choice(_("Next number"), parent=self)
        self.series.setVisible(main is None)
        self.series.chosen.connect(lambda _value: self._follow_series())
        self.day.dated.connect(lambda _day: self._read_numbers())
        self.subject_line = _line(_("Subject of the letter"), 200)
        self.subject_field = Field(
            _("Subject of the letter"), self.subject_line, check=self._no_subject, width=0
        )
        self.keep = Choice(_("Kept for"))
        self.keep_field = Field(_("Kept for"), self.keep, width=_HALF)
        self._read_numbers()
        self._follow_series()

    def lay_out(self, *rows: QWidget | Sequence[QWidget], checked: Sequence[Field]) -> None:
        """Put the number, the day and `rows` one below the other, several of a row in pairs."""
        # Each field ends with a line of its own; more room would push the last one out of sight.
        self.inside.setSpacing(0)
        first: tuple[QWidget, ...] = (self.day, self.keep_field)
        if self.main is None:
            first = (Field(_("Next number"), self.series, width=_HALF), self.day)
        for row in (first, self.subject_field, *rows):
            self.inside.addWidget(row if isinstance(row, QWidget) else Pairs(row, even=True))
        self.ready(self.subject_line, [self.day, self.subject_field, *checked], self._take)

    def entered(self) -> Paper:
        """Return what is written."""
        raise NotImplementedError

    def keep_years(self) -> int:
        """Return how long the paper is kept; 0 is for ever."""
        return int(self.keep.value())

    def _read_numbers(self) -> None:
        """Offer the next number of each series in the 年度 of the day."""
        day = self.day.day() or calendar.day_of(self.desk.now())
        series = self.desk.read(document_series.listing, direction=self.direction)
        self.series.set_answers(
            [(one.id, self.desk.read(documents.next_written, one, day)) for one in series],
            self.series.value(),
        )

    def _follow_series(self) -> None:
        """Offer the terms of keeping, the one of the number or the series first."""
        if self.main is not None:
            usual = self.main.keep_years
        else:
            usual = self.desk.read(document_series.get, self.series.value()).keep_years
        terms = sorted({*_TERMS, usual} - {0})
        self.keep.set_answers([(str(one), _years(one)) for one in (*terms, 0)], str(usual))

    def _no_subject(self) -> str:
        return "" if self.subject_line.text().strip() else _("The subject is missing.")

    def _take(self) -> None:
        verb = documents.take if self.main is None else documents.branch
        about = self.series.value() if self.main is None else self.main.id
        self.made = self.desk.change(
            verb, about, self.entered(), dated=wanted(self.day),
            at=self.desk.now(), by=self.desk.staff_id,
        )  # fmt: skip


class Sending(Numbering):
    """Asks about a paper of the office (発議), or about a further one under the number `main`."""

    direction = Direction.SENT

    def __init__(
        self, desk: "Desk", main: DocumentFacts | None = None, parent: QWidget | None = None
    ) -> None:
        title = _("Which paper gets a number?")
        if main is not None:
            number = desk.read(documents.next_branch, main.id)
            title = _("Which further paper is {number}?").format(number=number)
        today = calendar.day_of(desk.now())
        day = day_field(_("Sent"), today, today)
        super().__init__(desk, title, _("Take the number"), day, main, parent)
        self.reader = _line(_("Addressed to"), 200)
        self.issuer = Choice(_("Issuer"), _signing(desk, main), main.issuer if main else "")
        if main is not None:
            self.subject_line.setText(main.subject)
            self.reader.setText(main.addressed_to)
        self.lay_out(
            [
                Field(_("Addressed to"), self.reader, optional=True, width=_HALF),
                Field(_("Issuer"), self.issuer, width=_HALF),
                *([self.keep_field] if main is None else []),
            ],
            checked=(),
        )

    def entered(self) -> Paper:
        """Return what is written."""
        return Paper(
            self.subject_line.text(), self.reader.text(), self.issuer.value(), self.keep_years()
        )


class Receiving(Numbering):
    """Asks about a paper that came (収受)."""

    direction = Direction.RECEIVED

    def __init__(self, desk: "Desk", parent: QWidget | None = None) -> None:
        today = calendar.day_of(desk.now())
        day = day_field(_("Day received"), today, today)
        title = _("Which paper came?")
        super().__init__(desk, title, _("Enter it in the book"), day, None, parent)
        self.who = EditableChoice(_("Sender"), desk.read(documents.senders), most=200)
        self.who_field = Field(_("Sender"), self.who, check=self._no_sender, width=_HALF)
        self.their_number = _line(_("The sender's number"), 60)
        self.their_day = DateField(_("The sender's date"), today=lambda: today, optional=True)
        number = Field(_("The sender's number"), self.their_number, optional=True, width=_HALF)
        self.lay_out(
            [self.who_field, number, self.their_day, self.keep_field],
            checked=(self.who_field, self.their_day),
        )

    def _no_sender(self) -> str:
        return "" if self.who.text() else _("The sender is missing.")

    def entered(self) -> Paper:
        """Return what is written."""
        theirs = Theirs(self.their_number.text(), self.their_day.day())
        return Paper(self.subject_line.text(), "", self.who.text(), self.keep_years(), theirs)


def ask(
    parent: QWidget | None, desk: "Desk", direction: Direction, main: DocumentFacts | None = None
) -> DocumentFacts | None:
    """Ask and wait; return the line that was entered, None when it was left."""
    dialog: Numbering = (
        Sending(desk, main, parent) if direction is Direction.SENT else Receiving(desk, parent)
    )
    dialog.exec()
    return dialog.made


def _line(name: str, most: int) -> TextField:
    line = TextField(name)
    line.setMaxLength(most)
    return line


def _signing(desk: "Desk", main: DocumentFacts | None) -> list[tuple[str, str]]:
    """Return who may sign, first who signed the paper whose number is shared."""
    words = [one.words for one in desk.read(issuers.offered)]
    first = [main.issuer] if main is not None else []
    return [(one, one or _("The office")) for one in dict.fromkeys((*first, *words))]


def _years(count: int) -> str:
    if not count:
        return _("for ever")
    return ngettext("{count} year", "{count} years", count).format(count=count)
