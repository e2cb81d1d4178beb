"""Pictures of the hosts: their list, one of them, the entry grid, what does not count."""

from datetime import date
from typing import Any

from desktop.pictures.studio import Studio
from desktop.points.blank_forms import BlankForms
from desktop.points.earning_dialog import EarningDialog
from desktop.points.host_decision import Decision
from desktop.points.host_form import HostForm
from programs.points import (
    earning_meetings,
    host_capacity,
    hosts,
    opening_counts,
    roll_names,
    sheet_keying,
)
from programs.points.host_capacity import Capacity
from programs.points.hosts import HostDetails
from programs.points.sheet_keying import Row

_HOSTS = (
    HostDetails(
        "1", "特別養護老人ホーム かたくり", kind="特養", corporation="社会福祉法人 みはらし会",
        office_number="2070900011", zip="396-0010", address="伊那市境15010番地",
        phone="0265-00-1101", fax="0265-00-1102", contact="施設長 登内",
        weekdays="月〜金", activities="話し相手 お茶出し",
        capacity=host_capacity.written(
            (
                Capacity("話し相手", (2, 2, 0, 2, 2, 0, 0)),
                Capacity("洗濯物の整理", (1, 0, 1, 0, 1, 0, 0)),
            )
        ),
        note="検便は 年1回。感染症がはやる間は お休みします。",
        way="伊那北駅から 歩いて12分。玄関の右の窓口へ。",
        designated=date(2021, 4, 1),
    ),
    HostDetails("2", "宅老所 かわせみ", kind="通所介護", fax="0265-00-1202", phone="0265-00-1201",
                contact="有賀", designated=date(2022, 4, 1)),
    HostDetails("3", "地域食堂 夕やけ", kind="地域の集い", phone="0265-00-1301",
                contact="小松", designated=date(2024, 4, 1)),
    HostDetails("4", "グループホーム 雪うさぎ", kind="グループホーム", fax="0265-00-1402",
                contact="北原", designated=date(2023, 4, 1)),
    HostDetails("5", "ケアハウス いちい", kind="軽費老人ホーム", fax="0265-00-1502",
                contact="春日", designated=date(2021, 4, 1)),
)  # fmt: skip
_APPLYING = HostDetails(
    "6", "デイサービス ひなた", kind="通所介護", fax="0265-00-1602", contact="唐木"
)
_KINDS = ("話し相手", "お茶出し・配膳", "洗濯物の整理", "散歩・外出の付きそい")


def fill(studio: Studio) -> list[str]:
    """Enter the hosts and their sheets of the year, once; return the ids of the hosts."""
    desk = studio.desk
    found = desk.read(hosts.listing)
    if found:
        return [one.id for one in found]
    who: dict[str, Any] = {"at": studio.clock(), "by": desk.staff_id}
    ids = [desk.change(hosts.designate, one, **who) for one in _HOSTS]
    ids.append(desk.change(hosts.apply, _APPLYING, on=date(2027, 2, 22), **who))
    numbers = sorted(desk.read(roll_names.of_year, 2026))
    for place, host in enumerate(ids[:5]):
        for month in range(11):
            if (place, month) in {(2, 9), (3, 10), (2, 10)}:
                continue
            first = date(2026 + (month + 3) // 12, (month + 3) % 12 + 1, 1)
            rows = [
                Row(3 + 2 * n, numbers[(place * 3 + n) % len(numbers)], 60 + 30 * (n % 2),
                    content=_KINDS[n % 4])
                for n in range(5 + place)
            ]  # fmt: skip
            desk.change(
                sheet_keying.book, host, first, rows, received=min(date(2027, 3, 3), first),
                **who,
            )  # fmt: skip
    return ids


def pictures(studio: Studio) -> None:
    """Walk from the list of hosts to a sheet that is keyed in."""
    ids = fill(studio)
    page: Any = studio.go("points_hosts")
    page.table.point_at(ids[3])
    studio.take_page("points-hosts", page)
    studio.take_page("points-host", studio.go("points_host", ids[0]))
    studio.take_page("points-host-applied", studio.go("points_host", ids[5]))
    applying = studio.desk.read(hosts.get, ids[5])
    studio.take_dialog(
        "points-host-form", lambda: HostForm.correct(studio.desk, studio.window, applying)
    )
    blank = BlankForms(studio.desk, key="sheet", host_id=ids[0], parent=studio.window)
    studio.take_shown("points-blank-forms", blank)
    studio.take_dialog(
        "points-host-decision", lambda: Decision.ask(studio.desk, studio.window, applying)
    )
    _keying(studio, ids[3])
    page = studio.go("points_problems")
    studio.take_page("points-problems", page)


def earning(studio: Studio, meeting: str) -> None:
    """Let a closed meeting earn at the first host, asked and told on its page."""
    ids = fill(studio)
    page: Any = studio.go("meeting", f"{meeting}/attendance")
    studio.take_page("meeting-earning-not", page)
    dialog = EarningDialog(studio.desk, page.meeting, studio.window)
    dialog.host.line.setText("1")
    studio.take_shown("meeting-earning-asked", dialog)
    who: dict[str, Any] = {"at": studio.clock(), "by": studio.desk.staff_id}
    if studio.desk.read(earning_meetings.tell, meeting).earning is None:
        studio.desk.change(earning_meetings.let_earn, meeting, ids[0], 60, **who)
    studio.take_page("meeting-earning", page)
    studio.desk.change(earning_meetings.earn_no_more, meeting, **who)


def opening(studio: Studio) -> None:
    """Count some cards: more than the sheets, fewer, the same; one number half typed."""
    fill(studio)
    desk = studio.desk
    if not desk.read(opening_counts.compare, 2026):
        numbers = sorted(desk.read(roll_names.of_year, 2026))
        for place, (number, stamps) in enumerate(zip(numbers, (23, 4, 12, 9, 31, 0), strict=False)):
            desk.change(
                opening_counts.count, 2026, number, stamps, counted_on=date(2027, 2, 26),
                counted_by="唐澤" if place % 2 else "宮下", at=studio.clock(), by=desk.staff_id,
            )  # fmt: skip
    page: Any = studio.go("points_opening")
    page.line.number.setText(sorted(desk.read(roll_names.of_year, 2026))[7])
    page.line.stamps.setText("15")
    studio.take_page("points-opening", page)
    page.line.begin()


def _keying(studio: Studio, host: str) -> None:
    page: Any = studio.go("points_sheets", f"{host}:2027-02")
    numbers = sorted(page.bench.named)
    month = page.bench.month
    page.line.begin(month, None)
    for place, (day, code, time) in enumerate(
        (("2", "4", "930-1100"), ("2", "5", "60"), ("5", "4", "1330-1500"), ("9", "1", "40"),
         ("12", "6", "120"))
    ):  # fmt: skip
        number = "0999" if place == 1 else numbers[place % 2]
        for field, text in zip(page.line.fields, (day, number, code, time), strict=True):
            field.setText(text)
            field.onward.emit()
    page.totals.show_written("6", "400")
    page.line.day.setText("16")
    page.line.number.setText("た")
    page.line.number.setFocus()
    studio.take_page("points-sheets", page)
    page._drop()  # noqa: SLF001 -- the next size of letters begins anew
