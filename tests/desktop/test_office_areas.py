"""事務所 › 地区・区・常会 and 同意文: what a clerk presses is what the office knows afterwards."""

from datetime import date

import pytest

from sessions import area_answers, areas, consent_texts, consents, office, people
from sessions.consents import Given
from sessions.person_entry import PersonDetails
from tests.desktop.start_town import *  # noqa: F403 -- fixtures
from tests.desktop.test_office import desk, page, press, section  # noqa: F401 -- fixtures
from tests.town import NOW


@pytest.fixture
def tree(qtbot, page, desk):  # noqa: F811 -- the fixtures of the page
    for name, district in (("一　人", "西箕輪"), ("二　人", "三義"), ("三　人", "おおがや")):
        desk.change(people.enrol, PersonDetails(name, district=district), at=NOW, by=desk.staff_id)
    part = section(page, "areas")

    def point(name):
        return part.table.point_at(named(desk, name).id)

    return part, point


def named(desk, name):  # noqa: F811
    return next(one for one in desk.read(areas.tree).all if one.name == name)


def test_areas_are_added_renamed_and_counted(qtbot, page, desk, tree):  # noqa: F811
    part, point = tree
    point("西箕輪")
    assert part.table.current().people == 1
    part.name.setText("大萱")
    press(qtbot, part.add)
    assert named(desk, "大萱").path == ("西箕輪", "大萱")
    point("西箕輪")
    part.name.setText("にしみのわ")
    press(qtbot, part.rename)
    found = named(desk, "にしみのわ")
    assert found.aliases == ("西箕輪",)
    assert "にしみのわ" in desk.read(office.get).details.districts
    point("大萱")
    part.where.set_value(named(desk, "西春近").id)
    press(qtbot, part.below_it)
    assert named(desk, "大萱").path == ("西春近", "大萱")
    point("伊那市")
    part.name.setText("伊那")
    press(qtbot, part.add)
    assert "office" in page.frame.told


def test_areas_are_put_in_order_brought_together_and_out_of_use(qtbot, page, desk, tree):  # noqa: F811
    part, point = tree
    point("長谷")
    press(qtbot, part.up)
    assert desk.read(office.get).details.districts[-2:] == ("長谷", "高遠町")
    press(qtbot, part.retire)
    assert "長谷" not in desk.read(office.get).details.districts
    page.frame.undo()
    assert "長谷" in desk.read(office.get).details.districts
    point("長谷")
    part.where.set_value(named(desk, "高遠町").id)
    press(qtbot, part.merge)
    assert desk.read(areas.tree).meant("長谷").name == "高遠町"


def test_further_names_are_added_and_taken_away(qtbot, desk, tree):  # noqa: F811
    part, point = tree
    point("東春近")
    part.alias.setText("東春")
    press(qtbot, part.call)
    assert named(desk, "東春近").aliases == ("東春",)
    point("東春近")
    press(qtbot, part.forget)
    assert named(desk, "東春近").aliases == ()


def test_texts_of_lists_are_asked_about_and_answered_for_good(qtbot, desk, tree):  # noqa: F811
    part, _point = tree
    assert [one.text for one in part.texts.shown()] == ["おおがや", "三義"]
    part.texts.point_at("三義")
    assert part.answer_area.value() == named(desk, "高遠町").id  # what it means is offered
    part.texts.point_at("おおがや")
    part.answer_area.set_value(named(desk, "西箕輪").id)
    press(qtbot, part.answer)
    assert [one.text for one in desk.read(area_answers.unplaced)] == ["三義"]
    assert named(desk, "西箕輪").aliases == ("おおがや",)


def test_texts_of_consents_are_written_used_and_followed(qtbot, page, desk):  # noqa: F811
    part = section(page, "consents")
    part.purpose.set_text("写真と氏名の掲載")
    assert part.wording.toPlainText().startswith("私は、活動中に")  # the example is a beginning
    part.day.set_day(date(2026, 4, 1))
    press(qtbot, part.write)
    (one,) = desk.read(consent_texts.listing)
    part.table.point_at(one.id)
    part.wording.setPlainText("写真を載せます。")
    press(qtbot, part.correct)
    (one,) = desk.read(consent_texts.listing)
    assert (one.wording, one.effective_from) == ("写真を載せます。", date(2026, 4, 1))
    person = desk.change(people.enrol, PersonDetails("一　人"), at=NOW, by=desk.staff_id)
    given = Given(one.id, date(2026, 5, 1))
    desk.change(consents.give, person, given, at=NOW, by=desk.staff_id)
    part.table.point_at(one.id)
    assert not part.correct.isEnabled()
    assert "新しい版" in part.used.text()
    part.day.line.setText("")
    press(qtbot, part.write)
    assert part.day.error
    part.day.set_day(date(2026, 5, 10))
    press(qtbot, part.write)
    assert [each.number for each in desk.read(consent_texts.listing)] == [2, 1]
    press(qtbot, part.retire)
    page.frame.undo()
    assert all(each.active for each in desk.read(consent_texts.listing))
