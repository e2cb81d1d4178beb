"""The office's database is secret, durable, one transaction at a time, and says what is wrong."""

import hashlib
import os
import stat
import subprocess
import sys
import threading

import pytest
import sqlalchemy as sa

from resources import cipher, journal, migrations
from resources.database import Office
from resources.records import new_id
from resources.refusals import Refusal
from sessions.people import Person
from tests.conftest import CHEAP
from tests.town import NOW, PASSPHRASE, STAFF

CANARY = "カナリア鯖江太郎"


def person(name="岡　花", **facts):
    return Person(name=name, recorded_at=NOW, recorded_by=STAFF, **facts)


def names(office):
    with office.read() as db:
        return sorted(db.scalars(sa.select(Person.name)))


def test_every_connection_keeps_the_rules_of_storage(office):
    expected = {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "secure_delete": 1,
        "busy_timeout": 5000,
        "temp_store": 2,
        "recursive_triggers": 1,
        "application_id": int.from_bytes(b"INAK"),
        "user_version": migrations.HEAD,
    }
    for way in (office.read, office.change):
        with way() as db:
            assert {name: db.scalar(sa.text(f"PRAGMA {name}")) for name in expected} == expected


def test_a_change_is_kept_and_says_what_it_touched(office):
    with office.change() as db:
        db.add(person())
        journal.write(db, "enrol", "person", new_id(), at=NOW, by=STAFF)
    assert db.info["touched"] == {"Person", "JournalLine"}
    assert names(office) == ["岡　花"]
    with office.change() as db:
        db.execute(sa.update(Person).values(district="西春近"))
    assert db.info["touched"] == {"Person"}
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
    with pytest.raises(sa.exc.OperationalError, match="readonly"), office.read() as db:
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


def test_threads_change_one_after_the_other(office):
    def work():
        for _ in range(10):
            with office.change() as db:
                journal.write(db, "enrol", "person", new_id(), at=NOW, by=STAFF)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with office.read() as db:
        chain = journal.verify(db)
    assert (chain.lines, chain.broken_at) == (40, None)


RACER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
import sqlalchemy as sa
from resources import journal
from resources.database import Office
from resources.refusals import Refusal
office = Office.open(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]))
print("ready", flush=True)
sys.stdin.readline()
won = 0
for round in range(int(sys.argv[3])):
    with office.change() as db:
        # Look first, then write: without a lock from the beginning both would find nothing.
        if not db.scalar(sa.text("SELECT count(*) FROM journal WHERE object_id = :r"), {"r": str(round)}):
            journal.write(db, "receive", "expected", str(round), at=datetime.now(UTC), by="a")
            won += 1
office.close()
print(won)
"""


def test_two_processes_at_the_same_moment_never_both_win(office):
    rounds = 150
    racers = [
        subprocess.Popen(
            [sys.executable, "-c", RACER, str(office.folder), office.data_key.hex(), str(rounds)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    for racer in racers:
        assert racer.stdout.readline() == "ready\n"
    for racer in racers:
        racer.stdin.write("go\n")
        racer.stdin.flush()
    won = [int(racer.communicate(timeout=120)[0]) for racer in racers]
    assert sum(won) == rounds
    assert all(racer.returncode == 0 for racer in racers)
    with office.read() as db:
        assert journal.verify(db).lines == rounds
        assert journal.verify(db).broken_at is None


def test_a_lock_held_by_another_program_is_told(office, monkeypatch):
    impatient = tuple(
        setting.replace("5000", "1") if "busy" in setting else setting
        for setting in cipher._SETTINGS
    )
    monkeypatch.setattr(cipher, "_SETTINGS", impatient)
    blocker = cipher.connect(office.path, office.data_key)
    blocker.execute("BEGIN IMMEDIATE")
    with pytest.raises(Refusal, match="Another program"), office.change() as db:
        db.add(person())
    blocker.execute("ROLLBACK")
    blocker.close()
    with office.change() as db:
        db.add(person())
    assert names(office) == ["岡　花"]


def test_a_full_disk_is_told_and_nothing_half_stays(office):
    with pytest.raises(Refusal, match="full"), office.change() as db:
        driver = db.connection().connection.driver_connection
        (pages,) = driver.execute("PRAGMA page_count").fetchone()
        driver.execute(f"PRAGMA max_page_count={pages}")
        for number in range(200):
            db.add(person(f"岡　{number}", note="長" * 2000))
        db.flush()
    assert names(office) == []
    driver.execute("PRAGMA max_page_count=1073741823")
    with office.change() as db:
        db.add(person())
    assert names(office) == ["岡　花"]


def test_no_name_stands_readable_in_any_file(office):
    with office.change() as db:
        db.add_all(person(CANARY, address=f"伊那市{CANARY}{number}") for number in range(2000))
        journal.write(db, "enrol", "person", new_id(), at=NOW, by=STAFF, after={"n": CANARY})
    with office.read() as db:
        # A sort too large for the page cache.
        assert len(db.scalars(sa.select(Person.address).order_by(Person.address.desc())).all())
        files = [p for p in office.folder.rglob("*") if p.is_file()]
        assert {p.name for p in files} >= {"office.db", "office.db-wal", "keys.json"}
        for encoding in ("utf-8", "utf-16-le", "cp932"):
            assert not [p for p in files if CANARY.encode(encoding) in p.read_bytes()]
    assert not office.path.read_bytes().startswith(b"SQLite format 3")


def test_another_key_does_not_open_the_file_and_the_evidence_stays(office):
    office.close()
    before = hashlib.sha256(office.path.read_bytes()).digest()
    with pytest.raises(Refusal, match="cannot be read with this key"):
        Office.open(office.folder, b"\1" * 32)
    assert hashlib.sha256(office.path.read_bytes()).digest() == before


def test_nothing_is_said_on_standard_error_about_a_wrong_key(office, capfd):
    with pytest.raises(Refusal):
        Office.open(office.folder, b"\1" * 32)
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("content", [b"", b"x" * 5000, b"SQLite format 3\0" + b"\0" * 5000])
def test_a_file_that_is_no_office_is_refused(office, content):
    office.close()
    office.path.write_bytes(content)
    with pytest.raises(Refusal):
        Office.open(office.folder, office.data_key)
    assert office.path.read_bytes() == content


def test_a_newer_file_is_refused_and_left_as_it_is(office):
    office.close()
    driver = cipher.connect(office.path, office.data_key)
    driver.execute("PRAGMA user_version=999")
    driver.close()
    before = hashlib.sha256(office.path.read_bytes()).digest()
    with pytest.raises(Refusal, match=r"newer version .*form 999"):
        Office.open(office.folder, office.data_key)
    assert hashlib.sha256(office.path.read_bytes()).digest() == before


def test_an_empty_folder_has_no_office(tmp_path):
    with pytest.raises(Refusal, match="no office"):
        Office.open(tmp_path, b"\1" * 32)
    assert list(tmp_path.iterdir()) == []


def test_one_window_for_one_folder_but_the_command_line_beside_it(office):
    window = Office.open(office.folder, office.data_key, window=True)
    with pytest.raises(Refusal, match="another window"):
        Office.open(office.folder, office.data_key, window=True)
    beside = Office.open(office.folder, office.data_key)
    beside.close()
    window.close()
    Office.open(office.folder, office.data_key, window=True).close()


def test_a_window_that_died_does_not_lock_the_office(office):
    code = (
        "import os, sys; from pathlib import Path; from resources.database import Office;"
        "Office.open(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]), window=True); os._exit(9)"
    )
    died = subprocess.run(
        [sys.executable, "-c", code, str(office.folder), office.data_key.hex()], check=False
    )
    assert died.returncode == 9
    Office.open(office.folder, office.data_key, window=True).close()


def test_a_new_office_never_overwrites_one(office):
    before = office.path.read_bytes()
    with pytest.raises(Refusal, match="already"):
        Office.create(office.folder, PASSPHRASE, stretching=CHEAP)
    assert office.path.read_bytes() == before


def test_an_interrupted_creation_leaves_no_office_and_can_be_repeated(tmp_path, monkeypatch):
    from resources import migrations

    def fail(*_args):
        raise OSError("power")

    monkeypatch.setattr(migrations, "upgrade", fail)
    with pytest.raises(OSError, match="power"):
        Office.create(tmp_path, PASSPHRASE, stretching=CHEAP)
    monkeypatch.undo()
    assert not (tmp_path / "office.db").exists()
    office, _recovery = Office.create(tmp_path, PASSPHRASE, stretching=CHEAP)
    office.close()
    assert {p.name for p in tmp_path.iterdir()} == {"office.db", "keys.json", "keys-1.json"}


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights elsewhere")
def test_only_the_owner_may_read_the_files(tmp_path):
    office, _recovery = Office.create(tmp_path / "new", PASSPHRASE, stretching=CHEAP)
    with office.change() as db:
        db.add(person())
        db.flush()
        files = list(office.folder.iterdir())
        assert len(files) >= 4
        assert {stat.S_IMODE(p.stat().st_mode) for p in files} == {0o600}
    office.close()


def test_closing_leaves_one_whole_file(office):
    with office.change() as db:
        db.add(person())
    office.close()
    assert {p.name for p in office.folder.iterdir()} == {"office.db", "keys.json"}
