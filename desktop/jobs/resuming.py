"""Going on with a print run that stopped: the same job again, from the sheet it stopped at."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from desktop.jobs.address_papers import ENVELOPES, LABELS, resumed_addresses
from desktop.jobs.card_papers import cards, name_tags
from desktop.jobs.certificate_papers import certificates
from desktop.jobs.letter_papers import LETTERS, resumed_letters
from desktop.jobs.meeting_papers import agenda, attendance_list, notice, sign_in_sheet
from desktop.jobs.points_papers import STATEMENTS, resumed_statements
from desktop.print_tray import Job
from resources.refusals import Refusal
from resources.words import _

if TYPE_CHECKING:
    from desktop.desk import Desk


def resumed(desk: "Desk", run_id: str) -> Job:
    """Return the job of a print run that waits, ready to go on at the sheet it stopped at.

    Sheets that claim a balance are drawn anew for whoever has none yet.
    """
    from sessions import print_runs

    run = desk.read(print_runs.show, run_id)
    makers: dict[str, Callable[[str], Job]] = {
        "sign_in_sheet": lambda meeting: sign_in_sheet(desk, meeting),
        "name_tags": lambda meeting: name_tags(desk, meeting, run.subjects),
        "agenda_sheet": lambda meeting: agenda(desk, meeting),
        "attendance_list": lambda meeting: attendance_list(desk, meeting),
        "participation_certificate": lambda meeting: certificates(desk, meeting, run.subjects),
        "notice": lambda meeting: notice(desk, meeting),
    }
    if run.paper in makers and run.meeting_id:
        job = makers[run.paper](run.meeting_id)
    elif run.paper in {LABELS, ENVELOPES}:
        job = resumed_addresses(desk, run.subjects, run.choices, run.purpose)
    elif run.paper == LETTERS:
        job = resumed_letters(desk, run.choices)
    elif run.paper == STATEMENTS:
        return resumed_statements(desk, run)
    elif run.paper == "cards":
        job = cards(desk, run.subjects)
    else:
        raise Refusal(
            _("This paper cannot be continued."), _("Print it anew from where it belongs.")
        )
    return replace(job, run_id=run.id, first_sheet=min(run.next_sheet, run.sheets))
