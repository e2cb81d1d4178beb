"""Every pair of colours has the contrast the design states, and no room makes its own colours."""

import ast
import re
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from desktop import style
from desktop.parts.status import Shape, Status
from desktop.style import fonts, tokens
from desktop.style.scale import STEPS, scale

DESKTOP = Path(__file__).resolve().parents[2] / "desktop"


def luminance(colour: str) -> float:
    """WCAG 2 relative luminance."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


# The ratios are those printed in the design, rounded there to one decimal.
STATED = [
    (tokens.INK, tokens.NAV, 12.5),
    (tokens.LINE_STRONG, tokens.SURFACE, 4.3),
    (tokens.LINE_STRONG, tokens.PAPER, 3.9),
    (tokens.INK, tokens.SURFACE, 14.7),
    (tokens.INK, tokens.PAPER, 13.3),
    (tokens.INK_2, tokens.SURFACE, 8.5),
    (tokens.INK_2, tokens.PAPER, 7.8),
    (tokens.INK_2, tokens.HEAD, 7.1),
    (tokens.INK_3, tokens.SURFACE, 5.4),
    (tokens.INK_3, tokens.PAPER, 4.9),
    (tokens.PRIMARY, tokens.WHITE, 8.0),
    (tokens.PRIMARY, tokens.PAPER, 7.3),
    (tokens.PRIMARY_PRESS, tokens.WHITE, 10.1),
    (tokens.PRIMARY_PRESS, tokens.PRIMARY_SOFT, 8.5),
    (tokens.INK, tokens.PRIMARY_SOFT, 12.4),
    (tokens.INK_2, tokens.PRIMARY_SOFT, 7.2),
    (tokens.FOCUS, tokens.SURFACE, 4.7),
    (tokens.FOCUS, tokens.PAPER, 4.3),
    (tokens.SHU, tokens.SURFACE, 5.4),
    (tokens.WRONG, tokens.SURFACE, 6.5),
    (tokens.CAP_DARK, tokens.WHITE, 5.9),
    (tokens.OK.text, tokens.OK.soft, 7.3),
    (tokens.INFO.text, tokens.INFO.soft, 7.3),
    (tokens.WAIT.text, tokens.WAIT.soft, 7.4),
    (tokens.STOP.text, tokens.STOP.soft, 7.5),
    (tokens.NONE.text, tokens.NONE.soft, 7.3),
    (tokens.FESTIVE.text, tokens.FESTIVE.soft, 7.3),
    (tokens.RECEIVED.ink, tokens.RECEIVED.ground, 7.8),
    (tokens.ALREADY.ink, tokens.ALREADY.ground, 9.3),
    (tokens.CALL.ink, tokens.CALL.ground, 11.2),
    (tokens.TOAST.ink, tokens.TOAST.ground, 12.9),
    (tokens.TOAST_GOLD, tokens.TOAST.ground, 8.5),
]


@pytest.mark.parametrize(("ink", "ground", "stated"), STATED)
def test_each_pair_has_its_stated_contrast(ink: str, ground: str, stated: float) -> None:
    assert contrast(ink, ground) == pytest.approx(stated, abs=0.051)


@pytest.mark.parametrize("status", list(Status))
def test_body_words_on_soft_grounds_reach_seven(status: Status) -> None:
    assert contrast(status.family.text, status.family.soft) >= 7.0
    assert contrast(tokens.INK, status.family.soft) >= 7.0


def test_words_over_the_ridges_reach_seven() -> None:
    assert min(contrast(tokens.INK, ridge) for ridge in tokens.RIDGES) >= 7.0


def test_families_that_share_a_colour_differ_in_shape() -> None:
    looks = [(status.family, status.shape) for status in Status]
    assert len(set(looks)) == len(looks)
    by_shape = {shape: {s.family for s in Status if s.shape is shape} for shape in Shape}
    assert by_shape[Shape.RING] == {tokens.OK, tokens.FESTIVE}
    assert all(len(families) == 1 for shape, families in by_shape.items() if shape != Shape.RING)


def test_no_colour_is_written_outside_the_tokens() -> None:
    found = []
    for file in DESKTOP.rglob("*.py"):
        if file.name == "tokens.py":
            continue
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found += [
                    (file.name, node.lineno)
                    for _ in re.findall(r"#[0-9A-Fa-f]{6}\b|#[0-9A-Fa-f]{3}\b", node.value)
                ]
            called = isinstance(node, ast.Call) and getattr(node.func, "id", "") == "QColor"
            if called and len(node.args) >= 3:
                opaque = len(node.args) == 3 or getattr(node.args[3], "value", 255) != 0
                found += [(file.name, node.lineno)] if opaque else []
    assert found == []


def test_the_sheet_follows_the_scale(qapp: QApplication) -> None:
    style.dress(qapp)
    try:
        sizes = []
        for step in STEPS:
            scale.set_factor(step)
            sizes.append((qapp.font().pixelSize(), scale.px(40), scale.gap(20)))
            assert f"font-size: {round(15 * step)}px" in qapp.styleSheet()
        assert sizes == [(16, 40, 20), (20, 50, 22), (24, 60, 24)]
    finally:
        scale.set_factor(1.0)


def test_larger_and_smaller_stop_at_the_ends() -> None:
    moves: list[float] = []
    scale.changed.connect(lambda: moves.append(scale.factor))
    for _ in range(4):
        scale.larger()
    for _ in range(4):
        scale.smaller()
    assert moves == [1.25, 1.5, 1.25, 1.0]


def test_the_first_faces_are_those_of_the_house(qapp: QApplication) -> None:
    assert fonts.families()[:3] == ("BIZ UDPGothic", "Noto Sans JP", "Noto Sans SC")
    face = fonts.font(17, bold=True)
    assert (face.pixelSize(), face.bold()) == (17, True)


def test_every_colour_a_style_rule_uses_is_a_token(qapp: QApplication) -> None:
    style.dress(qapp)
    used = set(re.findall(r"#[0-9A-Fa-f]{6}", qapp.styleSheet()))
    source = (DESKTOP / "style" / "tokens.py").read_text("utf-8")
    assert used
    assert all(colour in source for colour in used)
