"""Another office on this machine, or the way to one brought back from a copy."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from desktop.entrance.panel import Panel
from desktop.entrance.whereabouts import has_office
from desktop.parts.button import Button, Kind
from desktop.parts.field import Field
from desktop.parts.text_field import TextField
from desktop.parts.tick import Rings
from resources.words import _


class PathField(QWidget):
    """A folder or a file: a field to type in, and a button to choose with."""

    def __init__(self, name: str, path: str = "", *, file: str = "") -> None:
        super().__init__()
        self._file = file
        self.text = TextField(name, path)
        self.button = Button(_("Choose"), icon="folder-open")
        self.button.clicked.connect(self._choose)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.text, 1)
        line.addWidget(self.button)
        self.setAccessibleName(name)
        self.setFocusProxy(self.text)

    def path(self) -> Path:
        """Return what was written, as a path."""
        return Path(self.text.text().strip()).expanduser()

    def _choose(self) -> None:
        name = self.text.accessibleName()
        if self._file:
            chosen, _kind = QFileDialog.getOpenFileName(self, name, "", self._file)
        else:
            chosen = QFileDialog.getExistingDirectory(self, name, self.text.text())
        if chosen:
            self.text.setText(chosen)


class Elsewhere(Panel):
    """Asks whether another folder or a server holds the office, or a copy is to be brought back.

    `folder_chosen`, `backup_asked` and `new_asked` carry a folder.
    """

    folder_chosen = Signal(Path)
    backup_asked = Signal(Path)
    new_asked = Signal(Path)
    server_asked = Signal()
    back = Signal()

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(_("Another office or a backup"), width=620, parent=parent)
        self.way = Rings(
            _("What do you want to do?"),
            [
                ("folder", _("Open an office in another folder")),
                ("server", _("Open an office on a server")),
                ("backup", _("Bring an office back from a backup")),
            ],
            "folder",
            upright=True,
        )
        self.way.chosen.connect(self._turn)
        self.put(self.way)
        self.folder = PathField(_("Folder of the office"), str(folder))
        self.folder_field = Field(_("Folder of the office"), self.folder, width=560)
        self.put(self.folder_field)
        back = Button(_("Back"), kind=Kind.QUIET, icon="chevron-left")
        back.clicked.connect(self.back)
        self.go = Button(_("Open this folder"), kind=Kind.PRIMARY, key="Ctrl Enter")
        self.go.clicked.connect(self._go)
        self.end_card(self.go, left=back)
        self._turn("folder")
        self.first = self.way
        self.setFocusProxy(self.folder.text)

    def _turn(self, way: str) -> None:
        self.folder_field.setVisible(way != "server")
        words = {"backup": _("Choose the copy"), "server": _("To the server")}
        self.go.set_words(words.get(way, _("Open this folder")))

    def _go(self) -> None:
        if self.way.value() == "server":
            self.server_asked.emit()
            return
        folder = self.folder.path()
        if self.way.value() == "backup":
            self.backup_asked.emit(folder)
        elif has_office(folder):
            self.folder_chosen.emit(folder)
        else:
            self.folder_field.set_error(_("There is no office in this folder."))
