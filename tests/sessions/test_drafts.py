"""Drafts belong to their writer, one for each form and subject, until they are dropped."""

from datetime import timedelta

from sessions import drafts
from tests.town import NOW, STAFF

OTHER = "0" * 31 + "2"


def test_a_draft_comes_back_with_the_time_it_was_written_last(db):
    drafts.keep(db, "meeting", "new", {"title": "𠮷", "items": [[1]]}, at=NOW, by=STAFF)
    later = NOW + timedelta(minutes=3)
    drafts.keep(db, "meeting", "new", {"title": "𠮷野"}, at=later, by=STAFF)
    found = drafts.find(db, "meeting", "new", by=STAFF)
    assert found == drafts.DraftFacts(later, {"title": "𠮷野"})


def test_nobody_finds_the_draft_of_another_or_of_another_form(db):
    drafts.keep(db, "meeting", "new", {"title": "a"}, at=NOW, by=STAFF)
    assert drafts.find(db, "meeting", "new", by=OTHER) is None
    assert drafts.find(db, "person", "new", by=STAFF) is None
    assert drafts.find(db, "meeting", "1" * 32, by=STAFF) is None


def test_a_dropped_draft_is_gone_and_dropping_twice_is_no_harm(db):
    drafts.keep(db, "meeting", "new", {}, at=NOW, by=STAFF)
    drafts.drop(db, "meeting", "new", by=STAFF)
    drafts.drop(db, "meeting", "new", by=STAFF)
    assert drafts.find(db, "meeting", "new", by=STAFF) is None
