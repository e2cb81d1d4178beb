"""Leaving the desk: the office is closed, and the same page comes back."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop import print_tray
from desktop.idle import Idle
from desktop.style.scale import scale
from resources import settings
from resources.database import Office
from tests.desktop.start_town import *  # noqa: F403 -- fixtures
from tests.desktop.start_town import sign_in
from tests.town import PASSPHRASE


def enter_again(qtbot, house):
    panel = house.way_in.frame.panels.currentWidget()
    panel.passphrase.insert(PASSPHRASE)
    qtbot.mouseClick(panel.open, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: house.window is not None, timeout=20_000)
    return house.window


def test_ctrl_l_closes_the_office_and_the_page_comes_back(qtbot, house, folder, template):
    window = sign_in(qtbot, house)
    window.go("office", "machine")
    qtbot.waitExposed(window)
    qtbot.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert house.window is None
    assert house.desk is None
    assert house.way_in.frame.isVisible()
    Office.open(folder, template[1], window=True).close()  # nobody holds the office
    again = enter_again(qtbot, house)
    assert (again.shown.name, again.shown.here) == ("office", "machine")


def test_the_entry_in_the_rail_leaves_too_and_empties_the_print_tray(qtbot, house):
    window = sign_in(qtbot, house)
    name = print_tray.lay(print_tray.Job("p", "t", (), lambda _o, _t: print_tray.Drawn(b"")))
    qtbot.mouseClick(window.rail.acts[0], Qt.MouseButton.LeftButton)
    assert house.window is None
    assert print_tray.take(name) is None


def test_the_reception_is_never_locked(qtbot, house):
    window = sign_in(qtbot, house)
    window.shown.__class__.covers = True
    try:
        house.wiring.leave_desk()
        assert house.window is window
    finally:
        window.shown.__class__.covers = False


def test_too_long_a_silence_locks_and_a_key_begins_it_anew(qtbot):
    now = [0.0]
    busy = [False]
    owner, field = QWidget(), QWidget()
    qtbot.addWidget(owner)
    qtbot.addWidget(field)
    idle = Idle(owner, busy=lambda: busy[0], clock=lambda: now[0])
    heard = []
    idle.long.connect(lambda: heard.append(now[0]))
    settings.change(idle_minutes=5)
    now[0] = 299
    idle.look()
    qtbot.keyClick(field, Qt.Key.Key_A)
    now[0] = 301
    idle.look()
    assert heard == []
    now[0] = 299 + 300
    idle.look()
    assert heard == [599]
    busy[0] = True
    now[0] = 5000
    idle.look()
    busy[0] = False
    idle.look()
    assert heard == [599]
    settings.change(idle_minutes=0)
    now[0] = 50_000
    idle.look()
    assert heard == [599]
    idle.stop()


def test_the_house_hears_of_every_wire(qtbot, house):
    window = sign_in(qtbot, house)
    went = []
    window.go = lambda name, subject="": went.append((name, subject))
    window.search_asked.emit("  髙橋 ")
    window.search_asked.emit("   ")
    assert went == [("people", "search:髙橋")]
    window.search_asked.emit(" いなくらし ")
    assert went[-1] == ("found", "いなくらし")
    window.year_chosen.emit(2024)
    assert went[-1] == ("meetings", "year:2024")
    assert window.top.property("past") is True
    scale.larger()
    assert settings.load().text_scale == 1.25
    scale.set_factor(1.0)
    assert "10:30" in window.rail._saved.text()
    window.help_asked.emit("today")
    assert house.wiring.manual.isVisible()
    house.wiring.manual.close()


def test_a_reception_cut_off_by_a_power_cut_reopens(qtbot, house):
    settings.change(reception="0" * 32)
    asked = []
    house._went = asked
    from desktop.window import Window

    original = Window.go
    Window.go = lambda self, name, subject="": (
        asked.append((name, subject)),
        name == "reception" or original(self, name, subject),
    )
    try:
        sign_in(qtbot, house)
    finally:
        Window.go = original
    assert asked[-1] == ("reception", "0" * 32)
