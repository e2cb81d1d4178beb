"""The office's lists in the register: nobody merged, nothing lost, nothing twice."""

import sqlalchemy as sa

from programs.points.intake import VOLUNTEERS
from programs.points.register import TABLE as REGISTRATION
from programs.supporters.intake import SUPPORTERS
from programs.supporters.register import TABLE as SUPPORTER
from resources import journal
from sessions import likeness
from sessions.intake import batches
from sessions.intake.imports import bring_in, report, stage
from sessions.intake.reading import read_files
from sessions.intake.replies import Replies, Reply
from sessions.person_tables import MEMBERSHIP, PERSON, SEARCH_KEY
from tests.sessions.intake import office
from tests.town import NOW, STAFF

SHEET = "R7名簿(最新)"


def count(db, table):
    return db.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()


def everything(db):
    tables = (PERSON, MEMBERSHIP, REGISTRATION, SUPPORTER, batches.BATCHES, batches.LINES,
              likeness.TABLE, SEARCH_KEY)
    return [sorted(map(tuple, db.execute(sa.select(table)))) for table in tables]


def volunteers(db, replies=Replies()):
    reading = read_files(VOLUNTEERS, [office.VOLUNTEERS])
    return bring_in(db, reading, replies, at=NOW, by=STAFF)


def supporters(db, replies=Replies()):
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
        assert [(f.added, f.changed, f.unchanged) for f in again.files] == [(0, 0, f.rows)
                                                                            for f in again.files]
        assert not again.proposals
    assert (everything(db), journal.verify(db).lines) == before


def test_dry_run_writes_nothing_and_tells_the_same(db):
    before = everything(db)
    staged = stage(db, read_files(VOLUNTEERS, [office.VOLUNTEERS]))
    assert everything(db) == before
    told = report(staged)
    assert told == report(volunteers(db))
    assert told["files"] == [
        {"file": office.VOLUNTEERS.name, "kind": "volunteers", "rows": 415, "added": 415,
         "changed": 0, "unchanged": 0}
    ]
    assert {frozenset(problem) for problem in told["problems"]} == {
        frozenset({"file", "sheet", "row", "column", "kind", "text", "message"})
    }


def test_same_joins_and_different_is_remembered(db):
    answers = Replies((
        Reply(place(131), place(189), same=True),
        Reply(place(316), place(425), same=True),
        Reply(place(139), place(426), same=False),
    ))
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
    proposed = {
        frozenset((owners[one], owners[other])) for one, other in likeness.answers(db)
    }
    for apart in office.expected()["not_duplicates"]:
        if len(apart["numbers"]) == 2:
            assert frozenset(("points", number) for number in apart["numbers"]) not in proposed
    assert len(proposed) == 2 + 23  # the held line is no person yet
