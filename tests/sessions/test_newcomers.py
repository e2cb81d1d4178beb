"""A line of a list enters the register; a paper sheet is entered whole."""

from datetime import timedelta

import pytest

from resources.refusals import Refusal
from sessions import attendance, door, newcomers, paper_lists, people, recognition, rosters
from sessions.door_log import Way
from sessions.rosters import Source
from tests.sessions.hall import TOWN, WHO, hall
from tests.town import NOW


def test_a_walk_in_becomes_a_person_with_the_name_as_confirmed(db):
    place = hall(db)
    party = door.walk_in(db, place.meeting, name_kana="たけい みえこ", district="美篶", **WHO)
    line = party.answer.expected_id
    person = newcomers.enter(db, line, name="武井　美恵子", kana="たけい　みえこ", **WHO)
    entered = people.get(db, person)
    assert (entered.name, entered.kana, entered.district) == (
        "武井　美恵子", "たけい　みえこ", "美篶",
    )  # fmt: skip
    assert rosters.show(db, line).person_id == person
    assert attendance.unmatched(db, place.meeting) == ()
    with pytest.raises(Refusal, match="register already"):
        newcomers.enter(db, line, **WHO)


def test_a_line_taken_off_can_be_put_back(db):
    place = hall(db)
    recognition.remove(db, place.lines[0], **WHO)
    assert len(rosters.listing(db, place.meeting)) == len(TOWN) - 1
    recognition.put_back(db, place.lines[0], **WHO)
    recognition.put_back(db, place.lines[0], **WHO)
    assert len(rosters.listing(db, place.meeting)) == len(TOWN)


def test_a_sheet_is_entered_whole_with_the_names_on_its_blank_rows(db):
    place = hall(db)
    began = NOW - timedelta(hours=2)
    new = paper_lists.enter_sheet(
        db, place.meeting, place.lines[:2], ["たけい みえこ", "武田　信"], arrived_at=began, **WHO
    )
    came = attendance.present(db, place.meeting)
    assert {row.expected_id for row in came} == set(new)
    assert {row.arrived for row in came} == {began}
    assert {row.way for row in came} == {Way.PAPER}
    written = {(row.name, row.kana) for row in came if row.source is Source.WALK_IN}
    assert written == {("", "たけい　みえこ"), ("武田　信", "")}
    assert not any(row.name_confirmed for row in came if row.source is Source.WALK_IN)
