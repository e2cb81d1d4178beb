"""The list of organisations: entered, corrected, taken out of use, in 五十音 order."""

from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from resources import journal
from resources.refusals import Refusal
from sessions import organisations
from sessions.organisations import OrganisationDetails
from tests.town import NOW, STAFF

WHO = {"at": NOW, "by": STAFF}
FIRST = OrganisationDetails(
    "ふれあい～な", kana="ふれあいーな", zip="3960023", address="伊那市山寺", note="3階に研修室"
)
SECOND = OrganisationDetails("いなっせ", kana="いなっせ")


def test_the_list_stands_in_order_and_as_entered(db: Session) -> None:
    first = organisations.enrol(db, FIRST, **WHO)
    organisations.enrol(db, SECOND, **WHO)
    assert [one.name for one in organisations.listing(db)] == ["いなっせ", "ふれあい～な"]
    one = organisations.get(db, first)
    assert organisations.details(one) == replace(FIRST, zip="396-0023")
    assert (one.version, one.active) == (1, True)


def test_a_correction_is_journaled_and_the_second_desk_is_told(db: Session) -> None:
    first = organisations.enrol(db, FIRST, **WHO)
    shown = organisations.details(organisations.get(db, first))
    assert organisations.correct(db, first, shown, version=1, **WHO) == 1
    assert (
        organisations.correct(db, first, replace(shown, address="伊那市中央"), version=1, **WHO)
        == 2
    )
    with pytest.raises(Refusal):
        organisations.correct(db, first, replace(shown, note="x"), version=1, **WHO)
    assert organisations.get(db, first).address == "伊那市中央"
    line = journal.recent(db, 1, object_id=first)[0]
    assert (line.act, (line.before or {})["address"]) == ("correct", "伊那市山寺")


@pytest.mark.parametrize("name", ["", " ", "いなっせ", "いなっせ "])
def test_empty_and_taken_names_are_refused(db: Session, name: str) -> None:
    organisations.enrol(db, SECOND, **WHO)
    first = organisations.enrol(db, FIRST, **WHO)
    with pytest.raises(Refusal):
        organisations.enrol(db, replace(FIRST, name=name), **WHO)
    with pytest.raises(Refusal):
        organisations.correct(db, first, replace(FIRST, name=name), version=1, **WHO)


def test_what_is_out_of_use_is_kept_and_may_return(db: Session) -> None:
    first = organisations.enrol(db, FIRST, **WHO)
    organisations.retire(db, first, **WHO)
    assert organisations.listing(db) == []
    assert [one.id for one in organisations.listing(db, everyone=True)] == [first]
    organisations.retire(db, first, active=True, **WHO)
    assert len(organisations.listing(db)) == 1


def test_an_unknown_id_is_refused(db: Session) -> None:
    with pytest.raises(Refusal):
        organisations.get(db, "f" * 32)
