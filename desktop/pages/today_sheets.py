"""Late monthly sheets on the first page: who has not reported, and where it is put right."""

from datetime import datetime
from typing import TYPE_CHECKING

from desktop.pages.today_soon import Matter, short_day
from desktop.parts.status import Status
from resources import calendar
from resources.words import _, ngettext

if TYPE_CHECKING:
    from desktop.desk import Desk


def matters(desk: "Desk", now: datetime) -> list[Matter]:
    """Return one matter for all sheets that are late; none to whom the points are not shown."""
    from programs.points import reports_due

    if not desk.may("points.enter"):
        return []
    late = desk.read(reports_due.missing, calendar.day_of(now))
    if not late:
        return []
    newest = max((due for _host, due in late), key=lambda one: one.month)
    count = len({host.id for host, _due in late})
    words = ngettext(
        "The sheet of {count} host is missing. {month} was due until {day}.",
        "The sheets of {count} hosts are missing. {month} was due until {day}.",
        count,
    )
    told = words.format(
        count=count, month=f"{newest.month.month}月", day=reports_due.said(newest)
    )  # fmt: skip
    return [
        Matter(
            Status.WAIT, _("Was due"), short_day(newest.day), _("Activity sheets are missing"),
            told, _("See which"), "points_hosts", "missing",
        )
    ]  # fmt: skip
