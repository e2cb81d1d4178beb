"""The papers of a year of points as jobs: the report to the city, the list of its closing."""

from datetime import date
from typing import TYPE_CHECKING

from desktop.jobs.office import details
from desktop.print_tray import Drawn, Job, Options, Subject
from resources import calendar
from resources.words import _

if TYPE_CHECKING:
    from desktop.desk import Desk, Task


def city_report(desk: "Desk", year: int, month: date | None = None) -> Job:
    """Return 市への実績報告 of `year`, or of the month of it that begins on `month`."""
    from programs.points import year_report
    from programs.points.papers import city_report as paper

    def draw(_options: Options, task: "Task") -> Drawn:
        made = desk.read(
            year_report.of_year, year, details(desk), today=calendar.day_of(desk.now()), month=month
        )
        return Drawn(paper.draw(made.content, progress=task.tell))

    words = calendar.fiscal_year_label(year)
    if month is not None:
        words = _("{year}, month {month}").format(
            year=calendar.wareki_year(month), month=month.month
        )
    title = _("Report to the city: {period}").format(period=words)
    return Job("city_report", title, (Subject(words, words),), draw)


def year_end_list(desk: "Desk", year: int, *, dry: bool) -> Job:
    """Return the list of the closing of `year`; `dry` is what it would do, before it is done.

    That the dry run was looked at is noted once it is drawn: a year is closed only after that.
    """
    from programs.points import closing, year_report
    from programs.points.papers import year_end_list as paper

    def draw(_options: Options, task: "Task") -> Drawn:
        at = desk.now()
        today = calendar.day_of(at)
        if dry:
            plan = desk.change(closing.rehearse, year, at=at, by=desk.staff_id)
        else:
            plan = desk.read(closing.done, year, today)
        listed = desk.read(year_report.list_of, plan, details(desk), dry=dry, today=today)
        return Drawn(paper.draw(listed, progress=task.tell))

    words = calendar.fiscal_year_label(year)
    title = _("List of the closing: {year}").format(year=words)
    if dry:
        title = _("Dry run of the closing: {year}").format(year=words)
    return Job("year_end_list", title, (Subject(str(year), words),), draw)
