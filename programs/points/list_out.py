"""The volunteers of a year taken out as a list with their stamps, for a purpose and on record."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy.orm import Session

from programs.points import volunteers
from resources import journal
from resources.records import new_id
from resources.refusals import Refusal
from resources.sheet_writing import xlsx_bytes
from resources.words import _
from sessions import permission, suppression
from sessions.suppression import Use


def take_out(
    db: Session, year: int, numbers: Collection[str], *, purpose: str, at: datetime, by: str
) -> bytes:
    """Return the list of `numbers` in `year` as a workbook and write down who took it, what for.

    Nobody is on it who is kept off lists. Refused are an empty purpose, a list of nobody, and
    more people than the role of `by` may take out alone.
    """
    purpose = purpose.strip()
    if not purpose:
        raise Refusal(
            _("It is not said what the list is for."), _("Write it in a few words: it is kept.")
        )
    wanted = set(numbers)
    rows = [one for one in volunteers.read(db, year).rows if one.number in wanted]
    stopped = suppression.withheld(db, [one.person_id for one in rows], Use.LIST)
    rows = [one for one in rows if one.person_id not in stopped]
    if not rows:
        raise Refusal(_("There is nobody on this list."), _("Choose other people."))
    permission.ensure_within(db, by, "people.export", len(rows))
    header = (
        _("Volunteer number"), _("Name"), _("Reading"), _("District"), _("Activities in all"),
        _("Minutes in all"), _("Stamps recorded"), _("Stamps that count"), _("Worth in yen"),
        _("Exchanged in yen"), _("Left in yen"),
    )  # fmt: skip
    written = [
        (
            one.number, one.name, one.kana, one.district, one.standing.activities,
            one.standing.minutes, one.standing.recorded, one.standing.counted,
            one.standing.worth, one.standing.exchanged, one.standing.left,
        )
        for one in rows
    ]  # fmt: skip
    journal.write(
        db, "export", "list", new_id(), at=at, by=by,
        after={
            "purpose": purpose, "form": "xlsx", "fields": ["number", "name", "kana", "district",
            "points"], "count": len(rows), "people": [one.person_id for one in rows],
        },
    )  # fmt: skip
    return xlsx_bytes(header, written)
