"""Looking is told by one table of rules: not every glance, but whoever looked and when."""

from datetime import timedelta

from resources import journal
from resources.records import new_id
from sessions import watching
from tests.town import NOW, STAFF

OTHER = "f" * 32


def acts(db):
    return [(line.act, line.kind, line.by, line.after) for line in journal.recent(db)]


def test_a_person_opened_is_told_once_in_half_an_hour_for_each_who_looks(db):
    person = new_id()
    for minutes, by in ((0, STAFF), (10, STAFF), (10, OTHER), (29, STAFF), (30, STAFF)):
        watching.look(db, "person", object_id=person, at=NOW + timedelta(minutes=minutes), by=by)
    assert [(line[0], line[2]) for line in acts(db)] == [
        ("look", STAFF),
        ("look", OTHER),
        ("look", STAFF),
    ]


def test_a_search_is_told_only_when_it_shows_more_than_twenty_and_never_what_was_typed(db):
    assert not watching.look(db, "search", count=20, at=NOW, by=STAFF)
    assert watching.look(db, "search", count=21, at=NOW, by=STAFF)
    assert not watching.look(db, "search", count=500, at=NOW + timedelta(minutes=9), by=STAFF)
    assert acts(db) == [("search", "person", STAFF, {"count": 21})]


def test_every_list_taken_out_is_told_with_how_many_stand_in_it(db):
    for _again in range(2):
        watching.look(db, "export", count=90, said={"form": "xlsx"}, at=NOW, by=STAFF)
    assert acts(db) == [("export", "register", STAFF, {"form": "xlsx", "count": 90})] * 2


def test_failed_sign_ins_come_in_as_one_line_and_never_twice(db):
    tries = [NOW - timedelta(minutes=minutes) for minutes in (9, 8, 7)]
    assert watching.fold_in(db, tries, at=NOW, by=STAFF) == 3
    assert watching.fold_in(db, tries, at=NOW, by=STAFF) == 0
    later = [*tries, NOW + timedelta(minutes=1)]
    assert watching.fold_in(db, later, at=NOW, by=STAFF) == 1
    told = [after["count"] for _act, _kind, _by, after in acts(db)]
    assert told == [1, 3]


def test_looking_needs_no_new_copy(db):
    seq = journal.write(db, "correct", "person", new_id(), at=NOW, by=STAFF)
    watching.look(db, "person", object_id=new_id(), at=NOW, by=STAFF)
    assert not journal.changed_after(db, seq)
    assert journal.changed_after(db, seq - 1)
