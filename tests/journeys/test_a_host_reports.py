"""A host is designated, its sheet printed and keyed in, corrected by a file, and reminded of May."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from programs.points import balances, hosts, ledger, register
from programs.points.hosts import HostDetails
from resources.database import Office
from sessions import people
from sessions.person_entry import PersonDetails
from tests.town import NOW, STAFF

WHO = {"at": NOW, "by": STAFF}
CTRL = Qt.KeyboardModifier.ControlModifier
NAME = "デイサービス　ひなた"
YEAR = 2026
CORRECTED = """\
令和8年4月分 活動記録【訂正版】,,,,,,,
機関名：デイサービス ひなた,,,,,,,
登録番号,氏名,活動日,開始,終了,活動時間(分),内容,備考
0001,春日　とみ子,4/2,9:30,11:00,90,話し相手,
0002,有賀　武,4/3,,,60,お茶出し・配膳,
0002,有賀　武,4/10,,,120,お茶出し・配膳,
"""


@pytest.fixture
def volunteers(folder, template):
    office = Office.open(folder, template[1])
    values = {"registered": date(2026, 4, 1), "insured": date(2026, 3, 1)}
    with office.change() as db:
        rows = [
            (people.enrol(db, PersonDetails(name, kana, birth=date(1950, 5, 1)), **WHO), number,
             values)
            for number, name, kana in (
                ("0001", "春日　とみ子", "かすが　とみこ"), ("0002", "有賀　武", "あるが　たけし"),
            )
        ]  # fmt: skip
        register.record(db, rows, year=YEAR, batch_id="", **WHO)
        hosts.designate(db, HostDetails("1", "地域食堂 夕やけ", designated=date(2024, 4, 1)), **WHO)
    office.close()


def counted(clerk):
    return [one.counted for one in clerk.desk.read(balances.of_year, YEAR)]


def lines(clerk):
    return [len(clerk.desk.read(ledger.lines, YEAR, number)) for number in ("0001", "0002")]


def test_a_host_from_its_application_to_its_reminder(clerk, volunteers, tmp_path):
    clerk.sign_in()
    clerk.press(clerk.go("points").doors.tiles["points_hosts"])
    page = clerk.wait_for("points_hosts")

    def apply(dialog):
        clerk.write(dialog.texts["name"], NAME)
        clerk.write(dialog.texts["fax"], "0265-00-1602")
        clerk.write(dialog.day.line, "R8.3.25")
        clerk.press(dialog.go)

    with clerk.answering(apply):
        clerk.press(page.new)
    page = clerk.wait_for("points_host")

    def designate(dialog):
        clerk.write(dialog.day.line, "R8.4.1")
        clerk.press(dialog.go)

    with clerk.answering(designate):
        clerk.press(page.decide)
    _other, host = clerk.desk.read(hosts.listing)
    assert host.designated == date(2026, 4, 1)

    clerk.press(page.paper_buttons["sheet"])
    preview = clerk.wait_for("preview")
    assert NAME in preview.job.texts
    clerk.key(Qt.Key.Key_Escape)

    clerk.window.go("points_sheets", f"{host.id}:2026-04")
    page = clerk.wait_for("points_sheets")
    for row in (("2", "0001", "4", "930-1100"), ("3", "0002", "5", "60"), ("9", "0001", "4", "60")):
        for text in row:
            clerk.type(text)
            clerk.key(Qt.Key.Key_Return)
    clerk.key(Qt.Key.Key_Return, CTRL)
    assert counted(clerk) == [2, 1]
    before = lines(clerk)

    file = tmp_path / "活動記録_デイサービスひなた_令和8年04月_訂正版.csv"
    file.write_text(CORRECTED, "utf-8-sig")
    clerk.window.go("intake", "activities")
    page = clerk.wait_for("intake")
    page.choosing.take([file])
    clerk.press(page.next)
    clerk.wait(lambda: page.step == "look")
    clerk.press(page.next)
    clerk.wait(lambda: page.step == "done")
    # One visit is gone, one came; the two that say the same have no new line.
    assert counted(clerk) == [1, 3]
    assert lines(clerk) == [before[0] + 1, before[1] + 1]

    page = clerk.go("today")
    told = [row.button for row in page.soon.rows if hasattr(row, "button")]
    (link,) = [one for one in told if "記録簿" in one.accessibleDescription()]
    clerk.press(link)
    page = clerk.wait_for("points_hosts")
    (shown,) = page.table.shown()
    assert (shown.host.name, shown.sheets) == ("地域食堂　夕やけ", 0)
    clerk.press(page.remind)
    job = clerk.wait_for("preview").job
    assert (job.paper, [one.name for one in job.subjects]) == (
        "sheet_reminder", ["地域食堂　夕やけ"],
    )  # fmt: skip
