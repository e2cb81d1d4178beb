"""Households: beginning one, letting somebody join, and what became of a member."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop import about_words
from desktop import person_words as wording
from desktop.dialogs.filling import Filling, day_field, wanted
from desktop.parts.choice import Choice
from desktop.parts.field import Field
from desktop.parts.flow import Flow
from desktop.parts.label import Label
from desktop.parts.pairs import Pairs
from desktop.parts.search_field import SearchField
from desktop.parts.table import Column, Table
from desktop.parts.tick import Rings, Tick
from desktop.style import tokens
from desktop.style.scale import scale
from resources import calendar
from resources.refusals import Refusal
from resources.words import _
from sessions import finding, household_sharing, households
from sessions.finding import Found
from sessions.households import Home, Kinship, Member

if TYPE_CHECKING:
    from desktop.desk import Desk

RELATE, LEAD, LEAVE = "relate", "lead", "leave"


def _kinships(name: str, chosen: Kinship = Kinship.SPOUSE) -> Choice:
    answers = [
        (one.value, _(words))
        for one, words in about_words.KINSHIPS.items()
        if one is not Kinship.HEAD
    ]
    return Choice(name, answers, chosen.value)


class Joining(Filling):
    """Asks who joins the household of `name`; `home` is None where it begins with them.

    What is done: somebody found in the register joins, and takes over what is ticked.
    """

    def __init__(
        self,
        desk: "Desk",
        person_id: str,
        name: str,
        home: Home | None,
        parent: QWidget | None = None,
    ) -> None:
        title = _("Who lives with {name}?").format(name=wording.honoured(name))
        super().__init__(title, _("Let them join"), parent=parent)
        self._desk = desk
        self._person_id = person_id
        self._home = home
        today = calendar.day_of(desk.now())
        if home is None:
            words = _("{name} becomes the head; this can be changed later.")
            self.inside.addWidget(
                Label(words.format(name=wording.honoured(name)), px=tokens.LABEL, wrap=True)
            )
        self.search = SearchField(_("Find in the register"), hint=_("Kana, name, telephone"))
        self.inside.addWidget(self.search)
        self.table: Table[Found] = Table(
            _("People of the register"),
            (
                Column(
                    _("Name"),
                    lambda one: wording.shown(one.person.name),
                    ruby=lambda one: wording.shown(one.person.kana),
                    bold=True,
                ),
                Column(_("Address"), lambda one: one.person.address, width=260, folds=True),
            ),
            key=lambda one: one.person.id,
            empty=_("Type the beginning of a name."),
        )
        self.table.setMinimumHeight(scale.px(150))
        self.inside.addWidget(self.table, 1)
        self.kinship = _kinships(_("Relation to the head"))
        self.day = day_field(_("Since when"), today, today)
        kinship = Field(_("Relation to the head"), self.kinship)
        self.inside.addWidget(Pairs([kinship, self.day], even=True))
        self.address = Tick(_("Take over the address of the household"))
        self.phones = Tick(_("Take over the telephone of the household"))
        self.inside.addWidget(Flow([self.address, self.phones]))
        self.search.sought.connect(self._seek)
        self.search.moved.connect(lambda _step: self.table.setFocus())
        self.search.entered.connect(lambda _text: self.table.setFocus())
        self.ready(self.search, [self.day], self._join)

    def _seek(self, text: str) -> None:
        there = {one.person_id for one in self._home.members} if self._home else set()
        there.add(self._person_id)
        found = self._desk.read(finding.find, text, limit=20) if text.strip() else []
        self.table.set_rows([one for one in found if one.person.id not in there])
        self.table.point_at_row(0)

    def _join(self) -> None:
        one = self.table.current()
        if one is None:
            raise Refusal(
                _("Nobody is chosen yet."), _("Look for the person and choose them in the list.")
            )
        self._desk.change(
            household_sharing.bring_together,
            self._person_id,
            one.person.id,
            household_id=self._home.id if self._home else None,
            version=self._home.version if self._home else 0,
            kinship=Kinship(self.kinship.value()),
            on=wanted(self.day),
            address=self.address.isChecked(),
            phones=self.phones.isChecked(),
            at=self._desk.now(),
            by=self._desk.staff_id,
        )


class Belonging(Filling):
    """Asks what became of a `member` of `home`: another relation, the head, or gone."""

    def __init__(
        self, desk: "Desk", home: Home, member: Member, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            _("What changes for {name}?").format(name=wording.honoured(member.name)),
            _("Keep it this way"),
            parent=parent,
        )
        self._desk, self._home, self._member = desk, home, member
        today = calendar.day_of(desk.now())
        head = member.kinship is Kinship.HEAD
        answers = [(LEAVE, _("Left the household"))]
        if not head:
            answers = [
                (RELATE, _("The relation to the head is another")),
                (LEAD, _("Becomes the head of the household")),
                *answers,
            ]
        self.what = Rings(_("What changes"), answers, answers[0][0], upright=True)
        self.what.chosen.connect(lambda _value: self._show())
        self.inside.addWidget(self.what)
        self.kinship = _kinships(_("Relation to the head"), member.kinship)
        self.kinship_field = Field(_("Relation to the head"), self.kinship)
        self.inside.addWidget(self.kinship_field)
        self.day = day_field(_("Since when"), today, today)
        self.inside.addWidget(self.day)
        self._show()
        self.ready(self.what, [self.day], self._do)

    def _show(self) -> None:
        self.kinship_field.setVisible(self.what.value() == RELATE)
        self.day.setVisible(self.what.value() == LEAVE)

    def _do(self) -> None:
        house, person = self._home.id, self._member.person_id
        at, by, version = self._desk.now(), self._desk.staff_id, self._home.version
        if self.what.value() == RELATE:
            kinship = Kinship(self.kinship.value())
            self._desk.change(
                households.relate, house, person, kinship, version=version, at=at, by=by
            )
        elif self.what.value() == LEAD:
            self._desk.change(households.make_head, house, person, version=version, at=at, by=by)
        else:
            on: date = wanted(self.day)
            self._desk.change(households.leave, house, person, on=on, version=version, at=at, by=by)


class Dissolving(Filling):
    """Asks since when a household is no more."""

    def __init__(self, desk: "Desk", home: Home, parent: QWidget | None = None) -> None:
        super().__init__(_("Does this household end?"), _("End the household"), parent=parent)
        today = calendar.day_of(desk.now())
        words = "・".join(wording.shown(one.name) for one in home.members)
        self.inside.addWidget(Label(words, bold=True, wrap=True))
        self.inside.addWidget(
            Label(_("All of them stay in the register."), px=tokens.LABEL, wrap=True)
        )
        self.day = day_field(_("Since when"), today, today)
        self.inside.addWidget(self.day)
        self.ready(
            self.day.line,
            [self.day],
            lambda: desk.change(
                households.dissolve,
                home.id,
                on=wanted(self.day),
                version=home.version,
                at=desk.now(),
                by=desk.staff_id,
            ),
        )
