"""外字: which letters of other offices stand in the register, where, and what each is here."""

from typing import Any, ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop import person_words as wording
from desktop.page import Page
from desktop.parts.button import Button, Kind
from desktop.parts.card import Card
from desktop.parts.columns import Columns
from desktop.parts.empty import Empty
from desktop.parts.field import Field
from desktop.parts.flow import Flow
from desktop.parts.label import Label
from desktop.parts.said import Said
from desktop.parts.status import Status
from desktop.parts.table import Column, Table
from desktop.parts.text_field import TextField
from desktop.style import tokens
from desktop.style.scale import scale
from resources.names import private_letters as letters_in
from resources.refusals import Refusal
from resources.words import _, ngettext
from sessions import private_letters
from sessions.private_letters import FIELDS, Letter, Standing

_SIDE, _LEAST = 400, 540
_GETA = "〓"


def drawn(text: str) -> str:
    """Return `text` with 〓 for each letter that has no shape here."""
    return "".join(_GETA if letters_in(letter) else letter for letter in text)


class PrivateLetters(Page):
    """The letters on the left, where the chosen one stands and what it becomes on the right."""

    name: ClassVar[str] = "private_letters"
    reads: ClassVar[frozenset[str]] = frozenset({"Person", "PrivateLetter"})
    help_topic: ClassVar[str] = "private_letters"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.letters: tuple[Letter, ...] = ()
        self.table: Table[Standing] = Table(
            _("Letters of other offices"),
            [
                Column(_("Letter"), lambda one: one.code, width=110, bold=True),
                Column(
                    _("Name"),
                    lambda one: wording.shown(drawn(one.name)),
                    ruby=lambda one: wording.shown(drawn(one.kana)),
                ),
                Column(_("Where"), self._where, width=210, folds=True),
            ],
            key=lambda one: f"{one.code} {one.person_id} {one.field} {one.place}",
            reading=lambda one: one.kana,
        )
        self.table.pointed.connect(self._point)
        self.table.opened.connect(self._open)
        main = QWidget()
        column = QVBoxLayout(main)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table, 1)
        side = QWidget()
        beside = QVBoxLayout(side)
        beside.setContentsMargins(0, 0, 0, 0)
        self.card = Card(_("What it is here"), dense=True)
        self.code = Label(px=26, bold=True)
        self.text = Label(wrap=True)
        self.line = TextField(_("The letter it becomes"))
        self.line.setMaxLength(4)
        self.field = Field(
            _("The letter it becomes"),
            self.line,
            hint=_("Look at the paper list. Where nobody knows, leave it."),
        )
        self.said = Said()
        self.go = Button("", kind=Kind.PRIMARY, icon="check")
        self.go.clicked.connect(self._replace)
        self.primary = self.go
        for part in (self.code, self.text, self.field, self.said, Flow([self.go])):
            self.card.add(part)
        beside.addWidget(self.card)
        beside.addStretch(1)
        self.columns = Columns(
            main, side, name=_("What it is here"), side_width=_SIDE, least_main=_LEAST
        )
        self.body.setSpacing(scale.gap(tokens.GAP_3))
        self.body.addWidget(self.columns, 1)
        self.empty = Empty(
            "check",
            _("Every letter of the register has its shape."),
            _("Letters that another office drew itself would stand here."),
        )
        self.body.addWidget(self.empty)
        self.start = self.table

    def heading_note(self) -> str:
        """Return how many different letters there are."""
        count = len(self.letters)
        return ngettext("{count} letter", "{count} letters", count).format(count=count)

    def regions(self) -> list[QWidget]:
        """Return the list and the card beside it."""
        return [self.table, self.card]

    def refresh(self) -> None:
        """Look for such letters again."""
        self.letters = self.desk.read(private_letters.found)
        rows = [one for letter in self.letters for one in letter.standing]
        self.table.set_rows(rows)
        self.columns.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        if rows and self.table.current() is None:
            self.table.point_at_row(0)
        self._point(self.table.current())

    @staticmethod
    def _where(one: Standing) -> str:
        return _("{field}, letter {place}").format(field=_(FIELDS[one.field]), place=one.place)

    def _chosen(self) -> Letter | None:
        row = self.table.current()
        return next((one for one in self.letters if row and one.code == row.code), None)

    def _point(self, row: Standing | None) -> None:
        letter = self._chosen()
        self.card.setVisible(letter is not None)
        if row is None or letter is None:
            return
        if self.code.text() != letter.code:
            self.said.clear()
            self.line.setText(letter.offered)
        self.code.setText(letter.code)
        self.text.setText(drawn(row.text))
        words = ngettext("Replace for {count}", "Replace for {count}", letter.people)
        self.go.set_words(words.format(count=letter.people))

    def _open(self, row: Standing | None) -> None:
        if row is not None:
            self.frame.go("person", row.person_id)

    def _replace(self) -> None:
        letter = self._chosen()
        if letter is None:
            return
        written = self.line.text()
        try:
            count = self.desk.change(
                private_letters.replace_letter,
                letter.code,
                written,
                at=self.desk.now(),
                by=self.desk.staff_id,
            )
        except Refusal as refusal:
            self.said.say(f"{refusal.what} {refusal.advice}", Status.WAIT)
            return
        words = ngettext(
            "{code} is {letter} now, for {count}", "{code} is {letter} now, for {count}", count
        )
        self.frame.done(words.format(code=letter.code, letter=written, count=count))
