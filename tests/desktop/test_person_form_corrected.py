"""A correction in the form: nothing else moves, two desks are asked, every window is wide enough."""

import pytest
from PySide6.QtCore import QCoreApplication

from desktop.style.scale import scale
from sessions import people
from sessions.person_entry import PersonDetails
from tests.desktop.gathering_town import WHO, answer
from tests.desktop.test_person import HATSUE
from tests.desktop.test_person_form import house, new

__all__ = ["house", "new"]

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def correcting(house):
    desk, window = house
    person = desk.change(people.enrol, HATSUE, **WHO)
    window.go("person_form", person)
    return desk, window, window.shown, person


def test_a_correction_keeps_everything_else(correcting):
    desk, window, page, person = correcting
    assert page.heading() == "髙橋 ハツヱ さんを 直す"
    page.form.address.setText("伊那市高遠町1番地")
    page.register.click()
    view = desk.read(people.get, person)
    from dataclasses import replace

    wanted = replace(HATSUE, address="伊那市高遠町1番地", name=HATSUE.name)
    assert people.details(view) == wanted
    assert window.shown.name == "person"


def test_saving_without_a_change_changes_nothing(correcting):
    desk, _window, page, person = correcting
    page.register.click()
    assert desk.read(people.get, person).version == 1


def test_letters_of_a_date_nobody_could_read_may_stay(house):
    desk, window = house
    entered = PersonDetails("有賀　武", "ありが　たけし", birth_written="昭和64年13月")
    person = desk.change(people.enrol, entered, **WHO)
    window.go("person_form", person)
    page = window.shown
    page.form.address.setText("美篶")
    page.register.click()
    view = desk.read(people.get, person)
    assert (view.birth_written, view.address) == ("昭和64年13月", "美篶")


def test_two_desks_are_asked_field_by_field(correcting):
    desk, _window, page, person = correcting
    from dataclasses import replace

    desk.change(
        people.correct, person, replace(HATSUE, district="長谷", note="朝がよい"), version=1, **WHO
    )
    page.form.alias.setText("ハッちゃん")
    page.form.memo.setPlainText("昼がよい")

    def choose(dialog):
        assert set(dialog.choices) == {"alias", "district", "note"}
        assert dialog.choices["alias"].value() == "mine"
        assert dialog.choices["district"].value() == "theirs"
        assert dialog.choices["note"].value() == "mine"
        dialog.choices["note"].set_value("theirs")
        dialog.go.click()

    answer(choose)
    page.register.click()
    view = desk.read(people.get, person)
    assert (view.alias, view.district, view.note) == ("ハッちゃん", "長谷", "朝がよい")
    assert view.version == 3


def test_leaving_the_question_of_two_desks_keeps_what_was_typed(correcting):
    desk, window, page, person = correcting
    from dataclasses import replace

    desk.change(people.correct, person, replace(HATSUE, district="長谷"), version=1, **WHO)
    page.form.alias.setText("ハッちゃん")
    answer(lambda dialog: dialog.reject())
    page.register.click()
    assert window.shown is page
    assert page.form.alias.text() == "ハッちゃん"
    assert desk.read(people.get, person).version == 2


@pytest.mark.parametrize("factor", [1.0, 1.25, 1.5])
@pytest.mark.parametrize("size", [(1366, 696), (1024, 600)])
def test_the_form_fits_every_window(new, factor, size):
    _desk, window, page = new
    scale.set_factor(factor)
    window.resize(*size)
    QCoreApplication.processEvents()
    assert page.area.horizontalScrollBar().maximum() == 0
    assert page.area.widget().width() <= page.area.viewport().width()
    assert page.bar.minimumSizeHint().width() <= page.width()
