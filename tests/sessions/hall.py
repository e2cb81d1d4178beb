"""A small hall for the tests: bodies, a planned meeting, people of the register, cards."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from sqlalchemy.orm import Session

from resources import names, records
from sessions import bodies, expecting, holding, meetings, passes, search_keys
from sessions.person_tables import Membership, Person, Phone
from tests.town import NOW, STAFF

TOWN = (
    ("髙橋　ハツヱ", "たかはし　はつえ", "高遠町", "0265-05-8178"),
    ("高見　清一", "たかみ　せいいち", "伊那", "0265-04-3200"),
    ("春日　とみ子", "かすが　とみこ", "手良", "090-0503-8970"),
    ("𠮷田　稔", "よしだ　みのる", "西箕輪", "0265-06-0220"),
    ("Nguyễn Văn Minh", "グエン　バン　ミン", "荒井区", "090-0503-8971"),
)
WHO = {"at": NOW, "by": STAFF}


def register(db: Session, name: str, kana: str, district: str = "", phone: str = "") -> str:
    """Put one person into the register as the desk of the register does, and return the id."""
    person = Person(
        name=name,
        kana=kana,
        district=district,
        sort_key=names.sort_key(kana),
        tab=names.tab(kana, name),
        recorded_at=NOW,
        recorded_by=STAFF,
    )
    db.add(person)
    db.flush()
    if phone:
        digits = phone.replace("-", "")
        db.add(Phone(id=records.new_id(), person_id=person.id, written=phone, digits=digits))
    db.flush()
    search_keys.write(db, person.id)
    return person.id


def number(db: Session, person_id: str, digits: str) -> None:
    """Give a person a number in the points programme."""
    db.add(
        Membership(
            person_id=person_id,
            programme="points",
            number=digits,
            recorded_at=NOW,
            recorded_by=STAFF,
        )
    )
    db.flush()


@dataclass(frozen=True)
class Hall:
    """An open meeting, its people and lines in the order of TOWN, and their tags."""

    meeting: str
    people: tuple[str, ...]
    lines: tuple[str, ...]
    codes: tuple[str, ...]


def planned(db: Session, **facts: object) -> str:
    """Plan an いなくらし会議 on the day of the tests."""
    if not bodies.every(db):
        bodies.seed(db, **WHO)
    wanted = {"held_on": date(2026, 5, 19), "begins": time(10), "ends": time(12), **facts}
    return meetings.plan(db, bodies.town_meeting(db).id, **wanted, **WHO).id


def hall(db: Session, town: Sequence[tuple[str, str, str, str]] = TOWN) -> Hall:
    """Open a meeting at which everybody of `town` is expected and has a tag."""
    meeting = planned(db, place="いなっせ", capacity=50)
    people = tuple(register(db, *facts) for facts in town)
    expecting.expect_people(db, meeting, people, **WHO)
    holding.open_meeting(db, meeting, **WHO)
    tags = {card.expected_id: card.code for card in passes.issue_tags(db, meeting, **WHO)}
    lines = tuple(_line(db, meeting, person) for person in people)
    return Hall(meeting, people, lines, tuple(tags[line] for line in lines))


def _line(db: Session, meeting: str, person: str) -> str:
    from sessions import rosters

    line = rosters.line_of(db, meeting, person)
    assert line
    return line
