"""ポイントがつく集まり: said in one line, turned on and off, caught up with, hidden from others."""

from datetime import timedelta
from itertools import count

import pytest

from desktop.style.scale import scale
from programs.points import balances, earning_meetings
from sessions import arrivals, holding, staff
from sessions.door_log import Way
from tests.desktop.gathering_town import answer, expect, found, plan, standing
from tests.desktop.points_town import WHO, YEAR, begin
from tests.town import NOW

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def clerk(office):
    """Somebody who closes meetings and may not enter activities."""
    with office.change() as db:
        first = staff.enrol(db, "唐澤　みどり", at=NOW)
        db.get(staff.Staff, first).roles = "A"
        other = staff.enrol(db, "宮下　誠", at=NOW, by=first)
        db.get(staff.Staff, other).roles = "C"
    return first, other


def evening(desk, come=2):
    """Plan and open a meeting today, to which the first `come` volunteers came."""
    hosts, people = begin(desk)
    meeting = plan(desk, found(desk).id, title="介護支援ボランティアの研修")
    lines = expect(desk, meeting, list(people.values()))
    desk.change(holding.open_meeting, meeting, **WHO)
    for line in lines[:come]:
        desk.change(arrivals.arrive, meeting, line, way=Way.SCANNER, **WHO)
    return hosts, meeting


def counted(desk):
    return [desk.read(balances.of_year, YEAR, [number])[0].counted for number in ("0001", "0002")]


def choose_host(dialog):
    assert not dialog.go.isEnabled()
    assert dialog.minutes.value() == 90
    dialog.host.line.setText("1")
    assert dialog.said.text() == "ひとり 1個つきます。"
    dialog.minutes.setValue(120)
    assert dialog.said.text() == "ひとり 2個つきます。"
    dialog.go.click()


def test_a_meeting_is_set_to_earn_and_says_what_it_did(office, qtbot, clerk):
    seconds = count()
    by = clerk[0]
    with standing(
        office, qtbot, clock=lambda: NOW + timedelta(seconds=next(seconds)), staff=by
    ) as (desk, window):
        _hosts, meeting = evening(desk)
        window.go("meeting", f"{meeting}/attendance")
        line = window.shown.attendance.earning
        assert line.said.text() == "ポイント：この集まりに来ても つきません。"
        assert line.off.isHidden()
        answer(choose_host)
        line.on.click()
        assert "来た方に 2個つきます（宅老所　かわせみ・120分）" in line.said.text()
        assert counted(desk) == [0, 0]
        desk.change(holding.close, meeting, at=desk.now(), by=by)
        assert "来た方 2人に 2個ずつ つけました" in line.said.text()
        assert counted(desk) == [2, 2]
        answer(lambda dialog: dialog.by_value["off"].click())
        line.off.click()
        assert "活動 2件を 取り消しました" in window.toast.accessibleName()
        assert (counted(desk), line.on.isHidden()) == ([0, 0], False)
        answer(choose_host)
        line.on.click()
        assert "活動を 2件 入れました" in window.toast.accessibleName()
        assert window.toast.take_back()
        assert counted(desk) == [0, 0]
        scale.set_factor(1.0)


@pytest.mark.parametrize("page", ["meeting", "points"])
def test_what_somebody_else_closed_is_entered_when_it_is_looked_at(office, qtbot, clerk, page):
    first, other = clerk
    with standing(office, qtbot, staff=other) as (desk, window):
        hosts, meeting = evening_by(office, desk, first)
        desk.change(holding.close, meeting, at=NOW, by=other)
        window.go("meeting", f"{meeting}/attendance")
        assert not window.shown.attendance.earning.isVisible()
        with office.read() as db:
            assert [one.meeting.id for one in earning_meetings.due(db)] == [meeting]
        assert len(hosts) == 2
    with standing(office, qtbot, staff=first) as (desk, window):
        window.go(page, f"{meeting}/attendance" if page == "meeting" else "")
        assert "活動を 2件 入れました" in window.toast.accessibleName()
        assert counted(desk) == [1, 1]
        window.shown.refresh()
        assert counted(desk) == [1, 1]


def evening_by(office, desk, by):
    """Let `by` set a meeting of today to earn an hour."""
    from desktop.desk import Desk

    own = Desk(office, by, lambda: NOW)
    hosts, meeting = evening(own)
    own.change(earning_meetings.let_earn, meeting, hosts[0], 60, at=NOW, by=by)
    return hosts, meeting
