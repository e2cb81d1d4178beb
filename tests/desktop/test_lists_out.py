"""Lists taken out, letters of other offices replaced, postcodes completed: as the clerk does it."""

import openpyxl
import pytest

from desktop.dialogs.export_list import ExportList
from desktop.pages.private_letters import drawn
from resources import journal
from sessions import people
from sessions.person_entry import PersonDetails
from tests.desktop.gathering_town import WHO, enrol, standing

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def house(office, qtbot):
    with standing(office, qtbot) as (desk, window):
        yield desk, window


@pytest.fixture
def dialog(house, qtbot, tmp_path):
    desk, window = house
    made = ExportList(
        desk, enrol(desk), where=lambda _w, name, _form: str(tmp_path / name), parent=window
    )
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_list_is_written_with_its_purpose_and_names_nobody_in_its_file_name(dialog, tmp_path):
    dialog.enter()
    assert dialog.saved is None
    assert "何のため" in dialog.purpose_field.error
    dialog.purpose.setText("参加者への連絡")
    dialog.enter()
    assert dialog.saved == tmp_path / "名簿の写し.xlsx"
    rows = list(openpyxl.load_workbook(dialog.saved).active.iter_rows(values_only=True))
    assert rows[0] == ("名前", "ふりがな", "地区", "電話")
    assert len(rows) == 19
    line = dialog.desk.read(journal.recent, 1)[0]
    assert (line.act, line.after["purpose"]) == ("export", "参加者への連絡")


def test_letters_that_would_be_lost_are_told_before(dialog):
    assert dialog.said.text == ""
    dialog.form.set_value("cp932")
    dialog.form.chosen.emit("cp932")
    assert "𠮷" in dialog.said.text
    assert "Nguyễn" not in dialog.said.text
    dialog.said.message.button.click()
    assert (dialog.form.value(), dialog.said.text) == ("xlsx", "")


def test_a_folder_that_takes_nothing_is_told_and_the_dialog_stays(dialog, tmp_path):
    (tmp_path / "名簿の写し.xlsx").mkdir()
    dialog.purpose.setText("参加者への連絡")
    dialog.enter()
    assert dialog.saved is None
    assert "ファイルを書けません" in dialog.said.text


def test_the_register_offers_to_take_out_whom_it_shows(house):
    desk, window = house
    enrol(desk)
    window.go("people")
    assert window.shown.take_out.isVisible()


def test_a_letter_of_another_office_is_replaced_on_its_page(house):
    desk, window = house
    who = desk.change(people.enrol, PersonDetails("\ue000橋　ハツ", kana="たかはし　はつ"), **WHO)
    window.go("intake")
    assert "1か所" in window.shown.shapeless.text
    window.go("private_letters")
    page = window.shown
    assert [one.code for one in page.table.shown()] == ["U+E000"]
    assert drawn(page.table.shown()[0].name) == "〓橋　ハツ"
    page.primary.click()
    assert "字が入っていません" in page.said.text
    page.line.setText("髙")
    page.primary.click()
    assert desk.read(people.get, who).name == "髙橋　ハツ"
    assert page.empty.isVisible()
    window.go("intake")
    assert window.shown.shapeless.text == ""


def test_postcode_and_address_complete_one_another(house):
    _desk, window = house
    window.go("person_form", "new")
    form = window.shown.form
    form.zip.setText("396-0111")
    form.zip.editingFinished.emit()
    assert form.address.text() == "伊那市美篶"
    form.address.setText("伊那市長谷黒河内1")
    form.zip.editingFinished.emit()
    assert form.address.text() == "伊那市長谷黒河内1"
    assert "美篶" in form.fields["zip"]._hint
    form.zip.clear()
    form.address.editingFinished.emit()
    assert form.zip.text() == "396-0403"
