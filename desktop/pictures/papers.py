"""Pictures of every paper, drawn by the very jobs that print them, rare names among them."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QPixmap

from desktop import jobs
from desktop.desk import Task
from desktop.pictures import around, halls, points_papers, registering
from desktop.pictures.studio import MOMENT, STAFF, Studio
from desktop.printing import MM_PER_INCH, Document

if TYPE_CHECKING:
    from desktop.print_tray import Job

DOTS_PER_INCH = 100
MOST_SHEETS = 2
RARE = ("𠮷田", "辻󠄀", "髙橋", "﨑山", "Nguyễn", "João", "陈小红", "德永")
"""Names whose letters most programs lose."""


def pictures(studio: Studio, meetings: dict[int, str]) -> None:
    """Take the first sheets of every paper."""
    for name, make in papers(studio, meetings):
        if studio.wanted and name not in studio.wanted:
            continue
        document = Document(make())
        for page in range(min(document.pages, MOST_SHEETS)):
            suffix = f"-{page + 1}" if document.pages > 1 else ""
            width = round(document.size_mm(page)[0] / MM_PER_INCH * DOTS_PER_INCH)
            studio.keep_paper(f"{name}{suffix}", QPixmap.fromImage(document.image(page, width)))
        document.close()


def papers(studio: Studio, meetings: dict[int, str]) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Name every paper and how its PDF is made."""
    from desktop.town import evenings

    desk = studio.desk
    today, past = meetings[evenings.TODAY], meetings[evenings.PAST]
    people = _rare_people(studio)
    made: tuple[tuple[str, Callable[[], Job]], ...] = (
        ("paper-sign-in-sheet", lambda: jobs.sign_in_sheet(desk, today)),
        ("paper-name-tags", lambda: jobs.name_tags(desk, today, blanks=4)),
        ("paper-cards", lambda: jobs.cards(desk, people)),
        ("paper-blank-cards", lambda: jobs.blank_cards(desk)),
        ("paper-agenda", lambda: jobs.agenda(desk, today)),
        ("paper-attendance-list", lambda: jobs.attendance_list(desk, past)),
        ("paper-certificates", lambda: jobs.certificates(desk, past)),
        ("paper-notice", lambda: jobs.notice(desk, meetings[evenings.SNOWED])),
        ("paper-disclosure", lambda: jobs.disclosure(desk, people[1], reason="ご本人から 書面で")),
        ("paper-address-labels", lambda: _labels(studio, jobs.Stationery(labels="12-86x42"))),
        ("paper-envelopes", lambda: _labels(studio, jobs.Stationery(envelope="long-3"))),
        ("paper-label-borders", lambda: jobs.label_borders(desk, "24-66x34")),
        ("paper-calibration", lambda: jobs.calibration_page(desk)),
        ("paper-letters", lambda: _letters(studio, today)),
        ("paper-draft", lambda: _draft(studio)),
        ("paper-consent-form", lambda: jobs.consent_form(desk, around.fill(studio))),
        ("paper-test-page", lambda: jobs.test_page(desk)),
        ("paper-monthly-sheet", lambda: jobs.closing_sheet(desk, date(2027, 3, 1))),
        ("paper-passphrase-forgotten", lambda: jobs.turning_point(desk, "passphrase")),
        ("paper-computer-broken", lambda: jobs.turning_point(desk, "computer")),
        ("paper-handover-april", lambda: jobs.handover(desk, "april")),
        ("paper-handover-leaving", lambda: jobs.handover(desk, "leaving")),
        *halls.papers(studio, today),
        *registering.papers(studio),
        *points_papers.papers(studio),
    )
    for name, job in made:
        yield name, lambda job=job: _drawn(job())  # type: ignore[misc]
    yield "paper-recovery-sheet", _recovery_sheet


def _drawn(job: "Job") -> bytes:
    return job.draw(job.options, Task()).pdf


def _rare_people(studio: Studio) -> list[str]:
    from sessions import finding

    found = [one for name in RARE for one in studio.desk.read(finding.find, name, limit=1)]
    return list(dict.fromkeys(one.person.id for one in found))


def _labels(studio: Studio, stationery: jobs.Stationery) -> "Job":
    from sessions import addressees, mailing_lists

    refs = [mailing_lists.person(one) for one in _rare_people(studio)]
    ready = studio.desk.read(addressees.gather, refs, together=True).ready
    return jobs.addresses(studio.desk, ready, stationery)


def _letters(studio: Studio, meeting_id: str) -> "Job":
    """Issue invitations under a number to a few people with rare names."""
    from resources.calendar import day_of
    from sessions import document_series, mailing_lists, mailings
    from sessions.composing import Sending
    from sessions.document_series import SeriesDetails

    desk = studio.desk
    at, by = desk.now(), desk.staff_id
    series = desk.change(document_series.enrol, SeriesDetails("見本社協"), at=at, by=by)
    refs = tuple(mailing_lists.person(one) for one in _rare_people(studio))
    sending = Sending("invitation", refs, day_of(at), meeting_id, own={"deadline": "2月20日"})
    made = desk.change(
        mailings.issue, sending, draw=mailings.drawing(), series_id=series, at=at, by=by
    )
    return jobs.letters(desk, made.id)


def _draft(studio: Studio) -> "Job":
    from sessions import documents
    from sessions.document_series import Direction

    newest = studio.desk.read(documents.listing, direction=Direction.SENT)[0]
    return jobs.draft_sheet(studio.desk, newest.id)


def _recovery_sheet() -> bytes:
    from desktop.entrance.recovery import sheet_for
    from resources import recovery_sheet
    from sessions.papers import recovery_sheet as paper

    key = recovery_sheet.new()
    folder = Path("/home/fukushi/inakurashi/office")
    content = sheet_for(folder, key, MOMENT, office="みはらし町社会福祉協議会", by=STAFF[0])
    return paper.draw(content)
