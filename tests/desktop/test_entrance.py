"""The door: the passphrase, the recovery key, another folder, a backup, who is there."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication

from desktop.entrance import whereabouts
from desktop.entrance.frame import Entrance
from desktop.entrance.sheet import SheetPanel
from desktop.entrance.sign_in import SignIn
from desktop.entrance.way_in import WayIn
from desktop.entrance.who import FirstOne, WhoIsThere
from resources import backup, cipher, keys, settings
from resources.database import Office
from tests.desktop.start_town import *  # noqa: F403 -- fixtures
from tests.desktop.start_town import second, sign_in
from tests.town import NOW, PASSPHRASE


def panel_of(house):
    return house.way_in.frame.panels.currentWidget()


def test_the_door_knows_the_office_by_the_name_of_its_file():
    assert whereabouts.OFFICE_FILE == cipher.FILE_NAME


def test_one_person_is_led_straight_to_today(qtbot, house):
    window = sign_in(qtbot, house)
    assert window.shown.name == "today"
    assert "唐澤" in window.shown.greeting.text()
    assert house.way_in is None


def test_what_was_typed_goes_with_the_door(qtbot, house):
    sign_in(qtbot, house)
    house.lock()
    house.way_in.frame.panels.currentWidget().passphrase.insert(PASSPHRASE)
    house.leave()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    doors = [one for one in QApplication.topLevelWidgets() if isinstance(one, Entrance)]
    assert doors == []


def test_a_wrong_passphrase_says_what_to_do_and_the_field_can_be_written_again(qtbot, house):
    house.open()
    panel = panel_of(house)
    panel.passphrase.insert("ちがう合言葉です")
    qtbot.mouseClick(panel.open, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(panel.field.error), timeout=10_000)
    assert panel.open.isEnabled()
    assert not panel.passphrase.isReadOnly()
    assert house.window is None
    panel.passphrase.setText(PASSPHRASE)
    qtbot.mouseClick(panel.open, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: house.window is not None, timeout=20_000)


def test_two_people_are_asked_who_it_is_and_the_last_one_stands_first(
    qtbot, house, folder, template
):
    makoto = second(folder, template[1])
    settings.change(last_staff=makoto)
    house.open()
    panel = panel_of(house)
    panel.passphrase.setText(PASSPHRASE)
    panel.try_to_open()
    qtbot.waitUntil(lambda: isinstance(panel_of(house), WhoIsThere), timeout=20_000)
    who = panel_of(house)
    assert [one.words for one in who.people] == ["宮下　誠", "唐澤　みどり"]
    qtbot.mouseClick(who.people[1], Qt.MouseButton.LeftButton)
    assert "唐澤" in house.window.shown.greeting.text()
    assert settings.load().last_staff == house.desk.staff_id != makoto


def test_an_office_without_people_asks_for_the_first_one(qtbot, template, tmp_path):
    import shutil

    from desktop.assembly import House
    from sessions import bodies, staff

    shutil.copytree(template[0], tmp_path / "empty")
    house = House(tmp_path / "empty", clock=lambda: NOW)
    house.open()
    panel_of(house).passphrase.setText(PASSPHRASE)
    panel_of(house).try_to_open()
    qtbot.waitUntil(lambda: isinstance(panel_of(house), FirstOne), timeout=20_000)
    panel = panel_of(house)
    panel.press_primary()
    assert panel.name_field.error
    panel.name.setText("原　和子")
    panel.press_primary()
    assert [one.name for one in house.desk.read(staff.listing)] == ["原　和子"]
    assert house.desk.read(bodies.every)
    house.leave()


def test_a_second_window_on_one_office_is_refused_at_the_door(qtbot, house, folder):
    sign_in(qtbot, house)
    other = WayIn(folder, clock=lambda: NOW)
    panel = other.frame.panels.currentWidget()
    panel.passphrase.setText(PASSPHRASE)
    panel.try_to_open()
    qtbot.waitUntil(lambda: bool(panel.field.error), timeout=20_000)
    assert isinstance(other.frame.panels.currentWidget(), SignIn)
    other.frame.close()


def test_the_recovery_key_opens_and_a_new_passphrase_and_sheet_are_demanded(
    qtbot, house, folder, template
):
    old = keys.renew_recovery(folder, passphrase=PASSPHRASE)
    house.open()
    qtbot.mouseClick(panel_of(house).forgotten, Qt.MouseButton.LeftButton)
    panel = panel_of(house)
    panel.key.setText("0000-0000")
    panel.press_primary()
    assert panel.key_field.error
    panel.key.setText(old.lower().replace("-", " "))
    panel.pair.one.setText("あたらしい 合言葉")
    panel.pair.two.setText("あたらしい 合言")
    panel.press_primary()
    assert panel.pair.field_two.error
    panel.pair.two.setText("あたらしい 合言葉")
    panel.press_primary()
    qtbot.waitUntil(lambda: isinstance(panel_of(house), SheetPanel), timeout=20_000)
    sheet = panel_of(house)
    new = sheet.box.content.key
    sheet.box.group.setText("!!!!")
    sheet.press_primary()
    assert sheet.box.field.error
    assert house.window is None
    sheet.box.group.setText(new[-4:].lower())
    sheet.press_primary()
    qtbot.waitUntil(lambda: house.window is not None, timeout=20_000)
    assert keys.unlock_by_passphrase(folder, "あたらしい 合言葉") == template[1]
    assert keys.unlock_by_recovery(folder, new) == template[1]
    with pytest.raises(keys.Refusal):
        keys.unlock_by_recovery(folder, old)


def test_another_folder_is_opened_and_kept(qtbot, house, folder, tmp_path):
    import shutil

    shutil.copytree(folder, tmp_path / "north")
    house.open()
    qtbot.mouseClick(panel_of(house).another, Qt.MouseButton.LeftButton)
    panel = panel_of(house)
    panel.folder.text.setText(str(tmp_path / "nothing"))
    panel.press_primary()
    assert panel.folder_field.error
    panel.folder.text.setText(str(tmp_path / "north"))
    panel.press_primary()
    assert isinstance(panel_of(house), SignIn)
    assert settings.load().folder == tmp_path / "north"


@pytest.mark.parametrize("way", ["passphrase", "recovery"])
def test_an_office_comes_back_from_a_backup(qtbot, house, folder, template, tmp_path, way):
    recovery = keys.renew_recovery(folder, passphrase=PASSPHRASE)
    office = Office.open(folder, template[1])
    file = backup.make(office, tmp_path / "stick", at=NOW).file
    office.close()
    house.open()
    qtbot.mouseClick(panel_of(house).another, Qt.MouseButton.LeftButton)
    panel = panel_of(house)
    panel.way.ring("backup").click()
    panel.press_primary()
    panel = panel_of(house)
    panel.take_file(file)
    assert panel.table.current().copy.file == file
    panel.by.set_value(way)
    panel.secret.setText("ちがう合言葉です")
    panel.press_primary()
    qtbot.waitUntil(lambda: bool(panel.secret_field.error), timeout=20_000)
    panel.secret.setText(PASSPHRASE if way == "passphrase" else recovery)
    panel.press_primary()
    qtbot.waitUntil(lambda: panel.go.words == "この控えに 戻す", timeout=20_000)
    assert "なくなるものは ありません" in panel.words.text()
    panel.press_primary()
    if way == "recovery":  # nobody knew the passphrase: a new one, and a new sheet
        qtbot.waitUntil(lambda: hasattr(panel_of(house), "pair"), timeout=20_000)
        panel = panel_of(house)
        assert panel.key.text() == recovery
        panel.pair.one.setText("あたらしい 合言葉")
        panel.pair.two.setText("あたらしい 合言葉")
        panel.press_primary()
        qtbot.waitUntil(lambda: hasattr(panel_of(house), "box"), timeout=20_000)
        panel = panel_of(house)
        panel.box.group.setText(panel.box.content.key[-4:])
        panel.press_primary()
    qtbot.waitUntil(lambda: house.window is not None, timeout=30_000)
    assert "唐澤" in house.window.shown.greeting.text()
    # Nothing was overwritten: what stood there lies beside it.
    assert [one.name for one in tmp_path.iterdir() if "旧" in one.name]


def test_closing_the_door_ends_without_an_open_office(qtbot, house):
    house.open()
    frame = house.way_in.frame
    frame.close()
    QApplication.processEvents()
    assert house.desk is None
