"""The pictures of the manual: a few of the real windows, small enough to stand beside text."""

import re
import tempfile
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from desktop.pictures import session
from resources import path
from resources.refusals import Refusal
from resources.words import _

WIDTH, SMALL_WIDTH = 960, 308
"""How wide a picture is kept; one whose name ends with `SMALL` stands beside others."""
SMALL = "-small"
PNG: Any = "PNG"  # the stubs ask for bytes, which the library refuses
LARGEST = 120 * 1024
SHADES = (QImage.Format.Format_RGB555, QImage.Format.Format_RGB444)

_SOURCE = re.compile(r'src="pictures/([a-z0-9-]+)\.png"')


def named(folder: Path) -> frozenset[str]:
    """Return the names of the pictures that the pages in `folder` show."""
    return frozenset(
        name for page in folder.glob("*.html") for name in _SOURCE.findall(page.read_text("utf-8"))
    )


def renew(folder: Path | None = None) -> int:
    """Take the pictures anew that the manual in `folder` shows; return how many there are.

    Those that no page shows any more go away. Where one cannot be taken, the others are
    renewed and that is a Refusal.
    """
    manual = folder or path("manual")
    room = manual / "pictures"
    room.mkdir(exist_ok=True)
    wanted = named(manual)
    scenes = frozenset(name.removesuffix(SMALL) for name in wanted)
    with tempfile.TemporaryDirectory() as studio:
        taken = session.take(Path(studio), scenes, letters={1.0: ""})
        found = {name: Path(studio) / file for name, file in taken.named}
        for name in wanted:
            file = found.get(name.removesuffix(SMALL))
            if file is not None:
                width = SMALL_WIDTH if name.endswith(SMALL) else WIDTH
                keep(small(QImage(str(file)), width), room / f"{name}.png")
    for old in room.glob("*.png"):
        if old.stem not in wanted:
            old.unlink()
    lost = sorted(scenes - set(found))
    if lost:
        raise Refusal(
            _("These pictures of the manual cannot be taken: {names}").format(
                names=", ".join(lost)
            ),
            " ".join(taken.troubles) or _("Name pictures that exist."),
        )
    return len(wanted)


def small(picture: QImage, width: int = WIDTH) -> QImage:
    """Return `picture` at most `width` wide."""
    if picture.width() <= width:
        return picture
    return picture.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)


def keep(picture: QImage, target: Path) -> None:
    """Write `picture` to `target` in as many shades as fit into `LARGEST`."""
    for shades in SHADES:
        plain = picture.convertToFormat(shades).convertToFormat(QImage.Format.Format_RGB888)
        plain.save(str(target), PNG, 0)
        if target.stat().st_size <= LARGEST:
            return
