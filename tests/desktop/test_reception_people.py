"""Who stands at the door: shared cards, other meetings, hidden names, Latin names, the camera."""

import pytest
import zxingcpp
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtMultimedia import QVideoFrame, QVideoSink
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.pages.reception import Reception
from desktop.reception.inputs import Inputs
from desktop.reception.wording import Wording, reading, wording
from desktop.spoken import Speaker
from desktop.style import tokens
from desktop.window import Window
from resources.settings import Settings
from sessions import attendance, expecting, passes
from sessions.answers import Answer, Kind, Reason, Remedy
from tests.desktop.door import doors
from tests.desktop.door_town import plan
from tests.sessions.hall import register
from tests.town import NOW, STAFF

pytestmark = pytest.mark.qt_log_ignore(
    "propagateSizeHints", "does not support raise", "QRhi", "Couldn't (load|resolve)"
)
NOTE = {"at": NOW, "by": STAFF}


@pytest.fixture
def door_at(qtbot, office):
    with doors(qtbot, office) as make:
        yield make


@pytest.fixture
def at(door_at):
    return door_at()


def couple(at, *, both_listed=True):
    """Put a couple into the register with one card; return their ids and the card."""
    ids = [
        at.desk.change(register, name, kana, "手良")
        for name, kana in (("北原　実", "きたはら　みのる"), ("北原　咲", "きたはら　さき"))
    ]
    (card,) = at.desk.change(passes.issue_cards, ids[:1], **NOTE)
    at.desk.change(passes.share, card.id, ids[1], **NOTE)
    listed = ids if both_listed else ids[:1]
    at.desk.change(expecting.expect_people, at.meeting, listed, **NOTE)
    return ids, card


def people_here(at):
    return {row.person_id for row in at.desk.read(attendance.present, at.meeting)}


@pytest.mark.parametrize("both_listed", [True, False])
def test_two_people_with_one_card_have_two_large_buttons(at, both_listed):
    ids, card = couple(at, both_listed=both_listed)
    at.keys_of(card.code)
    assert at.wait_painted()[0] == "ask"
    assert at.answer.wording.headline == "お二人とも？"
    assert list(at.page.staff_bar.remedies) == [Remedy.BOTH, Remedy.FIRST, Remedy.SECOND]
    assert at.page.staff_bar.remedies[Remedy.SECOND].words == "きたはら さき さまだけ"
    assert all(b.height() >= 64 for b in at.page.staff_bar.remedies.values())
    at.press(Qt.Key.Key_Return)
    assert at.wait_painted(2)[0] == "received"
    assert people_here(at) == set(ids)
    assert at.answer.wording.name == "きたはら みのる さま\nきたはら さき さま"


def test_only_one_of_two_comes(at):
    ids, card = couple(at)
    at.keys_of(card.code)
    at.page.staff_bar.remedies[Remedy.SECOND].click()
    at.qtbot.waitUntil(lambda: people_here(at) != set())
    assert people_here(at) == {ids[1]}


def test_somebody_of_the_register_who_is_not_on_the_list(at):
    person = at.desk.change(register, "唐沢　梅", "からさわ　うめ", "長谷")
    (card,) = at.desk.change(passes.issue_cards, [person], **NOTE)
    at.keys_of(card.code)
    assert at.wait_painted() == ("ask", None)
    assert "唐沢 梅" in at.page.staff_bar.reason.text()
    assert "唐沢" not in at.answer.accessibleName()
    at.press(Qt.Key.Key_F4)
    assert at.wait_painted(2)[0] == "received"
    assert people_here(at) == {person}


def test_the_register_is_searched_when_the_list_has_nobody(at):
    person = at.desk.change(register, "唐沢　梅", "からさわ　うめ", "長谷")
    at.look_for("からさ")
    (line,) = at.people.table.shown()
    assert (line.name, line.expected_id) == ("唐沢 梅", None)
    at.press(Qt.Key.Key_Return)
    at.wait_painted()
    assert people_here(at) == {person}


def test_nobody_found_becomes_the_newcomers_panel(at):
    at.look_for("わたらせ")
    assert at.people.table.shown() == []
    at.press(Qt.Key.Key_Return)
    assert at.page.stage.walking_in
    assert at.page.stage.walk_in.kana.text() == "わたらせ"


def test_the_tag_of_another_meeting_is_asked_about(at):
    from sessions import bodies, holding, meetings

    body = at.desk.read(bodies.town_meeting).id
    held = at.desk.read(meetings.show, at.meeting).held_on
    other = at.desk.change(meetings.plan, body, held_on=held, **NOTE).id
    line = at.desk.change(
        expecting.expect_by_hand, other, name="中山　一", kana="なかやま　はじめ", **NOTE
    )
    at.desk.change(passes.issue_tags, other, **NOTE)
    at.desk.change(holding.open_meeting, other, **NOTE)
    tag = at.desk.read(passes.of_meeting, other)[line]
    at.keys_of(tag.code)
    assert at.wait_painted()[0] == "ask"
    assert at.present() == []
    assert Remedy.SEARCH_NAME in at.page.staff_bar.remedies


def test_a_hidden_name_is_a_card_number_on_every_line_of_the_screen(at):
    from sessions.person_tables import Person

    def hide(db, person_id):
        db.get(Person, person_id).hide_name = True

    person = at.desk.change(register, "小松　雪", "こまつ　ゆき", "富県")
    at.desk.change(hide, person)
    at.desk.change(expecting.expect_people, at.meeting, [person], **NOTE)
    (card,) = at.desk.change(passes.issue_cards, [person], **NOTE)
    at.keys_of(card.code)
    assert at.wait_painted()[0] == "received"
    assert card.label in at.answer.wording.name
    at.page.refresh()
    shown = " ".join(
        [
            at.answer.accessibleName(),
            at.page.bar.who.text(),
            *(name for _at, name, _where in at.page.stage.latest.list.rows),
        ]
    )
    assert "小松" not in shown
    assert "こまつ" not in shown
    at.look_for("こまつ")
    (line,) = at.people.table.shown()
    assert "小松" not in line.name + line.kana


@pytest.mark.parametrize(
    ("name", "kana", "read"),
    [
        ("髙橋　ハツヱ", "タカハシ　ハツエ", "たかはし はつえ"),
        ("Nguyễn Văn Minh", "グエン　バン　ミン", "グエン バン ミン"),
        ("Maria Aparecida da Silva", "", "Maria Aparecida da Silva"),
        ("", "やまだ　はなこ", "やまだ はなこ"),
        ("春日　とみ子", "かすが　とみこ", "かすが とみこ"),
    ],
)
def test_how_a_name_is_called(name, kana, read):
    assert reading(name, kana) == read
    answer = Answer(Kind.RECEIVED, name=name, kana=kana)
    assert wording(answer, clock="").name == f"{read} さま"


def test_a_very_long_name_stays_whole_and_large(at):
    long = " ".join(["アレクサンドリーナ"] * 4)
    at.page.answering.show_wording(
        Wording(Kind.RECEIVED, "受付できました", name=f"{long} さま", next_step="どうぞ")
    )
    at.wait_painted()
    from desktop.reception.answer_screen import NAME, _lines

    (first, *_rest) = _lines(at.answer.wording, 1.0, 850.0)
    text = "".join(layout.text() for layout in first.layouts)
    assert "".join(text.split()) == "".join(f"{long}さま".split())
    assert first.layouts[0].font().pixelSize() >= NAME * 0.79


def test_nothing_of_the_visitor_is_red_or_a_reason(at):
    answer = Answer(Kind.ASK, Reason.REVOKED, name="春日　とみ子", kana="かすが　とみこ")
    words = wording(answer, clock="")
    assert words.reason
    assert words.name == ""
    assert "春日" not in words.spoken
    for ground in (tokens.RECEIVED, tokens.ALREADY, tokens.CALL):
        colour = QColor(ground.ground)
        assert not (colour.red() > 150 and colour.green() < 100)


class Film:
    """A frame source that shows one picture after the other."""

    def __init__(self, running=True):
        self.sink = QVideoSink()
        self.running = running

    def start(self):
        return self.running

    def stop(self):
        self.running = False

    def show(self, text, angle=11.0):
        code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode)
        picture = memoryview(zxingcpp.write_barcode_to_image(code, scale=4))
        high, wide = picture.shape
        drawn = QImage(bytes(picture), wide, high, wide, QImage.Format.Format_Grayscale8)
        frame = QImage(1280, 720, QImage.Format.Format_RGB32)
        frame.fill(QColor(150, 140, 130))
        painter = QPainter(frame)
        painter.translate(520, 260)
        painter.rotate(angle)
        painter.drawImage(0, 0, drawn)
        painter.end()
        self.sink.setVideoFrame(QVideoFrame(frame))


def test_a_card_before_the_camera_is_received(at, qtbot):
    film = Film()
    at.page.inputs.stop()
    at.page.inputs._source = lambda _name: film
    at.page.inputs.start(at.top)
    qtbot.waitUntil(lambda: bool(at.page.inputs._stops))
    film.show(at.codes[5])
    assert at.wait_painted() == ("received", at.lines[5])
    (row,) = at.desk.read(attendance.present, at.meeting)
    assert row.way == "camera"
    qtbot.waitUntil(lambda: at.page.stage.welcome.camera.with_camera, timeout=3000)
    at.page.inputs.stop()
    assert not film.running


def test_without_a_camera_the_page_says_so(at, qtbot):
    at.page.inputs.stop()
    at.page.inputs._source = lambda _name: Film(running=False)
    at.page.stage.show_camera(on=True)
    at.page.inputs.start(at.top)
    qtbot.waitUntil(lambda: not at.page.stage.welcome.camera.with_camera)
    assert at.page.stage.welcome.camera.accessibleName() == "スキャナーか 名前で"


def test_in_the_real_window_ctrl_z_opens_no_box(qtbot, office, at):
    window = Window(at.desk, clock=lambda: NOW)
    qtbot.addWidget(window)
    inputs = Inputs(Settings(), clock=lambda: at.keys)
    made = []

    def make(desk, frame):
        made.append(
            Reception(desk, frame, settings=Settings(), remember=at.remember, inputs=inputs)
        )
        return made[-1]

    window.add_page("reception", make)
    meeting, lines, cards = plan(at.desk, number=15)
    at.top.hide()
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.go("reception", meeting)
    (page,) = made
    qtbot.waitUntil(page.hasFocus)
    assert not window.rail.isVisible()
    painted = []
    page.answer_painted.connect(lambda kind, who: painted.append((kind, who)))
    for letter in cards[2]:
        QTest.keyClick(window.focusWidget(), letter)
        at.keys += 4
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: painted == [("received", lines[2])])
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.activeModalWidget() is None
    assert at.desk.read(attendance.present, meeting) == ()
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_F2)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.activeModalWidget() is None
    window.close()


def test_without_a_japanese_voice_nothing_is_spoken(monkeypatch):
    monkeypatch.setattr("desktop.spoken._japanese_voice", lambda _parent: None)
    speaker = Speaker()
    assert not speaker.available()
    assert not speaker.say("かすが とみこ さま")
    speaker.hush()


def test_how_often_somebody_has_come_is_said_from_the_second_time_on(at):
    from sessions import bodies, holding, meetings

    person = at.desk.change(register, "唐沢　梅", "からさわ　うめ", "長谷")
    (card,) = at.desk.change(passes.issue_cards, [person], **NOTE)
    said = []
    for number in (15, 16, 17):
        body = at.desk.read(bodies.town_meeting).id
        held = at.desk.read(meetings.show, at.meeting).held_on
        meeting = at.desk.change(meetings.plan, body, held_on=held, number=number, **NOTE).id
        at.desk.change(expecting.expect_people, meeting, [person], **NOTE)
        at.desk.change(holding.open_meeting, meeting, **NOTE)
        at.page.open_at(meeting)
        at.keys_of(card.code)
        at.wait_painted(len(said) + 1)
        said.append(at.answer.wording.small)
    assert said == ["", "2回目のご参加です", "3回目のご参加です"]
