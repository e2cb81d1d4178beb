"""An import is taken back whole, or not at all where something stands on it."""

import dataclasses

import pytest
import sqlalchemy as sa

from programs.points.intake import VOLUNTEERS
from programs.supporters.intake import SUPPORTERS
from resources.refusals import Refusal
from sessions import people
from sessions.intake import batches
from sessions.intake.undoing import undo_import
from sessions.person_tables import PERSON
from tests.sessions.intake.test_bring_in import everything, supporters, volunteers
from tests.town import NOW, STAFF

KINDS = (VOLUNTEERS, SUPPORTERS)
HISTORY = slice(0, 4)  # people, numbers, registrations, supporters; the import itself is kept


def test_taken_back_whole(db):
    volunteers(db)
    before = everything(db)
    outcome = supporters(db)
    undo_import(db, outcome.batch_id, KINDS, at=NOW, by=STAFF)
    after = everything(db)
    assert after[HISTORY] == before[HISTORY]
    assert after[6:] == before[6:]
    assert [bool(one.taken_back_at) for one in batches.imports(db)] == [True, False]
    assert supporters(db).files[0].added == 90


def test_refused_where_somebody_was_corrected(db):
    outcome = volunteers(db)
    person_id = db.execute(sa.select(PERSON.c.id).limit(1)).scalar_one()
    view = people.get(db, person_id)
    entered = dataclasses.replace(people.details(view), note="電話は夕方に")
    people.correct(db, person_id, entered, version=view.version, at=NOW, by=STAFF)
    with pytest.raises(Refusal, match=view.name):
        undo_import(db, outcome.batch_id, KINDS, at=NOW, by=STAFF)


def test_twice_is_refused(db):
    outcome = supporters(db)
    undo_import(db, outcome.batch_id, KINDS, at=NOW, by=STAFF)
    with pytest.raises(Refusal):
        undo_import(db, outcome.batch_id, KINDS, at=NOW, by=STAFF)
