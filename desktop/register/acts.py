"""What staff do for one person from a page: card, lost card, leaving, coming back."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop import person_words as wording
from desktop.dialogs import leaving, question
from desktop.dialogs.question import Answer
from desktop.parts.button import Kind
from desktop.parts.status import Status
from resources import calendar
from resources.refusals import Refusal
from resources.words import _
from sessions import passes, people

if TYPE_CHECKING:
    from desktop.desk import Desk
    from desktop.frame import Frame
    from desktop.register.telling import Whole
    from sessions.person_views import PersonView


class Acts:
    """The acts on people of `page`, done at `desk` and told in `frame`."""

    def __init__(self, page: QWidget, desk: "Desk", frame: "Frame") -> None:
        self._page = page
        self._desk = desk
        self._frame = frame

    def print_card(self, person_id: str) -> None:
        """Lay the QR card of somebody ready and look at it before it is printed."""
        from desktop import jobs, print_tray

        self._frame.go("preview", print_tray.lay(jobs.cards(self._desk, [person_id])))

    def lost_card(self, whole: "Whole") -> None:
        """Ask whether a lost card is replaced; the old one is refused at the door from now on."""
        card, person = whole.facts.card, whole.facts.person
        if card is None:
            return
        name = wording.honoured(person.name)
        said = question.ask(
            self._page.window(),
            _("Has {name} lost the card?").format(name=name),
            _("The lost card is refused at the door from now on. The past stays as it is."),
            (
                Answer("keep", _("Leave it as it is")),
                Answer("revoke", _("Only make it invalid"), Kind.DANGER),
                Answer("again", _("Make a new card and print it"), Kind.PRIMARY, "id-card"),
            ),
            safe="keep",
            status=Status.WAIT,
        )
        verb = {"revoke": passes.revoke, "again": passes.reissue}.get(said or "")
        if verb is None:
            return
        at, by = self._desk.now(), self._desk.staff_id
        try:
            self._desk.change(verb, card.id, reason=_("lost"), at=at, by=by)
        except Refusal as refusal:
            question.refuse(self._page.window(), refusal)
            return
        if said == "again":
            self.print_card(person.id)
        else:
            self._frame.done(_("The card of {name} is invalid.").format(name=name))

    def leave(self, person: "PersonView") -> None:
        """Ask when and why somebody left, and note it."""
        today = calendar.day_of(self._desk.now())
        left = leaving.ask(self._page.window(), person.name, today)
        if left is None:
            return
        at, by = self._desk.now(), self._desk.staff_id
        self._desk.change(people.leave, person.id, on=left.on, reason=left.reason, at=at, by=by)
        words = _("Nothing is sent to {name} any more.")
        self._frame.done(
            words.format(name=wording.honoured(person.name)), lambda: self._back(person.id)
        )

    def come_back(self, person: "PersonView") -> None:
        """Take back that somebody left."""
        self._back(person.id)
        words = _("{name} is back in the register.")
        self._frame.done(words.format(name=wording.honoured(person.name)))

    def _back(self, person_id: str) -> None:
        at, by = self._desk.now(), self._desk.staff_id
        self._desk.change(people.come_back, person_id, at=at, by=by)
