"""Answering: from a scan to what stands on the screen, and what staff do about it."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol, TypeVar

from desktop import failures
from desktop.parts.status import Status
from desktop.reception import remedies
from desktop.reception.book import Book
from desktop.reception.dealings import EMERGENCY, Dealings
from desktop.reception.foot import Foot
from desktop.reception.inputs import Inputs
from desktop.reception.staff_bar import StaffBar
from desktop.reception.stage import Stage
from desktop.reception.voice import Voice
from desktop.reception.wording import Wording, hour, listed, not_stored, wording
from resources.refusals import Refusal
from resources.words import _
from sessions.answers import Answer, Kind, Reason, Remedy
from sessions.door_log import Way

if TYPE_CHECKING:
    from desktop.desk import Desk

T = TypeVar("T")
TOAST_SECONDS = 5
_MARKS = {Kind.RECEIVED: Status.OK, Kind.ALREADY: Status.AGAIN, Kind.ASK: Status.NONE}


class Around(Protocol):
    """The page around: its parts, and where it leads."""

    desk: "Desk"
    stage: Stage
    staff_bar: StaffBar
    bar: Foot
    voice: Voice
    inputs: Inputs

    def listen(self) -> None:
        """Put the focus back where letters arrive raw."""

    def leave_for_meeting(self) -> None:
        """Leave the reception for the meeting's own page."""


class Answering:
    """Answers cards and names for one meeting. An answer is shown only after the commit."""

    def __init__(self, page: Around) -> None:
        self._page = page
        self.stage = page.stage
        self.book = Book(page.desk, "")
        self._answer: Answer | None = None
        self._last_scan: tuple[str, Way] | None = None
        self.dealings = Dealings(self)
        page.inputs.scanned.connect(self.scanned)
        page.staff_bar.chosen.connect(self._remedy)
        self.stage.answer.over.connect(self.wait)
        self.stage.answer.painted.connect(self._let_hear)
        self.stage.finder.sought.connect(self.find)
        self.stage.finder.edited.connect(self._typed)

    def stand_at(self, meeting_id: str) -> None:
        """Answer for the meeting `meeting_id` from now on."""
        self.book = Book(self._page.desk, meeting_id)
        self._answer = None
        self.stage.answer.clear()
        self.stage.finder.forget()
        self.stage.untell(EMERGENCY)
        self.stage.finder.candidates.calls = bool(meeting_id) and self.book.may_call

    def scanned(self, text: str, way: Way) -> None:
        """Answer a card, whatever is shown and wherever the focus is."""
        self._last_scan = (text, way)
        answer = self.attempt(lambda: self.book.scan(text, way))
        if answer is None:
            return
        if answer.reason is Reason.UNCLAIMED and self.stage.walk_in.takes_cards:
            self.wait()
            self.stage.walk_in.take_card(answer.pass_id, answer.card)
            return
        self.show_answer(answer)

    def scan_again(self) -> None:
        """Answer the last scan once more."""
        if self._last_scan is None:
            self.wait()
        else:
            self.scanned(*self._last_scan)

    def show_answer(self, answer: Answer) -> None:
        """Show an answer that the desk has given."""
        visits = 0
        if answer.kind is Kind.RECEIVED and answer.person_id and not answer.proxy_name:
            visits = self.attempt(lambda: self.book.visits(answer.person_id or "")) or 0
        self.show_wording(wording(answer, clock=hour(answer.since), visits=visits), answer)

    def show_wording(self, words: Wording, answer: Answer | None = None) -> None:
        """Show `words` from head to foot; they are heard once they are painted."""
        self._answer = answer
        asks = bool(words.remedies)
        self._page.staff_bar.setVisible(asks)
        if asks:
            self._page.staff_bar.show_wording(words)
        self._page.bar.ask(on=asks)
        self._say_now(words, answer)
        self.stage.answer.show_wording(words)
        if words.kind is not Kind.ASK:
            self.stage.finder.forget()

    def _let_hear(self) -> None:
        """Sound the answer once it stands: opening a sound device must not keep it waiting."""
        words = self.stage.answer.wording
        if words is not None:
            self._page.voice.answer(words)

    def _say_now(self, words: Wording, answer: Answer | None) -> None:
        if words.kind is Kind.ASK or answer is None:
            self._page.bar.show_now(Status.NONE, _("Nobody signed in"), self._now)
            return
        facts = f"{answer.district}  {hour(answer.since)}".strip()
        if words.kind is Kind.ALREADY:
            facts = _("Second reading. The record of {time} stays.").format(time=hour(answer.since))
        who = _("{name} (at the foot)").format(name=listed(answer))
        self._page.bar.show_now(_MARKS[words.kind], who, facts)

    def wait(self) -> None:
        """Show the waiting screen again; the next card is welcome."""
        self.stage.answer.clear()
        self._page.staff_bar.hide()
        self._page.bar.ask(on=False)
        if not self.stage.latest.shown and self._answer is not None:
            # Visitors see this screen: nobody's name stays on it.
            self._page.bar.show_now(Status.NONE, _("Waiting for the next card"))
        self._answer = None

    def _remedy(self, remedy: Remedy) -> None:
        answer = self._answer
        self.attempt(lambda: remedies.act(self, remedy, answer))

    def attempt(self, act: Callable[[], T]) -> T | None:
        """Do `act`; what could not be stored becomes a calm answer, never a dialog."""
        try:
            return act()
        except Refusal as refusal:
            self.show_wording(not_stored(refusal.what, refusal.advice))
        except Exception as error:  # noqa: BLE001 -- a queue of people waits; the report tells why
            failures.write_report(self._page.desk.office.folder, error)
            self.show_wording(
                not_stored(
                    _("It could not be saved."), _("Note the name on paper, then try again.")
                )
            )
        return None

    # By name, for the first time, leaving, taking back

    def seek(self) -> None:
        """Look for a name."""
        self.wait()
        self.stage.open_walk_in(on=False)
        self.stage.finder.seek()

    def find(self, text: str) -> None:
        """Show who may be meant by `text`."""
        found = self.attempt(lambda: self.book.find(text))
        self.stage.finder.candidates.show_lines(found or [], text)

    def _typed(self) -> None:
        if self.stage.answer.wording is not None and not self._page.staff_bar.isVisible():
            self.wait()

    def note(self, status: Status, words: str) -> None:
        """Say in the foot and in the toast what was done."""
        self.stage.finder.forget()
        self._page.bar.show_now(status, words, self._now)
        self.stage.toast.tell(words, seconds=TOAST_SECONDS)

    def listen(self) -> None:
        """Put the focus back where letters arrive raw."""
        self._page.listen()

    def leave_for_meeting(self) -> None:
        """Leave the reception for the meeting's own page."""
        self.wait()
        self._page.leave_for_meeting()

    def open_newcomer(self, answer: Answer | None = None) -> None:
        """Ask for a newcomer's name in kana; a blank card may go with it."""
        self.dealings.open_newcomer(answer)

    def take_back(self) -> None:
        """Take back what this desk did last."""
        words = self.attempt(self.book.take_back)
        if words is None:
            return
        self.wait()
        self._page.inputs.repeats.forget()
        said = _("Taken back: {what}").format(what=words) if words else _("Nothing to take back")
        self.note(Status.NONE, said)

    def enter(self) -> None:
        """Do what Enter means now: the safest remedy, or signing in who was looked for."""
        if self._page.staff_bar.isVisible():
            self._page.staff_bar.press()
        elif self.stage.answer.wording is None and not self.stage.walking_in:
            # The newcomers' panel hears Enter itself, field by field.
            self.stage.finder.candidates.enter()

    def call_family(self) -> None:
        """Ask whom to call for the one under the bar, while names are looked for."""
        if self.stage.answer.wording is None and not self.stage.walking_in:
            self.stage.finder.candidates.call_family()

    def accept_anyway(self) -> None:
        """Receive in spite of what the door asks, where that is offered."""
        bar = self._page.staff_bar
        if bar.isVisible() and not bar.press(Remedy.ACCEPT_ANYWAY):
            bar.press(Remedy.ADD_AND_RECEIVE)

    def step_back(self) -> None:
        """Go one step back: from an answer, from the newcomers' panel, from a search."""
        if self.stage.answer.wording is not None:
            self.wait()
        elif self.stage.walking_in:
            self.dealings.close_panel()
        else:
            self.stage.finder.forget()
            self._page.listen()

    @property
    def _now(self) -> str:
        return hour(self._page.desk.now())
