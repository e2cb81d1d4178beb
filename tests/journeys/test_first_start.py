"""The first start by hand, the day's end, and coming in again by passphrase and by paper."""

import re

import pytest
from PySide6.QtCore import Qt

from desktop.entrance.sheet import SheetPanel
from desktop.entrance.sign_in import SignIn
from resources import settings
from sessions import office, staff
from tests.journeys.clerk import Clerk, windows
from tests.papers.reading import text_of

PASS = "みはらしの丘に 春が来る"
NEXT_PASS = "小彼岸桜の咲く 高遠"
KEY_LINE = re.compile(r"[0-9A-Z ]{10,}")


@pytest.fixture
def newcomer(qtbot, tmp_path, clock, printer):
    somebody = Clerk(qtbot, tmp_path / "new" / "office", clock)
    somebody.printer = printer
    yield somebody
    somebody.leave()


def key_on(pdf, tmp_path):
    """Return the recovery key as it stands on the paper."""
    lines = [line for line in text_of(pdf, tmp_path).splitlines() if KEY_LINE.fullmatch(line)]
    letters = "".join("".join(lines).split())
    assert len(letters) == 28
    return letters


def lead_through(clerk, tmp_path):
    """Answer every question of the first start and return the recovery key on the paper."""
    panel = clerk.come()
    assert panel.count.text() == "1 / 6"
    clerk.press(panel.next)
    clerk.write(panel.office.name, "伊那市社会福祉協議会")
    clerk.write(panel.office.issuer_name, "春日　清")
    clerk.write(panel.office.phone, "０２６５－７３－２５４１")
    clerk.press(panel.next)
    clerk.write(panel.people.lines[0].name, "唐澤　みどり")
    clerk.press(panel.people.more)
    clerk.write(panel.people.lines[1].name, "宮下　誠")
    clerk.press(panel.next)
    clerk.write(panel.key.pair.one, PASS)
    clerk.write(panel.key.pair.two, PASS)
    clerk.press(panel.next)
    clerk.wait(lambda: panel.sheet is not None)
    assert panel.count.text() == "4 / 6"
    with clerk.file(tmp_path / "paper" / "recovery.pdf"):
        clerk.press(panel.sheet.box.save)
    key = key_on((tmp_path / "paper" / "recovery.pdf").read_bytes(), tmp_path)
    clerk.write(panel.sheet.box.group, "ＺＺＺＺ")
    clerk.press(panel.next)
    assert panel.sheet.box.field.error
    clerk.write(panel.sheet.box.group, key[-4:].lower())
    clerk.press(panel.next)
    assert panel.count.text() == "5 / 6"
    clerk.press(panel.printer.box.test)
    assert len(clerk.printer.out) == 1
    clerk.press(panel.next)
    assert panel.count.text() == "6 / 6"
    clerk.press(panel.importing.later)
    clerk.wait(lambda: clerk.window is not None)
    return key


def test_an_office_is_founded_left_and_entered_again(newcomer, tmp_path):
    clerk = newcomer
    (tmp_path / "paper").mkdir()
    key = lead_through(clerk, tmp_path)

    assert clerk.page.name == "today"
    assert [type(one).__name__ for one in windows()] == ["Window"]
    assert clerk.desk.read(office.get).details.phone == "0265-73-2541"
    assert [one.name for one in clerk.desk.read(staff.listing)] == ["唐澤　みどり", "宮下　誠"]
    assert settings.load().printer

    clerk.go_home()
    assert windows() == []

    clerk.sign_in(PASS, who="宮下　誠")
    assert clerk.page.name == "today"
    assert "宮下" in clerk.page.greeting.text()

    # Leaving the desk locks, and the same page comes back.
    clerk.go("office")
    clerk.key(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    clerk.wait(lambda: clerk.window is None)
    assert isinstance(clerk.panel, SignIn)
    clerk.wait_active(clerk.house.way_in.frame)
    clerk.sign_in(PASS, who="唐澤　みどり")
    clerk.wait_for("office")
    clerk.go_home()

    panel = clerk.come()
    clerk.press(panel.forgotten)
    panel = clerk.panel
    clerk.write(panel.key, " ".join(key.lower()))
    clerk.write(panel.pair.one, NEXT_PASS)
    clerk.write(panel.pair.two, NEXT_PASS)
    clerk.press(panel.go)
    clerk.wait(lambda: isinstance(clerk.panel, SheetPanel))
    box = clerk.panel.box
    clerk.press(box.print)
    assert len(clerk.printer.out) == 2
    new_key = key_on(box.pdf, tmp_path)
    assert new_key != key
    clerk.write(box.group, new_key[-4:])
    clerk.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    clerk.wait(lambda: hasattr(clerk.panel, "people"))
    clerk.press(clerk.panel.people[0])
    clerk.wait(lambda: clerk.window is not None)
    assert clerk.page.name == "today"
    clerk.go_home()

    panel = clerk.come()
    clerk.write(panel.passphrase, PASS)
    clerk.key(Qt.Key.Key_Return)
    clerk.wait(lambda: bool(panel.field.error))
    clerk.sign_in(NEXT_PASS, who="唐澤　みどり")
    assert clerk.page.name == "today"
