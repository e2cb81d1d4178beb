"""One person: everything known, their card, what happened lately, and what can be done."""

from typing import Any, ClassVar

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop import person_words as wording
from desktop.page import Page
from desktop.parts.button import Button, Kind
from desktop.parts.card import Card
from desktop.parts.columns import Columns
from desktop.parts.flow import Flow
from desktop.parts.label import Label
from desktop.parts.status import Status
from desktop.register import telling
from desktop.register.acts import Acts
from desktop.register.around import Around
from desktop.register.comparing import Comparing
from desktop.register.lately import Lately
from desktop.register.looking import Looking
from desktop.register.person_card import PersonCard
from desktop.register.telling import Whole
from desktop.register.withheld import Withheld
from desktop.style import tokens
from desktop.style.scale import scale
from resources import calendar
from resources.refusals import Refusal
from resources.words import _
from sessions import legal_holds

_SIDE, _LEAST = 400, 620
_MOST = 20


class Person(Page):
    """The page of one person, opened at their id."""

    name: ClassVar[str] = "person"
    reads: ClassVar[frozenset[str]] = frozenset(
        {"Person", "Phone", "Membership", "Pass", "Likeness", "Arrival", "Expected", "Suppression"}
        | {"Household", "FormerName", "EmergencyContact", "Consent", "Area", "PersonArea"}
        | {"LegalHold"}
    )
    help_topic: ClassVar[str] = "people"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.acts = Acts(self, self.desk, self.frame)
        self.looking = Looking(self.desk, self)
        self.comparing = Comparing(self, self.desk, self.frame)
        self.around = Around(self, self.desk, self.frame)
        self.whole: Whole | None = None
        self.card = PersonCard(small=False)
        self.card.points_asked.connect(lambda at: self.frame.go("points_volunteer", at))
        self.card.edit_asked.connect(lambda: self.frame.go("person_form", self.subject))
        self._side = QWidget()
        self._beside = QVBoxLayout(self._side)
        self._beside.setContentsMargins(0, 0, 0, 0)
        self._beside.setSpacing(scale.gap(tokens.GAP_3))
        self._cards: list[QWidget] = []
        self.print_card = Button(_("Print the QR card"), kind=Kind.PRIMARY, icon="id-card")
        self.print_card.clicked.connect(lambda: self.acts.print_card(self.subject))
        self.primary = self.print_card
        self.address = Button(_("Label or envelope"), icon="mail")
        self.address.clicked.connect(lambda: self.acts.print_address(self.subject))
        self.letter = Button(_("Write a letter"), icon="scroll-text")
        self.letter.clicked.connect(lambda: self.acts.write_letter(self.subject))
        self.lost = Button(_("The card was lost"))
        self.lost.clicked.connect(self._lost)
        self.leave = Button(_("Note as having left"))
        self.leave.clicked.connect(self._leave)
        self.back = Button(_("Take back that the person left"))
        self.back.clicked.connect(self._come_back)
        self.past = Button(_("Look back"), icon="history", height=tokens.CONTROL_DENSE)
        self.past.clicked.connect(lambda: self.frame.go("person_history", self.subject))
        self.disclose = Button(_("Disclosure"), icon="file-text")
        self.disclose.clicked.connect(self._disclose)
        self.erase = Button(_("Ask for the erasure"), kind=Kind.QUIET, icon="trash-2")
        self.erase.clicked.connect(self._ask_erasure)
        self.hold = Button(_("Keep by law"), kind=Kind.QUIET, icon="archive")
        self.hold.clicked.connect(lambda: self._hold(keeping=True))
        self.free = Button(_("Need not be kept any more"), kind=Kind.QUIET)
        self.free.clicked.connect(lambda: self._hold(keeping=False))
        self.withheld = Withheld(self.desk, self.acts, self.refresh)
        main = QWidget()
        column = QVBoxLayout(main)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scale.gap(tokens.GAP_3))
        column.addWidget(self.card)
        self._below = QVBoxLayout()
        self._below.setSpacing(scale.gap(tokens.GAP_3))
        column.addLayout(self._below)
        column.addStretch(1)
        self.columns = Columns(
            main, self._side, name=_("Card and history"), side_width=_SIDE, least_main=_LEAST
        )
        self.body.addWidget(self.columns, 1)
        self._keep = QWidget(self)  # holds the buttons while no card shows them
        self._keep.hide()
        for button in self._buttons():
            button.setParent(self._keep)

    def heading(self) -> str:
        """Return the name of the person."""
        if self.whole is None:
            return super().heading()
        return wording.honoured(self.whole.facts.person.name)

    def regions(self) -> list[QWidget]:
        """Return the facts and what stands beside them."""
        return [self.card, self._side]

    def hideEvent(self, event: QHideEvent) -> None:
        """Hide an opened address again when the page is left."""
        super().hideEvent(event)
        if not event.spontaneous() and self.withheld.is_open(self.subject):
            self.withheld.close()
            self.stale = True

    def freshen(self) -> None:
        """Refresh when stale and visible, but not under a question that is still open."""
        if not self.around.asking:
            super().freshen()

    def refresh(self) -> None:
        """Read the person again."""
        if not self.subject:
            return
        try:
            self.whole = self.desk.read(
                telling.read, self.subject, opened=self.withheld.is_open(self.subject)
            )
        except Refusal:  # an import was taken back while the page was away
            self.whole = None
            self.card.set_shown(False)
            self._clear()
            self.frame.go("people")
            return
        self.subject = self.whole.facts.person.id
        self.card.show_person(self.whole, self.desk.now())
        self.looking.person(self.subject)
        self._clear()
        below, beside = self.around.cards(self.whole)
        for card in below:
            self._below.addWidget(card)
            card.show()
            self._cards.append(card)
        cards = (*self.withheld.cards(self.whole), self._card_card(), *beside,
                 self._lately_card(), self._entry_card())  # fmt: skip
        for card in cards:
            self._beside.addWidget(card)
            card.show()
            self._cards.append(card)
        self._beside.addStretch(1)

    def _buttons(self) -> tuple[Button, ...]:
        return (
            self.print_card, self.lost, self.address, self.letter, self.leave, *self._duties,
        )  # fmt: skip

    def _clear(self) -> None:
        for button in self._buttons():
            button.setParent(self._keep)
        for card in self._cards:
            card.hide()
            card.deleteLater()
        self._cards = []
        for column in (self._beside, self._below):
            while column.count():
                column.takeAt(0)

    def _card_card(self) -> Card:
        assert self.whole is not None
        valid = self.whole.facts.card
        card = Card(_("QR card"), status=Status.OK if valid else None, dense=True)
        if valid is None:
            words = _("There is no card yet. Printing makes one.")
        else:
            since = self.whole.facts.card_since
            day = calendar.wareki(calendar.day_of(since)) if since else ""
            words = _("Valid since {day}").format(day=day)
        card.add(Label(words, px=tokens.LABEL, colour=tokens.INK_2, wrap=True))
        card.add(Flow([self.print_card, self.lost] if valid else [self.print_card]))
        return card

    def _lately_card(self) -> Card:
        assert self.whole is not None
        card = Card(_("Lately"), dense=True)
        card.add(Lately(self.whole, _MOST))
        card.add(Flow([self.past]))
        return card

    def _entry_card(self) -> Card:
        assert self.whole is not None
        person = self.whole.facts.person
        card = Card(_("This entry"), dense=True)
        for double in self.whole.facts.doubles:
            words = _("Brought together with the entry {name} ({kana}).").format(
                name=wording.shown(double.name), kana=wording.shown(double.kana)
            )
            card.add(Label(words, px=tokens.LABEL, wrap=True))
            part = Button(_("Different people after all"), height=tokens.CONTROL_DENSE)
            part.clicked.connect(
                lambda _on=False, one=double: self.comparing.part(person.id, one.id, one.name)
            )
            card.add(Flow([part]))
        sent = (
            [self.back, self.leave] if person.left_on else [self.address, self.letter, self.leave]
        )
        card.add(Flow(sent))
        held = self.desk.read(legal_holds.standing, [person.id])
        for why in held:
            card.add(Label(_("Must be kept: {why}").format(why=why), px=tokens.LABEL, wrap=True))
        card.add(Flow([self.disclose, self.free if held else self.hold, self.erase]))
        return card

    def _lost(self) -> None:
        if self.whole is not None:
            self.acts.lost_card(self.whole)

    def _leave(self) -> None:
        if self.whole is not None:
            self.acts.leave(self.whole.facts.person)

    @property
    def _duties(self) -> tuple[Button, ...]:
        return self.back, self.past, self.disclose, self.hold, self.free, self.erase

    def _hold(self, *, keeping: bool) -> None:
        if self.whole is not None:
            act = self.acts.keep_by_law if keeping else self.acts.end_keeping
            act(self.whole.facts.person)

    def _disclose(self) -> None:
        if self.whole is not None:
            self.acts.disclose(self.whole.facts.person)

    def _ask_erasure(self) -> None:
        if self.whole is not None:
            self.acts.ask_erasure(self.whole.facts.person)

    def _come_back(self) -> None:
        if self.whole is not None:
            self.acts.release(self.whole.facts.person, self.withheld.away(self.whole))
