"""The papers of what is taken out: slip, receipt, report of a loss, the month's register."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from desktop import takeout_words as wording
from desktop.jobs.office import details
from desktop.print_tray import Drawn, Job, Options, Subject
from resources import calendar, passcodes
from resources.words import _, ngettext

if TYPE_CHECKING:
    from desktop.desk import Desk, Task
    from sessions.packing import Packed
    from sessions.takeouts import TakeoutFacts

QUICK, FULL = timedelta(days=5), timedelta(days=30)
"""速報 within 3 to 5 days, 確報 within 30 (個人情報保護法施行規則 8条)."""


def takeout_slip(desk: "Desk", packed: "Packed") -> Job:
    """Return the slip with the passcode; once it is gone from the tray nobody makes it again."""
    from sessions import takeouts
    from sessions.papers import takeout_slip as paper

    one, office = desk.read(takeouts.show, packed.id), details(desk)
    content = paper.TakeoutSlip(
        office=office.name,
        label=one.label,
        when=calendar.wareki_with_weekday(one.held_on) if one.held_on else "",
        carrier=one.carrier,
        people=ngettext("{count} person", "{count} people", one.people).format(count=one.people),
        until=wording.moment(one.expires),
        passcode=passcodes.shown(packed.passcode),
        phone=office.phone,
        file_name=packed.file_name,
    )
    return _job(
        "takeout_slip", _("Slip with the passcode: {meeting}").format(meeting=one.headline),
        one.meeting_id, lambda task: paper.draw(content, progress=task.tell), (one.carrier,),
    )  # fmt: skip


def joining_receipt(desk: "Desk", joining_id: str) -> Job:
    """Return the 受領書 of one bringing home."""
    from sessions import attendance, doubts, joining, meetings
    from sessions.papers import joining_receipt as paper

    one = desk.read(joining.show, joining_id)
    meeting = desk.read(meetings.show, one.meeting_id)
    asked = tuple(
        paper.Asked(
            question.name or question.kana or question.detail or "－",
            wording.doubt(question),
            wording.decision(question),
        )
        for question in desk.read(doubts.of_meeting, one.meeting_id)
        if question.joining_id == joining_id
    )
    content = paper.JoiningReceipt(
        office=details(desk).name,
        meeting=meeting.headline,
        when=calendar.wareki_with_weekday(meeting.held_on) if meeting.held_on else "",
        source=wording.source(one.source),
        joined=wording.moment(one.joined_at),
        by=one.joined_by,
        new=one.new,
        known=one.known,
        asked=one.asked,
        digest=f"{one.digest[:8]} {one.digest[8:16]}",
        present=desk.read(attendance.counts, one.meeting_id).present,
        questions=asked,
        undone=wording.moment(one.undone_at) if one.undone_at else "",
        wrong=wording.wrong_passcodes(one.wrong),
    )
    return _job(
        "joining_receipt", _("Receipt: {meeting}").format(meeting=meeting.headline),
        one.meeting_id, lambda task: paper.draw(content, progress=task.tell),
        tuple(row.who for row in asked),
    )  # fmt: skip


def incident_sheet(desk: "Desk", takeout_id: str) -> Job:
    """Return the report of a lost package."""
    from sessions import staff, takeouts
    from sessions.papers import incident_sheet as paper

    one = desk.read(takeouts.show, takeout_id)
    lost = one.lost_at or desk.now()
    carried = desk.read(takeouts.carried, takeout_id)
    on_board = [_("Name"), _("Reading"), _("Salted digest of the card")]
    content = paper.IncidentSheet(
        office=details(desk).name,
        label=one.label,
        meeting=one.headline,
        made=f"{wording.moment(one.made_at)}　{one.made_by}",
        carrier=one.carrier,
        lost=wording.moment(lost),
        note=one.lost_note,
        until=wording.moment(one.expires),
        cipher=one.cipher,
        fields="、".join(on_board),
        needs=one.needs,
        quick=_by(calendar.day_of(lost + QUICK)),
        full=_by(calendar.day_of(lost + FULL)),
        names=tuple((person.name, person.kana) for person in carried),
        by=desk.read(staff.names).get(desk.staff_id, ""),
    )
    return _job(
        "incident_sheet", _("Report of a loss: {meeting}").format(meeting=one.headline),
        one.meeting_id, lambda task: paper.draw(content, progress=task.tell),
        tuple(person.name for person in carried),
    )  # fmt: skip


def takeout_list(desk: "Desk", month: date) -> Job:
    """Return the register of the packages of the month in which the day `month` lies."""
    from sessions import takeouts
    from sessions.papers import takeout_list as paper

    first = month.replace(day=1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    rows = tuple(
        paper.Row(
            made=wording.short(one.made_at),
            meeting=one.headline,
            carrier=one.carrier,
            people=str(one.people),
            cipher=one.cipher,
            until=wording.short(one.expires),
            end=_end(one, desk),
        )
        for one in desk.read(takeouts.between, first, last)
    )
    told = _("{year}, month {month}").format(year=calendar.wareki_year(first), month=first.month)
    content = paper.TakeoutList(details(desk).name, told, rows)
    return _job(
        "takeout_list", _("Register of what was taken out: {month}").format(month=told),
        "", lambda task: paper.draw(content, progress=task.tell),
        tuple(row.carrier for row in rows),
    )  # fmt: skip


def _end(one: "TakeoutFacts", desk: "Desk") -> str:
    words, _status = wording.fate(one, desk.now())
    moment = one.lost_at or one.home_at
    return f"{words} {wording.short(moment)}" if moment else words


def _by(day: date) -> str:
    return _("by {day}").format(day=calendar.wareki_with_weekday(day))


def _job(
    name: str,
    title: str,
    meeting_id: str,
    draw: "Callable[[Task], bytes]",
    texts: tuple[str, ...],
) -> Job:
    def drawn(_options: Options, task: "Task") -> Drawn:
        return Drawn(draw(task))

    subject = Subject(meeting_id or name, title)
    return Job(name, title, (subject,), drawn, texts=texts, meeting_id=meeting_id)
