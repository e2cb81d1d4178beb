"""What imports must leave alone: districts of the office's own list, former names, households."""

from dataclasses import replace
from datetime import date

import pytest
import sqlalchemy as sa

from programs.points.intake import VOLUNTEERS
from resources.refusals import Refusal
from sessions import area_answers, area_residents, areas, finding, former_names, households
from sessions.former_names import FormerDetails
from sessions.intake.imports import bring_in
from sessions.intake.reading import read_files
from sessions.intake.undoing import undo_import
from sessions.person_tables import MEMBERSHIP, PERSON
from tests.sessions.intake import office
from tests.sessions.intake.test_bring_in import HANA, small
from tests.town import NOW, STAFF

WHO = {"at": NOW, "by": STAFF}


def test_everybody_of_the_volunteers_list_lives_in_the_district_expected(db):
    bring_in(db, read_files(VOLUNTEERS, [office.VOLUNTEERS]), **WHO)
    query = sa.select(MEMBERSHIP.c.number, PERSON.c.id, PERSON.c.district).join_from(
        MEMBERSHIP, PERSON, PERSON.c.id == MEMBERSHIP.c.person_id
    )
    rows = db.execute(query).all()
    assert len(rows) == 414  # two of them a second time, under a number of their own
    lived = {
        f"{person['number']:04}": person["district"]
        for person in office.expected()["people"]
        if person["number"] and person["district"]
    }
    assert {row.number: row.district for row in rows if row.number in lived} == lived
    assert len(lived) == 412
    assert area_answers.unplaced(db) == ()
    found = area_residents.of(db, [row.id for row in rows])
    assert {row.number: found[row.id].name for row in rows if row.number in lived} == lived
    figures = area_residents.figures(db)
    tree = areas.tree(db)
    assert sum(figures[one.id] for one in tree.all if one.path) == figures[tree.all[0].id]


def test_a_newer_list_leaves_former_names_findable(db, tmp_path):
    first = bring_in(db, small(tmp_path, HANA), **WHO)
    person = next(iter(first.people.values()))
    former_names.add(db, person, FormerDetails("北原　花子"), **WHO)
    former_names.add(db, person, FormerDetails("有賀　花子"), **WHO)
    bring_in(db, small(tmp_path, HANA.replace("1111", "2222")), **WHO)
    for text in ("北原", "有賀", "2222"):
        assert [one.person.id for one in finding.find(db, text)] == [person]


def test_an_import_whose_people_live_together_is_not_taken_back(db, tmp_path):
    first = bring_in(db, small(tmp_path, HANA), **WHO)
    person = next(iter(first.people.values()))
    home = households.create(db, person, on=date(2026, 5, 1), **WHO)
    with pytest.raises(Refusal, match="households"):
        undo_import(db, first.batch_id, (VOLUNTEERS,), **WHO)
    assert households.of(db, [person]) == {person: home}


def test_people_brought_in_with_an_older_name_are_counted_in_their_district(db, tmp_path):
    path = tmp_path / "list.csv"
    head = "登録番号,氏名,ふりがな,生年月日,地区,登録日,保険,状態"
    line = "0001,山田　花子,やまだ　はなこ,S25.4.1,三義,R7.4.1,R7.3.24,継続"
    path.write_text(f"{head}\n{line}\n", "utf-8")
    reading = read_files(VOLUNTEERS, [path], year=2025)
    person = next(iter(bring_in(db, reading, **WHO).people.values()))
    assert area_residents.of(db, [person])[person].words == "高遠町"
    (asked,) = area_answers.unplaced(db)
    assert (asked.text, asked.count, asked.guess and asked.guess.name) == ("三義", 1, "高遠町")
    assert asked.guess
    area_answers.answer(db, "三義", asked.guess.id, **WHO)
    again = bring_in(db, reading, **WHO)
    assert [(one.added, one.changed) for one in again.files] == [(0, 0)]
    assert replace(asked, text="x") not in area_answers.unplaced(db)
    assert area_answers.unplaced(db) == ()
