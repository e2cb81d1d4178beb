"""このソフトについて: which version, whose work it stands on, and under which terms."""

import platform
from importlib.metadata import PackageNotFoundError, version

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QPlainTextEdit

from desktop.office.section import Section
from desktop.parts.facts import Facts
from desktop.style import fonts, tokens
from desktop.style.scale import follow, scale
from resources import path
from resources.words import _


def own_version() -> str:
    """Return the version of this application."""
    try:
        return version("inakurashi")
    except PackageNotFoundError:
        return _("from a checkout")


class AboutSection(Section):
    """Version and licences."""

    def build(self) -> None:
        """Make both cards."""
        card = self.card(_("This application"))
        card.add(
            Facts(
                [
                    (_("Name"), _("Inakurashi")),
                    (_("Version"), own_version()),
                    (_("Licence"), "MIT"),
                    ("Qt", qVersion()),
                    ("Python", platform.python_version()),
                ]
            )
        )
        licences = self.card(_("What others gave"), _("Fonts, icons and libraries it stands on."))
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(_("Licences"))
        self.text.setPlainText((path("licences") / "README.md").read_text("utf-8"))
        licences.add(self.text)
        follow(self._resize)

    def _resize(self) -> None:
        self.text.setFont(fonts.font(tokens.SMALL))
        self.text.setFixedHeight(scale.px(300))
