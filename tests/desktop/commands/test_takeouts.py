"""Taking out and bringing home from the command line."""

import json
from types import SimpleNamespace

import pytest
from pypdf import PdfReader

from tests.desktop.commands.conftest import SUPPORTERS
from tests.sessions.taken_out import Laptop


@pytest.fixture
def evening(call):
    """Return the caller after a meeting on 19 May with five people of the register was opened."""
    call("import", "supporters", SUPPORTERS)
    ids = [one["id"] for one in call("people", "list")[:5]]
    call("meeting", "create", "--date", "2026-05-19", "--from", "10:00", "--to", "12:00",
         "--number", "14", "--people", *ids)  # fmt: skip
    call("meeting", "open", "14")
    return call


def taken(call, tmp_path, name="a"):
    file = tmp_path / f"{name}.inapkg"
    made = call("takeout", "make", "14", "--carrier", "原　正子", "--output", file)
    packed = SimpleNamespace(content=file.read_bytes(), passcode=made["passcode"], id=made["id"])
    assert made["bytes"] == len(packed.content)
    return packed


def test_a_meeting_goes_out_and_comes_home(evening, tmp_path):
    call = evening
    (card, *_rest) = call("passes", "issue", "14", "--codes")
    packed = taken(call, tmp_path)
    assert [one["fate"] for one in call("takeout", "list", "--out")] == ["out"]
    laptop = Laptop(packed, tmp_path)
    laptop.scan(card["code"])
    laptop.walk_in("はじめ　てこ")
    home = tmp_path / "home.inaeve"
    home.write_bytes(laptop.home())
    seen = call("takeout", "home", home, "--dry-run")
    assert (seen["new"], seen["asked"], seen["waits"]) == (2, 1, [])
    assert call("attendance", "14") == []
    done = call("takeout", "home", home)
    assert (done["new"], done["known"], done["source"]) == (2, 0, "file")
    assert len(call("attendance", "14")) == 2
    again = call("takeout", "home", home)
    assert (again["new"], again["known"], again["asked"]) == (0, 2, 0)
    assert call("takeout", "undo", done["id"])["undone"]
    assert call("attendance", "14") == []
    assert call("takeout", "list", "--month", "2026-05")[0]["carrier"] == "原　正子"
    assert call("takeout", "list", "--month", "2026-06") == []
    assert call.raw("takeout", "list", "--month", "5")[0] == 2


def test_a_lost_package_is_reported_with_who_was_on_board(evening, tmp_path):
    call = evening
    packed = taken(call, tmp_path)
    report = tmp_path / "report.pdf"
    told = call("takeout", "lost", packed.id, "--note", "電車", "--output", report)
    assert (told["fate"], len(told["persons"]), told["cipher"]) == ("lost", 5, "AES-256-GCM")
    text = "".join(page.extract_text() for page in PdfReader(report).pages)
    assert "AES-256-GCM" in text
    assert told["persons"][0]["name"].split("　")[0] in text
    assert call.refused("takeout", "lost", packed.id)


def test_what_is_none_of_ours_is_refused(evening, tmp_path):
    junk = tmp_path / "junk"
    junk.write_bytes(b"junk")
    assert evening.refused("takeout", "home", junk)
    assert evening.refused("takeout", "home", "INAB1000")
    assert evening.refused("takeout", "home", tmp_path / "missing")
    status, out = evening.raw("takeout", "make", "14", "--carrier", "x", "--output",
                              tmp_path / "no" / "such" / "folder.inapkg", "--json")  # fmt: skip
    assert status == 1
    assert json.loads(out)["refused"]["what"]
    assert evening("takeout", "list") == []
