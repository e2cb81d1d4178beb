"""What staff may do when the door asks: each remedy and its act."""

from collections.abc import Callable
from typing import Protocol

from desktop.reception.book import Book
from desktop.reception.wording import Wording, called, wording
from resources.words import _
from sessions.answers import Answer, Kind, Remedy


class Door(Protocol):
    """What a remedy may ask of the reception page."""

    book: Book

    def show_answer(self, answer: Answer) -> None:
        """Show an answer."""

    def show_wording(self, words: Wording, answer: Answer | None = None) -> None:
        """Show words of our own as an answer."""

    def wait(self) -> None:
        """Wait for the next card."""

    def seek(self) -> None:
        """Look for a name."""

    def open_newcomer(self, answer: Answer | None = None) -> None:
        """Ask for a newcomer's name, with the blank card of `answer`."""

    def scan_again(self) -> None:
        """Answer the last scan once more."""

    def leave_for_meeting(self) -> None:
        """Leave the reception for the meeting's own page."""


def act(door: Door, remedy: Remedy, answer: Answer | None) -> None:
    """Do `remedy` about `answer`; a Refusal goes to the caller."""
    plain: dict[Remedy, Callable[[], None]] = {
        Remedy.SEARCH_NAME: door.seek,
        Remedy.SCAN_AGAIN: door.wait,
        Remedy.IME_OFF: door.wait,
        Remedy.WALK_IN: door.open_newcomer,
        Remedy.KEY_IN_PAPER: door.leave_for_meeting,
        Remedy.REOPEN: door.leave_for_meeting,
    }
    if remedy in plain:
        plain[remedy]()
    elif remedy is Remedy.OPEN_MEETING:
        door.book.open_meeting()
        door.scan_again()
    elif answer is not None:
        _about(door, remedy, answer)


def _about(door: Door, remedy: Remedy, answer: Answer) -> None:
    book = door.book
    if remedy is Remedy.CLAIM:
        door.open_newcomer(answer)
    elif remedy is Remedy.NEW_CARD:
        door.show_answer(book.new_card(answer))
    elif remedy is Remedy.COME_BACK and answer.expected_id:
        book.come_back(answer.expected_id)
        words = Wording(
            Kind.ALREADY,
            _("Welcome back"),
            name=called(answer),
            next_step=_("Please go ahead"),
            expected_id=answer.expected_id,
        )
        door.show_wording(words, answer)
    elif remedy in {Remedy.BOTH, Remedy.FIRST, Remedy.SECOND}:
        _of_two(door, remedy, answer)
    elif remedy is Remedy.ACCEPT_ANYWAY and answer.expected_id:
        door.show_answer(book.receive(answer.expected_id))
    elif answer.person_id:
        door.show_answer(book.receive_unlisted(answer.person_id))


def _of_two(door: Door, remedy: Remedy, answer: Answer) -> None:
    """Receive one or both of the two people who share a card."""
    first, *rest = answer.candidates
    chosen = {Remedy.FIRST: [first], Remedy.SECOND: rest, Remedy.BOTH: [first, *rest]}[remedy]
    answers = [door.book.receive_candidate(one) for one in chosen]
    last = answers[-1]
    asked = next((one for one in answers if one.kind is Kind.ASK), None)
    if asked is not None or len(answers) == 1:
        door.show_answer(asked or last)
        return
    fresh = next((one for one in answers if one.kind is Kind.RECEIVED), last)
    words = wording(fresh, clock="")
    both = Wording(
        words.kind,
        words.headline,
        name="\n".join(called(one) for one in answers),
        next_step=words.next_step,
        expected_id=fresh.expected_id,
    )
    door.show_wording(both, fresh)
