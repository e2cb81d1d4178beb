"""Vertical setting (縦書き): which glyph stands where when a line runs from top to bottom."""

from dataclasses import dataclass, replace
from functools import lru_cache

import uharfbuzz as hb

from resources.faces import Face, Role
from resources.glyphs import Glyph, lay

_DIGITS = str.maketrans("0123456789０１２３４５６７８９", "〇一二三四五六七八九" * 2)
_BOX_TOP = 0.88  # em from the base line to the upper edge of a letter's square
_CAPS = 0.36  # half the height of Latin capitals, in em


@dataclass(frozen=True, slots=True)
class Set:
    """One glyph of a column: how far down it begins, whether it lies on its side; em."""

    glyph: Glyph
    down: float
    turned: bool

    def place(self) -> tuple[float, float]:
        """Return where its base line begins: right of the column's middle, below its top."""
        if self.turned:
            return -_CAPS, self.down
        return -self.glyph.advance / 2, self.down + _BOX_TOP


def numerals(text: str) -> str:
    """Return an address as it is written from top to bottom: 1686番地2-3 as 一六八六番地二ー三."""
    plain = text.translate(_DIGITS)
    kept = list(plain)
    for at, letter in enumerate(plain):
        between = 0 < at < len(plain) - 1 and {plain[at - 1], plain[at + 1]} <= set(
            "〇一二三四五六七八九"
        )
        if letter in "-－−‐–" and between:
            kept[at] = "ー"
    return "".join(kept)


@lru_cache(maxsize=20_000)
def column(text: str, role: Role) -> tuple[Set, ...]:
    """Return the glyphs of `text` from top to bottom; Latin letters lie on their side."""
    down = 0.0
    found = []
    laid = lay(text, role)
    sideways = [_lies(glyph) for glyph in laid]
    for at, glyph in enumerate(laid):
        first = glyph.source[:1]
        if first.isspace() or first == "\u3000":
            down += 0.5 if first == " " else 0.7
            continue
        # A capital alone, as in Ａ棟, stands among the letters around it.
        alone = not any(sideways[max(at - 1, 0) : at] + sideways[at + 1 : at + 2])
        turned = sideways[at] and not alone
        found.append(Set(glyph if turned else _vertical(glyph), down, turned))
        down += glyph.advance if turned else 1.0
    return tuple(found)


def height(text: str, role: Role) -> float:
    """Return how long a column `text` makes, in em."""
    sets = column(text, role)
    if not sets:
        return 0.0
    last = sets[-1]
    return last.down + (last.glyph.advance if last.turned else 1.0)


def _lies(glyph: Glyph) -> bool:
    """Tell whether a letter belongs to an alphabet, and lies on its side in a column."""
    first = glyph.source[:1]
    return ord(first or " ") < 0x2E80 and not first.isspace()


def _vertical(glyph: Glyph) -> Glyph:
    """Return the form a letter has in a column: 。 ー 「 and small kana differ."""
    number = _form(glyph.face, glyph.source, glyph.number)
    return glyph if number == glyph.number else replace(glyph, number=number)


@lru_cache(maxsize=20_000)
def _form(face: Face, source: str, number: int) -> int:
    buffer = hb.Buffer()
    buffer.add_str(source)
    buffer.guess_segment_properties()
    buffer.direction = "ttb"
    hb.shape(face.font, buffer)
    shaped = [info.codepoint for info in buffer.glyph_infos]
    # A letter that was set by a stand-in is no letter of this face.
    return shaped[0] if len(shaped) == 1 and shaped[0] else number
