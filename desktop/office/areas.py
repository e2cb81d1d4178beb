"""地区・区・常会: the tree of areas, and the texts about which somebody must say what they mean."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

from desktop import about_words
from desktop.office.section import Section, in_a_row
from desktop.parts.button import Button, Kind
from desktop.parts.card import Card
from desktop.parts.choice import Choice
from desktop.parts.field import Field
from desktop.parts.flow import Flow
from desktop.parts.pairs import Pairs
from desktop.parts.status import Status
from desktop.parts.table import Column, Table
from desktop.parts.text_field import TextField, kana_field
from desktop.style import tokens
from desktop.style.scale import scale
from resources.words import _, ngettext
from sessions import area_answers, area_editing, area_residents, areas
from sessions.area_answers import Unplaced
from sessions.area_tables import BELOW, Level
from sessions.areas import AreaView, Tree

_INDENT = "\u3000"


@dataclass(frozen=True)
class Line:
    """One area of the list with how many people live there."""

    area: AreaView
    people: int

    @property
    def shown(self) -> str:
        """The name, further right the lower it stands."""
        depth = {Level.WARD: 1, Level.NEIGHBOURS: 2}.get(self.area.level, 0)
        return _INDENT * depth + self.area.name


class AreasSection(Section):
    """Lists the areas with who lives there; edits the one chosen; asks about unknown texts."""

    reads: ClassVar[frozenset[str]] = frozenset(
        {"Area", "AreaAlias", "PersonArea", "Person", "OfficeFacts"}
    )

    def build(self) -> None:
        """Make the tree, its form, and the list of questions."""
        self.tree: Tree = Tree(())
        self._tree_card(
            self.card(
                _("Districts and what lies below them"),
                _("Figures add up from below. A name that was changed is still understood."),
            )
        )
        self._form_card(self.card(_("The area chosen")))
        self._question_card(
            self.card(
                _("Which area is this?"),
                _("Lists called it so. Say once which area it is; it is remembered."),
            )
        )
        self._show(None)

    def _tree_card(self, card: Card) -> None:
        self.table: Table[Line] = Table(
            _("Areas"),
            (
                Column(
                    _("Name"), lambda one: one.shown,
                    below=lambda one: "・".join(one.area.aliases), bold=True,
                ),
                Column(
                    _("Step"), lambda one: _(about_words.LEVELS[one.area.level]), width=130,
                    folds=True,
                ),
                Column(
                    _("People"), lambda one: str(one.people) if one.people else "", width=90,
                    right=True,
                ),
                Column(
                    _("State"),
                    lambda one: _("In use") if one.area.active else _("Out of use"),
                    chip=lambda one: Status.OK if one.area.active else Status.NONE,
                    width=130,
                    folds=True,
                ),
            ),
            key=lambda one: one.area.id,
            row_height=tokens.ROW_PLAIN,
            reading=lambda one: one.area.kana,
        )  # fmt: skip
        self.table.setMinimumHeight(scale.px(300))
        self.table.pointed.connect(self._show)
        card.add(self.table)
        self.up = self._button(_("Up"), lambda: self._shift(-1))
        self.down = self._button(_("Down"), lambda: self._shift(1))
        self.retire = self._button(_("Take out of use"), self._retire, "archive")
        card.add(Flow([self.up, self.down, self.retire]))

    def _form_card(self, card: Card) -> None:
        self.name = TextField(_("Name"))
        self.kana = kana_field(_("Reading"))
        card.add(
            Pairs(
                [Field(_("Name"), self.name), Field(_("Reading"), self.kana, optional=True)],
                even=True,
            )
        )
        self.add = self._button("", self._add, "plus", Kind.SOFT)
        self.rename = self._button(_("Correct the name"), self._rename, "pencil")
        card.add(Flow([self.add, self.rename]))
        self.alias = TextField(_("Other names that mean it"))
        self.call = self._button(_("Add this name"), self._call)
        self.aliases = Choice(_("Other names"))
        self.forget = self._button(_("Take this name away"), self._forget)
        self.where = Choice(_("Another area"))
        self.below_it = self._button(_("Move below it"), self._move)
        self.merge = self._button(_("Become part of it"), self._merge, "merge")
        card.add(Field(_("Other names that mean it"), self.alias, optional=True))
        card.add(Flow([self.call]))
        self._alias_field = Field(_("Other names"), self.aliases)
        card.add(self._alias_field)
        self._alias_flow = Flow([self.forget])
        card.add(self._alias_flow)
        card.add(Field(_("Another area"), self.where))
        card.add(Flow([self.below_it, self.merge]))

    def _question_card(self, card: Card) -> None:
        self.texts: Table[Unplaced] = Table(
            _("Which area is this?"),
            (
                Column(_("Text in the lists"), lambda one: one.text, bold=True),
                Column(
                    _("Perhaps"), lambda one: one.guess.words if one.guess else "", width=240,
                    folds=True,
                ),
                Column(_("People"), lambda one: str(one.count), width=90, right=True),
            ),
            key=lambda one: one.text,
            row_height=tokens.ROW_PLAIN,
            empty=_("Every district of the register is known."),
        )  # fmt: skip
        self.texts.setMinimumHeight(scale.px(150))
        self.texts.pointed.connect(self._ask)
        card.add(self.texts)
        self.answer_area = Choice(_("This is"))
        self.answer = self._button(_("This is the area"), self._answer, "check", Kind.SOFT)
        card.add(Field(_("This is"), self.answer_area, width=440))
        card.body.addLayout(in_a_row(self.answer))

    def _button(
        self, words: str, act: Callable[[], object], icon: str = "", kind: Kind = Kind.SECONDARY
    ) -> Button:
        button = Button(words, kind=kind, icon=icon)
        button.clicked.connect(act)
        return button

    def refresh(self) -> None:
        """Read the tree, who lives where, and what is still unknown."""
        self.tree = self.desk.read(areas.tree)
        figures = self.desk.read(area_residents.figures)
        self.table.set_rows([Line(one, figures.get(one.id, 0)) for one in self.tree.all])
        self.texts.set_rows(self.desk.read(area_answers.unplaced))
        self._show(self.table.current())
        self._ask(self.texts.current())

    def _show(self, line: Line | None) -> None:
        one = line.area if line else None
        for button in (self.up, self.down, self.retire, self.rename, self.call, self.merge):
            button.setEnabled(one is not None)
        below = BELOW.get(one.level) if one else None
        self.add.setEnabled(below is not None)
        words = _("Add below {area}").format(area=one.name) if one and below else _("Add below it")
        self.add.set_words(words)
        self.below_it.setEnabled(one is not None and one.level in {Level.WARD, Level.NEIGHBOURS})
        aliases = one.aliases if one else ()
        self.aliases.set_answers([(name, name) for name in aliases])
        self._alias_field.setVisible(bool(aliases))
        self._alias_flow.setVisible(bool(aliases))
        self.where.set_answers(
            [(each.id, each.words) for each in self.tree.all if each.active and each != one]
        )
        if one is None:
            return
        self.retire.set_words(_("Take out of use") if one.active else _("Take into use again"))
        self.name.setText(one.name)
        self.kana.setText(one.kana)

    def _ask(self, one: Unplaced | None) -> None:
        self.answer.setEnabled(one is not None)
        offered = [each for each in self.tree.all if each.active and each.path]
        guess = one.guess.id if one and one.guess else ""
        self.answer_area.set_answers([(each.id, each.words) for each in offered], guess)

    def _note(self) -> dict[str, Any]:
        return {"at": self.desk.now(), "by": self.desk.staff_id}

    def _do(self, verb: Callable[..., object], *args: Any, said: str = "", **more: Any) -> bool:
        return self.attempt(lambda: self.desk.change(verb, *args, **more, **self._note()), said)

    def _chosen(self) -> AreaView | None:
        line = self.table.current()
        return line.area if line else None

    def _add(self) -> None:
        one, name = self._chosen(), self.name.text()
        if one is not None:
            self._do(
                area_editing.add, name, parent_id=one.id, kana=self.kana.tidied(),
                said=_("{name} is in the list.").format(name=name.strip()),
            )  # fmt: skip

    def _rename(self) -> None:
        one, name = self._chosen(), self.name.text()
        if one is not None:
            self._do(
                area_editing.rename, one.id, name, kana=self.kana.tidied(), version=one.version,
                said=_("{name} is corrected.").format(name=name.strip()),
            )  # fmt: skip

    def _call(self) -> None:
        one = self._chosen()
        if one is not None and self._do(
            area_editing.call, one.id, self.alias.text(), said=_("The name is known now.")
        ):
            self.alias.clear()

    def _forget(self) -> None:
        one = self._chosen()
        if one is not None and self.aliases.value():
            self._do(area_editing.call_no_more, one.id, self.aliases.value())

    def _move(self) -> None:
        one, there = self._chosen(), self.where.value()
        if one is not None and there:
            self._do(
                area_editing.move, one.id, parent_id=there, version=one.version,
                said=_("{name} lies below {area} now.").format(
                    name=one.name, area=self.tree.get(there).name
                ),
            )  # fmt: skip

    def _merge(self) -> None:
        one, there = self._chosen(), self.where.value()
        if one is not None and there:
            self._do(
                area_editing.merge, there, one.id,
                said=_("{name} is part of {area} now.").format(
                    name=one.name, area=self.tree.get(there).name
                ),
            )  # fmt: skip

    def _shift(self, steps: int) -> None:
        one = self._chosen()
        if one is not None:
            self._do(area_editing.shift, one.id, steps)

    def _retire(self) -> None:
        one = self._chosen()
        if one is None:
            return
        active = not one.active
        words = _("{name} is in use again.") if active else _("{name} is out of use.")
        if self._do(area_editing.retire, one.id, active=active):
            self.frame.done(
                words.format(name=one.name),
                undo=lambda: self.desk.change(
                    area_editing.retire, one.id, active=not active, **self._note()
                ),
            )

    def _answer(self) -> None:
        one, there = self.texts.current(), self.answer_area.value()
        if one is None or not there:
            return
        words = ngettext(
            "{count} person lives in {area} now.", "{count} people live in {area} now.", one.count
        )
        self._do(
            area_answers.answer, one.text, there,
            said=words.format(count=one.count, area=self.tree.get(there).words),
        )  # fmt: skip
