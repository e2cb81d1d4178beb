"""A meeting and its agenda as one form: saved whole, and compared field by field."""

from dataclasses import replace
from datetime import date, time

import pytest

from resources.refusals import Refusal
from sessions import agenda, bodies, meetings, planning
from sessions.planning import Plan, PlannedItem
from tests.sessions.hall import WHO

DAY = date(2026, 6, 16)
ITEMS = (PlannedItem("開会", "事務局", 10), PlannedItem("話し合い", "", 50))


def create(db, **facts):
    bodies.seed(db, **WHO)
    plan = Plan(held_on=DAY, begins=time(10), ends=time(12), items=ITEMS, **facts)
    return planning.create(db, bodies.town_meeting(db).id, plan, **WHO).id


def titles(db, meeting):
    return [(item.title, item.minutes) for item in agenda.show(db, meeting).items]


def test_a_meeting_is_planned_with_its_agenda_in_one_go(db):
    meeting = create(db, title="買い物", capacity=40)
    assert titles(db, meeting) == [("開会", 10), ("話し合い", 50)]
    read = planning.read(db, meeting)
    assert (read.number, read.title, read.held_on, read.capacity) == (1, "買い物", DAY, 40)


def test_a_plan_without_a_day_is_refused(db):
    bodies.seed(db, **WHO)
    with pytest.raises(Refusal, match="date is missing"):
        planning.create(db, bodies.town_meeting(db).id, Plan(), **WHO)


def test_items_are_changed_added_moved_and_removed_and_keep_their_ids(db):
    meeting = create(db)
    base = planning.read(db, meeting)
    first, second = base.items
    wanted = (replace(second, minutes=40), PlannedItem("休み", "", 5))
    planning.save(db, meeting, replace(base, items=wanted, room="研修室"), base=base, **WHO)
    after = planning.read(db, meeting)
    assert [(item.title, item.minutes) for item in after.items] == [("話し合い", 40), ("休み", 5)]
    assert after.items[0].id == second.id
    assert first.id not in {item.id for item in after.items}
    assert after.room == "研修室"


def test_an_item_without_a_title_is_refused(db):
    meeting = create(db)
    base = planning.read(db, meeting)
    wanted = replace(base, items=(*base.items, PlannedItem("", "だれか", 5)))
    with pytest.raises(Refusal, match="title is missing"):
        planning.save(db, meeting, wanted, base=base, **WHO)


def test_what_another_desk_has_changed_meanwhile_is_refused(db):
    meeting = create(db)
    base = planning.read(db, meeting)
    agenda.add(db, meeting, "まとめ", **WHO)
    with pytest.raises(Refusal, match="Another desk"):
        planning.save(db, meeting, replace(base, title="a"), base=base, **WHO)
    assert meetings.show(db, meeting).title == ""


def test_only_what_both_changed_differently_is_a_clash():
    base = Plan(title="a", place="b", room="c", capacity=1)
    mine = replace(base, title="mine", place="same", room="mine")
    theirs = replace(base, title="theirs", place="same", capacity=2)
    assert planning.clashes(base, mine, theirs) == ("title",)
    kept = planning.merged(base, mine, theirs, ("title",))
    assert kept == Plan(title="mine", place="same", room="mine", capacity=2)
    given = planning.merged(base, mine, theirs, ())
    assert given == Plan(title="theirs", place="same", room="mine", capacity=2)
