"""The letters of the screen: which faces, in which order, and how they are set."""

from functools import cache
from typing import Final

from PySide6.QtGui import QFont, QFontDatabase

from desktop.style import tokens
from desktop.style.scale import scale
from resources import path

_FILES: Final = (
    "BIZUDPGothic-Regular.ttf",
    "BIZUDPGothic-Bold.ttf",
    "NotoSansJP-Regular.ttf",
    "NotoSansJP-Bold.ttf",
    "NotoSansSC-NotInJP-Regular.ttf",
)


@cache
def families() -> tuple[str, ...]:
    """Return the faces in falling order, after making the house's own ones known to Qt.

    BIZ UDPGothic alone lacks 𠮷 and half of the Vietnamese letters, hence the others.
    """
    found: list[str] = []
    for name in _FILES:
        number = QFontDatabase.addApplicationFont(str(path("fonts") / name))
        if number >= 0:
            found += QFontDatabase.applicationFontFamilies(number)
    return tuple(dict.fromkeys((*tokens.FAMILIES, *found)))


def font(px: float = tokens.BODY, *, bold: bool = False, shrink: float = 1.0) -> QFont:
    """Return the screen's face at `px` (as at 100 %), grown with the scale.

    `shrink` narrows a long name by at most a fifth before it takes a second line.
    """
    made = QFont()
    made.setFamilies(list(families()))
    made.setPixelSize(max(1, round(scale.px(px) * shrink)))
    made.setBold(bold)
    made.setKerning(True)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made
