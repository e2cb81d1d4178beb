"""Doubles: those of the office's files are proposed, its namesakes and twins never."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from programs.points.intake import VOLUNTEERS
from programs.supporters.intake import SUPPORTERS
from resources.refusals import Refusal
from sessions import finding, likeness, merging, people
from sessions.intake.reading import read_files
from sessions.likeness import Answer
from sessions.likeness_rules import Facts, facts, pairs
from sessions.likeness_rules import likeness as alike
from sessions.people import PersonDetails, Relation
from tests.town import NOW, STAFF

DATA = Path(__file__).parents[1] / "data"
REGISTER = "ボランティア登録者名簿_令和7年度.xlsx"
CITY = "いきいきサポーター登録者.csv"
WHO = {"at": NOW, "by": STAFF}
Line = tuple[str, int]


@pytest.fixture(scope="module")
def expected() -> dict:
    return json.loads((DATA / "expected.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def lines() -> dict[Line, Facts]:
    found = {}
    for kind, file, programme in (
        (VOLUNTEERS, REGISTER, "points"),
        (SUPPORTERS, CITY, "supporters"),
    ):
        for row in read_files(kind, [DATA / file]).rows:
            found[file, row.row] = facts(
                name=row.name,
                kana=row.kana,
                others=(row.alias, row.latin),
                former=row.former_name,
                birth=row.birth,
                phones=tuple(digits for _written, digits in row.phones),
                address=row.address,
                numbers=((programme, row.number),) if row.number else (),
            )
    return found


def rows_of(expected: dict) -> tuple[dict[str, int], dict[str, int]]:
    """Return the first register row of each number, and the city row of each person."""
    numbers = {f"{p['number']:04}": p["sources"][0][2] for p in expected["people"] if p["number"]}
    city = {p["person"]: s[2] for p in expected["people"] for s in p["sources"] if s[0] == CITY}
    return numbers, city


def test_the_files_give_exactly_the_pairs_that_are_known(
    expected: dict, lines: dict[Line, Facts]
) -> None:
    numbers, city = rows_of(expected)
    wanted = {
        frozenset((file, row) for file, _sheet, row in d["rows"]) for d in expected["duplicates"]
    }
    wanted |= {
        frozenset(((REGISTER, numbers[d["number"]]), (CITY, d["row"])))
        for d in expected["city_overlap"]
    }
    forbidden = set()
    for d in expected["not_duplicates"]:
        pair = {(REGISTER, numbers[number]) for number in d["numbers"]}
        if "other_person" in d:
            pair.add((CITY, city[d["other_person"]]))
        forbidden.add(frozenset(pair))
    places = list(lines)
    found = {
        frozenset((places[one], places[other]))
        for one, other, _score in pairs(list(lines.values()))
    }
    assert len(wanted) == 26
    assert wanted <= found
    assert not forbidden & found
    # More would only be tiresome: somebody has to answer each.
    assert len(found - wanted) <= 2


MAKITA = facts(
    name="牧田　和弘", kana="まきた　かずひろ", birth=date(1944, 12, 11),
    phones=("0265062542",), address="伊那市高遠町小原18713番地",
)  # fmt: skip


def changed(**other: object) -> Facts:
    return replace(MAKITA, **facts_parts(**other))


def facts_parts(**other: object) -> dict:
    base = {"name": "牧田　和弘", "kana": "まきた　かずひろ"}
    made = facts(**(base | other))
    names = {"name": ("names", "givens"), "kana": ("reading", "given_reading")}
    wanted = {field for key in other for field in names.get(key, (key,))}
    return {field: getattr(made, field) for field in wanted}


@pytest.mark.parametrize(
    ("other", "proposed"),
    [
        ({}, True),
        ({"name": "黒田　和弘", "kana": "くろだ　かずひろ"}, True),  # 旧姓
        ({"name": "黒田　和廣", "kana": "くろだ　かずひろ"}, True),
        ({"name": "牧田　正弘", "kana": "まきた　まさひろ"}, False),  # twins
        ({"birth": date(1950, 1, 1)}, False),
        ({"birth": date(1944, 12, 1)}, True),  # a slip, everything else agrees
        ({"birth": date(1944, 12, 1), "phones": ("0265011111",)}, False),
        ({"birth": None}, True),
        ({"birth": None, "phones": ("0265011111",), "address": ""}, False),
        ({"birth": None, "phones": ("09005133370",), "address": ""}, True),  # home and mobile
        ({"birth": None, "phones": (), "address": ""}, True),
        ({"phones": ("0265011111",), "address": "伊那市中央1"}, False),  # a namesake of one day
        ({"phones": ("0265011111",)}, True),
        ({"address": "伊那市中央1"}, True),
        ({"name": "牧田　花子", "kana": "まきた　はなこ", "birth": date(1950, 1, 1)}, False),  # a couple
        ({"name": "牧田　花子", "kana": "まきた　はなこ", "birth": None}, False),
    ],
)  # fmt: skip
def test_general_rules(other: dict, proposed: bool) -> None:
    assert (alike(MAKITA, changed(**other)) is not None) is proposed
    assert (alike(changed(**other), MAKITA) is not None) is proposed
    assert bool(pairs([MAKITA, changed(**other)])) is proposed


ENTRY = PersonDetails(
    "髙橋　博", kana="たかはし　ひろし", birth=date(1948, 6, 10), address="伊那市西箕輪20120番地",
    phones=(("05-2954", "0265052954"),),
)  # fmt: skip
CITY_ENTRY = replace(ENTRY, name="高橋 博", kana="ﾀｶﾊｼ ﾋﾛｼ", address="西箕輪20120")


def test_the_form_is_told_while_one_types(db: Session) -> None:
    first = people.enrol(db, ENTRY, **WHO)
    people.enrol(db, PersonDetails("高橋　花", kana="たかはし　はな"), **WHO)
    found = likeness.candidates(db, CITY_ENTRY)
    assert [candidate.person.id for candidate in found] == [first]
    assert set(found[0].reasons) == {"name", "reading", "given_name", "birth", "phone", "address"}
    assert "the same birth date" in found[0].agreements
    assert likeness.candidates(db, ENTRY, besides=first) == []
    assert likeness.candidates(db, PersonDetails("山田　太郎")) == []


def test_a_taken_number_is_told(db: Session) -> None:
    numbered = [Relation("points", "0017")]
    first = people.enrol(db, ENTRY, relations=numbered, **WHO)
    found = likeness.candidates(db, PersonDetails("黒田　博"), numbered)
    assert [candidate.person.id for candidate in found] == [first]


def two(db: Session) -> tuple[str, str]:
    one = people.enrol(db, ENTRY, relations=[Relation("points", "1")], **WHO)
    other = people.enrol(db, CITY_ENTRY, relations=[Relation("supporters", "2")], **WHO)
    return one, other


def test_a_proposal_waits_for_an_answer_and_is_made_once(db: Session) -> None:
    one, other = two(db)
    doubles = likeness.doubles(db)
    assert [pair[:2] for pair in doubles] == [(one, other)]
    assert likeness.propose(db, doubles, **WHO) == 1
    assert likeness.propose(db, doubles, **WHO) == 0
    assert [(pair.one.id, pair.other.id) for pair in likeness.open_pairs(db)] == [(one, other)]
    assert people.listing(db).total == 2


def test_different_is_remembered_for_good(db: Session) -> None:
    one, other = two(db)
    likeness.answer(db, other, one, Answer.DIFFERENT, **WHO)
    assert likeness.doubles(db) == []
    assert likeness.propose(db, [(one, other, alike(MAKITA, MAKITA))], **WHO) == 0
    assert likeness.open_pairs(db) == []
    assert people.listing(db).total == 2
    entered = people.details(people.get(db, other))
    assert likeness.candidates(db, entered, besides=other) == []


def test_same_brings_two_entries_together_and_different_parts_them(db: Session) -> None:
    one, other = two(db)
    likeness.answer(db, one, other, Answer.SAME, **WHO)
    assert [row.id for row in people.listing(db).rows] == [one]
    kept = people.get(db, one)
    assert (kept.number, kept.supporter_number) == ("0001", "0002")
    assert {found.person.id for found in finding.find(db, "2")} == {one}
    assert people.listing(db, programme="supporters").total == 1
    likeness.answer(db, one, other, Answer.DIFFERENT, **WHO)
    assert {row.id for row in people.listing(db).rows} == {one, other}
    assert people.get(db, one).supporter_number is None
    assert {found.person.id for found in finding.find(db, "2")} == {other}


def test_a_chain_of_doubles_comes_apart_as_it_was(db: Session) -> None:
    one, other = two(db)
    third = people.enrol(db, replace(ENTRY, name="髙橋　ひろし"), **WHO)
    merging.merge(db, other, third, **WHO)
    merging.merge(db, one, other, **WHO)
    assert people.get(db, third).merged_into == one
    merging.unmerge(db, other, **WHO)
    assert people.get(db, third).merged_into == other
    assert people.get(db, other).merged_into is None


def test_nonsense_is_refused(db: Session) -> None:
    one, other = two(db)
    with pytest.raises(Refusal):
        likeness.answer(db, one, one, Answer.SAME, **WHO)
    with pytest.raises(Refusal):
        likeness.answer(db, one, other, Answer.OPEN, **WHO)
    with pytest.raises(Refusal):
        merging.merge(db, one, one, **WHO)
    with pytest.raises(Refusal):
        merging.unmerge(db, one, **WHO)
    merging.merge(db, one, other, **WHO)
    with pytest.raises(Refusal):
        merging.merge(db, one, other, **WHO)
