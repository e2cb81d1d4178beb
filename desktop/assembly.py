"""Where the house is put together: settings, words, office, desk, window, pages."""

import importlib
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTimer, QTranslator
from PySide6.QtWidgets import QApplication

from desktop import style
from desktop.entrance.way_in import WayIn
from desktop.style.scale import scale
from resources import settings, words

if TYPE_CHECKING:
    import argparse

    from desktop.desk import Desk
    from desktop.dialogs.trouble import Bell
    from desktop.hall.window import HallWindow
    from desktop.hall_room import Evening
    from desktop.page import Page
    from desktop.window import Window
    from desktop.wiring import Wiring
    from resources.doors import Doors
    from sessions.hall import Hall

PAGES = {
    "today": "desktop.pages.today:Today",
    "helping": "desktop.pages.helping:Helping",
    "meetings": "desktop.pages.meetings:Meetings",
    "meeting": "desktop.pages.meeting:Meeting",
    "meeting_form": "desktop.pages.meeting_form:MeetingForm",
    "reception": "desktop.pages.reception:Reception",
    "found": "desktop.pages.found:Found",
    "people": "desktop.pages.people:People",
    "person": "desktop.pages.person:Person",
    "person_history": "desktop.pages.person_history:PersonHistory",
    "person_form": "desktop.pages.person_form:PersonForm",
    "private_letters": "desktop.pages.private_letters:PrivateLetters",
    "intake": "desktop.pages.intake:Intake",
    "points": "desktop.pages.points:Points",
    "points_registration": "desktop.pages.points_registration:PointsRegistration",
    "points_rules": "desktop.pages.points_rules:PointsRules",
    "points_hosts": "desktop.pages.points_hosts:PointsHosts",
    "points_host": "desktop.pages.points_host:PointsHost",
    "points_problems": "desktop.pages.points_problems:PointsProblems",
    "points_opening": "desktop.pages.points_opening:PointsOpening",
    "points_sheets": "desktop.pages.points_sheets:PointsSheets",
    "print": "desktop.pages.print:Print",
    "preview": "desktop.pages.preview:Preview",
    "letters": "desktop.pages.letters:Letters",
    "documents": "desktop.pages.documents:Documents",
    "labels": "desktop.pages.labels:Labels",
    "office": "desktop.pages.office:Office",
    "undo": "desktop.pages.undo:Undo",
    "journal": "desktop.pages.journal:Journal",
    "doubles": "desktop.pages.doubles:Doubles",
    "merge": "desktop.pages.merge:Merge",
    "points_volunteers": "desktop.pages.points_volunteers:PointsVolunteers",
    "points_exchanges": "desktop.pages.points_exchanges:PointsExchanges",
    "points_volunteer": "desktop.pages.points_volunteer:PointsVolunteer",
}
"""Where the page of each place is written; it is imported when it is first shown."""

_WARM = (
    "resources.database",
    "sessions.staff",
    "sessions.schedule",
    "sessions.overview",
    "desktop.desk",
    "desktop.window",
    "desktop.wiring",
    "desktop.pages.today",
)
"""What the first page needs; imported beside the painted entrance."""


def warm() -> None:
    """Import what the first page needs."""
    for module in _WARM:
        importlib.import_module(module)


def maker(where: str) -> "Callable[[Desk, Window], Page]":
    """Return what builds the page written at `where` (module:class)."""

    def make(desk: "Desk", window: "Window") -> "Page":
        module, name = where.split(":")
        made: Page = getattr(importlib.import_module(module), name)(desk, window)
        return made

    return make


def application(argv: Sequence[str] = ()) -> QApplication:
    """Return the one application, dressed and speaking the language of this machine."""
    app = QApplication.instance() or QApplication(["inakurashi", *argv])
    assert isinstance(app, QApplication)
    app.setApplicationName("inakurashi")
    machine = settings.load()
    words.use(machine.language)
    _speak(app, machine.language)
    scale.set_factor(machine.text_scale)
    style.dress(app)
    return app


def _speak(app: QApplication, language: str) -> None:
    for before in app.findChildren(QTranslator):
        app.removeTranslator(before)
        before.deleteLater()
    translator = QTranslator(app)
    place = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(QLocale(language), "qtbase", "_", place):
        app.installTranslator(translator)


class House(QObject):
    """The application's one frame: the entrance while the office is closed, else the window.

    `clock` tells the time of every act, `folder` where the office lies, unless `server` is the
    address of a shared one; None leaves that to the settings of this computer.
    """

    def __init__(
        self,
        folder: Path,
        *,
        server: str | None = None,
        clock: Callable[[], datetime] | None = None,
    ) -> None:
        super().__init__()
        self.folder = folder
        self._server = server
        self._clock = clock
        self.way_in: WayIn | None = None
        self.desk: Desk | None = None
        self.window: Window | None = None
        self.wiring: Wiring | None = None
        self.at_the_hall: HallWindow | None = None
        self._came_from = ("", "")

    def open(self) -> None:
        """Show the entrance: the first start where there is no office yet, else signing in."""
        server = settings.load().server if self._server is None else self._server
        self.way_in = WayIn(self.folder, server=server, clock=self._clock, warm=warm)
        self.way_in.entered.connect(self.enter)
        self.way_in.hall_entered.connect(self.enter_hall)
        self.way_in.left.connect(self.leave)
        if self.window is not None:
            self.way_in.frame.setGeometry(self.window.geometry())
        self.way_in.frame.show()

    def enter(self, office: "Doors", staff_id: str, page: str = "") -> "Window":
        """Stand `staff_id` at the desk of `office` and show the window."""
        from desktop.desk import Desk, system_clock
        from desktop.window import Window
        from desktop.wiring import Wiring
        from sessions import search_keys

        clock = self._clock or system_clock
        self.desk = Desk(office, staff_id, clock)
        if not office.on_server:
            self.folder = office.folder
            self.desk.change(search_keys.refill)
        self.desk.listen()
        self.window = Window(self.desk, clock=clock)
        for name, where in PAGES.items():
            self.window.add_page(name, maker(where))
        self.wiring = Wiring(self.window, self.desk, self.lock)
        self.window.copy_asked.connect(self.bring_back)
        if settings.load().last_staff != staff_id:
            settings.change(last_staff=staff_id)
        self._go_in(page)
        return self.window

    def enter_hall(self, hall: "Hall", evening: "Evening") -> "HallWindow":
        """Stand at the door of a hall, where no office is."""
        from desktop.desk import Desk
        from desktop.hall.window import HallWindow

        self.desk = Desk(hall, hall.operator_id, hall.now)
        self.at_the_hall = window = HallWindow(self.desk, hall, evening)
        window.locked.connect(self.lock_hall)
        window.ended.connect(self.lock_hall)
        if self.way_in is not None:
            window.setGeometry(self.way_in.frame.geometry())
            self.way_in.take_down()
            self.way_in = None
        window.show()
        return window

    def lock_hall(self) -> None:
        """Forget the evening in memory and ask for its passcode again."""
        self.open()
        assert self.way_in is not None
        self.way_in.ask_hall()
        self._take_down()

    def _go_in(self, page: str) -> None:
        window, wiring = self.window, self.wiring
        assert window is not None
        assert wiring is not None
        if self.way_in is not None:
            window.setGeometry(self.way_in.frame.geometry())
            self.way_in.take_down()
            self.way_in = None
        window.show()
        place, subject = self._came_from
        if not window.desk.may("today.read"):
            window.go("helping")
            QTimer.singleShot(0, wiring, wiring.show_years)
            return
        running = settings.load().reception
        if page:
            window.go(page)
        elif running:  # a power cut stopped it: on with the same meeting
            window.go("today")
            window.go("reception", running)
        else:
            window.go(place or "today", subject)
        QTimer.singleShot(0, wiring, wiring.show_years)
        QTimer.singleShot(0, wiring, wiring.ask_for_own_key)

    def lock(self) -> None:
        """Close the office and ask for the passphrase again; the page comes back afterwards."""
        if self.window is not None and self.window.shown is not None:
            self._came_from = (self.window.shown.name, self.window.shown.subject)
        # The entrance stands before the window goes, or the application would end here.
        self.open()
        self._take_down()

    def bring_back(self, file: str) -> None:
        """Close the office and lead to the copy `file`, which may take its place."""
        self.lock()
        assert self.way_in is not None
        self.way_in.ask_copy(self.folder, file=file)

    def leave(self) -> None:
        """Take everything down and close the office."""
        if self.way_in is not None:
            self.way_in.give_up()
            self.way_in.take_down()
            self.way_in = None
        self._take_down()

    def _take_down(self) -> None:
        from desktop import print_tray

        print_tray.clear()
        if self.wiring is not None:
            self.wiring.idle.stop()
            self.wiring = None
        if self.window is not None:
            self.window.hide()
            self.window.deleteLater()
            self.window = None
        if self.at_the_hall is not None:
            self.at_the_hall.idle.stop()
            self.at_the_hall.hide()
            self.at_the_hall.deleteLater()
            self.at_the_hall = None
        if self.desk is not None:
            self.desk.close()
            self.desk = None


def parse(argv: Sequence[str]) -> "argparse.Namespace":
    """Read what the window is started with: `--data DIR|postgresql://…`, `--demo`, `--language`."""
    import argparse

    parser = argparse.ArgumentParser(prog="inakurashi", allow_abbrev=False)
    parser.add_argument("--data", default="")
    parser.add_argument("--demo", action="store_true")
    parser.add_argument("--language", choices=words.LANGUAGES)
    return parser.parse_args(argv)


def open_window(argv: Sequence[str] = ()) -> int:
    """Open the application and stay until its last window is closed."""
    asked = parse(argv)
    app = application()
    if asked.language:
        words.use(asked.language)
    shared = "://" in asked.data
    given = asked.data and not shared
    folder = Path(asked.data).expanduser().resolve() if given else settings.load().folder
    # Whoever names a folder means it, whatever the settings say of a server.
    house = House(folder, server=asked.data if shared else "" if given or asked.demo else None)
    if asked.demo:
        from desktop.entrance.demonstration import Demonstration

        demonstration = Demonstration()
        bell = guard(demonstration.folder)
        demonstration.entered.connect(house.enter)
        demonstration.ready.connect(lambda: demonstration.label(house.window))
        demonstration.start()
    else:
        bell = guard(folder)
        house.open()
    try:
        status = app.exec()
    finally:
        house.leave()
        if asked.demo:
            demonstration.clear_away()
        bell.deleteLater()
    return status


def guard(folder: Path) -> "Bell":
    """Catch whatever nobody caught; reports go to `folder`, words to the screen."""
    from desktop import failures
    from desktop.dialogs.trouble import Bell

    bell = Bell()
    failures.forbid_dumps()
    # A machine without an office yet has no folder of its own to write reports into.
    room = folder if folder.exists() else settings.app_folder()
    failures.install(room, refused=bell.refused.emit, broken=bell.broken.emit)
    return bell
