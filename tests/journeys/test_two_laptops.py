"""One meeting goes out on two laptops that never saw the office, and comes home."""

import pytest
from PySide6.QtCore import Qt

from desktop import hall_room as room
from desktop.assembly import House
from desktop.pages.gathering import takeout_section
from resources import settings
from sessions import attendance, expecting, joining, meetings, passes, people, staff
from sessions.door_log import Way
from sessions.person_entry import PersonDetails
from tests.journeys.conftest import MIDORI
from tests.town import NOW

PEOPLE = (
    ("髙橋　ハツヱ", "たかはし　はつえ"),
    ("高見　清一", "たかみ　せいいち"),
    ("春日　とみ子", "かすが　とみこ"),
    ("𠮷田　稔", "よしだ　みのる"),
)


def prepared(desk):
    """Plan a meeting, expect PEOPLE, give them tags; return the meeting and their codes."""
    from datetime import date, time

    from sessions import bodies

    who = {"at": NOW, "by": desk.staff_id}
    body = desk.read(bodies.town_meeting)
    meeting = desk.change(
        meetings.plan, body.id, held_on=date(2026, 5, 19), begins=time(10), ends=time(12), **who
    ).id
    ids = [
        desk.change(people.enrol, PersonDetails(name=name, kana=kana), **who)
        for name, kana in PEOPLE
    ]
    desk.change(expecting.expect_people, meeting, ids, **who)
    tags = desk.change(passes.issue_tags, meeting, **who)
    named = {card.expected_id: card.code for card in tags}
    from sessions import rosters

    lines = {line.name: line.id for line in desk.read(rosters.listing, meeting)}
    return meeting, [named[lines[name]] for name, _kana in PEOPLE]


class Laptop:
    """A computer at the hall, with settings and folders of its own."""

    def __init__(self, qtbot, monkeypatch, home):
        self.qtbot, self.patch, self.home = qtbot, monkeypatch, home
        self.use()
        self.house = House(home / "none", clock=lambda: NOW)

    def use(self):
        for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME"):
            self.patch.setenv(name, str(self.home / name.lower()))
        self.patch.setattr(settings, "default_path", lambda: self.home / "settings.toml")

    def open(self, file, passcode):
        self.use()
        if self.house.way_in is None:
            self.house.open()
        self.qtbot.mouseClick(self.house.way_in.frame.hall, Qt.MouseButton.LeftButton)
        panel = self.house.way_in.frame.panels.currentWidget()
        panel.file.text.setText(str(file))
        panel.passcode.setText(passcode)
        self.qtbot.mouseClick(panel.go, Qt.MouseButton.LeftButton)
        self.qtbot.waitUntil(lambda: self.house.at_the_hall is not None, timeout=20_000)
        self.window = self.house.at_the_hall
        self.window.go("reception")

    def scan(self, code):
        self.window.reception.inputs.scanned.emit(code, Way.SCANNER)

    def power_fails(self, passcode):
        """The computer goes down without a word; its passcode opens the evening again."""
        self.use()
        self.house.lock_hall()
        panel = self.house.way_in.frame.panels.currentWidget()
        panel.passcode.setText(passcode)
        panel.try_to_open()
        self.qtbot.waitUntil(lambda: self.house.at_the_hall is not None, timeout=20_000)
        self.window = self.house.at_the_hall

    def take_home(self, file):
        self.window.write(file, room.carry_home(self.window.evening))


@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_a_meeting_goes_out_on_two_laptops_and_comes_home(
    qtbot, clerk, monkeypatch, tmp_path, printer
):
    clerk.come()
    clerk.sign_in()
    window, desk = clerk.window, clerk.window.desk
    meeting, codes = prepared(desk)
    window.go("meeting", f"{meeting}/takeout")
    section = window.shown.sections["takeout"]
    shown = []

    monkeypatch.setattr(takeout_section.TakingOut, "exec", _fill)

    def note_down(dialog):
        shown.append((dialog.packed.passcode, tmp_path / f"stick-{len(shown)}.inapkg"))
        dialog.write(shown[-1][1])
        dialog.answer("noted")
        return 1

    monkeypatch.setattr(takeout_section.PasscodeShown, "exec", note_down)
    for _time in range(2):
        section.make.click()
    assert len(section.packages.shown()) == 2
    laptops = []
    for number, (passcode, file) in enumerate(shown):
        laptop = Laptop(qtbot, monkeypatch, tmp_path / f"laptop-{number}")
        laptop.open(file, passcode)
        laptops.append(laptop)
    one, two = laptops
    one.scan(codes[0])
    one.scan(codes[1])
    one.power_fails(shown[0][0])
    assert len(one.window.desk.read(attendance.present, meeting)) == 2
    one.window.go("reception")
    one.scan(codes[1])
    two.scan(codes[1])
    two.scan(codes[2])
    two.window.reception.answering.book.walk_in("はじめ　てこ", "", (), None)
    homes = [tmp_path / "home-0.inaeve", tmp_path / "home-1.inaeve"]
    for laptop, home in zip(laptops, homes, strict=True):
        laptop.use()
        laptop.take_home(home)
    order = iter([homes[1], homes[0], homes[1]])
    monkeypatch.setattr(
        takeout_section.TakingHome, "exec", lambda dialog: (dialog.take_file(next(order)), 1)[1]
    )
    for _time in range(3):
        section.home.click()
    receipts = desk.read(joining.of_meeting, meeting)[::-1]
    assert [(one.new, one.known, one.asked) for one in receipts] == [
        (3, 0, 1),
        (2, 0, 0),
        (0, 3, 0),
    ]
    came = {row.name or row.kana for row in desk.read(attendance.present, meeting)}
    assert came == {PEOPLE[0][0], PEOPLE[1][0], PEOPLE[2][0], "はじめ　てこ"}
    assert [one.fate.value for one in section.packages.shown()] == ["home", "home"]
    section.receipts.point_at(receipts[0].id)
    section.undo.click()
    came = {row.name or row.kana for row in desk.read(attendance.present, meeting)}
    assert came == {PEOPLE[0][0], PEOPLE[1][0]}
    for laptop in laptops:
        laptop.house.leave()
    assert MIDORI in desk.read(staff.names).values()


def _fill(dialog):
    dialog.carrier.setText("原　正子")
    return 1
