"""元に戻す: the last fifty acts of whoever stands at the desk, and taking one of them back."""

from dataclasses import dataclass
from typing import Any, ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from desktop import journal_words
from desktop.dialogs import question
from desktop.dialogs.question import Answer
from desktop.page import Page
from desktop.parts.button import Button, Kind
from desktop.parts.card import Card
from desktop.parts.flow import Flow
from desktop.parts.label import Label
from desktop.parts.status import Status
from desktop.parts.table import Column, Table
from desktop.style import tokens
from desktop.style.scale import follow, scale
from desktop.taking_back import RULES
from resources import calendar
from resources.refusals import Refusal
from resources.words import _
from sessions import undo
from sessions.undo import Prospect

LAST = "last"


@dataclass(frozen=True)
class Told:
    """One act as it stands in the list."""

    key: str
    moment: str
    deed: str
    about: str
    prospect: Prospect


class Undo(Page):
    """The acts of one person at the desk. `open_at("last")` puts the bar on the last one."""

    name: ClassVar[str] = "undo"
    reads: ClassVar[frozenset[str]] = frozenset({"JournalLine"})
    help_topic: ClassVar[str] = "undo"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.table: Table[Told] = Table(
            _("What was done"),
            (
                Column(_("Deed"), lambda one: one.deed, bold=True, below=lambda one: one.about),
                Column(_("Time of day"), lambda one: one.moment, width=132),
                Column(
                    _("Undo"),
                    lambda one: _state(one.prospect),
                    chip=lambda one: Status.OK if not one.prospect.hindrance else Status.NONE,
                    width=150,
                ),
            ),
            key=lambda one: one.key,
            row_height=tokens.ROW_RUBY,
            empty=_("Nothing has been done yet."),
        )
        self.table.pointed.connect(self._tell)
        self.table.opened.connect(lambda _one: self.press_primary())
        self.start = self.table
        self.card = Card(_("What would be undone"), rule=True)
        self.deed = Label(bold=True, wrap=True)
        self.words = Label(wrap=True)
        self.left = Label(px=tokens.LABEL, colour=tokens.INK_2, wrap=True)
        self.why = Label(wrap=True, bold=True)
        self.advice = Label(wrap=True)
        self.take = Button(_("Take back"), kind=Kind.PRIMARY, icon="undo-2", key="Ctrl Enter")
        self.take.clicked.connect(self._take)
        self.primary = self.take
        for part in (self.deed, self.words, self.left, self.why, self.advice):
            self.card.add(part)
        self.card.add(Flow([self.take]))
        self.body.addWidget(self.card)
        self.body.addWidget(self.table, 1)
        follow(self._fit)
        self._tell(None)

    def _fit(self) -> None:
        self.table.setMinimumHeight(scale.px(tokens.TABLE_HEAD + 4 * tokens.ROW_RUBY))

    def heading_note(self) -> str:
        """Return whose acts are shown, and how many."""
        return _("your last {count}").format(count=undo.MOST)

    def regions(self) -> list[QWidget]:
        """Return the list and what is told above it."""
        return [self.table, self.card]

    def open_at(self, subject: str) -> None:
        """Put the bar on the last act, whatever was looked at before."""
        if subject == LAST:
            self.subject = ""
            self.stale = True
            QTimer.singleShot(0, self, lambda: self.table.point_at_row(0))
            return
        super().open_at(subject)

    def refresh(self) -> None:
        """Read the last acts again."""
        found = self.desk.read(undo.last, self.desk.staff_id, rules=RULES)
        self.table.set_rows([_told(one) for one in found])
        if self.table.current() is None and found:
            self.table.point_at_row(0)
        self._tell(self.table.current())

    def _tell(self, one: Told | None) -> None:
        seen = one.prospect if one is not None else None
        refusal = seen.hindrance if seen is not None else None
        self.deed.setText(f"{one.about}  {one.deed}".strip() if one is not None else "")
        self._say(self.words, seen.words if seen is not None and refusal is None else "")
        left = "・".join(seen.left) if seen is not None else ""
        words = _("Stays as it was changed later: {fields}.").format(fields=left)
        self._say(self.left, words if left and refusal is None else "")
        self._say(self.why, refusal.what if refusal else "")
        self._say(self.advice, refusal.advice if refusal else "")
        self.take.setEnabled(one is not None and refusal is None)
        again = seen is not None and seen.again
        self.take.set_words(_("Do it again") if again else _("Take back"))

    @staticmethod
    def _say(label: Label, words: str) -> None:
        label.setText(words)
        label.setVisible(bool(words))

    def _take(self) -> None:
        one = self.table.current()
        if one is None or one.prospect.hindrance is not None:
            return
        seen = one.prospect
        words = "\n".join(part for part in (self.words.text(), self.left.text()) if part)
        answer = question.ask(
            self.window(),
            _("Do it again?") if seen.again else _("Take it back?"),
            words,
            (
                Answer("stop", _("Leave it as it is")),
                Answer("go", self.take.words, Kind.PRIMARY, "undo-2"),
            ),
            safe="go",
        )
        if answer == "go":
            self._undo(seen.seq, again=seen.again)

    def _undo(self, seq: int, *, again: bool = False) -> None:
        try:
            done = self.desk.change(
                undo.undo, seq, rules=RULES, at=self.desk.now(), by=self.desk.staff_id
            )
        except Refusal as refusal:
            question.refuse(self.window(), refusal)
            return
        words = _("It is done again.") if again else _("It was taken back.")
        self.frame.done(words, lambda: self._undo(done, again=not again))


def _state(one: Prospect) -> str:
    if one.hindrance is not None:
        return _("Stays")
    return _("Can be done again") if one.again else _("Can be taken back")


def _told(one: Prospect) -> Told:
    at = calendar.local(one.at)
    deed = f"{journal_words.kind(one.kind)}: {journal_words.act(one.act)}"
    if one.again:
        deed = _("Taken back: {deed}").format(deed=deed)
    moment = f"{at.month}/{at.day}({calendar.weekday(at.date())}) {at:%H:%M}"
    return Told(str(one.seq), moment, deed, one.about, one)
