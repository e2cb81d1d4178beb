"""A year of the office's own files gives, for every volunteer, what expected.json says."""

import random

import pytest

from programs.points import hosts, ledger, rule_sets, settling, sheet_intake
from resources.refusals import Refusal
from tests.programs.points import year
from tests.sessions.intake import office
from tests.town import NOW, STAFF

WHO = {"at": NOW, "by": STAFF}


def figures(db):
    """Return {number: activities, minutes, recorded, counted, yen} by the ledger."""
    rule = rule_sets.in_force(db, year.YEAR).last.rule
    return {
        number: (one.activities, one.minutes, one.recorded, one.counted, rule.yen(one.counted))
        for number, one in ledger.balances(db, year.YEAR).items()
        if one.activities
    }


def lines(db):
    """Return every line of the ledger as it was written."""
    return list(db.execute(ledger.TABLE.select().order_by(ledger.TABLE.c.id)))


def wanted():
    return {
        number: (
            one["activities"], one["minutes"], one["stamps_recorded"], one["stamps_counted"],
            one["yen"],
        )
        for number, one in office.expected()["volunteers"].items()
        if one["judged"] and one["activities"]
    }  # fmt: skip


def judged_only(found):
    volunteers = office.expected()["volunteers"]
    return {
        number: one for number, one in found.items() if volunteers.get(number, {}).get("judged")
    }


def test_a_year_gives_what_is_expected_of_every_volunteer(db):
    year.everybody(db)
    assert year.hosts(db).added == 60
    outcome = year.activities(db)
    found = figures(db)
    assert judged_only(found) == wanted()
    totals = office.expected()["totals"]
    assert sum(one[0] for one in found.values()) == totals["accepted"]
    assert sum(one[2] for one in found.values()) == totals["stamps_recorded"]
    assert sum(one[3] for one in found.values()) == totals["stamps_counted"]
    assert sum(one[1] for one in found.values()) == totals["minutes"]
    told = {
        (one.file, one.row, one.kind) for one in outcome.troubles if one.kind != "over_daily_cap"
    }
    expected = {
        (one["file"], one["row"], one["kind"])
        for part in ("problem_rows", "info_rows")
        for one in office.expected()[part]
        if one["file"].startswith("活動記録")
    }
    assert told == expected


def test_the_order_of_the_files_and_bringing_them_in_again_change_nothing(db):
    """Shuffled, one by one, with the hosts last and the volunteers in the middle: the same."""
    names = [*year.sheets()]
    shuffled = random.Random(20260519).sample(names, len(names))
    half = len(shuffled) // 2
    for name in shuffled[:half]:
        year.activities(db, [name])
    year.everybody(db)
    year.activities(db, shuffled[half:])
    year.hosts(db)
    settling.settle(db, year.YEAR, **WHO)
    assert judged_only(figures(db)) == wanted()
    before = ledger.balances(db, year.YEAR)
    again = year.activities(db, random.Random(7).sample(names, len(names)))
    assert sum(one.unchanged for one in again.files) == sum(one.rows for one in again.files)
    assert again.lines == 0
    assert ledger.balances(db, year.YEAR) == before
    assert year.hosts(db).unchanged == 60


def test_a_sheet_sent_again_changes_only_what_differs(db):
    year.everybody(db)
    year.hosts(db)
    for resend in office.expected()["resends"]:
        first, second = resend["first"], resend["second"]
        said = {
            name: {
                sheet_intake.fact_of(hosts.name_key(one.host_name), line)
                for one in year.sheets()[name]
                for line in one.lines
            }
            for name in (first, second)
        }
        ways = []
        for names in ((first, second), (second, first)):
            written = len(lines(db))
            batches = [year.activities(db, [name]).batch_id for name in names]
            ways.append(figures(db))
            facts = [line.about for line in lines(db)[written:]]
            both = said[first] & said[second]
            assert all(facts.count(fact) <= 1 for fact in both), "what stayed was written again"
            for batch in batches:
                if any(one.batch_id == batch for one in sheet_intake.imports(db)):
                    sheet_intake.take_back(db, batch, reason="別の順で読む", **WHO)
            assert figures(db) == {}
        assert ways[0] == ways[1], resend["mode"]
        assert ways[0]


def test_an_import_taken_back_leaves_the_balances_as_they_were_and_the_history_longer(db):
    year.everybody(db)
    year.hosts(db)
    names = [*year.sheets()][:6]
    year.activities(db, names[:5])
    before = ledger.balances(db, year.YEAR)
    batch = year.activities(db, names[5:])
    assert ledger.balances(db, year.YEAR) != before
    written = sum(len(ledger.lines(db, year.YEAR, one)) for one in figures(db))
    sheet_intake.take_back(db, batch.batch_id, reason="よその機関の用紙", **WHO)
    after = ledger.balances(db, year.YEAR)
    assert {n: b for n, b in after.items() if b.activities} == before
    assert sum(len(ledger.lines(db, year.YEAR, one)) for one in after) > written
    with pytest.raises(Refusal):
        sheet_intake.take_back(db, batch.batch_id, reason="もう一度", **WHO)
