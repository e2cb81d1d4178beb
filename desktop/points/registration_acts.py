"""What is done on the page of registrations: each act asks, rehearses, does, and says so."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFileDialog, QWidget

from desktop import jobs, print_tray
from desktop import person_words as wording
from desktop.dialogs.question import Answer, Question
from desktop.parts.button import Kind as Loudness
from desktop.parts.status import Status
from desktop.points.application_form import ApplicationForm
from desktop.points.turn_question import TurnQuestion
from desktop.print_tray import Job
from programs.points import (
    applications,
    changing,
    inquiries,
    inquiry_lists,
    member_cards,
    paperwork,
    registering,
    rehearsing,
    turns,
)
from programs.points.rehearsing import Outlook
from programs.points.turns import ENDING, RESTING, Kind, Reason
from programs.points.work_list import Entry
from resources import calendar, durable
from resources.refusals import Refusal
from resources.words import _, ngettext
from sessions import document_series, documents
from sessions.document_series import Direction

if TYPE_CHECKING:
    from desktop.desk import Desk
    from desktop.frame import Frame

_NAMED = 6
Chosen = Sequence[Entry]


@dataclass(frozen=True)
class Plan:
    """One act on many: how it is asked, the verb that does it, what it means in words."""

    title: str
    act: str
    day_word: str
    verb: Callable[[date, str], tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any]]]
    meaning: str
    done: str
    reasons: tuple[Reason, ...] = ()
    danger: bool = False


class Acts:
    """The acts on `chosen` lines of `year`; `page` is what their questions stand over."""

    def __init__(self, page: QWidget, desk: "Desk", frame: "Frame") -> None:
        self.page, self.desk, self.frame = page, desk, frame
        self.year = 0

    # --- what changes registrations

    def apply(self) -> str:
        """Take a new application in; return its id, "" when it was left."""
        form = ApplicationForm(self.desk, self.year, self.today, self.page)
        if form.exec():
            self.frame.done(_("The application is taken in."))
        return form.made

    def send(self, chosen: Chosen) -> None:
        """Put the chosen on a new list to the city and lay it out for printing."""
        ids = [one.application_id for one in chosen if one.application_id]
        numbers = [one.number for one in chosen if not one.application_id]
        plan = Plan(
            _("Ask the city about them?"), _("Make the list"), _("Sent on"),
            lambda day, _why: (inquiries.send, (self.year, ids, numbers), {"day": day}),
            _("They go on one numbered list. The city answers 適 or 否, without a reason."),
            _("The list to the city is made."),
        )  # fmt: skip
        made = self._do(plan, chosen)
        if made:
            self.lay(jobs.inquiry_list(self.desk, made))

    def answer(self, chosen: Chosen, *, fit: bool) -> None:
        """Enter 適 or 否 about the chosen."""
        word = "適" if fit else "否"
        keys = [one.application_id or one.number for one in chosen]
        plan = Plan(
            _("Enter the answer {word}?").format(word=word), _("Enter it"),
            _("Day of the answer"),
            lambda day, _why: (
                inquiries.answer_about, (self.year, keys), {"fit": fit, "confirmed": day}
            ),
            _("They can be registered.") if fit else _("They cannot be registered."),
            _("The answer is entered."),
        )  # fmt: skip
        self._do(plan, chosen)

    def register(self, chosen: Chosen) -> None:
        """Register the chosen applications."""
        ids = [one.application_id for one in chosen]
        plan = Plan(
            _("Register them?"), _("Register them"), _("Registered on"),
            lambda day, _why: (registering.decide, (ids,), {"day": day}),
            _("Activities count from this day on, once the insurance is arranged."),
            _("They are registered."),
        )  # fmt: skip
        self._do(plan, chosen)

    def decline(self, chosen: Chosen) -> None:
        """End an application without a registration: by us, or by themselves."""
        names = self._who(chosen)
        asked = Question(
            _("End the application without registering?"), names,
            (
                Answer("", _("Leave it so")),
                Answer(Kind.DROPPED.value, _("They took it back")),
                Answer(Kind.DECLINED.value, _("We decline"), Loudness.DANGER),
            ),
            safe="", parent=self.page,
        )  # fmt: skip
        if not asked.exec() or not asked.value:
            return
        for one in chosen:
            self._try(applications.close, one.application_id, Kind(asked.value))
        self.frame.done(_("The application has ended."))

    def insure(self, chosen: Chosen) -> None:
        """Note the day on which the insurance was arranged."""
        plan = Plan(
            _("Note the insurance?"), _("Note it"), _("Arranged on"),
            partial(self._of_year, registering.insure, chosen),
            _("The cover begins the day after."), _("The insurance is noted."),
        )  # fmt: skip
        self._do(plan, chosen)

    def pause(self, chosen: Chosen) -> None:
        """Let the chosen registrations rest."""
        plan = Plan(
            _("Let them rest?"), _("Let rest"), _("From when"),
            partial(self._of_year, changing.pause, chosen),
            _("Activities from this day on do not count, until they come back."),
            _("They rest."), RESTING,
        )  # fmt: skip
        self._do(plan, chosen)

    def resume(self, chosen: Chosen) -> None:
        """Let the chosen registrations be active again."""
        plan = Plan(
            _("Are they back?"), _("They are back"), _("From when"),
            partial(self._of_year, changing.resume, chosen),
            _("Activities count again from this day on."), _("They are back."),
        )  # fmt: skip
        self._do(plan, chosen)

    def renew(self, chosen: Chosen) -> None:
        """Carry the chosen registrations into the year."""
        plan = Plan(
            _("Renew them for {year}?").format(year=calendar.fiscal_year_label(self.year)),
            _("Renew"), _("Answered on"), partial(self._of_year, registering.renew, chosen),
            _("The numbers stay. The insurance of the new year is noted afterwards."),
            _("They are renewed."),
        )  # fmt: skip
        self._do(plan, chosen)

    def cancel(self, chosen: Chosen, year: int) -> None:
        """End the chosen registrations of `year`."""
        numbers = [one.number for one in chosen]
        plan = Plan(
            _("End the registration?"), _("End it"), _("Last day"),
            lambda day, why: (
                changing.cancel, (year, numbers), {"day": day, "reason": Reason(why)}
            ),
            _("What was done until then keeps its stamps. After a death or a move away no"
              " letter goes out any more."),
            _("The registration has ended."), ENDING, danger=True,
        )  # fmt: skip
        self._do(plan, chosen)

    def lost(self, chosen: Chosen) -> None:
        """Make the lost card of one void and lay the new one out for printing."""
        one = chosen[0]
        asked = Question(
            _("Was the card lost?"),
            _("{name}: the old card is void at once, the new one has the next number of"
              " reissue. Not a stamp is lost.").format(name=wording.honoured(one.name)),
            (
                Answer("", _("Leave it so")),
                Answer("go", _("Issue it again"), Loudness.PRIMARY),
            ),
            safe="", parent=self.page,
        )  # fmt: skip
        if asked.exec() and asked.value == "go":
            made = self._try(member_cards.lost, self.year, one.number)
            if made is not None:
                self.frame.done(_("The old card is void. Print the new one."))
                self.lay(jobs.member_cards(self.desk, self.year, [one.number]))

    def read_answers(self) -> None:
        """Bring in a file with answers of the city, after saying how many are new."""
        chosen, _kind = QFileDialog.getOpenFileName(
            self.page, _("The file of the city"), "", _("Lists (*.xlsx *.xls *.csv)")
        )
        if chosen:
            self.bring_in(Path(chosen))

    def bring_in(self, path: Path) -> None:
        """Rehearse the answers in `path`, ask, and enter them."""
        from resources import spreadsheet

        try:
            found = inquiry_lists.read(spreadsheet.read(path), day=self.today())
            outlook = self._rehearse(inquiry_lists.bring_in, self.year, found)
        except Refusal as refusal:
            self._refused(refusal)
            return
        words = ngettext("{count} new answer", "{count} new answers", outlook.count)
        asked = Question(
            _("Bring in the answers of the city?"), words.format(count=outlook.count),
            (Answer("", _("Leave it so")), Answer("go", _("Bring in"), Loudness.PRIMARY)),
            safe="", parent=self.page,
        )  # fmt: skip
        if asked.exec() and asked.value == "go":
            self._try(inquiry_lists.bring_in, self.year, found)
            self.frame.done(_("The answers are entered."))

    # --- papers and files

    def blank_form(self, key: str) -> None:
        """Let a blank form be chosen, the one of `key` first."""
        from desktop.points import blank_forms

        blank_forms.choose(self.desk, self.frame, self.page, key=key)

    def lay(self, job: Job) -> None:
        """Lay a paper out before printing."""
        self.frame.go("preview", print_tray.lay(job))

    def notices(self, chosen: Chosen) -> None:
        """Print the 登録通知 of the chosen, under the next number where there is a series."""
        numbers = [one.number for one in chosen]
        series = self.desk.read(document_series.listing, direction=Direction.SENT)
        written = ""
        if series:
            title = _("Notices of registration")
            to = self._who(chosen)
            made = self._try(
                documents.take, series[0].id, documents.Paper(title, to), dated=self.today()
            )
            written = made.written if made is not None else ""
        self.lay(jobs.registration_notices(self.desk, self.year, numbers, written=written))

    def save_inquiry(self, inquiry_id: str) -> None:
        """Write a list to the city into a file."""
        paper, rows, _left = self.desk.read(paperwork.inquiry, inquiry_id, day=self.today())
        self._save(_("inquiry") + f"-{paper.label}", rows, _("List to the city"))

    def save_insurance(self) -> None:
        """Write the list of the insured into a file."""
        _paper, rows, _left = self.desk.read(paperwork.insurance, self.year, day=self.today())
        self._save(_("insured") + f"-{self.year}", rows, _("List of the insured"))

    def _save(self, name: str, rows: inquiry_lists.FileList, what: str) -> None:
        chosen, _kind = QFileDialog.getSaveFileName(
            self.page, _("Save this list"), f"{name}.xlsx", "Excel (*.xlsx);;CSV (*.csv)"
        )
        if not chosen:
            return
        self.write(Path(chosen), rows, what)

    def write(self, path: Path, rows: inquiry_lists.FileList, what: str) -> None:
        """Write `rows` into `path`, once the journal says who took them out and what for."""
        form = "utf-8-sig" if path.suffix == ".csv" else "xlsx"
        if self._try(inquiry_lists.note, what, len(rows.rows), form) is None:
            return
        durable.write(path, rows.written(form))
        self.frame.done(_("Saved as {file}.").format(file=path.name))

    # --- how it is asked and done

    def today(self) -> date:
        """Return the day it is at the desk."""
        return calendar.day_of(self.desk.now())

    def _of_year(
        self, verb: Callable[..., Any], chosen: Chosen, day: date, why: str
    ) -> tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any]]:
        facts: dict[str, Any] = {"day": day}
        if why:
            facts["reason"] = Reason(why)
        return verb, (self.year, [one.number for one in chosen]), facts

    def _do(self, plan: Plan, chosen: Chosen) -> Any:
        """Ask, rehearsing; do it; return what the verb answered, None when it was left."""

        def look(day: date, why: str) -> str:
            verb, args, facts = plan.verb(day, why)
            return self._words(self._rehearse(verb, *args, **facts), plan.meaning)

        asked = TurnQuestion(
            plan.title, self._who(chosen), act=plan.act, day_word=plan.day_word,
            day=self.today(), today=self.today, look=look, danger=plan.danger,
            reasons=[(one.value, _(turns.WORDS[one])) for one in plan.reasons],
            parent=self.page,
        )  # fmt: skip
        if not asked.exec():
            return None
        verb, args, facts = plan.verb(*asked.chosen())
        done = self._try(verb, *args, **facts)
        if done is not None:
            self.frame.done(plan.done)
        return done

    def _rehearse(self, verb: Callable[..., Any], *args: Any, **facts: Any) -> Outlook:
        who = {"at": self.desk.now(), "by": self.desk.staff_id}
        return self.desk.change(rehearsing.rehearse, verb, *args, **facts, **who)

    def _try(self, verb: Callable[..., Any], *args: Any, **facts: Any) -> Any:
        """Do `verb`; say why not where it is refused, and return None then."""
        who = {"at": self.desk.now(), "by": self.desk.staff_id}
        try:
            return self.desk.change(verb, *args, **facts, **who)
        except Refusal as refusal:
            self._refused(refusal)
            return None

    def _refused(self, refusal: Refusal) -> None:
        self.frame.tell("registration", Status.WAIT, f"{refusal.what} {refusal.advice}")

    @staticmethod
    def _who(chosen: Chosen) -> str:
        named = "、".join(wording.honoured(one.name) for one in chosen[:_NAMED])
        rest = len(chosen) - _NAMED
        if rest <= 0:
            return named
        words = ngettext("{names} and {count} more", "{names} and {count} more", rest)
        return words.format(names=named, count=rest)

    @staticmethod
    def _words(outlook: Outlook, meaning: str) -> str:
        told = [meaning]
        if outlook.numbers:
            told.append(_("Numbers: {numbers}").format(numbers="、".join(outlook.numbers)))
        if outlook.counted:
            told.append(_("Stamps change by {count}.").format(count=f"{outlook.counted:+,}"))
        return "\n".join(told)
