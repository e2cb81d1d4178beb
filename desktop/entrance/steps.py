"""The first three questions of the first start: where, which office, who is at the desk."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop.entrance.elsewhere import PathField
from desktop.entrance.whereabouts import has_office
from desktop.parts.button import Button, Kind
from desktop.parts.field import Field
from desktop.parts.icon_button import IconButton
from desktop.parts.label import Label
from desktop.parts.name_field import NameField
from desktop.parts.text_field import TextField, kana_field, phone_field, zip_field
from desktop.style import tokens
from desktop.style.scale import follow, scale
from resources.refusals import Refusal
from resources.words import _


class Step(QWidget):
    """One question: its `title`, and whether it is answered."""

    title = ""
    next_words = ""

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        follow(self._space)

    def _space(self) -> None:
        self.column.setSpacing(scale.gap(tokens.GAP_2))

    def explain(self, words: str) -> None:
        """Say what the answer is good for."""
        self.column.addWidget(Label(words, colour=tokens.INK_2, wrap=True))

    def check(self) -> bool:
        """Return whether one can go on, saying below the fields what is missing."""
        return True


def _needed(field: TextField, sentence: str) -> str:
    return "" if field.text().strip() else sentence


class PlaceStep(Step):
    """Where the office's data lies; refused places are explained."""

    other_office = Signal()

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.title = _("Where does the office's data lie?")
        self.explain(_("On this computer's own disk. It is encrypted, so nobody else can read it."))
        self.folder = PathField(_("Folder"), str(folder))
        self.field = Field(
            _("Folder"),
            self.folder,
            hint=_("This place is good. Change it only if you know why."),
            width=720,
        )
        self.column.addWidget(self.field)
        known = Button(_("There is an office or a backup already"), kind=Kind.QUIET)
        known.clicked.connect(self.other_office)
        row = QHBoxLayout()
        row.addWidget(known)
        row.addStretch(1)
        self.column.addLayout(row)
        self.setFocusProxy(self.folder.text)

    def check(self) -> bool:
        """Refuse a place on a network, in a cloud or on a stick, and one with an office."""
        from resources import locations

        folder = self.folder.path()
        if not folder.is_absolute():
            self.field.set_error(_("Give the whole path of the folder."))
            return False
        if has_office(folder):
            self.field.set_error(_("There is an office in this folder already."))
            return False
        try:
            locations.ensure_suitable(folder)
        except Refusal as refusal:
            self.field.set_error(f"{refusal.what} {refusal.advice}")
            return False
        self.field.set_error("")
        return True


class OfficeStep(Step):
    """What the office is called, and who signs its papers."""

    def __init__(self) -> None:
        super().__init__()
        self.title = _("Which office is this?")
        self.explain(_("Papers and certificates say this. It can be changed later."))
        self.name = TextField(_("Name of the office"))
        self.issuer_title = TextField(_("Title of the issuer"), _("Chairperson"))
        self.issuer_name = TextField(_("Name of the issuer"))
        self.zip = zip_field(_("Post code"))
        self.address = TextField(_("Address"))
        self.phone = phone_field(_("Telephone"))
        self.name_field = Field(
            _("Name of the office"),
            self.name,
            check=lambda: _needed(self.name, _("The name is missing.")),
            width=720,
        )
        self.column.addWidget(self.name_field)
        grid = QGridLayout()
        pairs = (
            (Field(_("Title of the issuer"), self.issuer_title), 0, 0),
            (Field(_("Name of the issuer"), self.issuer_name, optional=True), 0, 1),
            (Field(_("Post code"), self.zip, optional=True), 1, 0),
            (Field(_("Telephone"), self.phone, optional=True), 1, 1),
        )
        for field, row, column in pairs:
            grid.addWidget(field, row, column)
        grid.setHorizontalSpacing(tokens.GAP_5)
        grid.setColumnStretch(2, 1)
        self.column.addLayout(grid)
        self.column.addWidget(Field(_("Address"), self.address, optional=True, width=720))
        self.setFocusProxy(self.name)

    def check(self) -> bool:
        """Ask for the name."""
        if self.name_field.check():
            return True
        self.name.setFocus()
        return False


class _Line(QWidget):
    """One person: name and reading side by side."""

    gone = Signal()

    def __init__(self, *, me: bool) -> None:
        super().__init__()
        words = _("Your name") if me else _("Name")
        self.name = NameField(words)
        self.kana = kana_field(_("Reading"))
        self.name.heard.connect(self._hear)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        self.name_field = Field(words, self.name)
        line.addWidget(self.name_field)
        line.addWidget(Field(_("Reading"), self.kana, optional=True))
        away = IconButton("x", _("Take this line out"))
        away.clicked.connect(self.gone)
        away.setEnabled(not me)
        line.addWidget(away)
        if me:
            away.hide()
        line.addStretch(1)

    def _hear(self, piece: str) -> None:
        self.kana.setText((self.kana.text() + " " + piece).strip())


class PeopleStep(Step):
    """Who works at the desk, oneself first."""

    def __init__(self) -> None:
        super().__init__()
        self.title = _("Who is at the desk?")
        self.explain(_("What somebody does is recorded under their name. You come first."))
        self.lines: list[_Line] = []
        self._rows = QVBoxLayout()
        self.column.addLayout(self._rows)
        self.more = Button(_("Add another person"), kind=Kind.SOFT, icon="plus")
        self.more.clicked.connect(self._add_and_enter)
        row = QHBoxLayout()
        row.addWidget(self.more)
        row.addStretch(1)
        self.column.addLayout(row)
        first = self.add_line()
        self.setFocusProxy(first.name)

    def _add_and_enter(self) -> None:
        self.add_line().name.setFocus()

    def add_line(self) -> _Line:
        """Add a line for one more person."""
        line = _Line(me=not self.lines)
        line.gone.connect(lambda: self._drop(line))
        self.lines.append(line)
        self._rows.addWidget(line)
        return line

    def _drop(self, line: _Line) -> None:
        self.lines.remove(line)
        self._rows.removeWidget(line)
        line.hide()
        line.deleteLater()
        self.more.setFocus()

    def people(self) -> tuple[tuple[str, str], ...]:
        """Return name and reading of everybody named, oneself first."""
        return tuple(
            (line.name.text().strip(), line.kana.tidied())
            for line in self.lines
            if line.name.text().strip()
        )

    def check(self) -> bool:
        """Ask for one's own name, and refuse the same name twice."""
        mine = self.lines[0]
        if not mine.name.text().strip():
            mine.name_field.set_error(_("The name is missing."))
            mine.name.setFocus()
            return False
        seen: set[str] = set()
        for line in self.lines:
            name = "".join(line.name.text().split())
            twice = bool(name) and name in seen
            line.name_field.set_error(_("This name stands here twice.") if twice else "")
            if twice:
                line.name.setFocus()
                return False
            seen.add(name)
        return True
