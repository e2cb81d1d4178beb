"""Bringing an office back: choose a copy, open it, see what would be lost, and only then do it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QWidget

from desktop import copy_rows, drives
from desktop.copy_rows import CopyRow
from desktop.entrance.aside import Aside
from desktop.entrance.panel import Panel
from desktop.entrance.whereabouts import has_office
from desktop.parts.button import Button, Kind
from desktop.parts.field import Field
from desktop.parts.label import Label
from desktop.parts.progress import Progress
from desktop.parts.status import Status, StatusMark
from desktop.parts.text_field import TextField
from desktop.parts.tick import Rings
from desktop.style import tokens
from desktop.style.scale import scale
from resources import calendar, copies
from resources.refusals import Refusal
from resources.words import _, ngettext

if TYPE_CHECKING:
    from sessions.returning import Returned, Since

PASSPHRASE, RECOVERY = "passphrase", "recovery"


@dataclass(frozen=True)
class Tried:
    """A copy that was opened and proven with what was typed; `since` what would be lost."""

    file: Path
    typed: str
    way: str
    since: "Since | None"


class Restoring(Panel):
    """Lists the copies of every place for the office in `folder` and brings one back.

    `restored` carries the folder, the data key and the recovery key that was typed, "" where
    the passphrase was.
    """

    restored = Signal(Path, bytes, str)
    back = Signal()

    def __init__(
        self,
        folder: Path,
        clock: Callable[[], datetime],
        *,
        file: str = "",
        trouble: str = "",
        sticks: Callable[[], Sequence[drives.Drive]] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Bring an office back from a copy"), width=760, parent=parent)
        self._folder = folder
        self._clock = clock
        self._sticks = sticks
        self._work: Aside[Tried] | Aside[Returned] | None = None
        self._tried: Tried | None = None
        self._further: list[Path] = [Path(file)] if file else []
        if trouble:
            self.put(Label(trouble, colour=tokens.STOP.text, wrap=True, bold=True))
        self._build_list()
        self._build_secret()
        self.progress = Progress()
        self.put(self.progress)
        back = Button(_("Back"), kind=Kind.QUIET, icon="chevron-left")
        back.clicked.connect(self.back)
        self.go = Button(_("Open and compare"), kind=Kind.PRIMARY, key="Ctrl Enter")
        self.go.clicked.connect(self._go)
        self.end_card(self.go, left=back)
        self.table.pointed.connect(lambda _row: self._begin_again())
        self.secret.textChanged.connect(lambda _text: self._begin_again())
        self.look(file)
        self.first = self.table
        self.setFocusProxy(self.table)

    def _build_list(self) -> None:
        self.put(Label(_("1. Which copy?"), bold=True))
        self.table = copy_rows.table(
            _("Copies that can be brought back"),
            _("No copy was found. Put the stick in and press “Look again”."),
        )
        self.table.setMinimumHeight(scale.px(190))
        self.put(self.table)
        self.again = Button(_("Look again"), kind=Kind.QUIET, icon="refresh-cw")
        self.again.clicked.connect(self._look_again)
        self.other = Button(_("Another file"), kind=Kind.QUIET, icon="folder-open")
        self.other.clicked.connect(self._choose)
        row = QHBoxLayout()
        row.addWidget(self.again)
        row.addWidget(self.other)
        row.addStretch(1)
        self.content.addLayout(row)

    def _build_secret(self) -> None:
        self.put(Label(_("2. What opens it?"), bold=True))
        self.by = Rings(
            _("What opens it?"),
            [
                (PASSPHRASE, _("Passphrase of that time")),
                (RECOVERY, _("Recovery key (sheet in the safe)")),
            ],
            PASSPHRASE,
        )
        self.by.chosen.connect(self._reveal)
        self.secret = TextField(_("Passphrase or recovery key"))
        self.secret.setEchoMode(QLineEdit.EchoMode.Password)
        self.secret_field = Field(_("Passphrase or recovery key"), self.secret, width=560)
        self.put(self.by)
        self.put(self.secret_field)
        self.mark = StatusMark(Status.WAIT, size=18)
        self.words = Label(wrap=True)
        told = QHBoxLayout()
        told.addWidget(self.mark)
        told.addWidget(self.words, 1)
        self.content.addLayout(told)
        self.mark.hide()

    def look(self, file: str = "") -> None:
        """Look again which copies there are, and point at `file` or at the newest good one."""
        named = copy_rows.places(self._folder, self._sticks)
        for further in self._further:
            named.setdefault(further.parent, str(further.parent))
        found = copies.listing(named)
        rows = copy_rows.rows(found, named, copies.office_of(self._folder))
        self.table.set_rows(rows)
        wanted = [row for row in rows if str(row.copy.file) == file]
        good = [row for row in rows if row.usable]
        if wanted or good:
            self.table.point_at(str((wanted or good)[0].copy.file))
        self._begin_again()

    def _look_again(self) -> None:
        self.look()

    def _choose(self) -> None:
        kind = _("Backup of inakurashi") + " (*.inabackup)"
        chosen, _kind = QFileDialog.getOpenFileName(self, _("Backup file"), "", kind)
        if chosen:
            self.take_file(Path(chosen))

    def take_file(self, file: Path) -> None:
        """Offer the copies beside `file`, too, and point at it."""
        self._further.append(file)
        self.look(str(file))

    def _reveal(self, way: str) -> None:
        mode = QLineEdit.EchoMode.Password if way == PASSPHRASE else QLineEdit.EchoMode.Normal
        self.secret.setEchoMode(mode)
        self._begin_again()

    def _begin_again(self) -> None:
        self._tried = None
        self.go.set_words(_("Open and compare"))
        row = self.table.current()
        self.go.setEnabled(self._work is None and row is not None and row.usable)
        broken = row is not None and not row.usable
        self.mark.setVisible(broken)
        if row is not None and broken:
            self.mark.set_status(row.status)
            advice = _("Choose another copy. Leave this file as it is.")
            newer = _("Install the newer version of inakurashi first.")
            self.words.setText(f"{row.copy.trouble} {advice}" if row.copy.trouble else newer)
        else:
            self.words.setText("")

    def _go(self) -> None:
        row = self.table.current()
        if self._tried is not None:
            self._restore(self._tried)
        elif row is not None:
            self._try(row)

    def _try(self, row: CopyRow) -> None:
        file, folder, typed, way = (
            row.copy.file, self._folder, self.secret.text(), self.by.value()
        )  # fmt: skip

        def work(tell: Callable[[int, int], None]) -> Tried:
            from desktop import tables
            from resources import backup, bundle, keys, locations
            from sessions import returning

            locations.ensure_suitable(folder)
            content = bundle.read_keys(file)
            if way == PASSPHRASE:
                data_key = keys.open_by_passphrase(content, typed)
            else:
                data_key = keys.open_by_recovery(content, typed)
            tables.load()
            manifest = backup.verify(file, data_key, progress=tell)
            since = returning.compare(manifest, folder, data_key)
            return Tried(file, typed, way, since)

        self._start(Aside(work, done=self._compared, failed=self.refuse, parent=self))

    def _start(self, work: "Aside[Tried] | Aside[Returned]") -> None:
        self.secret_field.set_error("")
        self.go.setEnabled(False)
        self._work = work
        work.told.connect(self._tell)
        work.start()

    def _compared(self, tried: Tried) -> None:
        self._ended()
        self._tried = tried
        self.go.set_words(_("Bring this copy back"))
        self.mark.set_status(Status.WAIT if tried.since and tried.since.acts else Status.OK)
        self.mark.show()
        self.words.setText(lost(tried.since, standing=has_office(self._folder)))
        self.go.setEnabled(True)
        self.go.setFocus()
        self.bring_into_view(self.words)  # with large letters it would stand below the edge

    def _restore(self, tried: Tried) -> None:
        folder, at = self._folder, self._clock()
        by_passphrase = tried.way == PASSPHRASE

        def work(tell: Callable[[int, int], None]) -> "Returned":
            from desktop import held
            from sessions import returning

            held.remember_erasures()
            return returning.bring_back(
                tried.file,
                folder,
                passphrase=tried.typed if by_passphrase else None,
                recovery=None if by_passphrase else tried.typed,
                at=at,
                progress=tell,
            )

        def done(back: "Returned") -> None:
            self.secret.clear()
            key = "" if by_passphrase else tried.typed
            self.restored.emit(back.folder, back.data_key, key)

        self._start(Aside(work, done=done, failed=self.refuse, parent=self))

    def _tell(self, done: int, total: int) -> None:
        if self.progress.isHidden():
            self.progress.start(total, _("pages"))
        self.progress.step(done)

    def _ended(self) -> None:
        self._work = None
        self.progress.end()

    def refuse(self, refusal: Refusal) -> None:
        """Say why nothing was brought back."""
        self._ended()
        self._begin_again()
        self.secret_field.set_error(f"{refusal.what} {refusal.advice}")
        self.secret.setFocus()


def lost(since: "Since | None", *, standing: bool) -> str:
    """Return what would be lost, in sentences; `standing` says that an office is there now."""
    kept = _("What stands there now is kept under another name. Nothing is overwritten.")
    if not standing:
        return _("The copy is whole. There is no office on this computer yet.")
    if since is None:
        unread = _("The copy is whole. What stands there now cannot be read with it.")
        return f"{unread} {kept}"
    if not since.same:
        branch = _("The copy is whole, but it is no earlier state of what stands here.")
        return f"{branch} {kept}"
    if not since.acts or since.last is None:
        nothing = _("The copy is whole. Nothing was changed since: nothing is lost.")
        return f"{nothing} {kept}"
    words = ngettext(
        "The copy is whole. {count} act done since (the last on {moment}) would be lost: {who}.",
        "The copy is whole. {count} acts done since (the last on {moment}) would be lost: {who}.",
        since.acts,
    )
    who = "、".join(
        ngettext("{name} {count} act", "{name} {count} acts", acts).format(
            name=name or "―", count=f"{acts:,}"
        )
        for name, acts in since.by
    )
    local = calendar.local(since.last)
    moment = f"{local.month}/{local.day} {local:%H:%M}"
    return f"{words.format(count=f'{since.acts:,}', moment=moment, who=who)} {kept}"
