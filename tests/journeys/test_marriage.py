"""A couple becomes a household, one changes her name, and is found by the old one all the same."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from resources.database import Office
from sessions import addressees, mailing_lists, people, surroundings
from sessions.households import Kinship
from sessions.person_entry import PersonDetails
from sessions.person_tables import FormerKind
from tests.town import NOW, STAFF

WHO = {"at": NOW, "by": STAFF}
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def couple(folder, template):
    office = Office.open(folder, template[1])
    with office.change() as db:
        ids = [
            people.enrol(
                db, PersonDetails(name, kana, zip="396-0621", address=address, district="富県"),
                **WHO,
            )
            for name, kana, address in (
                ("春日　守", "かすが　まもる", "伊那市富県2385番地8"),
                ("北原　幸子", "きたはら　さちこ", "伊那市富県10番地"),
            )
        ]  # fmt: skip
    office.close()
    return ids


def find(clerk, letters, person):
    page = clerk.go("people")
    clerk.write(page.list.field, letters)
    clerk.find_row(page.list.table, lambda row: row.id == person)
    clerk.key(Qt.Key.Key_Return)
    return clerk.wait_for("person")


def test_two_people_marry(clerk, couple):
    husband, wife = couple
    clerk.sign_in()
    page = find(clerk, "かすが", husband)

    def wed(dialog):
        clerk.write(dialog.search, "きたはら")
        clerk.wait(lambda: dialog.table.current() is not None)
        clerk.write(dialog.day.line, "R8.4.29")
        clerk.press(dialog.address)
        clerk.press(dialog.go)

    with clerk.answering(wed):
        clerk.press(page.around.buttons["join"])
    home = clerk.desk.read(surroundings.read, husband).home
    assert [(one.person_id, one.kinship, one.from_on) for one in home.members] == [
        (husband, Kinship.HEAD, date(2026, 4, 29)), (wife, Kinship.SPOUSE, date(2026, 4, 29)),
    ]  # fmt: skip

    page = find(clerk, "きたはら", wife)
    assert page.whole.around.home == home
    clerk.press(page.card.edit)
    form = clerk.wait_for("person_form").form
    clerk.write(form.name, "春日　幸子")
    clerk.write(form.kana, "かすが　さちこ")
    surname = form.renaming.why.ring("surname")
    clerk.press(surname)
    clerk.write(form.renaming.day.line, "R8.4.29")
    clerk.press(clerk.page.register)
    clerk.wait_for("person")

    (one,) = clerk.desk.read(surroundings.read, wife).former
    assert (one.name, one.kana, one.kind, one.until_on) == (
        "北原　幸子", "きたはら　さちこ", FormerKind.SURNAME, date(2026, 4, 29),
    )  # fmt: skip
    for letters in ("きたはら", "北原幸子", "かすが　さちこ"):
        page = find(clerk, letters, wife)
        assert page.heading() == "春日 幸子 さん"
    refs = [mailing_lists.person(one) for one in (wife, husband)]
    (letter,) = clerk.desk.read(addressees.gather, refs, together=True).ready
    assert [each.name for each in letter.people] == ["春日　守", "春日　幸子"]
