"""The applications of a meeting: who of the register they are, and who waits for an answer."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop import meeting_words as wording
from desktop.desk import Desk
from desktop.dialogs import recognising
from desktop.dialogs.question import Dialog
from desktop.dialogs.room import fit
from desktop.parts.button import Button, Kind
from desktop.parts.label import Label
from desktop.parts.said import Said
from desktop.parts.status import Status
from desktop.parts.table import Column, Table
from desktop.style import tokens
from resources.refusals import Refusal
from resources.words import _, ngettext
from sessions.intake import applications
from sessions.intake.applications import ApplicationFacts

BRING_IN = "bring_in"


@dataclass(frozen=True)
class _Row:
    facts: ApplicationFacts
    settled: bool

    @property
    def status(self) -> Status:
        if self.facts.person_id:
            return Status.OK
        return Status.NONE if self.settled else Status.WAIT

    @property
    def word(self) -> str:
        if self.facts.person_id:
            return _("In the register")
        return _("Not in the register") if self.settled else _("Not looked at yet")


class Applications(Dialog):
    """Lists the applications of `meeting_id`; Enter on one asks who it is.

    `value` is BRING_IN when a list of applications is to be brought in.
    """

    def __init__(self, desk: Desk, meeting_id: str, parent: QWidget | None = None) -> None:
        super().__init__(_("Who has applied?"), parent=parent)
        self._desk = desk
        self._meeting_id = meeting_id
        self.said = Said()
        self.count = Label(px=tokens.LABEL, colour=tokens.INK_2, wrap=True)
        self.table: Table[_Row] = Table(
            _("Applications"),
            (
                Column(
                    _("Name"),
                    lambda row: wording.name(row.facts.name or row.facts.kana),
                    ruby=lambda row: wording.name(row.facts.kana) if row.facts.name else "",
                    bold=True,
                ),
                Column(_("Affiliation"), lambda row: row.facts.affiliation, width=190, folds=True),
                Column(_("Telephone"), lambda row: row.facts.phone, width=150, folds=True),
                Column(
                    _("Register"),
                    lambda row: row.word,
                    chip=lambda row: row.status,
                    width=190,
                    folds=True,
                ),
            ),
            key=lambda row: row.facts.id,
            reading=lambda row: row.facts.kana,
            empty=_("No list of applications was brought in yet."),
        )
        self.bring_in = Button(_("Bring in a list of applications"), kind=Kind.SOFT,
                               icon="download")  # fmt: skip
        self.back = Button(_("Put on the list again"), kind=Kind.QUIET)
        self.who = Button(_("Who is this?"), kind=Kind.PRIMARY, key="Enter")
        stop = Button(_("Close"), key="Esc")
        self.body.addWidget(self.said)
        self.body.addWidget(self.table, 1)
        row = QHBoxLayout()
        row.addWidget(self.count, 1)
        row.addWidget(self.back)
        row.addWidget(self.bring_in)
        self.body.addLayout(row)
        self.buttons.addWidget(stop)
        self.buttons.addWidget(self.who)
        self.bring_in.clicked.connect(lambda: self.answer(BRING_IN))
        self.back.clicked.connect(self._put_back)
        self.who.clicked.connect(self.ask_who)
        stop.clicked.connect(self.reject)
        self.table.opened.connect(lambda _row: self.ask_who())
        self.table.pointed.connect(lambda _row: self._offer())
        fit(self, 900, 580, parent)
        self.fill()
        self.table.point_at_row(0)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def fill(self) -> None:
        """Read the applications and what was answered."""
        answered = {pair[0] for pair in self._desk.read(applications.answered, self._meeting_id)}
        facts = self._desk.read(applications.listing, self._meeting_id)
        rows = [_Row(one, one.id in answered) for one in facts]
        self.table.set_rows(rows)
        waiting = sum(1 for row in rows if row.status is Status.WAIT)
        all_ = ngettext("{count} application", "{count} applications", len(rows))
        words = ngettext("{count} not looked at yet", "{count} not looked at yet", waiting)
        parts = [all_.format(count=len(rows)), words.format(count=waiting) if waiting else ""]
        self.count.setText("  ".join(part for part in parts if part))
        self._offer()

    def _offer(self) -> None:
        row = self.table.current()
        self.who.setEnabled(row is not None and not row.facts.person_id)
        self.back.setEnabled(row is not None)

    def do(self, verb: Any, *args: Any, **facts: Any) -> bool:
        """Do `verb` at the desk; a refusal is said here."""
        try:
            self._desk.change(verb, *args, **facts, at=self._desk.now(), by=self._desk.staff_id)
        except Refusal as refusal:
            self.said.say(wording.told(refusal))
            return False
        self.said.clear()
        return True

    def ask_who(self) -> None:
        """Ask who the applicant under the bar is, and go on to the next who waits."""
        row = self.table.current()
        if row is None or row.facts.person_id:
            return
        asked = recognising.ask_applicant(self, self._desk, row.facts)
        if asked is None or not recognising.do_applicant(self.do, row.facts, *asked):
            return
        self.fill()
        following = [one for one in self.table.shown() if one.status is Status.WAIT]
        if following:
            self.table.point_at(following[0].facts.id)

    def _put_back(self) -> None:
        row = self.table.current()
        if row is not None:
            self.do(applications.expect, self._meeting_id, [row.facts])


def ask(parent: QWidget | None, desk: Desk, meeting_id: str) -> str:
    """Show the applications; returns BRING_IN when a list is to be brought in."""
    dialog = Applications(desk, meeting_id, parent)
    return dialog.value if dialog.exec() else ""
