import pytest

from resources import journal
from resources.refusals import Refusal
from sessions import bodies
from tests.sessions.hall import WHO


def test_a_new_office_has_the_six_bodies_of_the_plan_once(db):
    assert bodies.seed(db, **WHO) == 6
    assert bodies.seed(db, **WHO) == 0
    assert [body.name for body in bodies.every(db)] == [
        "いなくらし会議",
        "参加・アウトリーチ支援プラン会議",
        "重層的支援ケース会議",
        "相談包括化協力員会議",
        "保健福祉部内 重層的支援会議",
        "保健福祉政策会議",
    ]


def test_only_the_open_body_can_be_planned_and_the_case_conference_names_the_law(db):
    bodies.seed(db, **WHO)
    assert [body.name for body in bodies.every(db, plannable_only=True)] == ["いなくらし会議"]
    assert "第106条の6第1項" in bodies.every(db)[2].legal_basis
    assert not bodies.town_meeting(db).legal_basis


def test_a_body_of_the_office_is_added_and_corrected(db):
    added = bodies.add(db, " 買い物支援の会 ", usual_minutes=90, **WHO)
    changed = bodies.correct(db, added.id, version=1, cadence="月1回", **WHO)
    assert (changed.name, changed.cadence, changed.version) == ("買い物支援の会", "月1回", 2)
    assert journal.recent(db, 1)[0].after == {"cadence": "月1回"}


def test_the_slower_desk_is_refused(db):
    added = bodies.add(db, "会", **WHO)
    bodies.correct(db, added.id, version=1, cadence="月1回", **WHO)
    with pytest.raises(Refusal):
        bodies.correct(db, added.id, version=1, cadence="随時", **WHO)
    assert bodies.show(db, added.id).cadence == "月1回"


@pytest.mark.parametrize(
    ("name", "minutes"), [("", 10), ("   ", 10), ("いなくらし会議", 10), ("会", 0)]
)
def test_impossible_bodies_are_refused(db, name, minutes):
    bodies.seed(db, **WHO)
    with pytest.raises(Refusal):
        bodies.add(db, name, usual_minutes=minutes, **WHO)


def test_a_correction_to_a_taken_name_is_refused(db):
    bodies.seed(db, **WHO)
    added = bodies.add(db, "会", **WHO)
    with pytest.raises(Refusal):
        bodies.correct(db, added.id, version=1, name="いなくらし会議", **WHO)
    db.rollback()
