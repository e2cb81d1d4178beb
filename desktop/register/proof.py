"""印刷の見本: a name drawn from the very glyphs that print it, and what to know about them."""

from functools import cache
from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QRawFont, QTransform
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desktop.parts.card import Card
from desktop.parts.label import Label
from desktop.parts.status import Status, StatusMark
from desktop.style import tokens
from desktop.style.scale import follow, scale
from resources import path
from resources.words import _

_SIZE: Final = 26
_ROLES: Final = ("bold", "mincho")


@cache
def _raw(face: str, px: int) -> QRawFont:
    return QRawFont(str(path("fonts") / f"{face}.ttf"), px)


class PrintedName(QWidget):
    """One name in the face of `role`, as the paper will show it; too long, it is narrowed."""

    def __init__(self, role: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.role = role
        self.text = ""
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        follow(self.updateGeometry)

    def show_text(self, text: str) -> None:
        """Draw `text` from now on."""
        self.text = text
        self.setAccessibleDescription(text)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room of one line."""
        return QSize(scale.px(200), scale.px(_SIZE * 1.35))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw glyph by glyph, the faces that lend letters included."""
        if not self.text:
            return
        from resources.faces import Role
        from resources.glyphs import lay

        laid = lay(self.text, Role(self.role))
        px = scale.px(_SIZE)
        wide = sum(glyph.advance for glyph in laid) * px
        squeeze = min(1.0, self.width() / wide) if wide else 1.0
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left, base = 0.0, px * 1.05
        for glyph in laid:
            shape = _raw(glyph.face.name, px).pathForGlyph(glyph.number)
            place = QTransform().translate(left, base).scale(squeeze, 1)
            painter.fillPath(place.map(shape), QColor(tokens.STOP.text if glyph.lacking
                                                      else tokens.INK))  # fmt: skip
            left += glyph.advance * px * squeeze

    def minimumSizeHint(self) -> QSize:
        """Return the same height, and hardly any width."""
        return QSize(scale.px(80), self.sizeHint().height())


def verdict(text: str) -> tuple[Status, str]:
    """Return what to know about the letters of `text` before it is printed."""
    from resources.faces import Role
    from resources.type import missing, substituted

    lacking = list(dict.fromkeys(letter for role in _ROLES for letter in missing(text, Role(role))))
    if lacking:
        letters = "・".join(lacking)
        return Status.STOP, _("{letters} cannot be printed; 〓 stands there.").format(
            letters=letters
        )
    lent = list(dict.fromkeys(one for role in _ROLES for one in substituted(text, Role(role))))
    if lent:
        letters = "・".join(lent)
        return Status.INFO, _("{letters} comes in another face.").format(letters=letters)
    return Status.OK, _("Every letter can be printed.")


class Proof(Card):
    """The card with the name in each face of print, and the verdict below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Sample of print"), dense=True, rule=True, parent=parent)
        self.lines = (
            PrintedName("bold", _("As on cards")),
            PrintedName("mincho", _("As on certificates")),
        )
        for line in self.lines:
            self.add(line)
        self.mark = StatusMark(Status.OK)
        self.words = Label(px=tokens.LABEL, bold=True, wrap=True)
        row = QHBoxLayout()
        row.setSpacing(scale.gap(tokens.GAP_2))
        row.addWidget(self.mark)
        row.addWidget(self.words, 1)
        self.body.addLayout(row)
        self.status = Status.OK
        self.show_name("")

    def show_name(self, name: str) -> None:
        """Show `name` as it will be printed."""
        for line in self.lines:
            line.show_text(name)
        if not name.strip():
            self.mark.setVisible(False)
            self.words.setText(_("The name appears here as it will be printed."))
            self.words.set_bold(False)
            self.words.set_colour(tokens.INK_2)
            self.status = Status.NONE
            return
        self.status, words = verdict(name)
        self.mark.set_status(self.status)
        self.mark.setVisible(True)
        self.words.setText(words)
        self.words.set_bold(True)
        self.words.set_colour(self.status.family.text)
