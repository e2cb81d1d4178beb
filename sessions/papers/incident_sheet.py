"""紛失の報告: what was on board of a lost package, how it was locked, and what is due by when."""

from dataclasses import dataclass

from resources.paper import BAND, MARGIN, Align, Cancel, Paper, Progress
from resources.symbols import Shape
from resources.type import Role
from resources.words import _

_RIGHT = 190.0
_ROOM = _RIGHT - MARGIN
_COLUMNS, _ROW, _PER_SHEET = 3, 11.0, 21


@dataclass(frozen=True, slots=True)
class IncidentSheet:
    """One lost package; `names` are who was on board, each with the reading after it.

    `quick` and `full` are the days by which 速報 and 確報 are due (個人情報保護法施行規則 8条).
    """

    office: str
    label: str
    meeting: str
    made: str
    carrier: str
    lost: str
    note: str
    until: str
    cipher: str
    fields: str
    needs: int
    quick: str
    full: str
    names: tuple[tuple[str, str], ...]
    by: str = ""


def draw(
    content: IncidentSheet, *, progress: Progress | None = None, cancel: Cancel | None = None
) -> bytes:
    """Return the PDF; raises `Cancelled` when `cancel` says so."""
    per = _COLUMNS * _PER_SHEET
    lists = [content.names[i : i + per] for i in range(0, len(content.names), per)]
    title = _("Report of a lost package")
    paper = Paper(title, pages=1 + len(lists), progress=progress, cancel=cancel)
    _first(paper, content, title)
    paper.foot(content.office)
    paper.end_page()
    for names in lists:
        _people(paper, names, len(content.names))
        paper.foot(content.office)
        paper.end_page()
    return paper.finish()


def _first(paper: Paper, content: IncidentSheet, title: str) -> None:
    for place, stamp in enumerate((_("In charge"), _("Section head"), _("Director"))):
        x = _RIGHT - 18 * (place + 1)
        paper.box(x, 14, 18, 22, 0.5)
        paper.rule(x, 19, x + 18, 19, 0.5)
        paper.text(x + 9, 17.8, stamp, 9, align=Align.CENTRE, room=16)
    paper.text(MARGIN, 28, title, 22, Role.BOLD, room=105)
    y = _facts(
        paper,
        46,
        _("What was lost"),
        (
            (_("Package"), content.label),
            (_("Meeting"), content.meeting),
            (_("Made on"), content.made),
            (_("Taken out by"), content.carrier),
            (_("Lost"), content.lost),
            (_("What is known"), content.note),
            (_("Reported by"), content.by),
        ),
    )
    needs = (
        _("Signs of need at the hall of {count} persons, with their consent").format(
            count=content.needs
        )
        if content.needs
        else _("No signs of need, nothing of 要配慮個人情報")
    )
    y = _facts(
        paper,
        y + 4,
        _("What was on board"),
        (
            (_("Persons"), _("{count} persons").format(count=len(content.names))),
            (_("Of each person"), content.fields),
            (_("Needs"), needs),
            (_("Not on board"), _("Addresses, telephones, birth dates, points, other meetings")),
        ),
    )
    y = _facts(
        paper,
        y + 4,
        _("How it was locked"),
        (
            (_("Cipher"), content.cipher),
            (_("Passcode"), _("Ten random letters, stretched by Argon2id, kept on paper apart")),
            (_("Good until"), content.until),
            (_("Arrivals"), _("Sealed to the office's key; the computer itself cannot read them")),
            (_("Cards"), _("Salted digests only; the cards need not be made anew")),
        ),
    )
    y = _due(paper, y + 4, content)
    _ask(paper, y + 2)


def _facts(paper: Paper, y: float, title: str, facts: tuple[tuple[str, str], ...]) -> float:
    paper.box(MARGIN, y - 5.6, _ROOM, 8, 0, fill=BAND)
    paper.text(MARGIN + 2, y, title, 12.5, Role.BOLD)
    y += 9
    for label, fact in facts:
        if fact:
            paper.text(MARGIN + 2, y, label, 10.5, Role.BOLD, room=38)
            y = max(y + 6.6, paper.block(62, y, fact, 11, _RIGHT - 62) + 0.4)
    return y


def _due(paper: Paper, y: float, content: IncidentSheet) -> float:
    paper.box(MARGIN, y - 5.6, _ROOM, 8, 0, fill=BAND)
    paper.text(MARGIN + 2, y, _("What is to be done, and by when"), 12.5, Role.BOLD)
    y += 9
    for what, when in (
        (_("Tell the city, where the work was entrusted by it"), _("at once")),
        (_("Quick report (速報) to the commission, where one is due"), content.quick),
        (_("Full report (確報)"), content.full),
        (_("Tell the persons on board, where it is due"), _("soon")),
        (_("Tell the police or the railway, and ask for the number of the report"), _("today")),
    ):
        paper.shape(Shape.SQUARE, MARGIN + 4, y - 1.6, 3.4)
        paper.text(MARGIN + 10, y, what, 11, room=104)
        paper.text(_RIGHT - 2, y, when, 11, Role.BOLD, align=Align.RIGHT, room=50)
        y += 6.8
    return y


def _ask(paper: Paper, y: float) -> None:
    paper.box(MARGIN, y, _ROOM, 21, 0.8, radius=2)
    paper.text(
        MARGIN + 4, y + 7, _("Was the slip with the passcode with the computer?"), 12, Role.BOLD
    )
    for place, answer in enumerate((_("No, apart"), _("Yes"), _("Not known"))):
        x = MARGIN + 8 + place * 45
        paper.shape(Shape.SQUARE, x, y + 14, 3.6)
        paper.text(x + 4, y + 15.6, answer, 12)


def _people(paper: Paper, names: tuple[tuple[str, str], ...], count: int) -> None:
    title = _("Who was on board ({count} persons)").format(count=count)
    paper.text(MARGIN, 26, title, 15, Role.BOLD)
    wide = _ROOM / _COLUMNS
    for place, (name, kana) in enumerate(names):
        column, row = divmod(place, _PER_SHEET)
        x, y = MARGIN + column * wide, 32 + row * _ROW
        # Whoever came unasked has left a reading only.
        paper.person(x + 1, y, name or kana, kana if name else "", 11, wide - 4)
        paper.rule(x, y + _ROW, x + wide - 3, y + _ROW, 0.25)
