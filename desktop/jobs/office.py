"""What every job asks of the office, the machine and the lists."""

from typing import TYPE_CHECKING

from desktop.print_tray import Options, Subject

if TYPE_CHECKING:
    from desktop.desk import Desk
    from resources.labels import Feed
    from sessions.office import OfficeDetails


def expected(desk: "Desk", meeting_id: str) -> tuple[Subject, ...]:
    """Return everybody on the list of a meeting, in 五十音 order."""
    from sessions import rosters

    return tuple(
        Subject(line.id, line.name or line.kana, line.kana if line.name else "")
        for line in desk.read(rosters.listing, meeting_id)
    )


def details(desk: "Desk") -> "OfficeDetails":
    """Return what the office says about itself on papers."""
    from sessions import office

    return desk.read(office.get).details


def feed(options: Options) -> "Feed":
    """Return where on the label sheet the first card goes."""
    from resources.labels import Feed

    # The offset of the printer is applied when the sheet is sent, not drawn into it.
    return Feed(options.start)
