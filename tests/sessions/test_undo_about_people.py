"""Acts on areas, former names, contacts and consents go back, forth and back again."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from sessions import (
    area_answers,
    area_editing,
    area_residents,
    areas,
    consent_texts,
    consents,
    former_names,
    people,
    registering,
)
from sessions import emergency_contacts as contacts
from sessions.consent_ways import Way
from sessions.consents import Given
from sessions.emergency_contacts import ContactDetails
from sessions.former_names import FormerDetails
from sessions.person_entry import PersonDetails
from sessions.person_tables import FormerKind
from sessions.registering import Further
from tests.sessions.undoing_town import Clock, back, everything, last
from tests.town import NOW, STAFF

DAY = date(2026, 5, 1)
SON = ContactDetails("長男　一郎", "長男", (("090-1111-2222", "09011112222"),))
NEIGHBOUR = ContactDetails("有賀　武", "隣の方", (("0265-76-1122", "0265761122"),))
BORN = FormerDetails("北原　花", "きたはら　はな", FormerKind.SURNAME, DAY, "本人")


class Town:
    """An office whose areas are edited already, with a person in one of the districts."""

    def __init__(self, db: Session) -> None:
        self.db, self.who = db, Clock()
        area_editing.found(db, at=NOW, by=STAFF)
        self.person = people.enrol(db, PersonDetails("髙橋　花", district="西箕輪"), **self.who())
        self.ids = {one.name: one.id for one in areas.tree(db).all}

    def ward(self, name: str = "大萱") -> str:
        return area_editing.add(self.db, name, parent_id=self.ids["西箕輪"], **self.who())

    def state(self) -> dict[str, Any]:
        """All rows; a contact or a former name put in again has another id."""
        rows: dict[str, Any] = everything(self.db)
        for table in ("emergency_contact", "former_name", "area_alias", "search_key"):
            rows.pop(table)
        rows["contacts"] = [contacts.details(one) for one in contacts.of(self.db, self.person)]
        rows["names"] = [
            replace(one, id="", version=0) for one in former_names.of(self.db, self.person)
        ]
        rows["aliases"] = [sorted(one.aliases) for one in areas.tree(self.db).all]
        return rows


def renamed(town: Town) -> None:
    tree = areas.tree(town.db)
    one = tree.get(town.ids["西箕輪"])
    area_editing.rename(town.db, one.id, "西箕輪区", version=one.version, **town.who())


def moved(town: Town) -> None:
    ward = town.ward()
    area_residents.place(town.db, town.person, ward, **town.who())
    area_editing.move(town.db, ward, parent_id=town.ids["手良"], version=1, **town.who())


def placed(town: Town) -> None:
    area_residents.place(town.db, town.person, town.ward(), **town.who())


def answered(town: Town) -> None:
    people.enrol(town.db, PersonDetails("次の　人", district="おおがや"), **town.who())
    area_answers.answer(town.db, "おおがや", town.ids["美篶"], **town.who())


def corrected_contact(town: Town) -> None:
    one = contacts.add(town.db, town.person, SON, **town.who())
    contacts.correct(town.db, one, replace(SON, note="夜"), version=1, **town.who())


def removed_contact(town: Town) -> None:
    one = contacts.add(town.db, town.person, SON, **town.who())
    contacts.remove(town.db, one, version=1, **town.who())


def arranged(town: Town) -> None:
    both = [contacts.add(town.db, town.person, one, **town.who()) for one in (SON, NEIGHBOUR)]
    contacts.arrange(town.db, town.person, both[::-1], **town.who())


def corrected_former(town: Town) -> None:
    one = former_names.add(town.db, town.person, BORN, **town.who())
    former_names.correct(town.db, one, replace(BORN, name="北沢　花"), version=1, **town.who())


def removed_former(town: Town) -> None:
    one = former_names.add(town.db, town.person, BORN, **town.who())
    former_names.remove(town.db, one, version=1, **town.who())


def written(town: Town) -> str:
    return consent_texts.write(town.db, "写真", "載せます。", effective_from=DAY, **town.who())


def corrected_text(town: Town) -> None:
    one = written(town)
    consent_texts.correct(town.db, one, "別の文", effective_from=DAY, version=1, **town.who())


ACTS: dict[str, Callable[[Town], object]] = {
    "area added": lambda town: town.ward(),
    "area renamed": renamed,
    "area moved": moved,
    "area shifted": lambda town: area_editing.shift(town.db, town.ids["長谷"], -2, **town.who()),
    "area called": lambda town: area_editing.call(
        town.db, town.ids["美篶"], "みすず", **town.who()
    ),
    "area out of use": lambda town: area_editing.retire(town.db, town.ids["長谷"], **town.who()),
    "alias taken": lambda town: area_editing.call_no_more(
        town.db, town.ids["高遠町"], "三義", **town.who()
    ),
    "person placed": placed,
    "contact added": lambda town: contacts.add(town.db, town.person, SON, **town.who()),
    "contact corrected": corrected_contact,
    "contact removed": removed_contact,
    "contacts arranged": arranged,
    "former name added": lambda town: former_names.add(town.db, town.person, BORN, **town.who()),
    "former name corrected": corrected_former,
    "former name removed": removed_former,
    "text written": written,
    "text corrected": corrected_text,
}


@pytest.mark.parametrize("name", ACTS)
def test_an_act_goes_back_forth_and_back_again(db: Session, name: str) -> None:
    town = Town(db)
    ACTS[name](town)
    done = town.state()
    seen = last(db, 1)[0]
    assert seen.hindrance is None
    assert len(seen.words) > 5
    back(db, town.who)
    undone = town.state()
    assert undone != done
    back(db, town.who)
    assert town.state() == done
    back(db, town.who)
    assert town.state() == undone


def test_a_text_answered_about_is_unknown_again(db: Session) -> None:
    town = Town(db)
    answered(town)
    assert area_answers.unplaced(db) == ()
    back(db, town.who)
    assert [one.text for one in area_answers.unplaced(db)] == ["おおがや"]


def test_a_consent_entered_by_mistake_counts_as_never_given(db: Session) -> None:
    town = Town(db)
    given = Given(written(town), DAY, Way.PAPER)
    consents.give(db, town.person, given, **town.who())
    assert consents.valid(db, town.person, "写真", DAY)
    back(db, town.who)
    assert not consents.valid(db, town.person, "写真", DAY)
    assert len(consents.of(db, town.person)) == 1
    assert last(db, 1)[0].hindrance is not None  # what was said is never struck out


def test_a_change_of_name_goes_back_with_the_former_name(db: Session) -> None:
    town = Town(db)
    before = town.state()
    entered = replace(people.details(people.get(db, town.person)), name="春日　花")
    further = Further(renamed=FormerKind.SURNAME, renamed_on=DAY)
    registering.correct(db, town.person, entered, version=1, further=further, **town.who())
    assert [one.name for one in former_names.of(db, town.person)] == ["髙橋　花"]
    back(db, town.who)
    assert town.state() == before
