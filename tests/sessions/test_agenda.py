import pytest

from resources.refusals import Refusal
from sessions import agenda
from tests.sessions.hall import WHO, planned


def test_items_stand_in_order_and_their_minutes_are_summed(db):
    meeting = planned(db)
    hello = agenda.add(db, meeting, "あいさつ", who="会長", minutes=5, **WHO)
    talk = agenda.add(db, meeting, "話し合い", minutes=100, **WHO)
    end = agenda.add(db, meeting, "まとめ", minutes=25, **WHO)
    shown = agenda.show(db, meeting)
    assert [item.id for item in shown.items] == [hello, talk, end]
    assert (shown.minutes, shown.meeting_minutes, shown.over) == (130, 120, 10)
    agenda.reorder(db, meeting, [talk, hello, end], **WHO)
    shown = agenda.show(db, meeting)
    assert [(item.id, item.place) for item in shown.items] == [(talk, 1), (hello, 2), (end, 3)]


def test_items_are_corrected_and_removed(db):
    meeting = planned(db)
    item = agenda.add(db, meeting, "あいさつ", **WHO)
    agenda.correct(db, item, version=1, title="開会", who="会長", minutes=None, **WHO)
    shown = agenda.show(db, meeting).items[0]
    assert (shown.title, shown.who, shown.version) == ("開会", "会長", 2)
    with pytest.raises(Refusal):
        agenda.correct(db, item, version=1, title="x", who="", minutes=1, **WHO)
    agenda.remove(db, item, **WHO)
    assert agenda.show(db, meeting).items == ()
    with pytest.raises(Refusal):
        agenda.remove(db, item, **WHO)


def test_an_order_that_forgets_an_item_is_refused(db):
    meeting = planned(db)
    first = agenda.add(db, meeting, "一", **WHO)
    agenda.add(db, meeting, "二", **WHO)
    with pytest.raises(Refusal):
        agenda.reorder(db, meeting, [first], **WHO)


@pytest.mark.parametrize(("title", "minutes"), [("", 1), ("一", -1)])
def test_impossible_items_are_refused(db, title, minutes):
    with pytest.raises(Refusal):
        agenda.add(db, planned(db), title, minutes=minutes, **WHO)
