"""What every job asks of the office, the machine and the lists."""

from typing import TYPE_CHECKING

from desktop.print_tray import Options, Subject

if TYPE_CHECKING:
    from desktop.desk import Desk
    from resources.labels import Feed
    from sessions.office import OfficeDetails
    from sessions.suppression import Use


def expected(desk: "Desk", meeting_id: str, use: "Use") -> tuple[Subject, ...]:
    """Return everybody on the list of a meeting in 五十音 order, saying who is kept from `use`."""
    from sessions import rosters, suppression

    lines = desk.read(rosters.listing, meeting_id)
    stopped = desk.read(
        suppression.withheld, [line.person_id for line in lines if line.person_id], use
    )
    why = {person: one.words for person, one in stopped.items()}
    return tuple(
        Subject(
            line.id,
            line.name or line.kana,
            line.kana if line.name else "",
            why.get(line.person_id or "", ""),
        )
        for line in lines
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
