"""The form about a person: the ward below a district, and a name that changed by marriage."""

import pytest

from sessions import area_editing, area_residents, areas, drafts, former_names, people
from sessions.person_entry import PersonDetails
from sessions.person_tables import FormerKind
from tests.desktop.gathering_town import WHO, standing

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def house(office, qtbot):
    with standing(office, qtbot) as (desk, window):
        parent = desk.read(areas.tree).meant("西箕輪").id
        ward = desk.change(area_editing.add, "大萱", parent_id=parent, **WHO)
        yield desk, window, ward


def test_the_ward_is_offered_below_its_district_and_kept(house):
    desk, window, ward = house
    window.go("person_form")
    page = window.shown
    page.form.name.setText("北原　幸子")
    assert page.form.ward.isHidden()
    page.form.district.set_text("西箕輪")
    assert not page.form.ward.isHidden()
    page.form.ward.set_value(ward)
    page.save()
    person = window.shown.subject
    assert desk.read(area_residents.of, [person])[person].words == "西箕輪 › 大萱"
    window.go("person_form", person)
    page = window.shown
    assert page.form.ward.value() == ward
    page.form.district.set_text("手良")
    assert page.form.ward.value() == ""
    page.save()
    assert desk.read(area_residents.of, [person])[person].words == "手良"


@pytest.mark.parametrize(
    ("why", "kept"),
    [("surname", FormerKind.SURNAME), ("changed", FormerKind.CHANGED), ("slip", None)],
)
def test_the_old_name_is_kept_when_it_was_no_slip(house, why, kept):
    desk, window, _ward = house
    person = desk.change(people.enrol, PersonDetails("北原　幸子", "きたはら　さちこ"), **WHO)
    window.go("person_form", person)
    page = window.shown
    assert page.form.renaming.isHidden()
    page.form.name.setText("春日　幸子")
    assert not page.form.renaming.isHidden()
    page.form.renaming.why.set_value(why)
    page.form.renaming.follow("春日　幸子")
    page.form.renaming.day.line.setText("R8.4.29")
    page.form.renaming.day.read()
    page.save()
    found = desk.read(former_names.of, person)
    assert [(one.name, one.kind) for one in found] == ([("北原　幸子", kept)] if kept else [])
    assert desk.read(people.get, person).name == "春日　幸子"


def test_what_was_chosen_is_half_written_like_everything_else(house):
    desk, window, ward = house
    person = desk.change(people.enrol, PersonDetails("北原　幸子", district="西箕輪"), **WHO)
    window.go("person_form", person)
    page = window.shown
    page.form.name.setText("春日　幸子")
    page.form.renaming.why.set_value("surname")
    page.form.ward.set_value(ward)
    page.keep()
    assert desk.read(drafts.find, "person", person, by=desk.staff_id) is not None
    window.go("people")
    window.go("person_form", person)
    assert page.form.renaming.words()[0] == "surname"
    assert page.form.ward.value() == ward
