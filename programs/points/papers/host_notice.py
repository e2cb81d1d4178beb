"""受入機関指定通知書・却下通知書 (P08): what was decided about an application, and from when on."""

from dataclasses import dataclass

from resources.paper import Align, Cancel, Paper, Progress
from resources.type import Role
from resources.words import _

_LEFT, _RIGHT = 25.0, 185.0


@dataclass(frozen=True, slots=True)
class HostNotice:
    """One notice; `facts` are (label, words), `body` the sentences above them."""

    number: str  # 第 号; "" leaves it to be written in
    dated: str
    to: str
    office: str
    issuer: str
    title: str
    body: str
    facts: tuple[tuple[str, str], ...]
    after: str
    contact: str


def draw(
    one: HostNotice, *, progress: Progress | None = None, cancel: Cancel | None = None
) -> bytes:
    """Return the PDF of one notice, one page."""
    paper = Paper(one.title, pages=1, progress=progress, cancel=cancel)
    paper.text(_RIGHT, 28, one.number or _("No.              "), 12, align=Align.RIGHT)
    paper.text(_RIGHT, 36, one.dated, 12, align=Align.RIGHT)
    paper.text(_LEFT, 52, _("{name} (host)").format(name=one.to), 14, Role.BOLD, room=140)
    paper.text(_RIGHT - 14, 68, one.office, 12.5, align=Align.RIGHT, room=110)
    paper.text(_RIGHT - 14, 76, one.issuer, 14, align=Align.RIGHT, room=110)
    paper.text(paper.wide / 2, 98, one.title, 20, Role.BOLD, align=Align.CENTRE, room=160)
    y = paper.block(_LEFT, 116, one.body, 13, _RIGHT - _LEFT, leading=1.8) + 8
    for label, words in one.facts:
        paper.text(_LEFT + 6, y, label, 13)
        y = paper.block(_LEFT + 46, y, words, 13, _RIGHT - _LEFT - 46) + 4
    paper.block(_LEFT, y + 8, one.after, 12.5, _RIGHT - _LEFT, leading=1.7)
    paper.foot(one.contact)
    paper.end_page()
    return paper.finish()
