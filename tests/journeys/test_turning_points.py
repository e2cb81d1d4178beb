"""The papers for a bad day, followed step by step: what they say stands on the screen."""

import re
import shutil

import pytest
import sqlalchemy as sa
from PySide6.QtCore import Qt

from desktop import drives
from desktop.entrance.sheet import SheetPanel
from resources import copies, keys, settings
from sessions import people
from sessions.person_entry import PersonDetails
from sessions.person_tables import PERSON
from tests.journeys.clerk import Clerk
from tests.journeys.conftest import MIDORI
from tests.journeys.evening import previewed, print_all
from tests.journeys.test_first_start import key_on
from tests.journeys.town import settle
from tests.papers.reading import text_of
from tests.town import PASSPHRASE

NEW = "千代田湖の あさもや"


def register(db):
    return db.scalar(sa.select(sa.func.count()).select_from(PERSON))


class Paper:
    """A printed paper in a clerk's hand; only what stands on it can be done."""

    def __init__(self, pdf, tmp_path):
        self.words = re.sub(r"\s", "", text_of(pdf, tmp_path))

    def says(self, words):
        assert re.sub(r"\s", "", f"「{words}」") in self.words, f"the paper does not say {words}"
        return words


def printed(clerk, button, tmp_path):
    """Print a paper from 事務所 › 控えと戻す."""
    office = clerk.go("office")
    clerk.press(office.buttons["copies"])
    clerk.press(getattr(office.sections["copies"], button))
    preview = previewed(clerk)
    print_all(clerk, preview)
    return Paper(preview.drawn.pdf, tmp_path)


@pytest.fixture
def town(folder, template):
    return settle(folder, template[1])


def new_passphrase(clerk, paper, tmp_path):
    """The steps both papers end with; return what opens the office afterwards."""
    clerk.wait(lambda: hasattr(clerk.panel, "pair"))
    panel = clerk.panel
    clerk.write(panel.pair.one, NEW)
    clerk.write(panel.pair.two, NEW)
    clerk.press(clerk.button(paper.says("新しい合言葉に する"), panel))
    clerk.wait(lambda: isinstance(clerk.panel, SheetPanel))
    box = clerk.panel.box
    clerk.press(clerk.button(paper.says("この紙を印刷"), clerk.panel))
    new_key = key_on(box.pdf, tmp_path)
    clerk.write(box.group, new_key[-4:])
    clerk.press(clerk.button(paper.says("しまいました。つぎへ"), clerk.panel))
    clerk.wait(lambda: clerk.window is not None)
    assert clerk.page.name == "today"
    return new_key


def test_the_passphrase_is_forgotten(clerk, folder, tmp_path):
    recovery = keys.renew_recovery(folder, passphrase=PASSPHRASE)
    clerk.sign_in()
    paper = printed(clerk, "lost", tmp_path)
    clerk.go_home()

    panel = clerk.come()
    clerk.press(clerk.button(paper.says("合言葉が わからない"), panel))
    panel = clerk.panel
    clerk.write(panel.key, recovery.lower().replace("-", " "))
    new_key = new_passphrase(clerk, paper, tmp_path)
    clerk.go_home()

    assert keys.unlock_by_passphrase(folder, NEW) == keys.unlock_by_recovery(folder, new_key)
    clerk.sign_in(NEW)
    assert clerk.page.name == "today"


def test_the_computer_is_broken(clerk, town, folder, tmp_path, qtbot, monkeypatch):
    recovery = keys.renew_recovery(folder, passphrase=PASSPHRASE)
    stick = tmp_path / "media" / "usb"
    stick.mkdir(parents=True)
    settings.change(last_backup_place=str(stick))
    clerk.sign_in()
    paper = printed(clerk, "dead", tmp_path)
    keeper = clerk.house.wiring.safekeeping
    with qtbot.waitSignal(keeper.done, timeout=30_000):
        keeper.look()  # the half hour has passed
    counted = clerk.desk.read(register)
    # An older copy lies on the stick, too, and somebody has spoiled a third one.
    whole = next(iter(stick.iterdir()))
    (stick / "inakurashi-20260801-080000.inabackup").write_bytes(whole.read_bytes()[:9000])
    clerk.go_home()
    shutil.rmtree(folder)
    settings.default_path().unlink()
    monkeypatch.setattr(drives, "sticks", lambda: [drives.Drive("青いUSB", stick, 10**9)])
    other = Clerk(qtbot, tmp_path / "new machine" / "office", clerk.clock)
    other.printer = clerk.printer
    panel = other.come()
    other.press(other.button(paper.says("もう 事務所か 控えが ある"), panel))
    panel = other.panel
    paper.says("控えから 事務所を 戻す")
    other.press(panel.way.ring("backup"))
    other.press(other.button(paper.says("控えを えらぶ"), panel))
    panel = other.panel
    shown = panel.table.shown()
    assert [row.state for row in shown] == ["こわれています", "確認済み"]
    assert panel.table.current().state == paper.says("確認済み")
    assert panel.table.current().where == "青いUSB"
    paper.says("復旧の鍵(金庫の紙)")
    other.press(panel.by.ring("recovery"))
    other.write(panel.secret, recovery)
    other.press(other.button(paper.says("ひらいて くらべる"), panel))
    other.wait(lambda: panel.go.isEnabled() and panel.words.text() != "")
    assert "まだ 事務所が ありません" in panel.words.text()
    other.press(other.button(paper.says("この控えに 戻す"), panel))
    new_passphrase(other, paper, tmp_path)
    assert other.desk.read(register) == counted > 0
    other.leave()


def say_why(clerk, dialog, why):
    clerk.write(dialog.line, why)
    clerk.press(dialog.go)


def show_sheet(clerk, dialog, sheet):
    clerk.write(dialog.key, sheet)
    clerk.press(dialog.go)


def test_a_day_is_taken_back_from_the_office_page(clerk, town, folder):
    clerk.sign_in()
    keeper = clerk.house.wiring.safekeeping
    with clerk.qtbot.waitSignal(keeper.done, timeout=30_000):
        keeper.look()
    clerk.clock.go_on(hours=2)
    meant = clerk.desk.read(register)
    sheet = keys.renew_recovery(folder, passphrase=PASSPHRASE)
    clerk.desk.change(
        people.enrol,
        PersonDetails(name="まちがい　一郎"),
        at=clerk.clock(),
        by=clerk.desk.staff_id,
    )
    office = clerk.go("office")
    clerk.press(office.buttons["copies"])
    section = office.sections["copies"]
    clerk.press(section.compare)
    clerk.wait(section.compare.isEnabled)
    assert "1件" in section.compared.text()
    assert MIDORI in section.compared.text()
    with clerk.answering(lambda dialog: say_why(clerk, dialog, "まちがえて 登録した")):
        clerk.press(section.back)
    assert clerk.window is not None, "nobody brings a copy back alone"
    agreed = clerk.go("today").second
    with clerk.answering(lambda dialog: show_sheet(clerk, dialog, sheet)):
        clerk.press(agreed.buttons[0])
    clerk.go("office")
    clerk.press(section.back)
    clerk.wait(lambda: clerk.window is None)
    panel = clerk.panel
    assert [row.why for row in panel.table.shown()] == ["控えから 戻す前", "その日の はじめ"]
    clerk.find_row(panel.table, lambda row: row.why == "その日の はじめ")
    clerk.write(panel.secret, PASSPHRASE)
    clerk.press(panel.go)
    clerk.wait(lambda: panel.go.words == "この控えに 戻す")
    # The enrolment; then the asking, the answer, what was granted and its use.
    assert f"{MIDORI} 5" in panel.words.text()
    clerk.press(panel.go)
    clerk.wait(lambda: clerk.window is not None)
    assert clerk.desk.read(register) == meant
    aside = [one for one in folder.parent.iterdir() if "旧" in one.name]
    assert len(copies.listing([aside[0] / "backups"])) == 2


def test_a_damaged_office_offers_its_last_good_copy(clerk, town, folder):
    clerk.sign_in()
    keeper = clerk.house.wiring.safekeeping
    with clerk.qtbot.waitSignal(keeper.done, timeout=30_000):
        keeper.look()
    clerk.go_home()
    path = folder / "office.db"
    evidence = bytearray(path.read_bytes())
    evidence[100] ^= 1
    path.write_bytes(evidence)
    panel = clerk.come()
    clerk.write(panel.passphrase, PASSPHRASE)
    clerk.key(Qt.Key.Key_Return)
    clerk.wait(lambda: hasattr(clerk.panel, "table"))
    panel = clerk.panel
    assert panel.table.current().state == "確認済み"
    clerk.write(panel.secret, PASSPHRASE)
    clerk.press(panel.go)
    clerk.wait(lambda: panel.go.words == "この控えに 戻す")
    clerk.press(panel.go)
    clerk.wait(lambda: clerk.window is not None)
    (aside,) = [one for one in folder.parent.iterdir() if "旧" in one.name]
    assert (aside / "office.db").read_bytes() == bytes(evidence)
