"""What concerns the whole house: help, search, saving, the years, leaving and ending."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut

from desktop import navigation
from desktop.dialogs import closing_day
from desktop.idle import Idle
from desktop.navigation import Place
from desktop.parts.columns import Columns
from desktop.parts.status import Status
from desktop.safekeeping import Safekeeping
from desktop.style.scale import scale
from resources import calendar, settings
from resources.words import _, mark

if TYPE_CHECKING:
    from desktop.desk import Desk
    from desktop.dialogs.manual import Manual
    from desktop.window import Window

WINTER = (12, 1, 2, 3, 4)  # snow on the western ridge
LEAVE = Place("leave", mark("Leave the desk"), "lock-keyhole")


class Wiring(QObject):
    """Ties `window` to the house; `lock` closes the office until somebody signs in again."""

    def __init__(self, window: "Window", desk: "Desk", lock: Callable[[], object]) -> None:
        super().__init__(window)
        self.window = window
        self.desk = desk
        self.lock = lock
        self.manual: Manual | None = None
        self.idle = Idle(self, busy=self._reception_runs)
        self.idle.long.connect(self.leave_desk)
        window.help_asked.connect(self.help)
        window.search_asked.connect(self.search)
        window.year_chosen.connect(self.show_year)
        window.closing.connect(self.idle.stop)
        self.safekeeping = Safekeeping(desk, window)
        self.safekeeping.start()
        window.may_close = self._may_close
        window.stack.currentChanged.connect(lambda _number: self._calm())
        desk.changed.connect(self._saved)
        scale.changed.connect(self._keep_scale)
        shortcut = QShortcut(QKeySequence("Ctrl+L"), window)
        shortcut.activated.connect(self.leave_desk)
        entry = window.rail.add_act(LEAVE)
        entry.setToolTip(f"{LEAVE.title} Ctrl L")
        entry.clicked.connect(self.leave_desk)
        today = calendar.day_of(desk.now())
        window.rail.snow = today.month in WINTER
        self._saved(frozenset())
        self._show_places()

    def show_years(self) -> None:
        """Offer the fiscal years that hold meetings; read after the first page is painted."""
        from sessions import overview

        if self.desk.closed or not self.desk.may("today.read"):
            return
        today = calendar.day_of(self.desk.now())
        this = calendar.fiscal_year(today)
        self.window.show_years(self.desk.read(overview.fiscal_years, today), this, this)

    def show_year(self, year: int) -> None:
        """Look at `year`: the bar says so, and the meetings are those of that year."""
        from sessions import overview

        today = calendar.day_of(self.desk.now())
        this = calendar.fiscal_year(today)
        self.window.show_years(self.desk.read(overview.fiscal_years, today), year, this)
        self.window.go("meetings", f"year:{year}")

    def help(self, topic: str) -> None:
        """Open the manual beside the window, at `topic`."""
        from desktop.dialogs.manual import Manual

        if self.manual is None:
            self.manual = Manual(topic, self.window)
            self.manual.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
        else:
            self.manual.show_topic(topic)
        self.manual.show()
        self.manual.activateWindow()

    def search(self, text: str) -> None:
        """Look for `text`: in the register, or everywhere when others than people answer to it."""
        from programs.catalogue import finding as plan
        from sessions import elsewhere

        sought = text.strip()
        today = calendar.day_of(self.desk.now())
        if not sought:
            return
        if plan.find(sought) or self.desk.read(elsewhere.find, sought, today).count:
            self.window.go("found", sought)
        else:
            self.window.go("people", f"search:{sought}")

    def leave_desk(self) -> None:
        """Lock; the reception is ended first by whoever runs it."""
        if not self._reception_runs():
            self.idle.stop()
            self.safekeeping.stop()
            self.lock()

    def _reception_runs(self) -> bool:
        page = self.window.shown
        return page is not None and page.covers

    def _may_close(self) -> bool:
        return closing_day.may_end(self.desk, self.window)

    def ask_for_own_key(self) -> None:
        """Remind whoever does not administer the office and has no passphrase of their own."""
        from resources import keys

        office = self.desk.office
        if self.desk.closed or office.on_server:
            return
        if self.desk.may("staff.role"):  # the office's is the administrator's
            return
        if self.desk.staff_id not in keys.owners(office.folder):
            self.window.tell(
                "own_key",
                Status.INFO,
                _("You have no passphrase of your own yet."),
                _("Choose one"),
                lambda: self.window.go("office", "people"),
            )

    def _show_places(self) -> None:
        """Hide from the rail what the roles of who is at the desk do not allow."""
        self.window.rail.show_only(navigation.seen(self.desk.may))
        self.window.top.search.setVisible(self.desk.may("person.read"))

    def _saved(self, tables: frozenset[str]) -> None:
        if "Staff" in tables:
            self._show_places()
        self.window.set_saved(f"{calendar.local(self.desk.now()):%H:%M}")

    def _keep_scale(self) -> None:
        settings.change(text_scale=scale.factor)

    def _calm(self) -> None:
        still = settings.load().reduced_motion
        self.window.toast.still = still
        for columns in self.window.findChildren(Columns):
            columns.still = still
