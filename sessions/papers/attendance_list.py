"""出席者名簿: who came, when and how, who did not, and the two ways to count them."""

from dataclasses import dataclass

from resources import names
from resources.paper import BAND, Align, Cancel, Paper, Progress
from resources.type import Role
from resources.words import _

_LEFT, _RIGHT = 15.0, 195.0
_ROW = 10.4
_FOOT = 279.0
_FIRST_TOP = 64.0
# name, district, arrived, left, way, remark
_NAME, _DISTRICT, _CAME, _LEFT_AT, _WAY, _REMARK = 24.0, 76.0, 119.5, 138.5, 143.0, 169.0


@dataclass(frozen=True, slots=True)
class Attendee:
    """One person on the list; times and the way of arriving as they are to be read."""

    name: str
    kana: str
    district: str
    arrived: str = ""
    left: str = ""
    way: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class AttendanceList:
    """The list of one meeting.

    `heads` counts persons (実人数), `visits` attendances (延べ人数); they differ when the
    meeting has several parts. `stamps` are the titles of the boxes for stamps of approval.
    """

    meeting: str
    when: str
    where: str
    present: tuple[Attendee, ...]
    missing: tuple[Attendee, ...] = ()
    unmatched: tuple[Attendee, ...] = ()
    expected: int | None = None
    heads: int | None = None
    visits: int | None = None
    stamps: tuple[str, ...] = ()
    issuer: str = ""


@dataclass(frozen=True, slots=True)
class _Section:
    title: str
    people: tuple[Attendee, ...]


_Entry = str | tuple[int, Attendee]


def draw(
    content: AttendanceList, *, progress: Progress | None = None, cancel: Cancel | None = None
) -> bytes:
    """Return the PDF; raises `Cancelled` when `cancel` says so."""
    sheets = _lay_out(content)
    title = _("Attendance list: {meeting}").format(meeting=content.meeting)
    paper = Paper(title, pages=len(sheets), progress=progress, cancel=cancel)
    for page, entries in enumerate(sheets):
        y = _head(paper, content) if page == 0 else _short_head(paper, content)
        _table_head(paper, y)
        y += 8
        for entry in entries:
            if isinstance(entry, str):
                paper.text(_LEFT + 1, y + _ROW - 3, entry, 12, Role.BOLD)
                paper.rule(_LEFT, y + _ROW, _RIGHT, y + _ROW, 0.9)
            else:
                _line(paper, y, *entry)
            y += _ROW
        paper.foot(content.issuer)
        paper.end_page()
    return paper.finish()


def _sections(content: AttendanceList) -> list[_Section]:
    return [
        section
        for section in (
            _Section(_("Present"), content.present),
            _Section(_("Came, not yet matched with the register"), content.unmatched),
            _Section(_("Expected, did not come"), content.missing),
        )
        if section.people or section.people is content.present
    ]


def _lay_out(content: AttendanceList) -> list[list[_Entry]]:
    """Return the rows of each sheet: section titles, and people with their number."""
    sheets: list[list[_Entry]] = [[]]
    room = _capacity(_FIRST_TOP)
    number = 0
    for section in _sections(content):
        count = _("{title} ({count} persons)").format(
            title=section.title, count=len(section.people)
        )
        people = sorted(
            section.people, key=lambda one: (names.sort_key(one.kana or one.name), one.name)
        )
        entries: list[_Entry] = [count]
        for person in people:
            number += 1
            entries.append((number, person))
        for i, entry in enumerate(entries):
            # A title never stands alone at the foot of a sheet.
            wanted = 2 if i == 0 and len(entries) > 1 else 1
            if len(sheets[-1]) + wanted > room:
                sheets.append([])
                room = _capacity(27.0)
            sheets[-1].append(entry)
        number = 0
    return sheets


def _capacity(top: float) -> int:
    return int((_FOOT - top - 8) // _ROW)


def _head(paper: Paper, content: AttendanceList) -> float:
    paper.text(_LEFT, 24, _("Attendance list"), 24, Role.BOLD)
    paper.text(_LEFT, 34, content.meeting, 16, Role.BOLD, room=110)
    paper.text(_LEFT, 41.5, "　".join(filter(None, (content.when, content.where))), 12, room=180)
    for i, stamp in enumerate(reversed(content.stamps)):
        x = _RIGHT - 18 * (i + 1)
        paper.box(x, 12, 18, 22, 0.5)
        paper.rule(x, 17, x + 18, 17, 0.5)
        paper.text(x + 9, 15.8, stamp, 9, align=Align.CENTRE, room=16)
    heads = len(content.present) + len(content.unmatched)
    figures = [
        (_("Persons present"), heads if content.heads is None else content.heads),
        (_("Attendances in all"), heads if content.visits is None else content.visits),
    ]
    if content.expected is not None:
        figures.insert(0, (_("Expected persons"), content.expected))
    x, base = _LEFT, _FIRST_TOP - 7
    for label, figure in figures:
        shown = _("{count} persons").format(count=figure)
        wide = paper.measure(shown, 16, Role.BOLD)
        room = min(paper.measure(label, 12), 52 - wide)
        paper.text(x, base, label, 12, room=room)
        paper.text(x + room + 3, base, shown, 16, Role.BOLD)
        x += 60
    return _FIRST_TOP


def _short_head(paper: Paper, content: AttendanceList) -> float:
    paper.text(_LEFT, 21, f"{_('Attendance list')}　{content.meeting}", 12, Role.BOLD, room=180)
    return 27.0


def _table_head(paper: Paper, y: float) -> None:
    paper.box(_LEFT, y, _RIGHT - _LEFT, 8, 0, fill=BAND)
    base = y + 5.4
    paper.text(_LEFT + 4, base, _("No."), 10, Role.BOLD, align=Align.CENTRE)
    paper.text(_NAME, base, _("Full name"), 11, Role.BOLD)
    paper.text(_DISTRICT, base, _("District"), 11, Role.BOLD)
    paper.text(_CAME, base, _("Came at"), 10, Role.BOLD, align=Align.RIGHT, room=16)
    paper.text(_LEFT_AT, base, _("Left at"), 10, Role.BOLD, align=Align.RIGHT, room=16)
    paper.text(_WAY, base, _("Received how"), 11, Role.BOLD, room=24)
    paper.text(_REMARK, base, _("Remarks"), 11, Role.BOLD)


def _line(paper: Paper, y: float, number: int, person: Attendee) -> None:
    base = y + 6.9
    paper.text(_LEFT + 4, base, str(number), 11, align=Align.CENTRE)
    paper.person(_NAME, y, person.name, person.kana, 13, _DISTRICT - _NAME - 3)
    paper.text(_DISTRICT, base, person.district, 12, room=27)
    paper.text(_CAME, base, person.arrived, 12, align=Align.RIGHT)
    paper.text(_LEFT_AT, base, person.left, 12, align=Align.RIGHT)
    paper.text(_WAY, base, person.way, 11, room=24)
    paper.text(_REMARK, base, person.remark, 11, room=_RIGHT - _REMARK)
    paper.rule(_LEFT, y + _ROW, _RIGHT, y + _ROW, 0.3)
