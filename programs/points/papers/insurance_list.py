"""保険加入名簿: whom the insurance covers, and from which day on."""

from dataclasses import dataclass

from programs.points.papers import ruled_list
from programs.points.papers.ruled_list import Cell, Column, RuledList
from resources.paper import Cancel, Progress
from resources.words import _


@dataclass(frozen=True, slots=True)
class Insured:
    """One person; dates as they are to be read. `arranged` is empty while nothing was."""

    number: str
    name: str
    kana: str
    birth: str
    address: str
    phone: str
    arranged: str
    covered: str


@dataclass(frozen=True, slots=True)
class InsuranceList:
    """The list of one year on one day."""

    programme: str
    year: str
    day: str
    issuer: str
    people: tuple[Insured, ...]


def draw(
    content: InsuranceList, *, progress: Progress | None = None, cancel: Cancel | None = None
) -> bytes:
    """Return the PDF; raises `Cancelled` when `cancel` says so."""
    listed = RuledList(
        title=_("List of the insured of {year}").format(year=content.year),
        day=content.day,
        issuer=content.issuer,
        said=_("{count} people. The cover begins the day after the insurance was arranged.").format(
            count=len(content.people)
        ),
        number=content.programme,
        columns=(
            Column(_("No."), 11, centred=True),
            Column(_("Registration number"), 17, centred=True),
            Column(_("Full name"), 52),
            Column(_("Date of birth"), 43),
            Column(_("Address"), 66),
            Column(_("Telephone"), 30, centred=True),
            Column(_("Arranged on"), 25, centred=True),
            Column(_("Covered from"), 25, centred=True),
        ),
        rows=tuple(
            (
                Cell(str(place)),
                Cell(one.number),
                Cell(one.name, one.kana),
                Cell(one.birth),
                Cell(one.address),
                Cell(one.phone),
                Cell(one.arranged),
                Cell(one.covered),
            )
            for place, one in enumerate(content.people, 1)
        ),
    )
    return ruled_list.draw(listed, progress=progress, cancel=cancel)
