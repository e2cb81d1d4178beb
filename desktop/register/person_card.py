"""One person at a glance: name, chips, facts, かかわり, papers, 最近のこと."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop import about_words
from desktop import person_words as wording
from desktop.parts.button import Button, Kind
from desktop.parts.card import Card
from desktop.parts.chip import Chip
from desktop.parts.facts import Facts
from desktop.parts.flow import Flow
from desktop.parts.hairline import Hairline
from desktop.parts.label import Label
from desktop.parts.ruby import RubyName
from desktop.parts.status import Status, StatusMark
from desktop.register.lately import Lately
from desktop.register.relations import Relations, ties
from desktop.register.telling import Whole
from desktop.style import tokens
from desktop.style.scale import scale
from resources.words import _
from sessions.person_views import PersonView


def facts_of(whole: Whole, now: datetime, *, alone: bool = True) -> list[tuple[str, str]]:
    """Return what is known of a person as (label, words), in the order of the page.

    Not `alone`, it leaves out what cards of their own tell: household, contacts, former names.
    """
    person = whole.facts.person
    called = [about_words.contact(one) for one in whole.around.contacts]
    called += [one.emergency for one in whole.points if one.emergency]
    emergency = "\n".join(dict.fromkeys(called))
    area = whole.around.area
    home = "  ".join(part for part in (person.zip, person.address) if part)
    if person.hidden and not (home or person.phones):
        home, emergency = _("Not shown: protected from being found"), ""
    around = {
        _("Household"): about_words.household(whole.around.home, person.id),
        _("In an emergency"): emergency,
        _("Former name"): "\n".join(about_words.former(one) for one in whole.around.former),
    }
    facts = [
        (_("Birth date"), wording.birth(person, now)),
        (_("Sex"), wording.sex(person.sex)),
        (_("Address"), home),
        (_("District"), area.words if area and person.district else person.district),
        (_("Household"), ""),
        (_("Telephone"), "\n".join(written for written, _digits in person.phones)),
        (_("In an emergency"), ""),
        (_("E-mail"), person.email),
        (_("Affiliation"), person.affiliation),
        (_("Name in use"), wording.shown(person.alias)),
        (_("Former name"), ""),
        (_("Note"), person.note),
    ]
    return [(label, around.get(label, words) if alone else words) for label, words in facts]


def chips_of(person: PersonView) -> list[Chip]:
    """Return the chips below a name."""
    found = []
    if person.held is None:
        found.append(Chip(Status.OK, _("Active")))
    else:
        found.append(Chip(Status.STOP, wording.withheld(person.held)))
    if person.large_print:
        found.append(Chip(Status.FESTIVE, _("Large print"), icon="book-open"))
    if person.hide_name:
        found.append(Chip(Status.NONE, _("Name is not shown"), icon="eye-off"))
    if person.language != "ja":
        found.append(Chip(Status.INFO, wording.language(person.language), icon="languages"))
    found += [Chip(Status.INFO, word) for word in wording.needs(person.needs)]
    return found


class PersonCard(Card):
    """The card of one person; empty until `show_person`.

    `edit_asked`, `card_asked` and `lost_asked` are sent by its buttons, `points_asked` carries
    the year and number whose stamps are wanted. `small` leaves out
    what the page of the person shows beside it.
    """

    edit_asked = Signal()
    card_asked = Signal()
    lost_asked = Signal()
    points_asked = Signal(str)

    def __init__(self, *, small: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.small = small
        self.whole: Whole | None = None
        self.name = RubyName(px=tokens.PERSON_TITLE, ruby_px=tokens.LABEL)
        self.edit = Button(_("Correct"), icon="pencil", key="F4")
        self.edit.clicked.connect(self.edit_asked)
        top = QHBoxLayout()
        top.addWidget(self.name, 1)
        top.addWidget(self.edit)
        self.body.addLayout(top)
        self._inside: QWidget | None = None
        self._parts: list[QWidget] = []
        self.set_shown(False)

    def set_shown(self, shown: bool) -> None:  # noqa: FBT001 -- a Qt-like setter
        """Show the card's contents, or nothing where nobody is chosen."""
        self.name.setVisible(shown)
        self.edit.setVisible(shown)
        if not shown:
            self._clear()
            self.whole = None

    def _clear(self) -> None:
        for part in self._parts:
            self.body.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._parts = []

    def _put(self, part: QWidget) -> None:
        self.add(part)
        part.show()  # a layout would show it only later, and the card would flicker
        self._parts.append(part)

    def show_person(self, whole: Whole, now: datetime, why: str = "") -> None:
        """Show `whole`; `why` says how a search found the person."""
        self.whole = whole
        person = whole.facts.person
        self._clear()
        self.name.show_name(wording.shown(person.name), wording.ruby(person.kana, person.latin))
        self.setAccessibleName(wording.shown(person.name))
        self.set_shown(True)
        self._put(Flow(chips_of(person)))
        self._put(Hairline())
        self._put(Facts(facts_of(whole, now, alone=self.small)))
        found = ties(whole)
        if found:
            self._put(Hairline())
            self._put(Label(_("Ties"), px=tokens.LABEL, bold=True, colour=tokens.INK_2))
            relations = Relations(found)
            relations.opened.connect(self.points_asked)
            self._put(relations)
        if why:
            self._put(self._reason(why))
        if self.small:
            self._put(Hairline())
            self._put(self._papers(whole))
            if whole.facts.came or whole.facts.told:
                self._put(Hairline())
                self._put(Label(_("Lately"), px=tokens.LABEL, bold=True, colour=tokens.INK_2))
                self._put(Lately(whole))

    def _papers(self, whole: Whole) -> QWidget:
        card = Button(_("QR card"), kind=Kind.SOFT, icon="id-card")
        card.clicked.connect(self.card_asked)
        if whole.facts.card is None:
            return Flow([card])
        lost = Button(_("The card was lost"), kind=Kind.QUIET)
        lost.clicked.connect(self.lost_asked)
        return Flow([card, lost])

    def _reason(self, why: str) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(scale.gap(tokens.GAP_2))
        line.addWidget(StatusMark(Status.INFO))
        line.addWidget(Label(why, px=tokens.SMALL, colour=tokens.INK_2, wrap=True), 1)
        return row
