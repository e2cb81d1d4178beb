"""The tree of areas: edited, with older names kept, and people at the lowest level known."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy.orm import Session

from resources import journal
from resources.refusals import Refusal
from sessions import area_answers, area_editing, area_residents, areas, finding, office, people
from sessions.area_tables import Level
from sessions.person_entry import PersonDetails
from tests.town import NOW, STAFF

WHO = {"at": NOW, "by": STAFF}


def ids(db: Session) -> dict[str, str]:
    return {one.name: one.id for one in areas.tree(db).all}


def add(db: Session, *names: str) -> str:
    """Add areas below each other, beginning with a district that is there; return the last."""
    here = ids(db)[names[0]]
    for name in names[1:]:
        here = area_editing.add(db, name, parent_id=here, **WHO)
    return here


def version(db: Session, area: str) -> int:
    return areas.tree(db).get(area).version


def enrol(db: Session, district: str, name: str = "髙橋　ハツヱ") -> str:
    return people.enrol(db, PersonDetails(name, district=district), **WHO)


def text(db: Session, person: str) -> str:
    return people.get(db, person).district


def test_an_office_begins_with_the_city_and_its_thirteen_districts(db: Session) -> None:
    tree = areas.tree(db)
    assert [one.level for one in tree.all] == [Level.CITY] + [Level.DISTRICT] * 13
    assert tuple(one.name for one in tree.all[1:]) == office.DISTRICTS
    for older in ("竜東", "長藤", "三義", "藤沢", "河南"):
        found = tree.meant(older)
        assert found is not None
        assert found.name == "高遠町"


def test_the_first_edit_keeps_the_districts_the_office_had(db: Session) -> None:
    mine = office.OfficeDetails("町の社協", districts=("上町", "下町"))
    office.describe(db, mine, version=0, **WHO)
    before = ids(db)
    assert set(before) == {areas.CITY, "上町", "下町"}
    add(db, areas.CITY, "中町")
    assert ids(db).items() > before.items()
    assert office.get(db).details.districts == ("上町", "下町", "中町")


def test_wards_and_neighbours_lie_below_a_district(db: Session) -> None:
    group = add(db, "西箕輪", "大萱", "3常会")
    found = areas.tree(db).get(group)
    assert (found.words, found.level) == ("西箕輪 › 大萱 › 3常会", Level.NEIGHBOURS)
    with pytest.raises(Refusal, match="nothing smaller"):
        area_editing.add(db, "家", parent_id=group, **WHO)
    with pytest.raises(Refusal, match="this name already"):
        add(db, "西箕輪", "大萱")
    assert journal.recent(db, 1, object_id=group)[0].act == "add"


@pytest.mark.parametrize("name", ["", "　", "長" * 41])
def test_names_that_cannot_be_are_refused(db: Session, name: str) -> None:
    with pytest.raises(Refusal):
        add(db, "西箕輪", name)


def test_a_renamed_district_keeps_its_people_and_its_old_name(db: Session) -> None:
    person, other = enrol(db, "手良"), enrol(db, "伊那", "有賀　武")
    tera = ids(db)["手良"]
    assert area_editing.rename(db, tera, "手良支会", version=1, **WHO) == 2
    assert (text(db, person), text(db, other)) == ("手良支会", "伊那")
    assert "手良支会" in office.get(db).details.districts
    meant = areas.tree(db).meant("手良")
    assert meant is not None
    assert meant.id == tera
    assert [one.person.id for one in finding.find(db, "手良支会")] == [person]
    line = journal.recent(db, 1, object_id=person)[0]
    assert (line.before, line.after) == ({"district": "手良"}, {"district": "手良支会"})
    with pytest.raises(Refusal, match="Another desk"):
        area_editing.rename(db, tera, "手良区", version=1, **WHO)
    area_editing.rename(db, tera, "手良", version=2, **WHO)
    assert text(db, person) == "手良"
    assert areas.tree(db).get(tera).aliases == ("手良支会",)


def test_somebody_lives_at_the_lowest_level_known(db: Session) -> None:
    person, other = enrol(db, "西箕輪"), enrol(db, "")
    group = add(db, "西箕輪", "大萱", "3常会")
    for one in (person, other):
        area_residents.place(db, one, group, **WHO)
    assert (text(db, person), text(db, other)) == ("西箕輪", "西箕輪")
    found = area_residents.of(db, [person, other])
    assert {one.words for one in found.values()} == {"西箕輪 › 大萱 › 3常会"}
    line = journal.recent(db, 1, object_id=person)[0]
    assert (line.before or {})["area"] == "西箕輪"
    assert line.after == {"area": "西箕輪 › 大萱 › 3常会", "area_id": group}
    area_residents.place(db, other, None, **WHO)
    assert area_residents.of(db, [other])[other].words == "西箕輪"


def test_a_corrected_district_is_believed_before_an_older_place(db: Session) -> None:
    person = enrol(db, "西箕輪")
    area_residents.place(db, person, add(db, "西箕輪", "大萱"), **WHO)
    shown = people.get(db, person)
    entered = replace(people.details(shown), district="美篶")
    people.correct(db, person, entered, version=shown.version, **WHO)
    assert area_residents.of(db, [person])[person].words == "美篶"


def test_figures_add_up_to_the_district_and_the_city(db: Session) -> None:
    ward = add(db, "西箕輪", "大萱")
    group = area_editing.add(db, "3常会", parent_id=ward, **WHO)
    for number, area in enumerate((group, ward, ids(db)["西箕輪"])):
        area_residents.place(db, enrol(db, "", f"人　{number}"), area, **WHO)
    gone = enrol(db, "西箕輪", "去った　人")
    people.leave(db, gone, on=date(2026, 4, 1), **WHO)
    enrol(db, "長藤", "別の　人")
    figures = area_residents.figures(db)
    known = ids(db)
    counted = {name: figures.get(known[name], 0) for name in ("3常会", "大萱", "西箕輪", "高遠町")}
    assert counted == {"3常会": 1, "大萱": 2, "西箕輪": 3, "高遠町": 1}
    assert figures[known[areas.CITY]] == 4


def test_texts_nobody_knows_are_asked_about_and_remembered(db: Session) -> None:
    ward = add(db, "西箕輪", "大萱")
    there = [enrol(db, "大萱区", f"人　{number}") for number in range(3)]
    older = enrol(db, "長藤", "別の　人")
    enrol(db, "伊那", "知られた　人")
    found = [
        (one.text, one.count, one.guess and one.guess.name) for one in area_answers.unplaced(db)
    ]
    assert found == [("大萱区", 3, None), ("長藤", 1, "高遠町")]
    assert area_answers.answer(db, "大萱区", ward, **WHO) == 3
    assert {text(db, one) for one in there} == {"西箕輪"}
    assert {one.id for one in area_residents.of(db, there).values()} == {ward}
    assert journal.recent(db, 1, object_id=there[0])[0].before == {"district": "大萱区"}
    assert [one.text for one in area_answers.unplaced(db)] == ["長藤"]
    again = enrol(db, "大萱区", "次の　人")
    assert area_residents.of(db, [again])[again].id == ward
    with pytest.raises(Refusal, match="means"):
        area_answers.answer(db, "長藤", ward, **WHO)
    with pytest.raises(Refusal, match="city"):
        area_answers.answer(db, "長藤", ids(db)[areas.CITY], **WHO)
    assert area_answers.answer(db, "長藤", ids(db)["高遠町"], **WHO) == 1
    assert text(db, older) == "高遠町"


def test_a_name_borne_by_two_wards_is_asked_about(db: Session) -> None:
    one = add(db, "西箕輪", "上町")
    add(db, "美篶", "上町")
    tree = areas.tree(db)
    assert tree.meant("上町") is None
    for written in ("西箕輪上町", "西箕輪 上町"):
        meant = tree.meant(written)
        assert meant is not None
        assert meant.id == one


def test_an_area_moves_with_its_people(db: Session) -> None:
    ward = add(db, "西箕輪", "大萱")
    person = enrol(db, "西箕輪")
    area_residents.place(db, person, ward, **WHO)
    with pytest.raises(Refusal, match="directly below"):
        area_editing.move(db, ward, parent_id=ids(db)[areas.CITY], version=1, **WHO)
    area_editing.move(db, ward, parent_id=ids(db)["西春近"], version=1, **WHO)
    assert text(db, person) == "西春近"
    assert area_residents.of(db, [person])[person].words == "西春近 › 大萱"


def test_two_districts_become_one(db: Session) -> None:
    known = ids(db)
    ward = add(db, "長谷", "溝口")
    there, placed, here = enrol(db, "長谷"), enrol(db, "長谷", "一"), enrol(db, "高遠町", "二")
    area_residents.place(db, placed, ward, **WHO)
    area_editing.merge(db, known["高遠町"], known["長谷"], **WHO)
    assert {text(db, one) for one in (there, placed, here)} == {"高遠町"}
    assert area_residents.of(db, [placed])[placed].words == "高遠町 › 溝口"
    tree = areas.tree(db)
    meant = tree.meant("長谷")
    assert meant is not None
    assert meant.id == known["高遠町"]
    assert "長谷" not in office.get(db).details.districts
    with pytest.raises(Refusal, match="brought together"):
        area_editing.retire(db, known["長谷"], active=True, **WHO)


def test_two_wards_become_one_unless_something_below_bears_one_name(db: Session) -> None:
    one, two = add(db, "美篶", "青島"), add(db, "手良", "中坪")
    person = enrol(db, "手良")
    area_residents.place(db, person, two, **WHO)
    for ward in (one, two):
        area_editing.add(db, "1常会", parent_id=ward, **WHO)
    with pytest.raises(Refusal, match="below both"):
        area_editing.merge(db, one, two, **WHO)
    group = next(each for each in areas.tree(db).all if each.parent_id == two)
    area_editing.rename(db, group.id, "中坪1常会", version=1, **WHO)
    area_editing.merge(db, one, two, **WHO)
    assert area_residents.of(db, [person])[person].id == one
    assert text(db, person) == "美篶"
    for wrong in (one, ids(db)["美篶"]):
        with pytest.raises(Refusal, match="same level"):
            area_editing.merge(db, one, wrong, **WHO)


def test_what_is_out_of_use_is_offered_no_more_but_kept(db: Session) -> None:
    ward = add(db, "西箕輪", "大萱")
    person = enrol(db, "西箕輪")
    area_residents.place(db, person, ward, **WHO)
    with pytest.raises(Refusal, match="still in use"):
        area_editing.retire(db, ids(db)["西箕輪"], **WHO)
    area_editing.retire(db, ward, **WHO)
    assert areas.tree(db).meant("大萱") is None
    assert area_residents.of(db, [person])[person].id == ward
    area_editing.retire(db, ids(db)["西箕輪"], **WHO)
    assert "西箕輪" not in office.get(db).details.districts
    assert area_answers.unplaced(db) == ()


def test_the_order_is_the_office_s_own(db: Session) -> None:
    known = ids(db)
    area_editing.shift(db, known["長谷"], -12, **WHO)
    area_editing.shift(db, known["伊那"], 1, **WHO)
    assert office.get(db).details.districts[:3] == ("長谷", "山寺区", "伊那")


def test_further_names_come_and_go(db: Session) -> None:
    known = ids(db)
    area_editing.call(db, known["東春近"], "東春", **WHO)
    tree = areas.tree(db)
    assert tree.get(known["東春近"]).aliases == ("東春",)
    with pytest.raises(Refusal, match="already"):
        area_editing.call(db, known["西春近"], "東春", **WHO)
    area_editing.call_no_more(db, known["東春近"], "東春", **WHO)
    assert areas.tree(db).meant("東春") is None
