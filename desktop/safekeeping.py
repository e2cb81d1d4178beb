"""Keeping the office safe beside the work: proven copies by themselves, and the chain's alarm."""

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.parts.status import Status
from desktop.second_place import second_place
from resources import calendar, settings
from resources.refusals import Refusal
from resources.words import _, ngettext

if TYPE_CHECKING:
    from desktop.desk import Desk, Task
    from desktop.window import Window
    from resources.backup import Made
    from resources.soundness import Findings

SOON_MS = 20_000  # the first page comes first
EVERY_MS = 30 * 60_000


class Safekeeping(QObject):
    """Makes a copy at the first use of a day and every half hour in which something changed.

    Each is proven and, where the second place is there, carried there. `done` is sent after
    each, however it ended.
    """

    done = Signal()

    def __init__(self, desk: "Desk", window: "Window") -> None:
        super().__init__(window)
        self.desk = desk
        self.window = window
        self.busy = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self.begin)
        self._often = QTimer(self)
        self._often.setInterval(EVERY_MS)
        self._often.timeout.connect(self.look)
        window.closing.connect(self.stop)

    def start(self) -> None:
        """Begin soon, and look again every half hour."""
        if self.desk.in_a_file:
            self.compare_height()
        self._soon.start()
        self._often.start()

    def stop(self) -> None:
        """Begin nothing any more."""
        self._soon.stop()
        self._often.stop()

    def begin(self) -> None:
        """Examine the whole office once, and make the first copy of the day."""
        if self.desk.closed:
            return
        if self.desk.in_a_file or self.desk.may("office.check"):
            self.desk.background(
                lambda _task: self._examine(), done=self._examined, failed=self._unreadable
            )
        self.look()

    def _examine(self) -> "Findings":
        """Examine everything, and whether every number known from outside lies on the journal."""
        from resources import copies, soundness
        from sessions import anchors

        if self.desk.office.on_server:
            return soundness.check_shared(self.desk.office, self.desk.read(anchors.marks))
        office = self.desk.file
        found = copies.listing([copies.own_place(office.folder)])
        mine = copies.office_of(office.folder)
        manifests = [one.manifest for one in found if one.manifest and one.office == mine]
        return soundness.check(office, self.desk.read(anchors.marks, manifests))

    def compare_height(self) -> None:
        """Say at once when the journal ends before the last act that was acknowledged here."""
        from resources import watermark
        from sessions import anchors

        known = watermark.read(self.desk.office.folder)
        missing = self.desk.read(anchors.missing, known)
        if missing:
            at, by = self.desk.now(), self.desk.staff_id
            self.desk.change(anchors.note_missing, missing, at=at, by=by)
            words = ngettext(
                "The last {count} act is missing: the file beside the data was lost or replaced.",
                "The last {count} acts are missing: the file beside the data was lost or replaced.",
                missing,
            )
            self._alarm(words.format(count=f"{missing:,}"))

    def look(self) -> None:
        """Make a copy if today has none yet, or if something changed since the last one."""
        if self.busy or self.desk.closed or not self.desk.in_a_file:
            return
        self.busy = True
        self.desk.background(self._keep, done=self._kept, failed=self._failed, ended=self._ended)

    def _keep(self, task: "Task") -> "tuple[Made | None, datetime | None, str]":
        """Return the copy made (if one was due), when the second place got it, what failed."""
        from resources import copies, journal

        desk, at = self.desk, self.desk.now()
        folder = desk.office.folder
        last = copies.newest([copies.own_place(folder)], copies.office_of(folder))
        made, file = None, last.file if last else None
        today = last is not None and calendar.day_of(last.at) == calendar.day_of(at)
        lines = last.manifest.lines if last is not None and last.manifest is not None else -1
        if not today or desk.read(journal.changed_after, lines):
            why = "change" if today else "day"
            made = copies.keep(desk.file, at=at, why=why, progress=task.tell)
            file = made.file
        carried, trouble = None, ""
        place = second_place()
        if file is not None and place is not None:
            try:
                copies.carry(file, place, progress=task.tell)
                copies.thin(place, copies.office_of(folder), now=at)
                carried = at
            except Refusal as refusal:
                trouble = f"{refusal.what} {refusal.advice}"
        return made, carried, trouble

    def _kept(self, found: "tuple[Made | None, datetime | None, str]") -> None:
        made, carried, trouble = found
        if made is not None:
            self.window.rail.set_copied(f"{calendar.local(self.desk.now()):%H:%M}")
        if carried is not None:
            settings.change(last_backup=carried.isoformat())
        if trouble:
            self.window.tell("copy", Status.WAIT, trouble)
        else:
            self.window.untell("copy")

    def _failed(self, refusal: Refusal) -> None:
        words = _("The copy of this office could not be made.")
        self.window.tell("copy", Status.STOP, f"{words} {refusal.what} {refusal.advice}")

    def _ended(self) -> None:
        self.busy = False
        self.done.emit()

    def _examined(self, findings: "Findings") -> None:
        if findings.sound:
            self.window.untell("sound")
            return
        self._alarm(" ".join(findings.problems))

    def _unreadable(self, refusal: Refusal) -> None:
        self._alarm(refusal.what)

    def _alarm(self, problem: str) -> None:
        if self.desk.office.on_server:
            advice = _("Do not go on working, and tell who looks after the server.")
            self.window.tell("sound", Status.STOP, f"{problem} {advice}")
            return
        advice = _("Do not go on working, delete nothing, and bring the last copy back.")
        self.window.tell(
            "sound",
            Status.STOP,
            f"{problem} {advice}",
            _("To the copies"),
            lambda: self.window.go("office", "copies"),
        )
