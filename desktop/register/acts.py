"""What staff do for one person from a page: card, lost card, leaving, coming back."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop import person_words as wording
from desktop.dialogs import erasing, leaving, question
from desktop.dialogs import reason as ask_why
from desktop.dialogs.question import Answer
from desktop.parts.button import Kind
from desktop.parts.status import Status
from resources import calendar
from resources.refusals import Refusal
from resources.words import _
from sessions import erasure, legal_holds, passes, whereabouts, withholding
from sessions.suppression import Reason

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

    def print_address(self, person_id: str) -> None:
        """Go to the labels and envelopes with somebody chosen."""
        self._frame.go("labels", f"people:{person_id}")

    def write_letter(self, person_id: str) -> None:
        """Go to the letters with somebody chosen."""
        self._frame.go("letters", f"people:{person_id}")

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
        """Ask since when and why nothing is sent to somebody, and note it."""
        today = calendar.day_of(self._desk.now())
        left = leaving.ask(self._page.window(), person.name, today)
        if left is None:
            return
        at, by = self._desk.now(), self._desk.staff_id
        self._desk.change(
            withholding.withhold,
            person.id,
            left.reason,
            since=left.on,
            why=left.why,
            safe_zip=left.safe_zip,
            safe_address=left.safe_address,
            at=at,
            by=by,
        )
        words = _("Nothing is sent to {name} any more.")
        self._frame.done(
            words.format(name=wording.honoured(person.name)),
            lambda: self._release(person.id, left.reason, _("Taken back at once")),
        )

    def release(self, person: "PersonView", reason: Reason) -> None:
        """Take back one reason for which nothing is sent; the end of a protection asks why."""
        why = ""
        if reason is Reason.PROTECTED:
            said = ask_why.ask(
                self._page.window(),
                _("Has the protection of {name} ended?").format(name=wording.honoured(person.name)),
                _("Address and telephone are shown to everybody at the desk again."),
                act=_("End the protection"),
                danger=True,
            )
            if said is None:
                return
            why = said
        self._release(person.id, reason, why)
        words = _("{name} is back in the register.")
        self._frame.done(words.format(name=wording.honoured(person.name)))

    def disclose(self, person: "PersonView") -> None:
        """Ask who wants to know what is held about somebody, and lay the paper ready."""
        from desktop import jobs, print_tray

        why = ask_why.ask(
            self._page.window(),
            _("Disclose what is held about {name}?").format(name=wording.honoured(person.name)),
            _("Everything held goes onto one paper. Who asked for it is written down."),
            act=_("See the paper"),
            usual=(_("The person asked in writing"), _("The person came to the desk")),
        )
        if why is None:
            return
        opened = person.hidden and self._with_whereabouts()
        if opened:
            at, by = self._desk.now(), self._desk.staff_id
            self._desk.change(withholding.view, person.id, reason=why, at=at, by=by)
        job = jobs.disclosure(self._desk, person.id, reason=why, opened=opened)
        self._frame.go("preview", print_tray.lay(job))

    def _with_whereabouts(self) -> bool:
        said = question.ask(
            self._page.window(),
            _("Shall the protected address stand on the paper?"),
            _("Only if the person stands before you. Somebody else may be asking in their name."),
            (
                Answer("without", _("Without the address")),
                Answer("with", _("With the address"), Kind.DANGER),
            ),
            safe="without",
            status=Status.WAIT,
        )
        return said == "with"

    def keep_by_law(self, person: "PersonView") -> None:
        """Ask which rule asks for it, and keep somebody's entry from being erased."""
        why = ask_why.ask(
            self._page.window(),
            _("Keep the entry of {name}?").format(name=wording.honoured(person.name)),
            _("While a rule asks for it, nobody can erase the entry."),
            act=_("Keep by law"),
            usual=(_("A subsidy: 5 years"), _("A claim or an inquiry is open")),
        )
        if why is None:
            return
        at, by = self._desk.now(), self._desk.staff_id
        self._desk.change(legal_holds.hold, person.id, why, at=at, by=by)
        self._frame.done(
            _("The entry of {name} is kept.").format(name=wording.honoured(person.name)),
            lambda: self._desk.change(legal_holds.release, person.id, at=at, by=by),
        )

    def end_keeping(self, person: "PersonView") -> None:
        """Ask once more, then end every reason of law for which somebody was kept."""
        said = question.ask(
            self._page.window(),
            _("Need {name} not be kept any more?").format(name=wording.honoured(person.name)),
            _("From now on the entry can be erased when two people agree."),
            (
                Answer("keep", _("Leave it as it is")),
                Answer("end", _("Need not be kept any more"), Kind.PRIMARY),
            ),
            safe="keep",
        )
        if said == "end":
            at, by = self._desk.now(), self._desk.staff_id
            self._desk.change(legal_holds.release, person.id, at=at, by=by)

    def ask_erasure(self, person: "PersonView") -> None:
        """Ask why an entry shall be erased, and put it before somebody else of the office."""
        from desktop.held import BLOCKERS

        against = self._desk.read(erasure.against, person.id, BLOCKERS)
        cause = erasing.ask(self._page.window(), person.name, against)
        if cause is None:
            return
        at, by = self._desk.now(), self._desk.staff_id
        try:
            request = self._desk.change(erasure.ask, person.id, cause, at=at, by=by)
        except Refusal as refusal:
            question.refuse(self._page.window(), refusal)
            return
        self._frame.done(
            _("Asked for. Somebody else approves it under Office, Terms and erasure."),
            lambda: self._desk.change(erasure.decline, request, at=at, by=by),
        )

    def open_whereabouts(self, person: "PersonView") -> bool:
        """Ask what a protected address is needed for and write it down; False when it was left."""
        why = ask_why.ask(
            self._page.window(),
            _("Open the protected address?"),
            _("Who opened it, when and what for is written down."),
            act=_("Write it down and open"),
            usual=(_("A call from the person"), _("Asked by the city")),
        )
        if why is None:
            return False
        at, by = self._desk.now(), self._desk.staff_id
        self._desk.change(withholding.view, person.id, reason=why, at=at, by=by)
        return True

    def clear_whereabouts(self, person: "PersonView") -> bool:
        """Ask who wants the protected address taken out, and do it; False when it was left."""
        from desktop.held import HELD

        why = ask_why.ask(
            self._page.window(),
            _("Take the address of {name} out for good?").format(
                name=wording.honoured(person.name)
            ),
            _("Address, telephone, mail and affiliation go, and what they were before."
              " Nothing brings them back."),
            act=_("Take it out for good"),
            usual=(_("Asked by the city"), _("Asked by the person")),
            danger=True,
        )  # fmt: skip
        if why is None:
            return False
        at, by = self._desk.now(), self._desk.staff_id
        try:
            self._desk.change(whereabouts.clear, person.id, held=HELD, why=why, at=at, by=by)
        except Refusal as refusal:
            question.refuse(self._page.window(), refusal)
            return False
        self._frame.done(_("The address was taken out for good."))
        return True

    def _release(self, person_id: str, reason: Reason, why: str) -> None:
        at, by = self._desk.now(), self._desk.staff_id
        self._desk.change(withholding.lift, person_id, reason, why=why, at=at, by=by)
