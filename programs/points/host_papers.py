"""What the papers of hosts say: filled in from what is known, nobody on them who is withheld."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from programs.points import (
    host_capacity,
    host_codes,
    host_year,
    hosts,
    reports_due,
    roll_names,
    rule_sets,
    sheet_keying,
)
from programs.points.hosts import HostView, State
from programs.points.papers.activity_sheet import ActivitySheet, Helper
from programs.points.papers.host_application import HostApplication
from programs.points.papers.host_notice import HostNotice
from programs.points.papers.monthly_report import Line, MonthlyReport
from programs.points.papers.sheet_reminder import SheetReminder
from programs.points.reports_due import Reporting
from resources import calendar
from resources.refusals import Refusal
from resources.words import _
from sessions import office, passes, suppression
from sessions.suppression import Use

LeftOut = tuple[tuple[str, str], ...]  # name, why


def activity_sheet(
    db: Session, host_id: str, month: date | None, today: date
) -> tuple[ActivitySheet, LeftOut]:
    """Return the sheet of a host, with its volunteers of the year, and who was left out and why.

    Whoever helped there before stands on it.
    """
    host = hosts.get(db, host_id)
    year = rule_sets.year_of(db, today)
    found = host_year.helpers(db, host_id, year)
    stopped = suppression.withheld(db, [one.person_id for one in found], Use.SHEET)
    left = [one for one in found if one.person_id not in stopped]
    codes = passes.personal_codes(db, {one.person_id for one in left})
    people = tuple(
        Helper(one.number, one.name, one.kana, codes.get(one.person_id, "")) for one in left
    )
    out = tuple(
        (one.name, stopped[one.person_id].words) for one in found if one.person_id in stopped
    )
    return ActivitySheet(
        host=host.name, host_number=host.number, host_code=host_codes.code_of(host.id),
        month=_month(month), due=_until(month), office=_office_line(db), people=people,
    ), out  # fmt: skip


def blank_sheet(db: Session, host_id: str = "") -> ActivitySheet:
    """Return the sheet with nobody on it, of one host with its code or of any."""
    host = hosts.get(db, host_id) if host_id else None
    return ActivitySheet(
        host=host.name if host else "", host_number=host.number if host else "",
        host_code=host_codes.code_of(host.id) if host else "", month=_month(None),
        due=_until(None), office=_office_line(db),
    )  # fmt: skip


def blank_report(db: Session, host_id: str = "") -> MonthlyReport:
    """Return the report with nothing in it, of one host with its code or of any."""
    host = hosts.get(db, host_id) if host_id else None
    return MonthlyReport(
        office=office.get(db).details.name, host=host.name if host else "",
        host_number=host.number if host else "", contact=host.contact if host else "",
        host_code=host_codes.code_of(host.id) if host else "", month=_month(None),
        due=_until(None),
    )  # fmt: skip


def monthly_report(db: Session, host_id: str, month: date) -> tuple[MonthlyReport, LeftOut]:
    """Return the report of a month from what is in, and who was left out and why."""
    host = hosts.get(db, host_id)
    bench = sheet_keying.bench(db, host_id, month)
    sums: dict[str, list[int]] = {}
    for row in bench.standing:
        count = sums.setdefault(row.number, [0, 0])
        count[0] += 1
        count[1] += row.minutes
    called = roll_names.of_year(db, bench.year)
    ids = [called[number].person_id for number in sums if number in called]
    stopped = suppression.withheld(db, ids, Use.SHEET)
    lines, out = [], []
    for number, (times, minutes) in sorted(sums.items()):
        known = called.get(number)
        if known is not None and known.person_id in stopped:
            out.append((known.name, stopped[known.person_id].words))
            continue
        lines.append(Line(number, known.name if known else "", str(times), f"{minutes:,}"))
    total = tuple(f"{sum(each):,}" for each in zip(*sums.values(), strict=True)) if lines else ()
    details = office.get(db).details
    return MonthlyReport(
        office=details.name, host=host.name, host_number=host.number, contact=host.contact,
        host_code=host_codes.code_of(host.id), month=_month(month), due=_until(month),
        lines=tuple(lines), total=(total[0], total[1]) if total else ("", ""),
    ), tuple(out)  # fmt: skip


def application(db: Session, host_id: str = "") -> HostApplication:
    """Return the application of a host, or the blank one."""
    host = hosts.get(db, host_id) if host_id else None
    details = office.get(db).details

    def known(name: str) -> str:
        return str(getattr(host, name) or "") if host else ""

    table = host_capacity.parse(host.capacity) if host else ()
    return HostApplication(
        office=details.name,
        issuer=f"{details.issuer_title} {details.issuer_name}".strip() or details.name,
        applied=calendar.wareki(host.applied) if host and host.applied else "",
        fields=(
            (_("Name"), known("name")),
            (_("Corporation"), known("corporation")),
            (_("Kind of host"), known("kind")),
            (_("Office no."), known("office_number")),
            (_("Address"), f"{known('zip')} {known('address')}".strip()),
            (_("Telephone and fax"), "　".join(filter(None, (known("phone"), known("fax"))))),
            (_("In charge"), known("contact")),
            (_("Weekdays"), known("weekdays")),
        ),
        days=host_capacity.DAYS,
        capacity=tuple(
            (one.activity, tuple(str(count) if count else "" for count in one.people))
            for one in table
        ),
        way=known("way"),
        note=known("note"),
    )


def notice(db: Session, host_id: str, today: date) -> HostNotice:
    """Return the notice of what was decided; refuses a host whose application still waits."""
    host = hosts.get(db, host_id)
    details = office.get(db).details
    state = host.state(today)
    if state is State.APPLIED:
        raise Refusal(
            _("{name} has not been decided on yet.").format(name=host.name),
            _("Decide on the application first."),
        )
    turned_down = state is State.REFUSED
    facts = _refused(host) if turned_down else _designated(host)
    return HostNotice(
        number="",
        dated=calendar.wareki(today),
        to=host.name,
        office=details.name,
        issuer=f"{details.issuer_title}　{details.issuer_name}".strip(),
        title=_("Notice: not designated as a host") if turned_down
        else _("Notice: designated as a host"),
        body=_("We looked at your application and regret that we cannot designate you as a host.")
        if turned_down
        else _("We looked at your application and designate you as a host as follows."),
        facts=facts,
        after="" if turned_down else _(
            "Please stamp each visit on the activity sheet and send it to us by fax until the 7th"
            " of the following month. Tell us of changes and of a withdrawal in advance."
        ),
        contact=_office_line(db),
    )  # fmt: skip


def reminders(db: Session, found: Sequence[Reporting], today: date) -> list[SheetReminder]:
    """Return a fax for each host that has a sheet missing; refuses when none has."""
    details = office.get(db).details
    lines = "\n".join(
        filter(
            None, (details.name, f"〒{details.zip} {details.address}".strip("〒 "), details.phone)
        )
    )
    made = [
        SheetReminder(
            to=one.host.name, contact=one.host.contact, fax=one.host.fax, office=details.name,
            office_lines=lines, dated=calendar.wareki(today),
            missing=tuple(
                (_month(each.due.month), reports_due.said(each.due)) for each in one.missing[-6:]
            ),
        )
        for one in found
        if one.missing
    ]  # fmt: skip
    if not made:
        raise Refusal(_("No sheet is missing."), _("Nothing needs to be done."))
    return made


def _designated(host: HostView) -> tuple[tuple[str, str], ...]:
    told = [
        (_("Host number"), host.number),
        (_("Name"), host.name),
        (_("Kind of host"), host.kind),
        (_("Designated from"), calendar.wareki(host.designated) if host.designated else ""),
        (_("What is done there"), host.activities),
    ]
    return tuple((label, words) for label, words in told if words)


def _refused(host: HostView) -> tuple[tuple[str, str], ...]:
    day = calendar.wareki(host.refused) if host.refused else ""
    return ((_("Name"), host.name), (_("Decided on"), day), (_("Why"), host.refusal))


def _month(month: date | None) -> str:
    return calendar.wareki(month.replace(day=1)).removesuffix("1日") if month else ""


def _until(month: date | None) -> str:
    if month is None:
        return _("Please send it by fax until the 7th of the following month.")
    return _("Please send it by fax until {day}.").format(
        day=reports_due.said(reports_due.due(month))
    )


def _office_line(db: Session) -> str:
    details = office.get(db).details
    return "　".join(filter(None, (details.name, details.address, details.phone)))
