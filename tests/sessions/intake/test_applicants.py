"""Applicants come to their meeting; the register takes in only whom somebody names."""

from datetime import date, time

import pytest
import sqlalchemy as sa

from programs.points.intake import VOLUNTEERS
from resources.refusals import Refusal
from sessions import bodies, meetings, rosters
from sessions.intake import applications
from sessions.intake.applicants import APPLICANTS
from sessions.intake.imports import bring_in
from sessions.intake.reading import read_files
from sessions.intake.replies import NONE, Replies, Reply
from sessions.intake.undoing import undo_import
from sessions.person_tables import PERSON
from tests.sessions.intake import office
from tests.town import NOW, STAFF


@pytest.fixture
def meeting(db):
    bodies.seed(db, at=NOW, by=STAFF)
    return meetings.plan(
        db, bodies.town_meeting(db).id, title="", held_on=date(2026, 5, 19),
        begins=time(18, 30), ends=time(20, 30), place="", at=NOW, by=STAFF,
    ).id  # fmt: skip


def applicants(db, meeting, replies=NONE):
    reading = read_files(APPLICANTS, [office.APPLICANTS])
    return bring_in(db, reading, replies, meeting_id=meeting, at=NOW, by=STAFF)


def people(db):
    return db.execute(sa.select(sa.func.count()).select_from(PERSON)).scalar_one()


def no_blank(names):
    return {"".join(name.split("\u3000")) for name in names}


def test_sixty_apply_and_nobody_joins_the_register(db, meeting):
    expected = office.expected()["meeting"]
    outcome = applicants(db, meeting)
    came = applications.listing(db, meeting)
    assert len(came) == expected["distinct_applicants"]
    assert people(db) == 0
    assert len(rosters.listing(db, meeting)) == 60
    found = {(p.row, p.kind) for p in outcome.problems if p.kind in office.KINDS_TO_REPORT}
    assert found == office.problems_of(office.APPLICANTS)
    assert sum(bool(one.first_time) for one in came) == expected["first_time"]
    assert no_blank(o.name for o in came if o.wheelchair) == no_blank(expected["wheelchair"])
    assert no_blank(o.name for o in came if o.hearing) == no_blank(expected["hearing_seat"])
    for name, count in expected["by_field"].items():
        assert sum(one.field == name for one in came) == count
    for name, count in expected["by_language"].items():
        assert sum(one.language == name for one in came) == count
    for wish, value in (("keep_apart", "apart_from"), ("keep_together", "with_whom")):
        told = {
            ("".join(one.name.split()), getattr(one, value).removesuffix("さん"))
            for one in came
            if getattr(one, value)
        }
        assert {frozenset(pair) for pair in told} == {frozenset(p) for p in expected[wish]}


def test_the_later_form_counts(db, meeting):
    applicants(db, meeting)
    twice = [one for one in applications.listing(db, meeting) if "訂正" in one.comment]
    assert sorted(one.name for one in twice) == ["山中\u3000邦子", "東\u3000定雄"]
    kept = db.execute(
        sa.select(applications.TABLE.c.comment).where(
            applications.TABLE.c.superseded_by.is_not(None)
        )
    ).all()
    assert len(kept) == 2


def test_again_changes_nothing(db, meeting):
    applicants(db, meeting)
    again = applicants(db, meeting)
    assert again.batch_id is None
    assert [(f.rows, f.added, f.changed, f.unchanged) for f in again.files] == [(62, 0, 0, 62)]
    assert len(rosters.listing(db, meeting)) == 60


def test_answers_link_or_add(db, meeting):
    bring_in(db, read_files(VOLUNTEERS, [office.VOLUNTEERS]), at=NOW, by=STAFF)
    before = people(db)
    reading = read_files(APPLICANTS, [office.APPLICANTS])
    person = db.execute(
        sa.select(PERSON.c.id).where(PERSON.c.name == "桃沢\u3000英美")
    ).scalar_one()
    row = reading.rows[2].place
    added = reading.rows[3].place
    outcome = applicants(db, meeting, Replies((Reply(row, person, same=True),), frozenset({added})))
    assert outcome.people[row] == person
    assert people(db) == before + 1
    lines = {line.person_id for line in rosters.listing(db, meeting) if line.person_id}
    assert lines == {person, outcome.people[added]}
    assert len(rosters.listing(db, meeting)) == 60
    assert applicants(db, meeting).batch_id is None


def test_taken_back(db, meeting):
    outcome = applicants(db, meeting)
    undo_import(db, outcome.batch_id, [APPLICANTS], at=NOW, by=STAFF)
    assert not applications.listing(db, meeting)
    assert not rosters.listing(db, meeting)
    assert len(applicants(db, meeting).files) == 1
    assert len(applications.listing(db, meeting)) == 60


def test_without_a_meeting_it_is_refused(db):
    with pytest.raises(Refusal):
        bring_in(db, read_files(APPLICANTS, [office.APPLICANTS]), at=NOW, by=STAFF)
