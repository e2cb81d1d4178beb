"""A session of taking pictures: the entrance, the rooms, the door, the papers, in one go."""

import importlib.util
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import qInstallMessageHandler

from desktop import assembly
from desktop.pictures import (
    around,
    asking,
    contact_sheet,
    door,
    entrance,
    halls,
    keeping,
    lists,
    numbers,
    papers,
    points_counter,
    points_hosts,
    registering,
    rooms,
    sharing,
    town,
)
from desktop.pictures.studio import LETTERS, Studio, away_from_home, set_up_machine
from desktop.style.scale import scale
from desktop.town import evenings
from resources import words

Scene = tuple[str, Callable[[], object]]
"""The page a scene cannot do without, and what takes its pictures."""


@dataclass
class Taken:
    """What came of a session: the files in order, what is not built yet, what went wrong."""

    named: list[tuple[str, str]] = field(default_factory=list)  # name and file
    missing: list[str] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)
    index: Path | None = None


def take(
    output: Path,
    wanted: frozenset[str] = frozenset(),
    *,
    letters: Mapping[float, str] = LETTERS,
) -> Taken:
    """Draw all pages and papers (or those `wanted` by name) into the folder `output`.

    `letters` are the sizes of letters with the ends of the files' names. Pictures of an
    earlier session give way. This machine's own office and settings are neither read nor
    changed.
    """
    output.mkdir(parents=True, exist_ok=True)
    for old in () if wanted else output.glob("[0-9][0-9]*-*.png"):
        old.unlink()
    result = Taken()
    hook = sys.excepthook
    sys.excepthook = _noting(result)
    handler = qInstallMessageHandler(_hear)
    try:
        with away_from_home() as room:
            studio = Studio(room, output, wanted)
            _begin()
            try:
                _session(studio, letters, result)
            finally:
                scale.set_factor(1.0)
                if studio.house is not None:
                    studio.house.leave()
    finally:
        sys.excepthook = hook
        qInstallMessageHandler(handler)
    result.named = sorted(studio.taken, key=lambda one: one[1])
    result.index = contact_sheet.write(output, result.named)
    return result


def _hear(_kind: object, _where: object, said: str | None) -> None:
    """Pass on what Qt says, but not that a screen nobody sees knows no limits of size."""
    if said and "propagateSizeHints" not in said:
        print(said, file=sys.stderr)  # noqa: T201 -- where messages go


def _begin() -> None:
    set_up_machine()
    app = assembly.application()
    app.setCursorFlashTime(0)
    app.setQuitOnLastWindowClosed(False)
    words.use("ja")


def _session(studio: Studio, letters: Mapping[float, str], result: Taken) -> None:
    folder = studio.room / "office"
    office, me = town.build(folder)
    meetings = town.meetings(office)
    codes = town.receive(office, me, meetings[evenings.TODAY])
    people = town.staff_of(office)
    office.close()
    # The letters change as seldom as possible: every page is laid out anew each time.
    for factor, studio.letters in letters.items():
        scale.set_factor(factor)
        _try(result, "first start", lambda: entrance.first_start(studio))
        _try(result, "sign-in", lambda: entrance.signing_in(studio, folder))
        _try(result, "who", lambda: entrance.who_is_there(studio, people))
        set_up_machine(factor)
        if studio.house is None:
            studio.house = assembly.House(folder, clock=studio.clock)
            studio.house.enter(town.open_again(folder), me, "today")
        studio.settle()
        for page, scene in _scenes(studio, meetings, codes):
            if stands(page):
                _try(result, page, scene)
            elif page not in result.missing:
                result.missing.append(page)
    _try(result, "papers", lambda: papers.pictures(studio, meetings))


def _scenes(studio: Studio, meetings: dict[int, str], codes: list[str]) -> tuple[Scene, ...]:
    plain = ((name, partial(rooms.plain, studio, name)) for name in rooms.plain_names())
    return (
        *plain,
        ("people", lambda: rooms.searching(studio)),
        ("person", lambda: rooms.person(studio)),
        ("person", lambda: rooms.withheld(studio)),
        ("office", lambda: rooms.duties(studio)),
        ("person_history", lambda: rooms.person_history(studio)),
        ("person_form", lambda: rooms.person_form(studio)),
        ("person", lambda: around.pictures(studio)),
        ("intake", lambda: lists.pictures(studio)),
        ("points_hosts", lambda: points_hosts.pictures(studio)),
        ("meeting", lambda: rooms.gatherings(studio, meetings)),
        ("meeting", lambda: points_hosts.earning(studio, meetings[evenings.PAST])),
        ("points_opening", lambda: points_hosts.opening(studio)),
        ("meeting_form", lambda: rooms.meeting_form(studio)),
        ("reception", lambda: door.pictures(studio, meetings[evenings.TODAY], codes)),
        ("points_volunteer", lambda: points_counter.pictures(studio)),
        ("points_exchanges", lambda: points_counter.counter(studio)),
        ("labels", lambda: rooms.post(studio, meetings)),
        ("documents", lambda: numbers.register(studio)),
        ("preview", lambda: rooms.before_printing(studio, meetings)),
        ("doubles", lambda: rooms.doubles(studio)),
        ("undo", lambda: rooms.undo(studio)),
        ("today", lambda: rooms.dialogs(studio)),
        ("office", lambda: keeping.copies(studio)),
        ("office", lambda: sharing.pictures(studio)),
        ("journal", lambda: keeping.journal(studio)),
        ("points_registration", lambda: registering.pictures(studio)),
        ("meeting", lambda: asking.pictures(studio, meetings)),
        ("meeting", lambda: halls.pictures(studio, meetings[evenings.TODAY])),
    )


def stands(page: str) -> bool:
    """Tell whether the module of `page` is built."""
    return importlib.util.find_spec(assembly.PAGES[page].partition(":")[0]) is not None


def _try(result: Taken, name: str, scene: Callable[[], object]) -> None:
    """Do `scene`; one that fails is told at the end, so that the others are still taken."""
    try:
        scene()
    except Exception as error:  # noqa: BLE001 -- every picture that can be taken is taken
        result.troubles.append(_told(name, error))


def _noting(
    result: Taken,
) -> Callable[[type[BaseException], BaseException, TracebackType | None], None]:
    def note(
        _kind: type[BaseException], error: BaseException, _trace: TracebackType | None
    ) -> None:
        result.troubles.append(_told("beside", error))

    return note


def _told(where: str, error: BaseException) -> str:
    at = error.__traceback__
    while at is not None and at.tb_next is not None:
        at = at.tb_next
    place = f" ({at.tb_frame.f_code.co_filename}:{at.tb_lineno})" if at is not None else ""
    return f"{where}: {type(error).__name__}: {error}{place}"
