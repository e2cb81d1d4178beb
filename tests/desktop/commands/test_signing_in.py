"""At the command line a passphrase of one's own says who acts, and nobody acts as another."""

import pytest

from resources import keys
from resources.database import Office
from sessions import second_person, staff
from tests.conftest import CHEAP
from tests.town import NOW

OWN = "朝焼けの山 2026"


@pytest.fixture
def office(call, template):
    opened = Office.open(call.folder, template[1])
    yield opened
    opened.close()


@pytest.fixture
def colleagues(office):
    """The administrator who founds the office, and a clerk with a passphrase of their own."""
    with office.change() as db:
        first = staff.listing(db)[0].id
        clerk = staff.enrol(db, "宮下　誠", at=NOW, by=first)
    keys.set_own(office.folder, clerk, OWN, data_key=office.data_key, stretching=CHEAP)
    return first, clerk


def test_ones_own_passphrase_is_who_acts(call, office, colleagues, monkeypatch):
    monkeypatch.setenv("INAKURASHI_PASSPHRASE", OWN)
    assert "does not allow" in call.refused("backup")
    assert "Nobody at the desk is called" in call.refused("--as", "唐澤　みどり", "people", "list")
    call("--as", "宮下　誠", "people", "list")


def test_the_offices_passphrase_is_not_for_who_has_their_own(call, colleagues):
    assert "own" in call.refused("--as", "宮下　誠", "people", "list")
    call("--as", "唐澤　みどり", "people", "list")


def test_an_office_that_stands_is_set_aside_only_when_two_agree(
    call, office, colleagues, tmp_path, monkeypatch
):
    first, clerk = colleagues
    copy = call("backup", "--to", tmp_path / "stick")["file"]
    with office.change() as db:
        staff.make_administrator(db, clerk, at=NOW, by=first)
    assert "second person" in call.refused("--as", "唐澤　みどり", "restore", copy)
    name = copy.rpartition("/")[2]
    wanted = {"act": "backup.restore", "subject": name}
    with office.change() as db:
        request = second_person.request(
            db, second_person.grant, wanted, about="もどす", why="こわれた", at=NOW, by=first
        )
        second_person.approve(db, request, at=NOW, by=clerk)
    office.close()
    assert call("--as", "唐澤　みどり", "restore", copy)["kept"]


def test_who_may_not_restore_is_refused(call, office, colleagues, tmp_path, monkeypatch):
    copy = call("backup", "--to", tmp_path / "stick")["file"]
    monkeypatch.setenv("INAKURASHI_PASSPHRASE", OWN)
    assert "does not allow" in call.refused("restore", copy)
