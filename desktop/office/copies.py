"""控えと戻す: a copy now, the copies of every place, the way back, and whether all is sound."""

from typing import TYPE_CHECKING

from desktop import copy_rows, print_tray
from desktop.copy_rows import CopyRow
from desktop.dialogs.copying import CopyBox
from desktop.entrance.restoring import lost
from desktop.office import by_two
from desktop.office.section import Section, in_a_row
from desktop.parts.button import Button, Kind
from desktop.parts.label import Label
from desktop.parts.status import Status, StatusMark
from desktop.parts.tick import Tick
from desktop.second_place import second_words
from desktop.style import tokens
from desktop.style.scale import scale
from resources import calendar, copies, settings
from resources.refusals import Refusal
from resources.words import _, ngettext

if TYPE_CHECKING:
    from desktop.desk import Task
    from resources.soundness import Findings


class CopiesSection(Section):
    """Takes copies, lists them, opens and compares one, leads to the way back."""

    def build(self) -> None:
        """Make the cards."""
        self._build_taking()
        self._build_list()
        self._build_papers()
        self._build_check()

    def _build_taking(self) -> None:
        card = self.card(
            _("Take a copy"), _("A copy is encrypted like the office, and is proven at once.")
        )
        card.add(
            Label(
                _("This computer takes one by itself: first thing every day, and while you work."),
                px=tokens.LABEL,
                colour=tokens.INK_2,
                wrap=True,
            )
        )
        self.box = CopyBox(self.desk)
        self.box.made.connect(self.refresh)
        self.take = Button(_("Take a copy"), kind=Kind.PRIMARY, icon="usb")
        self.take.clicked.connect(self.box.start)
        self.itself = Tick(
            _("Copy there by itself whenever it is there"), on=settings.load().second_by_itself
        )
        self.itself.toggled.connect(lambda on: settings.change(second_by_itself=on))
        self.second = Label(px=tokens.LABEL, wrap=True)
        card.add(self.box)
        card.body.addLayout(in_a_row(self.take))
        card.add(self.itself)
        card.add(self.second)

    def _build_list(self) -> None:
        listed = self.card(
            _("The copies there are"),
            _("Choose one and press “Open and compare”: it is read whole, and nothing changes."),
        )
        self.table = copy_rows.table(
            _("The copies there are"), _("There is no copy yet. Take the first one above.")
        )
        self.table.setMinimumHeight(scale.px(260))
        self.table.pointed.connect(self._point)
        listed.add(self.table)
        self.compare = Button(_("Open and compare"), icon="shield-check")
        self.compare.clicked.connect(self._compare)
        self.back = Button(_("Bring this copy back"), icon="history")
        self.back.clicked.connect(self._bring_back)
        listed.body.addLayout(in_a_row(self.compare, self.back))
        self.compared_mark = StatusMark(Status.OK, size=18)
        self.compared_mark.hide()
        self.compared = Label(wrap=True)
        row = in_a_row(self.compared_mark, stretch=False)
        row.addWidget(self.compared, 1)
        listed.body.addLayout(row)

    def _build_papers(self) -> None:
        card = self.card(
            _("Papers for the day it is needed"),
            _("Print them now and keep them with the recovery sheet: they lead step by step."),
        )
        self.lost = Button(_("When the passphrase is forgotten"), icon="printer")
        self.lost.clicked.connect(lambda: self._print("passphrase"))
        self.dead = Button(_("When the computer is broken"), icon="printer")
        self.dead.clicked.connect(lambda: self._print("computer"))
        card.body.addLayout(in_a_row(self.lost, self.dead))

    def _build_check(self) -> None:
        card = self.card(
            _("Is everything whole?"), _("Every page, every link and the journal are looked at.")
        )
        self.check = Button(_("Check now"), icon="shield-check")
        self.check.clicked.connect(self._check)
        self.mark = StatusMark(Status.OK, size=18)
        self.mark.hide()
        self.result = Label(wrap=True)
        row = in_a_row(self.check, self.mark, stretch=False)
        row.addWidget(self.result, 1)
        card.body.addLayout(row)

    def refresh(self) -> None:
        """Look which copies lie in every place that is there now."""
        self.box.look()
        self.second.setText(second_words(self.desk.now))
        folder = self.desk.office.folder
        named = copy_rows.places(folder)
        rows = copy_rows.rows(copies.listing(named), named, copies.office_of(folder))
        self.table.set_rows(rows)
        good = next((row for row in rows if row.usable), None)
        if self.table.current() is None and good is not None:
            self.table.point_at(str(good.copy.file))
        self._point(self.table.current())

    def _point(self, row: CopyRow | None) -> None:
        usable = row is not None and row.usable
        self.compare.setEnabled(usable)
        self.back.setEnabled(usable)
        broken = row is not None and row.copy.manifest is None
        self.compared_mark.setVisible(broken)
        self.compared.setText("")
        if broken and row is not None:
            self.compared_mark.set_status(Status.STOP)
            advice = _("Choose another copy. Leave this file as it is.")
            self.compared.setText(f"{row.copy.file.name}: {row.copy.trouble} {advice}")

    def _compare(self) -> None:
        row = self.table.current()
        if row is None:
            return
        file, key = row.copy.file, self.desk.file.data_key
        self.compare.setEnabled(False)
        self._say(Status.RUNNING, _("The copy is being opened and compared."))

        def work(task: "Task") -> str:
            from resources import backup
            from sessions import returning

            manifest = backup.verify(file, key, progress=task.tell)
            found = self.desk.read(returning.since, manifest.lines, manifest.head)
            return lost(found, standing=True)

        self.desk.background(
            work,
            done=lambda words: self._say(Status.OK, words),
            failed=self._refused,
            ended=lambda: self.compare.setEnabled(True),
        )

    def _refused(self, refusal: Refusal) -> None:
        self._say(Status.STOP, f"{refusal.what} {refusal.advice}")

    def _say(self, status: Status, words: str) -> None:
        self.compared_mark.set_status(status)
        self.compared_mark.show()
        self.compared.setText(words)

    def _bring_back(self) -> None:
        """Make a copy of how it is now, then leave the desk for the way back, agreed to by two."""
        row = self.table.current()
        if row is None:
            return
        file = str(row.copy.file)
        about = _("Bring back the copy of {moment}").format(
            moment=f"{calendar.local(row.copy.at):%Y-%m-%d %H:%M}"
        )
        if not by_two.agreed(self, "backup.restore", row.copy.file.name, about):
            return
        self.back.setEnabled(False)
        self._say(Status.RUNNING, _("The copy is being made and checked."))
        self.desk.background(
            lambda task: self.desk.secure("restore", task.tell),
            done=lambda _none: self.frame.bring_back(file),
            failed=lambda _refusal: self.frame.bring_back(file),  # a broken office has no copy
        )

    def _print(self, paper: str) -> None:
        from desktop import jobs

        self.frame.go("preview", print_tray.lay(jobs.turning_point(self.desk, paper)))

    def _check(self) -> None:
        from resources import soundness

        self.check.setEnabled(False)
        self.mark.hide()
        self.result.setText(_("Checking …"))
        self.desk.background(
            lambda _task: soundness.check(self.desk.file),
            done=self._found,
            ended=lambda: self.check.setEnabled(True),
        )

    def _found(self, findings: "Findings") -> None:
        self.mark.show()
        if not findings.sound:
            self.mark.set_status(Status.STOP)
            advice = _("Stop working, and bring the last copy back.")
            self.result.setText("\n".join([*findings.problems, advice]))
            return
        self.mark.set_status(Status.OK)
        rows = sum(findings.counts.values())
        words = ngettext(
            "All is whole: {rows} record in {tables} lists, {lines} lines in the journal.",
            "All is whole: {rows} records in {tables} lists, {lines} lines in the journal.",
            rows,
        )
        tables, lines = len(findings.counts), findings.lines
        self.result.setText(words.format(rows=f"{rows:,}", tables=tables, lines=f"{lines:,}"))
