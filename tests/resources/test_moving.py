"""An office moves to a server and back with every row, or not at all."""

import pytest
import sqlalchemy as sa

from resources import journal, moving, shared
from resources.database import Office
from resources.refusals import Refusal
from resources.server import Address
from resources.shared import SharedOffice
from sessions import attendance, certificates
from sessions.people import Person
from sessions.person_tables import PERSON
from tests.conftest import CHEAP
from tests.migrations.test_released import RELEASED
from tests.town import NOW, PASSPHRASE, STAFF

WHO = {"at": NOW, "by": STAFF}


def silent(_done, _total):
    """Nobody watches."""


@pytest.fixture
def lived_in(tmp_path):
    """An office in which an evening was held: the kept file of the first form."""
    import shutil

    from resources import keys

    folder = tmp_path / "lived_in"
    shutil.copytree(RELEASED[0], folder)
    office = Office.open(folder, keys.unlock_by_passphrase(folder, PASSPHRASE))
    yield office
    office.close()


@pytest.fixture
def empty(cluster):
    """A database with nothing in it, as whoever looks after the server made it."""
    name = f"empty_{next(cluster._numbers)}"
    cluster.ask(f"CREATE DATABASE {name} TEMPLATE template0")
    yield name
    cluster.drop(name)


def digests(office):
    with office.read() as db:
        return {table.name: moving.digest(db, table) for table in moving.tables()}


def test_an_office_moves_over_and_back_and_every_row_is_the_same(
    lived_in, empty, cluster, tmp_path
):
    before = digests(lived_in)
    moved = moving.to_server(lived_in, cluster.superuser(empty), progress=silent, **WHO)
    assert moved.counts == {name: count for name, (count, _digest) in before.items()}
    assert moved.counts["person"] == 90
    there = SharedOffice.open(cluster.address(empty), tmp_path / "there")
    after = digests(there)
    assert {name for name in before if before[name] != after[name]} == {
        "journal"
    }  # which says that it was moved
    with there.read() as db:
        assert journal.recent(db, 1)[0].act == "move_to_server"
        (meeting_id,) = db.scalars(sa.text("SELECT id FROM meeting"))
        assert len(attendance.present(db, meeting_id)) == 5
        assert len(certificates.listing(db)) == 5
    with there.change() as db:  # work goes on there
        db.add(Person(name="岡　花", recorded_at=NOW, recorded_by=STAFF))
        journal.write(db, "enrol", "person", STAFF, after={"name": "岡　花"}, **WHO)
    with lived_in.read() as db:
        assert journal.recent(db, 1)[0].act == "move_to_server"
        assert journal.verify(db).broken_at is None
    on_server = digests(there)
    there.close()
    back, _key = Office.create(tmp_path / "back", PASSPHRASE, stretching=CHEAP)
    again = moving.to_file(cluster.superuser(empty), back, progress=silent, **WHO)
    assert again.counts["person"] == 91
    home = digests(back)
    assert {name for name in home if home[name] != on_server[name]} == {"journal"}
    with back.read() as db:
        assert journal.verify(db).broken_at is None
    back.close()


def test_a_row_that_changed_on_the_way_is_named_and_nothing_was_moved(
    lived_in, empty, cluster, monkeypatch
):
    send = moving._send_to_server

    def falsify(db, table, rows):
        send(db, table, rows)
        if table.name == "person":
            db.execute(sa.update(PERSON).values(district="x").where(PERSON.c.id == rows[6].id))

    monkeypatch.setattr(moving, "_send_to_server", falsify)
    with pytest.raises(Refusal, match="table person, row 7"):
        moving.to_server(lived_in, cluster.superuser(empty), progress=silent, **WHO)
    assert cluster.ask("SELECT count(*) FROM app.person", empty) == [(0,)]
    with lived_in.read() as db:
        assert journal.recent(db, 1)[0].act != "move_to_server"


def test_a_row_that_was_lost_on_the_way_is_noticed(lived_in, empty, cluster, monkeypatch):
    send = moving._send_to_server
    monkeypatch.setattr(
        moving,
        "_send_to_server",
        lambda db, table, rows: send(db, table, rows[:-1] if table.name == "phone" else rows),
    )
    with pytest.raises(Refusal, match="table phone"):
        moving.to_server(lived_in, cluster.superuser(empty), progress=silent, **WHO)
    assert cluster.ask("SELECT count(*) FROM app.person", empty) == [(0,)]


def test_a_move_that_is_stopped_leaves_nothing_behind(lived_in, empty, cluster):
    def stop(done, total):
        if done > total // 2:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        moving.to_server(lived_in, cluster.superuser(empty), progress=stop, **WHO)
    assert cluster.ask("SELECT count(*) FROM app.journal", empty) == [(0,)]
    moving.to_server(lived_in, cluster.superuser(empty), progress=silent, **WHO)
    with pytest.raises(Refusal, match="an office at the new place already"):
        moving.to_server(lived_in, cluster.superuser(empty), progress=silent, **WHO)


def test_nobody_can_change_the_file_while_it_is_moved(lived_in, empty, cluster, monkeypatch):
    from resources import cipher

    quick = tuple(one.replace("5000", "1") for one in cipher._SETTINGS)
    monkeypatch.setattr(cipher, "_SETTINGS", quick)
    other = Office.open(lived_in.folder, lived_in.data_key)
    tried = []

    def meanwhile(_done, _total):
        if not tried:
            with pytest.raises(Refusal, match="Another program"), other.change() as db:
                db.execute(sa.select(PERSON.c.id))
            tried.append(True)

    moving.to_server(lived_in, cluster.superuser(empty), progress=meanwhile, **WHO)
    other.close()
    assert tried


def test_a_staff_login_cannot_move_an_office(lived_in, empty, cluster):
    cluster.ask(f"GRANT ALL ON DATABASE {empty} TO inakurashi_admin")
    with pytest.raises(Refusal, match="role does not allow"):
        moving.to_server(lived_in, cluster.address(empty), progress=silent, **WHO)


def test_sequences_go_on_where_the_file_ended(lived_in, empty, cluster):
    moved = moving.to_server(lived_in, cluster.superuser(empty), progress=silent, **WHO)
    (following,) = cluster.ask("SELECT nextval('app.journal_seq_seq')", empty)[0]
    assert following == moved.lines + 1


def test_there_is_no_way_back_from_a_database_without_an_office(empty, cluster, tmp_path):
    office, _key = Office.create(tmp_path / "back", PASSPHRASE, stretching=CHEAP)
    with pytest.raises(Refusal, match="no office in this database"):
        moving.to_file(cluster.superuser(empty), office, progress=silent, **WHO)
    office.close()
    with pytest.raises(Refusal):
        shared.ensure_current(shared.found_form(Address(cluster.superuser(empty).url)))
