"""持ち出し on the page of a meeting: made, brought home, asked about, reported lost."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from PySide6.QtGui import QImage

from desktop.dialogs.taking_home import TakingHome
from desktop.dialogs.taking_out import PasscodeShown, TakingOut
from resources import closing_code, symbols
from sessions import attendance, holding, joining, packing, takeouts
from sessions.packing import InNeed
from sessions.takeout_tables import Doubt, Fate
from tests.conftest import CHEAP
from tests.desktop.gathering_town import WHO, enrol, expect, found, plan, standing
from tests.desktop.test_people import words_of
from tests.desktop.test_reception_people import Film
from tests.sessions.taken_out import Laptop
from tests.town import NOW

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def hall(office, qtbot, tmp_path):
    """A meeting of eighteen with one package, its laptop, and the section in view."""
    with standing(office, qtbot) as (desk, window):
        body = found(desk)
        ids = enrol(desk)
        meeting = plan(desk, body.id)
        lines = expect(desk, meeting, ids)
        desk.change(holding.open_meeting, meeting, **WHO)
        packed = desk.change(packing.pack, meeting, carrier="原　正子", stretching=CHEAP, **WHO)
        laptop = Laptop(packed, tmp_path)
        window.go("meeting", f"{meeting}/takeout")
        section = window.shown.sections["takeout"]
        yield SimpleNamespace(
            desk=desk, window=window, section=section, meeting=meeting, lines=lines,
            laptop=laptop, packed=packed, page=window.shown,
        )  # fmt: skip


def test_the_package_stands_with_who_has_it(hall):
    (row,) = hall.section.packages.shown()
    assert (row.carrier, row.people, row.fate) == ("原　正子", 18, Fate.OUT)
    assert not hall.section.cards[1].isVisible()
    assert not hall.section.cards[2].isVisible()


def test_an_evening_comes_home_with_its_receipt_and_is_taken_back(hall, tmp_path):
    hall.laptop.receive(hall.lines[0])
    hall.laptop.walk_in("はじめ　てこ")
    file = tmp_path / "x.inaeve"
    file.write_bytes(hall.laptop.home())
    dialog = TakingHome(hall.section._look, hall.window)
    dialog.take_file(file)
    assert dialog.outlook.text() == "新しい 2件／もうあるもの 0件／人が確かめるもの 1件"
    assert dialog.go.isEnabled()
    receipt = hall.desk.change(joining.join_file, dialog.brought, slow=dialog.offset, **WHO)
    hall.section._joined(receipt)
    assert hall.desk.read(attendance.counts, hall.meeting).present == 2
    assert hall.section.cards[1].isVisible()
    (question,) = hall.section.questions.shown()
    assert question.doubt is Doubt.WALK_IN
    assert hall.section.match.isVisible()
    hall.section.match.click()
    assert hall.page.segments.value() == "attendance"
    hall.page.show_part("takeout")
    hall.section.undo.click()
    assert hall.desk.read(attendance.counts, hall.meeting).present == 0
    assert hall.section.questions.shown() == []


def test_the_photograph_of_the_code_is_enough(hall, tmp_path):
    came = tuple(0 if place < 3 else None for place in range(18))
    evening = closing_code.Evening(hall.packed.id, "aa000001", int(NOW.timestamp()) // 60, came, 1)
    key = hall.laptop.store.proof_key
    photo = tmp_path / "photo.png"
    picture(closing_code.write(evening, key)).save(str(photo))
    dialog = TakingHome(hall.section._look, hall.window)
    dialog.take_photo(photo)
    assert dialog.outlook.text() == "新しい 3件／もうあるもの 0件／人が確かめるもの 1件"
    hall.desk.change(joining.join_photo, dialog.brought, **WHO)
    assert hall.desk.read(attendance.counts, hall.meeting).present == 3
    QImage(20, 20, QImage.Format.Format_RGB32).save(str(photo))
    dialog.take_photo(photo)
    assert "見つかりません" in dialog.said.text
    assert not dialog.go.isEnabled()


def test_the_code_is_read_by_the_camera_which_goes_off_then(hall, qtbot):
    came = tuple(0 if place < 3 else None for place in range(18))
    evening = closing_code.Evening(hall.packed.id, "aa000001", int(NOW.timestamp()) // 60, came, 1)
    film = Film()
    dialog = TakingHome(hall.section._look, hall.window, source=lambda _name: film)
    dialog.show()
    dialog.camera.click()
    assert dialog.view.isVisible()
    film.show("https://example.org/", angle=0)
    qtbot.waitUntil(lambda: bool(dialog.said.text))
    assert dialog.view.on
    assert not dialog.go.isEnabled()
    film.show(closing_code.write(evening, hall.laptop.store.proof_key), angle=0)
    qtbot.waitUntil(lambda: not dialog.view.on)
    assert dialog.outlook.text() == "新しい 3件／もうあるもの 0件／人が確かめるもの 1件"
    assert dialog.go.isEnabled()
    assert not film.running
    dialog.close()


def test_without_a_camera_the_other_ways_are_said(hall):
    dialog = TakingHome(hall.section._look, hall.window)
    dialog.show()
    dialog.camera.click()
    assert "カメラがありません" in dialog.view.said.text
    assert not dialog.view.on
    dialog.close()


def test_a_wrong_file_is_said_and_nothing_is_offered(hall, tmp_path):
    dialog = TakingHome(hall.section._look, hall.window)
    junk = tmp_path / "junk"
    junk.write_bytes(b"junk")
    dialog.take_file(junk)
    assert "会場の記録ファイルではありません" in dialog.said.text
    dialog.take_file(tmp_path / "missing")
    assert "読めません" in dialog.said.text
    assert not dialog.go.isEnabled()


def test_letters_may_be_typed_and_the_clock_put_right(hall):
    dialog = TakingHome(hall.section._look, hall.window)
    dialog.slow.setValue(7)
    assert dialog.offset == timedelta(minutes=7)
    dialog.typed.setText("INAB1 000")
    dialog.typed.returnPressed.emit()
    assert "読めません" in dialog.said.text


def test_a_loss_is_one_button_and_the_report_lies_ready(hall, monkeypatch):
    monkeypatch.setattr(
        "desktop.pages.gathering.takeout_section.reason.ask", lambda *_args, **_facts: "電車"
    )
    hall.section.lost.click()
    one = hall.desk.read(takeouts.show, hall.packed.id)
    assert (one.fate, one.lost_note) == (Fate.LOST, "電車")
    assert hall.window.shown.name == "preview"
    hall.window.go("meeting", f"{hall.meeting}/takeout")
    assert not hall.section.lost.isEnabled()
    assert hall.section.report.isVisible()


def test_the_dialog_asks_who_takes_it_and_whose_needs_go_along(qtbot):
    in_need = [
        InNeed("line", "高見　清一", "たかみ", "wheelchair", agreed=True),
        InNeed("other", "春日　とみ子", "かすが", "hearing", agreed=False),
    ]
    dialog = TakingOut(3, in_need, "1人を除きました: 𠮷田　稔")
    qtbot.addWidget(dialog)
    dialog.enter()
    assert dialog.value == ""
    dialog.carrier.setText("原")
    along, silent, out = (
        next(word for word in words_of(dialog) if name in word) for name in ("高見", "春日", "𠮷田")
    )
    assert "同意" in along
    assert "会場での配慮" in silent
    assert out == "1人を除きました: 𠮷田　稔"
    dialog.enter()
    assert dialog.value == "go"


def test_the_passcode_is_left_only_after_the_file_was_saved(qtbot, tmp_path):
    packed = packing.Packed("p", b"content", "0123456789", "x.inapkg")
    saved = []
    dialog = PasscodeShown(packed, save=lambda path: not saved.append(path))
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.code.text() == "01234-56789"
    dialog.reject()
    assert dialog.isVisible()
    assert not dialog.slip.isEnabled()
    dialog.write(tmp_path / "x.inapkg")
    assert saved == [tmp_path / "x.inapkg"]
    dialog.slip.click()
    assert dialog.value == "slip"


def picture(text):
    """The code as a photograph shows it: with a margin, eight dots to a module."""
    rows = symbols.modules(text, symbols.EVENING)
    side = (len(rows) + 8) * 8
    image = QImage(side, side, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            if dark:
                for dy in range(8):
                    for dx in range(8):
                        image.setPixel((x + 4) * 8 + dx, (y + 4) * 8 + dy, 0xFF000000)
    return image
