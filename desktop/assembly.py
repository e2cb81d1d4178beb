"""Where the house is put together: settings, words, office, desk, window, pages."""

import argparse
import importlib
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTimer, QTranslator
from PySide6.QtWidgets import QApplication

from desktop import style
from desktop.style.scale import scale
from resources import settings, words
from resources.refusals import Refusal

if TYPE_CHECKING:
    from desktop.desk import Desk
    from desktop.entrance.frame import Entrance
    from desktop.pages.page import Page
    from desktop.window import Window
    from resources.database import Office

PAGES = {
    "today": "desktop.pages.today:Today",
    "meetings": "desktop.pages.meetings:Meetings",
    "meeting": "desktop.pages.meeting:Meeting",
    "meeting_form": "desktop.pages.meeting_form:MeetingForm",
    "reception": "desktop.pages.reception:Reception",
    "people": "desktop.pages.people:People",
    "person": "desktop.pages.person:Person",
    "person_form": "desktop.pages.person_form:PersonForm",
    "intake": "desktop.pages.intake:Intake",
    "print": "desktop.pages.print:Print",
    "preview": "desktop.pages.preview:Preview",
    "office": "desktop.pages.office:Office",
}
"""Where the page of each place is written; it is imported when it is first shown."""


def maker(where: str) -> "Callable[[Desk, Window], Page]":
    """Return what builds the page written at `where` (module:class)."""

    def make(desk: "Desk", window: "Window") -> "Page":
        module, name = where.split(":")
        made: Page = getattr(importlib.import_module(module), name)(desk, window)
        return made

    return make


def application(argv: Sequence[str] = ()) -> QApplication:
    """Return the one application, dressed and speaking the language of this machine."""
    from desktop.fonts_loading import load_fonts

    app = QApplication.instance() or QApplication(["inakurashi", *argv])
    assert isinstance(app, QApplication)
    app.setApplicationName("inakurashi")
    machine = settings.load()
    words.use(machine.language)
    _speak(app, machine.language)
    load_fonts()
    scale.set_factor(machine.text_scale)
    style.dress(app)
    return app


def _speak(app: QApplication, language: str) -> None:
    translator = QTranslator(app)
    place = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(QLocale(language), "qtbase", "_", place):
        app.installTranslator(translator)


class House(QObject):
    """The application's one frame: the entrance while the office is closed, else the window."""

    def __init__(self, folder: Path, *, clock: Callable[[], datetime] | None = None) -> None:
        super().__init__()
        self.folder = folder
        self._clock = clock
        self.entrance: Entrance | None = None
        self.desk: Desk | None = None
        self.window: Window | None = None
        self._came_from = ("today", "")

    def open(self) -> None:
        """Show the entrance: the first start where there is no office yet, else signing in."""
        from desktop.entrance.way_in import WayIn

        self.way_in = WayIn(self.folder, clock=self._clock)
        self.way_in.entered.connect(self.enter)
        self.entrance = self.way_in.frame
        self.entrance.show()

    def enter(self, office: "Office", staff_id: str, page: str = "") -> "Window":
        """Stand `staff_id` at the desk of `office` and show the window."""
        from desktop.desk import Desk, system_clock
        from desktop.window import Window

        clock = self._clock or system_clock
        self.folder = office.folder
        self.desk = Desk(office, staff_id, clock)
        self.window = Window(self.desk, clock=clock)
        for name, where in PAGES.items():
            self.window.add_page(name, maker(where))
        self._attend(self.window)
        settings.change(last_staff=staff_id)
        place, subject = (page, "") if page else self._came_from
        self.window.go(place, subject)
        if self.entrance is not None:
            self.window.setGeometry(self.entrance.geometry())
            self.entrance.hide()
        self.window.show()
        return self.window

    def _attend(self, window: "Window") -> None:
        """Wire what concerns the whole house: help, search, locking, leaving, saving."""
        from desktop.wiring import attend

        attend(self, window)

    def lock(self) -> None:
        """Close the office and ask for the passphrase again; the page comes back afterwards."""
        if self.window is not None and self.window.shown is not None:
            self._came_from = (self.window.shown.name, self.window.shown.subject)
        self.leave()
        self.open()

    def leave(self) -> None:
        """Take the window down and close the office."""
        from desktop import print_tray

        print_tray.clear()
        if self.window is not None:
            self.window.hide()
            self.window.deleteLater()
            self.window = None
        if self.desk is not None:
            self.desk.close()
            self.desk = None


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """Read what the window is started with: `--data DIR`, `--demo`, `--language`."""
    parser = argparse.ArgumentParser(prog="inakurashi", allow_abbrev=False)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--demo", action="store_true")
    parser.add_argument("--language", choices=words.LANGUAGES)
    return parser.parse_args(argv)


def open_window(argv: Sequence[str] = ()) -> int:
    """Open the application and stay until its last window is closed."""
    asked = parse(argv)
    app = application()
    if asked.language:
        words.use(asked.language)
    folder = asked.data or settings.load().folder
    _guard(folder)
    house = House(folder)
    if asked.demo:
        from desktop.entrance.demonstration import enter_demonstration

        enter_demonstration(house)
    else:
        house.open()
    status = app.exec()
    house.leave()
    return status


def _guard(folder: Path) -> None:
    from desktop import failures
    from desktop.dialogs import trouble

    failures.forbid_dumps()

    def refused(refusal: Refusal) -> None:
        QTimer.singleShot(0, lambda: trouble.tell(refusal))

    def broken(report: Path | None) -> None:
        QTimer.singleShot(0, lambda: trouble.report(report))

    failures.install(folder, refused=refused, broken=broken)


def staff_of(office: "Office") -> Sequence[Any]:
    """Return the people who work at the desks of `office`."""
    from sessions import staff

    with office.read() as db:
        return staff.listing(db)
