"""Lists leave the register for a purpose, on record, and nothing in them runs or gets lost."""

import csv
import io
from datetime import date

import pytest

from resources import journal
from resources.refusals import Refusal
from sessions import exporting, people, withholding
from sessions.people import PersonDetails
from sessions.suppression import Reason
from tests.town import NOW, STAFF

WHO = {"at": NOW, "by": STAFF}


@pytest.fixture
def ids(db):
    return [
        people.enrol(db, PersonDetails(name, kana=kana, note=note), **WHO)
        for name, kana, note in (
            ("𠮷村　ヒサ子", "よしむら　ひさこ", ""),
            ("髙橋　博", "たかはし　ひろし", "=1+1"),
        )
    ]


def test_a_list_is_in_order_and_holds_what_was_asked(db, ids):
    found = exporting.gather(db, ids, ["kana", "name"])
    assert found.header == ("Name", "Reading")
    assert [row[0] for row in found.rows] == ["髙橋　博", "𠮷村　ヒサ子"]


def test_letters_that_shift_jis_lacks_are_named_with_their_place(db, ids):
    found = exporting.gather(db, ids, ["name"])
    assert [(one.row, one.character) for one in found.lacking()] == [(3, "𠮷")]
    assert found.written("cp932").decode("cp932").splitlines()[2] == "〓村　ヒサ子"
    assert "𠮷村　ヒサ子" in found.written("utf-8-sig").decode("utf-8-sig")


def test_no_cell_can_become_a_formula(db, ids):
    text = exporting.gather(db, ids, ["note"]).written("utf-8-sig").decode("utf-8-sig")
    assert [row[0] for row in csv.reader(io.StringIO(text))] == ["Note", "'=1+1", ""]


def test_who_took_what_and_what_for_is_kept(db, ids):
    exporting.take_out(db, ids, ["name"], purpose=" 参加者への連絡 ", form="xlsx", **WHO)
    line = journal.recent(db, 1)[0]
    assert (line.act, line.kind, line.by) == ("export", "list", STAFF)
    assert line.after["purpose"] == "参加者への連絡"
    assert (line.after["count"], line.after["fields"]) == (2, ["name"])
    assert sorted(line.after["people"]) == sorted(ids)


def test_nobody_who_is_kept_off_lists_is_on_it(db, ids):
    withholding.withhold(db, ids[0], Reason.DIED, since=date(2026, 5, 1), **WHO)
    found = exporting.gather(db, ids, ["name"])
    assert [row[0] for row in found.rows] == ["髙橋　博"]
    assert "𠮷村" in found.left_out
    assert exporting.gather(db, ids[1:], ["name"]).left_out == ""


def test_a_list_without_purpose_people_or_columns_is_refused(db, ids):
    before = journal.verify(db).lines
    for who, fields, purpose in ((ids, ["name"], "  "), ([], ["name"], "x"), (ids, [], "x")):
        with pytest.raises(Refusal):
            exporting.take_out(db, who, fields, purpose=purpose, form="xlsx", **WHO)
    assert journal.verify(db).lines == before
