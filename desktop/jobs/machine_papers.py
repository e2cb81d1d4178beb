"""The test page of this machine's printer as a job."""

from typing import TYPE_CHECKING

from desktop.jobs.office import details
from desktop.print_tray import Drawn, Job, Options, Subject
from resources import calendar
from resources.words import _

if TYPE_CHECKING:
    from desktop.desk import Desk, Task


def test_page(desk: "Desk") -> Job:
    """Return the page that shows how this machine's printer prints."""
    from resources import codes
    from sessions.papers import test_page as paper

    code = codes.new_code()

    def draw(_options: Options, task: "Task") -> Drawn:
        content = paper.TestPage(
            details(desk).name,
            calendar.wareki_with_weekday(calendar.day_of(desk.now())),
            code,
        )
        return Drawn(paper.draw(content, progress=task.tell))

    return Job("test_page", _("Printer test page"), (Subject("test", _("Test page")),), draw)
