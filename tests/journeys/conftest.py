"""What a journey needs: a machine of its own, an office, and a clerk."""

import shutil

import pytest

from desktop import failures
from desktop.style.scale import scale
from resources import settings
from resources.database import Office
from sessions import bodies, staff
from tests.desktop.conftest import pytest_runtest_teardown  # noqa: F401 - the hook of both
from tests.journeys.clerk import Clerk
from tests.journeys.machine import Camera, Clock, Printer, stand_in_for_eyes_and_clock
from tests.town import NOW

MIDORI = "唐澤　みどり"


@pytest.fixture(autouse=True)
def machine(monkeypatch, tmp_path):
    """Settings and folders that belong to this journey alone."""
    home = tmp_path / "home"
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(home / name.lower()))
    monkeypatch.setattr(settings, "default_path", lambda: home / "settings.toml")
    yield home
    reports = [*tmp_path.rglob(f"{failures.FOLDER}/*.txt")]
    assert not reports, reports[0].read_text("utf-8")
    scale.set_factor(1.0)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def camera(qapp):
    return Camera()


@pytest.fixture
def printer(monkeypatch, tmp_path):
    found = Printer(tmp_path / "printed")
    found.stand_in(monkeypatch)
    return found


@pytest.fixture
def folder(template, tmp_path):
    """A closed office with its bodies and one person at the desk."""
    place = tmp_path / "office"
    shutil.copytree(template[0], place)
    office = Office.open(place, template[1])
    with office.change() as db:
        me = staff.enrol(db, MIDORI, kana="からさわ　みどり", at=NOW)
        bodies.seed(db, at=NOW, by=me)
    office.close()
    return place


@pytest.fixture
def clerk(qtbot, folder, clock, camera, printer, monkeypatch):
    """Somebody before the closed door of the office, with a printer and a camera."""
    stand_in_for_eyes_and_clock(monkeypatch, clock, camera)
    somebody = Clerk(qtbot, folder, clock)
    somebody.printer, somebody.camera = printer, camera
    yield somebody
    somebody.leave()


def pytest_collection_modifyitems(items):
    """Without a graphics card Qt says that it turns frames into pictures by itself."""
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker(pytest.mark.qt_log_ignore("QRhi", "Couldn't (load|resolve)"))
