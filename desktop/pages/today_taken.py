"""What waits about packages that went to a hall: not home yet, or something to look at."""

from datetime import datetime
from typing import TYPE_CHECKING

from desktop.pages.today_soon import Matter, short_day
from desktop.parts.status import Status
from resources import calendar
from resources.words import _, ngettext
from sessions import doubts, meetings, takeouts

if TYPE_CHECKING:
    from desktop.desk import Desk


def matters(desk: "Desk", now: datetime) -> list[Matter]:
    """Return the packages that should be home, and the meetings with something to look at."""
    if not desk.may("package.bring_home"):
        return []
    today = calendar.day_of(now)
    found = []
    for one in desk.read(takeouts.not_home):
        if one.held_on is None or one.held_on >= today:
            continue
        found.append(
            Matter(
                Status.STOP if one.overdue(now) else Status.WAIT,
                _("Taken out"), short_day(one.held_on),
                _("Not home yet: {meeting}").format(meeting=one.headline),
                _("{name} has it. Bring it home, or report it lost.").format(name=one.carrier),
                _("To the package"), "meeting", f"{one.meeting_id}/takeout",
            )
        )  # fmt: skip
    for meeting_id, count in desk.read(doubts.waiting).items():
        meeting = desk.read(meetings.show, meeting_id)
        words = ngettext(
            "{count} entry of the hall is to be looked at.",
            "{count} entries of the hall are to be looked at.",
            count,
        )
        day = short_day(meeting.held_on) if meeting.held_on else ""
        found.append(
            Matter(
                Status.WAIT, _("Brought home"), day, meeting.headline,
                words.format(count=count), _("Look at it"), "meeting", f"{meeting_id}/takeout",
            )
        )  # fmt: skip
    return found
