"""この方は？ — somebody on a list beside those of the register who may be the same person."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop import meeting_words as wording
from desktop.dialogs.question import Dialog
from desktop.dialogs.room import fit
from desktop.parts.button import Button, Kind
from desktop.parts.card import Card
from desktop.parts.facts import Facts
from desktop.parts.field import Field
from desktop.parts.flow import Flow
from desktop.parts.label import Label
from desktop.parts.name_field import NameField
from desktop.parts.search_field import SearchField
from desktop.parts.table import Column, Table
from desktop.parts.text_field import kana_field
from desktop.style import tokens
from desktop.style.scale import scale
from resources.calendar import wareki
from resources.words import _
from sessions.person_views import PersonView

SAME, NEW, CONFIRMED, AS_IS = "same", "new", "confirmed", "as_is"


@dataclass(frozen=True)
class Likely:
    """Somebody of the register who may be meant, and what agrees."""

    person: PersonView
    agreements: tuple[str, ...] = ()


@dataclass(frozen=True)
class Said:
    """The answer: which of the four, the person with the first, the name with the others."""

    kind: str
    person_id: str = ""
    name: str = ""
    kana: str = ""


class WhoIsIt(Dialog):
    """Shows `name`, `kana` and `facts` as written down, and `likely` people of the register.

    `find` looks for others by name. With `walk_in` the name may be confirmed without the
    register; without it (an application) the name stays as it was sent.
    """

    def __init__(
        self,
        name: str,
        kana: str,
        facts: Sequence[tuple[str, str]],
        likely: Sequence[Likely],
        *,
        find: Callable[[str], Sequence[Likely]],
        walk_in: bool,
        parent: QWidget | None = None,
    ) -> None:
        title = _("Who is {name}?").format(name=wording.name(name or kana))
        super().__init__(title, parent=parent)
        self._likely = tuple(likely)
        self._find = find
        self.name = NameField(_("Name"), name)
        self.kana = kana_field(_("Reading"), kana)
        self.name_field = Field(_("Name"), self.name, check=self._missing, width=250)
        left = Card(_("As written down"), dense=True)
        if walk_in:
            left.add(self.name_field)
            left.add(Field(_("Reading"), self.kana, width=250))
            self.name.heard.connect(self._hear)
            facts = [fact for fact in facts if fact[1] not in {name, kana}]
        left.add(Facts(facts, label_width=72))
        left.body.addStretch(1)
        left.setFixedWidth(min(scale.px(300), 380))
        right = Card(_("In the register"), dense=True)
        self.search = SearchField(_("Find in the register"), hint=_("Kana, name, telephone"))
        right.add(self.search)
        self.table: Table[Likely] = Table(
            _("People who may be the same"),
            (
                Column(
                    _("Name"),
                    lambda one: wording.name(one.person.name),
                    ruby=lambda one: wording.name(one.person.kana),
                    bold=True,
                ),
                Column(_("District"), lambda one: one.person.district, width=110, folds=True),
                Column(
                    _("What agrees"), lambda one: "、".join(one.agreements), width=210, folds=True
                ),
            ),
            key=lambda one: one.person.id,
            empty=_("Nobody of the register is alike."),
        )
        self.table.setMinimumHeight(scale.px(120))
        right.add(self.table, 1)
        self.beside = Facts(label_width=92)
        right.add(self.beside)
        self.hint = Label(px=tokens.SMALL, colour=tokens.INK_2, wrap=True)
        right.add(self.hint)
        columns = QHBoxLayout()
        columns.setSpacing(scale.gap(tokens.GAP_3))
        columns.addWidget(left)
        columns.addWidget(right, 1)
        self.body.addLayout(columns, 1)
        self._build_buttons(walk_in=walk_in)
        self.search.sought.connect(self._seek)
        self.search.moved.connect(lambda _step: self.table.setFocus())
        self.search.entered.connect(lambda _text: self.table.setFocus())
        self.table.pointed.connect(self._compare)
        self.table.opened.connect(lambda _one: self.take_same())
        self.table.set_rows(self._likely)
        self.table.point_at_row(0)
        self._compare(self.table.current())
        fit(self, 1000, 560, parent)
        start: QWidget = self.table if self._likely else self.search
        start.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build_buttons(self, *, walk_in: bool) -> None:
        self.same = Button(_("This is the person"), kind=Kind.PRIMARY, key="Enter")
        self.new = Button(_("Enter as a new person"), icon="user-round-plus")
        self.confirmed = Button(_("The name is confirmed"), kind=Kind.SOFT, icon="check")
        self.as_is = Button(_("Leave as it is"), kind=Kind.QUIET)
        stop = Button(_("Stop"), kind=Kind.QUIET, key="Esc")
        self.confirmed.setVisible(walk_in)
        self.as_is.setVisible(not walk_in)
        shown = [stop, self.confirmed if walk_in else self.as_is, self.new, self.same]
        flow = Flow(shown, right=True)
        self.buttons.addWidget(flow, 100)
        self.same.clicked.connect(self.take_same)
        self.new.clicked.connect(lambda: self._take_name(NEW))
        self.confirmed.clicked.connect(lambda: self._take_name(CONFIRMED))
        self.as_is.clicked.connect(lambda: self.answer(AS_IS))
        stop.clicked.connect(self.reject)

    def _missing(self) -> str:
        return "" if self.name.text().strip() else _("The name is still missing.")

    def _hear(self, piece: str) -> None:
        if not self.kana.text():
            self.kana.setText(piece)

    def _seek(self, text: str) -> None:
        self.table.set_rows(self._find(text) if text.strip() else self._likely)
        self.table.point_at_row(0)
        self._compare(self.table.current())

    def _compare(self, one: Likely | None) -> None:
        self.same.setEnabled(one is not None)
        if one is None:
            self.beside.show_facts(())
            self.hint.setText(_("Look for the name, or enter a new person."))
            return
        person = one.person
        phones = " ".join(written for written, _digits in person.phones)
        self.beside.show_facts(
            (
                (_("Birth date"), wareki(person.birth) if person.birth else ""),
                (_("Address"), person.address),
                (_("Telephone"), phones),
            )
        )
        self.hint.setText(_("Nobody is joined unless you say so."))

    def take_same(self) -> None:
        """Answer この方です for the person under the bar."""
        if self.table.current() is not None:
            self.answer(SAME)

    def _take_name(self, kind: str) -> None:
        if (kind == NEW and not self.name_field.isVisible()) or self.name_field.check():
            self.answer(kind)
        else:
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def said(self) -> Said:
        """Return the answer."""
        one = self.table.current()
        person_id = one.person.id if one is not None and self.value == SAME else ""
        return Said(self.value, person_id, self.name.text().strip(), self.kana.tidied())
