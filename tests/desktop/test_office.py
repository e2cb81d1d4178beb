"""事務所: every control changes what it says, in the records or on this machine."""

import pytest
from PySide6.QtCore import Qt

from desktop import journal_words
from desktop.desk import Desk
from desktop.dialogs import question, reason
from desktop.office import by_two
from desktop.pages.office import SECTIONS, Office
from desktop.parts.chip import Chip  # noqa: F401 -- painted in the tables
from desktop.style.scale import scale
from resources import backup, codes, journal, keys, settings
from sessions import bodies, office_keys, organisations, places, second_person, staff
from sessions import office as own
from sessions.takeout_tables import KeyKind
from tests.desktop.start_town import *  # noqa: F403 -- fixtures
from tests.desktop.test_today import Frame
from tests.town import NOW, PASSPHRASE


@pytest.fixture
def desk(qapp, office):
    with office.change() as db:
        me = staff.enrol(db, "唐澤　みどり", kana="からさわ　みどり", at=NOW)
        bodies.seed(db, at=NOW, by=me)
    made = Desk(office, me, lambda: NOW)
    yield made
    made.close()


class Telling(Frame):
    def __init__(self):
        super().__init__()
        self.told, self.undo = {}, None

    def done(self, text, undo=None, _status=None):
        self.said, self.undo = text, undo

    def tell(self, key, _status, text):
        self.told[key] = text

    def untell(self, key):
        self.told.pop(key, None)


@pytest.fixture
def page(qtbot, desk):
    made = Office(desk, Telling())
    qtbot.addWidget(made)
    made.resize(1150, 632)
    made.show()
    yield made
    scale.set_factor(1.0)


def section(page, name):
    page.show_section(name)
    return page.sections[name]


def choose(rings, value):
    rings.ring(value).click()


def press(qtbot, button):
    assert button.isEnabled()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize("name", [one[0] for one in SECTIONS])
@pytest.mark.parametrize("step", [1.0, 1.5])
def test_every_section_opens_and_needs_no_sideways_scrolling(qtbot, page, name, step):
    scale.set_factor(step)
    page.resize(1278, 632)
    page.buttons[name].click()
    qtbot.wait(1)
    assert page.here == name
    assert page.area.widget().minimumSizeHint().width() <= page.area.viewport().width()


def test_the_facts_are_kept_and_another_desk_is_not_overwritten(qtbot, page, desk):
    facts = section(page, "facts")
    facts.name.setText("伊那市社会福祉協議会")
    facts.zip.setText("３９６００２３")
    choose(facts.seal, own.Seal.OMITTED)
    page.press_primary()
    kept = desk.read(own.get)
    assert (kept.details.name, kept.details.zip, kept.details.seal) == (
        "伊那市社会福祉協議会", "396-0023", own.Seal.OMITTED,
    )  # fmt: skip
    assert page.frame.told == {}
    facts.view = own.OfficeView(kept.details, kept.version - 1)
    page.press_primary()
    assert "office" in page.frame.told


def test_people_come_are_renamed_leave_and_come_back(qtbot, page, desk):
    people = section(page, "people")
    people.name.setText("宮下　誠")
    people.kana.setText("ﾐﾔｼﾀ ﾏｺﾄ")
    press(qtbot, people.add)
    assert {one.name for one in desk.read(staff.listing)} == {"唐澤　みどり", "宮下　誠"}
    makoto = next(one for one in desk.read(staff.listing) if one.name == "宮下　誠")
    assert makoto.kana == "ミヤシタ　マコト"
    people.table.point_at(makoto.id)
    people.name.setText("宮下　真")
    press(qtbot, people.rename)
    assert desk.read(staff.get, makoto.id).name == "宮下　真"
    people.table.point_at(makoto.id)
    press(qtbot, people.leave)
    assert not desk.read(staff.get, makoto.id).active
    page.frame.undo()
    assert desk.read(staff.get, makoto.id).active
    people.table.point_at(desk.staff_id)
    desk.change(staff.leave, makoto.id, at=NOW, by=desk.staff_id)
    people.table.point_at(desk.staff_id)
    press(qtbot, people.leave)
    assert "office" in page.frame.told  # the last one cannot leave


def test_the_passphrase_is_changed_only_by_who_knows_it(qtbot, page, desk):
    section_ = section(page, "keys")
    for field in (section_.pair.one, section_.pair.two):
        field.setText("あたらしい 合言葉")
    section_.old.setText("ちがう合言葉です")
    press(qtbot, section_.change)
    qtbot.waitUntil(lambda: bool(section_.old_field.error), timeout=10_000)
    qtbot.waitUntil(section_.change.isEnabled, timeout=10_000)
    section_.old.setText(PASSPHRASE)
    press(qtbot, section_.change)
    qtbot.waitUntil(lambda: section_.old.text() == "", timeout=20_000)
    folder = desk.office.folder
    assert keys.unlock_by_passphrase(folder, "あたらしい 合言葉") == desk.office.data_key


def test_a_new_sheet_is_not_thought_kept_until_it_is(qtbot, page, desk):
    part = section(page, "keys")
    part.mine.setText(PASSPHRASE)
    press(qtbot, part.renew)
    qtbot.waitUntil(lambda: part.dialog is not None, timeout=20_000)
    dialog = part.dialog
    assert settings.load().recovery_unkept
    press(qtbot, dialog.kept)
    assert dialog.box.field.error
    dialog.box.group.setText(dialog.box.content.key[-4:])
    press(qtbot, dialog.kept)
    assert not settings.load().recovery_unkept
    key = dialog.box.content.key
    assert keys.unlock_by_recovery(desk.office.folder, key) == desk.office.data_key


def test_copies_are_taken_listed_and_everything_is_checked(qtbot, page, desk, tmp_path):
    copies = section(page, "copies")
    copies.box.set_folder(tmp_path / "stick")
    press(qtbot, copies.take)
    qtbot.waitUntil(lambda: len(copies.table.shown()) == 1, timeout=30_000)
    assert copies.table.shown()[0].copy.file.parent == tmp_path / "stick"
    press(qtbot, copies.check)
    qtbot.waitUntil(copies.check.isEnabled, timeout=30_000)
    with desk.office.read() as db:
        lines = journal.verify(db).lines
    assert f"{lines:,} 行" in copies.result.text()


def test_each_control_of_this_machine_is_kept_at_once(qtbot, page):
    machine = section(page, "machine")
    choose(machine.letters, "1.25")
    assert scale.factor == 1.25
    machine.still.click()
    machine.idle.setValue(25)
    choose(machine.volume, "loud")
    machine.spoken.click()
    machine.last_ten.click()
    choose(machine.scanner, "serial")
    machine.camera.setCurrentIndex(machine.camera.count() - 1)
    machine.camera.chosen.emit(machine.camera.value())
    machine.printer.across.setValue(0.7)
    machine.printer.down.setValue(-1.2)
    kept = settings.load()
    assert (kept.reduced_motion, kept.idle_minutes, kept.sound, kept.sound_volume) == (
        True, 25, True, 100,
    )  # fmt: skip
    assert (kept.spoken_names, kept.last_ten, kept.scanner, kept.camera) == (
        True, True, "serial", "-",
    )  # fmt: skip
    assert (kept.printer_offset_x, kept.printer_offset_y) == (0.7, -1.2)
    choose(machine.volume, "off")
    assert settings.load().sound is False


def test_a_card_can_be_tried(qtbot, page):
    machine = section(page, "machine")
    code = codes.new_code()
    machine.trial.setText(code)
    assert codes.human(code) in machine.trial_field._below.text()
    machine.trial.setText("https://example.jp/")
    assert codes.human(code) not in machine.trial_field._below.text()


def test_the_test_page_is_drawn_with_the_offset(qtbot, page, tmp_path):
    from tests.papers.reading import text_of  # the papers' own reader

    machine = section(page, "machine")
    machine.printer.across.setValue(1.5)
    machine.printer.write_pdf(tmp_path / "test.pdf")
    assert "+1.5 mm" in text_of((tmp_path / "test.pdf").read_bytes(), tmp_path)


def test_places_and_organisations(qtbot, page, desk):
    lists = section(page, "lists")
    halls = lists.places
    halls.editors["name"].setText("いなっせ")
    halls.editors["capacity"].setText("たくさん")
    press(qtbot, halls.add)
    assert halls.errors["capacity"].error
    halls.editors["capacity"].setText("４０")
    press(qtbot, halls.add)
    (hall,) = desk.read(places.listing)
    assert (hall.name, hall.capacity) == ("いなっせ", 40)
    halls.table.point_at(hall.id)
    halls.editors["rooms"].setText("研修室1／研修室2")
    press(qtbot, halls.correct)
    assert desk.read(places.get, hall.id).rooms == "研修室1／研修室2"
    halls.table.point_at(hall.id)
    press(qtbot, halls.retire)
    assert desk.read(places.listing) == []
    page.frame.undo()
    assert [one.id for one in desk.read(places.listing)] == [hall.id]
    groups = lists.organisations
    groups.editors["name"].setText("みはらし作業所")
    press(qtbot, groups.add)
    assert [one.name for one in desk.read(organisations.listing)] == ["みはらし作業所"]


def test_bodies_are_added_and_corrected(qtbot, page, desk):
    part = section(page, "bodies")
    part.name.setText("手良の茶の間")
    part.minutes.setValue(90)
    press(qtbot, part.add)
    made = next(one for one in desk.read(bodies.every) if one.name == "手良の茶の間")
    assert made.usual_minutes == 90
    part.table.point_at(made.id)
    part.place.setText("下手良公民館")
    press(qtbot, part.correct)
    assert desk.read(bodies.show, made.id).usual_place == "下手良公民館"


def test_the_journal_says_who_did_what_when(page, desk):
    deeds = section(page, "deeds")
    first = deeds.table.shown()[-1]
    assert (first.who, first.what, first.kind, first.about) == (
        "唐澤　みどり", "登録しました", "机の人", "唐澤　みどり",
    )  # fmt: skip
    assert first.moment == "5/19(火) 10:30"


def test_every_act_and_kind_of_the_journal_has_its_words():
    """The words in the code are found, so that no act is shown in English."""
    import re

    from tests.house.tree import ROOT

    found = set()
    for floor in ("sessions", "programs"):
        for file in (ROOT / floor).rglob("*.py"):
            text = file.read_text("utf-8")
            found |= set(re.findall(r'journal\.write\(\s*db,\s*"(\w+)",\s*"(\w+)"', text))
    assert len(found) > 20
    for act, kind in found:
        assert journal_words.act(act) != act, act
        assert journal_words.kind(kind) != kind, kind


def test_new_keys_for_packages_retire_the_old_ones_and_those_still_open(page, monkeypatch):
    desk = page.desk
    card = section(page, "keys").packages
    assert not card.renew.isEnabled()
    at, by = desk.now(), desk.staff_id
    old = [desk.change(office_keys.standing, kind, at=at, by=by)[0] for kind in KeyKind]
    card.refresh()
    assert "令和8年" in card.since.text()
    monkeypatch.setattr(question, "ask", lambda *_args, **_facts: "no")
    card.renew.click()
    assert desk.change(office_keys.standing, KeyKind.SEALING, at=at, by=by)[0] == old[0]
    monkeypatch.setattr(question, "ask", lambda *_args, **_facts: "new")
    card.renew.click()
    new = [desk.change(office_keys.standing, kind, at=at, by=by)[0] for kind in KeyKind]
    assert not set(new) & set(old)
    assert all(desk.read(office_keys.get, one).secret for one in old)


def test_a_copy_is_brought_back_when_two_agree_and_once(page, monkeypatch):
    desk = page.desk
    with desk.office.change() as db:
        other = staff.enrol(db, "宮下　誠", at=NOW, by=desk.staff_id)
        staff.make_administrator(db, other, at=NOW, by=desk.staff_id)
    asked = []
    page.frame.bring_back = asked.append
    copies_ = section(page, "copies")
    made = backup.make(desk.file, desk.office.folder / "backups", at=NOW)
    copies_.refresh()
    monkeypatch.setattr(reason, "ask", lambda *_args, **_facts: "こわれた")
    copies_.back.click()
    assert asked == []
    (waiting,) = desk.read(second_person.waiting, other, at=NOW)
    assert waiting.answerable
    with desk.office.change() as db:
        second_person.approve(db, waiting.id, at=NOW, by=other)
    assert by_two.agreed(copies_, "backup.restore", made.file.name, "")
    assert not by_two.agreed(copies_, "backup.restore", made.file.name, "")
