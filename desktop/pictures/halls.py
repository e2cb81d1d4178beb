"""Pictures of 持ち出し: a package made, a hall's computer at work, the evening brought home."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Any

from desktop import hall_room, jobs
from desktop.dialogs.taking_home import TakingHome
from desktop.dialogs.taking_out import PasscodeShown, TakingOut
from desktop.entrance.at_the_hall import AtTheHall, open_evening
from desktop.entrance.way_in import WayIn
from desktop.hall.closing_view import ClosingView
from desktop.hall.window import HallWindow
from desktop.pictures.studio import Studio
from desktop.style import tokens
from resources.refusals import Refusal
from sessions import arrivals, door, joining, packing, rosters, takeouts
from sessions.door_log import Way

if TYPE_CHECKING:
    from desktop.print_tray import Job
    from sessions.hall import Hall
    from sessions.packing import Packed

_CARRIER = "原　正子"
_WALK_IN = "みやした　てるみ"


def pictures(studio: Studio, meeting_id: str) -> None:
    """Take the meeting `meeting_id` out, receive two people at the hall, and bring them home."""
    desk, window = studio.desk, studio.window
    packed = _pack(studio, meeting_id)
    in_need = desk.read(packing.in_need, meeting_id)
    page: Any = studio.go("meeting", f"{meeting_id}/takeout")
    for name, dialog in (
        (
            "taking-out",
            TakingOut(len(desk.read(rosters.listing, meeting_id)), in_need, parent=window),
        ),
        ("passcode-shown", PasscodeShown(packed, save=lambda _path: True, parent=window)),
    ):
        studio.take_shown(name, dialog)
    brought = _at_the_hall(studio, packed)
    section = page.sections["takeout"]
    home = TakingHome(section._look, window)  # noqa: SLF001 -- as the button of the section does
    home.brought = brought
    home._see()  # noqa: SLF001
    studio.take_shown("taking-home", home)
    desk.change(joining.join_file, brought, at=desk.now(), by=desk.staff_id)
    studio.take_page("meeting-takeout", studio.go("meeting", f"{meeting_id}/takeout"))


def papers(studio: Studio, meeting_id: str) -> Iterator[tuple[str, "Callable[[], Job]"]]:
    """Name the papers of what is taken out and brought home, with what makes each."""
    desk = studio.desk

    def lost() -> "Job":
        packed = _pack(studio, meeting_id)
        note = "電車に 置き忘れた"
        desk.change(takeouts.report_lost, packed.id, note=note, at=desk.now(), by=desk.staff_id)
        return jobs.incident_sheet(desk, packed.id)

    def receipt() -> "Job":
        return jobs.joining_receipt(desk, desk.read(joining.of_meeting, meeting_id)[0].id)

    yield "paper-takeout-slip", lambda: jobs.takeout_slip(desk, _pack(studio, meeting_id))
    yield "paper-joining-receipt", receipt
    yield "paper-incident-sheet", lost
    yield "paper-takeout-list", lambda: jobs.takeout_list(desk, date(2027, 3, 1))


def _pack(studio: Studio, meeting_id: str) -> "Packed":
    desk = studio.desk
    return desk.change(packing.pack, meeting_id, carrier=_CARRIER, at=desk.now(), by=desk.staff_id)


def _at_the_hall(studio: Studio, packed: "Packed") -> bytes:
    """Open the package as a hall's computer does; return the file as it is carried home."""
    file = studio.room / packed.file_name
    file.write_bytes(packed.content)
    _entrance(studio, str(file))
    for _time in range(2):
        with suppress(Refusal):
            open_evening(None, file, "0" * 10, "", 0, studio.clock)
    hall, evening = open_evening(None, file, packed.passcode, "宮下", 0, studio.clock)
    from desktop.desk import Desk

    window = HallWindow(Desk(hall, hall.operator_id, hall.now), hall, evening)
    window.resize(*tokens.WINDOW)
    window.show()
    studio.settle()
    studio.take("hall-begins", window)
    _receive(hall)
    window.home.refresh()
    studio.take("hall-home", window)
    window.go("reception")
    studio.take("hall-reception", window)
    window.back()
    view = ClosingView(window._code, save=str, printed=str, parent=window)  # noqa: SLF001
    view.resize(1180, 656)
    studio.take_shown("hall-closing", view)
    content = hall_room.carry_home(evening)
    window.idle.stop()
    window.desk.close()
    hall_room.remove(evening)
    window.hide()
    window.deleteLater()
    return content


def _entrance(studio: Studio, file: str) -> None:
    way = WayIn(studio.room / "none", clock=studio.clock)
    way.frame.show()
    way.ask_hall()
    panel: Any = way.frame.panels.currentWidget()
    assert isinstance(panel, AtTheHall)
    panel.file.text.setText(file.rpartition("/")[2])
    studio.take("hall-entrance", way.frame)
    way.give_up()
    way.take_down()


def _receive(hall: "Hall") -> None:
    with hall.read() as db:
        awaited = [one.id for one in rosters.listing(db, hall.meeting_id)][:2]
    note: Any = {"at": hall.now(), "by": hall.operator_id}
    for line in awaited:
        with hall.change() as db:
            arrivals.arrive(db, hall.meeting_id, line, way=Way.NAME, **note)
    with hall.change() as db:
        door.walk_in(db, hall.meeting_id, name_kana=_WALK_IN, **note)
