"""事務所: what the office is, who works here, and what this machine does."""

import importlib
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.page import Page
from desktop.parts.button import Button, Kind
from desktop.parts.choice import Choice
from desktop.style import tokens
from desktop.style.scale import follow, scale
from resources.words import _, mark

if TYPE_CHECKING:
    from desktop.office.section import Section

SECTIONS = (
    ("facts", mark("Office and issuer"), "building-2", "desktop.office.facts:FactsSection"),
    ("people", mark("People at the desk"), "users-round", "desktop.office.people:PeopleSection"),
    ("who_may", mark("Who may do what"), "shield-check", "desktop.office.who_may:WhoMaySection"),
    ("keys", mark("Passphrase and sheet"), "key-round", "desktop.office.keys:KeysSection"),
    ("copies", mark("Copies of the office"), "usb", "desktop.office.copies:CopiesSection"),
    ("sharing", mark("Sharing"), "network", "desktop.office.sharing:SharingSection"),
    ("machine", mark("This computer"), "monitor", "desktop.office.machine:MachineSection"),
    ("papers", mark("Numbers and issuers"), "book-open", "desktop.office.papers:PapersSection"),
    ("areas", mark("Districts and areas"), "map-pin", "desktop.office.areas:AreasSection"),
    ("lists", mark("Places and organisations"), "house", "desktop.office.lists:ListsSection"),
    (
        "consents",
        mark("Texts of consents"),
        "scroll-text",
        "desktop.office.consents:ConsentsSection",
    ),
    ("bodies", mark("Bodies"), "calendar-days", "desktop.office.bodies:BodiesSection"),
    ("terms", mark("Terms and erasure"), "archive", "desktop.office.terms:TermsSection"),
    ("deeds", mark("What was done"), "history", "desktop.office.deeds:DeedsSection"),
    ("about", mark("This application"), "file-text", "desktop.office.about:AboutSection"),
)
"""Name, words, icon and room of each section; imported when it is first shown."""

_ONLY_IN_A_FILE = frozenset(("keys", "copies"))  # a server has passwords and copies of its own

_ACTS = {
    "facts": "settings.correct",
    "keys": "settings.correct",
    "copies": "backup.make",
    "sharing": "database.move",
    "lists": "lists.correct",
    "bodies": "lists.correct",
    "papers": "settings.correct",
    "consents": "consent.read",
    "areas": "lists.correct",
    "terms": "retention.read",
    "deeds": "journal.read",
}
"""What somebody must be allowed to do, to see a section at all."""

_LIST = 208


class Office(Page):
    """The sections, one at a time, with their list at the left."""

    name: ClassVar[str] = "office"
    help_topic: ClassVar[str] = "office"
    reads: ClassVar[frozenset[str]] = frozenset(
        {
            "OfficeFacts",
            "Staff",
            "Place",
            "Organisation",
            "Body",
            "JournalLine",
            "ErasureRequest",
            "Disposal",
            "RetentionRule",
        }
        | {"Area", "AreaAlias", "PersonArea", "Person", "ConsentText", "Consent"}
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sections: dict[str, Section] = {}
        self.here = SECTIONS[0][0]
        self.buttons: dict[str, Button] = {}
        self.list = QWidget()
        self.list.setAccessibleName(_("Sections"))
        column = QVBoxLayout(self.list)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.GAP_1)
        on_server = self.desk.office.on_server
        hidden = _ONLY_IN_A_FILE if on_server else frozenset()
        shown = [one for one in SECTIONS if one[0] not in hidden and self._may(one[0])]
        self.here = shown[0][0]
        for name, words, icon, _where in shown:
            button = Button(_(words), kind=Kind.QUIET, icon=icon, height=tokens.CONTROL)
            button.clicked.connect(lambda _on=False, there=name: self.show_section(there))
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            self.buttons[name] = button
        column.addStretch(1)
        self.choice = Choice(_("Sections"), [(name, _(words)) for name, words, *_rest in shown])
        self.choice.chosen.connect(self.show_section)
        self.body.addWidget(self.choice)
        row = QHBoxLayout()
        row.setSpacing(tokens.GAP_4)
        row.addWidget(self.list)
        self.room = QVBoxLayout()
        row.addLayout(self.room, 1)
        self.body.addLayout(row, 1)
        follow(self._fold)

    def _may(self, section: str) -> bool:
        act = _ACTS.get(section)
        return act is None or self.desk.may(act)

    def _fold(self) -> None:
        narrow = scale.largest
        self.choice.setVisible(narrow)
        self.list.setVisible(not narrow)
        self.list.setFixedWidth(scale.px(_LIST))

    def open_at(self, subject: str) -> None:
        """Show the section called `subject`."""
        super().open_at(subject)
        if subject in self.buttons:
            self.show_section(subject)

    def show_section(self, name: str) -> None:
        """Show the section `name`, made now if it was not yet."""
        self.here = name
        if self.subject:
            self.subject = name
        made = self.sections.get(name)
        if made is None:
            where = next(where for one, _words, _icon, where in SECTIONS if one == name)
            module, kind = where.split(":")
            made = getattr(importlib.import_module(module), kind)(self.desk, self.frame)
            self.sections[name] = made
            self.room.addWidget(made)
        for other, section in self.sections.items():
            section.setVisible(other == name)
        for other, button in self.buttons.items():
            button.set_kind(Kind.SOFT if other == name else Kind.QUIET)
            button.setAccessibleDescription(_("Shown now") if other == name else "")
        self.choice.set_value(name)
        self.area.verticalScrollBar().setValue(0)
        made.refresh()
        self.primary = getattr(made, "save", None)
        self.heading_changed.emit()

    def heading_note(self) -> str:
        """Return which section is shown."""
        return next(_(words) for name, words, *_rest in SECTIONS if name == self.here)

    def hear(self, tables: frozenset[str]) -> None:
        """Read again only what the section on the screen shows."""
        section = self.sections.get(self.here)
        if section is not None and tables & section.reads:
            self.stale = True
            self.freshen()

    def refresh(self) -> None:
        """Read the section on the screen again."""
        section = self.sections.get(self.here)
        if section is None:
            self.show_section(self.here)
        else:
            section.refresh()

    def regions(self) -> list[QWidget]:
        """Return the list and the section."""
        section = self.sections.get(self.here)
        return [self.list, *([section] if section is not None else [])]
