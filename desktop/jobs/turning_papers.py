"""The papers for a bad day as jobs, filled with where this office keeps what."""

from typing import TYPE_CHECKING

from desktop.jobs.office import details
from desktop.print_tray import Drawn, Job, Options, Subject
from resources import calendar, copies, settings

if TYPE_CHECKING:
    from desktop.desk import Desk, Task


def turning_point(desk: "Desk", which: str) -> Job:
    """Return the paper for a forgotten passphrase (`passphrase`) or a broken `computer`."""
    from sessions import turning_points
    from sessions.papers import turning_point as paper

    said, folder = details(desk), desk.office.folder
    facts = turning_points.Facts(
        office=said.name,
        when=calendar.wareki_with_weekday(calendar.day_of(desk.now())),
        phone=said.phone,
        folder=str(folder),
        own_copies=str(copies.own_place(folder)),
        second_place=settings.load().last_backup_place,
    )
    makers = {
        "passphrase": turning_points.passphrase_forgotten,
        "computer": turning_points.computer_broken,
    }
    content = makers[which](facts)

    def draw(_options: Options, task: "Task") -> Drawn:
        return Drawn(paper.draw(content, progress=task.tell))

    return Job("turning_point", content.title, (Subject(which, content.title),), draw)
