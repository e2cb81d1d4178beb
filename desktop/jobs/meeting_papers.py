"""受付簿, 次第, 出席者名簿 and お知らせ of a meeting as jobs."""

from typing import TYPE_CHECKING

from desktop.jobs.office import details, expected
from desktop.print_tray import SIZE, Drawn, Job, Options, Subject
from resources import calendar
from resources.words import _

if TYPE_CHECKING:
    from desktop.desk import Desk, Task


def sign_in_sheet(desk: "Desk", meeting_id: str) -> Job:
    """Return the 受付簿 of a meeting."""
    from sessions import meetings, sheet_pages, sheets
    from sessions.papers import sign_in_sheet as paper
    from sessions.suppression import Use

    meeting = desk.read(meetings.show, meeting_id)
    people = expected(desk, meeting_id, Use.SHEET)
    left_out = tuple(one for one in people if one.left_out)
    laid: list[sheet_pages.PageFacts] = []

    def draw(_options: Options, task: "Task") -> Drawn:
        if not laid:
            at, by = desk.now(), desk.staff_id
            laid.extend(desk.change(sheet_pages.lay_out, meeting_id, at=at, by=by))
        content = desk.read(
            sheets.sign_in_sheet,
            meeting_id,
            page_codes=[page.code for page in laid],
            contact=details(desk).phone,
        )
        return Drawn(paper.draw(content, progress=task.tell))

    return Job(
        "sign_in_sheet",
        _("Sign-in sheet: {meeting}").format(meeting=meeting.headline),
        (Subject(meeting_id, meeting.headline), *left_out),
        draw,
        texts=tuple(one.name for one in people if not one.left_out),
        meeting_id=meeting_id,
    )


def agenda(desk: "Desk", meeting_id: str) -> Job:
    """Return the 次第 of a meeting."""
    from sessions import agenda as items
    from sessions import meetings, sheets
    from sessions.papers import agenda_sheet as paper

    meeting = desk.read(meetings.show, meeting_id)
    listed = desk.read(items.show, meeting_id).items

    def draw(options: Options, task: "Task") -> Drawn:
        content = desk.read(
            sheets.agenda_sheet,
            meeting_id,
            issuer=details(desk).name,
            size=float(options.size),
        )
        return Drawn(paper.draw(content, progress=task.tell))

    return Job(
        "agenda_sheet",
        _("Agenda: {meeting}").format(meeting=meeting.headline),
        (Subject(meeting_id, meeting.headline),),
        draw,
        texts=tuple(f"{item.title}{item.who}" for item in listed),
        offers=frozenset((SIZE,)),
        meeting_id=meeting_id,
    )


def attendance_list(desk: "Desk", meeting_id: str) -> Job:
    """Return the 出席者名簿 of a meeting."""
    from sessions import attendance, meetings, sheets
    from sessions.papers import attendance_list as paper

    meeting = desk.read(meetings.show, meeting_id)
    came = desk.read(attendance.present, meeting_id)

    def draw(_options: Options, task: "Task") -> Drawn:
        content = desk.read(
            sheets.attendance_list,
            meeting_id,
            stamps=(_("Director"), _("Section head"), _("In charge")),
            issuer=details(desk).name,
        )
        return Drawn(paper.draw(content, progress=task.tell))

    return Job(
        "attendance_list",
        _("Attendance list: {meeting}").format(meeting=meeting.headline),
        (Subject(meeting_id, meeting.headline),),
        draw,
        texts=tuple(row.name for row in came),
        meeting_id=meeting_id,
    )


def notice(desk: "Desk", meeting_id: str) -> Job:
    """Return the お知らせ of a meeting put off or cancelled, one sheet for each to be told."""
    from sessions import letters, meetings
    from sessions.papers import notice as paper

    meeting = desk.read(meetings.show, meeting_id)
    content = desk.read(letters.notice, meeting_id, written=calendar.day_of(desk.now()))
    subjects = tuple(Subject(str(number), one.name) for number, one in enumerate(content.people))
    left_out = tuple(
        Subject(one.key, one.name, one.kana, one.why)
        for one in desk.read(letters.left_out, meeting_id)
    )

    def draw(_options: Options, task: "Task") -> Drawn:
        return Drawn(paper.draw(content, progress=task.tell), tuple(range(len(subjects))))

    return Job(
        "notice",
        _("Notices: {meeting}").format(meeting=meeting.headline),
        (*(subjects or (Subject(meeting_id, meeting.headline),)), *left_out),
        draw,
        texts=tuple(one.name for one in subjects),
        meeting_id=meeting_id,
    )
