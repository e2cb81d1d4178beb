"""The first start: six questions, one after the other, and nothing is lost by going back."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from desktop.entrance.aside import Aside
from desktop.entrance.founding import Answers, Founded, found
from desktop.entrance.key_step import PassphraseStep, SheetStep
from desktop.entrance.panel import Panel
from desktop.entrance.printer import PrinterStep
from desktop.entrance.recovery import sheet_for
from desktop.entrance.steps import OfficeStep, PeopleStep, PlaceStep, Step
from desktop.parts.button import Button, Kind
from desktop.parts.label import Label
from desktop.parts.meter import Meter
from desktop.style import tokens
from resources import settings
from resources.refusals import Refusal
from resources.words import _

QUESTIONS = 6


class ImportStep(Step):
    """The sixth question: bring in the lists the office has, now or later."""

    def __init__(self) -> None:
        super().__init__()
        self.title = _("Is there a list in Excel already?")
        self.next_words = _("Bring in a list")
        self.explain(
            _("Volunteers, supporters or applicants: you see the list before anything is kept.")
        )
        self.explain(_("It can also be done any day later, from the register."))
        self.later = Button(_("Later"))


class FirstStart(Panel):
    """Leads through the questions; `finished` carries the office, the staff id and a page.

    `prepared` waits for imports that go on beside; `stretching` is for tests. Until the
    passphrase is set nothing is written anywhere; from then on the office stands.
    """

    finished = Signal(object, str, str)
    elsewhere = Signal()

    def __init__(
        self,
        folder: Path,
        clock: Callable[[], datetime],
        *,
        prepared: Callable[[], object] = lambda: None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Welcome"), width=860, parent=parent)
        self._clock = clock
        self._prepared = prepared
        self._work: Aside[Founded] | None = None
        self.founded: Founded | None = None
        self.place = PlaceStep(folder)
        self.place.other_office.connect(self.elsewhere)
        self.office, self.people, self.key = OfficeStep(), PeopleStep(), PassphraseStep()
        self.sheet: SheetStep | None = None
        self.printer = PrinterStep(self.office.name.text, clock)
        self.importing = ImportStep()
        self.importing.later.clicked.connect(lambda: self._finish("today"))
        self.order: list[Step] = [self.place, self.office, self.people, self.key]
        self.number = 0
        self._build_head()
        self.steps = QStackedWidget()
        for step in (*self.order, self.printer, self.importing):
            self._add(step)
        self.put(self.steps)
        self.back = Button(_("Back"), kind=Kind.QUIET, icon="chevron-left")
        self.back.clicked.connect(self._back)
        self.next = Button(_("Next"), kind=Kind.PRIMARY, key="Ctrl Enter")
        self.next.clicked.connect(self.go_on)
        self.end_card(self.importing.later, self.next, left=self.back)
        self.show_step(0)

    def _build_head(self) -> None:
        row = QHBoxLayout()
        self.count = Label(px=tokens.LABEL, bold=True, colour=tokens.INK_2)
        self.bar = Meter(1, QUESTIONS, bare=True)
        row.addWidget(self.count)
        row.addWidget(self.bar, 1)
        self.content.addLayout(row)

    def _add(self, step: Step) -> None:
        step.column.addStretch(1)
        self.steps.addWidget(step)

    @property
    def step(self) -> Step:
        """The question on the screen."""
        return self.order[self.number]

    def show_step(self, number: int) -> None:
        """Show the question at `number` in the order."""
        self.number = number
        step = self.step
        asked = self._question()
        self.card.title.setText(step.title)
        self.count.setText(f"{asked} / {QUESTIONS}")
        self.bar.set_counts(asked, QUESTIONS)
        self.bar.setAccessibleName(_("Question {number} of 6").format(number=asked))
        self.steps.setCurrentWidget(step)
        self.next.set_words(step.next_words or _("Next"))
        # What stands on the disk cannot be asked again; that is corrected in the office page.
        least = self.order.index(self.sheet) if self.sheet is not None else 0
        self.back.setVisible(number > least)
        self.importing.later.setVisible(step is self.importing)
        self.first = step
        step.setFocus()

    def _question(self) -> int:
        if self.step is self.importing:
            return 6
        if self.step is self.printer:
            return 5
        return min(self.number + 1, 4)

    def _back(self) -> None:
        self.show_step(self.number - 1)

    def go_on(self) -> None:
        """Go to the next question when this one is answered."""
        if not self.step.check():
            return
        if self.step is self.key:
            self._found()
        elif self.step is self.importing:
            self._finish("intake")
        else:
            if self.step is self.sheet:
                settings.change(recovery_unkept=False)
            self.show_step(self.number + 1)

    def answers(self) -> Answers:
        """Return what has been asked so far."""
        office = self.office
        return Answers(
            folder=self.place.folder.path(),
            name=office.name.text(),
            issuer_title=office.issuer_title.text(),
            issuer_name=office.issuer_name.text(),
            zip=office.zip.tidied(),
            address=office.address.text(),
            phone=office.phone.tidied(),
            people=self.people.people(),
        )

    def _found(self) -> None:
        answers, passphrase, at = self.answers(), self.key.pair.text(), self._clock()

        def work(_tell: object) -> Founded:
            self._prepared()
            return found(answers, passphrase, at=at)

        self.key.refuse("")
        self.next.setEnabled(False)
        self.back.setEnabled(False)
        self.next.set_words(_("Making the office …"))
        self._work = Aside(work, done=self._stand, failed=self._refuse, parent=self).start()

    def _refuse(self, refusal: Refusal) -> None:
        self.next.setEnabled(True)
        self.back.setEnabled(True)
        self.next.set_words(self.key.next_words)
        self.key.refuse(f"{refusal.what} {refusal.advice}")

    def _stand(self, founded: Founded) -> None:
        self.founded = founded
        self.next.setEnabled(True)
        self.back.setEnabled(True)
        self.key.pair.clear()
        # Until the sheet is in somebody's hand, today reminds of it.
        settings.change(data_folder=str(founded.office.folder), recovery_unkept=True)
        content = sheet_for(
            founded.office.folder,
            founded.recovery_key,
            self._clock(),
            office=self.office.name.text(),
            by=self.people.people()[0][0],
        )
        self.sheet = SheetStep(content)
        self._add(self.sheet)
        self.order += [self.sheet, self.printer, self.importing]
        self.printer.box.look()
        self.show_step(self.order.index(self.sheet))

    def _finish(self, page: str) -> None:
        assert self.founded is not None
        founded, self.founded = self.founded, None
        self.finished.emit(founded.office, founded.staff_id, page)

    def give_up(self) -> None:
        """Close an office that stands but was not entered."""
        if self.founded is not None:
            self.founded.office.close()
            self.founded = None
