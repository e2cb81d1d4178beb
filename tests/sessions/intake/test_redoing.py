"""An import that was taken back is done again exactly, or refused where it would differ."""

import dataclasses
from datetime import timedelta

import pytest
import sqlalchemy as sa

from desktop.taking_back import RULES
from programs.points.intake import VOLUNTEERS
from programs.points.register import TABLE as REGISTRATION
from programs.supporters.intake import SUPPORTERS
from resources.refusals import Refusal
from sessions import likeness, people, undo
from sessions.intake import applications, batches, redoing
from sessions.intake.applicants import APPLICANTS
from sessions.intake.imports import bring_in
from sessions.intake.reading import read_files
from sessions.intake.replies import NONE, Replies, Reply
from sessions.intake.undoing import undo_import
from sessions.people import PersonDetails
from sessions.person_tables import MEMBERSHIP, PERSON
from tests.sessions.hall import planned
from tests.sessions.intake import office
from tests.sessions.undoing_town import everything
from tests.town import NOW, STAFF

KINDS = (VOLUNTEERS, SUPPORTERS, APPLICANTS)
_ANEW = {"membership", "registration", "supporter", "application", "expected"}


class Desk:
    """Brings lists in and takes them back, each act at its own moment."""

    def __init__(self, db):
        self.db, self.now = db, NOW

    @property
    def who(self):
        self.now += timedelta(minutes=1)
        return {"at": self.now, "by": STAFF}

    def bring(self, kind, file, replies=NONE, **facts):
        reading = read_files(kind, [file])
        return bring_in(self.db, reading, replies, **facts, **self.who).batch_id

    def volunteers(self, replies=NONE):
        return self.bring(VOLUNTEERS, office.VOLUNTEERS, replies)

    def supporters(self, replies=NONE):
        return self.bring(SUPPORTERS, office.SUPPORTERS, replies)

    def take_back(self, batch_id):
        undo_import(self.db, batch_id, KINDS, **self.who)

    def again(self, batch_id):
        redoing.redo_import(self.db, batch_id, KINDS, **self.who)

    def newer(self, *changes):
        """Bring in what the list of volunteers says now: lines with other values."""
        reading = read_files(VOLUNTEERS, [office.VOLUNTEERS])
        rows = list(reading.rows)
        for number, values in changes:
            at = next(at for at, row in enumerate(rows) if row.number == number)
            rows[at] = dataclasses.replace(rows[at], **values)
        changed = dataclasses.replace(reading, rows=tuple(rows))
        return bring_in(self.db, changed, NONE, **self.who).batch_id

    def number(self, place=0):
        query = sa.select(MEMBERSHIP.c.number).where(MEMBERSHIP.c.programme == "points")
        return sorted(self.db.scalars(query))[place]

    def owner(self, number):
        query = sa.select(MEMBERSHIP.c.person_id).where(
            MEMBERSHIP.c.programme == "points", MEMBERSHIP.c.number == number
        )
        return self.db.execute(query).scalar_one()


@pytest.fixture
def desk(db):
    return Desk(db)


def state(db):
    """Return all rows of the office; what is entered anew has other ids of its own."""
    found = everything(db)
    found["batch"] = [(row[0], row[-2] is None) for row in found["batch"]]
    for name in _ANEW:
        table = sa.inspect(db.connection()).get_columns(name)
        at = [
            place
            for place, column in enumerate(
                one["name"]
                for one in table
                if one["name"] not in {"version", "recorded_at", "recorded_by"}
            )
            if column in {"id", "application_id"}
        ]
        found[name] = sorted(
            (tuple(value for place, value in enumerate(row) if place not in at)
             for row in found[name]),
            key=repr,
        )  # fmt: skip
    return found


def test_people_numbers_and_what_the_programme_knows_come_back_as_they_were(desk, db):
    volunteers, supporters = desk.volunteers(), desk.supporters()
    before = state(db)
    assert before["likeness"]
    desk.take_back(supporters)
    desk.take_back(volunteers)
    assert db.scalar(sa.select(sa.func.count()).select_from(PERSON)) == 0
    desk.again(volunteers)
    desk.again(supporters)
    assert state(db) == before
    assert [one.taken_back_at for one in batches.imports(db)] == [None, None]
    for again in (desk.volunteers(), desk.supporters()):
        assert again is None  # known line by line


def test_what_was_answered_this_is_the_person_is_one_person_again(desk, db):
    desk.volunteers()
    expected = office.expected()["city_overlap"][0]
    owner = desk.owner(expected["number"])
    row = next(
        row
        for row in read_files(SUPPORTERS, [office.SUPPORTERS]).rows
        if row.row == expected["row"]
    )
    supporters = desk.supporters(Replies((Reply(row.place, owner, same=True),)))
    before = state(db)
    assert people.get(db, owner).relations
    desk.take_back(supporters)
    desk.again(supporters)
    assert state(db) == before


def test_changes_are_made_again_and_corrections_in_between_stay(desk, db):
    desk.volunteers()
    one, other = desk.number(0), desk.number(1)
    newer = desk.newer((one, {"address": "伊那市荒井 1"}), (other, {"address": "伊那市荒井 2"}))
    person = desk.owner(other)
    view = people.get(db, person)
    entered = dataclasses.replace(people.details(view), address="伊那市西町 3")
    people.correct(db, person, entered, version=view.version, **desk.who)
    before = state(db)
    desk.take_back(newer)
    assert people.get(db, desk.owner(one)).address != "伊那市荒井 1"
    assert people.get(db, person).address == "伊那市西町 3"
    desk.again(newer)
    assert state(db) == before


def test_applicants_stand_on_the_list_of_their_meeting_again(desk, db):
    meeting = planned(db)
    batch = desk.bring(APPLICANTS, office.APPLICANTS, meeting_id=meeting)
    before = state(db)
    desk.take_back(batch)
    assert applications.listing(db, meeting) == []
    seen = redoing.outlook(db, batch, KINDS)
    assert seen.meeting
    assert seen.added
    desk.again(batch)
    after = state(db)
    for name in ("application", "expected"):
        # Forms sent again point to the ones that replaced them, which have other ids now.
        assert len(after.pop(name)) == len(before.pop(name))
    assert after == before
    assert [one.name for one in applications.listing(db, meeting)]
    with pytest.raises(Refusal):
        desk.again(batch)


@pytest.mark.parametrize("where", ["person", "number", "registered", "list", "merged", "erased"])
def test_it_is_refused_where_it_would_come_out_otherwise(desk, db, where):
    first = desk.volunteers()
    number, undone = desk.number(0), first
    person = desk.owner(number)
    if where in {"number", "registered"}:
        desk.take_back(first)
    else:
        undone = desk.newer((number, {"address": "伊那市荒井 1"}))
        desk.take_back(undone)
    if where == "person":
        view = people.get(db, person)
        entered = dataclasses.replace(people.details(view), note="電話は夕方に")
        people.correct(db, person, entered, version=view.version, **desk.who)
    elif where == "list":
        desk.newer((number, {"address": "伊那市荒井 9"}))
    elif where == "merged":
        from sessions import merging

        double = people.enrol(db, PersonDetails("別　人", "べつ　じん"), **desk.who)
        merging.merge(db, double, person, **desk.who)
    elif where == "erased":
        line = sa.select(batches.LINES.c.id).where(batches.LINES.c.batch_id == undone)
        db.execute(sa.delete(batches.VALUES).where(batches.VALUES.c.id.in_(line)))
    elif where == "number":
        people.enrol(
            db, PersonDetails("別　人", "べつ　じん"),
            relations=[people.Relation("points", number)], **desk.who,
        )  # fmt: skip
    else:
        other = people.enrol(db, PersonDetails("別　人", "べつ　じん"), **desk.who)
        VOLUNTEERS.record(
            db, [(other, number, dict.fromkeys(VOLUNTEERS.own))], year=2025,
            batch_id="", **desk.who,
        )  # fmt: skip
        assert db.scalar(sa.select(sa.func.count()).select_from(REGISTRATION)) == 1
    before = everything(db)
    with pytest.raises(Refusal):
        redoing.outlook(db, undone, KINDS)
    with pytest.raises(Refusal):
        desk.again(undone)
    assert everything(db) == before


def test_an_import_that_stands_or_is_unknown_is_refused(desk):
    batch = desk.supporters()
    for one in (batch, "0" * 32):
        with pytest.raises(Refusal):
            desk.again(one)


def test_the_page_of_undoing_goes_back_forth_and_back_again(desk, db):
    desk.volunteers()
    desk.supporters()
    before = state(db)
    one = undo.last(db, STAFF, 1, rules=RULES)[0]
    undo.undo(db, one.seq, rules=RULES, **desk.who)
    gone = state(db)
    assert gone != before
    one = undo.last(db, STAFF, 1, rules=RULES)[0]
    assert one.again
    assert one.hindrance is None
    assert "90" in one.words
    assert one.about == office.SUPPORTERS.name
    undo.undo(db, one.seq, rules=RULES, **desk.who)
    assert state(db) == before
    one = undo.last(db, STAFF, 1, rules=RULES)[0]
    undo.undo(db, one.seq, rules=RULES, **desk.who)
    assert state(db) == gone


def test_taken_back_on_the_page_of_lists_it_is_an_act_that_can_be_taken_back(desk, db):
    desk.volunteers()
    newer = desk.newer((desk.number(0), {"address": "伊那市荒井 1"}))
    before = state(db)
    desk.take_back(newer)
    one = undo.last(db, STAFF, 1, rules=RULES)[0]
    assert (one.kind, one.act, one.hindrance) == ("batch", "take_back", None)
    undo.undo(db, one.seq, rules=RULES, **desk.who)
    assert state(db) == before
    assert likeness.open_pairs(db)
