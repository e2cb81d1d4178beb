"""Pictures of what is asked in between: about meetings, about people, and when something fails."""

from dataclasses import replace
from datetime import time
from pathlib import Path
from typing import Any

from desktop.pictures.studio import Studio
from desktop.town import evenings
from resources.calendar import day_of
from resources.refusals import Refusal
from sessions import finding, people, rosters

_SECTIONS = ("facts", "keys", "machine", "lists", "bodies", "deeds", "about")
"""Sections of the office that no other scene shows."""


def pictures(studio: Studio, meetings: dict[int, str]) -> None:
    """Take every part of a meeting, its dialogs, those about people, and the office's sections."""
    _parts(studio, meetings)
    _of_meetings(studio, meetings[evenings.TODAY + 1])
    _of_people(studio)
    page: Any = studio.go("office")
    for section in _SECTIONS:
        page.show_section(section)
        studio.take_page(f"office-{section}", page)
    page.show_section("facts")


def _parts(studio: Studio, meetings: dict[int, str]) -> None:
    for part, number in (
        ("agenda", evenings.TODAY),
        ("attendance", evenings.PAST),
        ("papers", evenings.TODAY),
        ("notices", evenings.SNOWED),
    ):
        page = studio.go("meeting", f"{meetings[number]}/{part}")
        studio.take_page(f"meeting-{part}", page)


def _of_meetings(studio: Studio, meeting_id: str) -> None:
    from desktop.dialogs.applications import Applications
    from desktop.dialogs.expect_people import ExpectPeople
    from desktop.dialogs.guest import GuestForm
    from desktop.dialogs.postpone import Postpone
    from desktop.dialogs.proxy import Proxy
    from desktop.dialogs.reason import Reason
    from desktop.dialogs.recognising import by_name
    from desktop.dialogs.who_is_it import WhoIsIt

    desk, window = studio.desk, studio.window
    there = {line.person_id for line in desk.read(rosters.listing, meeting_id) if line.person_id}
    expect = ExpectPeople(desk, there, window)
    expect.search.setText("たか")
    today = day_of(studio.clock())
    for name, dialog in (
        ("expect-people", expect),
        ("guest", GuestForm(("手良", "美篶"), window)),
        ("proxy", Proxy("髙橋　ハツヱ", parent=window)),
        ("applications", Applications(desk, meeting_id, window)),
        (
            "postpone",
            Postpone(
                "この会議を 延期しますか", "", act="延期する", today=lambda: today,
                begins=time(13, 30), ends=time(15, 30), usual=("大雪の予報のため",), parent=window,
            ),
        ),
        (
            "reason",
            Reason("この会議を 中止しますか", "", act="中止する", usual=("大雪の予報のため",),
                   danger=True, parent=window),
        ),
        (
            "who-is-it",
            WhoIsIt(
                "", "たかはし　はつえ", (("地区", "美篶"),), by_name(desk, "たかはし　は"),
                find=lambda text: by_name(desk, text), walk_in=True, parent=window,
            ),
        ),
    ):  # fmt: skip
        studio.take_shown(name, dialog)


def _of_people(studio: Studio) -> None:
    from desktop.dialogs.clashes import Clash, Clashes
    from desktop.dialogs.recovery_key import RecoveryKey
    from desktop.dialogs.trouble import bug_dialog, refusal_dialog
    from desktop.dialogs.two_versions import TwoVersions

    desk, window = studio.desk, studio.window
    found = desk.read(finding.find, "たかはし", limit=1)[0].person
    base = people.details(desk.read(people.get, found.id))
    mine = replace(base, note="夕方に つながりやすい", district="高遠町")
    theirs = replace(base, note="朝に つながりやすい", address="伊那市高遠町1234番地5")
    refusal = Refusal("この控えは 壊れています。", "ほかの控えを えらんでください。")
    for name, dialog in (
        ("two-versions", TwoVersions(base, mine, theirs, window)),
        ("clashes", Clashes((Clash("cadence", "開く回数", "月1回", "年3回"),), window)),
        ("recovery-key-asked", RecoveryKey("消去を 承認します。", window)),
        ("refusal", refusal_dialog(refusal, window)),
        ("trouble", bug_dialog(Path("D:/inakurashi/reports/20270304-132100.txt"), window)),
    ):
        studio.take_shown(name, dialog)
