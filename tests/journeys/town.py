"""A small town for the journeys: people of the register, an いなくらし会議 today, name tags."""

from dataclasses import dataclass
from datetime import date, time

from resources.database import Office
from sessions import bodies, expecting, holding, passes, people, places, planning, rosters, staff
from sessions.person_entry import PersonDetails
from sessions.places import PlaceDetails
from sessions.planning import Plan, PlannedItem
from tests.desktop.gathering_town import PEOPLE
from tests.town import NOW

TODAY = date(2026, 5, 19)
ITEMS = (
    PlannedItem("開会と きょうのねらい", "事務局 宮下", 10),
    PlannedItem("班での話し合い", "みなさん", 60),
    PlannedItem("まとめと 次回", "響働コーディネーター", 20),
)


@dataclass(frozen=True)
class Town:
    """What stands in the office: a meeting, and its people, lines and codes in one order."""

    meeting: str
    people: tuple[str, ...]
    lines: tuple[str, ...]
    codes: tuple[str, ...]


def settle(folder, data_key, *, opened=False, residents=PEOPLE, held_on=TODAY):
    """Put residents and a meeting at which all are expected into the closed office."""
    office = Office.open(folder, data_key)
    try:
        with office.change() as db:
            return _settle(db, opened, residents, held_on)
    finally:
        office.close()


def _settle(db, opened, residents, held_on):
    who = {"at": NOW, "by": staff.listing(db)[0].id}
    everybody = tuple(
        people.enrol(db, _details(place, *facts), **who) for place, facts in enumerate(residents)
    )
    places.enrol(db, PlaceDetails("福祉まちづくりセンター", rooms="研修室1-3", capacity=80), **who)
    plan = Plan(
        number=14,
        held_on=held_on,
        begins=time(10, 30),
        ends=time(12, 0),
        title="買い物に困っている方と いっしょに考える",
        place="福祉まちづくりセンター",
        capacity=50,
        items=ITEMS,
    )
    meeting = planning.create(db, bodies.town_meeting(db).id, plan, **who).id
    expecting.expect_people(db, meeting, everybody, **who)
    lines = tuple(rosters.line_of(db, meeting, person) for person in everybody)
    tags = {card.expected_id: card.code for card in passes.issue_tags(db, meeting, **who)}
    if opened:
        holding.open_meeting(db, meeting, **who)
    return Town(meeting, everybody, lines, tuple(tags[line] for line in lines))


def _details(place, name, kana, district, phone):
    return PersonDetails(
        name=name,
        kana=kana,
        district=district,
        phones=((phone, phone.replace("-", "")),) if phone else (),
        birth=date(1940 + place % 50, 4, 1 + place % 28),
    )
