"""Pictures of registering volunteers: the work list in its states, a question, the papers."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from desktop import jobs
from desktop.pictures.studio import Studio
from desktop.points.application_form import ApplicationForm
from desktop.points.new_applicant import NewApplicant
from programs.points import applications, changing, inquiries, member_cards, work_list
from programs.points.applications import ACTIVITIES, Asked, Proof
from programs.points.turns import Reason
from programs.points.work_list import State
from resources.calendar import day_of, fiscal_year, reaches
from sessions import person_rows, person_views

if TYPE_CHECKING:
    from desktop.print_tray import Job

_APPLY, _ASK, _ANSWER = 7, 5, 3


def year_of(studio: Studio) -> int:
    """Return the year of the pictures."""
    return fiscal_year(day_of(studio.clock()))


def fill(studio: Studio) -> None:
    """Let people of the town apply, the city answer, one rest and one lose the card; once only."""
    desk, today, year = studio.desk, day_of(studio.clock()), year_of(studio)
    if any(one.application_id for one in desk.read(work_list.listing, year)):
        return
    who: dict[str, Any] = {"at": desk.now(), "by": desk.staff_id}
    ids = [row.id for row in desk.read(person_rows.rows)]
    views = desk.read(person_views.views, ids)
    fit = [
        one.id for one in views
        if one.number is None and one.birth and reaches(one.birth, 65) < today
    ]  # fmt: skip
    made = [
        desk.change(applications.receive, _asked(person, year, today, place), **who)
        for place, person in enumerate(fit[:_APPLY])
    ]
    sent = desk.change(
        inquiries.send, year, made[:_ASK], day=today - timedelta(days=9), **who
    )  # fmt: skip
    answers = {place: place != _ANSWER for place in range(1, _ANSWER + 1)}
    desk.change(inquiries.answer, sent, answers, confirmed=today - timedelta(days=2), **who)
    numbers = _registered(studio)
    desk.change(member_cards.issue, year, numbers[:2], **who)
    desk.change(member_cards.lost, year, numbers[0], **who)
    desk.change(
        changing.pause, year, numbers[4:6], day=today - timedelta(days=20),
        reason=Reason.HEALTH, **who,
    )  # fmt: skip


def _asked(person: str, year: int, today: date, place: int) -> Asked:
    return Asked(
        person, year, today - timedelta(days=14 - place), Proof.MY_NUMBER, consented=True,
        emergency="唐木　一郎（長男）0265-00-0123", activities=ACTIVITIES[place : place + 2],
        weekdays=("月", "木"), transport=("徒歩",),
    )  # fmt: skip


def _registered(studio: Studio) -> list[str]:
    listed = studio.desk.read(work_list.listing, year_of(studio))
    return [one.number for one in listed if one.state is State.REGISTERED]


def pictures(studio: Studio) -> None:
    """Take the list as it opens, registrations with their acts, renewals, and two dialogs."""
    fill(studio)
    year = year_of(studio)
    page: Any = studio.go("points_registration", f"{year} {State.APPLIED.value}")
    studio.take_page("points-registration", page)
    page = studio.go("points_registration", f"{year} {State.REGISTERED.value}")
    page.table.set_ticked({one.key for one in page.table.shown()[:3]})
    studio.take("points-registration-registered")
    studio.take_dialog(
        "points-registration-pause", lambda: page.acts.pause(page.chosen())
    )  # fmt: skip
    page.table.set_ticked(set())
    page = studio.go("points_registration", f"{year} {State.ANSWERED.value}")
    studio.take("points-registration-answered")
    page = studio.go("points_registration", f"{year + 1} {State.TO_RENEW.value}")
    studio.take("points-registration-renew")
    form = ApplicationForm(studio.desk, year, page.acts.today, studio.window)
    form.search.setText("か")
    studio.take_shown("points-registration-apply", form)
    known = studio.desk.read(person_views.views, [page.table.shown()[0].person_id])[0]
    unknown = NewApplicant(
        studio.desk, page.acts.today, name=known.name, kana=known.kana, parent=studio.window
    )
    unknown.compare()
    studio.take_shown("points-registration-unknown", unknown)
    studio.go("points_registration", f"{year} {State.APPLIED.value}")


def papers(studio: Studio) -> Iterator[tuple[str, "Callable[[], Job]"]]:
    """Name the papers of a registration and how each is laid out."""
    fill(studio)
    desk, year = studio.desk, year_of(studio)
    waiting = [one for one in desk.read(work_list.listing, year) if one.application_id]
    numbers = _registered(studio)[:6]
    (sent,) = desk.read(inquiries.listing, year)
    yield (
        "paper-registration-form",
        lambda: jobs.registration_forms(desk, year, [waiting[0].person_id]),
    )
    yield "paper-registration-form-blank", lambda: jobs.registration_forms(desk, year)
    yield "paper-inquiry-list", lambda: jobs.inquiry_list(desk, sent.id)
    yield (
        "paper-registration-notice",
        lambda: jobs.registration_notices(desk, year, numbers[:1], written="8伊社協第41号"),
    )
    yield "paper-member-cards", lambda: jobs.member_cards(desk, year, numbers)
    yield "paper-renewal-card", lambda: jobs.renewal_cards(desk, year + 1, numbers[:1])
    yield "paper-renewal-address", lambda: jobs.renewal_addresses(desk, year + 1, numbers[:1])
    yield "paper-change-form", lambda: jobs.change_forms(desk, year, numbers[:1])
    yield "paper-change-form-blank", lambda: jobs.change_forms(desk, year)
    yield "paper-insurance-list", lambda: jobs.insurance_list(desk, year)
