"""Pictures of the papers of hosts, exchanges and the year of points, filled in and blank."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from desktop import jobs
from desktop.pictures import points_counter, points_hosts
from desktop.pictures.points_counter import YEAR
from desktop.pictures.studio import Studio
from desktop.points import wording
from desktop.print_tray import Drawn, Job, Options, Subject
from programs.points import counter, member_year, reports_due

if TYPE_CHECKING:
    from desktop.desk import Task

_MONTH = date(YEAR, 12, 1)


def papers(studio: Studio) -> Iterator[tuple[str, Callable[[], Job]]]:
    """Name the papers and how each is laid out."""
    desk = studio.desk
    host = points_hosts.fill(studio)[0]
    number = points_counter.fill(studio)
    points_counter.exchanged(studio, number)
    today = studio.clock().date()
    member = desk.read(member_year.read, YEAR, number)
    at_counter = desk.read(counter.read, YEAR)
    late = [one for one in desk.read(reports_due.of_year, YEAR, today) if one.missing]
    asked = at_counter.applications[0]
    yield "paper-host-application", lambda: jobs.host_application(desk, host)
    yield "paper-host-application-blank", lambda: jobs.host_application(desk)
    yield "paper-host-notice", lambda: jobs.host_notice(desk, host)
    yield "paper-activity-sheet", lambda: jobs.activity_sheet(desk, host, _MONTH)
    yield "paper-activity-sheet-blank", lambda: jobs.blank_activity_sheet(desk, host)
    yield "paper-activity-sheet-any", lambda: jobs.blank_activity_sheet(desk)
    yield "paper-monthly-report", lambda: jobs.monthly_report(desk, host, _MONTH)
    yield "paper-monthly-report-blank", lambda: jobs.blank_monthly_report(desk, host)
    yield "paper-sheet-reminder", lambda: jobs.sheet_reminders(desk, late)
    yield "paper-statement", lambda: jobs.points_statements(desk, YEAR, [number])
    yield (
        "paper-explanation",
        lambda: jobs.points_explanation(desk, member, *wording.explanation(member)),
    )
    yield "paper-exchange-form", lambda: jobs.exchange_form(desk, member)
    yield "paper-exchange-form-blank", lambda: jobs.exchange_form(desk)
    yield "paper-receipt", lambda: jobs.exchange_receipts(desk, at_counter, [asked])
    yield "paper-receipt-blank", lambda: jobs.blank_receipt(desk)
    yield "paper-goods-list", lambda: jobs.goods_list(desk)
    yield "paper-city-report", lambda: jobs.city_report(desk, YEAR)
    yield "paper-city-report-month", lambda: jobs.city_report(desk, YEAR, _MONTH)
    yield "paper-year-end-dry-run", lambda: jobs.year_end_list(desk, YEAR, dry=True)
    yield "paper-inquiry-list-blank", lambda: jobs.blank_inquiry(desk, YEAR)
    yield "paper-member-cards-blank", lambda: jobs.blank_member_cards(desk, YEAR)
    yield "paper-renewal-card-blank", lambda: jobs.renewal_cards(desk, YEAR + 1)
    yield "paper-letter-of-thanks", _thanks


def _thanks() -> Job:
    """Lay out the 感謝状 of a hundredth activity, which nobody of the town has reached."""

    def draw(_options: Options, task: "Task") -> Drawn:
        from programs.points.papers import thanks as paper

        one = paper.Thanks(
            "唐澤　ハツヱ", 100, "イ～ナ介護支援ボランティアポイント", "令和9年3月4日", "会長",
            "宮下　一郎",
        )  # fmt: skip
        return Drawn(paper.draw([one], progress=task.tell), (0,))

    return Job("letter_of_thanks", "", (Subject("thanks", ""),), draw)
