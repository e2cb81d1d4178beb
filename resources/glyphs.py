"""Which glyph of which face stands for each written letter, letter by letter."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from resources.faces import Face, Role, chain, thin

# A letter no font has is shown by the mark printers have always used for it.
GETA = 0x3013
_SPACE = 0x20
# A name in Latin letters is set in one face as a whole: one foreign ễ among others looks torn.
_LATIN = re.compile(
    "[A-Za-z\u00aa-\u024f\u0300-\u036f\u1e00-\u1eff'’\\- ]*[A-Za-z\u00aa-\u1eff]+"
    "[A-Za-z\u00aa-\u024f\u0300-\u036f\u1e00-\u1eff'’\\-. ]*"
)


@dataclass(frozen=True, slots=True)
class Glyph:
    """One drawn glyph: its face, number and width in em, and the letters it stands for.

    `source` is what was typed, selector and all: copying out of a paper returns it.
    """

    face: Face
    number: int
    advance: float
    source: str
    embolden: bool = False
    lacking: bool = False  # the asked-for shape exists in no face


def _is_selector(code: int) -> bool:
    return 0xFE00 <= code <= 0xFE0F or 0xE0100 <= code <= 0xE01EF


def _is_mark(char: str) -> bool:
    return unicodedata.category(char)[0] == "M" and not _is_selector(ord(char))


def clusters(text: str) -> list[str]:
    """Return `text` cut into letters, each with its selector or combining marks.

    Line ends and tabs become a blank; controls and invisible direction marks are left
    out: they have no shape and could only turn the rest of a line around.
    """
    found: list[str] = []
    for char in text:
        code = ord(char)
        if code < 0x20 or unicodedata.category(char) in {"Cc", "Cf", "Zl", "Zp"}:
            if char in "\t\n\r\u2028\u2029":
                found.append(" ")
        elif found and (_is_selector(code) or _is_mark(char)):
            found[-1] += char
        else:
            found.append(char)
    return found


def _look_up(cluster: str) -> tuple[int, int] | None:
    """Return (letter, selector) to draw for `cluster`; None when no single letter stands for it."""
    if len(cluster) == 1:
        return ord(cluster), 0
    if len(cluster) == 2 and _is_selector(ord(cluster[1])):
        return ord(cluster[0]), ord(cluster[1])
    # Only kana and alphabets are joined with their marks, and only for drawing: composing
    # ideographs would change 神, 福 and 祥 in people's names.
    if unicodedata.category(cluster[0]) in {"Lu", "Ll"} or "\u3040" <= cluster[0] <= "\u30ff":
        joined = unicodedata.normalize("NFC", cluster)
        if len(joined) == 1:
            return ord(joined), 0
    return None


def _find(cluster: str, faces: tuple[Face, ...]) -> tuple[Face, int] | None:
    wanted = _look_up(cluster)
    if wanted is None:
        return None
    for face in faces:
        number = face.glyph(*wanted)
        if number is not None:
            return face, number
    if unicodedata.category(cluster[0]) == "Zs":
        blank = faces[0].glyph(_SPACE)
        return (faces[0], blank) if blank is not None else None
    return None


def drawable(cluster: str, face: Face) -> bool:
    """Say whether `face` alone has the asked-for shape of `cluster`."""
    return _find(cluster, (face,)) is not None


def _glyph(cluster: str, role: Role, faces: tuple[Face, ...]) -> Glyph:
    found = _find(cluster, faces)
    lacking = found is None
    if found is None and len(cluster) > 1:
        found = _find(cluster[0], faces)
    if found is None:
        found = _find(chr(GETA), faces)
    assert found is not None
    face, number = found
    source = cluster.encode("utf-16-be", "replace").decode("utf-16-be")
    return Glyph(face, number, face.advance(number), source, thin(role, face), lacking)


def _one_face(letters: list[str], faces: tuple[Face, ...]) -> tuple[Face, ...]:
    for face in faces:
        if all(drawable(letter, face) for letter in letters):
            return (face, *faces)
    return faces


@lru_cache(maxsize=50_000)
def lay(text: str, role: Role) -> tuple[Glyph, ...]:
    """Return the glyphs that draw `text` in `role`, from left to right."""
    faces = chain(role)
    laid: list[Glyph] = []
    start = 0
    # Every cluster of plain text is looked up alone; a Latin stretch is looked up together.
    stretches = [] if text.isascii() else list(_LATIN.finditer(text))
    for stretch in stretches:
        laid += [_glyph(c, role, faces) for c in clusters(text[start : stretch.start()])]
        letters = clusters(stretch.group())
        chosen = _one_face(letters, faces)
        laid += [_glyph(c, role, chosen) for c in letters]
        start = stretch.end()
    laid += [_glyph(c, role, faces) for c in clusters(text[start:])]
    return tuple(laid)
