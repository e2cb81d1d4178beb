"""The hall's computer: no office, one package, the same reception, closing and going on."""

import gc
import weakref

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QImage

from desktop import hall_room as room
from desktop.assembly import House
from desktop.entrance.at_the_hall import AtTheHall
from desktop.hall.closing_view import ClosingView
from desktop.scanning.decode import Decoder
from resources import sealed_log, settings
from resources.refusals import Refusal
from sessions import attendance, joining
from sessions.door_log import Way
from tests.sessions.hall import TOWN, WHO
from tests.sessions.taken_out import bring, pack
from tests.town import NOW

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "QRhi", extend=True)


@pytest.fixture(autouse=True)
def machine(monkeypatch, tmp_path):
    """A computer that has never seen the office."""
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "laptop" / name.lower()))
    monkeypatch.setattr(settings, "default_path", lambda: tmp_path / "laptop" / "settings.toml")


@pytest.fixture
def taken(office, tmp_path):
    """The meeting, its package, and the file of it on the stick."""
    it, packed = pack(office)
    file = tmp_path / packed.file_name
    file.write_bytes(packed.content)
    return it, packed, file


@pytest.fixture
def house(tmp_path, qtbot):
    made = House(tmp_path / "laptop" / "none", clock=lambda: NOW)
    yield made
    made.leave()


def enter(qtbot, house, taken):
    """Open the package at the entrance as a person does; return the window of the hall."""
    _it, packed, file = taken
    if house.way_in is None:
        house.open()
    qtbot.mouseClick(house.way_in.frame.hall, Qt.MouseButton.LeftButton)
    panel = house.way_in.frame.panels.currentWidget()
    assert isinstance(panel, AtTheHall)
    panel.file.text.setText(str(file))
    panel.passcode.setText(packed.passcode.lower())
    panel.operator.setText("原　正子")
    qtbot.mouseClick(panel.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: house.at_the_hall is not None, timeout=20_000)
    return house.at_the_hall


def scan(window, code):
    window.go("reception")
    window.reception.inputs.scanned.emit(code, Way.SCANNER)


def present(window):
    rows = window.desk.read(attendance.present, window.hall.meeting_id)
    return {row.name or row.kana for row in rows}


def test_a_computer_without_an_office_receives_at_the_hall(qtbot, house, taken, tmp_path):
    it, _packed, _file = taken
    window = enter(qtbot, house, taken)
    assert window.home.figures.text() == "来た方 0人"
    qtbot.mouseClick(window.home.door, Qt.MouseButton.LeftButton)
    assert window.stack.currentWidget() is window.reception
    scan(window, it.codes[0])
    answer = window.reception.stage.answer
    qtbot.waitUntil(lambda: answer.wording is not None)
    assert "はつえ" in answer.wording.name
    assert present(window) == {TOWN[0][0]}
    window.reception.answering.take_back()
    assert present(window) == set()
    scan(window, it.codes[1])
    window.reception.leave()
    assert window.stack.currentWidget() is window.home
    assert window.home.figures.text() == "来た方 1人"
    names = [name.encode() for name, *_rest in TOWN]
    for file in (tmp_path / "laptop").rglob("*"):
        if file.is_file():
            assert [name for name in names if name in file.read_bytes()] == [], file


def test_a_wrong_passcode_is_said_and_asked_again(qtbot, house, taken):
    house.open()
    house.way_in.ask_hall()
    panel = house.way_in.frame.panels.currentWidget()
    panel.file.text.setText(str(taken[2]))
    panel.passcode.setText("0000000000")
    panel.try_to_open()
    qtbot.waitUntil(lambda: bool(panel.passcode_field.error), timeout=20_000)
    assert "開きません" in panel.passcode_field.error
    assert panel.go.isEnabled()
    panel.file.text.setText(str(taken[2]) + "x")
    panel.try_to_open()
    qtbot.waitUntil(lambda: "読めません" in panel.passcode_field.error, timeout=20_000)
    assert room.evenings() == []


def test_what_the_clock_should_be_is_told_in_minutes_around_midnight_too(qtbot, house, taken):
    house.open()
    house.way_in.ask_hall()
    panel = house.way_in.frame.panels.currentWidget()
    assert panel.offset == 0
    panel.time.set_clock(panel._told.replace(hour=10, minute=41))
    assert panel.offset == 11 * 60
    panel._told = panel._told.replace(hour=23, minute=58)
    panel.time.set_clock(panel._told.replace(hour=0, minute=3))
    assert panel.offset == 5 * 60


def test_locking_forgets_the_names_and_the_passcode_goes_on(qtbot, house, taken):
    it, packed, _file = taken
    window = enter(qtbot, house, taken)
    scan(window, it.codes[0])
    evening = weakref.ref(house.desk)
    del window
    house.at_the_hall.idle.long.emit()
    assert house.at_the_hall is None
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()
    assert evening() is None
    panel = house.way_in.frame.panels.currentWidget()
    assert isinstance(panel, AtTheHall)
    assert panel.file_field.isHidden()
    assert "つづきから" in panel.which.currentText()
    panel.passcode.setText(packed.passcode)
    panel.try_to_open()
    qtbot.waitUntil(lambda: house.at_the_hall is not None, timeout=20_000)
    assert present(house.at_the_hall) == {TOWN[0][0]}


def test_the_closing_code_is_read_from_the_screen(qtbot, house, taken, office, tmp_path):
    it, _packed, _file = taken
    window = enter(qtbot, house, taken)
    for code in it.codes[:3]:
        scan(window, code)
    view = ClosingView(window._code, save=lambda: "", printed=lambda: "", parent=window)
    view.resize(1100, 640)
    qtbot.addWidget(view)
    view.show()
    for timed in (False, True):
        view.timed.setChecked(timed)
        text = Decoder().read(view.code.grab().toImage())
        assert text == view.code.text
    with office.read() as db:
        assert joining.preview_photo(db, text).new == 3
    photo = tmp_path / "photo.jpg"
    tilted(view.code.grab().toImage()).save(str(photo), quality=60)
    assert Decoder().read(QImage(str(photo))) == text
    assert bring(office, text).new == 3


def test_ending_takes_the_names_off_and_leaves_the_sealed_file(
    qtbot, house, taken, office, monkeypatch, tmp_path
):
    it, _packed, _file = taken
    window = enter(qtbot, house, taken)
    scan(window, it.codes[0])
    monkeypatch.setattr("desktop.hall.window.ask", lambda *_args, **_facts: "end")
    window.end()
    (evening,) = room.evenings()
    assert (evening.open, evening.begun) == (False, True)
    assert sealed_log.read(evening.file.read_bytes()).copies == (b"",)
    panel = house.way_in.frame.panels.currentWidget()
    assert panel.go.isHidden()
    assert not panel.take.isHidden()
    home = tmp_path / "home.inaeve"
    panel.write_home(home)
    receipt = bring(office, home.read_bytes())
    assert (receipt.new, receipt.asked) == (1, 0)
    with pytest.raises(Refusal, match="しめくくりました"):
        room.take_in(taken[1].content)


def test_the_closing_code_stands_on_paper_too(qtbot, house, taken):
    it, _packed, _file = taken
    window = enter(qtbot, house, taken)
    scan(window, it.codes[0])
    assert window.sheet().startswith(b"%PDF")
    window._remind()
    assert window.home.messages.shown()
    window.home.remind(photographed=True)
    assert not window.home.messages.shown()


def tilted(image):
    from PySide6.QtGui import QTransform

    return image.transformed(QTransform().rotate(7), Qt.TransformationMode.SmoothTransformation)


def test_the_evening_is_saved_onto_the_stick(qtbot, house, taken, office, tmp_path):
    it, _packed, _file = taken
    window = enter(qtbot, house, taken)
    scan(window, it.codes[0])
    file = tmp_path / "stick.inaeve"
    assert "保存しました" in window.write(file, room.carry_home(window.evening))
    with office.change() as db:
        assert joining.join_file(db, file.read_bytes(), **WHO).new == 1


def panel_of(house):
    house.way_in.ask_hall()
    return house.way_in.frame.panels.currentWidget()


def mistype(qtbot, panel, times):
    for _time in range(times):
        panel.passcode.setText("0000000000")
        panel.go.setEnabled(True)  # as if the pause were over
        panel.try_to_open()
        qtbot.waitUntil(lambda: panel._work is None, timeout=20_000)


def test_whoever_comes_with_the_right_passcode_is_told_of_the_wrong_ones(
    qtbot, house, taken, office, tmp_path
):
    it, packed, file = taken
    house.open()
    panel = panel_of(house)
    panel.file.text.setText(str(file))
    mistype(qtbot, panel, 3)
    assert panel.go.isEnabled()
    assert room.evenings() == []
    panel.passcode.setText(packed.passcode[:-1])  # no passcode at all: nothing was tried
    panel.try_to_open()
    qtbot.waitUntil(lambda: panel._work is None, timeout=20_000)
    panel.time.set_clock(panel._told.replace(minute=panel._told.minute + 5))
    panel.passcode.setText(packed.passcode)
    panel.try_to_open()
    qtbot.waitUntil(lambda: house.at_the_hall is not None, timeout=20_000)
    window = house.at_the_hall
    (message,) = window.home.messages.shown()
    assert "3回" in message.text
    assert "5/19 10:35" in message.text
    qtbot.mouseClick(message.button, Qt.MouseButton.LeftButton)
    assert not window.home.messages.shown()
    scan(window, it.codes[0])
    house.at_the_hall.idle.long.emit()
    panel = house.way_in.frame.panels.currentWidget()
    mistype(qtbot, panel, 1)
    home = tmp_path / "home.inaeve"
    panel.write_home(home)  # nobody has opened it since
    assert bring(office, home.read_bytes()).wrong.count == 4
    panel.passcode.setText(packed.passcode)
    panel.try_to_open()
    qtbot.waitUntil(lambda: house.at_the_hall is not None, timeout=20_000)
    (message,) = house.at_the_hall.home.messages.shown()
    assert "1回" in message.text


def test_after_a_few_wrong_passcodes_each_further_try_waits(qtbot, house, taken):
    house.open()
    panel = panel_of(house)
    panel.file.text.setText(str(taken[2]))
    mistype(qtbot, panel, 5)
    assert not panel.go.isEnabled()
    panel.passcode.setText(taken[1].passcode)
    panel.try_to_open()
    assert panel._work is None
    panel = panel_of(house)  # coming anew gives no further tries
    panel.file.text.setText(str(taken[2]))
    mistype(qtbot, panel, 1)
    assert not panel.go.isEnabled()
