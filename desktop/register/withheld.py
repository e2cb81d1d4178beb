"""The card on the page of a person that says why nothing is sent, by whom it was set, and since."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from desktop.parts.button import Button, Kind
from desktop.parts.card import Card
from desktop.parts.flow import Flow
from desktop.parts.label import Label
from desktop.parts.status import Status
from desktop.register.telling import Whole
from desktop.style import tokens
from resources import calendar
from resources.words import _
from sessions import staff, suppression
from sessions.suppression import AWAY, Reason

if TYPE_CHECKING:
    from desktop.desk import Desk
    from desktop.register.acts import Acts


class Withheld:
    """What the page of a person says and does about 発送・掲載停止; `opened` shows it anew."""

    def __init__(self, desk: "Desk", acts: "Acts", opened: Callable[[], object]) -> None:
        self._desk = desk
        self._acts = acts
        self._show_anew = opened
        self._opened = ""  # whose protected address is open until the page is left
        self.open: Button | None = None
        self.release: dict[Reason, Button] = {}
        self.clear: Button | None = None

    def is_open(self, person_id: str) -> bool:
        """Tell whether the protected address of a person was opened on this page."""
        return bool(person_id) and self._opened == person_id

    def close(self) -> None:
        """Hide the address again, as when the page is left."""
        self._opened = ""

    def away(self, whole: Whole) -> Reason:
        """Return the reason for which somebody counts as having left."""
        held = whole.facts.person.held
        reasons = held.reasons if held else frozenset()
        return next((reason for reason in Reason if reason in AWAY & reasons), Reason.MOVED)

    def cards(self, whole: Whole) -> list[Card]:
        """Return the card about `whole`, none for nearly everybody."""
        person = whole.facts.person
        self.open, self.release = None, {}
        if person.held is None:
            return []
        names = self._desk.read(staff.names)
        card = Card(_("Nothing is sent"), status=Status.STOP, dense=True)
        for one in person.held.sets:
            head = _("{reason}, since {day}").format(
                reason=one.words, day=calendar.wareki(one.since)
            )
            card.add(Label(head, bold=True, wrap=True))
            if one.why:
                card.add(Label(one.why, px=tokens.LABEL, wrap=True))
            if one.safe_address:
                safe = _("Letters go to: {address}").format(
                    address=f"{one.safe_zip} {one.safe_address}".strip()
                )
                card.add(Label(safe, px=tokens.LABEL, wrap=True))
            told = _("Set by {name} on {day}").format(
                name=names.get(one.by, _("not known")), day=calendar.wareki(calendar.day_of(one.at))
            )
            card.add(Label(told, px=tokens.SMALL, colour=tokens.INK_2, wrap=True))
            if one.reason not in AWAY:
                self.release[one.reason] = self._release_button(whole, one.reason)
        buttons = list(self.release.values())
        if person.hidden and not self.is_open(person.id):
            self.open = Button(
                _("Open the protected address"), icon="eye", height=tokens.CONTROL_DENSE
            )
            self.open.clicked.connect(lambda: self._open(whole))
            buttons.insert(0, self.open)
        self.clear = None
        if person.hidden and self._desk.may("retention.agree"):
            self.clear = Button(
                _("Take the address out for good"), kind=Kind.DANGER, height=tokens.CONTROL_DENSE
            )
            self.clear.clicked.connect(lambda: self._clear(whole))
            buttons.append(self.clear)
        if buttons:
            card.add(Flow(buttons))
        return [card]

    def _release_button(self, whole: Whole, reason: Reason) -> Button:
        words = _("End: {reason}").format(reason=_(suppression.WORDS[reason]))
        button = Button(words, height=tokens.CONTROL_DENSE)
        button.clicked.connect(lambda: self._acts.release(whole.facts.person, reason))
        return button

    def _clear(self, whole: Whole) -> None:
        if self._acts.clear_whereabouts(whole.facts.person):
            self.close()
            self._show_anew()

    def _open(self, whole: Whole) -> None:
        if self._acts.open_whereabouts(whole.facts.person):
            self._opened = whole.facts.person.id
            self._show_anew()
