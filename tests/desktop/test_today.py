"""今日: it greets with how many, leads on with one press, and says what waits."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.desk import Desk
from desktop.pages.today import Today, greeting
from desktop.pages.today_soon import matters
from desktop.parts.status import Status
from desktop.style.scale import scale
from resources import settings
from sessions import bodies, expecting, holding, meetings, overview, schedule, staff
from tests.desktop.start_town import *  # noqa: F403 -- fixtures
from tests.town import NOW

TODAY = date(2026, 5, 19)


class Frame(QWidget):
    """Remembers where a page asked to go."""

    def __init__(self):
        super().__init__()
        self.went = []

    def go(self, name, subject=""):
        self.went.append((name, subject))

    def done(self, text, **_rest):
        self.said = text

    def tell(self, *_words):
        pass

    untell = tell


@pytest.fixture
def desk(qapp, office):
    with office.change() as db:
        me = staff.enrol(db, "唐澤　みどり", kana="からさわ　みどり", at=NOW)
        bodies.seed(db, at=NOW, by=me)
    made = Desk(office, me, lambda: NOW)
    yield made
    made.close()


@pytest.fixture
def page(qtbot, desk):
    made = Today(desk, Frame())
    qtbot.addWidget(made)
    made.resize(1150, 632)
    made.show()
    yield made
    scale.set_factor(1.0)


def plan(desk, day, begins, *, names=(), opened=False):
    note = {"at": NOW, "by": desk.staff_id}
    body = desk.read(bodies.town_meeting).id
    meeting = desk.change(
        meetings.plan, body, held_on=day, begins=begins, place="福祉まちづくりセンター", **note
    ).id
    for name in names:
        desk.change(expecting.expect_by_hand, meeting, name=name, kana="", **note)
    if opened:
        desk.change(holding.open_meeting, meeting, **note)
    return meeting


def test_the_greeting_follows_the_hour_and_uses_the_family_name():
    assert greeting(8, "唐澤　みどり") == "おはようございます、唐澤さん"
    assert greeting(13, "唐澤　みどり") == "こんにちは、唐澤さん"
    assert greeting(19, "唐澤　みどり") == "こんばんは、唐澤さん"


def test_an_empty_house_invites(page):
    assert page.greeting.text() == "おはようございます、唐澤さん"
    assert "ありません" in page.line.text()
    assert page.gatherings.primary.words == "予定を見る"
    page.gatherings.primary.click()
    page.soon.buttons[-1].click()
    assert page.frame.went == [("meetings", ""), ("intake", "")]


def test_the_next_gathering_has_the_one_primary_button(page, desk):
    later = plan(desk, TODAY, time(19, 0))
    now = plan(desk, TODAY, time(10, 30), names=["春日　とみ子", "有賀　武"], opened=True)
    rows = page.gatherings.buttons
    assert [one.words for one in rows] == ["受付へ", "ひらく"]
    assert page.primary is rows[0]
    assert "2 つ" in page.line.text()
    page.press_primary()
    rows[1].click()
    assert page.frame.went == [("reception", now), ("meeting", later)]


def test_a_planned_gathering_is_opened_on_its_own_page_first(page, desk):
    meeting = plan(desk, TODAY, time(13, 30))
    page.press_primary()
    assert page.frame.went == [("meeting", meeting)]


def test_arrivals_move_the_bar_at_once(page, desk):
    from desktop.parts.meter import Meter
    from sessions import passes
    from sessions.arrivals import check_in
    from sessions.door_log import Way

    meeting = plan(desk, TODAY, time(10, 30), names=["春日　とみ子", "有賀　武"], opened=True)
    note = {"at": NOW, "by": desk.staff_id}
    desk.change(passes.issue_tags, meeting, **note)
    code = next(iter(desk.read(passes.of_meeting, meeting).values())).code
    desk.change(check_in, meeting, code, way=Way.SCANNER, desk="A", **note)
    meter = page.gatherings.findChildren(Meter)[-1]
    assert (meter.present, meter.expected) == (1, 2)


def test_what_waits_is_said_nearest_first_and_leads_to_where_it_is_settled(desk):
    soon = plan(desk, TODAY + timedelta(days=4), time(13, 30))
    far = plan(desk, TODAY + timedelta(days=40), time(13, 30))
    snow = plan(desk, TODAY + timedelta(days=1), time(9, 0), names=["春日　とみ子", "有賀　武"])
    note = {"at": NOW, "by": desk.staff_id}
    desk.change(holding.cancel, snow, reason="大雪のため", **note)
    ahead = desk.read(schedule.listing, schedule.When.UPCOMING, today=TODAY)
    machine = settings.Settings(
        recovery_unkept=True, last_backup=(NOW - timedelta(days=4)).isoformat()
    )
    found = matters(desk.read(overview.read), ahead, machine, NOW)
    where = [(one.place, one.subject) for one in found]
    assert where[:3] == [("office", "keys"), ("meeting", snow), ("office", "copies")]
    assert ("meeting", soon) in where
    assert ("meeting", far) not in where
    assert "2 人" in found[1].detail
    assert [one.urgent for one in found[:3]] == [True, True, True]
    assert not found[-1].urgent
    coming = next(one for one in found if one.subject == soon)
    assert (coming.above, coming.below) == ("あと4日", "5/23(土)")


@pytest.mark.parametrize(("days", "fresh"), [(0, True), (3, True), (4, False), (None, False)])
def test_the_copy_card_turns_after_three_days(page, days, fresh):
    at = "" if days is None else (NOW - timedelta(days=days)).isoformat()
    page.side.copy.show_copy(settings.Settings(last_backup=at, last_backup_place="青い USB"), NOW)
    assert (page.side.copy._status is Status.OK) == fresh


def test_arrow_keys_walk_gatherings_and_matters_as_one_list(page, desk, qtbot):
    plan(desk, TODAY, time(10, 30))
    plan(desk, TODAY + timedelta(days=2), time(10, 30))
    page.activateWindow()
    page.gatherings.buttons[0].setFocus()
    qtbot.keyClick(page.gatherings.buttons[0], Qt.Key.Key_Down)
    assert page.soon.buttons[0].hasFocus()
    qtbot.keyClick(page.soon.buttons[0], Qt.Key.Key_Up)
    assert page.gatherings.buttons[0].hasFocus()


def test_midnight_turns_the_page(qtbot, desk):
    moment = [NOW]
    desk._clock = lambda: moment[0]
    page = Today(desk, Frame())
    qtbot.addWidget(page)
    page.show()
    plan(desk, TODAY + timedelta(days=1), time(10, 30))
    assert page.gatherings.primary.words == "予定を見る"
    moment[0] = datetime(2026, 5, 19, 15, 1, tzinfo=UTC)  # 20 May, one minute past midnight
    page.look_at_clock()
    assert page.gatherings.primary.words == "受付へ"
    page.desk = desk


@pytest.mark.parametrize("step", [1.0, 1.25, 1.5])
def test_nothing_is_wider_than_the_page_at_any_size(page, desk, step):
    plan(desk, TODAY, time(10, 30), names=["春日　とみ子"], opened=True)
    plan(desk, TODAY + timedelta(days=2), time(10, 30))
    scale.set_factor(step)
    page.resize(1278 if step > 1.25 else 1150, 632)
    qtbot_process()
    inner = page.area.widget()
    assert inner.minimumSizeHint().width() <= page.area.viewport().width()


def qtbot_process():
    from PySide6.QtWidgets import QApplication

    for _round in range(5):
        QApplication.processEvents()
