"""One whole session of taking pictures: every page and paper, in both sizes of letters."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QApplication

from desktop import assembly
from desktop.pictures import manual, session
from desktop.pictures.studio import FULL, LETTERS, away_from_home
from desktop.style import tokens
from desktop.style.scale import scale
from resources import settings
from tests.house.tree import ROOT

PAPERS = (
    "sign-in-sheet", "name-tags", "cards", "blank-cards", "agenda", "attendance-list",
    "certificates", "notice", "test-page", "recovery-sheet",
)  # fmt: skip

pytestmark = pytest.mark.timeout(1200)  # the first test pays for all of the pictures


@pytest.fixture(scope="module")
def taken(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pictures")
    (folder / "07-of-an-earlier-session-100.png").write_bytes(b"old")
    yield session.take(folder)
    scale.set_factor(1.0)
    QApplication.closeAllWindows()
    QCoreApplication.sendPostedEvents()


def files(taken):
    return {file: QImage(str(taken.index.parent / file)) for _name, file in taken.named}


def test_nothing_goes_wrong_and_nothing_is_left_out(taken):
    assert taken.troubles == []
    assert taken.missing == []
    assert QGuiApplication.platformName() == "offscreen"


def test_every_page_of_the_house_is_pictured(taken):
    names = {name for name, _file in taken.named}
    for page in assembly.PAGES:
        begin = page.replace("_", "-")
        assert any(name.startswith(begin) for name in names), page


def test_every_picture_of_the_window_is_there_in_both_sizes(taken):
    for name, file in taken.named:
        if not name.startswith("paper") and "-below" not in name:
            for suffix in LETTERS.values():
                other = f"{file.rsplit('-', 1)[0]}-{suffix}.png"
                assert (taken.index.parent / other).is_file(), other


def test_every_paper_is_pictured(taken):
    names = {name for name, _file in taken.named}
    for paper in PAPERS:
        assert any(name.startswith(f"paper-{paper}") for name in names), paper


def test_pictures_are_numbered_as_they_come_without_gaps(taken):
    numbers = sorted({int(file.split("-")[0]) for _name, file in taken.named})
    assert numbers[0] == 1
    assert all(after - before == 1 for before, after in pairwise(numbers))


def test_no_picture_is_empty(taken):
    for file, picture in files(taken).items():
        assert not picture.isNull(), file
        seen = {
            picture.pixel(x, y)
            for x in range(0, picture.width(), 7)
            for y in range(0, picture.height(), 7)
        }
        assert len(seen) >= 3, f"{file} shows nothing"


def test_windows_are_pictured_at_the_size_of_the_design(taken):
    whole = ("today", "people", "meetings", "office", "print", "person-form")
    pictures = files(taken)
    for name, file in taken.named:
        size = (pictures[file].width(), pictures[file].height())
        if name in whole:
            assert size == tokens.WINDOW, file
        if name.startswith("reception-"):
            assert size == FULL, file


def test_the_contact_sheet_shows_them_all_and_old_ones_are_gone(taken):
    text = taken.index.read_text("utf-8")
    assert [file for _name, file in taken.named if f'src="{file}"' not in text] == []
    kept = {file.name for file in taken.index.parent.glob("*.png")}
    assert kept == {file for _name, file in taken.named}


def test_the_manual_asks_only_for_pictures_that_are_taken(taken):
    names = {name for name, _file in taken.named}
    wanted = manual.named(ROOT / "resources" / "manual")
    assert {name.removesuffix(manual.SMALL) for name in wanted} <= names


def test_this_machines_settings_are_neither_read_nor_changed(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    settings.change(text_scale=1.25, printer="事務所")
    mine = settings.default_path().read_bytes()
    with away_from_home() as room:
        assert settings.load() == settings.Settings()
        settings.change(printer="絵")
        assert settings.default_path().is_relative_to(room)
    assert settings.default_path().read_bytes() == mine
    assert not room.exists()


def test_a_picture_of_the_manual_is_kept_small(tmp_path):
    wide = QImage(1366, 768, QImage.Format.Format_RGB32)
    wide.fill(0xFFF6F4EF)
    assert manual.small(wide).width() == manual.WIDTH
    manual.keep(manual.small(wide, manual.SMALL_WIDTH), tmp_path / "one.png")
    kept = QImage(str(tmp_path / "one.png"))
    assert kept.width() == manual.SMALL_WIDTH
    assert (tmp_path / "one.png").stat().st_size <= manual.LARGEST
