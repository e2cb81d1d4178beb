"""The pictures of the manual: a few of the real windows, small enough to stand beside text."""

import re
import tempfile
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from desktop.pictures import session
from resources import path
from resources.refusals import Refusal
from resources.words import _

WIDTH = 960
LARGEST = 120 * 1024

_SOURCE = re.compile(r'src="pictures/([a-z0-9-]+)\.png"')


def named(folder: Path) -> frozenset[str]:
    """Return the names of the pictures that the pages in `folder` show."""
    return frozenset(
        name for page in folder.glob("*.html") for name in _SOURCE.findall(page.read_text("utf-8"))
    )


def renew(folder: Path | None = None) -> int:
    """Take the pictures anew that the manual in `folder` shows; return how many there are.

    Those that no page shows any more go away. A picture that cannot be taken is a Refusal.
    """
    manual = folder or path("manual")
    room = manual / "pictures"
    room.mkdir(exist_ok=True)
    wanted = named(manual)
    with tempfile.TemporaryDirectory() as studio:
        taken = session.take(Path(studio), wanted, letters={1.0: ""})
        found = {name: Path(studio) / file for name, file in taken.named}
        lost = sorted(wanted - set(found))
        if lost:
            raise Refusal(
                _("These pictures of the manual cannot be taken: {names}").format(
                    names=", ".join(lost)
                ),
                " ".join(taken.troubles) or _("Name pictures that exist."),
            )
        for name, file in found.items():
            small(QImage(str(file))).save(str(room / f"{name}.png"), "PNG", 0)  # type: ignore[call-overload]
    for old in room.glob("*.png"):
        if old.stem not in wanted:
            old.unlink()
    return len(found)


def small(picture: QImage) -> QImage:
    """Return `picture` at the width of the manual, in colours that take little room."""
    if picture.width() > WIDTH:
        picture = picture.scaledToWidth(WIDTH, Qt.TransformationMode.SmoothTransformation)
    return picture.convertToFormat(QImage.Format.Format_RGB555).convertToFormat(
        QImage.Format.Format_RGB888
    )
