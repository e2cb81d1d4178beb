"""The pairs that may be one person, asked one after the other and answered for good."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop import person_words as wording
from desktop.dialogs import question, same_person
from desktop.parts.status import Status
from desktop.side_by_side import of_person
from resources.refusals import Refusal
from resources.words import _, ngettext
from sessions import likeness
from sessions.likeness import Answer, Pair

if TYPE_CHECKING:
    from desktop.desk import Desk
    from desktop.frame import Frame


class Comparing:
    """Asks in front of `page` about the open pairs, and does what is answered at `desk`."""

    def __init__(self, page: QWidget, desk: "Desk", frame: "Frame") -> None:
        self._page = page
        self._desk = desk
        self._frame = frame

    def open_pairs(self) -> None:
        """Ask about every open pair until one is left with Esc."""
        pairs = self._desk.read(likeness.open_pairs)
        if pairs:  # while the first pair is looked at
            self._desk.background(
                lambda task: self._desk.secure("merge", task.tell), failed=self._no_copy
            )
        same, gone, answered = 0, set[str](), 0
        for number, pair in enumerate(pairs, 1):
            if gone & {pair.one.id, pair.other.id}:
                continue
            place = _("{number} of {count} pairs").format(number=number, count=len(pairs))
            said = self._ask(pair, place)
            if said is None:
                break
            if said in {same_person.SAME, same_person.DIFFERENT} and self._answer(pair, said):
                answered += 1
                if said == same_person.SAME:
                    same += 1
                    gone |= {pair.one.id, pair.other.id}
        if answered:
            words = ngettext("{count} pair was answered.", "{count} pairs were answered.", answered)
            self._frame.done(words.format(count=answered))
        elif not pairs:
            self._frame.done(_("No pair waits for an answer."), status=Status.INFO)

    def _no_copy(self, refusal: Refusal) -> None:
        words = _("The copy of this office could not be made.")
        self._frame.tell("copy", Status.WAIT, f"{words} {refusal.what} {refusal.advice}")

    def _ask(self, pair: Pair, place: str) -> str | None:
        return same_person.ask(
            self._page.window(),
            of_person(pair.one),
            of_person(pair.other),
            place,
        )

    def _answer(self, pair: Pair, said: str) -> bool:
        answer = Answer.SAME if said == same_person.SAME else Answer.DIFFERENT
        try:
            self._desk.change(
                likeness.answer, pair.one.id, pair.other.id, answer,
                at=self._desk.now(), by=self._desk.staff_id,
            )  # fmt: skip
        except Refusal as refusal:
            question.refuse(self._page.window(), refusal)
            return False
        return True

    def part(self, kept: str, double: str, name: str) -> None:
        """Say that two entries brought together are different people after all."""
        try:
            self._desk.change(
                likeness.answer, kept, double, Answer.DIFFERENT,
                at=self._desk.now(), by=self._desk.staff_id,
            )  # fmt: skip
        except Refusal as refusal:
            question.refuse(self._page.window(), refusal)
            return
        words = _("{name} stands in the register alone again.")
        self._frame.done(words.format(name=wording.honoured(name)))
