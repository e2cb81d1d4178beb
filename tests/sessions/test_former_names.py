"""Former names: several of them, kept letter by letter, each of them finds the person."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy.orm import Session

from resources import journal
from resources.refusals import Refusal
from sessions import finding, former_names, merging, people, search_keys
from sessions.former_names import FormerDetails
from sessions.person_entry import PersonDetails
from sessions.person_tables import FormerKind
from tests.town import NOW, STAFF

WHO = {"at": NOW, "by": STAFF}
SACHIKO = PersonDetails("春日　幸子", "かすが　さちこ", former_name="北原")
BORN = FormerDetails("北原　幸子", "きたはら　さちこ", FormerKind.SURNAME, date(1975, 5, 3), "本人")


@pytest.fixture
def person(db: Session) -> str:
    return people.enrol(db, SACHIKO, **WHO)


def names(db: Session, person: str) -> list[str]:
    return [one.name for one in former_names.of(db, person)]


def found_by(db: Session, text: str) -> list[tuple[str, str]]:
    return [(one.person.id, one.why) for one in finding.find(db, text)]


def test_the_one_of_the_entry_is_told_and_finds_with_the_given_name(
    db: Session, person: str
) -> None:
    (one,) = former_names.of(db, person)
    assert (one.name, one.id, one.kind) == ("北原", "", FormerKind.SURNAME)
    for text in ("北原", "北原幸子", "北原 幸"):
        assert found_by(db, text) == [(person, "former")]


def test_further_ones_are_kept_as_written_and_find_the_person(db: Session, person: str) -> None:
    former_names.add(db, person, FormerDetails("辻󠄀　さち", "つじ　さち", FormerKind.CHANGED), **WHO)
    assert names(db, person) == ["辻󠄀　さち", "北原"]
    assert people.get(db, person).former_name == "辻󠄀　さち"
    for text in ("辻󠄀", "辻さち", "つじさ", "北原幸子"):
        assert found_by(db, text) == [(person, "former")], text
    line = journal.recent(db, 1, object_id=person)[0]
    assert (line.act, line.kind) == ("add", "former_name")
    assert (line.after or {})["name"] == "辻󠄀　さち"


def test_the_newest_stands_in_the_entry(db: Session, person: str) -> None:
    first = FormerDetails("林　幸子", until_on=date(1960, 1, 1))
    last = FormerDetails("原　幸子", until_on=date(1980, 1, 1))
    former_names.add(db, person, last, **WHO)
    former_names.add(db, person, first, **WHO)
    assert people.get(db, person).former_name == "原　幸子"
    assert names(db, person) == ["原　幸子", "林　幸子", "北原"]


def test_a_correction_replaces_the_keys_too(db: Session, person: str) -> None:
    former_id = former_names.add(db, person, BORN, **WHO)
    wrong = replace(BORN, name="北沢　幸子", kana="きたざわ　さちこ")
    assert former_names.correct(db, former_id, wrong, version=1, **WHO) == 2
    assert found_by(db, "北沢") == [(person, "former")]
    assert "北原　幸子" not in names(db, person)
    with pytest.raises(Refusal, match="Another desk"):
        former_names.correct(db, former_id, BORN, version=1, **WHO)
    former_names.remove(db, former_id, version=2, **WHO)
    assert found_by(db, "北沢") == []
    line = journal.recent(db, 1, object_id=person)[0]
    assert (line.act, (line.before or {})["name"]) == ("remove", "北沢　幸子")


def test_the_list_follows_the_form(db: Session, person: str) -> None:
    former_names.add(db, person, BORN, **WHO)
    shown = people.get(db, person)
    entered = replace(people.details(shown), former_name="北原　サチ子")
    people.correct(db, person, entered, version=shown.version, **WHO)
    assert names(db, person) == ["北原　サチ子", "北原"]
    assert former_names.of(db, person)[0].until_on == BORN.until_on
    shown = people.get(db, person)
    people.correct(db, person, replace(entered, former_name=""), version=shown.version, **WHO)
    assert names(db, person) == ["北原"]


@pytest.mark.parametrize(
    "wrong",
    [
        FormerDetails("　"),
        FormerDetails("春日　幸子"),
        FormerDetails("北原"),
        FormerDetails("原　幸子", until_on=date(2026, 5, 20)),
        FormerDetails("長" * 81),
    ],
)
def test_what_cannot_be_a_former_name_is_refused(
    db: Session, person: str, wrong: FormerDetails
) -> None:
    with pytest.raises(Refusal):
        former_names.add(db, person, wrong, **WHO)


def test_after_a_change_of_name_the_old_one_is_known_at_once(db: Session) -> None:
    person = people.enrol(db, PersonDetails("北原　幸子", "きたはら　さちこ"), **WHO)
    before = people.get(db, person)
    entered = replace(people.details(before), name="春日　幸子", kana="かすが　さちこ")
    people.correct(db, person, entered, version=1, **WHO)
    former_names.renamed(db, before, FormerKind.SURNAME, on=date(2026, 4, 29), **WHO)
    (one,) = former_names.of(db, person)
    assert (one.name, one.kana, one.until_on) == (
        "北原　幸子", "きたはら　さちこ", date(2026, 4, 29),
    )  # fmt: skip
    assert found_by(db, "きたはら") == found_by(db, "北原") == [(person, "former")]


def test_the_names_of_a_double_are_told_with_the_person(db: Session, person: str) -> None:
    double = people.enrol(db, PersonDetails("春日　サチ子", former_name="有賀"), **WHO)
    former_names.add(db, double, FormerDetails("埋橋　サチ子"), **WHO)
    merging.merge(db, person, double, **WHO)
    assert set(names(db, person)) == {"北原", "有賀", "埋橋　サチ子"}
    assert found_by(db, "埋橋") == [(person, "former")]


def test_keys_made_anew_hold_every_former_name(db: Session, person: str) -> None:
    former_names.add(db, person, BORN, **WHO)
    former_names.add(db, person, FormerDetails("原　幸子"), **WHO)
    table = search_keys.SEARCH_KEY
    before = set(db.execute(table.select()).all())
    db.execute(table.delete())
    assert search_keys.refill(db) == len(before)
    assert set(db.execute(table.select()).all()) == before
