"""The papers of hosts: what they say, whom they leave out, and that a fax still reads."""

from datetime import date, datetime

import pytest

from programs.points import designation, host_codes, host_papers, hosts, reports_due
from programs.points.hosts import HostDetails
from programs.points.papers import (
    activity_sheet,
    host_application,
    host_notice,
    monthly_report,
    sheet_reminder,
)
from programs.points.sheet_keying import Row, book
from resources import codes
from resources.refusals import Refusal
from sessions import passes, withholding
from sessions.suppression import Reason
from tests.papers.reading import codes_in, fax_of, text_of
from tests.programs.points.test_ledger import JAPAN, YEAR, Town

JUNE = datetime(2025, 6, 20, 10, tzinfo=JAPAN)
TODAY = JUNE.date()
MAY = date(2025, 5, 1)


@pytest.fixture
def town(db):
    made = Town(db)
    rows = [Row(2, "0001", 60), Row(3, "0002", 90), Row(4, "0001", 60)]
    book(db, made.hosts[0], MAY, rows, received=TODAY, at=JUNE, by=made.by)
    passes.issue_cards(db, list(made.people.values()), at=JUNE, by=made.by)
    return made


def words(pdf, tmp_path):
    return "".join(text_of(pdf, tmp_path).split())


def test_the_sheet_names_the_volunteers_of_the_host_and_leaves_out_the_protected(town, tmp_path):
    sheet, out = host_papers.activity_sheet(town.db, town.hosts[0], MAY, TODAY)
    assert [one.number for one in sheet.people] == ["0002", "0001"]
    assert all(codes.is_code(one.code) for one in sheet.people)
    assert out == ()
    withholding.withhold(
        town.db, town.people["0002"], Reason.PROTECTED, since=TODAY, why="通知", at=JUNE,
        by=town.by,
    )  # fmt: skip
    sheet, out = host_papers.activity_sheet(town.db, town.hosts[0], MAY, TODAY)
    assert [one.number for one in sheet.people] == ["0001"]
    assert [name for name, _why in out] == ["有賀　武"]
    text = words(activity_sheet.draw([sheet]), tmp_path)
    assert "春日" in text
    assert "有賀" not in text
    blank = host_papers.blank_sheet(town.db, town.hosts[0])
    assert blank.people == ()
    assert "春日" not in words(activity_sheet.draw([blank]), tmp_path)


def test_the_report_sums_what_is_in_person_by_person(town, tmp_path):
    report, _out = host_papers.monthly_report(town.db, town.hosts[0], MAY)
    assert [(one.number, one.times, one.minutes) for one in report.lines] == [
        ("0001", "2", "120"), ("0002", "1", "90"),
    ]  # fmt: skip
    assert report.total == ("3", "210")
    assert "210" in words(monthly_report.draw([report]), tmp_path)


def test_the_notice_says_what_was_decided_and_waits_until_something_was(town, tmp_path):
    host = hosts.apply(
        town.db,
        HostDetails("9", "デイサービス ひなた", kind="通所介護"),
        on=MAY,
        at=JUNE,
        by=town.by,
    )
    with pytest.raises(Refusal):
        host_papers.notice(town.db, host, TODAY)
    assert "ひなた" in words(
        host_application.draw(host_papers.application(town.db, host)), tmp_path
    )
    designation.decide(
        town.db,
        host,
        designated=None,
        reason="対象の施設でないため",
        version=1,
        at=JUNE,
        by=town.by,
    )
    text = words(host_notice.draw(host_papers.notice(town.db, host, TODAY)), tmp_path)
    assert "対象の施設でないため" in text
    designation.decide(town.db, host, designated=TODAY, version=2, at=JUNE, by=town.by)
    text = words(host_notice.draw(host_papers.notice(town.db, host, TODAY)), tmp_path)
    assert "対象の施設でないため" not in text
    assert "通所介護" in text
    assert host_application.draw(host_papers.application(town.db))  # the blank twin


def test_the_reminder_goes_to_those_who_owe_a_sheet_and_says_until_when(town, tmp_path):
    found = reports_due.of_year(town.db, YEAR, TODAY)
    made = host_papers.reminders(town.db, found, TODAY)
    assert [(one.to, len(one.missing)) for one in made] == [
        ("宅老所　かわせみ", 1), ("地域食堂　夕やけ", 2),
    ]  # fmt: skip
    assert "令和7年4月" in words(sheet_reminder.draw(made), tmp_path)
    with pytest.raises(Refusal):
        host_papers.reminders(town.db, [], TODAY)


def test_a_code_of_a_host_is_found_again_and_no_card(town):
    code = host_codes.code_of(town.hosts[1])
    assert len(code) == codes.LENGTH
    assert host_codes.find(town.db, f" {code.lower()} ") == town.hosts[1]
    assert host_codes.find(town.db, codes.new_code()) is None
    assert not codes.is_code(code)


def test_every_code_of_the_sheet_survives_a_fax(town, tmp_path):
    """204 × 98 dots an inch in black and white, as the coarse fax of a host sends it."""
    sheet, _out = host_papers.activity_sheet(town.db, town.hosts[0], MAY, TODAY)
    (page,) = fax_of(activity_sheet.draw([sheet]), tmp_path)
    assert codes_in(page) == {sheet.host_code, *(one.code for one in sheet.people)}
