"""The first step: which kind of list, for which meeting, and the files."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.intake import reports
from desktop.intake.reports import ReportWork
from desktop.intake.work import KINDS, Work, kind_called
from desktop.parts.button import Button, Kind
from desktop.parts.card import Card
from desktop.parts.choice import Choice
from desktop.parts.field import Field
from desktop.parts.icon_button import IconButton
from desktop.parts.label import Label
from desktop.parts.tick import Rings
from desktop.register.relations import Icon
from desktop.style import tokens
from desktop.style.scale import follow, scale
from resources.words import _, mark

ENDINGS = (".xlsx", ".xls", ".csv")
KIND_WORDS = {
    "volunteers": mark("Volunteers (registered for points)"),
    "supporters": mark("Iki-iki supporters (the list of the city)"),
    "applicants": mark("Applications for a meeting"),
    reports.SHEETS: mark("Monthly sheets of hosts (activities)"),
    reports.HOSTS: mark("Hosts (the list of hosts)"),
}


def files_of(event: QDropEvent) -> list[Path]:
    """Return the lists among the files and in the folders that are dropped."""
    return lists_in(
        [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    )


def lists_in(paths: Sequence[Path]) -> list[Path]:
    """Return the lists among `paths`, those of a folder by name; ~$ files of Excel are none."""
    found: list[Path] = []
    for path in paths:
        inside = sorted(path.iterdir()) if path.is_dir() else [path]
        found += [
            one for one in inside
            if one.suffix.lower() in ENDINGS and not one.name.startswith(("~$", "."))
        ]  # fmt: skip
    return found


class DropArea(QWidget):
    """A dashed place for files; `dropped` carries them, `asked` asks for the file dialog."""

    dropped = Signal(object)
    asked = Signal()
    folder_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self.setAccessibleName(_("Place for files"))
        self._over = False
        column = QVBoxLayout(self)
        middle = Qt.AlignmentFlag.AlignHCenter
        column.addStretch(1)
        column.addWidget(Icon("file-spreadsheet"), 0, middle)
        column.addWidget(
            Label(_("Drop Excel or CSV files here"), px=tokens.LABEL, colour=tokens.INK_2,
                  align=middle)
        )  # fmt: skip
        self.button = Button(_("Choose files"), icon="folder-open")
        self.button.clicked.connect(self.asked)
        self.folder = Button(_("Choose a folder"), kind=Kind.QUIET, icon="folder-open")
        self.folder.clicked.connect(self.folder_asked)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.button)
        row.addWidget(self.folder)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)
        follow(self._fit)

    def _fit(self) -> None:
        self.setMinimumHeight(scale.px(132))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take what holds at least one list."""
        if files_of(event):
            self._over = True
            self.update()
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QEvent) -> None:
        """Look as before."""
        self._over = False
        self.update()
        event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Send the lists on."""
        self._over = False
        self.update()
        event.acceptProposedAction()
        self.dropped.emit(files_of(event))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the dashed place."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(QColor(tokens.PRIMARY if self._over else tokens.LINE_STRONG), 1)
        pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(QColor(tokens.PRIMARY_SOFT if self._over else tokens.SUNKEN))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, tokens.RADIUS_CARD, tokens.RADIUS_CARD)


class Choosing(Card):
    """Kind, meeting and files; `changed` is sent at every choice."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("What do you bring in?"), rule=True, parent=parent)
        self.kind = Rings(
            _("Kind of list"),
            [(name, _(words)) for name, words in KIND_WORDS.items()],
            KINDS[0].name,
            upright=True,
        )
        self.add(self.kind)
        self.meeting = Choice(_("Meeting"))
        self.meeting.setMinimumContentsLength(24)
        self.meeting_field = Field(_("For which meeting?"), self.meeting, width=460)
        self.add(self.meeting_field)
        self.place = DropArea()
        self.place.asked.connect(self._ask)
        self.place.folder_asked.connect(self._ask_folder)
        self.place.dropped.connect(self.take)
        self.add(self.place)
        self.files: list[Path] = []
        self.rows: list[IconButton] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(2)
        self.body.addLayout(self._list)
        self.hint = Label(
            _("The file itself is not changed. Nothing is brought in before you have looked."),
            px=tokens.SMALL, colour=tokens.INK_2, wrap=True,
        )  # fmt: skip
        self.add(self.hint)
        self.kind.chosen.connect(lambda _value: self._tell())
        self.meeting.chosen.connect(lambda _value: self._tell())
        self._tell()

    def offer_meetings(self, meetings: Sequence[tuple[str, str]], chosen: str = "") -> None:
        """Offer `meetings` (id, words) for applications; `chosen` stands first if given."""
        self.meeting.set_answers(meetings, chosen or self.meeting.value())
        self._tell()

    def _tell(self) -> None:
        self.meeting_field.setVisible(self._needs_meeting())
        self.changed.emit()

    def _ask(self) -> None:
        pattern = " ".join(f"*{ending}" for ending in ENDINGS)
        chosen, _kind = QFileDialog.getOpenFileNames(
            self, _("Choose files"), "", f"Excel / CSV ({pattern})"
        )
        self.take([Path(name) for name in chosen])

    def _ask_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, _("Choose a folder"))
        if chosen:
            self.take(lists_in([Path(chosen)]))

    def _needs_meeting(self) -> bool:
        name = self.kind.value()
        return name not in reports.KINDS and kind_called(name).needs_meeting

    def take(self, paths: Sequence[Path]) -> None:
        """Add `paths`, each once."""
        self.files += [path for path in dict.fromkeys(paths) if path not in self.files]
        self._show_files()

    def clear(self) -> None:
        """Forget the files."""
        self.files = []
        self._show_files()

    def _show_files(self) -> None:
        while self._list.count():
            item = self._list.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.rows = []
        for path in self.files:
            row = QWidget()
            line = QHBoxLayout(row)
            line.setContentsMargins(0, 0, 0, 0)
            line.addWidget(Icon("file-spreadsheet"))
            line.addWidget(Label(path.name, bold=True), 1)
            away = IconButton("x", _("Leave out {file}").format(file=path.name), size=36)
            away.clicked.connect(lambda _on=False, path=path: self._leave_out(path))
            line.addWidget(away)
            self.rows.append(away)
            self._list.addWidget(row)
        self.changed.emit()

    def _leave_out(self, path: Path) -> None:
        self.files = [other for other in self.files if other != path]
        self._show_files()

    @property
    def ready(self) -> bool:
        """Whether there is a file, and a meeting where one is needed."""
        return bool(self.files) and (bool(self.meeting.value()) or not self._needs_meeting())

    def work(self) -> Work | ReportWork:
        """Return what was chosen as the beginning of an import."""
        if self.kind.value() in reports.KINDS:
            return ReportWork(self.kind.value(), tuple(self.files))
        kind = kind_called(self.kind.value())
        meeting = self.meeting.value() if kind.needs_meeting else ""
        return Work(kind, tuple(self.files), meeting)
