"""持ち出し: the packages of a meeting, what came home of them, and what a person has to look at."""

from pathlib import Path
from typing import Any

from desktop import jobs, print_tray
from desktop import meeting_words as words_of_meetings
from desktop import takeout_words as wording
from desktop.dialogs import reason
from desktop.dialogs.taking_home import Brought, TakingHome
from desktop.dialogs.taking_out import PasscodeShown, TakingOut
from desktop.pages.gathering.section import Section
from desktop.parts.button import Button, Kind
from desktop.parts.card import Card
from desktop.parts.flow import Flow
from desktop.parts.label import Label
from desktop.parts.status import Status
from desktop.parts.table import Column, Table
from desktop.style import tokens
from desktop.style.scale import follow, scale
from resources import calendar, durable
from resources.refusals import Refusal
from resources.words import _, mark
from sessions import doubts, joining, packing, takeouts
from sessions.doubts import QuestionFacts
from sessions.joining import Outlook, Receipt
from sessions.packing import Packed
from sessions.takeout_tables import Decision, Doubt, Fate
from sessions.takeouts import TakeoutFacts

_LOST = (mark("Left behind in the train"), mark("The bag was stolen"), mark("Not found any more"))


class TakeoutSection(Section):
    """Makes a package, brings evenings home, asks about what is doubtful, reports a loss."""

    def __init__(self, *args: Any, see_attendance: Any) -> None:
        super().__init__(*args)
        self._see_attendance = see_attendance
        self.make = Button(_("Make a package for the hall"), kind=Kind.SOFT, icon="usb")
        self.home = Button(_("Bring an evening home"), icon="house")
        self.lost = Button(_("It is lost"), kind=Kind.QUIET, icon="ban")
        self.report = Button(_("Report of the loss"), icon="printer")
        self.register = Button(_("This month's register"), kind=Kind.QUIET, icon="scroll-text")
        self.packages: Table[TakeoutFacts] = Table(
            _("Packages"),
            (
                Column(_("Taken out by"), lambda one: one.carrier, bold=True),
                Column(_("Made on"), lambda one: wording.short(one.made_at), width=130),
                Column(_("Persons"), lambda one: str(one.people), width=80, right=True),
                Column(
                    _("State"),
                    lambda one: wording.fate(one, self.desk.now())[0],
                    chip=lambda one: wording.fate(one, self.desk.now())[1],
                    width=220,
                ),
                Column(_("Good until"), lambda one: wording.short(one.expires), width=130,
                       folds=True),
            ),
            key=lambda one: one.id,
            row_height=tokens.ROW_PLAIN,
            empty=_("Nothing of this meeting was taken out."),
        )  # fmt: skip
        self.receipts: Table[Receipt] = Table(
            _("Brought home"),
            (
                Column(_("Brought home on"), lambda one: wording.short(one.joined_at), width=140),
                Column(
                    _("What"),
                    wording.counts,
                    bold=True,
                    below=lambda one: wording.wrong_passcodes(one.wrong),
                ),
                Column(
                    _("Brought home from"),
                    lambda one: wording.source(one.source),
                    width=210,
                    folds=True,
                ),
                Column(
                    _("State"),
                    lambda one: _("taken back") if one.undone_at else _("counts"),
                    chip=lambda one: Status.NONE if one.undone_at else Status.OK,
                    width=130,
                ),
            ),
            key=lambda one: one.id,
            row_height=tokens.ROW_PLAIN,
            empty=_("Nothing has come home yet."),
        )
        self.questions: Table[QuestionFacts] = Table(
            _("For a person to look at"),
            (
                Column(
                    _("Who"),
                    lambda one: words_of_meetings.name(one.name or one.kana) or "－",
                    ruby=lambda one: words_of_meetings.name(one.kana) if one.name else "",
                    bold=True,
                    width=210,
                ),
                Column(_("Why"), wording.doubt),
                Column(
                    _("State"),
                    wording.decision,
                    chip=lambda one: Status.WAIT if one.open else Status.OK,
                    width=150,
                ),
            ),
            key=lambda one: one.id,
            empty=_("There is nothing to look at."),
        )
        self.receipt = Button(_("Receipt"), icon="printer")
        self.undo = Button(_("Take it back as a whole"), kind=Kind.QUIET, icon="undo-2")
        self.count = Button(_("Let it count"), kind=Kind.SOFT, icon="check")
        self.leave_out = Button(_("Leave it out"))
        self.match = Button(_("Match with the register"), icon="users-round")
        self._lay_out()
        self._connect()
        follow(self._fit)

    def _lay_out(self) -> None:
        told = _("The hall's computer gets this one meeting, locked, and needs no network.")
        out, back, asked = (
            Card(_("Taken out")),
            Card(_("Brought home")),
            Card(_("For a person to look at")),
        )
        out.add(Label(told, px=tokens.LABEL, colour=tokens.INK_2, wrap=True))
        out.add(self.packages)
        out.add(Flow([self.make, self.home, self.lost, self.report, self.register]))
        back.add(self.receipts)
        back.add(Flow([self.receipt, self.undo]))
        asked.add(self.questions)
        asked.add(Flow([self.count, self.leave_out, self.match]))
        self.cards = out, back, asked
        self.nobody = Label(_("Your role takes nothing out."), colour=tokens.INK_2)
        self.column.addWidget(self.nobody)
        for card in self.cards:
            self.column.addWidget(card)
        self.column.addStretch(1)

    def _fit(self) -> None:
        for table in (self.packages, self.receipts, self.questions):
            table.setMinimumHeight(scale.px(150))

    def _connect(self) -> None:
        self.make.clicked.connect(self.take_out)
        self.home.clicked.connect(self.take_home)
        self.lost.clicked.connect(self.report_lost)
        self.report.clicked.connect(self._see_report)
        self.register.clicked.connect(self._see_register)
        self.receipt.clicked.connect(self._see_receipt)
        self.undo.clicked.connect(self.take_back)
        self.count.clicked.connect(lambda: self.decide(Decision.COUNTED))
        self.leave_out.clicked.connect(lambda: self.decide(Decision.LEFT_OUT))
        self.match.clicked.connect(lambda: self._see_attendance())  # noqa: PLW0108 -- carries a flag
        for table in (self.packages, self.receipts, self.questions):
            table.pointed.connect(lambda _one: self._offer())

    def refresh(self) -> None:
        """Read packages, receipts and questions of the meeting, for whom they are meant."""
        allowed = self.desk.may("package.bring_home")
        for card in self.cards:
            card.setVisible(allowed)
        self.nobody.setVisible(not allowed)
        if not allowed:
            return
        self.packages.set_rows(self.desk.read(takeouts.of_meeting, self.meeting_id))
        self.receipts.set_rows(self.desk.read(joining.of_meeting, self.meeting_id))
        self.questions.set_rows(self.desk.read(doubts.of_meeting, self.meeting_id))
        for table in (self.packages, self.receipts, self.questions):
            if table.current() is None:
                table.point_at_row(0)
        _out, back, asked = self.cards
        back.setVisible(bool(self.receipts.shown()))
        asked.setVisible(bool(self.questions.shown()))
        self._offer()

    def _offer(self) -> None:
        package, receipt, question = (
            self.packages.current(), self.receipts.current(), self.questions.current(),
        )  # fmt: skip
        self.make.setEnabled(self.desk.may("package.make"))
        self.home.setEnabled(bool(self.packages.shown()))
        self.lost.setEnabled(package is not None and package.fate is not Fate.LOST)
        self.report.setVisible(package is not None and package.fate is Fate.LOST)
        self.receipt.setEnabled(receipt is not None)
        self.undo.setEnabled(receipt is not None and receipt.undone_at is None)
        self.match.setVisible(question is not None and question.doubt is Doubt.WALK_IN)
        self.count.setEnabled(question is not None)
        self.leave_out.setEnabled(question is not None)

    # Out

    def take_out(self) -> None:
        """Ask who takes it, make the package, and show the passcode this once."""
        dialog = TakingOut(
            len(self.desk.read(packing.on_board, self.meeting_id)),
            self.desk.read(packing.in_need, self.meeting_id),
            self.desk.read(packing.left_out, self.meeting_id),
            self,
        )
        if not dialog.exec():
            return
        self.do(
            packing.pack,
            self.meeting_id,
            carrier=dialog.carrier.text(),
            then=self._show_passcode,
        )

    def _show_passcode(self, packed: Packed) -> None:
        dialog = PasscodeShown(packed, save=lambda path: self._save(packed, path), parent=self)
        dialog.exec()
        self.frame.done(_("The package is made."))
        if dialog.value == "slip":
            job = jobs.takeout_slip(self.desk, packed)
            self.frame.go("preview", print_tray.lay(job))

    def _save(self, packed: Packed, path: Path) -> bool:
        try:
            durable.write(path, packed.content)
        except Refusal as refusal:
            self.said.say(words_of_meetings.told(refusal))
            return False
        return True

    # Home

    def take_home(self) -> None:
        """Take a file or a photograph, say what it would bring, and bring it home."""
        dialog = TakingHome(self._look, self)
        if not dialog.exec() or dialog.brought is None:
            return
        if isinstance(dialog.brought, str):
            self.do(joining.join_photo, dialog.brought, then=self._joined)
        else:
            self.do(joining.join_file, dialog.brought, slow=dialog.offset, then=self._joined)

    def _look(self, brought: Brought, slow: Any) -> Outlook:
        if isinstance(brought, str):
            return self.desk.read(joining.preview_photo, brought)
        return self.desk.read(joining.preview_file, brought, slow=slow)

    def _joined(self, receipt: Receipt) -> None:
        def undo() -> None:
            self.do(joining.undo, receipt.id)

        self.frame.done(wording.counts(receipt), undo if receipt.new else None)
        self.refresh()
        self.receipts.point_at(receipt.id)

    def take_back(self) -> None:
        """Take the bringing home under the bar back as a whole."""
        receipt = self.receipts.current()
        if receipt is not None:
            words = _("Taken back: {what}").format(what=wording.counts(receipt))
            self.do(joining.undo, receipt.id, then=lambda _one: self.frame.done(words))

    def decide(self, decision: Decision) -> None:
        """Say about the question under the bar whether it counts."""
        one = self.questions.current()
        if one is not None:
            words = wording.doubt(one)
            self.do(doubts.decide, one.id, decision, then=lambda _none: self.frame.done(words))

    def _see_receipt(self) -> None:
        receipt = self.receipts.current()
        if receipt is not None:
            job = jobs.joining_receipt(self.desk, receipt.id)
            self.frame.go("preview", print_tray.lay(job))

    # Lost

    def report_lost(self) -> None:
        """One button: the package is revoked, noted, and the report lies ready to be printed."""
        package = self.packages.current()
        if package is None:
            return
        why = reason.ask(
            self,
            _("Is the package of {name} lost?").format(name=package.carrier),
            _("What comes home of it later waits for your word. The cards stay good."),
            act=_("Report it lost"),
            usual=[_(words) for words in _LOST],
            danger=True,
        )
        if why is not None and self.do(takeouts.report_lost, package.id, note=why):
            self.refresh()
            self._see_report()

    def _see_register(self) -> None:
        job = jobs.takeout_list(self.desk, calendar.day_of(self.desk.now()))
        self.frame.go("preview", print_tray.lay(job))

    def _see_report(self) -> None:
        package = self.packages.current()
        if package is not None:
            job = jobs.incident_sheet(self.desk, package.id)
            self.frame.go("preview", print_tray.lay(job))
