"""A machine of its own for the tests of starting: settings, folder, and an office in it."""

import shutil

import pytest

from desktop.assembly import House
from resources import settings
from resources.database import Office
from sessions import bodies, staff
from tests.town import NOW, PASSPHRASE

__all__ = ["folder", "house", "machine"]
MIDORI = "唐澤　みどり"


@pytest.fixture(autouse=True)
def machine(monkeypatch, tmp_path):
    """Settings that belong to this test alone."""
    path = tmp_path / "config" / "settings.toml"
    monkeypatch.setattr(settings, "default_path", lambda: path)
    return path


@pytest.fixture
def folder(template, tmp_path):
    """A closed office with one person at the desk."""
    place = tmp_path / "office"
    shutil.copytree(template[0], place)
    office = Office.open(place, template[1])
    with office.change() as db:
        me = staff.enrol(db, MIDORI, kana="からさわ　みどり", at=NOW)
        bodies.seed(db, at=NOW, by=me)
    office.close()
    return place


def second(folder, data_key, name="宮下　誠"):
    """Put one more person at the desk of the closed office in `folder`."""
    office = Office.open(folder, data_key)
    with office.change() as db:
        me = staff.listing(db)[0].id
        made = staff.enrol(db, name, at=NOW, by=me)
    office.close()
    return made


@pytest.fixture
def house(qtbot, folder):
    """The house in front of its closed door."""
    made = House(folder, clock=lambda: NOW)
    yield made
    made.leave()


def sign_in(qtbot, house, passphrase=PASSPHRASE):
    """Open the door of `house` with the keys, and return the window."""
    from PySide6.QtCore import Qt

    house.open()
    panel = house.way_in.frame.panels.currentWidget()
    panel.passphrase.insert(passphrase)
    qtbot.keyClick(panel.passphrase, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: house.window is not None, timeout=20_000)
    return house.window
