"""The list of places: entered, corrected, taken out of use, in 五十音 order."""

from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from resources import journal
from resources.refusals import Refusal
from sessions import places
from sessions.places import PlaceDetails
from tests.town import NOW, STAFF

WHO = {"at": NOW, "by": STAFF}
FIRST = PlaceDetails(
    "ふれあい～な", kana="ふれあいーな", zip="3960023", address="伊那市山寺", note="3階に研修室"
)
SECOND = PlaceDetails("いなっせ", kana="いなっせ")


def test_the_list_stands_in_order_and_as_entered(db: Session) -> None:
    first = places.enrol(db, FIRST, **WHO)
    places.enrol(db, SECOND, **WHO)
    assert [one.name for one in places.listing(db)] == ["いなっせ", "ふれあい～な"]
    one = places.get(db, first)
    assert places.details(one) == replace(FIRST, zip="396-0023")
    assert (one.version, one.active) == (1, True)


def test_a_correction_is_journaled_and_the_second_desk_is_told(db: Session) -> None:
    first = places.enrol(db, FIRST, **WHO)
    shown = places.details(places.get(db, first))
    assert places.correct(db, first, shown, version=1, **WHO) == 1
    assert places.correct(db, first, replace(shown, address="伊那市中央"), version=1, **WHO) == 2
    with pytest.raises(Refusal):
        places.correct(db, first, replace(shown, note="x"), version=1, **WHO)
    assert places.get(db, first).address == "伊那市中央"
    line = journal.recent(db, 1, object_id=first)[0]
    assert (line.act, (line.before or {})["address"]) == ("correct", "伊那市山寺")


@pytest.mark.parametrize("name", ["", " ", "いなっせ", "いなっせ "])
def test_empty_and_taken_names_are_refused(db: Session, name: str) -> None:
    places.enrol(db, SECOND, **WHO)
    first = places.enrol(db, FIRST, **WHO)
    with pytest.raises(Refusal):
        places.enrol(db, replace(FIRST, name=name), **WHO)
    with pytest.raises(Refusal):
        places.correct(db, first, replace(FIRST, name=name), version=1, **WHO)


def test_what_is_out_of_use_is_kept_and_may_return(db: Session) -> None:
    first = places.enrol(db, FIRST, **WHO)
    places.retire(db, first, **WHO)
    assert places.listing(db) == []
    assert [one.id for one in places.listing(db, everyone=True)] == [first]
    places.retire(db, first, active=True, **WHO)
    assert len(places.listing(db)) == 1


def test_an_unknown_id_is_refused(db: Session) -> None:
    with pytest.raises(Refusal):
        places.get(db, "f" * 32)


@pytest.mark.parametrize("capacity", [0, -1])
def test_a_place_holds_somebody(db: Session, capacity: int) -> None:
    with pytest.raises(Refusal):
        places.enrol(db, replace(FIRST, capacity=capacity), **WHO)


def test_rooms_and_capacity_are_kept(db: Session) -> None:
    entered = replace(SECOND, rooms="研修室1／研修室2", capacity=50, parking="北側 20台")
    place = places.get(db, places.enrol(db, entered, **WHO))
    assert (place.rooms, place.capacity, place.parking) == ("研修室1／研修室2", 50, "北側 20台")
