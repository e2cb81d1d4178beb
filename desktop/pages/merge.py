"""ひとりにまとめる: two entries side by side, field by field the one, the other, or both."""

from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop import person_words as wording
from desktop.dialogs import question
from desktop.dialogs.two_versions import said
from desktop.page import Page
from desktop.parts.button import Button, Kind
from desktop.parts.card import Card
from desktop.parts.columns import Columns
from desktop.parts.flow import Flow
from desktop.parts.label import Label
from desktop.parts.ruby import RubyName
from desktop.parts.status import Status, StatusMark
from desktop.parts.tick import Choosing
from desktop.register import moved
from desktop.register.comparing import copy_first
from desktop.style import tokens
from desktop.style.scale import scale
from resources.refusals import Refusal
from resources.words import _
from sessions import likeness, merging, people
from sessions.likeness import Answer
from sessions.merging_choices import FIELDS, Choice, choices, combined, first_choices, value
from sessions.person_entry import PersonDetails
from sessions.person_views import PersonView

_SIDE, _LEAST = 340, 600
_LEFT, _RIGHT, _BOTH = 1, 2, 3  # columns of the two entries, and of the ring for both
_TOP = Qt.AlignmentFlag.AlignTop
_ALSO = frozenset({"kana", "birth", "sex", "address", "phones", "district", "affiliation"})
"""Fields that are shown where both entries say the same: by them one knows it is one person."""


class Merge(Page):
    """Opened at `one:other`; `one` is the entry that stays."""

    name: ClassVar[str] = "merge"
    reads: ClassVar[frozenset[str]] = frozenset({"Person", "Phone", "Membership", "Likeness"})
    help_topic: ClassVar[str] = "doubles"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.one: PersonView | None = None
        self.other: PersonView | None = None
        self.choices: dict[str, Choosing] = {}
        self._copied = ""
        self._main = QWidget()
        self._column = QVBoxLayout(self._main)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._fields: QWidget | None = None
        self.preview = Card(_("How it reads then"), rule=True)
        self.result = Label(wrap=True)
        self.preview.add(self.result)
        self.counts = Card(_("What comes along"), rule=True)
        self.moves = Label(wrap=True)
        self.counts.add(self.moves)
        self.go = Button(_("Join into one"), kind=Kind.PRIMARY, icon="merge", key="Ctrl Enter")
        self.swap = Button(_("Keep the other entry"), icon="refresh-cw")
        self.different = Button(_("Different people"), key="Ctrl D")
        self.go.clicked.connect(self._join)
        self.swap.clicked.connect(self._swap)
        self.different.clicked.connect(self._different)
        self.primary = self.go
        side = QWidget()
        beside = QVBoxLayout(side)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(scale.gap(tokens.GAP_3))
        beside.addWidget(self.preview)
        beside.addWidget(self.counts)
        beside.addStretch(1)
        self.columns = Columns(
            self._main, side, name=_("How it reads then"), side_width=_SIDE, least_main=_LEAST
        )
        self.body.addWidget(self.columns, 1)
        foot = QWidget()
        foot.setProperty("part", "ground")
        line = QVBoxLayout(foot)
        line.setContentsMargins(scale.gap(tokens.PAGE_MARGIN), 8, scale.gap(tokens.PAGE_MARGIN), 8)
        line.addWidget(Flow([self.swap, self.different, self.go], right=True))
        self.set_foot(foot)

    def regions(self) -> list[QWidget]:
        """Return the fields, what comes of them, and the buttons."""
        return [self._main, self.columns, *([self.foot] if self.foot is not None else [])]

    def refresh(self) -> None:
        """Read both entries again; what was chosen stays chosen."""
        first, _colon, second = self.subject.partition(":")
        if not second:
            return
        if self._copied != self.subject:
            self._copied = self.subject
            copy_first(self.desk, self.frame)
        kept = {name: ring.value() for name, ring in self.choices.items()}
        try:
            one, other = self.desk.read(people.get, first), self.desk.read(people.get, second)
        except Refusal:  # taken out of the register while the page was away
            self.frame.go("doubles")
            return
        same = self.one is not None and self.one.id == one.id
        self.one, self.other = one, other
        self._lay(people.details(one), people.details(other), kept if same else {})
        counts = self.desk.read(merging.moves, other.id)
        self.moves.setText(moved.words(counts) or _("Nothing is recorded for the other entry."))
        joined = bool(one.merged_into or other.merged_into)
        for button in (self.go, self.swap, self.different):
            button.setEnabled(not joined)
        self._tell()

    def _lay(self, one: PersonDetails, other: PersonDetails, kept: dict[str, str]) -> None:
        if self._fields is not None:
            self._column.removeWidget(self._fields)
            self._fields.hide()
            self._fields.deleteLater()
        assert self.one is not None
        assert self.other is not None
        self._fields = Card(dense=True)
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(scale.gap(tokens.GAP_4))
        grid.setVerticalSpacing(scale.gap(tokens.GAP_2))
        for column in (_LEFT, _RIGHT):
            grid.setColumnStretch(column, 1)
        heads = ((self.one, _("The entry that stays")), (self.other, _("The other entry")))
        for column, (person, source) in enumerate(heads, _LEFT):
            grid.addWidget(_head(person, source), 0, column, Qt.AlignmentFlag.AlignBottom)
        first = first_choices(self.one, self.other)
        self.choices = {}
        row = 1
        for name in FIELDS:
            if name in first:
                self._differ(grid, row, name, one, other, kept.get(name, first[name].value))
                row += 1
            elif name in _ALSO and any(value(one, name)):
                _same(grid, row, name, one)
                row += 1
        self._fields.add(inside)
        self._column.addWidget(self._fields)
        self._column.addStretch(1)

    def _differ(
        self,
        grid: QGridLayout,
        row: int,
        name: str,
        one: PersonDetails,
        other: PersonDetails,
        chosen: str,
    ) -> None:
        """Lay a field in which the two differ: one ring below each entry, and one for both."""
        label = _(wording.FIELDS[name])
        words = {
            Choice.ONE: said(name, one) or _("(empty)"),
            Choice.OTHER: said(name, other) or _("(empty)"),
            Choice.BOTH: _("both"),
        }
        offered = [(each.value, words[each]) for each in choices(one, other, name)]
        choice = Choosing(label, offered, chosen, folds=True, parent=grid)
        choice.chosen.connect(lambda _value: self._tell())
        self.choices[name] = choice
        grid.addWidget(_marked(label, Status.WAIT, _("different")), row, 0, _TOP)
        places = {Choice.ONE.value: _LEFT, Choice.OTHER.value: _RIGHT, Choice.BOTH.value: _BOTH}
        for answer, ring in choice.rings.items():
            ring.setAccessibleName(f"{label}: {ring.words}")
            grid.addWidget(ring, row, places[answer], _TOP)

    def chosen(self) -> PersonDetails:
        """Return the entry as it is put together now."""
        assert self.one is not None
        assert self.other is not None
        picked = {name: Choice(ring.value()) for name, ring in self.choices.items()}
        return combined(people.details(self.one), people.details(self.other), picked)

    def _tell(self) -> None:
        entry = self.chosen()
        lines = [
            f"{_(words)}: {said(name, entry)}"
            for name, words in wording.FIELDS.items()
            if getattr(entry, name) and said(name, entry)
        ]
        self.result.setText("\n".join(lines))

    def _swap(self) -> None:
        first, _colon, second = self.subject.partition(":")
        self.choices = {}
        self.open_at(f"{second}:{first}")
        self.refresh()

    def _join(self) -> None:
        if self._answer(Answer.SAME):
            assert self.one is not None
            words = _("{name} is one entry now.")
            self.frame.done(words.format(name=wording.honoured(self.one.name)), self._part)

    def _part(self) -> None:
        self._answer(Answer.DIFFERENT)

    def _different(self) -> None:
        if self._answer(Answer.DIFFERENT):
            self.frame.done(_("Different people: this is remembered."))

    def _answer(self, answered: Answer) -> bool:
        assert self.one is not None
        assert self.other is not None
        chosen = self.chosen() if answered is Answer.SAME else None
        try:
            self.desk.change(
                likeness.answer, self.one.id, self.other.id, answered,
                keep=self.one.id, chosen=chosen, at=self.desk.now(), by=self.desk.staff_id,
            )  # fmt: skip
        except Refusal as refusal:
            question.refuse(self.window(), refusal)
            return False
        self.frame.go("doubles")
        return True


def _head(person: PersonView, source: str) -> QWidget:
    """Return what stands above the column of an entry: which it is, and its name."""
    head = QWidget()
    upright = QVBoxLayout(head)
    upright.setContentsMargins(0, 0, 0, 0)
    upright.addWidget(Label(source, px=tokens.LABEL, bold=True, colour=tokens.INK_2))
    upright.addWidget(RubyName(wording.shown(person.name), wording.shown(person.kana), px=22))
    return head


def _marked(label: str, status: Status, words: str) -> QWidget:
    """Return the name of a field with the mark and the word of how the two entries stand."""
    cell = QWidget()
    upright = QVBoxLayout(cell)
    upright.setContentsMargins(0, scale.px(6), 0, 0)
    upright.setSpacing(2)
    upright.addWidget(Label(label, px=tokens.LABEL, bold=True))
    line = QHBoxLayout()
    line.setSpacing(scale.gap(6))
    line.addWidget(StatusMark(status))
    line.addWidget(Label(words, px=tokens.SMALL, colour=status.family.text))
    line.addStretch(1)
    upright.addLayout(line)
    return cell


def _same(grid: QGridLayout, row: int, name: str, entry: PersonDetails) -> None:
    """Lay a field in which both entries say the same."""
    grid.addWidget(_marked(_(wording.FIELDS[name]), Status.OK, _("the same")), row, 0, _TOP)
    for column in (_LEFT, _RIGHT):
        words = Label(said(name, entry), wrap=True)
        words.setContentsMargins(0, scale.px(8), 0, 0)
        grid.addWidget(words, row, column, _TOP)
