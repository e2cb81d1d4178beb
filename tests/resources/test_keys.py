"""The data key opens by the passphrase or by the sheet in the safe, and by nothing else."""

import json
import os
import stat
import subprocess
import sys

import pytest

from resources import keys
from resources.refusals import Refusal
from tests.conftest import CHEAP

PHRASE = "みはらしの丘 2026"


@pytest.fixture
def made(tmp_path):
    return keys.create(tmp_path, PHRASE, CHEAP)


def test_both_ways_open_the_same_random_key(made, tmp_path):
    assert len(made.data_key) == 32
    assert keys.unlock_by_passphrase(tmp_path, PHRASE) == made.data_key
    assert keys.unlock_by_recovery(tmp_path, made.recovery_key) == made.data_key
    other = keys.create(tmp_path / "other", PHRASE, CHEAP)
    assert other.data_key != made.data_key
    assert other.recovery_key != made.recovery_key


def test_the_file_holds_neither_key_nor_passphrase(made, tmp_path):
    raw = (tmp_path / "keys.json").read_text()
    assert made.data_key.hex() not in raw
    assert made.recovery_key not in raw
    assert PHRASE not in raw
    assert json.loads(raw)["slots"]["passphrase"]["stretching"] == {
        "memory_kib": 8,
        "passes": 1,
        "lanes": 1,
    }


def test_the_default_costs_64_mib_and_three_passes():
    assert (keys.Stretching().memory_kib, keys.Stretching().passes) == (65536, 3)


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights elsewhere")
def test_only_the_owner_may_read(tmp_path):
    keys.create(tmp_path / "office", PHRASE, CHEAP)
    assert stat.S_IMODE((tmp_path / "office").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "office" / "keys.json").stat().st_mode) == 0o600


@pytest.mark.parametrize("wrong", ["", "みはらしの丘 2027", "みはらしの丘2026", PHRASE + " "])
def test_a_wrong_passphrase_is_refused(made, tmp_path, wrong):
    with pytest.raises(Refusal, match="does not open"):
        keys.unlock_by_passphrase(tmp_path, wrong)


def test_a_passphrase_typed_full_width_is_the_same(tmp_path):
    made = keys.create(tmp_path, "Sakura 2026", CHEAP)
    assert keys.unlock_by_passphrase(tmp_path, "Ｓａｋｕｒａ　２０２６") == made.data_key


def test_a_short_passphrase_is_refused(tmp_path):
    with pytest.raises(Refusal, match="too short"):
        keys.create(tmp_path, "1234567", CHEAP)
    assert not (tmp_path / "keys.json").exists()


def test_keys_are_never_overwritten(made, tmp_path):
    with pytest.raises(Refusal, match="already"):
        keys.create(tmp_path, "another passphrase", CHEAP)
    assert keys.unlock_by_passphrase(tmp_path, PHRASE) == made.data_key


def test_the_recovery_key_is_seven_groups_of_four_without_lookalikes(made):
    groups = made.recovery_key.split("-")
    assert [len(group) for group in groups] == [4] * 7
    assert not set(made.recovery_key) & set("ILOU")


def test_the_recovery_key_may_be_typed_as_people_type(made, tmp_path):
    printed = made.recovery_key
    wide = printed.translate({code: code + 0xFEE0 for code in range(0x21, 0x7F)})
    for typed in (
        printed.lower(),
        printed.replace("-", ""),
        printed.replace("-", " "),
        printed.replace("-", "　") + "\n",
        printed.replace("-", "ー"),
        printed.replace("0", "O").replace("1", "l"),
        printed.replace("1", "I"),
        wide,
        wide.lower(),
    ):
        assert keys.unlock_by_recovery(tmp_path, typed) == made.data_key, typed


def test_a_mistyped_recovery_key_is_told_from_a_foreign_one(made, tmp_path):
    noticed = 0
    for place in range(len(made.recovery_key)):
        letter = made.recovery_key[place]
        if letter == "-":
            continue
        other = "7" if letter != "7" else "8"
        typed = made.recovery_key[:place] + other + made.recovery_key[place + 1 :]
        with pytest.raises(Refusal) as told:
            keys.unlock_by_recovery(tmp_path, typed)
        noticed += "not typed as it is printed" in told.value.what
    # Two check letters let one slip in a thousand through to the seal, which refuses it.
    assert noticed >= 27
    foreign = keys.create(tmp_path / "b", PHRASE, CHEAP).recovery_key
    with pytest.raises(Refusal, match="another office"):
        keys.unlock_by_recovery(tmp_path, foreign)
    for typed in ("", "-", made.recovery_key[:-1], made.recovery_key + "A", "日本語" * 10):
        with pytest.raises(Refusal, match="not typed"):
            keys.unlock_by_recovery(tmp_path, typed)


def test_the_passphrase_changes_with_the_old_one(made, tmp_path):
    keys.change_passphrase(tmp_path, "やまなみ 2027", passphrase=PHRASE, stretching=CHEAP)
    assert keys.unlock_by_passphrase(tmp_path, "やまなみ 2027") == made.data_key
    assert keys.unlock_by_recovery(tmp_path, made.recovery_key) == made.data_key
    with pytest.raises(Refusal, match="does not open"):
        keys.unlock_by_passphrase(tmp_path, PHRASE)


def test_a_forgotten_passphrase_is_replaced_with_the_sheet(made, tmp_path):
    keys.change_passphrase(tmp_path, "やまなみ 2027", recovery=made.recovery_key, stretching=CHEAP)
    assert keys.unlock_by_passphrase(tmp_path, "やまなみ 2027") == made.data_key


def test_nothing_changes_the_keys_without_a_key(made, tmp_path):
    before = (tmp_path / "keys.json").read_bytes()
    for given in ({"passphrase": "wrong passphrase"}, {"recovery": ""}, {}):
        with pytest.raises(Refusal):
            keys.change_passphrase(tmp_path, "やまなみ 2027", stretching=CHEAP, **given)
        with pytest.raises(Refusal):
            keys.renew_recovery(tmp_path, **given)
    assert (tmp_path / "keys.json").read_bytes() == before


def test_a_new_sheet_makes_the_old_one_worthless(made, tmp_path):
    new = keys.renew_recovery(tmp_path, passphrase=PHRASE)
    assert keys.unlock_by_recovery(tmp_path, new) == made.data_key
    assert keys.unlock_by_passphrase(tmp_path, PHRASE) == made.data_key
    with pytest.raises(Refusal, match="older sheet"):
        keys.unlock_by_recovery(tmp_path, made.recovery_key)


def test_a_slot_cannot_be_moved_or_made_cheaper(made, tmp_path):
    keys.create(tmp_path / "b", PHRASE, CHEAP)
    path = tmp_path / "keys.json"
    own = json.loads(path.read_text())
    foreign = json.loads((tmp_path / "b" / "keys.json").read_text())
    path.write_text(json.dumps(own | {"slots": foreign["slots"]}))
    with pytest.raises(Refusal):
        keys.unlock_by_passphrase(tmp_path, PHRASE)
    own["slots"]["passphrase"]["stretching"]["passes"] = 2
    path.write_text(json.dumps(own))
    with pytest.raises(Refusal):
        keys.unlock_by_passphrase(tmp_path, PHRASE)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"{}",
        b'{"format": 1}',
        b"\xff\xfe",
        b'{"format": 1, "slots": {}}',
        (
            b'{"format":1,"office":"a","slots":{"passphrase":{"stretching":{"x":1},"salt":"AA=="},'
            b'"recovery":{"salt":"?"}}}'
        ),
    ],
)
def test_a_damaged_key_file_is_named(made, tmp_path, content):
    (tmp_path / "keys.json").write_bytes(content)
    with pytest.raises(Refusal, match="damaged"):
        keys.unlock_by_passphrase(tmp_path, PHRASE)
    with pytest.raises(Refusal, match="damaged"):
        keys.unlock_by_recovery(tmp_path, made.recovery_key)


def test_a_missing_key_file_is_named(tmp_path):
    with pytest.raises(Refusal, match="cannot be read"):
        keys.unlock_by_passphrase(tmp_path, PHRASE)


def test_an_interrupted_change_leaves_the_old_file(made, tmp_path, monkeypatch):
    def fail(*_args):
        raise OSError("power")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(Refusal, match="No file can be written"):
        keys.change_passphrase(tmp_path, "やまなみ 2027", passphrase=PHRASE, stretching=CHEAP)
    monkeypatch.undo()
    assert keys.unlock_by_passphrase(tmp_path, PHRASE) == made.data_key
    keys.change_passphrase(tmp_path, "やまなみ 2027", passphrase=PHRASE, stretching=CHEAP)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["keys.json"]


def test_the_sign_in_page_loads_no_database():
    code = (
        "import sys; from resources import keys\n"
        "assert not {'sqlalchemy', 'sqlmodel', 'sqlcipher3', 'cryptography', 'argon2'}"
        " & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_everybody_may_have_a_passphrase_of_their_own_that_says_who_came(made, tmp_path):
    me, other = "1" * 32, "2" * 32
    keys.set_own(tmp_path, me, "わたしの ことば", data_key=made.data_key, stretching=CHEAP)
    keys.set_own(tmp_path, other, "ほかの ことば 2", data_key=made.data_key, stretching=CHEAP)
    assert keys.unlock(tmp_path, PHRASE) == keys.Unlocked(made.data_key, "")
    assert keys.unlock(tmp_path, "わたしの ことば", first=other).staff_id == me
    assert keys.unlock(tmp_path, "ほかの ことば 2").data_key == made.data_key
    assert keys.owners(tmp_path) == {me, other}
    keys.set_own(tmp_path, me, "あたらしい ことば", data_key=made.data_key, stretching=CHEAP)
    with pytest.raises(Refusal):
        keys.unlock(tmp_path, "わたしの ことば")
    assert keys.unlock(tmp_path, "あたらしい ことば").staff_id == me


def test_a_colleague_who_leaves_takes_their_way_in_with_them(made, tmp_path):
    me = "1" * 32
    keys.set_own(tmp_path, me, "わたしの ことば", data_key=made.data_key, stretching=CHEAP)
    assert keys.remove_own(tmp_path, me)
    assert not keys.remove_own(tmp_path, me)
    with pytest.raises(Refusal, match="does not open"):
        keys.unlock(tmp_path, "わたしの ことば")
    assert keys.unlock(tmp_path, PHRASE).data_key == made.data_key
    assert keys.unlock_by_recovery(tmp_path, made.recovery_key) == made.data_key


def test_one_passphrase_never_stands_for_two(made, tmp_path):
    keys.set_own(tmp_path, "1" * 32, "わたしの ことば", data_key=made.data_key, stretching=CHEAP)
    for taken in ("わたしの ことば", PHRASE, "短い"):
        with pytest.raises(Refusal):
            keys.set_own(tmp_path, "2" * 32, taken, data_key=made.data_key, stretching=CHEAP)
    assert keys.owners(tmp_path) == {"1" * 32}
