"""The monthly sheet of the journal as a job; its number is given out when it is drawn."""

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from desktop.jobs.office import details
from desktop.print_tray import Drawn, Job, Options, Subject
from resources import calendar, copies
from resources.words import _

if TYPE_CHECKING:
    from desktop.desk import Desk, Task
    from sessions.papers.closing_sheet import ClosingSheet


def closing_sheet(desk: "Desk", month: date) -> Job:
    """Return the sheet of the month that begins on the day `month`."""
    from sessions.papers import closing_sheet as paper

    made: list[ClosingSheet] = []

    def draw(_options: Options, task: "Task") -> Drawn:
        if not made:  # drawn again in another size it keeps its number
            made.append(_content(desk, month))
        return Drawn(paper.draw(made[0], progress=task.tell))

    title = _("Monthly sheet of the journal")
    return Job("closing_sheet", title, (Subject(month.isoformat(), _month(month)),), draw)


def _content(desk: "Desk", month: date) -> "ClosingSheet":
    from desktop import journal_words
    from sessions import anchors, chronicle, staff
    from sessions.papers.closing_sheet import ClosingSheet

    since = datetime.combine(month, time(), calendar.JAPAN)
    until = datetime.combine((month + timedelta(days=32)).replace(day=1), time(), calendar.JAPAN)
    acts = desk.read(chronicle.by_act, since, until)
    people = desk.read(chronicle.by_person, since, until)
    names = desk.read(staff.names)
    at, by = desk.now(), desk.staff_id
    given = desk.change(anchors.issue, at=at, by=by)
    return ClosingSheet(
        office=details(desk).name,
        month=_month(month),
        when=calendar.wareki_with_weekday(calendar.day_of(at)),
        by=names.get(by, ""),
        line=given.seq,
        acts=tuple(
            (f"{journal_words.kind(kind)}　{journal_words.act(act)}", count)
            for act, kind, count in acts
        ),
        people=tuple((names.get(one) or _("nobody at the desk"), count) for one, count in people),
        code=anchors.shown(given.code),
        copy=_newest(desk),
    )


def _newest(desk: "Desk") -> str:
    folder = desk.office.folder
    if not desk.in_a_file:
        return ""
    found = copies.newest([copies.own_place(folder)], copies.office_of(folder))
    if found is None:
        return ""
    local = calendar.local(found.at)
    return f"{calendar.wareki_with_weekday(local.date())} {local:%H:%M}"


def _month(month: date) -> str:
    return _("{year}, month {month}").format(year=calendar.wareki_year(month), month=month.month)
