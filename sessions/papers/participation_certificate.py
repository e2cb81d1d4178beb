"""参加証: that somebody took part, numbered, with room for the seal; A4 landscape."""

from collections.abc import Sequence
from dataclasses import dataclass

from resources.paper import A4_LANDSCAPE, MM, Align, Cancel, Paper, Progress
from resources.symbols import polygon
from resources.type import Role, fit, width, wrap
from resources.words import _

_WIDE, _HIGH = A4_LANDSCAPE
_MIDDLE = _WIDE / 2
_GOLD = "0.725 0.604 0.294"
_LEFT, _ROOM = 58.0, 186.0
_TEXT, _TEXT_LEADING = 21.0, 12.4
# Two ranges with the river between them, as heights in mm over the inner frame.
_FAR = ((16, 20), (37, 27), (57, 22), (71, 33), (92, 25), (112, 29), (137, 18), (172, 15),
        (215, 18), (240, 12), (281, 10))  # fmt: skip
_NEAR = ((16, 8), (70, 11), (122, 8), (160, 13), (196, 20), (214, 16), (233, 24), (254, 16),
         (281, 20))  # fmt: skip


@dataclass(frozen=True, slots=True)
class ParticipationCertificate:
    """One certificate; `number` and `date` as they are to be read, e.g. 第十二号.

    An empty name and number make the blank twin. `sealed` leaves room for the seal;
    otherwise the paper says that the seal is left out. `colour` is for printers that have it.
    """

    number: str
    name: str
    text: str
    date: str
    issuer_title: str
    issuer_name: str
    sealed: bool = True
    colour: bool = True
    reissued: str = ""
    title: str = ""  # another certificate of the same make, such as a 感謝状


def blank(content: ParticipationCertificate) -> ParticipationCertificate:
    """Return the blank twin: number, name and date are left to be written by hand."""
    return ParticipationCertificate(
        number=_("No. 　　　"),
        name="　　　　　　",
        text=content.text,
        date=_("Year 　　 month 　　 day 　　"),
        issuer_title=content.issuer_title,
        issuer_name=content.issuer_name,
        sealed=content.sealed,
        colour=content.colour,
        title=content.title,
    )


def draw(
    content: ParticipationCertificate,
    *,
    progress: Progress | None = None,
    cancel: Cancel | None = None,
) -> bytes:
    """Return the PDF of one certificate, as its bytes are kept in the register."""
    return draw_all([content], progress=progress, cancel=cancel)


def draw_all(
    contents: Sequence[ParticipationCertificate],
    *,
    progress: Progress | None = None,
    cancel: Cancel | None = None,
) -> bytes:
    """Return one PDF with a sheet for each of `contents`."""
    paper = Paper(
        (contents[0].title if contents else "") or _("Certificate of participation"),
        pages=len(contents),
        size=A4_LANDSCAPE,
        progress=progress,
        cancel=cancel,
    )
    for content in contents:
        _framed(paper, colour=content.colour)
        _sheet(paper, content)
        paper.end_page()
    return paper.finish()


def _framed(paper: Paper, *, colour: bool) -> None:
    paper.form("colour" if colour else "mono", lambda: _frame(paper, colour=colour))


def _sheet(paper: Paper, content: ParticipationCertificate) -> None:
    paper.text(_WIDE - 34, 34, content.number, 14, Role.MINCHO, align=Align.RIGHT, room=80)
    title = content.title or _("Certificate of participation")
    paper.spread(_MIDDLE, 58, title, 46, Role.MINCHO, gap=0.45)
    _name(paper, content.name)
    lines = wrap(content.text, Role.MINCHO, _TEXT, _ROOM * MM)
    size, leading = _TEXT, _TEXT_LEADING
    if len(lines) > 4:
        size, leading = 16.0, 9.8
        lines = wrap(content.text, Role.MINCHO, size, _ROOM * MM)
    left = _MIDDLE - max(paper.measure(line, size, Role.MINCHO) for line in lines) / 2
    for i, line in enumerate(lines):
        paper.text(left, 107 + leading * i, line, size, Role.MINCHO)
    paper.text(_LEFT + 6, 159, content.date, 17, Role.MINCHO, room=90)
    if content.reissued:
        reissued = _("Issued again: {date}").format(date=content.reissued)
        paper.text(_LEFT + 6, 167, reissued, 11, Role.MINCHO, room=90)
    right = _WIDE - 58
    name = fit(content.issuer_name, Role.MINCHO, 26, 78 * MM, lines=1)
    paper.text(right, 181, content.issuer_name, name.size, Role.MINCHO, align=Align.RIGHT)
    # Title and name are read as one line, as a hand would write them.
    wide = width(content.issuer_name, Role.MINCHO, name.size) / MM
    before = right - wide - 7
    room = before - (_LEFT + 6)
    paper.text(before, 181, content.issuer_title, 17, Role.MINCHO, align=Align.RIGHT, room=room)
    if not content.sealed:
        left_out = _("(official seal omitted)")
        paper.text(right, 191.2, left_out, 11, Role.MINCHO, align=Align.RIGHT)


def _name(paper: Paper, name: str) -> None:
    honour = _("Sama")
    room = _ROOM - 24
    fitted = fit(name, Role.MINCHO, 34, room * MM)
    wide = max(width(line, Role.MINCHO, fitted.size, name) / MM for line in fitted.lines)
    left = _MIDDLE - (wide + 18) / 2
    first = 86.0 if len(fitted.lines) == 1 else 77.5
    for i, line in enumerate(fitted.lines):
        paper.text(left, first + 12 * i, line, fitted.size, Role.MINCHO, kin=name)
    last = first + 12 * (len(fitted.lines) - 1)
    paper.text(left + wide + 8, last, honour, 24, Role.MINCHO)
    paper.rule(left - 4, last + 5, left + wide + 20, last + 5, 0.4)


def _frame(paper: Paper, *, colour: bool) -> None:
    ink = _GOLD if colour else "0 0 0"
    if colour:
        for tint, ridge in (("0.965 0.953 0.918", _FAR), ("0.945 0.925 0.867", _NEAR)):
            floor = _HIGH - 16.2
            points = [(16.2, floor), *((x, _HIGH - 16 - up) for x, up in ridge)]
            points.append((_WIDE - 16.2, floor))
            path = polygon([paper.at(min(max(x, 16.2), _WIDE - 16.2), y) for x, y in points])
            paper.put(f"q {tint} rg {path} f Q")
    for inset, weight in ((12.0, 2.2), (14.6, 0.5), (16.0, 0.5)):
        path = polygon([paper.at(x, y) for x, y in _notched(inset)])
        # The corner outside the notch belongs to the sheet, not to the ridges.
        paper.put(f"q {ink} RG {weight} w 0 j {path} S Q")
    for x in (15.5, _WIDE - 15.5):
        for y in (15.5, _HIGH - 15.5):
            _crystal(paper, x, y, 2.7, ink)


def _notched(inset: float) -> list[tuple[float, float]]:
    notch = 7.0
    left, top, right, low = inset, inset, _WIDE - inset, _HIGH - inset
    return [
        (left + notch, top), (right - notch, top), (right - notch, top + notch),
        (right, top + notch), (right, low - notch), (right - notch, low - notch),
        (right - notch, low), (left + notch, low), (left + notch, low - notch),
        (left, low - notch), (left, top + notch), (left + notch, top + notch),
    ]  # fmt: skip


def _crystal(paper: Paper, x: float, y: float, radius: float, ink: str) -> None:
    a, b = paper.at(x, y)
    r = radius * MM
    strokes = []
    for cosine, sine in ((0, 1), (0.866, 0.5), (0.866, -0.5), (0, -1), (-0.866, -0.5),
                         (-0.866, 0.5)):  # fmt: skip
        strokes.append(f"{a:.2f} {b:.2f} m {a + r * cosine:.2f} {b + r * sine:.2f} l")
        for turn in (0.45, -0.45):
            along, out = 0.62, 0.92
            px, py = a + r * along * cosine, b + r * along * sine
            qx = a + r * (out * cosine - turn * sine * 0.7)
            qy = b + r * (out * sine + turn * cosine * 0.7)
            strokes.append(f"{px:.2f} {py:.2f} m {qx:.2f} {qy:.2f} l")
    paper.put(f"q {ink} RG 0.8 w 1 J {' '.join(strokes)} S Q")
