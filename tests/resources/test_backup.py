"""A backup is proven by opening it, and brings the office back on an empty machine."""

import contextlib
import hashlib
import json
import random
import zipfile

import pytest

from resources import backup, bundle, journal, keys, soundness
from resources.database import Office
from resources.records import new_id
from resources.refusals import Refusal
from tests.conftest import CHEAP
from tests.town import NOW, PASSPHRASE, STAFF

CANARY = "カナリア鯖江太郎"


@pytest.fixture
def filled(office):
    with office.change() as db:
        for number in range(40):
            journal.write(
                db,
                "enrol",
                "person",
                new_id(),
                at=NOW,
                by=STAFF,
                after={"name": CANARY, "n": number},
            )
    return office


@pytest.fixture
def made(filled, tmp_path):
    return backup.make(filled, tmp_path / "stick", at=NOW)


def lines(office):
    with office.read() as db:
        return journal.recent(db, 100)


def test_a_backup_is_one_file_named_by_the_japanese_clock_and_says_its_counts(made, tmp_path):
    assert [p.name for p in (tmp_path / "stick").iterdir()] == [
        "inakurashi-20260519-103000.inabackup"
    ]
    assert made.manifest.counts["journal"] == 40
    assert made.manifest.counts["journal_value"] == 40
    assert made.manifest.lines == 40
    with zipfile.ZipFile(made.file) as archive:
        assert sorted(archive.namelist()) == ["keys.json", "manifest.json", "office.db"]


def test_no_name_can_be_read_in_the_backup(made):
    raw = made.file.read_bytes()
    assert CANARY.encode() not in raw
    assert b"enrol" not in raw
    assert json.dumps(CANARY).encode() not in raw


def test_a_backup_of_an_office_at_work_holds_one_moment(filled, tmp_path):
    added = []

    def busy(_done, _total):
        if not added:
            added.append(1)
            with filled.change() as db:
                journal.write(db, "enrol", "person", new_id(), at=NOW, by=STAFF)

    made = backup.make(filled, tmp_path / "stick", at=NOW, progress=busy)
    assert added
    assert made.manifest.lines == 40
    assert len(lines(filled)) == 41


def test_a_backup_is_verified_with_the_key(made, filled):
    assert backup.verify(made.file, filled.data_key) == made.manifest


def test_another_offices_key_does_not_verify_it(made):
    with pytest.raises(Refusal, match="cannot be read with this key"):
        backup.verify(made.file, b"\1" * 32)


def test_a_stopped_backup_leaves_no_file_and_the_office_untouched(filled, tmp_path):
    class StoppedError(Exception):
        pass

    def stop(_done, _total):
        raise StoppedError

    with pytest.raises(StoppedError):
        backup.make(filled, tmp_path / "stick", at=NOW, progress=stop)
    assert list((tmp_path / "stick").iterdir()) == []
    assert {p.name for p in filled.folder.iterdir() if p.is_dir()} == set()
    assert len(lines(filled)) == 40


def test_stopping_while_the_stick_is_written_leaves_no_file(filled, tmp_path):
    class StoppedError(Exception):
        pass

    def stop(_done, _total):
        if list((tmp_path / "stick").iterdir()):
            raise StoppedError

    with pytest.raises(StoppedError):
        backup.make(filled, tmp_path / "stick", at=NOW, progress=stop)
    assert list((tmp_path / "stick").iterdir()) == []


def test_a_place_that_cannot_be_written_is_refused(filled, tmp_path):
    (tmp_path / "stick").write_text("a file where a folder should be")
    with pytest.raises(Refusal, match="could not be written"):
        backup.make(filled, tmp_path / "stick", at=NOW)


def test_progress_reaches_the_end(filled, tmp_path):
    told = []
    backup.make(filled, tmp_path / "stick", at=NOW, progress=lambda *a: told.append(a))
    assert told
    assert all(0 <= done <= total for done, total in told)
    assert told[-1][0] == told[-1][1]


def test_restore_on_an_empty_machine_with_the_passphrase(made, filled, tmp_path):
    expected = lines(filled)
    back = backup.restore(made.file, tmp_path / "new" / "machine", passphrase=PASSPHRASE, at=NOW)
    assert back.kept is None
    office = Office.open(back.folder, back.data_key)
    assert lines(office) == expected
    office.close()
    assert keys.unlock_by_passphrase(back.folder, PASSPHRASE) == filled.data_key
    assert [p.name for p in (tmp_path / "new").iterdir()] == ["machine"]


def test_restore_with_the_recovery_key(tmp_path):
    office, recovery = Office.create(tmp_path / "a", PASSPHRASE, stretching=CHEAP)
    made = backup.make(office, tmp_path, at=NOW)
    office.close()
    back = backup.restore(made.file, tmp_path / "b", recovery=recovery.lower(), at=NOW)
    assert back.data_key == office.data_key


def test_restore_keeps_the_office_that_stood_there(made, filled):
    with filled.change() as db:
        journal.write(db, "after", "person", new_id(), at=NOW, by=STAFF)
    filled.close()
    back = backup.restore(made.file, filled.folder, passphrase=PASSPHRASE, at=NOW)
    assert back.kept == filled.folder.with_name("office-旧-20260519-103000")
    old, new = Office.open(back.kept, back.data_key), Office.open(back.folder, back.data_key)
    assert (len(lines(old)), len(lines(new))) == (41, 40)
    old.close()
    new.close()
    again = backup.restore(made.file, filled.folder, passphrase=PASSPHRASE, at=NOW)
    assert again.kept == filled.folder.with_name("office-旧-20260519-103000-2")


def test_restore_refuses_while_a_window_is_open(made, filled):
    filled.close()
    window = Office.open(filled.folder, filled.data_key, window=True)
    with pytest.raises(Refusal, match="another window"):
        backup.restore(made.file, filled.folder, passphrase=PASSPHRASE, at=NOW)
    assert len(lines(window)) == 40
    window.close()


def test_a_wrong_passphrase_restores_nothing(made, tmp_path):
    with pytest.raises(Refusal, match="does not open"):
        backup.restore(made.file, tmp_path / "b", passphrase="something else", at=NOW)
    assert not (tmp_path / "b").exists()


def test_any_flipped_byte_of_a_backup_is_noticed_and_nothing_restored(made, tmp_path):
    whole = made.file.read_bytes()
    chance = random.Random(2)
    entry = len(whole) - 400  # the tail is the zip's own table of contents
    for place in chance.sample(range(entry), 40):
        broken = bytearray(whole)
        broken[place] ^= 1 << chance.randrange(8)
        file = tmp_path / "broken.inabackup"
        file.write_bytes(broken)
        try:
            backup.restore(file, tmp_path / "b", passphrase=PASSPHRASE, at=NOW)
        except Refusal:
            assert not (tmp_path / "b").exists()
        else:
            pytest.fail(f"byte {place} was not noticed")


@pytest.mark.parametrize("kept", [0, 10, 1000, -1])
def test_a_cut_backup_is_refused(made, tmp_path, kept):
    file = tmp_path / "cut.inabackup"
    file.write_bytes(made.file.read_bytes()[:kept])
    with pytest.raises(Refusal, match="not a whole backup"):
        backup.restore(file, tmp_path / "b", passphrase=PASSPHRASE, at=NOW)


def test_a_missing_backup_is_refused(tmp_path):
    with pytest.raises(Refusal, match="not there"):
        backup.restore(tmp_path / "none", tmp_path / "b", passphrase=PASSPHRASE, at=NOW)


def rewritten(made, tmp_path, change):
    with zipfile.ZipFile(made.file) as archive:
        content = {name: archive.read(name) for name in archive.namelist()}
    change(content)
    file = tmp_path / "rewritten.inabackup"
    with zipfile.ZipFile(file, "w") as archive:
        for name, raw in content.items():
            archive.writestr(name, raw)
    return file


def with_manifest(**changes):
    def change(content):
        content["manifest.json"] = json.dumps(json.loads(content["manifest.json"]) | changes)

    return change


def test_names_we_do_not_know_are_refused_not_unpacked(made, tmp_path):
    file = rewritten(made, tmp_path, lambda content: content.update({"../evil.txt": b"x"}))
    with pytest.raises(Refusal, match="not a whole backup"):
        backup.restore(file, tmp_path / "b" / "c", passphrase=PASSPHRASE, at=NOW)
    assert not list(tmp_path.rglob("evil*"))


@pytest.mark.parametrize(
    "changes", [{"counts": {"journal": 41}}, {"lines": 39}, {"head": "0" * 64}, {"schema": 0}]
)
def test_counts_that_differ_from_the_manifest_are_refused(made, tmp_path, changes):
    file = rewritten(made, tmp_path, with_manifest(**changes))
    with pytest.raises(Refusal, match="not equal"):
        backup.restore(file, tmp_path / "b", passphrase=PASSPHRASE, at=NOW)
    assert not (tmp_path / "b").exists()


def test_a_newer_backup_is_refused(made, tmp_path):
    file = rewritten(made, tmp_path, with_manifest(schema=999))
    with pytest.raises(Refusal, match="newer version"):
        backup.restore(file, tmp_path / "b", passphrase=PASSPHRASE, at=NOW)


@pytest.mark.parametrize("content", [b"[]", b"{}", b'{"format": 1}', b"\xff", b'{"format": 2}'])
def test_a_strange_manifest_is_refused(made, tmp_path, content):
    file = rewritten(made, tmp_path, lambda held: held.update({"manifest.json": content}))
    with pytest.raises(Refusal, match="not a whole backup"):
        bundle.read_manifest(file)


def test_the_check_counts_and_finds_nothing_in_a_sound_office(filled):
    found = soundness.check(filled)
    assert found.sound
    assert found.counts["journal"] == 40
    assert found.lines == 40


def test_the_check_names_a_broken_chain_and_a_broken_link(filled):
    filled.close()
    from resources import cipher

    driver = cipher.connect(filled.path, filled.data_key)
    driver.execute("PRAGMA foreign_keys=OFF")
    driver.execute("DROP TRIGGER journal_refuses_update")
    driver.execute("UPDATE journal SET act = 'x' WHERE seq = 7")
    driver.execute("INSERT INTO journal_value (seq, salt) VALUES (999, 'x')")
    driver.close()
    problems = soundness.examine(filled.path, filled.data_key).problems
    assert len(problems) == 2
    assert "rows that do not exist" in problems[0]
    assert "line 7" in problems[1]


def test_40_flipped_bytes_of_the_office_are_all_noticed(filled):
    filled.close()
    whole = filled.path.read_bytes()
    chance = random.Random(1)
    for place in chance.sample(range(len(whole)), 40):
        broken = bytearray(whole)
        broken[place] ^= 1 << chance.randrange(8)
        filled.path.write_bytes(broken)
        with contextlib.suppress(Refusal):
            assert not soundness.examine(filled.path, filled.data_key).sound, place
        assert filled.path.read_bytes() == bytes(broken)  # the evidence stays
    filled.path.write_bytes(whole)
    assert soundness.examine(filled.path, filled.data_key).sound


def test_a_check_changes_no_byte(filled):
    filled.close()
    before = hashlib.sha256(filled.path.read_bytes()).digest()
    assert soundness.examine(filled.path, filled.data_key).sound
    assert hashlib.sha256(filled.path.read_bytes()).digest() == before


def test_an_empty_folder_is_no_office_to_be_kept(made, tmp_path):
    (tmp_path / "b").mkdir()
    assert backup.restore(made.file, tmp_path / "b", passphrase=PASSPHRASE, at=NOW).kept is None
    assert not list(tmp_path.glob("b-*"))


def test_what_a_killed_backup_left_is_swept_away_but_not_what_is_in_use(filled, tmp_path):
    from resources.claim import Claim

    left, used = (filled.folder / f".inakurashi-work-{name}" for name in ("left", "used"))
    for room in (left, used):
        room.mkdir()
        (room / "office.db").touch()
    in_use = Claim(used)
    backup.make(filled, tmp_path / "stick", at=NOW)
    assert not left.exists()
    assert (used / "office.db").exists()
    in_use.release()
