"""Records joined and parted in any order, whatever comes between: nothing lost, nothing doubled."""

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from resources.refusals import Refusal
from sessions import arrivals, attendance, expecting, holding, likeness, merging, people, rosters
from sessions.door_log import Way
from sessions.likeness import Answer
from sessions.merging_choices import Choice, choices, combined, suggested
from sessions.people import PersonDetails, Relation
from tests.sessions.hall import planned
from tests.town import NOW, STAFF

MAKITA = PersonDetails(
    "牧田　和弘", kana="まきた　かずひろ", birth=date(1944, 12, 11), address="伊那市富県23850番地8",
    phones=(("0265-06-2542", "0265062542"),), note="夕方に",
)  # fmt: skip
KURODA = PersonDetails(
    "黒田　和弘", kana="くろだ　かずひろ", former_name="牧田", address="伊那市中央1", zip="396-0001",
    phones=(("0265-06-2542", "0265062542"), ("090-1234-5678", "09012345678")), note="朝に",
    needs="wheelchair",
)  # fmt: skip


class Clock:
    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> dict:
        self.now += timedelta(seconds=7)
        return {"at": self.now, "by": STAFF}


def test_the_first_choice_loses_nothing() -> None:
    first = suggested(MAKITA, KURODA)
    made = combined(MAKITA, KURODA, first)
    assert made.name == MAKITA.name
    assert made.birth == MAKITA.birth
    assert (made.former_name, made.needs) == ("牧田", "wheelchair")
    assert [written for written, _digits in made.phones] == ["0265-06-2542", "090-1234-5678"]
    assert made.address == MAKITA.address
    assert "396-0001 伊那市中央1" in made.note
    assert "夕方に" in made.note
    assert "朝に" in made.note


def test_a_field_is_chosen_from_either_side_with_what_belongs_to_it() -> None:
    made = combined(MAKITA, KURODA, {"address": Choice.OTHER, "name": Choice.OTHER})
    assert (made.name, made.address, made.zip) == ("黒田　和弘", "伊那市中央1", "396-0001")
    assert Choice.BOTH not in choices(MAKITA, KURODA, "name")
    assert Choice.BOTH not in choices(
        MAKITA, replace(MAKITA, address="富県23850-8", note=""), "address"
    )


def test_parting_gives_back_what_was_chosen_but_not_what_was_corrected_since(db: Session) -> None:
    who = Clock()
    one, other = (people.enrol(db, entry, **who()) for entry in (MAKITA, KURODA))
    made = combined(MAKITA, KURODA, suggested(MAKITA, KURODA))
    merging.merge(db, one, other, chosen=made, **who())
    view = people.get(db, one)
    later = replace(people.details(view), note="電話は昼に", large_print=True)
    people.correct(db, one, later, version=view.version, **who())
    told = merging.parting(db, other)
    assert set(told.left) == {"note", "large_print"}
    assert set(told.back) == {"former_name", "phones", "needs"}
    assert merging.unmerge(db, other, **who()) == told
    now = people.details(people.get(db, one))
    assert now == replace(MAKITA, note="電話は昼に", large_print=True)
    assert people.details(people.get(db, other)) == KURODA


def test_what_comes_later_is_counted_for_the_record_it_was_recorded_for(db: Session) -> None:
    who = Clock()
    one, other = (people.enrol(db, entry, **who()) for entry in (MAKITA, KURODA))
    people.add_membership(db, other, Relation("points", "7"), **who())
    assert merging.moves(db, other) == {"membership": 1}
    merging.merge(db, one, other, **who())
    people.add_membership(db, one, Relation("supporters", "9"), **who())
    assert merging.parting(db, other).later == {"membership": 1}
    merging.unmerge(db, other, **who())
    assert [relation.number for relation in people.get(db, one).relations] == ["0009"]
    assert [relation.number for relation in people.get(db, other).relations] == ["0007"]


def test_answers_do_not_contradict_each_other(db: Session) -> None:
    who = Clock()
    a, b, c = (people.enrol(db, replace(MAKITA, note=note), **who()) for note in "abc")
    likeness.answer(db, b, c, Answer.DIFFERENT, **who())
    likeness.answer(db, a, b, Answer.SAME, **who())
    with pytest.raises(Refusal, match="different people"):
        likeness.answer(db, a, c, Answer.SAME, **who())
    likeness.reopen(db, b, c, **who())
    likeness.answer(db, a, c, Answer.SAME, **who())
    with pytest.raises(Refusal, match="third entry"):
        likeness.answer(db, b, c, Answer.DIFFERENT, **who())
    likeness.answer(db, a, b, Answer.DIFFERENT, **who())
    assert [people.get(db, one).merged_into for one in (a, b, c)] == [None, None, a]


class Life:
    """Four records of people, and everything that may happen to them in a random order."""

    def __init__(self, db: Session, chance: random.Random) -> None:
        self.db, self.chance, self.who = db, chance, Clock()
        self.ids = [
            people.enrol(db, replace(MAKITA, name=f"牧田　{n}", note=f"n{n}"), **self.who())
            for n in range(4)
        ]
        self.numbers: dict[str, set[str]] = {one: set() for one in self.ids}
        self.came: dict[str, set[str]] = {one: set() for one in self.ids}
        self.entries = {one: people.details(people.get(db, one)) for one in self.ids}
        self.links: dict[str, str] = {}
        self.given = 0
        self.days = 0

    def root(self, one: str) -> str:
        while one in self.links:
            one = self.links[one]
        return one

    def roots(self) -> list[str]:
        return [one for one in self.ids if one not in self.links]

    def merge(self) -> None:
        roots = self.roots()
        if len(roots) > 1:
            keep, drop = self.chance.sample(roots, 2)
            merging.merge(self.db, keep, drop, **self.who())
            self.links[drop] = keep

    def unmerge(self) -> None:
        if self.links:
            drop = self.chance.choice(sorted(self.links))
            merging.unmerge(self.db, drop, **self.who())
            del self.links[drop]

    def correct(self) -> None:
        one = self.chance.choice(self.roots())
        self.given += 1
        entry = replace(self.entries[one], note=f"corrected {self.given}")
        view = people.get(self.db, one)
        people.correct(self.db, one, entry, version=view.version, **self.who())
        self.entries[one] = entry

    def join(self) -> None:
        one = self.chance.choice(self.ids)
        self.given += 1
        relation = Relation("points", f"{self.given:04}")
        people.add_membership(self.db, one, relation, **self.who())
        self.numbers[one].add(relation.number)

    def meet(self) -> None:
        self.days += 1
        day = date(2026, 5, 19) + timedelta(days=self.days)
        meeting = planned(self.db, held_on=day)
        one = self.chance.choice(self.roots())
        expecting.expect_people(self.db, meeting, [one], **self.who())
        holding.open_meeting(self.db, meeting, **self.who())
        line = rosters.line_of(self.db, meeting, one)
        assert line
        arrivals.arrive(self.db, meeting, line, way=Way.NAME, **self.who())
        self.came[one].add(meeting)

    def check(self) -> None:
        """Compare everything with what a plain model says."""
        for one in self.ids:
            root = self.root(one)
            view = people.get(self.db, one)
            assert view.merged_into == (root if root != one else None)
            assert people.details(view) == self.entries[one]
        for root in self.roots():
            group = [one for one in self.ids if self.root(one) == root]
            numbers = [relation.number for relation in people.get(self.db, root).relations]
            assert sorted(numbers) == sorted(n for one in group for n in self.numbers[one])
            came = [row.meeting_id for row in attendance.history(self.db, root)]
            assert sorted(came) == sorted(m for one in group for m in self.came[one])


@pytest.mark.parametrize("seed", range(4))
def test_nothing_is_lost_or_doubled_in_any_order(db: Session, seed: int) -> None:
    chance = random.Random(seed)
    life = Life(db, chance)
    acts = (life.merge, life.merge, life.unmerge, life.correct, life.join, life.meet)
    for _step in range(24):
        chance.choice(acts)()
        life.check()
    while life.links:
        life.unmerge()
    life.check()
    assert len(life.roots()) == 4


@pytest.mark.parametrize("seed", range(4))
def test_chosen_fields_go_back_in_whatever_order_records_part(db: Session, seed: int) -> None:
    chance = random.Random(seed)
    who = Clock()
    facts = [replace(KURODA, note=f"n{n}", former_name=f"旧{n}") for n in range(4)]
    ids = [people.enrol(db, entry, **who()) for entry in facts]
    for drop in ids[1:]:
        one, other = (people.details(people.get(db, each)) for each in (ids[0], drop))
        chosen = combined(one, other, suggested(one, other))
        merging.merge(db, ids[0], drop, chosen=chosen, **who())
    assert people.get(db, ids[0]).former_name == "旧0・旧1・旧2・旧3"
    for drop in chance.sample(ids[1:], 3):
        merging.unmerge(db, drop, **who())
    assert [people.details(people.get(db, one)) for one in ids] == facts
