"""What waits for somebody who may enter activities: brought in when they look at it."""

from typing import TYPE_CHECKING

from programs.points import earning_meetings
from resources.words import ngettext

if TYPE_CHECKING:
    from desktop.desk import Desk
    from desktop.frame import Frame


def catch_up(desk: "Desk", frame: "Frame") -> int:
    """Enter what the attendance of closed meetings still has to bring; return how many changed."""
    if not desk.may("points.enter") or not desk.read(earning_meetings.due):
        return 0
    count = desk.change(earning_meetings.catch_up, at=desk.now(), by=desk.staff_id)
    words = ngettext(
        "Of a meeting that was closed, {count} activity was entered.",
        "Of meetings that were closed, {count} activities were entered.",
        count,
    )
    frame.done(words.format(count=count))
    return count
