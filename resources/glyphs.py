"""Which glyph of which face stands for each written letter, letter by letter."""

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum
from functools import cache, lru_cache

from resources.faces import Face, Role, chain, latin, thin

# A letter no font has is shown by the mark printers have always used for it.
GETA = 0x3013
_SPACE = 0x20
_WIDE_SPACE = "\u3000"
# A name in Latin letters is set in one face as a whole: one foreign ễ among others looks torn.
_LATIN = re.compile(
    "[A-Za-z\u00aa-\u024f\u1e00-\u1eff][A-Za-z\u00aa-\u024f\u0300-\u036f\u1e00-\u1eff'’\\-. ]*"
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


class _Kind(Enum):
    LETTER = 0
    JOINS = 1
    BLANK = 2
    UNSEEN = 3


@cache
def _kind(char: str) -> _Kind:
    category = unicodedata.category(char)
    if char in "\t\n\r\u2028\u2029":
        return _Kind.BLANK
    if category in {"Cc", "Cf"}:
        return _Kind.UNSEEN
    return _Kind.JOINS if category[0] == "M" else _Kind.LETTER


def clusters(text: str) -> list[str]:
    """Return `text` cut into letters, each with its selector or combining marks.

    Line ends and tabs become a blank; controls and invisible direction marks are left
    out: they have no shape and could only turn the rest of a line around.
    """
    found: list[str] = []
    for char in text:
        kind = _kind(char)
        if kind is _Kind.LETTER or (kind is _Kind.JOINS and not found):
            found.append(char)
        elif kind is _Kind.JOINS:
            found[-1] += char
        elif kind is _Kind.BLANK:
            found.append(" ")
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


@lru_cache(maxsize=20_000)
def _glyph(cluster: str, role: Role, faces: tuple[Face, ...]) -> Glyph:
    if cluster == _WIDE_SPACE and role is not Role.MINCHO:
        # The blank between the two names is a full em; in proportional type that is a hole.
        found = _find(chr(_SPACE), faces)
    else:
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
def lay(text: str, role: Role, kin: str = "") -> tuple[Glyph, ...]:
    """Return the glyphs that draw `text` in `role`, from left to right.

    `kin` is the whole that `text` is a line of: both lines of a name stand in one face.
    """
    faces = chain(role)
    laid: list[Glyph] = []
    start = 0
    # Every cluster of plain text is looked up alone; a Latin stretch is looked up together.
    relatives = list(dict.fromkeys(clusters("".join(_LATIN.findall(kin or text)))))
    chosen = _one_face(relatives, latin(role)) if relatives else faces
    stretches = list(_LATIN.finditer(text)) if relatives else []
    for stretch in stretches:
        laid += [_glyph(c, role, faces) for c in clusters(text[start : stretch.start()])]
        letters = clusters(stretch.group())
        laid += [_glyph(c, role, chosen) for c in letters]
        start = stretch.end()
    laid += [_glyph(c, role, faces) for c in clusters(text[start:])]
    return tuple(laid)
