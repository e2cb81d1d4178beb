"""同意文: the texts people consent to, version by version."""

from datetime import date
from typing import Any, ClassVar

from desktop.office.section import Section
from desktop.parts.button import Button, Kind
from desktop.parts.date_field import DateField
from desktop.parts.editable_choice import EditableChoice
from desktop.parts.field import Field
from desktop.parts.flow import Flow
from desktop.parts.label import Label
from desktop.parts.long_text import LongText
from desktop.parts.pairs import Pairs
from desktop.parts.status import Status
from desktop.parts.table import Column, Table
from desktop.style import tokens
from desktop.style.scale import scale
from resources import calendar
from resources.words import _
from sessions import consent_texts
from sessions.consent_texts import EXAMPLES, TextView


class ConsentsSection(Section):
    """Lists the texts; writes the next version of one, or corrects one nobody consented to."""

    reads: ClassVar[frozenset[str]] = frozenset({"ConsentText", "Consent"})

    def build(self) -> None:
        """Make the list and the form."""
        card = self.card(
            _("Texts of consents"),
            _("What somebody consented to stays as they read it; a change is a new version."),
        )
        self.table: Table[TextView] = Table(
            _("Texts of consents"),
            (
                Column(
                    _("Purpose"), lambda one: one.purpose,
                    below=lambda one: calendar.wareki(one.effective_from), bold=True,
                ),
                Column(
                    _("Version"),
                    lambda one: _("version {number}").format(number=one.number), width=100,
                    folds=True,
                ),
                Column(
                    _("Consents"), lambda one: _("{count} people").format(count=one.used),
                    width=100, right=True, folds=True,
                ),
                Column(
                    _("State"),
                    lambda one: _("In use") if one.active else _("Out of use"),
                    chip=lambda one: Status.OK if one.active else Status.NONE,
                    width=130,
                    folds=True,
                ),
            ),
            key=lambda one: one.id,
            empty=_("No text is written yet. An example below may be a beginning."),
        )  # fmt: skip
        self.table.setMinimumHeight(scale.px(200))
        self.table.pointed.connect(self._show)
        card.add(self.table)
        self.retire = Button(_("Take out of use"), icon="archive")
        self.retire.clicked.connect(self._retire)
        self.print = Button(_("Print the form"), icon="printer")
        self.print.clicked.connect(self._print)
        card.add(Flow([self.retire, self.print]))
        form = self.card(_("Wording"))
        self.purpose = EditableChoice(_("Purpose"), [purpose for purpose, _text in EXAMPLES])
        self.purpose.changed.connect(self._offer)
        self.day = DateField(
            _("In use from"), today=lambda: calendar.day_of(self.desk.now()),
            value=calendar.day_of(self.desk.now()),
        )  # fmt: skip
        self.wording = LongText(_("What people consent to"), lines=6)
        self.used = Label(px=tokens.LABEL, colour=tokens.INK_2, wrap=True)
        form.add(Pairs([Field(_("Purpose"), self.purpose), self.day], even=True))
        form.add(Field(_("What people consent to"), self.wording, width=704))
        form.add(self.used)
        self.write = Button(_("Keep as a new version"), kind=Kind.SOFT, icon="plus")
        self.correct = Button(_("Correct the one chosen"), icon="pencil")
        self.write.clicked.connect(self._write)
        self.correct.clicked.connect(self._correct)
        form.add(Flow([self.write, self.correct]))
        self._show(None)

    def refresh(self) -> None:
        """Read every version."""
        self.table.set_rows(self.desk.read(consent_texts.listing))
        self._show(self.table.current())

    def _offer(self, purpose: str) -> None:
        if not self.wording.toPlainText().strip() and purpose in dict(EXAMPLES):
            self.wording.setPlainText(dict(EXAMPLES)[purpose])

    def _show(self, one: TextView | None) -> None:
        self.retire.setEnabled(one is not None)
        self.print.setEnabled(one is not None)
        self.correct.setEnabled(one is not None and not one.used)
        self.used.setText(
            _("Somebody consented to it: it can be followed by a new version only.")
            if one is not None and one.used
            else ""
        )
        if one is None:
            return
        self.retire.set_words(_("Take out of use") if one.active else _("Take into use again"))
        self.purpose.set_text(one.purpose)
        self.wording.setPlainText(one.wording)
        self.day.set_day(one.effective_from)

    def _note(self) -> dict[str, Any]:
        return {"at": self.desk.now(), "by": self.desk.staff_id}

    def _day(self) -> date | None:
        self.day.read()
        if self.day.day() is None:
            self.day.set_error(self.day.error or _("The day is still missing."))
        return self.day.day()

    def _write(self) -> None:
        purpose, wording, day = self.purpose.text(), self.wording.toPlainText(), self._day()
        if day is None:
            return
        self.attempt(
            lambda: self.desk.change(
                consent_texts.write, purpose, wording, effective_from=day, **self._note()
            ),
            _("The new version of “{purpose}” is kept.").format(purpose=purpose),
        )

    def _correct(self) -> None:
        one, wording, day = self.table.current(), self.wording.toPlainText(), self._day()
        if one is None or day is None:
            return
        self.attempt(
            lambda: self.desk.change(
                consent_texts.correct, one.id, wording, effective_from=day,
                version=one.version, **self._note(),
            ),
            _("The wording is corrected."),
        )  # fmt: skip

    def _retire(self) -> None:
        one = self.table.current()
        if one is None:
            return
        active = not one.active

        def turn(*, into: bool) -> None:
            self.desk.change(consent_texts.retire, one.id, active=into, **self._note())

        if self.attempt(lambda: turn(into=active)):
            words = _("{name} is in use again.") if active else _("{name} is out of use.")
            self.frame.done(words.format(name=one.purpose), undo=lambda: turn(into=not active))

    def _print(self) -> None:
        from desktop import jobs, print_tray

        one = self.table.current()
        if one is not None:
            self.frame.go("preview", print_tray.lay(jobs.consent_form(self.desk, text_id=one.id)))
