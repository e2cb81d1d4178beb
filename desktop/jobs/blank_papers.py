"""The forms of the points programme to be filled in by hand, each as a job."""

from typing import TYPE_CHECKING

from desktop.jobs.office import details, feed
from desktop.print_tray import BLANKS, START, Drawn, Job, Options, Subject
from resources import calendar
from resources.words import _

if TYPE_CHECKING:
    from desktop.desk import Desk, Task
    from sessions.passes import PassFacts

_KEY = "blank"
_LINES = 4
_CARDS = 10


def blank_inquiry(desk: "Desk", year: int) -> Job:
    """Return the 資格照会一覧 (P02) with nobody on it yet."""
    from programs.points import paperwork
    from programs.points.papers import inquiry_list as paper

    content = desk.read(paperwork.blank_inquiry, year)

    def draw(_options: Options, task: "Task") -> Drawn:
        return Drawn(paper.draw(content, progress=task.tell), (0,))

    title = _("List of inquiry about the conditions")
    return Job("inquiry_list", title, (Subject(_KEY, title),), draw)


def blank_member_cards(desk: "Desk", year: int, count: int = _CARDS) -> Job:
    """Return ポイントカード (P04) without a name; each has a code that belongs to nobody yet."""
    from programs.points import rule_sets
    from programs.points.papers import member_card as paper
    from sessions import passes

    made: list[PassFacts] = []
    label = desk.read(rule_sets.in_force, year).last.rule.label

    def draw(options: Options, task: "Task") -> Drawn:
        wanted = max(1, options.blanks)
        if wanted > len(made):
            at, by = desk.now(), desk.staff_id
            made.extend(desk.change(passes.issue_blanks, wanted - len(made), at=at, by=by))
        cards = tuple(paper.MemberCard(one.code, one.label) for one in made[:wanted])
        content = paper.MemberCards(label, cards, details(desk).phone, feed(options))
        return Drawn(paper.draw(content, progress=task.tell), (0,))

    title = _("Points cards without a name")
    return Job(
        "member_cards", title, (Subject(_KEY, title),), draw,
        offers=frozenset((START, BLANKS)), options=Options(blanks=count),
    )  # fmt: skip


def blank_activity_sheet(desk: "Desk", host_id: str = "") -> Job:
    """Return the 活動記録簿 (P09) with nobody on it, of one host with its code or of any."""
    from programs.points import host_papers
    from programs.points.papers import activity_sheet as paper

    made = desk.read(host_papers.blank_sheet, host_id)

    def draw(_options: Options, task: "Task") -> Drawn:
        return Drawn(paper.draw([made], progress=task.tell), (0,))

    subject = Subject(_KEY, made.host or _("For anybody"))
    return Job("activity_sheet", _("Activity sheet"), (subject,), draw, texts=(made.host,))


def blank_monthly_report(desk: "Desk", host_id: str = "") -> Job:
    """Return the 月次報告 (P10) with nothing in it, of one host with its code or of any."""
    from programs.points import host_papers
    from programs.points.papers import monthly_report as paper

    made = desk.read(host_papers.blank_report, host_id)

    def draw(_options: Options, task: "Task") -> Drawn:
        return Drawn(paper.draw([made], progress=task.tell), (0,))

    subject = Subject(_KEY, made.host or _("For anybody"))
    return Job(
        "monthly_report", _("Monthly report"), (subject,), draw, texts=(made.host, made.contact)
    )


def blank_receipt(desk: "Desk") -> Job:
    """Return the 受領書 (P13) to be filled in by hand, as when there is no current."""
    from programs.points.papers.receipt import Receipt

    office = details(desk)
    content = Receipt(
        number="　　　　　", date="", name="　　　　　　　　", registration="",
        year=calendar.fiscal_year_label(calendar.fiscal_year(calendar.day_of(desk.now()))),
        lines=(("", "", ""),) * _LINES, total="", office=office.name, head="",
    )  # fmt: skip

    def draw(_options: Options, task: "Task") -> Drawn:
        from programs.points.papers import receipt as paper

        return Drawn(paper.draw([content], progress=task.tell), (0,))

    subject = Subject(_KEY, _("For anybody"))
    return Job("exchange_receipt", _("Receipts of exchanges"), (subject,), draw)
