"""The journal records every act in a chain, and tampering shows."""

import pytest
import sqlalchemy as sa

from resources import journal
from resources.records import new_id
from tests.town import NOW, STAFF


@pytest.mark.both_engines
def test_an_act_is_read_back_as_it_was_written(db):
    person = new_id()
    journal.write(
        db,
        "correct",
        "person",
        person,
        at=NOW,
        by=STAFF,
        before={"name": "髙橋　一"},
        after={"name": "髙橋　一郎"},
    )
    (line,) = journal.recent(db)
    assert (line.act, line.kind, line.object_id, line.at, line.by) == (
        "correct",
        "person",
        person,
        NOW,
        STAFF,
    )
    assert line.before == {"name": "髙橋　一"}
    assert line.after == {"name": "髙橋　一郎"}


@pytest.mark.both_engines
def test_recent_is_newest_first_and_can_follow_one_object(db):
    first, second = new_id(), new_id()
    for act, which in (("enrol", first), ("enrol", second), ("correct", first)):
        journal.write(db, act, "person", which, at=NOW, by=STAFF)
    assert [line.seq for line in journal.recent(db)] == [3, 2, 1]
    assert [line.act for line in journal.recent(db, object_id=first)] == ["correct", "enrol"]
    assert len(journal.recent(db, 1)) == 1


@pytest.mark.both_engines
def test_an_untouched_chain_holds_and_its_head_is_the_last_hash(db):
    assert journal.verify(db) == journal.Chain(0, "0" * 64, None)
    for number in range(5):
        journal.write(db, "enrol", "person", new_id(), at=NOW, by=STAFF, after={"n": number})
    chain = journal.verify(db)
    head = db.scalar(sa.text("SELECT hash FROM journal WHERE seq = 5"))
    assert chain == journal.Chain(5, head, None)


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE journal SET by = 'somebody else' WHERE seq = 3",
        "UPDATE journal SET at = '2020-01-01T00:00:00+00:00' WHERE seq = 3",
        "UPDATE journal SET digest = '' WHERE seq = 3",
        "UPDATE journal_value SET after = '{\"yen\": 9}' WHERE seq = 3",
        "UPDATE journal_value SET salt = 'x' WHERE seq = 3",
        "UPDATE journal_value SET before = '{}' WHERE seq = 3",
    ],
)
def test_a_changed_line_is_named(db, tampering):
    for _ in range(5):
        journal.write(db, "enrol", "person", new_id(), at=NOW, by=STAFF, after={"yen": 1})
    db.execute(sa.text("DROP TRIGGER journal_refuses_update"))
    db.execute(sa.text(tampering))
    assert journal.verify(db).broken_at == 3


def test_a_line_taken_out_of_the_middle_is_noticed(db):
    for _ in range(5):
        journal.write(db, "enrol", "person", new_id(), at=NOW, by=STAFF)
    db.execute(sa.text("DROP TRIGGER journal_refuses_delete"))
    db.execute(sa.text("DELETE FROM journal WHERE seq = 3"))
    assert journal.verify(db).broken_at == 4


@pytest.mark.both_engines
def test_values_can_be_erased_and_the_chain_still_holds(db):
    person, other = new_id(), new_id()
    for which in (person, other, person):
        journal.write(db, "correct", "person", which, at=NOW, by=STAFF, after={"name": "岡　花"})
    before = journal.verify(db)
    assert journal.erase_values(db, person) == 2
    assert journal.verify(db) == before
    assert [line.after for line in journal.recent(db)] == [None, {"name": "岡　花"}, None]


@pytest.mark.both_engines
def test_a_moment_without_a_time_zone_is_written_as_utc(db):
    from datetime import datetime, timedelta, timezone

    in_japan = datetime(2026, 5, 19, 10, 30, tzinfo=timezone(timedelta(hours=9)))
    journal.write(db, "enrol", "person", new_id(), at=in_japan, by=STAFF)
    assert journal.recent(db)[0].at == NOW


def test_writing_costs_at_most_three_statements(db):
    seen = []
    driver = db.connection().connection.driver_connection
    driver.set_trace_callback(seen.append)
    journal.write(db, "receive", "expected", new_id(), at=NOW, by=STAFF, after={"way": "scan"})
    driver.set_trace_callback(None)
    assert [statement.split()[0] for statement in seen] == ["SELECT", "INSERT", "INSERT"]
    assert db.info["touched"] == {"JournalLine"}
