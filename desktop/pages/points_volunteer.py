"""ポイント — one volunteer: the stamp card, why it is so many, the ledger, the exchange."""

from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop import jobs, print_tray
from desktop.dialogs import question, reason
from desktop.dialogs.question import Answer
from desktop.page import Page
from desktop.parts.button import Button, Kind
from desktop.parts.card import Card
from desktop.parts.columns import Columns
from desktop.parts.empty import Empty
from desktop.parts.label import Label
from desktop.points import activity_dialog, wording
from desktop.points.exchange_box import ExchangeBox
from desktop.points.ledger_rows import LedgerTable, Line
from desktop.points.member_head import MemberHead, Notices
from desktop.points.stamp_card import StampCard
from desktop.points.why_panel import WhyPanel
from desktop.points.year_choice import YearChoice
from desktop.style import tokens
from desktop.style.scale import scale
from programs.points import entering, exchanges, member_year
from programs.points.entering import Entered
from programs.points.exchanges import Choice as Taken
from programs.points.member_year import Footing, MemberYear
from programs.points.rule_words import brief
from resources import calendar
from resources.refusals import Refusal
from resources.words import _, ngettext
from sessions import office, staff

_SIDE = 312


class PointsVolunteer(Page):
    """One volunteer's year. `open_at` takes `YEAR:NUMBER`, or a number alone for this year."""

    name: ClassVar[str] = "points_volunteer"
    help_topic: ClassVar[str] = "points_volunteer"
    reads: ClassVar[frozenset[str]] = frozenset(
        {"Activity", "Withdrawal", "MonthlySheet", "PointEntry", "Registration", "Exchange",
         "RuleVersion", "YearClosing", "Host", "Person", "Suppression"}
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.member: MemberYear | None = None
        self.year = YearChoice()
        self.year.chosen.connect(self._turn_to)
        self.enter = Button(
            _("Enter an activity"), kind=Kind.PRIMARY, icon="stamp", key="Ctrl M",
            height=tokens.CONTROL_DENSE,
        )  # fmt: skip
        self.exchange = Button(_("Exchange"), icon="gift", height=tokens.CONTROL_DENSE)
        self.statement = Button(_("Statement"), icon="printer", height=tokens.CONTROL_DENSE)
        self.enter.clicked.connect(self._enter)
        self.exchange.clicked.connect(self._exchange)
        self.statement.clicked.connect(self._statement)
        self.primary = self.enter
        self.head = MemberHead()
        self.notices = Notices()
        self.card = StampCard()
        self.table = LedgerTable()
        self.table.opened.connect(self._explain)
        self.why = WhyPanel()
        self.why.back_asked.connect(self._explain_sum)
        self.why.print_asked.connect(self._print_why)
        self.why.taken_back.connect(self._take_back)
        self.box = ExchangeBox()
        self.count = Label(px=tokens.LABEL, colour=tokens.INK_2)
        self.nobody = Empty(
            "stamp", _("Choose a volunteer."),
            _("The list of the year leads here, and so does a scanned card."),
            self._to_list(),
        )  # fmt: skip
        self._build()
        self.start = self.table

    def _to_list(self) -> Button:
        button = Button(_("To the list"), kind=Kind.PRIMARY, icon="users-round")
        button.clicked.connect(lambda: self.frame.go("points_volunteers"))
        return button

    def _build(self) -> None:
        above = Card(dense=True)
        above.add(self.head)
        above.add(self.notices)
        above.add(self.card)
        below = Card(dense=True)
        row = QHBoxLayout()
        row.setSpacing(scale.gap(tokens.GAP_2))
        row.addWidget(Label(_("Record"), px=tokens.NAME, bold=True))
        row.addWidget(self.count)
        row.addStretch(1)
        for button in (self.enter, self.exchange, self.statement):
            row.addWidget(button)
        below.body.addLayout(row)
        self.none = Label(_("It waits for the first stamp."), colour=tokens.INK_2)
        below.add(self.none)
        below.add(self.table, 1)
        self.table.setMinimumHeight(scale.px(tokens.TABLE_HEAD + 4 * tokens.ROW_DENSE))
        main = QWidget()
        column = QVBoxLayout(main)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scale.gap(tokens.GAP_3))
        column.addWidget(above)
        column.addWidget(below, 1)
        side = QWidget()
        beside = QVBoxLayout(side)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(scale.gap(tokens.GAP_3))
        beside.addWidget(self.why)
        beside.addWidget(self.box)
        beside.addStretch(1)
        self.columns = Columns(
            main, side, name=_("Why it is so many"), side_width=_SIDE, least_main=660
        )
        self.body.setAlignment(Qt.AlignmentFlag(0))
        self.body.addWidget(self.columns, 1)
        self.body.addWidget(self.nobody, 1)

    # The page's place in the window

    def heading(self) -> str:
        """Return the name of the volunteer."""
        return self.member.who.name if self.member is not None else super().heading()

    def heading_note(self) -> str:
        """Return the registration number."""
        if self.member is None:
            return ""
        return _("Registration {number}").format(number=self.member.number)

    def head_buttons(self) -> list[QWidget]:
        """Return the choice of the year."""
        return [self.year] if self.member is not None else []

    def regions(self) -> list[QWidget]:
        """Return the ledger and what stands beside it."""
        return [self.table, self.why]

    def _asked(self) -> tuple[int, str]:
        year, _colon, number = self.subject.rpartition(":")
        return int(year) if year.isdigit() else self._this_year(), number

    def _this_year(self) -> int:
        from programs.points import rule_sets

        today = calendar.day_of(self.desk.now())
        return self.desk.read(rule_sets.year_of, today)

    def _turn_to(self, year: str) -> None:
        assert self.member is not None
        self.frame.go(self.name, f"{year}:{self.member.number}")

    # What is shown

    def refresh(self) -> None:
        """Read the year again."""
        year, number = self._asked()
        self.member = None
        if number:
            try:
                self.member = self.desk.read(member_year.read, year, number)
            except Refusal as refusal:
                self.nobody.say(refusal.what, refusal.advice)
        self.columns.setVisible(self.member is not None)
        self.nobody.setVisible(self.member is None)
        if self.member is not None:
            self._show(self.member)

    def _show(self, member: MemberYear) -> None:
        this = self._this_year()
        years = sorted({*member.years, this, member.year}, reverse=True)
        self.year.offer(years, str(member.year))
        resting = member.footing in {Footing.NOT_RENEWED, Footing.NOT_YET}
        self.head.show_member(member)
        self.notices.show_member(member, renew=self._renew)
        name = self.desk.read(office.get).details.name
        self.card.show_member(member, name, resting=resting)
        lines = self.table.show_year(member)
        self.count.setText(
            ngettext(
                "Newest first, {count} line", "Newest first, {count} lines", len(lines)
            ).format(count=len(lines))
        )
        self.none.setVisible(not lines and not resting)
        self.table.setVisible(bool(lines))
        self.table.point_at_row(max(0, self.table.currentIndex().row()))
        self.why.names = self.desk.read(staff.names)
        self._explain_sum()
        today = calendar.day_of(self.desk.now())
        self.box.show_member(member, today)
        writing = not member.closed and not resting
        self.enter.setEnabled(writing and self.desk.may("points.enter"))
        free = member.exchangeable(today)
        self.exchange.setEnabled(free > 0 and self.desk.may("points.exchange"))
        self.statement.setEnabled(not resting and self.desk.may("letter.print"))

    def _explain(self, line: Line | None) -> None:
        if line is not None and self.member is not None:
            writing = not self.member.closed and self.desk.may("points.enter")
            self.why.show_line(self.member, line, writing=writing)
            if self.columns.folded:
                self.columns.open_side()

    def _explain_sum(self) -> None:
        if self.member is not None:
            self.why.show_sum(self.member)

    def step_back(self) -> bool:
        """Go from the explanation of a line back to the whole sum."""
        if self.why.back.isHidden():
            return False
        self._explain_sum()
        return True

    # What is done

    def _renew(self) -> None:
        if self.member is not None:
            self.frame.go("points_registration", self.member.number)

    def _enter(self) -> None:
        if self.member is None:
            return
        entered = activity_dialog.ask(self.desk, self.member, self)
        if entered is not None:
            self.keep(entered)

    def keep(self, entered: Entered) -> None:
        """Enter one activity; the toast takes it back as a reversal."""
        before = self.member.standing.counted if self.member is not None else 0
        try:
            made = self.desk.change(
                entering.enter, entered, at=self.desk.now(), by=self.desk.staff_id
            )
        except Refusal as refusal:
            question.refuse(self, refusal)
            return
        after = self.member.standing.counted if self.member is not None else before
        words = _("The activity of {day} was entered (+{count}).").format(
            day=brief(entered.day), count=after - before
        )
        self.frame.done(words, lambda: self._withdraw(made, _("Taken back")))

    def _withdraw(self, activity_id: str, why: str) -> None:
        self.desk.change(
            entering.withdraw, activity_id, reason=why, at=self.desk.now(), by=self.desk.staff_id
        )
        self.frame.done(_("The activity was taken back; the ledger has both lines."))

    def _take_back(self, line: Line | None) -> None:
        if line is None or line.one is None:
            return
        why = reason.ask(
            self,
            _("Take the activity of {line} back?").format(line=line.title()),
            _("Nothing is rubbed out: the ledger gains a line that takes it back."),
            act=_("Take it back"),
            usual=(_("Entered twice"), _("Wrong day"), _("Another volunteer's")),
        )
        if why:
            try:
                self._withdraw(line.one.id, why)
            except Refusal as refusal:
                question.refuse(self, refusal)

    def _exchange(self) -> None:
        member = self.member
        if member is None:
            return
        free = member.exchangeable(calendar.day_of(self.desk.now()))
        first = member.rule.rewards[0] if member.rule.rewards else ""
        answers = [
            Answer("other", _("Choose at the counter"), Kind.SECONDARY, "gift"),
            Answer("leave", _("Not now")),
        ]
        if first:
            words = _("{yen} as {reward}").format(yen=wording.amount(free), reward=first)
            answers.insert(0, Answer("first", words, Kind.PRIMARY))
        said = question.ask(
            self,
            _("What shall {yen} become?").format(yen=wording.amount(free)),
            _("It is set aside at once, and comes back if it is cancelled."),
            answers,
            safe="leave",
        )
        if said == "other":
            self.frame.go("points_exchanges", f"{member.year}:{member.number}")
        elif said == "first":
            self._apply(member, Taken(first, free))

    def _apply(self, member: MemberYear, taken: Taken) -> None:
        try:
            self.desk.change(
                exchanges.apply, member.year, member.number, [taken],
                at=self.desk.now(), by=self.desk.staff_id,
            )  # fmt: skip
        except Refusal as refusal:
            question.refuse(self, refusal)
            return
        self.frame.done(
            _("The exchange of {yen} was applied for.").format(yen=wording.amount(taken.yen))
        )

    def _statement(self) -> None:
        if self.member is not None:
            job = jobs.points_statements(self.desk, self.member.year, [self.member.number])
            self.frame.go("preview", print_tray.lay(job))

    def _print_why(self) -> None:
        member = self.member
        if member is not None:
            job = jobs.points_explanation(self.desk, member, *wording.explanation(member))
            self.frame.go("preview", print_tray.lay(job))
