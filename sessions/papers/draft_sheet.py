"""起案用紙: the office's own copy of a letter, stamped on its way up before it is sent."""

from dataclasses import dataclass

from resources.paper import MARGIN, MM, Align, Cancel, Paper, Progress
from resources.type import Role
from resources.words import _

_RIGHT = 190.0
_BOX = 21.0


@dataclass(frozen=True, slots=True)
class DraftSheet:
    """What stands on the draft; days as they are to be read, empty ones are written by hand."""

    boxes: tuple[str, ...]
    subject: str
    text: str
    addressed_to: str = ""
    issuer: str = ""
    number: str = ""
    drafted: str = ""
    decided: str = ""
    sent: str = ""
    drafter: str = ""
    keep: str = ""
    seal: str = ""


def draw(
    content: DraftSheet, *, progress: Progress | None = None, cancel: Cancel | None = None
) -> bytes:
    """Return the PDF; raises `Cancelled` when `cancel` says so."""
    body = _lines(content.text)
    first, later = body[: _fits(150)], body[_fits(150) :]
    sheets = [first, *(later[at : at + _fits(34)] for at in range(0, len(later), _fits(34)))]
    paper = Paper(content.subject, pages=len(sheets), progress=progress, cancel=cancel)
    for number, lines in enumerate(sheets):
        if number == 0:
            _head(paper, content)
        y = 150.0 if number == 0 else 34.0
        paper.text(MARGIN, y - 7, _("Text of the draft"), 10, Role.BOLD)
        for line in lines:
            if line.strip("\u3000 ") == "記":
                paper.text(105, y, "記", 10.5, align=Align.CENTRE)
            elif line.strip("\u3000 ") in {"以上", "敬具"}:
                paper.text(_RIGHT, y, line.strip("\u3000 "), 10.5, align=Align.RIGHT)
            else:
                lead = len(line) - len(line.lstrip("\u3000"))
                paper.text(MARGIN + 2 + lead * 10.5 / MM, y, line.strip("\u3000 "), 10.5)
            y += _STEP
        paper.page_number(_RIGHT, 287, 10)
        paper.end_page()
    return paper.finish()


_STEP = 10.5 * 1.6 / MM


def _fits(top: float) -> int:
    return int((278 - top) / _STEP)


def _lines(text: str) -> list[str]:
    from resources.type import wrap

    found: list[str] = []
    for line in text.splitlines():
        lead = line[: len(line) - len(line.lstrip("\u3000"))]
        room = (_RIGHT - MARGIN - 4) * MM - len(lead) * 10.5
        parts = wrap(line.strip("\u3000 "), Role.BODY, 10.5, room)
        found += [lead + parts[0], *parts[1:]]
    return found


def _head(paper: Paper, content: DraftSheet) -> None:
    paper.spread(62, 30, _("Draft"), 20, Role.BOLD, gap=0.6)
    _boxes(paper, content.boxes)
    rows = (
        (_("Number"), content.number, _("Kept for"), content.keep),
        (_("Drafted"), content.drafted or _blank_day(), _("Drafted by"), content.drafter),
        (_("Decided"), content.decided or _blank_day(), _("Sent"), content.sent or _blank_day()),
    )
    y = 52.0
    for left, said, right, other in rows:
        _row(paper, y, left, said, MARGIN, 85)
        _row(paper, y, right, other, MARGIN + 85, 85)
        y += 11
    for label, said in (
        (_("Subject of the letter"), content.subject),
        (_("Addressed to"), content.addressed_to),
        (_("Issuer"), content.issuer),
        (_("Seal"), content.seal),
    ):
        _row(paper, y, label, said, MARGIN, 170)
        y += 11


def _boxes(paper: Paper, titles: tuple[str, ...]) -> None:
    wide = min(_BOX, 118.0 / max(len(titles), 1))
    x = _RIGHT - wide * len(titles)
    for title in titles:
        paper.box(x, 17, wide, 7, 0.5)
        paper.box(x, 24, wide, 20, 0.5)
        paper.text(x + wide / 2, 22, title, 9.5, align=Align.CENTRE, room=wide - 1.5)
        x += wide


def _row(paper: Paper, y: float, label: str, said: str, x: float, wide: float) -> None:
    paper.box(x, y, 26, 11, 0.4)
    paper.box(x + 26, y, wide - 26, 11, 0.4)
    paper.text(x + 2, y + 7, label, 10, Role.BOLD, room=22)
    paper.text(x + 29, y + 7.2, said, 11, room=wide - 31)


def _blank_day() -> str:
    return _("Year 　　 month 　　 day 　　")
