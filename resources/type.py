"""The type case: measures, proves, breaks and sets text, letter by letter, as it was typed."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, groupby
from typing import Any

from resources import upright
from resources.cidfont import CIDFont
from resources.faces import Face, Role, chain
from resources.glyphs import Glyph, clusters, drawable, lay

__all__ = [
    "Fitted",
    "Proof",
    "Role",
    "Typesetter",
    "fit",
    "missing",
    "proof",
    "substituted",
    "width",
    "wrap",
]

# Below four fifths of its size a name is set in two lines rather than made smaller.
SHRINK = 0.8
LEADING = 1.5
_NOT_FIRST = frozenset(
    "、。，．・：；？！ー～」』）〕］｝〉》】’”ぁぃぅぇぉっゃゅょァィゥェォッャュョ々ゝ゛゜,.)]}!?％"
)
_NOT_LAST = frozenset("「『（〔［｛〈《【‘“([{")


@dataclass(frozen=True, slots=True)
class Fitted:
    """Text made to fit: its lines, and the size in points they are set in."""

    lines: tuple[str, ...]
    size: float


@dataclass(frozen=True, slots=True)
class Proof:
    """What to know about letters before printing: each entry is (text, its letters)."""

    missing: tuple[tuple[str, tuple[str, ...]], ...]
    substituted: tuple[tuple[str, tuple[str, ...]], ...]


@lru_cache(maxsize=50_000)
def _em(text: str, role: Role, kin: str = "") -> float:
    return sum(glyph.advance for glyph in lay(text, role, kin))


def width(text: str, role: Role, size: float, kin: str = "") -> float:
    """Return the width in points of `text` set in `role` at `size` points.

    `kin` is the whole text when `text` is only a line of it (see `glyphs.lay`).
    """
    return _em(text, role, kin) * size


def missing(text: str, role: Role = Role.BODY) -> list[str]:
    """Return the letters of `text` (with selector) whose asked-for shape no font has."""
    return list(dict.fromkeys(g.source for g in lay(text, role) if g.lacking))


def substituted(text: str, role: Role = Role.BODY) -> list[str]:
    """Return the letters of `text` that are drawn, but that the usual face does not have."""
    first = chain(role)[0]
    return list(
        dict.fromkeys(
            g.source
            for g in lay(text, role)
            if g.face is not first and not g.lacking and not drawable(g.source, first)
        )
    )


def proof(texts: Iterable[str], role: Role = Role.BODY) -> Proof:
    """Return what of `texts` cannot be drawn, and what is drawn in another face."""
    unique = list(dict.fromkeys(texts))
    return Proof(
        missing=tuple((t, tuple(found)) for t in unique if (found := missing(t, role))),
        substituted=tuple((t, tuple(found)) for t in unique if (found := substituted(t, role))),
    )


def fit(text: str, role: Role, size: float, room: float, *, lines: int = 2) -> Fitted:
    """Return `text` made to fit `room` points: never cut, never elided.

    It is made smaller down to four fifths of `size`, then set in two lines (when `lines`
    allows), and only when that is too wide, too, made smaller still.
    """
    wide = width(text, role, size)
    if wide <= room:
        return Fitted((text,), size)
    if wide * SHRINK <= room or lines < 2 or len(clusters(text)) < 2:
        return Fitted((text,), size * room / wide)
    small = size * SHRINK
    halves = _halves(text, role)
    wide = max(width(half, role, small, text) for half in halves)
    return Fitted(halves, small if wide <= room else small * room / wide)


def _halves(text: str, role: Role) -> tuple[str, str]:
    letters = clusters(text)
    blanks = [
        i for i, letter in enumerate(letters) if letter.isspace() and 0 < i < len(letters) - 1
    ]

    def pair(at: int) -> tuple[str, str]:
        return "".join(letters[:at]).rstrip(), "".join(letters[at:]).lstrip()

    reach = [0.0, *accumulate(glyph.advance for glyph in lay(text, role))]

    def longer(at: int) -> float:
        return max(reach[at], reach[-1] - reach[at])

    anywhere = min(range(1, len(letters)), key=longer)
    if blanks:
        between = min(blanks, key=longer)
        # A break between two names reads better, unless it leaves one line far too long.
        if longer(between) <= 1.6 * longer(anywhere):
            return pair(between)
    return pair(anywhere)


def wrap(text: str, role: Role, size: float, room: float) -> list[str]:
    """Return `text` broken into lines of at most `room` points.

    Lines break at blanks between phrases where there are any, inside a long phrase
    between letters, never before a closing or after an opening mark. Line ends that
    were typed are kept.
    """
    lines: list[str] = []
    for paragraph in text.splitlines() or [""]:
        lines += _wrap_one(clusters(paragraph), role, room / size)
    return lines


def _wrap_one(letters: list[str], role: Role, room: float) -> list[str]:
    lines: list[str] = []
    start = 0
    while start < len(letters):
        wide, end = 0.0, start
        while end < len(letters) and (end == start or wide + _em(letters[end], role) <= room):
            wide += _em(letters[end], role)
            end += 1
        if end < len(letters):
            end = _break(letters, start, end)
        lines.append("".join(letters[start:end]).strip())
        start = end
        while start < len(letters) and letters[start].isspace():
            start += 1
    return lines or [""]


def _break(letters: list[str], start: int, end: int) -> int:
    if letters[end].isspace():
        return end
    earliest = start + max(1, (end - start) // 2)
    for at in range(end, earliest, -1):
        if letters[at - 1].isspace():
            return at
    for at in range(end, earliest, -1):
        joins = letters[at][0].isascii() and letters[at - 1][0].isascii()
        if letters[at][0] not in _NOT_FIRST and letters[at - 1][0] not in _NOT_LAST and not joins:
            return at
    return end


class Typesetter:
    """Sets text on one ReportLab canvas; the faces it used are embedded when that is saved."""

    def __init__(self, canvas: Any) -> None:
        self._canvas = canvas
        self._fonts: dict[Face, CIDFont] = {}
        self._shown: dict[tuple[str, Role, float, float, str], str] = {}

    def draw(
        self,
        x: float,
        y: float,
        text: str,
        role: Role,
        size: float,
        *,
        grey: float = 0,
        kin: str = "",
    ) -> None:
        """Set `text` with its base line at `y` and its left edge at `x` (points, from below).

        `grey` runs from 0, black, to 1, white; `kin` as in `width`.
        """
        key = (text, role, size, grey, kin)
        shown = self._shown.get(key)
        if shown is None:
            shown = self._shown[key] = self._show(text, role, size, grey, kin)
        if shown:
            self._canvas._code.append(  # noqa: SLF001  -- drawString costs three times as much
                f"{grey:g} g BT 1 0 0 1 {x:.2f} {y:.2f} Tm {shown} ET"
            )

    def _show(self, text: str, role: Role, size: float, grey: float, kin: str) -> str:
        """Return the operators that set `text` wherever the pen stands."""
        parts = []
        for (font, embolden), group in groupby(lay(text, role, kin), self._font_of):
            codes = "".join(font.code(glyph) for glyph in group)
            heavy = f"{grey:g} G {size * 0.035:.3f} w 2 Tr" if embolden else "0 Tr"
            parts.append(f"/{font.name} {size:.4g} Tf {heavy} <{codes}> Tj")
        return " ".join(parts)

    def draw_column(self, x: float, y: float, text: str, role: Role, size: float) -> None:
        """Set `text` from top to bottom, its middle at `x` and its upper edge at `y`."""
        parts = []
        for one in upright.column(text, role):
            font, embolden = self._font_of(one.glyph)
            right, below = one.place()
            turn = "0 -1 1 0" if one.turned else "1 0 0 1"
            heavy = f"0 G {size * 0.035:.3f} w 2 Tr" if embolden else "0 Tr"
            parts.append(
                f"/{font.name} {size:.4g} Tf {heavy} "
                f"{turn} {x + right * size:.2f} {y - below * size:.2f} Tm "
                f"<{font.code(one.glyph)}> Tj"
            )
        if parts:
            shown = " ".join(parts)
            self._canvas._code.append(f"0 g BT {shown} ET")  # noqa: SLF001  -- as above

    def _font_of(self, glyph: Glyph) -> tuple[CIDFont, bool]:
        font = self._fonts.get(glyph.face)
        if font is None:
            font = self._fonts[glyph.face] = CIDFont(glyph.face, f"T{len(self._fonts) + 1}")
            self._canvas._doc.delayedFonts.append(font)  # noqa: SLF001  -- the only hook there is
        return font, glyph.embolden
