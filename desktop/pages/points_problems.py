"""確かめること: activities that do not count or want a look, with what to do, and the answers."""

from typing import Any, ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.dialogs import reason
from desktop.page import Page
from desktop.parts.button import Button, Kind
from desktop.parts.card import Card
from desktop.parts.choice import Choice
from desktop.parts.columns import Columns
from desktop.parts.facts import Facts
from desktop.parts.flow import Flow
from desktop.parts.label import Label
from desktop.parts.segments import Segments
from desktop.parts.status import Status
from desktop.parts.table import Column, Table
from desktop.points.problem_words import short
from desktop.points.whose_number import WhoseNumber
from desktop.points.year_choice import YearChoice
from desktop.style import tokens
from desktop.style.scale import follow, scale
from programs.points import problem_acts
from programs.points.activity_answers import Answer
from programs.points.problem_acts import ANSWERS, Problem
from resources import calendar
from resources.refusals import Refusal
from resources.words import _, ngettext

GRAVE, NOTES = "grave", "notes"
_SIDE, _LEAST = 400, 540


class PointsProblems(Page):
    """The list of problems of a year; beside it what to do about the one under the bar."""

    name: ClassVar[str] = "points_problems"
    reads: ClassVar[frozenset[str]] = frozenset(
        {"Host", "MonthlySheet", "Activity", "Withdrawal", "Registration", "ActivityAnswer"}
    )
    help_topic: ClassVar[str] = "points_problems"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._found: list[Problem] = []
        self.year = YearChoice()
        self.year.chosen.connect(lambda _value: self.refresh())
        self.parts = Segments(
            _("Which problems"), ((GRAVE, _("Does not count")), (NOTES, _("Worth a look")))
        )
        self.parts.chosen.connect(lambda _value: self._filter())
        self.kind = Choice(_("Kind"), height=tokens.CONTROL_DENSE)
        self.kind.setMinimumContentsLength(10)
        self.kind.chosen.connect(lambda _value: self._filter())
        self.table: Table[Problem] = Table(
            _("Activities to look at"),
            (
                Column(
                    _("Who"),
                    lambda one: one.name.replace("　", " ") or one.number or "―",
                    bold=True,
                    below=lambda one: f"{one.number or '―'}　{_day(one)}",
                ),
                Column(
                    _("What is wrong"),
                    lambda one: short(one.kind),
                    width=186,
                    chip=lambda one: Status.STOP if one.refused else Status.WAIT,
                ),
                Column(_("Host"), lambda one: one.host.replace("　", " "), width=190, folds=True),
                Column(
                    _("minutes"), lambda one: str(one.minutes), width=60, right=True, folds=True
                ),
            ),
            key=lambda one: f"{one.id}:{one.kind}",
            row_height=tokens.ROW_RUBY,
            empty=_("Nothing is open. Every activity counts."),
        )
        self.table.pointed.connect(lambda _one: self._point())
        self.table.opened.connect(lambda _one: self.act.click())
        main = QWidget()
        column = QVBoxLayout(main)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scale.gap(tokens.GAP_2))
        column.addWidget(Flow([self.parts, self.kind, self.year]))
        column.addWidget(self.table, 1)
        self.columns = Columns(
            main, self._side(), name=_("What to do"), side_width=_SIDE, least_main=_LEAST
        )
        self.body.addWidget(self.columns, 1)
        self.primary = self.act
        self.start = self.table
        follow(self._fit)

    def _side(self) -> QWidget:
        card = Card(_("What to do"), dense=True)
        self.advice = Label(bold=True, wrap=True)
        self.facts = Facts(label_width=92)
        self.act = Button("", kind=Kind.PRIMARY, icon="check", key="Enter")
        self.sheet = Button(_("To its sheet"), icon="clipboard-list")
        self.act.clicked.connect(self._act)
        self.sheet.clicked.connect(self._to_sheet)
        for part in (self.advice, self.facts, Flow([self.act, self.sheet])):
            card.add(part)
        return card

    def _fit(self) -> None:
        self.table.setMinimumHeight(scale.px(tokens.TABLE_HEAD + 5 * tokens.ROW_RUBY))

    def regions(self) -> list[QWidget]:
        """Return the filters, the list and what to do."""
        return [self.parts, self.table, self.columns]

    def heading_note(self) -> str:
        """Return how many activities do not count."""
        count = sum(one.refused for one in self._found)
        words = ngettext("{count} does not count", "{count} do not count", count)
        return words.format(count=count)

    def refresh(self) -> None:
        """Read the problems of the year."""
        self.year.offer_known(self.desk)
        self._found = self.desk.read(problem_acts.listing, self.year.year())
        grave = sum(one.refused for one in self._found)
        self.parts.set_counts({GRAVE: grave, NOTES: len(self._found) - grave})
        self.table.set_rows(self._found)
        self._filter()
        self.heading_changed.emit()

    def _filter(self) -> None:
        refused, chosen = self.parts.value() == GRAVE, self.kind.value()
        here = [one for one in self._found if one.refused == refused]
        counts: dict[str, int] = {}
        for one in here:
            counts[one.kind] = counts.get(one.kind, 0) + 1
        self.kind.set_answers(
            [("", _("All kinds")),
             *((kind, f"{short(kind)} {count}") for kind, count in counts.items())],
            chosen if chosen in counts else "",
        )  # fmt: skip
        chosen = self.kind.value()
        self.table.set_filter(
            lambda one: one.refused == refused and (not chosen or one.kind == chosen)
        )
        if self.table.current() is None:
            self.table.point_at_row(0)
        self._point()

    def _point(self) -> None:
        one = self.table.current()
        answer = ANSWERS.get(one.kind) if one is not None else None
        self.act.setVisible(answer is not None)
        self.sheet.setEnabled(one is not None and bool(one.file))
        if one is None:
            self.advice.setText("")
            self.facts.show_facts(())
            return
        if answer is not None:
            self.act.set_words(_words(answer))
        self.advice.setText(one.advice)
        self.facts.show_facts(
            (
                (_("Day"), _day(one)),
                (_("Host"), one.host.replace("　", " ")),
                (_("Stands there"), one.text),
                (_("File"), one.file),
                (_("Row"), str(one.row or "")),
            )
        )

    # What is done

    def _act(self) -> None:
        one = self.table.current()
        answer = ANSWERS.get(one.kind) if one is not None else None
        if one is None or answer is None:
            return
        number, why = "", ""
        if answer is Answer.NUMBER:
            said = WhoseNumber.ask(self.desk, self.window(), self.year.year(), one)
            if said is None:
                return
            number, why = said
        else:
            why = reason.ask(
                self.window(), one.advice, "", act=_words(answer),
                usual=(_("The host confirmed it by telephone"), _("The sheet was delayed")),
            ) or ""  # fmt: skip
        if why:
            self._answer(one, answer, number, why)

    def _answer(self, one: Problem, answer: Answer, number: str, why: str) -> None:
        at, by = self.desk.now(), self.desk.staff_id
        try:
            self.desk.change(
                problem_acts.answer, one.id, answer, number=number, reason=why, at=at, by=by
            )
        except Refusal as refusal:
            self.frame.tell("problem", Status.WAIT, f"{refusal.what} {refusal.advice}")
            return
        self.frame.untell("problem")
        self.frame.done(_("It was kept. The activity was judged again."),
                        undo=lambda: self._take_back(one.id))  # fmt: skip

    def _take_back(self, activity_id: str) -> None:
        at, by = self.desk.now(), self.desk.staff_id
        self.desk.change(
            problem_acts.take_back, activity_id, reason=_("Taken back"), at=at, by=by
        )  # fmt: skip

    def _to_sheet(self) -> None:
        one = self.table.current()
        if one is not None and one.host_id:
            month = f":{one.day:%Y-%m}" if one.day else ""
            self.frame.go("points_sheets", f"{one.host_id}{month}")


def _day(one: Problem) -> str:
    if one.day is None:
        return "―"
    return f"{one.day.month}月{one.day.day}日（{calendar.weekday(one.day)}）"


def _words(answer: Answer) -> str:
    return {
        Answer.APPROVED: _("Let it count although it is late"),
        Answer.CONFIRMED: _("The host confirms it"),
        Answer.NUMBER: _("Say whose it is"),
        Answer.NONE: _("Taken back"),
    }[answer]
