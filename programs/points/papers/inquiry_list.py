"""P02 資格照会一覧: whom the city is asked about; it circles 適 or 否 and enters the day."""

from dataclasses import dataclass

from programs.points.papers import ruled_list
from programs.points.papers.ruled_list import Cell, Column, RuledList
from resources.paper import Cancel, Progress
from resources.words import _


@dataclass(frozen=True, slots=True)
class Asked:
    """One person; dates as they are to be read, the answer empty while there is none."""

    place: int
    name: str
    kana: str
    birth: str
    address: str
    number: str = ""
    answer: str = ""
    confirmed: str = ""


@dataclass(frozen=True, slots=True)
class InquiryList:
    """One numbered list; without people it is the blank twin."""

    programme: str
    label: str
    day: str
    issuer: str
    people: tuple[Asked, ...]


def draw(
    content: InquiryList, *, progress: Progress | None = None, cancel: Cancel | None = None
) -> bytes:
    """Return the PDF; raises `Cancelled` when `cancel` says so."""
    blank = (Asked(place, "", "", "", "") for place in range(1, ruled_list.PER_SHEET + 1))
    people = content.people or tuple(blank)
    listed = RuledList(
        title=_("List of inquiry about the conditions"),
        to=_("To the city, section of care insurance"),
        day=content.day,
        issuer=content.issuer,
        said=_("Please circle 適 or 否 and enter the day. Please write no reason."),
        number=_("{programme}　List {label}").format(
            programme=content.programme, label=content.label
        ),
        columns=(
            Column(_("No."), 11, centred=True),
            Column(_("Full name"), 58),
            Column(_("Date of birth"), 46),
            Column(_("Address"), 76),
            Column(_("Registration number"), 18, centred=True),
            Column(_("Fit or not"), 26, centred=True),
            Column(_("Day of the answer"), 34, centred=True),
        ),
        rows=tuple(
            (
                Cell(str(one.place)),
                Cell(one.name, one.kana),
                Cell(one.birth),
                Cell(one.address),
                Cell(one.number),
                Cell(one.answer or "適 ・ 否"),
                Cell(one.confirmed),
            )
            for one in people
        ),
    )
    return ruled_list.draw(listed, progress=progress, cancel=cancel)
