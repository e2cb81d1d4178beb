"""The font files of the house, and which of them can draw which letter."""

from enum import StrEnum
from functools import cache
from pathlib import Path
from struct import unpack_from

import uharfbuzz as hb

from resources import path


class Role(StrEnum):
    """What a piece of text is on a paper; the role decides the faces that set it."""

    BODY = "body"
    BOLD = "bold"
    MINCHO = "mincho"


_REGULAR = ("BIZUDPGothic-Regular", "NotoSansJP-Regular", "NotoSansSC-NotInJP-Regular")
# The first face sets nearly everything; the next ones lend single letters or whole Latin words.
CHAINS: dict[Role, tuple[str, ...]] = {
    Role.BODY: _REGULAR,
    Role.BOLD: ("BIZUDPGothic-Bold", "NotoSansJP-Bold", "NotoSansSC-NotInJP-Regular"),
    Role.MINCHO: ("BIZUDMincho-Regular", "NotoSerifJP-Regular", *_REGULAR[1:]),
}
# Beside kanji of one width, Latin names in letters of half that width look like a typewriter's.
LATIN: dict[Role, str] = {Role.MINCHO: "NotoSerifJP-Regular"}
# No bold was made of this one: it is emboldened while drawing.
_HAS_NO_BOLD = frozenset({"NotoSansSC-NotInJP-Regular"})


def files() -> tuple[Path, ...]:
    """Return the bundled font files, for a window that wants to show them, in fixed order."""
    return tuple(sorted(path("fonts").glob("*.ttf")))


class Face:
    """One font file: glyphs of letters (with their variation selector) and widths in em."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.face = hb.Face(hb.Blob.from_file_path(str(path("fonts") / f"{name}.ttf")))
        self.font = hb.Font(self.face)
        self.upem: int = self.face.upem
        self._glyphs: dict[tuple[int, int], int | None] = {}
        self._advances: dict[int, float] = {}

    def glyph(self, letter: int, selector: int = 0) -> int | None:
        """Return the glyph of `letter` with variation `selector` (0: none), or None."""
        key = (letter, selector)
        if key not in self._glyphs:
            found = (
                self.font.get_variation_glyph(letter, selector)
                if selector
                else self.font.get_nominal_glyph(letter)
            )
            self._glyphs[key] = found or None
        return self._glyphs[key]

    def advance(self, glyph: int) -> float:
        """Return the width of `glyph` in em."""
        width = self._advances.get(glyph)
        if width is None:
            width = self._advances[glyph] = self.font.get_glyph_h_advance(glyph) / self.upem
        return width

    def metrics(self) -> tuple[tuple[int, int, int, int], int, int]:
        """Return (bounding box, ascent, descent) in thousandths of an em."""
        head = bytes(self.face.reference_table("head").data)
        hhea = bytes(self.face.reference_table("hhea").data)
        left, low, right, high = (v * 1000 // self.upem for v in unpack_from(">4h", head, 36))
        up, down = (v * 1000 // self.upem for v in unpack_from(">2h", hhea, 4))
        return (left, low, right, high), up, down


@cache
def face(name: str) -> Face:
    """Return the face of font file `name` (without its ending), opened once."""
    return Face(name)


@cache
def chain(role: Role) -> tuple[Face, ...]:
    """Return the faces that may set text of `role`, the preferred one first."""
    return tuple(face(name) for name in CHAINS[role])


def latin(role: Role) -> tuple[Face, ...]:
    """Return the faces that may set Latin names in `role`, the preferred one first."""
    return (face(LATIN[role]), *chain(role)) if role in LATIN else chain(role)


def thin(role: Role, lent: Face) -> bool:
    """Say whether `lent` must be emboldened to stand among text of `role`."""
    return role is Role.BOLD and lent.name in _HAS_NO_BOLD
