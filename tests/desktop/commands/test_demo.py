"""The demonstration town: large, sound, the same every time, and invented."""

import re
from collections import Counter
from datetime import date

import pytest

from desktop.town import residents
from resources import names
from resources import type as setting
from tests.desktop.commands.conftest import DATA

TODAY = date(2026, 5, 19)


@pytest.fixture(scope="module")
def people():
    return residents.make(TODAY)


def test_the_town_is_the_same_every_time(people):
    assert residents.make(TODAY) == people


def test_there_are_as_many_as_the_plan_counts(people):
    assert len({one.number for one in people} - {""}) == 412
    assert len({one.supporter_number for one in people} - {""}) == 90
    both = [one for one in people if one.number and one.supporter_number]
    assert 20 <= len(both) <= 35
    ages = [TODAY.year - one.details.birth.year for one in people if one.number]
    assert min(ages) >= 65
    assert max(ages) <= 95


def test_nobody_in_it_can_be_written_to_or_called(people):
    for one in people:
        if one.details.address:
            lot = re.search(r"(\d+)番地", one.details.address)
            assert int(lot[1]) > 15000
        for _written, digits in one.details.phones:
            # No exchange and no carrier begins with a zero.
            assert re.fullmatch(r"0265|090", digits[: -6 if len(digits) == 10 else -8])
            assert digits[4 if len(digits) == 10 else 3] == "0"


def test_readings_are_readings_and_every_name_can_be_printed(people):
    for one in people:
        kana = one.details.kana
        assert not kana or names.is_kana(kana)
        assert setting.missing(one.details.name, setting.Role.BOLD) == []
    spoken = Counter(f"{one.details.name} {one.details.kana}" for one in people)
    # As many of one name as a town has, not as a machine makes.
    assert max(spoken.values()) <= 4
    assert len(spoken) > 480


def test_nobody_of_the_office_files_lives_in_it(people):
    import json

    known = json.loads((DATA / "expected.json").read_text("utf-8"))["people"]
    theirs = {(one["name_nospace"], one["birth"]) for one in known}
    for one in people:
        own = (one.details.name.replace("　", ""), one.details.birth.isoformat())
        assert own not in theirs


def test_the_town_goes_into_an_empty_office_and_is_sound(call):
    made = call("demo")
    assert (made["volunteers"], made["supporters"], made["meetings"]) == (412, 90, 16)
    checked = call("check")
    assert checked["sound"] is True
    assert len(call("people", "list", "--programme", "points")) == 412
    assert len(call("people", "list", "--programme", "supporters")) == 90
    meetings = call("meeting", "list")
    held = [one for one in meetings if one["state"] == "closed"]
    assert len(held) == 12
    assert all(one["date"] < "2026-05-19" and 20 <= one["present"] <= 50 for one in held)
    (today,) = call("meeting", "list", "--when", "today")
    assert (today["number"], today["expected"], today["present"]) == (14, 41, 0)
    assert [one["number"] for one in call("meeting", "list", "--when", "upcoming")] == [14, 15, 16]
    roster = call("meeting", "show", "14")["roster"]
    together = "".join(line["name"] for line in roster)
    for rare in ("髙", "﨑", "𠮷", "辻\U000e0100", "Nguyễn", "陈"):
        assert rare in together
    assert {line["source"] for line in roster} == {"register", "application", "hand"}
    assert {"yes", "none"} <= {line["reply"] for line in roster}
    ways = {one["way"] for number in range(1, 13) for one in call("attendance", number)}
    assert {"scanner", "camera", "name", "walk_in", "paper"} <= ways
    assert any(one["left"] for one in call("attendance", "12"))
    assert len(call("certificate", "list", "12")) > 20
    (double,) = call("people", "duplicates")
    assert len(set(double["names"])) == 1
    assert call.refused("demo")


def test_the_town_stands_on_any_day(call):
    call("demo", on="2027-01-11")
    (today,) = call("meeting", "list", "--when", "today", on="2027-01-11")
    assert today["expected"] == 41
