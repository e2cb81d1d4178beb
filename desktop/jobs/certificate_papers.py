"""参加証 as a job: numbered and frozen while it is drawn, given out when all came out."""

from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from desktop.print_tray import Drawn, Job, Options, Subject
from resources import calendar
from resources.refusals import Refusal
from resources.words import _

if TYPE_CHECKING:
    from desktop.desk import Desk, Task

_AT_A_TIME = 20  # certificates drawn in one transaction, so that a stop loses little


def certificates(desk: "Desk", meeting_id: str, expected_ids: Sequence[str] | None = None) -> Job:
    """Return the 参加証 of everybody who came, numbered and frozen while they are drawn.

    A batch that was stopped goes on where it stopped; who came unannounced is left out until
    the name is confirmed. The numbers count as given out once all sheets came out well.
    """
    from sessions import attendance, certificates, issuing, meetings, sheets

    meeting = desk.read(meetings.show, meeting_id)
    wanted = None if expected_ids is None else set(expected_ids)
    came = [
        row
        for row in desk.read(attendance.present, meeting_id)
        if wanted is None or row.expected_id in wanted
    ]
    subjects = tuple(
        Subject(
            row.expected_id,
            row.proxy_name or row.name or row.kana,
            "" if row.proxy_name else row.kana,
            "" if row.name_confirmed or row.proxy_name else _("The name is not confirmed yet."),
        )
        for row in came
    )
    drawn: list[str] = []

    def draw(_options: Options, task: "Task") -> Drawn:
        drawing = sheets.certificate_drawing()
        while True:
            batch = desk.change(
                issuing.issue,
                meeting_id,
                draw=drawing,
                dated=meeting.held_on or calendar.day_of(desk.now()),
                expected_ids=[one.key for one in subjects if not one.left_out],
                limit=_AT_A_TIME,
                at=desk.now(),
                by=desk.staff_id,
            )
            total = len(batch.certificates) + batch.remaining
            task.tell(len(batch.certificates), total)
            if not batch.remaining:
                break
        if not batch.certificates:
            raise Refusal(
                _("There is no certificate to print."),
                _("Confirm the names of those who came unannounced first."),
            )
        drawn[:] = [card.id for card in batch.certificates]
        pages = [desk.read(certificates.pdf, card) for card in drawn]
        return Drawn(_joined(pages), tuple(range(len(pages))))

    def confirmed() -> None:
        desk.change(issuing.confirm, list(drawn), at=desk.now(), by=desk.staff_id)

    return Job(
        "participation_certificate",
        _("Certificates: {meeting}").format(meeting=meeting.headline),
        subjects,
        draw,
        texts=tuple(one.name for one in subjects),
        meeting_id=meeting_id,
        confirmed=confirmed,
    )


def _joined(pages: Sequence[bytes]) -> bytes:
    """Return one PDF of the very pages that were frozen."""
    from pypdf import PdfWriter

    writer = PdfWriter()
    for page in pages:
        writer.append(BytesIO(page))
    out = BytesIO()
    writer.write(out)
    return out.getvalue()
