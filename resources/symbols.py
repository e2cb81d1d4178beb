"""Signs painted as vectors: QR codes, and the shapes no font of the house has."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from math import cos, pi, sin
from typing import cast

from qrcode import constants
from qrcode.main import QRCode

# A quarter circle by one Bézier curve.
_ROUND = 0.5523
_DARK = re.compile(b"\x01+")
QUIET = 4  # modules of white around a code (ISO/IEC 18004)


@dataclass(frozen=True, slots=True)
class Kind:
    """How one kind of code is made.

    The mask is chosen once per kind: any of the eight is valid, and weighing them for
    every single code costs six times the code itself.
    """

    level: int
    mask: int
    version: int  # modules = 17 + 4 × version
    holds: int  # capitals and digits


CARD = Kind(constants.ERROR_CORRECT_Q, 2, 2, 29)
PAGE = Kind(constants.ERROR_CORRECT_H, 2, 3, 35)
EVENING = Kind(constants.ERROR_CORRECT_M, 2, 5, 122)


class Shape(StrEnum):
    """The shapes that stand for a state or a group, told apart without colour."""

    RING = "ring"
    DOUBLE_RING = "double_ring"
    SQUARE = "square"
    TRIANGLE = "triangle"
    CROSS = "cross"
    DISC = "disc"
    FULL_TRIANGLE = "full_triangle"
    FULL_SQUARE = "full_square"
    STAR = "star"


# The shapes of the groups 1, 2, 3, 4; a fifth group begins again, with its own number.
GROUPS = (Shape.DISC, Shape.FULL_TRIANGLE, Shape.FULL_SQUARE, Shape.STAR)


def modules(text: str, kind: Kind) -> list[bytes]:
    """Return the modules of the code that says `text`, row by row from the top, no margin.

    A byte stands for a module: 1 is dark, 0 is light.
    """
    fits = len(text) <= kind.holds
    code = QRCode(
        version=kind.version if fits else None,
        error_correction=kind.level,
        border=0,
        mask_pattern=kind.mask,
    )
    code.add_data(text, optimize=0)
    code.make(fit=not fits)
    return [bytes(cast("list[bool]", row)) for row in code.modules]


def qr(text: str, kind: Kind, x: float, y: float, size: float) -> str:
    """Return the path of the code `text`: lower left corner at (x, y), `size` points wide.

    All modules are one path under one matrix, neighbours in a row merged, so that no
    viewer shows seams between them and a sheet of codes stays small.
    """
    rows = modules(text, kind)
    count = len(rows)
    pitch = size / count
    runs: list[str] = []
    for down, row in enumerate(rows):
        for run in _DARK.finditer(row):
            start, end = run.span()
            runs.append(f"{start} {down} {end - start} 1 re")
    matrix = f"{pitch:.4f} 0 0 {-pitch:.4f} {x:.2f} {y + size:.2f} cm"
    return f"q 0 g {matrix} {' '.join(runs)} f Q"


def circle(x: float, y: float, radius: float) -> str:
    """Return the path of a circle around (x, y)."""
    k = radius * _ROUND
    r = radius
    return (
        f"{x + r:.2f} {y:.2f} m "
        f"{x + r:.2f} {y + k:.2f} {x + k:.2f} {y + r:.2f} {x:.2f} {y + r:.2f} c "
        f"{x - k:.2f} {y + r:.2f} {x - r:.2f} {y + k:.2f} {x - r:.2f} {y:.2f} c "
        f"{x - r:.2f} {y - k:.2f} {x - k:.2f} {y - r:.2f} {x:.2f} {y - r:.2f} c "
        f"{x + k:.2f} {y - r:.2f} {x + r:.2f} {y - k:.2f} {x + r:.2f} {y:.2f} c h"
    )


def rounded(x: float, y: float, wide: float, high: float, radius: float) -> str:
    """Return the path of a box with round corners, lower left corner at (x, y)."""
    r, k = radius, radius * (1 - _ROUND)
    right, top = x + wide, y + high
    return (
        f"{x + r:.2f} {y:.2f} m {right - r:.2f} {y:.2f} l "
        f"{right - k:.2f} {y:.2f} {right:.2f} {y + k:.2f} {right:.2f} {y + r:.2f} c "
        f"{right:.2f} {top - r:.2f} l "
        f"{right:.2f} {top - k:.2f} {right - k:.2f} {top:.2f} {right - r:.2f} {top:.2f} c "
        f"{x + r:.2f} {top:.2f} l "
        f"{x + k:.2f} {top:.2f} {x:.2f} {top - k:.2f} {x:.2f} {top - r:.2f} c "
        f"{x:.2f} {y + r:.2f} l "
        f"{x:.2f} {y + k:.2f} {x + k:.2f} {y:.2f} {x + r:.2f} {y:.2f} c h"
    )


def polygon(points: list[tuple[float, float]]) -> str:
    """Return the closed path through `points`."""
    (x, y), *rest = points
    return f"{x:.2f} {y:.2f} m {' '.join(f'{a:.2f} {b:.2f} l' for a, b in rest)} h"


@lru_cache(maxsize=64)
def shape(name: Shape, x: float, y: float, size: float) -> str:
    """Return the operators that paint shape `name`, `size` points wide, centred on (x, y)."""
    r = size / 2
    stroke = f"0 G {size * 0.09:.2f} w 1 J 1 j"
    ring = circle(x, y, r)
    square = f"{x - r * 0.9:.2f} {y - r * 0.9:.2f} {size * 0.9:.2f} {size * 0.9:.2f} re"
    triangle = polygon([(x - r, y - r * 0.8), (x + r, y - r * 0.8), (x, y + r * 0.95)])
    star = polygon(
        [
            (x + c * sin(pi * i / 5), y + c * cos(pi * i / 5))
            for i in range(10)
            for c in [r * (0.45 if i % 2 else 1.12)]
        ]
    )
    arms = f"{x - r:.2f} {y - r:.2f} m {x + r:.2f} {y + r:.2f} l "
    arms += f"{x - r:.2f} {y + r:.2f} m {x + r:.2f} {y - r:.2f} l"
    painted = {
        Shape.RING: f"{stroke} {ring} S",
        Shape.DOUBLE_RING: f"{stroke} {ring} {circle(x, y, r * 0.55)} S",
        Shape.SQUARE: f"{stroke} {square} S",
        Shape.TRIANGLE: f"{stroke} {triangle} S",
        Shape.CROSS: f"{stroke} {arms} S",
        Shape.DISC: f"0 g {ring} f",
        Shape.FULL_TRIANGLE: f"0 g {triangle} f",
        Shape.FULL_SQUARE: f"0 g {square} f",
        Shape.STAR: f"0 g {star} f",
    }
    return f"q {painted[name]} Q"
