"""年度締め on the page of the year: dry run, closing, and corrections of a year that is closed."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from desktop import jobs, print_tray
from desktop.dialogs import question, reason
from desktop.office.section import in_a_row
from desktop.parts.button import Button, Kind
from desktop.parts.card import Card
from desktop.parts.label import Label
from desktop.parts.status import Status
from desktop.parts.table import Column, Table
from desktop.style import tokens
from desktop.style.scale import scale
from resources import calendar
from resources.refusals import Refusal
from resources.words import _

if TYPE_CHECKING:
    from desktop.desk import Desk
    from desktop.frame import Frame
    from programs.points.closing import Plan
    from programs.points.year_figures import Figures

_SHOWN = 8


class ClosingCard(Card):
    """What is due before a year ends, its closing, and what became known after it."""

    def __init__(self, desk: "Desk", frame: "Frame") -> None:
        super().__init__(_("Closing of the year"), rule=True)
        self.desk, self.frame = desk, frame
        self.year = 0
        self.lines: list[dict[str, Any]] = []
        self.words = Label(wrap=True)
        self.dry = self._button(_("Print the dry run"), "printer", self._print_dry)
        self.close_year = self._button(_("Close the year"), "lock-keyhole", self._close)
        self.listed = self._button(_("Print the list"), "printer", self._print_list)
        self.look = self._button(_("Look for late corrections"), "search", self.find_late)
        self.late_words = Label(wrap=True)
        columns: list[Column[dict[str, Any]]] = [
            Column(_("Number"), lambda line: line["number"], width=110),
            Column(_("Day"), lambda line: calendar.wareki_short(line["day"]), width=150),
            Column(_("Stamps"), lambda line: f"{line['counted']:+,}", width=100, right=True),
            Column(_("Minutes"), lambda line: f"{line['minutes']:+,}", right=True, width=100),
            Column("", lambda _line: ""),
        ]
        self.table = Table[dict[str, Any]](
            _("Late corrections"), columns,
            key=lambda line: f"{line['about']}:{line['turn']}", row_height=tokens.ROW_DENSE,
        )  # fmt: skip
        self.ask = self._button(_("Ask a second person to agree"), "users", self._ask)
        self.ask.set_kind(Kind.PRIMARY)
        self.past = Label(px=tokens.LABEL, colour=tokens.INK_2, wrap=True)
        self.add(self.words)
        self.body.addLayout(in_a_row(self.dry, self.close_year, self.listed, self.look))
        for part in (self.late_words, self.table):
            self.add(part)
        self.body.addLayout(in_a_row(self.ask))
        self.add(self.past)

    def _button(self, words: str, icon: str, act: Callable[[], object]) -> Button:
        made = Button(words, icon=icon, height=tokens.CONTROL_DENSE)
        made.clicked.connect(lambda _on=False: act())
        return made

    def show_year(self, figures: "Figures") -> None:
        """Say how far the closing of the year is, and offer what can be done."""
        self.year = figures.year
        rule, year = figures.rule, figures.year
        last = max([rule.bounds(year)[1], *(days[1] for days in rule.exchange_days(year))])
        today = calendar.day_of(self.desk.now())
        if figures.closed:
            words = _("This year is closed; it is only read. A correction needs two people.")
        elif today <= last:
            words = _("It runs, or may be exchanged for, until {day}.").format(
                day=calendar.wareki(last)
            )
        else:
            words = _("It can be closed since {day}.").format(
                day=calendar.wareki(last.fromordinal(last.toordinal() + 1))
            )
        if figures.waiting and not figures.closed:
            words += " " + _("{count} exchanges wait: hand them over or cancel them.").format(
                count=figures.waiting
            )
        self.words.setText(words)
        reads = self.desk.may("points.enter")
        self.dry.setVisible(reads and not figures.closed)
        self.close_year.setVisible(self.desk.may("points.close") and not figures.closed)
        self.close_year.setEnabled(today > last and not figures.waiting)
        self.listed.setVisible(reads and figures.closed)
        self.look.setVisible(figures.closed and reads and self.desk.may("points.adjust"))
        self._forget_late()
        if figures.closed and reads:
            self._tell_past()

    def _forget_late(self) -> None:
        self.lines = []
        for part in (self.late_words, self.table, self.ask, self.past):
            part.hide()

    def _print_dry(self) -> None:
        self.frame.go("preview", print_tray.lay(jobs.year_end_list(self.desk, self.year, dry=True)))

    def _print_list(self) -> None:
        job = jobs.year_end_list(self.desk, self.year, dry=False)
        self.frame.go("preview", print_tray.lay(job))

    def _close(self) -> None:
        """Show once more what it does; the dry run must have been looked at as it stands now."""
        from programs.points import closing

        plan = self.desk.read(closing.plan, self.year, calendar.day_of(self.desk.now()))
        seen = self.desk.read(closing.looked_at, plan)
        answers = [
            question.Answer("no", _("Leave it so")),
            question.Answer(
                "dry", _("Print the dry run"), Kind.SECONDARY if seen else Kind.PRIMARY, "printer"
            ),
        ]
        words = closing_words(plan)
        if seen:
            answers.append(question.Answer("close", _("Close the year"), Kind.DANGER))
        else:
            words = "\n".join((words, _("Look at the dry run first; after that it can be closed.")))
        title = _("Close {year}?").format(year=calendar.fiscal_year_label(self.year))
        answer = question.ask(self, title, words, answers, safe="no")
        if answer == "dry":
            self._print_dry()
        elif answer == "close":
            self._do(
                lambda: self.desk.change(
                    closing.close, self.year, at=self.desk.now(), by=self.desk.staff_id
                ),
                _("The year is closed. Print its list for the binder."),
            )

    def find_late(self) -> None:
        """Judge the closed year again and show what would change."""
        from programs.points import late_corrections

        self.lines = self.desk.read(
            late_corrections.waiting, self.year, at=self.desk.now(), by=self.desk.staff_id
        )
        self.late_words.show()
        if not self.lines:
            self.late_words.setText(_("Nothing became known after the closing."))
            return
        people = len({line["number"] for line in self.lines})
        self.late_words.setText(
            _("{count} lines of {people} numbers became known after the closing.").format(
                count=len(self.lines), people=people
            )
        )
        self.table.set_rows(self.lines)
        high = scale.px(tokens.TABLE_HEAD) + scale.px(tokens.ROW_DENSE) * min(
            _SHOWN, len(self.lines)
        )
        self.table.setFixedHeight(high + 4)
        self.table.show()
        self.ask.show()

    def _ask(self) -> None:
        from programs.points import late_corrections
        from sessions import second_person

        year = calendar.fiscal_year_label(self.year)
        stamps = sum(line["counted"] for line in self.lines)
        about = _("Correction of {year}: {count} lines, {stamps} stamps").format(
            year=year, count=len(self.lines), stamps=f"{stamps:+,}"
        )
        why = reason.ask(self, _("Correct {year}?").format(year=year), about, act=_("Ask for it"))
        if why is None:
            return
        self._do(
            lambda: self.desk.change(
                second_person.request, late_corrections.enter,
                {"year": self.year, "reason": why},
                about=about, why=why, at=self.desk.now(), by=self.desk.staff_id,
            ),
            _("Asked for. A second person finds it under Today."),
        )  # fmt: skip

    def _tell_past(self) -> None:
        from programs.points import late_corrections

        found = self.desk.read(late_corrections.entered, self.year)
        if found:
            told = list(dict.fromkeys((calendar.day_of(one.at), one.reason) for one in found))
            self.past.setText(
                _("Corrected after the closing: {told}").format(
                    told="、".join(f"{calendar.wareki_short(day)} {why}" for day, why in told)
                )
            )
        self.past.setVisible(bool(found))

    def _do(self, act: Callable[[], object], done: str) -> None:
        try:
            act()
        except Refusal as refusal:
            self.frame.tell("points", Status.WAIT, f"{refusal.what} {refusal.advice}")
            return
        self.frame.untell("points")
        self.frame.done(done)


def closing_words(plan: "Plan") -> str:
    """Say in a few sentences what closing a year does."""
    figures = plan.figures
    words = [
        _("{people} volunteers, {stamps} stamps, {yen} yen.").format(
            people=f"{figures['volunteers']:,}", stamps=f"{figures['stamps_counted']:,}",
            yen=f"{figures['yen']:,}",
        ),
        _("{yen} yen of {people} people lapse.").format(
            yen=f"{figures['lapsed']:,}", people=sum(one.lapsed > 0 for one in plan.endings)
        ),
        _("{stamps} stamps of {people} people are carried over.").format(
            stamps=f"{figures['carried']:,}", people=sum(one.carried > 0 for one in plan.endings)
        ),
        _("A closed year is never opened again."),
    ]  # fmt: skip
    return "\n".join((*words, *plan.hindrances))
