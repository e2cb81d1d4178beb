"""Pictures of the points counter: a volunteer's card in every state, the list, the exchange."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from desktop.pictures.studio import Studio
from programs.points import entering, hosts, volunteers
from programs.points.entering import Entered
from programs.points.hosts import HostDetails
from programs.points.member_year import Footing

YEAR = 2026
_HOSTS = (
    ("901", "ひなた荘", "話し相手・傾聴、お茶出し"), ("902", "つくし苑", "レク手伝い"),
    ("903", "わさび沢ふれあいサロン", "お茶出し・配膳"),
)  # fmt: skip
_ZONE = ZoneInfo("Asia/Tokyo")


def fill(studio: Studio) -> str:
    """Give one volunteer nineteen stamps and one taken back; return the number."""
    desk = studio.desk
    known = {one.number: one.id for one in desk.read(hosts.listing)}
    at, by = studio.clock() - timedelta(hours=4), desk.staff_id
    ids = [
        known.get(number)
        or desk.change(
            hosts.designate, HostDetails(number, name, activities=work, weekdays="月水金"),
            at=at, by=by,
        )
        for number, name, work in _HOSTS
    ]  # fmt: skip
    rows = desk.read(volunteers.read, YEAR).rows
    active = [one for one in rows if one.footing is Footing.ACTIVE and not one.withheld]
    longest = next((one for one in active if "ハツ" in one.name), active[0])
    if longest.standing.activities:
        return longest.number
    number = longest.number
    days = [date(2026, 4, 8) + timedelta(days=14 * n) for n in range(17)]
    for place, day in enumerate(days):
        _did(studio, Entered(number, ids[place % 2], day, 60, 600, "話し相手・傾聴"))
    _did(studio, Entered(number, ids[0], date(2027, 2, 3), 55, 600, "話し相手・傾聴"))
    _did(studio, Entered(number, ids[1], date(2027, 2, 17), 120, 600, "レク手伝い"))
    _did(studio, Entered(number, ids[2], date(2027, 2, 17), 60, 840, "お茶出し・配膳"))
    made = _did(studio, Entered(number, ids[2], date(2027, 1, 20), 60, 600, "お茶出し・配膳"))
    desk.change(entering.withdraw, made, reason="重ねて入れたぶん", at=at, by=by)
    for place, other in enumerate(active[1:9]):
        for n in range(3 + 6 * place):
            day = date(2026, 4, 10) + timedelta(days=5 * n)
            _did(studio, Entered(other.number, ids[n % 3], day, 120, 600, "レク手伝い"))
    return number


def _did(studio: Studio, entered: Entered) -> str:
    at = datetime.combine(entered.day, datetime.min.time(), _ZONE) + timedelta(hours=17)
    by = studio.desk.staff_id
    return studio.desk.change(entering.enter, entered, at=min(at, studio.clock()), by=by)


def pictures(studio: Studio) -> None:
    """Walk through the states of a volunteer's card."""
    from desktop.points import activity_dialog

    number = fill(studio)
    page: Any = studio.go("points_volunteer", f"{YEAR}:{number}")
    studio.take_page("points-volunteer", page)
    page.table.point_at_row(1)
    page.table.opened.emit(page.table.current())
    studio.take("points-volunteer-line")
    assert page.member is not None
    dialog = activity_dialog.ActivityDialog(
        studio.desk, page.member, studio.desk.read(hosts.listing), parent=studio.window
    )
    dialog.host.line.setText("901")
    dialog.day.line.setText("R9.2.17")
    dialog.day.read()
    dialog.look()
    studio.take_shown("points-activity", dialog)
    rows = studio.desk.read(volunteers.read, YEAR).rows
    most = max(rows, key=lambda one: one.standing.recorded)
    studio.take_page(
        "points-volunteer-full", studio.go("points_volunteer", f"{YEAR}:{most.number}")
    )
    page = studio.go("points_volunteer", f"{YEAR + 1}:{number}")
    studio.take_page("points-volunteer-not-renewed", page)
    none = next(one for one in rows if not one.standing.activities)
    studio.take_page(
        "points-volunteer-empty", studio.go("points_volunteer", f"{YEAR}:{none.number}")
    )
    studio.go("today")


def exchanged(studio: Studio, number: str) -> None:
    """Offer goods, and let some but `number` apply for an exchange; once only."""
    from programs.points import exchanges, goods
    from programs.points.exchanges import Choice

    desk, at, by = studio.desk, studio.clock(), studio.desk.staff_id
    if desk.read(goods.stock):
        return
    for name, maker, yen, there in (
        ("りんごジュース 3本", "輪っこはうす", 1000, 12),
        ("手ぬぐいと せっけん", "ゆいっこ工房", 500, 30),
        ("信州そば 5束", "ひまわりの家", 1000, 2),
    ):  # fmt: skip
        made = desk.change(goods.offer, name, yen, maker=maker, at=at, by=by)
        desk.change(goods.move, made, goods.Move.ORDERED, there + 5, at=at, by=by)
        desk.change(goods.move, made, goods.Move.DELIVERED, there, at=at, by=by)
    rows = desk.read(volunteers.read, YEAR).rows
    rewards = ("い～なちゃんカードポイント", "景品", "寄付")
    for place, one in enumerate([row for row in rows if row.standing.left >= 1000][:4]):
        if one.number == number:
            continue
        taken = desk.change(
            exchanges.apply, YEAR, one.number, [Choice(rewards[place % 3], 1000)],
            card_number="1234-5678", at=at, by=by,
        )  # fmt: skip
        if place:
            desk.change(exchanges.approve, taken, version=1, at=at, by=by)


def counter(studio: Studio) -> None:
    """Open the list of the year and the exchange counter, somebody being there."""
    from desktop.points.scan_dialog import ScanDialog
    from programs.points import host_codes

    desk = studio.desk
    number = fill(studio)
    page: Any = studio.go("points_volunteers")
    studio.take_page("points-volunteers", page)
    page.field.setText("はつ")
    studio.take("points-volunteers-found")
    page.field.clear()
    exchanged(studio, number)
    scanning = ScanDialog(desk, YEAR, parent=studio.window)
    scanning.take(number)
    scanning.take(host_codes.code_of(desk.read(hosts.listing)[0].id))
    studio.take_shown("points-scan", scanning)
    page = studio.go("points_exchanges", f"{YEAR}:{number}")
    fields = list(page.form.fields.values())
    fields[0].setValue(1000)
    fields[2].setValue(1000)
    studio.take_page("points-exchanges", page)
    page.parts.choose("goods")
    studio.take_page("points-goods", page)
    page.parts.choose("open")
    studio.go("today")
