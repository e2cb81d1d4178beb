"""同じ人かもしれない組: pairs with what agrees, answered by keyboard; nobody is joined unasked."""

from collections.abc import Sequence
from typing import Any, ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop import person_words as wording
from desktop.dialogs import question
from desktop.dialogs.question import Answer as Button_
from desktop.page import Page
from desktop.parts.button import Button, Kind
from desktop.parts.columns import Columns
from desktop.parts.flow import Flow
from desktop.parts.label import Label
from desktop.parts.segments import Segments
from desktop.parts.status import Status
from desktop.parts.table import Column, Table
from desktop.register.comparing import copy_first
from desktop.side_by_side import SideBySide, of_person
from desktop.style import tokens
from desktop.style.scale import follow, scale
from resources.refusals import Refusal
from resources.words import _, ngettext
from sessions import likeness, people
from sessions.likeness import Answer, Pair
from sessions.merging_choices import combined, first_choices

_SIDE, _LEAST = 560, 420
WAITING, APART = Answer.OPEN.value, Answer.DIFFERENT.value


def key_of(pair: Pair) -> str:
    """Return what the page of merging is opened at for a pair."""
    return f"{pair.one.id}:{pair.other.id}"


class Doubles(Page):
    """The list of pairs; beside it the two entries of the pair under the bar."""

    name: ClassVar[str] = "doubles"
    reads: ClassVar[frozenset[str]] = frozenset({"Likeness", "Person", "Phone", "Membership"})
    help_topic: ClassVar[str] = "doubles"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.shown_answer = Answer.OPEN
        self._waiting = 0
        self.search = Button(_("Look through the register"), icon="search")
        self.search.clicked.connect(self._look_through)
        self.parts = Segments(
            _("Which pairs"),
            ((WAITING, _("Waiting for an answer")), (APART, _("Different people"))),
        )
        self.parts.chosen.connect(self._show)
        self.table: Table[Pair] = Table(
            _("Perhaps the same people"),
            (
                Column(
                    _("The two"),
                    lambda pair: wording.shown(pair.one.name),
                    bold=True,
                    below=lambda pair: wording.shown(pair.other.name),
                ),
                Column(
                    _("What agrees"),
                    lambda pair: "・".join(likeness.words(pair.reasons)),
                    width=230,
                    folds=True,
                ),
                Column(_("Score"), lambda pair: str(pair.points), width=70),
            ),
            key=key_of,
            row_height=tokens.ROW_RUBY,
            ticks=True,
            empty=_("No pair waits for an answer."),
        )
        self.table.pointed.connect(self._point)
        self.table.opened.connect(lambda _pair: self._same())
        self.table.ticks_changed.connect(lambda _count: self._name_buttons())
        self.start = self.table
        self.pair = SideBySide()
        self.why = Label(px=tokens.LABEL, colour=tokens.INK_2, wrap=True)
        self.same = Button(_("The same person"), kind=Kind.PRIMARY, icon="merge", key="1")
        self.different = Button(_("Different people"), key="2")
        self.again = Button(_("Ask again"), icon="undo-2")
        self.same.clicked.connect(self._same)
        self.different.clicked.connect(self._different)
        self.again.clicked.connect(self._reopen)
        self.primary = self.same
        side = QWidget()
        beside = QVBoxLayout(side)
        beside.setContentsMargins(0, 0, 0, 0)
        for part in (self.why, self.pair):
            beside.addWidget(part)
        beside.addStretch(1)
        main = QWidget()
        column = QVBoxLayout(main)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.parts)
        column.addWidget(self.table, 1)
        self.columns = Columns(
            main, side, name=_("The two side by side"), side_width=_SIDE, least_main=_LEAST
        )
        self.body.addWidget(self.columns, 1)
        # Below, not beside: a drawer would hide the keys with the buttons.
        foot = QWidget()
        foot.setProperty("part", "ground")
        line = QVBoxLayout(foot)
        line.setContentsMargins(scale.gap(tokens.PAGE_MARGIN), 8, scale.gap(tokens.PAGE_MARGIN), 8)
        line.addWidget(Flow([self.again, self.different, self.same], right=True))
        self.set_foot(foot)
        follow(self._fit)

    def _fit(self) -> None:
        self.table.setMinimumHeight(scale.px(tokens.TABLE_HEAD + 5 * tokens.ROW_RUBY))

    def heading_note(self) -> str:
        """Return how many pairs wait."""
        words = ngettext("{count} pair", "{count} pairs", self._waiting)
        return words.format(count=self._waiting)

    def head_buttons(self) -> list[QWidget]:
        """Return the button that looks through the whole register."""
        return [self.search]

    def regions(self) -> list[QWidget]:
        """Return the list and the two beside it."""
        return [self.table, self.columns, *([self.foot] if self.foot is not None else [])]

    def refresh(self) -> None:
        """Read the pairs again."""
        waiting = self.desk.read(likeness.open_pairs)
        self._waiting = len(waiting)
        apart = self.desk.read(likeness.open_pairs, Answer.DIFFERENT)
        rows = waiting if self.shown_answer is Answer.OPEN else apart
        number = max(self.table.currentIndex().row(), 0)
        self.table.set_rows(rows)
        self.table.set_ticked({key_of(one) for one in rows} & set(map(key_of, self._ticked())))
        if self.table.current() is None and rows:
            self.table.point_at_row(min(number, len(rows) - 1))
        self._point(self.table.current())

    def _show(self, value: str) -> None:
        self.shown_answer = Answer(value)
        self.table.set_ticked(set())
        self.refresh()

    def _ticked(self) -> list[Pair]:
        return self.table.ticked()

    def _meant(self) -> list[Pair]:
        """Return the ticked pairs, or the one under the bar."""
        current = self.table.current()
        return self._ticked() or ([current] if current is not None else [])

    def _point(self, pair: Pair | None) -> None:
        self.pair.setVisible(pair is not None)
        self.why.setVisible(pair is not None)
        if pair is not None:
            self.pair.show_pair(of_person(pair.one), of_person(pair.other))
            agreeing = "・".join(likeness.words(pair.reasons))
            self.why.setText(_("What agrees: {reasons}").format(reasons=agreeing or "―"))
        self._name_buttons()

    def _name_buttons(self) -> None:
        there, waiting = bool(self._meant()), self.shown_answer is Answer.OPEN
        for button, shown in (
            (self.same, waiting), (self.different, waiting), (self.again, not waiting),
        ):  # fmt: skip
            button.setVisible(shown)
            button.setEnabled(there)
        count = len(self._ticked())
        more = f" {_('{count} pairs').format(count=count)}" if count > 1 else ""
        self.same.set_words(_("The same person") + more)
        self.different.set_words(_("Different people") + more)

    # Answers

    def _same(self) -> None:
        meant = self._meant()
        if self.shown_answer is not Answer.OPEN or not meant:
            return
        if len(meant) == 1:
            self.frame.go("merge", key_of(meant[0]))
            return
        names = "、".join(wording.shown(pair.one.name) for pair in meant[:8])
        said = question.ask(
            self.window(),
            _("Are these {count} pairs the same person each?").format(count=len(meant)),
            names + "\n" + _("Nothing that is known is lost. It can be taken back."),
            (
                Button_("stop", _("Leave it as it is")),
                Button_("go", _("Yes, join them"), Kind.PRIMARY, "merge"),
            ),
            safe="stop",
            status=Status.WAIT,
        )
        if said == "go":
            copy_first(self.desk, self.frame)
            self._answer_all(meant, Answer.SAME)

    def _different(self) -> None:
        if self.shown_answer is Answer.OPEN:
            self._answer_all(self._meant(), Answer.DIFFERENT)

    def _answer_all(self, meant: Sequence[Pair], said: Answer) -> None:
        done = 0
        at, by = self.desk.now(), self.desk.staff_id
        for pair in meant:
            one, other = people.details(pair.one), people.details(pair.other)
            chosen = None
            if said is Answer.SAME:
                chosen = combined(one, other, first_choices(pair.one, pair.other))
            try:
                self.desk.change(
                    likeness.answer, pair.one.id, pair.other.id, said,
                    keep=pair.one.id, chosen=chosen, at=at, by=by,
                )  # fmt: skip
            except Refusal as refusal:
                question.refuse(self.window(), refusal)
                break
            done += 1
        if done:
            words = ngettext("{count} pair was answered.", "{count} pairs were answered.", done)
            self.frame.done(words.format(count=done))

    def _reopen(self) -> None:
        for pair in self._meant():
            self.desk.change(
                likeness.reopen, pair.one.id, pair.other.id,
                at=self.desk.now(), by=self.desk.staff_id,
            )  # fmt: skip
        self.frame.done(_("The pair waits for an answer again."))

    def _look_through(self) -> None:
        found = self.desk.change(likeness.look_through, at=self.desk.now(), by=self.desk.staff_id)
        words = ngettext("{count} new pair was found.", "{count} new pairs were found.", found)
        self.frame.done(words.format(count=found), status=Status.INFO)
