"""The town on the day of the pictures: built, its meeting open, and half of the guests here."""

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.pictures.studio import MOMENT, PASSPHRASE, STAFF

if TYPE_CHECKING:
    from resources.database import Office

CAME = 23
"""How many of today's guests have been received when the pictures begin."""


def build(folder: Path) -> "tuple[Office, str]":
    """Make the town's office in `folder`; return it, open, and who sits at the desk."""
    from desktop import tables
    from desktop.town import building
    from resources import calendar, keys
    from resources.database import Office
    from sessions import staff

    tables.load()
    office, _recovery = Office.create(
        folder, PASSPHRASE, stretching=keys.Stretching(8, 1, 1), window=True
    )
    with office.change() as db:
        me = staff.enrol(db, STAFF[0], kana=STAFF[1], at=MOMENT)
        building.fill(db, today=calendar.day_of(MOMENT), at=MOMENT - timedelta(hours=5), by=me)
    return office, me


def open_again(folder: Path) -> "Office":
    """Open the town's office for the window."""
    from resources import keys
    from resources.database import Office

    return Office.open(folder, keys.unlock_by_passphrase(folder, PASSPHRASE), window=True)


def staff_of(office: "Office") -> list[tuple[str, str]]:
    """Return id and name of everybody at the desk."""
    from sessions import staff

    with office.read() as db:
        return [(one.id, one.name) for one in staff.listing(db)]


def meetings(office: "Office") -> dict[int, str]:
    """Return the ids of the meetings by their number."""
    from resources import calendar
    from sessions import schedule

    with office.read() as db:
        listed = schedule.listing(db, when=schedule.When.ALL, today=calendar.day_of(MOMENT))
    return {one.meeting.number: one.meeting.id for one in listed if one.meeting.number}


def receive(office: "Office", staff_id: str, meeting_id: str) -> list[str]:
    """Open the door and let the first guests in; return the codes of those who still wait."""
    from sessions import arrivals, holding, passes, rosters
    from sessions.door_log import Way
    from sessions.rosters import Reply

    with office.change() as db:
        holding.open_meeting(db, meeting_id, at=MOMENT - timedelta(minutes=20), by=staff_id)
        cards = passes.of_meeting(db, meeting_id)
        lines = [
            line
            for line in rosters.listing(db, meeting_id)
            if line.id in cards and line.reply in {Reply.YES, Reply.NONE}
        ]
        for number, line in enumerate(lines[:CAME]):
            came: dict[str, Any] = {
                "desk": "受付1",
                "at": MOMENT - timedelta(minutes=CAME - number, seconds=20),
                "by": staff_id,
            }
            if number % 4 == 3:
                arrivals.arrive(db, meeting_id, line.id, way=Way.NAME, **came)
            else:
                code = cards[line.id].code
                arrivals.check_in(db, meeting_id, code, way=Way.SCANNER, **came)
    return [cards[line.id].code for line in lines[CAME:]]
