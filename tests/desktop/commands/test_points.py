"""Points from the command line: hosts and a year of monthly sheets, held against expected.json."""

import json

from tests.desktop.commands.conftest import DATA, VOLUNTEERS

EXPECTED = json.loads((DATA / "expected.json").read_text("utf-8"))
SHEETS = sorted(DATA.glob("活動記録_ケアハウスいちい_*.csv"))


def test_hosts_are_those_expected_and_bringing_them_in_twice_changes_nothing(call):
    file = DATA / "受入機関一覧.xlsx"
    first = call("import", "hosts", file)
    assert first["files"][0]["added"] == 60
    assert [one["kind"] for one in first["problems"]] == ["total_row"]
    assert call("import", "hosts", file)["files"][0]["unchanged"] == 60
    keys = ("no", "name", "since", "until")
    found = sorted(
        ({key: one[key] for key in keys} for one in call("hosts", "list")),
        key=lambda one: one["no"],
    )
    assert [{**one, "name": one["name"].replace("\u3000", " ")} for one in found] == (
        EXPECTED["hosts"]["list"]
    )


def test_monthly_sheets_are_tried_kept_explained_and_taken_back(call):
    call("import", "volunteers", VOLUNTEERS)
    call("import", "hosts", DATA / "受入機関一覧.xlsx")
    dry = call("points", "import-activities", *SHEETS, "--dry-run")
    assert call("imports")[0]["kind"] != "activities"
    kept = call("import", "activities", *SHEETS)
    assert kept == dry
    rows = sum(EXPECTED["files"][path.name]["rows"] for path in SHEETS)
    assert sum(one["added"] for one in kept["files"]) == rows
    wanted = {
        (one["file"], one["row"], one["kind"])
        for one in EXPECTED["problem_rows"]
        if one["file"] in {path.name for path in SHEETS}
    }
    assert wanted <= {(one["file"], one["row"], one["kind"]) for one in kept["problems"]}
    balances = call("points", "balance", "--year", "2025")
    assert len(balances) == 414
    assert (
        sum(one["stamps_recorded"] for one in balances)
        == (EXPECTED["stamps_by_host"]["ケアハウス いちい"])
    )
    most = max(balances, key=lambda one: one["stamps_counted"])
    told = call("points", "explain", most["number"], "--year", "2025")
    assert told["activities"][-1]["total"] == most["stamps_counted"]
    assert {one["host"].replace("\u3000", " ") for one in told["activities"]} == {
        "ケアハウス いちい"
    }
    (batch,) = [one for one in call("imports") if one["kind"] == "activities"]
    call("undo-import", batch["id"])
    assert not any(one["activities"] for one in call("points", "balance", "--year", "2025"))
    assert call.refused("points", "explain", "9999", "--year", "2025")


def test_an_exchange_goes_its_way_and_a_year_is_tried_before_it_is_closed(call):
    call("import", "volunteers", VOLUNTEERS)
    call("import", "hosts", DATA / "受入機関一覧.xlsx")
    call("import", "activities", *SHEETS)
    balances = call("points", "balance", "--year", "2025")
    number = max(balances, key=lambda one: one["left"])["number"]
    year = ("--year", "2025")
    reward = ("--take", "寄付", "1000")
    (one,) = call("points", "exchange", number, *year, *reward, "--on", "2026-03-02")
    assert (one["state"], one["yen"]) == ("applied", 1000)
    assert call.refused("points", "exchange", number, *year, *reward, "--on", "2026-04-02")
    dry = call("points", "close-year", *year, "--dry-run", "--on", "2026-04-02")
    assert dry["figures"]["exchanged"] == 1000
    assert len(dry["hindrances"]) == 1
    assert call.refused("points", "close-year", *year, "--on", "2026-04-02")
    for step, state in (("--approve", "approved"), ("--hand-over", "handed")):
        (one,) = call("points", "exchange", number, *year, step, one["id"], "--on", "2026-03-03")
        assert one["state"] == state
    done = call("points", "close-year", *year, "--on", "2026-04-02")
    assert done["figures"] == {**dry["figures"], "lapsed": dry["figures"]["lapsed"]}
    told = call("points", "report", *year)
    assert sum(told["minutes_by_month"].values()) == told["minutes"]
    assert call("check")["balances"]["points"]
