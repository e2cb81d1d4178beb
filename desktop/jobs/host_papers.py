"""The papers of hosts as jobs: sheet, report, application, notice, reminder."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from desktop.print_tray import Drawn, Job, Options, Subject
from resources import calendar
from resources.words import _

if TYPE_CHECKING:
    from desktop.desk import Desk, Task
    from programs.points.reports_due import Reporting


def activity_sheet(desk: "Desk", host_id: str, month: date | None = None) -> Job:
    """Return the activity sheet (P09) of a host with its volunteers."""
    from programs.points import host_papers
    from programs.points.papers import activity_sheet as paper

    today = calendar.day_of(desk.now())
    made, left_out = desk.read(host_papers.activity_sheet, host_id, month, today)

    def draw(_options: Options, task: "Task") -> Drawn:
        return Drawn(paper.draw([made], progress=task.tell), (0,))

    return Job(
        "activity_sheet", _("Activity sheet"), (Subject(host_id, made.host), *_out(left_out)), draw,
        texts=(made.host, *(one.name for one in made.people), *(one.kana for one in made.people)),
    )  # fmt: skip


def monthly_report(desk: "Desk", host_id: str, month: date | None = None) -> Job:
    """Return the monthly report (P10) of a host, of the month before this one if none is named."""
    from programs.points import host_papers
    from programs.points.papers import monthly_report as paper

    today = calendar.day_of(desk.now())
    wanted = month or _month_before(today)
    made, left_out = desk.read(host_papers.monthly_report, host_id, wanted)

    def draw(_options: Options, task: "Task") -> Drawn:
        return Drawn(paper.draw([made], progress=task.tell), (0,))

    return Job(
        "monthly_report", _("Monthly report"), (Subject(host_id, made.host), *_out(left_out)), draw,
        texts=(made.host, *(one.name for one in made.lines)),
    )  # fmt: skip


def host_application(desk: "Desk", host_id: str = "") -> Job:
    """Return the application (P07) of a host, the blank one without a host."""
    from programs.points import host_papers
    from programs.points.papers import host_application as paper

    made = desk.read(host_papers.application, host_id)
    texts = (*(words for _label, words in made.fields), made.way, made.note)

    def draw(_options: Options, task: "Task") -> Drawn:
        return Drawn(paper.draw(made, progress=task.tell), (0,))

    name = made.fields[0][1] or _("Blank")
    return Job(
        "host_application", _("Application of a host"), (Subject(host_id, name),), draw, texts=texts
    )


def host_notice(desk: "Desk", host_id: str) -> Job:
    """Return the notice (P08) of what was decided; refuses while nothing was."""
    from programs.points import host_papers
    from programs.points.papers import host_notice as paper

    made = desk.read(host_papers.notice, host_id, calendar.day_of(desk.now()))

    def draw(_options: Options, task: "Task") -> Drawn:
        return Drawn(paper.draw(made, progress=task.tell), (0,))

    texts = (made.to, *(words for _label, words in made.facts))
    return Job("host_notice", made.title, (Subject(host_id, made.to),), draw, texts=texts)


def sheet_reminders(desk: "Desk", found: "Sequence[Reporting]") -> Job:
    """Return the faxes to the hosts whose sheet is missing; refuses when none is."""
    from programs.points import host_papers
    from programs.points.papers import sheet_reminder as paper

    made = desk.read(host_papers.reminders, found, calendar.day_of(desk.now()))

    def draw(_options: Options, task: "Task") -> Drawn:
        return Drawn(paper.draw(made, progress=task.tell), tuple(range(len(made))))

    subjects = tuple(Subject(str(place), one.to) for place, one in enumerate(made))
    texts = tuple(text for one in made for text in (one.to, one.contact))
    return Job("sheet_reminder", _("Reminder of monthly sheets"), subjects, draw, texts=texts)


def _out(left_out: Sequence[tuple[str, str]]) -> tuple[Subject, ...]:
    return tuple(
        Subject(f"out {place}", name, left_out=why) for place, (name, why) in enumerate(left_out)
    )


def _month_before(today: date) -> date:
    year, month = (today.year, today.month - 1) if today.month > 1 else (today.year - 1, 12)
    return date(year, month, 1)
