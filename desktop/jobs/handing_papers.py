"""The papers of a handover as jobs, filled with who works at this office."""

from typing import TYPE_CHECKING

from desktop.jobs.office import details
from desktop.print_tray import Drawn, Job, Options, Subject
from resources import calendar

if TYPE_CHECKING:
    from desktop.desk import Desk, Task


def handover(desk: "Desk", which: str) -> Job:
    """Return the paper for a new colleague (`april`) or for one who leaves (`leaving`)."""
    from sessions import handing_over, staff
    from sessions.papers import turning_point as paper

    here = desk.read(staff.listing)
    facts = handing_over.Facts(
        office=details(desk).name,
        when=calendar.wareki_with_weekday(calendar.day_of(desk.now())),
        administrators=tuple(one.name for one in here if one.administers),
        others=tuple(one.name for one in here if not one.administers),
    )
    content = {"april": handing_over.april, "leaving": handing_over.leaving}[which](facts)

    def draw(_options: Options, task: "Task") -> Drawn:
        return Drawn(paper.draw(content, progress=task.tell))

    return Job("handover", content.title, (Subject(which, content.title),), draw)
