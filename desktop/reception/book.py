"""The reception's dealings with the house: whom it knows, whom it receives, what it undoes."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TypeVar

from desktop.about_words import contact
from desktop.desk import Desk
from desktop.reception.wording import reading, shown
from resources.words import _
from sessions import (
    arrivals,
    attendance,
    door,
    door_search,
    emergency_calls,
    holding,
    meetings,
    passes,
    rosters,
)
from sessions.answers import Answer, Candidate, Kind
from sessions.attendance import Counts, Present
from sessions.door import Companion, Party
from sessions.door_log import Way
from sessions.meetings import MeetingFacts
from sessions.rosters import Reply

_T = TypeVar("_T")
MOST, FEW = 30, 3
LOST_CARD = "at the door"


class Place(Enum):
    """Where somebody of the list is."""

    NOT_YET = "not yet"
    DECLINED = "declined"
    HERE = "here"
    LEFT = "left"
    UNLISTED = "unlisted"  # in the register, not on the list


@dataclass(frozen=True)
class Line:
    """Somebody who may be meant, as the desk sees them."""

    expected_id: str | None
    person_id: str | None
    name: str
    kana: str
    district: str
    place: Place
    remark: str = ""  # what the register says against it

    @property
    def key(self) -> str:
        """Return what tells this line from another."""
        return self.expected_id or self.person_id or ""


@dataclass(frozen=True)
class Undo:
    """Something that can be taken back, and how it was called."""

    words: str
    act: Callable[[], object]


class Book:
    """One meeting at one desk. `undos` holds what this desk did, the newest last."""

    def __init__(self, desk: Desk, meeting_id: str, *, desk_name: str = "") -> None:
        self._desk = desk
        self.meeting_id = meeting_id
        self._desk_name = desk_name
        self.undos: list[Undo] = []
        self._left: set[str] | None = None

    # Reading

    def meeting(self) -> MeetingFacts:
        """Return the meeting's facts."""
        return self._desk.read(meetings.show, self.meeting_id)

    def counts(self) -> Counts:
        """Return the live count."""
        return self._desk.read(attendance.counts, self.meeting_id)

    def latest(self, count: int = 10) -> tuple[Present, ...]:
        """Return who came last, newest first."""
        return self._desk.read(attendance.last, self.meeting_id, count)

    def visits(self, person_id: str) -> int:
        """Return at how many meetings somebody of the register has been, this one included."""
        if not self._desk.may("person.read"):
            return 0
        return len(self._desk.read(attendance.history, person_id))

    def find(self, text: str) -> list[Line]:
        """Return who may be meant: those awaited, those who are here, then the register.

        An empty text finds nobody, so that nothing personal shows unasked.
        """
        found = self._desk.read(door_search.on_list, self.meeting_id, text, limit=MOST)
        lines = [self._line(one) for one in found.candidates]
        lines.sort(key=lambda line: line.place in {Place.HERE, Place.LEFT})
        if len(lines) < FEW and len(text) > 1 and self._desk.may("person.read"):
            others = self._desk.read(door_search.not_on_list, self.meeting_id, text)
            lines += [self._line(one) for one in others.candidates]
        return lines

    def _line(self, one: door_search.Candidate) -> Line:
        if one.expected_id is None:
            place = Place.UNLISTED
        elif one.here:
            place = Place.LEFT if one.expected_id in self._gone else Place.HERE
        else:
            place = Place.DECLINED if one.reply is Reply.NO else Place.NOT_YET
        name, kana = shown(one.name or one.kana), reading(one.name, one.kana) if one.name else ""
        if one.hide_name:
            name, kana = self._card_of(one.expected_id), ""
        return Line(one.expected_id, one.person_id, name, kana, one.district, place, one.remark)

    def _card_of(self, expected_id: str | None) -> str:
        tags = self._desk.read(passes.of_meeting, self.meeting_id)
        card = tags.get(expected_id or "")
        return _("Card {card}").format(card=card.label) if card else _("No name shown")

    @property
    def _gone(self) -> set[str]:
        """Who has left early; read when the search first meets somebody who is here."""
        if self._left is None:
            present = self._desk.read(attendance.present, self.meeting_id)
            self._left = {row.expected_id for row in present if row.left is not None}
        return self._left

    def stale(self) -> None:
        """Read again who has left when it is next asked for."""
        self._left = None

    def districts(self) -> list[str]:
        """Return the districts of the list, the most frequent first."""
        lines = self._desk.read(rosters.listing, self.meeting_id)
        counted = Counter(line.district for line in lines if line.district)
        return [district for district, _count in counted.most_common()]

    # Receiving

    def scan(self, text: str, way: Way) -> Answer:
        """Answer a scanned card."""
        return self._noted(self._act(arrivals.check_in, text, way=way))

    def receive(self, expected_id: str, *, proxy_name: str = "") -> Answer:
        """Receive somebody of the list by name, or who came in their place."""
        return self._noted(
            self._act(arrivals.arrive, expected_id, way=Way.NAME, proxy_name=proxy_name)
        )

    def receive_unlisted(self, person_id: str) -> Answer:
        """Receive somebody of the register who is not on the list."""
        return self._noted(self._act(door.arrive_person_not_listed, person_id, way=Way.NAME))

    def receive_line(self, line: Line) -> Answer:
        """Receive whom the desk has found by name."""
        if line.expected_id:
            return self.receive(line.expected_id)
        assert line.person_id
        return self.receive_unlisted(line.person_id)

    def receive_candidate(self, one: Candidate) -> Answer:
        """Receive one of two people who share a card."""
        if one.expected_id:
            return self.receive(one.expected_id)
        return self.receive_unlisted(one.person_id)

    def walk_in(
        self, kana: str, district: str, companions: Sequence[Companion], pass_id: str | None
    ) -> Party:
        """Receive somebody who is here for the first time, and who came along."""
        party = self._act(
            door.walk_in,
            name_kana=kana,
            district=district,
            companions=tuple(companions),
            pass_id=pass_id,
        )
        self._noted(party.answer, *party.companions)
        return party

    def bring(self, expected_id: str, companions: Sequence[Companion]) -> tuple[Answer, ...]:
        """Receive who came along with somebody of the list."""
        answers: tuple[Answer, ...] = self._act(door.bring, expected_id, tuple(companions))
        if answers:
            self._noted(*answers)
        return answers

    def new_card(self, answer: Answer) -> Answer:
        """Make a new card in place of an old one and receive its holder."""
        assert answer.pass_id
        self._desk.change(
            passes.reissue, answer.pass_id, reason=LOST_CARD, at=self._desk.now(), by=self._by
        )
        if answer.expected_id:
            return self.receive(answer.expected_id)
        assert answer.person_id
        return self.receive_unlisted(answer.person_id)

    @property
    def may_call(self) -> bool:
        """Tell whether whoever is at this desk may ask whom to call in an emergency."""
        return self._desk.may("emergency.call")

    def whom_to_call(self, line: Line) -> str:
        """Return whom to call for somebody of the list, in words; the journal is told."""
        assert line.expected_id
        found = self._desk.change(
            emergency_calls.call, line.expected_id, at=self._desk.now(), by=self._by
        )
        called = [
            f"{number}  {contact(one)}" + (f"  {one.note}" if one.note else "")
            for number, one in enumerate(found, 1)
        ]
        head = _("In an emergency, for {name}:").format(name=line.name)
        return "\n".join((head, *(called or [_("Nobody is written down. Call the office.")])))

    # Leaving and taking back

    def leave(self, line: Line) -> str:
        """Note that somebody leaves early; return what was done, in words."""
        expected_id = line.expected_id
        assert expected_id
        self._step(arrivals.leave, expected_id)
        words = _("Noted: {name} leaves early").format(name=line.name)
        self._push(words, lambda: self._step(arrivals.back, expected_id))
        return words

    def come_back(self, expected_id: str) -> str:
        """Note that somebody who had left is here again; return what was done, in words."""
        self._step(arrivals.back, expected_id)
        words = _("Noted as back")
        self._push(words, lambda: self._step(arrivals.leave, expected_id))
        return words

    def open_meeting(self) -> None:
        """Open the door of the meeting."""
        self._desk.change(holding.open_meeting, self.meeting_id, at=self._desk.now(), by=self._by)

    def take_back(self) -> str:
        """Take back what this desk did last; return it in words, or nothing."""
        if not self.undos:
            return ""
        undo = self.undos[-1]
        undo.act()
        self.undos.pop()
        self.stale()
        return undo.words

    # How it is done

    @property
    def _by(self) -> str:
        return self._desk.staff_id

    def _act(self, verb: Callable[..., _T], *args: object, **facts: object) -> _T:
        return self._desk.change(
            verb,
            self.meeting_id,
            *args,
            desk=self._desk_name,
            at=self._desk.now(),
            by=self._by,
            **facts,
        )

    def _step(self, verb: Callable[..., object], key: str) -> object:
        return self._desk.change(verb, key, desk=self._desk_name, at=self._desk.now(), by=self._by)

    def _noted(self, answer: Answer, *along: Answer) -> Answer:
        """Remember who was received, so that it can be taken back in one go."""
        self.stale()
        ids = [one.arrival_id for one in (answer, *along) if one.kind is Kind.RECEIVED]
        if ids:
            name = reading(answer.name, answer.kana)
            self._push(
                _("Sign-in of {name}").format(name=name),
                lambda: [self._step(arrivals.take_back, key) for key in reversed(ids) if key],
            )
        return answer

    def _push(self, words: str, act: Callable[[], object]) -> None:
        self.stale()
        self.undos = [*self.undos[-49:], Undo(words, act)]
