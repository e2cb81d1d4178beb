"""An office that was left: whatever asks it once more is answered, and nothing stays open."""

import pytest
import sqlalchemy as sa


@pytest.fixture
def open_now():
    """The connections to offices that stand open."""
    held = set()

    def opened(connection, _record):
        held.add(id(connection))

    def closed(connection, _record):
        held.discard(id(connection))

    sa.event.listen(sa.pool.Pool, "connect", opened)
    sa.event.listen(sa.pool.Pool, "close", closed)
    yield held
    sa.event.remove(sa.pool.Pool, "connect", opened)
    sa.event.remove(sa.pool.Pool, "close", closed)


@pytest.mark.both_engines
def test_what_was_under_way_and_what_asks_later_leave_nothing_open(open_now, new_office):
    office = new_office("left")
    with office.read() as under_way:
        assert under_way.scalar(sa.text("SELECT 1")) == 1
        assert open_now
        office.close()
        assert under_way.scalar(sa.text("SELECT 1")) == 1
    assert open_now == set()
    with office.read() as later:
        assert later.scalar(sa.text("SELECT 1")) == 1
    with office.change() as later:
        assert later.scalar(sa.text("SELECT 1")) == 1
    assert open_now == set()
