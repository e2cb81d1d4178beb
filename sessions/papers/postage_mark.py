"""料金別納・後納の表示: the mark that stands where the stamp would be."""

from dataclasses import dataclass

from resources.paper import Align, Paper
from resources.stationery import Payment
from resources.type import Role

SIDE = 24.0  # mm; the post takes marks of 20 to 30 mm
EDGE = 8.0  # mm from the edges, well within the 35 × 70 mm where the post looks for it


_WORDS = {Payment.SEPARATELY: "料金別納", Payment.LATER: "料金後納"}


@dataclass(frozen=True, slots=True)
class PostageMark:
    """The mark of a posting; `post_office` takes it in, such as 伊那 or 伊那局.

    It may be empty where the sender stands on the outside (日本郵便, 料金別納 表示の方法).
    """

    payment: Payment
    post_office: str = ""

    @property
    def office(self) -> str:
        """The post office as the mark names it, with 局 at its end, or nothing."""
        name = self.post_office.strip().removesuffix("郵便局").removesuffix("局")
        return f"{name}局" if name else ""


def paint(paper: Paper, content: PostageMark, *, upright: bool) -> None:
    """Paint the mark: at the upper left of what stands, at the upper right of what lies."""
    left = EDGE if upright else paper.wide - EDGE - SIDE
    middle, top = left + SIDE / 2, EDGE
    paper.box(left, top, SIDE, SIDE, 0.8)
    paper.text(middle, top + 6.6, content.office, 10, Role.BODY, align=Align.CENTRE, room=SIDE - 2)
    paper.rule(left, top + 9, left + SIDE, top + 9, 0.6)
    for words, below in ((_WORDS[content.payment], 15.4), ("郵便", 21.2)):
        paper.text(middle, top + below, words, 13, Role.BOLD, align=Align.CENTRE, room=SIDE - 2)
