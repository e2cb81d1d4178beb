"""The way in: the first start where there is no office yet, else signing in."""

import threading
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.entrance.aside import Aside
from desktop.entrance.frame import Entrance
from desktop.entrance.whereabouts import cut_off, has_office
from resources import settings
from resources.refusals import Damage, Refusal
from resources.words import _

if TYPE_CHECKING:
    from resources.database import Office
    from resources.doors import Doors

WINTER = (12, 1, 2, 3, 4)  # the western ridge is white


def _now() -> datetime:
    return datetime.now(UTC)


class WayIn(QObject):
    """Leads to an open office: `entered` carries it, who is at the desk, and the first page.

    The first panel is painted before anything heavy is imported; that begins in a thread
    after the painting, while people still look for their passphrase. `warm` names what to
    import, and `prepared` is sent once that is done.
    """

    entered = Signal(object, str, str)
    left = Signal()
    hall_entered = Signal(object, object)  # the store of an evening, and where it is kept

    def __init__(
        self,
        folder: Path,
        *,
        server: str = "",
        clock: Callable[[], datetime] | None = None,
        warm: Callable[[], object] | None = None,
    ) -> None:
        super().__init__()
        self.folder = folder
        self.server = server
        self.clock = clock or _now
        self._warm = warm
        self._warming: threading.Thread | None = None
        self._work: Aside[Office] | None = None
        self._office: Doors | None = None
        self._page = ""
        self._whose = ""  # whose own passphrase opened the office; empty for the office's
        self.frame = Entrance(snowy=self.clock().month in WINTER)
        self.frame.painted.connect(lambda: QTimer.singleShot(0, self, self._prepare))
        self.frame.closing.connect(self.left)
        self.frame.hall_asked.connect(self.ask_hall)
        self.begin()

    def begin(self) -> None:
        """Show the first panel for the server or the folder."""
        if cut_off(self.folder):
            from resources import backup

            backup.finish(self.folder)
        if self.server:
            self._ask_server()
        elif has_office(self.folder):
            self._ask_passphrase()
        else:
            self._lead()

    def _prepare(self) -> None:
        if self._warm is not None and self._warming is None:
            thread = threading.Thread(target=self._warm, name="warming", daemon=True)
            thread.start()
            self._warming = thread  # only now: another thread may wait for it at once

    def wait_until_warm(self) -> None:
        """Wait for the imports begun after the first painting."""
        if self._warming is not None:
            self._warming.join()

    # Signing in

    def _ask_passphrase(self) -> None:
        from desktop.entrance.sign_in import SignIn

        panel = SignIn(self.folder, self.clock)
        panel.unlocked.connect(lambda data_key: self._unlocked(data_key, panel.whose))
        panel.other_way.connect(self._ask_recovery)
        panel.elsewhere.connect(self._ask_elsewhere)
        panel.damaged.connect(lambda trouble: self.ask_copy(self.folder, trouble=trouble))
        self.frame.show_panel(panel)

    def _unlocked(self, data_key: bytes, whose: str = "") -> None:
        self._whose, folder = whose, self.folder

        def open_it(_tell: Callable[[int, int], None]) -> "Office":
            from resources import locations
            from resources.database import Office

            locations.ensure_suitable(folder)
            self.wait_until_warm()
            return Office.open(folder, data_key, window=True)

        self._work = Aside(
            open_it, done=self._opened, failed=self._stays_closed, parent=self
        ).start()

    def _stays_closed(self, refusal: Refusal) -> None:
        if isinstance(refusal, Damage):
            trouble = f"{refusal.what} {refusal.advice}"
            self.ask_copy(self.folder, trouble=trouble)
            return
        panel = self.frame.panels.currentWidget()
        refuse = getattr(panel, "refuse", None)
        if refuse is None:
            self._ask_passphrase()
            refuse = getattr(self.frame.panels.currentWidget(), "refuse", None)
        assert refuse is not None
        refuse(refusal)

    def _ask_server(self) -> None:
        from desktop.entrance.server_sign_in import ServerSignIn

        panel = ServerSignIn(self.server, prepared=self._know_tables)
        panel.opened.connect(self._opened)
        panel.elsewhere.connect(self._ask_elsewhere)
        self.frame.show_panel(panel)

    def _know_tables(self) -> None:
        from desktop import tables

        self.wait_until_warm()
        tables.load()

    def _opened(self, office: "Doors") -> None:
        from resources import keys
        from sessions import staff

        self._office = office
        with office.read() as db:
            here = staff.listing(db)
        own = office.staff_id() or self._whose
        if self._whose and own not in [one.id for one in here]:
            self._no_longer_here()
            return
        # The office's passphrase is the administrator's, and of who has none of their own yet.
        theirs = frozenset() if office.on_server else keys.owners(self.folder)
        free = [one for one in here if one.administers or one.id not in theirs]
        people = [(one.id, one.name) for one in free]
        if own:
            people = [(one.id, one.name) for one in here]
        if own in [staff_id for staff_id, _name in people]:
            self._enter(own)
        elif not people:
            self._ask_first_one()
        elif len(people) == 1:
            self._enter(people[0][0])
        else:
            self._ask_who(people)

    def _no_longer_here(self) -> None:
        assert self._office is not None
        self._office.close()
        self._office = None
        self._stays_closed(
            Refusal(
                _("This passphrase belongs to somebody who no longer works here."),
                _("Ask the administrator of the office."),
            )
        )

    def _ask_who(self, people: Sequence[tuple[str, str]]) -> None:
        from desktop.entrance.who import WhoIsThere

        panel = WhoIsThere(people, settings.load().last_staff)
        panel.chosen.connect(self._enter)
        self.frame.show_panel(panel)

    def _ask_first_one(self) -> None:
        from desktop.entrance.who import FirstOne

        panel = FirstOne()
        panel.named.connect(self._name_first_one)
        self.frame.show_panel(panel)

    def _name_first_one(self, name: str, kana: str) -> None:
        from sessions import bodies, staff

        assert self._office is not None
        at = self.clock()
        with self._office.change() as db:
            staff_id = staff.enrol(db, name, kana=kana, at=at)
            bodies.seed(db, at=at, by=staff_id)
        self._enter(staff_id)

    def _enter(self, staff_id: str) -> None:
        office = self._office
        assert office is not None
        self._office = None
        self._tell_knocks(office, staff_id)
        self.entered.emit(office, staff_id, self._page)

    def _tell_knocks(self, office: "Doors", staff_id: str) -> None:
        """Take into the journal how often something was typed that opened nothing."""
        from resources import knocks
        from sessions import watching

        waiting = knocks.waiting(office.folder)
        if waiting:
            with office.change() as db:
                watching.fold_in(db, waiting, at=self.clock(), by=staff_id)
            knocks.clear(office.folder)

    def give_up(self) -> None:
        """Close an office that was opened but not entered."""
        panel = self.frame.panels.currentWidget()
        leave = getattr(panel, "give_up", None)
        if leave is not None:
            leave()
        if self._office is not None:
            self._office.close()
            self._office = None

    def take_down(self) -> None:
        """Let the door go, with all that was typed before it."""
        self.frame.hide()
        self.frame.deleteLater()
        self.deleteLater()

    # Without the passphrase

    def _ask_recovery(self, typed: str = "") -> None:
        from desktop.entrance.recovery import Recovery

        panel = Recovery(self.folder, self.clock, typed)
        panel.back.connect(self.begin)
        panel.recovered.connect(self._recovered)
        self.frame.show_panel(panel)

    def _recovered(self, data_key: bytes, recovery_key: str) -> None:
        from desktop.entrance.recovery import sheet_for
        from desktop.entrance.sheet import SheetPanel

        panel = SheetPanel(sheet_for(self.folder, recovery_key, self.clock()))
        panel.kept.connect(lambda: self._unlocked(data_key))
        self.frame.show_panel(panel)

    # Somewhere else

    def _ask_elsewhere(self) -> None:
        from desktop.entrance.elsewhere import Elsewhere

        panel = Elsewhere(self.folder)
        panel.back.connect(self.begin)
        panel.folder_chosen.connect(self.turn_to)
        panel.backup_asked.connect(self.ask_copy)
        panel.new_asked.connect(self._new_at)
        panel.server_asked.connect(self._ask_server)
        self.frame.show_panel(panel)

    def ask_copy(self, folder: Path, *, file: str = "", trouble: str = "") -> None:
        """Ask which copy is to be brought back into `folder`; `trouble` says why."""
        from desktop.entrance.restoring import Restoring

        panel = Restoring(folder, self.clock, file=file, trouble=trouble)
        panel.back.connect(self.begin)
        panel.restored.connect(self._restored)
        self.frame.show_panel(panel)

    def _new_at(self, folder: Path) -> None:
        self.folder = folder
        self._lead()

    def turn_to(self, folder: Path) -> None:
        """Go on with the office in `folder`, and keep it as this machine's."""
        self.folder, self.server = folder, ""
        settings.change(data_folder=str(folder), server="")
        self.begin()

    def _restored(self, folder: Path, data_key: bytes, recovery_key: str) -> None:
        self.folder, self.server = folder, ""
        settings.change(data_folder=str(folder), server="")
        if recovery_key:  # nobody knew the passphrase: a new one, and a new sheet
            self._ask_recovery(recovery_key)
        else:
            self._unlocked(data_key)

    # Without any office

    def ask_hall(self) -> None:
        """Ask for the package of a meeting and its passcode."""
        from desktop.entrance.at_the_hall import AtTheHall

        self.give_up()
        panel = AtTheHall(self.clock)
        panel.back.connect(self.begin)
        panel.opened.connect(self.hall_entered)
        self.frame.show_panel(panel)

    # The first start

    def _lead(self) -> None:
        from desktop.entrance.first_start import FirstStart

        panel = FirstStart(self.folder, self.clock, prepared=self.wait_until_warm)
        panel.elsewhere.connect(self._ask_elsewhere)
        panel.finished.connect(self._founded)
        self.frame.show_panel(panel)

    def _founded(self, office: "Office", staff_id: str, page: str) -> None:
        self._office, self._page = office, page
        settings.change(data_folder=str(office.folder))
        self._enter(staff_id)
