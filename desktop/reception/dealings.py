"""The ways without a card: by name, for the first time, along, in place of, leaving, back."""

from collections.abc import Callable
from typing import Protocol, TypeVar

from desktop.parts.status import Status
from desktop.reception.book import Book, Line
from desktop.reception.stage import Stage
from desktop.reception.walk_in import Entered, Purpose
from resources.words import _
from sessions.answers import Answer

T = TypeVar("T")
EMERGENCY = "emergency"  # the message that tells whom to call


class Desk(Protocol):
    """What the reception page lends to these dealings."""

    book: Book
    stage: Stage

    def attempt(self, act: Callable[[], T]) -> T | None:
        """Do `act`; what could not be stored is shown as an answer, and None returned."""

    def show_answer(self, answer: Answer) -> None:
        """Show an answer."""

    def wait(self) -> None:
        """Wait for the next card."""

    def note(self, status: Status, words: str) -> None:
        """Say in the foot and in the toast what was done."""

    def listen(self) -> None:
        """Put the focus back where letters arrive raw."""


class Dealings:
    """Carries out what the search pane and the newcomers' panel ask for."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        people, panel = desk.stage.finder.candidates, desk.stage.walk_in
        people.received.connect(self.receive)
        people.left.connect(self.leave)
        people.urgent.connect(self.call_family)
        people.returned.connect(self.come_back)
        people.newcomer.connect(lambda: self.open_newcomer(None))
        people.joined.connect(lambda line: self._ask_more(Purpose.ALONG, line))
        people.proxied.connect(lambda line: self._ask_more(Purpose.PROXY, line))
        panel.done.connect(self._entered)
        panel.closed.connect(self.close_panel)

    def receive(self, line: Line) -> None:
        """Receive whoever was found."""
        answer = self._desk.attempt(lambda: self._desk.book.receive_line(line))
        if answer is not None:
            self._desk.show_answer(answer)

    def leave(self, line: Line) -> None:
        """Note that somebody leaves early."""
        words = self._desk.attempt(lambda: self._desk.book.leave(line))
        if words:
            self._desk.note(Status.INFO, words)

    def call_family(self, line: Line) -> None:
        """Show whom to call for somebody, until it is put away or nobody is at the desk."""
        words = self._desk.attempt(lambda: self._desk.book.whom_to_call(line))
        if words is not None:
            stage = self._desk.stage
            stage.tell(
                EMERGENCY, Status.STOP, words, _("Put away"), lambda: stage.untell(EMERGENCY)
            )

    def come_back(self, line: Line) -> None:
        """Note that somebody who had left is here again."""
        expected_id = line.expected_id
        assert expected_id
        words = self._desk.attempt(lambda: self._desk.book.come_back(expected_id))
        if words:
            self._desk.note(Status.INFO, words)

    def open_newcomer(self, answer: Answer | None) -> None:
        """Ask for a newcomer's name in kana; the blank card of `answer` goes with it."""
        stage = self._desk.stage
        sought = stage.finder.field.text()
        self._desk.wait()
        districts = self._desk.attempt(self._desk.book.districts) or []
        stage.open_walk_in(on=True)
        stage.walk_in.open_for(Purpose.NEWCOMER, kana=sought, districts=districts)
        if answer is not None:
            stage.walk_in.take_card(answer.pass_id, answer.card)

    def close_panel(self) -> None:
        """Go back to the search; the page listens again."""
        self._desk.stage.open_walk_in(on=False)
        self._desk.stage.finder.forget()
        self._desk.listen()

    def _ask_more(self, purpose: Purpose, line: Line) -> None:
        stage = self._desk.stage
        stage.open_walk_in(on=True)
        stage.walk_in.open_for(purpose, subject=line.expected_id or "", name=line.name)

    def _entered(self, entered: Entered) -> None:
        answer = self._desk.attempt(lambda: self._store(entered))
        if answer is not None:
            self.close_panel()
            self._desk.show_answer(answer)

    def _store(self, entered: Entered) -> Answer:
        book = self._desk.book
        if entered.purpose is Purpose.NEWCOMER:
            party = book.walk_in(
                entered.kana, entered.district, entered.companions, entered.pass_id
            )
            return party.answer
        if entered.purpose is Purpose.PROXY:
            return book.receive(entered.subject, proxy_name=entered.kana)
        return book.bring(entered.subject, entered.companions)[-1]
