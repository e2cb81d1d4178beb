"""An office on a server: one change at a time, one moment per read, and told what is wrong."""

import threading

import psycopg
import pytest
import sqlalchemy as sa
from sqlmodel import SQLModel

from resources import journal, migrations, server, shared, soundness
from resources.doors import Cut
from resources.records import new_id
from resources.refusals import Refusal
from resources.server import Address
from resources.shared import SharedOffice
from sessions.people import Person
from tests.cluster import PASSWORD
from tests.town import NOW, STAFF

pytestmark = pytest.mark.parametrize("engine", ["postgresql"], indirect=True)


def person(name="岡　花", **facts):
    return Person(name=name, recorded_at=NOW, recorded_by=STAFF, **facts)


def names(office):
    with office.read() as db:
        return sorted(db.scalars(sa.select(Person.name)))


def database_of(office):
    return office.address.parts()["dbname"]


def cut(cluster, office):
    """Break every connection of the office as a server that stops would."""
    cluster.ask(
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
        f" WHERE datname = '{database_of(office)}'"
    )


def test_a_change_is_kept_and_says_what_it_touched(office):
    with office.change() as db:
        db.add(person())
        journal.write(db, "enrol", "person", new_id(), at=NOW, by=STAFF)
    assert db.info["touched"] == {"Person", "JournalLine"}
    assert names(office) == ["岡　花"]
    with office.change() as db:
        pass
    assert db.info["touched"] == set()


def test_an_error_in_a_change_leaves_nothing(office):
    with pytest.raises(ZeroDivisionError), office.change() as db:
        db.add(person())
        db.flush()
        _ = 1 / 0
    assert names(office) == []


def test_a_broken_link_is_a_bug_not_a_refusal(office):
    with pytest.raises(sa.exc.IntegrityError), office.change() as db:
        db.add(person(merged_into=new_id()))
    assert names(office) == []


def test_a_change_through_the_reading_door_is_a_bug_and_impossible(office):
    with pytest.raises(sa.exc.InternalError, match="read-only"), office.read() as db:
        db.add(person())
        db.flush()
    assert names(office) == []


def test_a_read_sees_one_moment_while_another_desk_changes(office):
    with office.read() as db:
        assert db.scalar(sa.select(sa.func.count()).select_from(Person)) == 0
        with office.change() as other:
            other.add(person())
        assert db.scalar(sa.select(sa.func.count()).select_from(Person)) == 0
    assert names(office) == ["岡　花"]


def test_desks_change_one_after_the_other_and_the_chain_holds(office):
    def work():
        for _ in range(25):
            with office.change() as db:
                journal.write(db, "enrol", "person", new_id(), at=NOW, by=STAFF)

    desks = [threading.Thread(target=work) for _ in range(4)]
    for desk in desks:
        desk.start()
    for desk in desks:
        desk.join()
    with office.read() as db:
        chain = journal.verify(db)
    assert (chain.lines, chain.broken_at) == (100, None)


def test_a_changed_line_of_the_journal_is_named(office, cluster):
    with office.change() as db:
        for _ in range(5):
            journal.write(db, "enrol", "person", new_id(), at=NOW, by=STAFF)
    cluster.ask(
        "SET session_replication_role = replica;"
        "UPDATE app.journal SET by = 'somebody else' WHERE seq = 3",
        database_of(office),
    )
    with office.read() as db:
        assert journal.verify(db).broken_at == 3
    found = soundness.check_shared(office)
    assert not found.sound
    assert "line 3" in found.problems[0]


def test_a_desk_examines_what_lies_on_the_server(office):
    with office.change() as db:
        db.add(person())
        seq = journal.write(db, "enrol", "person", new_id(), at=NOW, by=STAFF)
    found = soundness.check_shared(office)
    assert (found.sound, found.schema, found.lines) == (True, migrations.HEAD, 1)
    assert found.counts["person"] == 1
    assert set(found.counts) == set(SQLModel.metadata.tables)
    astray = soundness.check_shared(office, {seq: "0000"})
    assert "a mark was kept at line 1" in astray.problems[0]


def test_letters_and_moments_come_back_as_they_went(office):
    name = "葛\U000e0100城　𠮷\u0301"
    with office.change() as db:
        db.add(person(name))
    with office.read() as db:
        found = db.scalars(sa.select(Person)).one()
    assert (found.name, found.recorded_at) == (name, NOW)
    assert found.recorded_at.utcoffset().total_seconds() == 0


def test_a_connection_that_died_in_the_pool_is_replaced_unnoticed(office, cluster):
    names(office)
    cut(cluster, office)
    assert names(office) == []
    cut(cluster, office)
    with office.change() as db:
        db.add(person())
    assert names(office) == ["岡　花"]


def test_a_cut_before_the_commit_leaves_nothing_and_may_be_done_again(office, cluster):
    with pytest.raises(Cut, match="broke"), office.change() as db:
        db.add(person())
        db.flush()
        cut(cluster, office)
    assert names(office) == []

    cuts = iter([True, False])

    def enrol(db):
        db.add(person())
        db.flush()
        if next(cuts):
            cut(cluster, office)
        return "done"

    assert office.do(enrol) == ("done", {"Person"})
    assert names(office) == ["岡　花"]


def test_a_cut_after_the_commit_is_known_to_have_been_kept(office, cluster, monkeypatch):
    commit = SharedOffice._commit

    def lost_answer(self, db):
        commit(self, db)
        raise psycopg.OperationalError("server closed the connection unexpectedly")

    monkeypatch.setattr(SharedOffice, "_commit", lost_answer)
    with office.change() as db:
        db.add(person())
    assert names(office) == ["岡　花"]


def test_a_cut_in_the_commit_is_known_to_have_been_lost(office, cluster, monkeypatch):
    def lost_question(self, db):
        raise psycopg.OperationalError("server closed the connection unexpectedly")

    monkeypatch.setattr(SharedOffice, "_commit", lost_question)
    with pytest.raises(Cut), office.change() as db:
        db.add(person())
    assert names(office) == []


def test_a_server_that_stays_silent_after_the_commit_is_told_as_unsure(office, monkeypatch):
    def silence(self, db):
        monkeypatch.setattr(shared, "_WAITS", (0.0,))
        self.address = Address("postgresql://nobody@127.0.0.1:1/x")
        raise psycopg.OperationalError("server closed the connection unexpectedly")

    monkeypatch.setattr(SharedOffice, "_commit", silence)
    with pytest.raises(Refusal, match="server is silent") as told, office.change() as db:
        db.add(person())
    assert not isinstance(told.value, Cut)


def test_marks_of_last_week_are_forgotten_and_those_of_today_are_kept(office, cluster):
    with office.change() as db:
        db.add(person())
    cluster.ask(
        "INSERT INTO desk.commit_mark VALUES ('old', now() - interval '8 days')",
        database_of(office),
    )
    SharedOffice.open(office.address, office.folder).close()
    marks = cluster.ask("SELECT id FROM desk.commit_mark", database_of(office))
    assert len(marks) == 1
    assert ("old",) not in marks


def test_a_lock_held_too_long_is_told(office, cluster):
    with psycopg.connect(cluster.superuser(database_of(office)).url) as other:
        other.execute(f"SELECT pg_advisory_xact_lock({shared.LOCK})")
        impatient = SharedOffice(
            Address(
                psycopg.conninfo.make_conninfo(office.address.url, options="-c lock_timeout=9")
            ),
            office.folder,
        )
        with pytest.raises(Refusal, match="Another desk is using"), impatient.change() as db:
            db.add(person())
        impatient.close()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"password": "wrong"}, "does not know this user"),
        ({"user": "nobody_of_ours"}, "does not know this user"),
        ({"dbname": "no_such_office"}, "no database of this name"),
        ({"host": "127.0.0.1", "port": "1"}, "does not answer"),
        ({"host": "no.such.server.invalid", "sslmode": "disable"}, "does not answer"),
    ],
)
def test_a_server_that_lets_nobody_in_is_told_in_plain_words(office, change, said):
    wrong = Address(psycopg.conninfo.make_conninfo(office.address.url, **change))
    with pytest.raises(Refusal, match=said):
        SharedOffice.open(wrong, office.folder)


def test_a_database_without_an_office_is_told(office, cluster):
    with pytest.raises(Refusal, match="no office in this database"):
        SharedOffice.open(cluster.superuser("postgres"), office.folder)


def test_data_of_another_form_is_told(office, cluster, monkeypatch):
    cluster.ask("UPDATE app.alembic_version SET version_num = '9999'", database_of(office))
    with pytest.raises(Refusal, match=r"newer version .*form 9999"):
        SharedOffice.open(office.address, office.folder)
    monkeypatch.setattr(migrations, "HEAD", 10000)
    with pytest.raises(Refusal, match="older than this version"):
        SharedOffice.open(office.address, office.folder)


def test_another_computer_must_prove_who_it_is_and_the_password_is_not_kept(engine):
    parts = Address("postgresql://hana@office.example/ina").parts()
    assert (parts["sslmode"], parts["sslrootcert"]) == ("verify-full", "system")
    assert "sslmode" not in Address("postgresql://hana@localhost/ina").parts()
    given = Address("postgresql://hana@office.example/ina").with_password(PASSWORD)
    assert PASSWORD in given.url
    assert given.kept() == "postgresql://hana@office.example/ina"
    assert Address(given.kept()).parts() == parts
    near = Address("postgresql://hana@/ina?host=/run/pg&port=6000&sslmode=require")
    assert Address(near.with_password("x").kept()).parts() == near.parts()
    assert given.spoken() == "hana@office.example/ina"
    with pytest.raises(Refusal, match="cannot be read"):
        Address("postgresql://[").parts()


def test_errors_of_the_driver_are_told_or_stay_bugs(engine):
    told = {
        psycopg.errors.InsufficientPrivilege: "role does not allow",
        psycopg.errors.DiskFull: "no room left",
        psycopg.errors.DeadlockDetected: "same moment",
        psycopg.errors.QueryCanceled: "Another desk is using",
        psycopg.errors.TooManyConnections: "Too many",
        psycopg.errors.DataCorrupted: "damaged",
        psycopg.errors.AdminShutdown: "connection",
    }
    for kind, words in told.items():
        assert words in server.refusal(kind()).what
    assert server.refusal(psycopg.errors.UniqueViolation()) is None
    assert server.refusal(psycopg.errors.UndefinedTable()) is None
