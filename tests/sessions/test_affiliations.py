"""所属: people are found by their organisation, and stay with it when it is named anew."""

from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from resources.refusals import Refusal
from sessions import (
    affiliations,
    exporting,
    finding,
    history,
    merging,
    organisations,
    people,
    withholding,
)
from sessions.organisations import OrganisationDetails
from sessions.people import PersonDetails
from sessions.suppression import Reason
from tests.sessions.undoing_town import Clock, back
from tests.town import NOW, STAFF

WHO = {"at": NOW, "by": STAFF}
HOME = OrganisationDetails("社会福祉法人 さわらび会", kana="さわらびかい")
HATSUE = PersonDetails(
    "高橋　初江", kana="たかはし　はつえ", affiliation="社会福祉法人　さわらび会"
)


def found(db: Session, text: str) -> list[str]:
    return [one.person.name for one in finding.find(db, text)]


@pytest.fixture
def home(db: Session) -> str:
    return organisations.enrol(db, HOME, **WHO)


@pytest.fixture
def hatsue(db: Session, home: str) -> str:
    people.enrol(db, PersonDetails("沢　蕨", kana="さわ　わらび"), **WHO)
    return people.enrol(db, HATSUE, **WHO)


@pytest.mark.parametrize(
    "typed",
    ["社会福祉法人　さわらび会", "社会福祉法人さわらび会", "さわらび会", "さわらび", "サワラビカイ",
     "sawarabikai", "さわらび会 高橋", "たかはし さわらびかい"],
)  # fmt: skip
def test_people_are_found_by_their_organisation(db: Session, hatsue: str, typed: str) -> None:
    assert "高橋　初江" in found(db, typed)


def test_what_is_only_written_finds_as_well_and_says_why(db: Session) -> None:
    entered = PersonDetails("上島　健一", affiliation="（有）こまくさ建具店")
    people.enrol(db, entered, **WHO)
    assert found(db, "こまくさ建具店") == ["上島　健一"]
    assert finding.find(db, "こまくさ")[0].reason == "found by the organisation"
    assert organisations.offered(db) == ["（有）こまくさ建具店"]


def test_a_new_name_of_an_organisation_is_carried_along(
    db: Session, home: str, hatsue: str
) -> None:
    new = replace(organisations.details(organisations.get(db, home)), name="わらび園")
    who = Clock()
    organisations.correct(db, home, new, version=1, **who())
    assert people.get(db, hatsue).affiliation == "わらび園"
    assert found(db, "わらび園") == ["高橋　初江"]
    assert found(db, "さわらび会") == []
    assert affiliations.written(db) == ["わらび園"]
    assert history.changes(db, hatsue)[0].before == {"affiliation": HATSUE.affiliation}
    back(db, who)
    assert people.get(db, hatsue).affiliation == HATSUE.affiliation
    assert found(db, "さわらび会") == ["高橋　初江"]


def test_merging_asks_which_one_stands_and_parting_brings_both_back(
    db: Session, hatsue: str
) -> None:
    other = people.enrol(db, replace(HATSUE, affiliation="地域食堂"), **WHO)
    merging.merge(db, hatsue, other, chosen=replace(HATSUE, affiliation="地域食堂"), **WHO)
    assert people.get(db, hatsue).affiliation == "地域食堂"
    assert {*found(db, "地域食堂"), *found(db, "さわらび会")} == {"高橋　初江"}
    merging.unmerge(db, other, **WHO)
    assert people.get(db, hatsue).affiliation == HATSUE.affiliation
    assert people.get(db, other).affiliation == "地域食堂"


def test_where_somebody_protected_belongs_is_shown_to_nobody(db: Session, hatsue: str) -> None:
    withholding.withhold(db, hatsue, Reason.PROTECTED, since=NOW.date(), why="申出", **WHO)
    assert people.get(db, hatsue).affiliation == ""
    assert people.get(db, hatsue, whole=True).affiliation == HATSUE.affiliation
    assert found(db, "さわらび会") == []
    assert found(db, "たかはし") == ["高橋　初江"]
    list_ = exporting.gather(db, [hatsue], ["name", "affiliation"])
    assert list_.rows == (("高橋　初江", ""),)


def test_it_stands_on_lists_taken_out(db: Session, hatsue: str) -> None:
    list_ = exporting.gather(db, [hatsue], ["name", "affiliation"])
    assert list_.rows == (("高橋　初江", "社会福祉法人　さわらび会"),)


def test_what_is_too_long_is_refused_in_words(db: Session) -> None:
    with pytest.raises(Refusal, match="affiliation"):
        people.enrol(db, replace(HATSUE, affiliation="会" * 121), **WHO)
