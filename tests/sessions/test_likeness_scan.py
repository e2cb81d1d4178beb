"""Doubles scored: reasons, slips of dates, addresses; the scan finds what comparing all would."""

import random
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from sessions import households, likeness, people
from sessions import likeness_rules as rules
from sessions.households import Kinship
from sessions.likeness import Answer
from sessions.likeness_rules import facts
from sessions.likeness_rules import likeness as alike
from sessions.people import PersonDetails
from tests.town import NOW, STAFF

WHO = {"at": NOW, "by": STAFF}
MAKITA = {
    "name": "牧田　和弘", "kana": "まきた　かずひろ", "birth": date(1944, 12, 11),
    "phones": ("0265062542",), "address": "伊那市高遠町小原18713番地",
}  # fmt: skip


def score(**other: object) -> rules.Score | None:
    one, two = facts(**MAKITA), facts(**(MAKITA | other))
    assert alike(one, two) == alike(two, one)
    return alike(one, two)


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        ({"kana": "まきだ　かずひろ", "name": "牧田　和廣"}, "sound"),
        ({"name": "Makita Kazuhiro", "kana": "", "phones": ()}, None),
        ({"name": "牧田　和弘", "kana": ""}, "name"),
        ({"birth": date(1944, 11, 12)}, "birth_near"),  # day and month changed round
        ({"birth": date(1944 + 63, 12, 11)}, "birth_near"),  # 昭和 read as 平成
        ({"birth": date(1944, 12, 17)}, "birth_near"),
        ({"address": "大字高遠町小原１８７１３"}, "address"),
        ({"address": "伊那市高遠町小原18713番地 コーポ高遠201"}, "address"),
        ({"name": "黒田　和弘", "former": "牧田"}, "former"),
        ({"name": "黒田　和弘", "former": "牧田　和弘"}, "former"),
    ],
)
def test_reasons(other: dict, reason: str | None) -> None:
    found = score(**other)
    assert (found is None) is (reason is None)
    if found is not None:
        assert reason in found.reasons


def test_a_reading_nobody_gave_is_guessed() -> None:
    unknown = facts(name="河野　博", birth=date(1950, 5, 1), phones=("0265062542",))
    known = facts(
        name="川野　ひろし", kana="かわの　ひろし", birth=date(1950, 5, 1), phones=("0265062542",)
    )
    found = alike(unknown, known)
    assert found
    assert "sound" in found.reasons


def test_latin_names_in_any_order() -> None:
    one = facts(name="Silva Maria", birth=date(1980, 1, 2))
    other = facts(name="マリア", others=("MARIA SILVA",), birth=date(1980, 1, 2))
    found = alike(one, other)
    assert found
    assert "latin" in found.reasons


def test_what_speaks_against_it_lowers_the_score() -> None:
    whole, slip = score(), score(birth=date(1944, 12, 17))
    assert whole
    assert slip
    assert whole.points > slip.points
    moved = score(address="")
    assert moved
    assert whole.points > moved.points


def test_twins_and_couples_are_never_one() -> None:
    assert score(name="牧田　正弘", kana="まさひろ") is None
    assert score(name="牧田　花子", kana="まきた　はなこ", birth=None) is None


# A register drawn at random from few names, so that much is shared.

NAMES = (
    ("髙橋　博", "たかはし　ひろし"), ("高橋　博", "タカハシ　ヒロシ"), ("高橋　洋", "たかはし　ひろし"),
    ("牧田　和弘", "まきた　かずひろ"), ("牧田　和廣", "まきだ　かずひろ"), ("牧田　正弘", "まきた　まさひろ"),
    ("河野　博", ""), ("かわの　ひろし", "かわの　ひろし"), ("黒田　和弘", "くろだ　かずひろ"),
    ("Silva Maria", "シルバ　マリア"), ("MARIA SILVA", ""),
)  # fmt: skip
BIRTHS = (None, date(1944, 12, 11), date(1944, 11, 12), date(1950, 5, 1))
PHONES = ("", "0265062542", "0265732541", "09012345678")
ADDRESSES = ("", "伊那市富県23850番地8", "富県23850-8", "大字富県23850-8", "伊那市中央1")
person = st.tuples(
    st.sampled_from(NAMES), st.sampled_from(BIRTHS), st.sampled_from(PHONES),
    st.sampled_from(ADDRESSES), st.sampled_from(("", "牧田", "黒田")),
)  # fmt: skip


def entry(drawn: tuple) -> PersonDetails:
    (name, kana), birth, phone, address, former = drawn
    return PersonDetails(
        name, kana=kana, birth=birth, phones=((phone, phone),) if phone else (),
        address=address, former_name=former,
    )  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(person, max_size=12), st.randoms())
def test_pairs_do_not_depend_on_the_order_and_are_symmetric(drawn: list, shuffle) -> None:
    found = [likeness.facts_of(entry(one)) for one in drawn]
    known = {frozenset((one, other)): s for one, other, s in rules.pairs(found)}
    order = list(range(len(found)))
    shuffle.shuffle(order)
    again = {
        frozenset((order[one], order[other])): s
        for one, other, s in rules.pairs([found[place] for place in order])
    }
    assert again == known
    for one in range(len(found)):
        for other in range(one):
            said = alike(found[one], found[other])
            assert said == alike(found[other], found[one])
            assert known.get(frozenset((one, other))) == said


def test_the_scan_finds_what_comparing_everybody_would(db: Session) -> None:
    chance = random.Random(4)
    drawn = [
        (chance.choice(NAMES), chance.choice(BIRTHS), chance.choice(PHONES),
         chance.choice(ADDRESSES), chance.choice(("", "牧田", "黒田")))
        for _number in range(90)
    ]  # fmt: skip
    ids = [people.enrol(db, entry(one), **WHO) for one in drawn]
    known = {one: likeness.facts_of(people.get(db, one)) for one in ids}
    wanted = {
        tuple(sorted((ids[one], ids[other])))
        for one in range(len(ids))
        for other in range(one)
        if alike(known[ids[one]], known[ids[other]]) is not None
    }
    found = likeness.doubles(db)
    assert {pair[:2] for pair in found} == wanted
    assert len(wanted) > 100
    points = [pair[2].points for pair in found]
    assert points == sorted(points, reverse=True)
    answered = {pair[:2] for pair in found[::3]}
    for one, other in answered:
        likeness.answer(db, one, other, Answer.DIFFERENT, **WHO)
    assert {pair[:2] for pair in likeness.doubles(db)} == wanted - answered


def test_a_household_counts_as_a_contact(db: Session) -> None:
    one = people.enrol(db, PersonDetails("牧田　はな", birth=date(1950, 5, 1)), **WHO)
    new = PersonDetails(
        "黒田　はな", birth=date(1950, 5, 1), phones=(("0265732541", "0265732541"),)
    )
    other = people.enrol(db, new, **WHO)
    assert likeness.doubles(db) == []
    home = households.create(db, one, on=date(2020, 4, 1), **WHO)
    households.join(db, home, other, kinship=Kinship.UNKNOWN, on=date(2020, 4, 1), version=1, **WHO)
    (pair,) = likeness.doubles(db)
    assert set(pair[2].reasons) == {"given_name", "birth", "household"}
