"""△ 同じ方かもしれません: the card that answers while a name is being typed."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop import person_words as wording
from desktop.parts.button import Button, Kind
from desktop.parts.card import Card
from desktop.parts.flow import Flow
from desktop.parts.hairline import Hairline
from desktop.parts.label import Label
from desktop.parts.ruby import RubyName
from desktop.parts.status import Status, StatusMark
from desktop.style import tokens
from desktop.style.scale import scale
from resources.calendar import wareki
from resources.contacts import address_key
from resources.words import _
from sessions import likeness_rules as rules
from sessions.likeness import Candidate
from sessions.person_entry import PersonDetails

_MOST = 2


def agreements(entered: PersonDetails, candidate: Candidate) -> list[str]:
    """Return the words of what agrees; a name whose letters differ only sounds the same."""
    found = set(candidate.reasons)
    if found & {rules.NAME, rules.READING}:
        found.discard(rules.GIVEN_NAME)
    if rules.READING in found and _same(entered.name) != _same(candidate.person.name):
        found.discard(rules.NAME)
    words = {
        rules.NAME: _("the name"),
        rules.READING: _("the reading"),
        rules.GIVEN_NAME: _("the given name"),
        rules.BIRTH: _("the birth date"),
        rules.PHONE: _("the telephone"),
        rules.ADDRESS: _("the address"),
        rules.NUMBER: _("the number"),
    }
    return [word for reason, word in words.items() if reason in found]


def differences(entered: PersonDetails, candidate: Candidate) -> list[str]:
    """Return the words of what is known of both and is not the same."""
    person = candidate.person
    digits = {number for _written, number in entered.phones}
    pairs = (
        (_("the letters"), _same(entered.name) != _same(person.name) and bool(entered.name)),
        (
            _("the birth date"),
            bool(entered.birth and person.birth) and entered.birth != person.birth,
        ),
        (
            _("the address"),
            bool(entered.address and person.address)
            and address_key(entered.address) != address_key(person.address),
        ),
        (
            _("the district"),
            bool(entered.district and person.district) and entered.district != person.district,
        ),
        (
            _("the telephone"),
            bool(digits and person.tel_digits) and not digits & set(person.tel_digits),
        ),
    )
    return [word for word, differs in pairs if differs]


def _same(name: str) -> str:
    return "".join(name.split())


class Likely(Card):
    """Shows whom an entry resembles; `same` and `different` carry the id of the person."""

    same = Signal(str)
    different = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Perhaps the same person"), status=Status.WAIT, dense=True, rule=True, parent=parent
        )
        self.shown: tuple[str, ...] = ()
        self._parts: list[QWidget] = []
        self.hide()

    def show_candidates(self, entered: PersonDetails, found: Sequence[Candidate]) -> None:
        """Show the likeliest of `found` beside `entered`; nobody hides the card."""
        for part in self._parts:
            self.body.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._parts = []
        self.shown = tuple(one.person.id for one in found[:_MOST])
        for number, one in enumerate(found[:_MOST]):
            if number:
                self._put(Hairline())
            self._show(entered, one)
        if len(found) > _MOST:
            more = _("and {count} more").format(count=len(found) - _MOST)
            self._put(Label(more, px=tokens.SMALL, colour=tokens.INK_2))
        self.setVisible(bool(found))

    def _put(self, part: QWidget) -> None:
        self.add(part)
        part.show()
        self._parts.append(part)

    def _show(self, entered: PersonDetails, one: Candidate) -> None:
        person = one.person
        self._put(RubyName(wording.shown(person.name), wording.shown(person.kana), px=20))
        birth = wareki(person.birth) if person.birth else person.birth_written
        facts = "  ".join(part for part in (birth, person.district) if part)
        if facts:
            self._put(Label(facts, px=tokens.LABEL, colour=tokens.INK_2, wrap=True))
        agrees = agreements(entered, one)
        if agrees:
            words = _("{facts} are the same").format(facts="・".join(agrees))
            self._put(_line(Status.OK, words))
        differs = differences(entered, one)
        if differs:
            words = _("{facts} differ").format(facts="・".join(differs))
            self._put(_line(Status.WAIT, words))
        same = Button(_("This is the person"), height=tokens.CONTROL_DENSE)
        other = Button(_("A different person"), kind=Kind.QUIET, height=tokens.CONTROL_DENSE)
        same.clicked.connect(lambda: self.same.emit(person.id))
        other.clicked.connect(lambda: self.different.emit(person.id))
        self._put(Flow([same, other]))


def _line(status: Status, words: str) -> QWidget:
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(scale.gap(tokens.GAP_2))
    line.addWidget(StatusMark(status, size=12))
    line.addWidget(Label(words, px=tokens.LABEL, wrap=True), 1)
    return row
