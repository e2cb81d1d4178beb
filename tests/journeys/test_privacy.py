"""After an evening nothing personal lies anywhere but in the encrypted store."""

import tempfile

import pytest
from PySide6.QtCore import Qt

from desktop import failures
from tests.desktop.gathering_town import PEOPLE
from tests.journeys import evening
from tests.journeys.doorway import PREEDIT, Doorway, foreign_card
from tests.journeys.town import settle

NAME, KANA, PHONE = "鸞鳳谷　燦之輔", "らんぽうだに　さんのすけ", "0265-98-7531"
CANARY = (NAME, KANA, "無紗志町", PHONE)
ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "shift_jis", "euc_jp")


@pytest.fixture
def rooms(tmp_path, monkeypatch):
    """Let every temporary file of the program lie where this journey can see it."""
    place = tmp_path / "temporary"
    place.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(place))
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    return tmp_path


@pytest.fixture
def town(folder, template):
    return settle(folder, template[1], residents=(CANARY, *PEOPLE[:6]))


def traces(words):
    """Return `words`, whole and in parts, as bytes of every encoding that can write them."""
    found = set()
    for word in words:
        for part in {word, *word.split("　"), word.replace("　", ""), word.replace("-", "")}:
            for encoding in ENCODINGS:
                try:
                    found.add(part.encode(encoding))
                except UnicodeEncodeError:
                    continue
    return found


def files_with(room, wanted, besides=()):
    """Return the files below `room` in whose bytes one of `wanted` stands."""
    return [
        path
        for path in room.rglob("*")
        if path.is_file()
        and not any(path.is_relative_to(other) for other in besides)
        and any(trace in path.read_bytes() for trace in wanted)
    ]


def test_no_name_leaves_the_store_unasked(clerk, town, rooms, monkeypatch):
    wanted = traces((*CANARY, *town.codes))
    control = rooms / "control.txt"
    control.write_text(f"{NAME}\n", "utf-16-le")
    assert files_with(rooms, wanted) == [control]
    control.unlink()

    clerk.sign_in()
    clerk.write(clerk.window.top.search, "らんぽう")
    clerk.key(Qt.Key.Key_Return)
    clerk.wait_for("people")
    clerk.key(Qt.Key.Key_Escape)
    clerk.go("today")
    clerk.press(clerk.page.gatherings.primary)
    page = clerk.wait_for("meeting")
    preview = evening.see(clerk, page, "tags")
    evening.print_all(clerk, preview)
    clerk.window.back()
    clerk.press(clerk.wait_for("meeting").head.primary)
    door = Doorway(clerk)
    assert door.scan(town.codes[0], PREEDIT, searching=True) == ("received", town.lines[0])
    assert door.show(foreign_card(f"{NAME} {PHONE}"))[0] == "ask"
    door.wait_for_nobody()
    assert door.by_name("たかはし") == ("received", town.lines[1])
    door.wait_for_nobody()

    def fail(*_told, **_facts):
        message = f"{NAME} {town.codes[0]}"
        raise ValueError(message)

    with monkeypatch.context() as broken:
        broken.setattr(door.page.book, "scan", fail)
        assert door.scan(town.codes[2])[0] == "ask"
    reports = [*clerk.folder.rglob(f"{failures.FOLDER}/*.txt")]
    assert len(reports) == 1
    door.wait_for_nobody()
    clerk.key(Qt.Key.Key_F11)
    page = clerk.wait_for("meeting")
    evening.see(clerk, page, "certificates")

    # While the window is open, the write-ahead log beside the file included.
    printed = clerk.printer.folder
    assert files_with(rooms, wanted, besides=[printed]) == []
    stick = rooms / "stick"
    stick.mkdir()

    def take(dialog):
        with clerk.file(stick):
            clerk.press(dialog.box.choose)
        clerk.press(dialog.take)

    with clerk.answering(take):
        clerk.window.close()
    clerk.leave()

    assert [*stick.glob("*.inabackup")]
    assert files_with(rooms, wanted, besides=[printed]) == []
    reports[0].unlink()


def test_a_pdf_is_written_only_where_somebody_wants_it(clerk, town, rooms):
    clerk.sign_in()
    clerk.press(clerk.page.gatherings.primary)
    preview = evening.see(clerk, clerk.wait_for("meeting"), "sign_in")
    before = set(rooms.rglob("*.pdf"))
    with clerk.file(rooms / "mine.pdf"):
        clerk.press(preview.choices.pdf)
    assert set(rooms.rglob("*.pdf")) - before == {rooms / "mine.pdf"}
    assert (rooms / "mine.pdf").read_bytes() == preview.drawn.pdf
    clerk.go("today")
    clerk.key(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    clerk.wait(lambda: clerk.window is None)
    from desktop import print_tray

    assert print_tray._tray == {}
