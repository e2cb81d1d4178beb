"""Another office on this machine, a new one, or one brought back from a backup."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.entrance.aside import Aside
from desktop.entrance.panel import Panel
from desktop.entrance.whereabouts import has_office
from desktop.parts.button import Button, Kind
from desktop.parts.field import Field
from desktop.parts.label import Label
from desktop.parts.progress import Progress
from desktop.parts.text_field import TextField
from desktop.parts.tick import Rings
from desktop.style import tokens
from resources.refusals import Refusal
from resources.words import _

if TYPE_CHECKING:
    from resources.backup import Restored


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
    """Asks whether another folder or a server holds the office, a new one is wanted, or a backup.

    `folder_chosen` and `new_asked` carry a folder, `restored` folder and data key.
    """

    folder_chosen = Signal(Path)
    new_asked = Signal(Path)
    restored = Signal(Path, bytes)
    server_asked = Signal()
    back = Signal()

    def __init__(
        self, folder: Path, clock: Callable[[], datetime], parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Another office or a backup"), width=620, parent=parent)
        self._clock = clock
        self._work: Aside[Restored] | None = None
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
        self._build_backup()
        back = Button(_("Back"), kind=Kind.QUIET, icon="chevron-left")
        back.clicked.connect(self.back)
        self.go = Button(_("Open this folder"), kind=Kind.PRIMARY, key="Ctrl Enter")
        self.go.clicked.connect(self._go)
        self.end_card(self.go, left=back)
        self._turn("folder")
        self.first = self.way
        self.setFocusProxy(self.folder.text)

    def _build_backup(self) -> None:
        self.backup = QWidget()
        column = QVBoxLayout(self.backup)
        column.setContentsMargins(0, 0, 0, 0)
        kind = _("Backup of inakurashi") + " (*.inabackup)"
        self.file = PathField(_("Backup file"), file=kind)
        self.file_field = Field(_("Backup file"), self.file, width=560)
        self.by = Rings(
            _("What opens it?"),
            [("passphrase", _("Passphrase")), ("recovery", _("Recovery key"))],
            "passphrase",
        )
        self.secret = TextField(_("Passphrase or recovery key"))
        self.secret.setEchoMode(QLineEdit.EchoMode.Password)
        self.by.chosen.connect(self._reveal)
        self.secret_field = Field(
            _("Passphrase or recovery key of that time"), self.secret, width=560
        )
        note = _("An office that stands there now is kept under another name.")
        self.progress = Progress()
        for part in (self.file_field, self.by, self.secret_field):
            column.addWidget(part)
        column.addWidget(Label(note, px=tokens.LABEL, colour=tokens.INK_2, wrap=True))
        column.addWidget(self.progress)
        self.put(self.backup)

    def _reveal(self, way: str) -> None:
        mode = QLineEdit.EchoMode.Password if way == "passphrase" else QLineEdit.EchoMode.Normal
        self.secret.setEchoMode(mode)

    def _turn(self, way: str) -> None:
        self.backup.setVisible(way == "backup")
        self.folder_field.setVisible(way != "server")
        words = {"backup": _("Bring it back"), "server": _("To the server")}
        self.go.set_words(words.get(way, _("Open this folder")))

    def _go(self) -> None:
        if self.way.value() == "backup":
            self._restore()
            return
        if self.way.value() == "server":
            self.server_asked.emit()
            return
        folder = self.folder.path()
        if has_office(folder):
            self.folder_chosen.emit(folder)
        else:
            self.folder_field.set_error(_("There is no office in this folder."))

    def _restore(self) -> None:
        if not self.file.path().is_file():
            self.file_field.set_error(_("There is no such file."))
            return
        self.file_field.set_error("")
        file, folder, secret = self.file.path(), self.folder.path(), self.secret.text()
        by_passphrase = self.by.value() == "passphrase"
        at = self._clock()

        def work(tell: Callable[[int, int], None]) -> "Restored":
            from resources import backup, locations

            locations.ensure_suitable(folder)
            return backup.restore(
                file,
                folder,
                passphrase=secret if by_passphrase else None,
                recovery=None if by_passphrase else secret,
                at=at,
                progress=tell,
            )

        self.go.setEnabled(False)
        self._work = Aside(work, done=self._done, failed=self.refuse, parent=self)
        self._work.told.connect(self._tell)
        self._work.start()

    def _tell(self, done: int, total: int) -> None:
        if self.progress.isHidden():
            self.progress.start(total, _("pages"))
        self.progress.step(done)

    def _done(self, restored: "Restored") -> None:
        self.secret.clear()
        self.restored.emit(restored.folder, restored.data_key)

    def refuse(self, refusal: Refusal) -> None:
        """Say why nothing was brought back."""
        self.go.setEnabled(True)
        self.progress.end()
        self.secret_field.set_error(f"{refusal.what} {refusal.advice}")
        self.secret.setFocus()
