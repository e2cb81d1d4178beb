"""The office's lists in the register: nobody merged, nothing lost, nothing twice."""

import dataclasses

import pytest
import sqlalchemy as sa

from programs.points.intake import VOLUNTEERS
from programs.points.register import TABLE as REGISTRATION
from programs.supporters.intake import SUPPORTERS
from programs.supporters.register import TABLE as SUPPORTER
from resources import journal
from resources.refusals import Refusal
from sessions import likeness, people
from sessions.intake import batches
from sessions.intake.imports import bring_in, report, stage
from sessions.intake.reading import read_files
from sessions.intake.replies import NONE, Replies, Reply
from sessions.intake.undoing import undo_import
from sessions.person_tables import MEMBERSHIP, PERSON, SEARCH_KEY
from tests.sessions.intake import office
from tests.sessions.intake import office as OFFICE_FILES
from tests.town import NOW, STAFF

SHEET = "R7名簿(最新)"


def count(db, table):
    return db.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()


def everything(db):
    tables = (
        PERSON,
        MEMBERSHIP,
        REGISTRATION,
        SUPPORTER,
        batches.BATCHES,
        batches.LINES,
        likeness.TABLE,
        SEARCH_KEY,
    )
    return [sorted(map(tuple, db.execute(sa.select(table)))) for table in tables]


def volunteers(db, replies=NONE):
    reading = read_files(VOLUNTEERS, [office.VOLUNTEERS])
    return bring_in(db, reading, replies, at=NOW, by=STAFF)


def supporters(db, replies=NONE):
    reading = read_files(SUPPORTERS, [office.SUPPORTERS])
    return bring_in(db, reading, replies, at=NOW, by=STAFF)


def place(row):
    return (office.VOLUNTEERS.name, SHEET, row)


def test_problems_are_all_those_expected(db):
    outcome = volunteers(db)
    found = {(p.row, p.kind) for p in outcome.problems if p.kind in office.KINDS_TO_REPORT}
    assert found == office.problems_of(office.VOLUNTEERS)
    outcome = supporters(db)
    found = {(p.row, p.kind) for p in outcome.problems if p.kind in office.KINDS_TO_REPORT}
    assert found == office.problems_of(office.SUPPORTERS)


def test_nobody_is_merged_and_the_second_line_of_a_number_waits(db):
    volunteers(db)
    assert count(db, PERSON) == 414
    assert count(db, MEMBERSHIP) == 414
    assert count(db, REGISTRATION) == 414
    waiting = batches.held(db)
    assert [(line.row, line.entry["name"]) for line in waiting] == [(189, "野口\u3000美奈子")]


def test_proposals_are_the_expected_doubles(db):
    outcome = volunteers(db)
    found = {frozenset(row for _file, _sheet, row in p.rows) for p in outcome.proposals}
    assert found == {
        frozenset(row for _file, _sheet, row in double["rows"])
        for double in office.expected()["duplicates"]
    }
    numbers = {n: p for p, n in db.execute(sa.select(MEMBERSHIP.c.person_id, MEMBERSHIP.c.number))}
    outcome = supporters(db)
    found = {(p.rows[0][2], p.ids) for p in outcome.proposals}
    expected = office.expected()["city_overlap"]
    assert found == {(line["row"], (numbers[line["number"]],)) for line in expected}
    assert count(db, PERSON) == 414 + 90


def test_second_import_changes_nothing(db):
    volunteers(db)
    supporters(db)
    before = everything(db), journal.verify(db).lines
    for again in (volunteers(db), supporters(db)):
        assert again.batch_id is None
        assert [(f.added, f.changed, f.unchanged) for f in again.files] == [
            (0, 0, f.rows) for f in again.files
        ]
        assert not again.proposals
    assert (everything(db), journal.verify(db).lines) == before


def test_dry_run_writes_nothing_and_tells_the_same(db):
    before = everything(db)
    staged = stage(db, read_files(VOLUNTEERS, [office.VOLUNTEERS]))
    assert everything(db) == before
    told = report(staged)
    assert told == report(volunteers(db))
    assert told["files"] == [
        {
            "file": office.VOLUNTEERS.name,
            "kind": "volunteers",
            "rows": 415,
            "added": 415,
            "changed": 0,
            "unchanged": 0,
        }
    ]
    assert {frozenset(problem) for problem in told["problems"]} == {
        frozenset({"file", "sheet", "row", "column", "kind", "text", "message"})
    }


def test_same_joins_and_different_is_remembered(db):
    answers = Replies(
        (
            Reply(place(131), place(189), same=True),
            Reply(place(316), place(425), same=True),
            Reply(place(139), place(426), same=False),
        )
    )
    outcome = volunteers(db, answers)
    assert count(db, PERSON) == 413
    assert count(db, MEMBERSHIP) == 414
    assert not batches.held(db)
    assert not outcome.proposals
    owners = {n: p for p, n in db.execute(sa.select(MEMBERSHIP.c.person_id, MEMBERSHIP.c.number))}
    assert owners["0305"] == owners["0413"]
    assert owners["0133"] != owners["0414"]
    again = volunteers(db)
    assert again.batch_id is None
    assert not again.proposals
    kinds = {(p.row, p.kind) for p in again.problems}
    assert (425, "duplicate_person") not in kinds
    assert (426, "duplicate_person") not in kinds


def test_supporter_answered_same_gets_no_second_card(db):
    volunteers(db)
    staged = stage(db, read_files(SUPPORTERS, [office.SUPPORTERS]))
    answers = Replies(tuple(Reply(p.rows[0], p.ids[0], same=True) for p in staged.proposals))
    outcome = supporters(db, answers)
    assert count(db, PERSON) == 414 + 90 - 23
    assert not outcome.proposals
    assert supporters(db).batch_id is None
    shared = db.execute(
        sa.select(SUPPORTER.c.number).where(
            SUPPORTER.c.person_id.in_(
                sa.select(MEMBERSHIP.c.person_id).where(MEMBERSHIP.c.programme == "points")
            )
        )
    ).scalars()
    assert {int(number) for number in shared} == {
        int(line["city_no"]) for line in office.expected()["city_overlap"]
    }


def test_not_duplicates_are_never_proposed(db):
    volunteers(db)
    supporters(db)
    owners = {
        person: (programme, number)
        for person, programme, number in db.execute(
            sa.select(MEMBERSHIP.c.person_id, MEMBERSHIP.c.programme, MEMBERSHIP.c.number)
        )
    }
    proposed = {frozenset((owners[one], owners[other])) for one, other in likeness.answers(db)}
    for apart in office.expected()["not_duplicates"]:
        if len(apart["numbers"]) == 2:
            assert frozenset(("points", number) for number in apart["numbers"]) not in proposed
    assert len(proposed) == 2 + 23  # the held line is no person yet


def small(tmp_path, *lines, name="list.csv"):
    path = tmp_path / name
    head = "登録番号,氏名,ふりがな,生年月日,電話,登録日,保険,状態"
    path.write_text("\n".join((head, *lines)), "utf-8")
    return read_files(VOLUNTEERS, [path], year=2025)


HANA = "0001,山田　花子,やまだ　はなこ,S25.4.1,0265-01-1111,R7.4.1,R7.3.24,継続"


def test_a_newer_list_changes_only_what_it_says_otherwise(db, tmp_path):
    first = bring_in(db, small(tmp_path, HANA), at=NOW, by=STAFF)
    person_id = next(iter(first.people.values()))
    view = people.get(db, person_id)
    entered = dataclasses.replace(people.details(view), kana="やまた　はなこ")
    people.correct(db, person_id, entered, version=view.version, at=NOW, by=STAFF)
    newer = small(tmp_path, HANA.replace("やまだ", "やまだー").replace("1111", "2222"))
    outcome = bring_in(db, newer, at=NOW, by=STAFF)
    assert [(f.added, f.changed) for f in outcome.files] == [(0, 1)]
    view = people.get(db, person_id)
    assert view.tel_digits == ("0265012222",)
    assert view.kana == "やまた　はなこ"  # what was corrected here stays, and is told
    assert [p.text for p in outcome.problems if p.kind == "corrected_here"] == ["やまだー　はなこ"]
    undo_import(db, outcome.batch_id, (VOLUNTEERS,), at=NOW, by=STAFF)
    assert people.get(db, person_id).tel_digits == ("0265011111",)


def test_next_year_is_the_same_person_with_a_new_registration(db, tmp_path):
    bring_in(db, small(tmp_path, HANA), at=NOW, by=STAFF)
    path = tmp_path / "list.csv"
    path.write_text(path.read_text("utf-8").replace("R7.4.1", "R8.4.1"), "utf-8")
    outcome = bring_in(db, read_files(VOLUNTEERS, [path], year=2026), at=NOW, by=STAFF)
    assert [(f.added, f.changed) for f in outcome.files] == [(0, 1)]
    assert count(db, PERSON) == 1
    years = db.execute(sa.select(REGISTRATION.c.year, REGISTRATION.c.registered)).all()
    assert sorted((year, str(day)) for year, day in years) == [
        (2025, "2025-04-01"), (2026, "2026-04-01")
    ]  # fmt: skip


def test_a_number_given_to_someone_else_waits(db, tmp_path):
    bring_in(db, small(tmp_path, HANA), at=NOW, by=STAFF)
    other = "0001,北原　繁雄,きたはら　しげお,S20.1.29,0265-01-9856,R7.4.1,R7.3.24,継続"
    reading = small(tmp_path, other, name="other.csv")
    outcome = bring_in(db, reading, at=NOW, by=STAFF)
    assert "number_of_another" in {p.kind for p in outcome.problems}
    assert len(outcome.proposals) == 1
    assert count(db, PERSON) == 1
    proposal = outcome.proposals[0]
    said = Replies((Reply(*proposal.subjects, same=False),))
    bring_in(db, reading, said, at=NOW, by=STAFF)
    assert count(db, PERSON) == 2
    assert count(db, MEMBERSHIP) == 1
    assert not batches.held(db)


def test_a_held_line_may_be_answered_later(db):
    volunteers(db)
    volunteers(db, Replies((Reply(place(131), place(189), same=True),)))
    assert not batches.held(db)
    assert count(db, PERSON) == 414
    assert volunteers(db).batch_id is None


def test_stopping_keeps_nothing(office):
    reading = read_files(VOLUNTEERS, [OFFICE_FILES.VOLUNTEERS])
    steps = []
    with pytest.raises(Refusal), office.change() as db:
        bring_in(
            db, reading, at=NOW, by=STAFF,
            progress=lambda done, _of: steps.append(done), cancel=lambda: len(steps) > 2,
        )  # fmt: skip
    assert steps
    with office.read() as db:
        assert count(db, PERSON) == 0
        assert count(db, batches.BATCHES) == 0
