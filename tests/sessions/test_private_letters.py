"""Letters of other offices: found with their place, replaced by a person, never guessed."""

from datetime import date, timedelta

import pytest

from resources import journal
from resources.refusals import Refusal
from sessions import finding, people, person_views, private_letters, undo, withholding
from sessions.people import PersonDetails
from sessions.suppression import Reason
from tests.town import NOW, STAFF

WHO = {"at": NOW, "by": STAFF}
HERS, HIS = "\ue000", "\ue757"


@pytest.fixture
def ids(db):
    return [
        people.enrol(db, PersonDetails(name, kana=kana, address=address), **WHO)
        for name, kana, address in (
            (f"{HERS}橋　ハツ", "たかはし　はつ", ""),
            ("有賀　武", "あるが　たけし", f"伊那市{HERS}{HIS}1"),
            ("春日　とみ子", "かすが　とみこ", ""),
        )
    ]


def test_every_letter_is_listed_with_person_field_and_place(db, ids):
    one, other = private_letters.found(db)
    assert (one.code, one.people, one.offered) == ("U+E000", 2, "")
    assert [(at.person_id, at.field, at.place) for at in one.standing] == [
        (ids[1], "address", 4),
        (ids[0], "name", 1),
    ]
    assert (other.code, [at.place for at in other.standing]) == ("U+E757", [5])
    assert private_letters.count(db) == 3


def test_a_letter_is_replaced_everywhere_on_the_record(db, ids):
    assert private_letters.replace_letter(db, "U+E000", "髙", **WHO) == 2
    assert people.get(db, ids[0]).name == "髙橋　ハツ"
    assert people.get(db, ids[1]).address == f"伊那市髙{HIS}1"
    assert "U+E000" in people.get(db, ids[0]).note
    line = journal.recent(db, 1, object_id=ids[0])[0]
    assert line.before["name"] == f"{HERS}橋　ハツ"
    assert [found.person.id for found in finding.find(db, "髙橋")] == [ids[0]]
    assert [letter.code for letter in private_letters.found(db)] == ["U+E757"]


def test_what_it_was_said_to_be_is_offered_the_next_time(db, ids):
    private_letters.replace_letter(db, "U+E000", "髙", **WHO)
    people.enrol(db, PersonDetails(f"{HERS}見　清", kana="たかみ　きよし"), **WHO)
    assert private_letters.found(db)[0].offered == "髙"
    private_letters.replace_letter(db, "U+E000", "高", **WHO)
    assert private_letters.found(db)[0].code == "U+E757"


def test_a_replacement_is_taken_back_for_everybody_at_once(db, ids):
    private_letters.replace_letter(db, "U+E000", "髙", at=NOW + timedelta(minutes=1), by=STAFF)
    deed = undo.last(db, STAFF)[0]
    undo.undo(db, deed.seq, at=NOW + timedelta(minutes=2), by=STAFF)
    assert people.get(db, ids[0]).name == f"{HERS}橋　ハツ"
    assert private_letters.count(db) == 3
    assert private_letters.found(db)[0].offered == "髙"


def test_a_letter_with_its_selector_is_one_letter(db, ids):
    private_letters.replace_letter(db, "U+E000", "辻\U000e0100", **WHO)
    assert people.get(db, ids[0]).name == "辻\U000e0100橋　ハツ"


def test_the_whereabouts_of_the_protected_are_replaced_unseen_and_kept(db, ids):
    withholding.withhold(db, ids[1], Reason.PROTECTED, since=date(2026, 5, 1), why="市から", **WHO)
    shown = [at for letter in private_letters.found(db) for at in letter.standing]
    assert {at.text for at in shown if at.person_id == ids[1]} == {""}
    private_letters.replace_letter(db, "U+E000", "髙", **WHO)
    assert person_views.get(db, ids[1], whole=True).address == f"伊那市髙{HIS}1"


@pytest.mark.parametrize("wrong", ["", "  ", "高橋", HIS])
def test_what_is_no_one_letter_is_refused(db, ids, wrong):
    with pytest.raises(Refusal):
        private_letters.replace_letter(db, "U+E000", wrong, **WHO)
    assert private_letters.count(db) == 3
