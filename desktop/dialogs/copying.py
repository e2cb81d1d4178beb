"""A copy of the office for the stick: where to, how far it is, and that it was proven."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop import drives
from desktop.parts.button import Button
from desktop.parts.choice import Choice
from desktop.parts.label import Label
from desktop.parts.progress import Progress
from desktop.parts.status import Status, StatusMark
from desktop.style import tokens
from resources import settings
from resources.refusals import Refusal
from resources.words import _, ngettext

if TYPE_CHECKING:
    from desktop.desk import Desk, Task
    from resources.backup import Made

FOLDER = "inakurashi"  # on a stick the copies stand together


class CopyBox(QWidget):
    """Chooses a place and makes a proven copy there; `made` or `failed` tells how it ended.

    `over` follows each, and comes also when it was stopped.
    """

    made = Signal()
    failed = Signal()
    over = Signal()

    def __init__(
        self,
        desk: "Desk",
        *,
        sticks: Callable[[], list[drives.Drive]] = drives.sticks,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.desk = desk
        self._sticks = sticks
        self._task: Task | None = None
        self._other = ""
        self.place = Choice(_("Where to?"))
        self.choose = Button(_("Another folder"), icon="folder-open")
        self.choose.clicked.connect(self._choose)
        self.progress = Progress()
        self.progress.stopped.connect(self.stop)
        self.mark = StatusMark(Status.OK, size=18)
        self.mark.hide()
        self.words = Label(wrap=True)
        row = QHBoxLayout()
        row.addWidget(self.place, 1)
        row.addWidget(self.choose)
        told = QHBoxLayout()
        told.addWidget(self.mark)
        told.addWidget(self.words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.GAP_2)
        column.addWidget(Label(_("Where to?"), px=tokens.LABEL, bold=True))
        column.addLayout(row)
        column.addWidget(self.progress)
        column.addLayout(told)
        self.look()
        self.setFocusProxy(self.place)

    def look(self) -> None:
        """Look which sticks are in now, the last place first."""
        last = settings.load().last_backup_place
        answers = [(str(one.folder / FOLDER), f"{one.name}") for one in self._sticks()]
        known = {place for place, _words in answers}
        for place in dict.fromkeys((self._other, last)):
            if place and place not in known and Path(place).parent.exists():
                answers.append((place, place))
        chosen = self._other or (last if last in dict(answers) else "")
        self.place.set_answers(answers or [("", _("No stick is in"))], chosen)

    def set_folder(self, folder: Path) -> None:
        """Take `folder` as the place."""
        self._other = str(folder)
        self.look()

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, _("Where to?"), self.place.value())
        if chosen:
            self.set_folder(Path(chosen))

    def start(self) -> bool:
        """Begin the copy; return False when there is no place for it."""
        from resources import backup

        where = self.place.value()
        if not where or self._task is not None:
            self._say(Status.WAIT, _("Put a stick in, or choose a folder."))
            return False
        try:
            office = self.desk.file
        except Refusal as refusal:
            self._failed(refusal)
            return False
        at, folder = self.desk.now(), Path(where)
        self._say(Status.RUNNING, _("The copy is being made and checked."))
        self._task = self.desk.background(
            lambda task: backup.make(office, folder, at=at, why="hand", progress=task.tell),
            done=lambda copy: self._done(copy, at),
            failed=self._failed,
            progress=self._tell,
            ended=self._ended,
        )
        return True

    def stop(self) -> None:
        """Stop the copy; no file is left."""
        if self._task is not None:
            self._task.stop()

    @property
    def busy(self) -> bool:
        """Whether a copy is being made."""
        return self._task is not None

    def _tell(self, done: int, total: int) -> None:
        if self.progress.isHidden():
            self.progress.start(total, _("pages"))
        self.progress.step(done)

    def _done(self, copy: "Made", at: datetime) -> None:
        settings.change(last_backup=at.isoformat(), last_backup_place=str(copy.file.parent))
        rows = sum(copy.manifest.counts.values())
        words = ngettext(
            "The copy was opened and checked: {count} record, all there.",
            "The copy was opened and checked: {count} records, all there.",
            rows,
        )
        self._say(Status.OK, words.format(count=f"{rows:,}"))
        self.made.emit()

    def _failed(self, refusal: Refusal) -> None:
        self._say(Status.STOP, f"{refusal.what} {refusal.advice}")
        self.failed.emit()

    def _ended(self) -> None:
        self._task = None
        self.progress.end()
        self.over.emit()

    def _say(self, status: Status, words: str) -> None:
        self.mark.set_status(status)
        self.mark.show()
        self.words.setText(words)
