"""保存年限: due on the right first of April, proposed and approved by two, and no count moves."""

from datetime import date

import pytest
import sqlalchemy as sa

from resources import journal
from resources.refusals import Refusal
from sessions import (
    attendance,
    certificates,
    erasure,
    holdings,
    issuing,
    people,
    receiving,
    retention,
    rosters,
)
from sessions.door_log import Way
from sessions.erasure import Cause
from sessions.retention import Kind
from tests.sessions.hall import WHO, hall

OTHER = WHO | {"by": "0" * 31 + "2"}
LAST, FIRST = date(2030, 3, 31), date(2030, 4, 1)  # of 令和8年度, kept three years


def due(db, kind, today):
    return next(one for one in retention.due(db, today=today) if one.kind is kind)


@pytest.mark.parametrize(
    ("today", "years", "until"),
    [
        (date(2030, 3, 31), 3, date(2026, 3, 31)),
        (date(2030, 4, 1), 3, date(2027, 3, 31)),
        (date(2027, 4, 1), 1, date(2026, 3, 31)),
        (date(2032, 4, 1), 5, date(2027, 3, 31)),
    ],
)
def test_years_count_from_the_first_of_april(today, years, until):
    assert retention.last_day(today, years) == until


def test_the_office_writes_its_own_terms_with_their_source(db):
    assert {rule.kind for rule in retention.rules(db)} == set(Kind)
    with pytest.raises(Refusal):
        retention.set_rule(db, Kind.LISTS, 5, " ", **WHO)
    with pytest.raises(Refusal):
        retention.set_rule(db, Kind.LISTS, 0, "規程", **WHO)
    retention.set_rule(db, Kind.LISTS, 5, "文書管理規程 別表2", **WHO)
    retention.set_rule(db, Kind.LISTS, None, "文書管理規程 別表3", **WHO)
    (rule,) = [rule for rule in retention.rules(db) if rule.kind is Kind.LISTS]
    assert (rule.years, rule.source) == (None, "文書管理規程 別表3")
    line = journal.recent(db, 1)[0]
    assert (line.act, line.before, line.after["years"]) == ("set_term", {"years": 5}, None)


def test_lists_lose_their_particulars_and_keep_their_counts(db):
    it = hall(db)
    stranger = receiving_a_stranger(db, it)
    receiving.arrive(db, it.meeting, it.lines[0], way=Way.NAME, **WHO)
    before = (attendance.counts(db, it.meeting), attendance.spread(db))
    assert due(db, Kind.LISTS, LAST).count == 0
    found = due(db, Kind.LISTS, FIRST)
    assert (found.count, found.until) == (len(it.people) + 1, date(2027, 3, 31))
    asked = retention.propose(db, Kind.LISTS, today=FIRST, **WHO)
    with pytest.raises(Refusal):
        retention.approve(db, asked, **WHO)
    assert retention.approve(db, asked, **OTHER) == found.count
    assert (attendance.counts(db, it.meeting), attendance.spread(db)) == before
    assert rosters.show(db, stranger).name == holdings.ERASED_NAME
    assert due(db, Kind.LISTS, FIRST).count == 0
    kept = db.execute(sa.select(rosters.TABLE.c.phone, rosters.TABLE.c.district)).all()
    assert set(kept) == {("", "")}
    (record,) = retention.proposals(db)
    assert (record.state, record.count, record.decided_by) == ("approved", found.count, OTHER["by"])
    with pytest.raises(Refusal):
        retention.approve(db, asked, **OTHER)


def receiving_a_stranger(db, it):
    from sessions import expecting

    return expecting.expect_by_hand(
        db, it.meeting, name="見知らぬ　人", kana="みしらぬ　ひと", phone="0265-1", district="伊那", **WHO
    )  # fmt: skip


def test_certificates_keep_their_numbers(db):
    it = hall(db)
    receiving.arrive(db, it.meeting, it.lines[0], way=Way.NAME, **WHO)
    issuing.issue(db, it.meeting, draw=lambda _c: b"%PDF", dated=date(2026, 5, 19), **WHO)
    assert due(db, Kind.CERTIFICATES, date(2090, 4, 1)).count == 0  # kept for good
    retention.set_rule(db, Kind.CERTIFICATES, 3, "規程", **WHO)
    asked = retention.propose(db, Kind.CERTIFICATES, today=FIRST, **WHO)
    assert retention.approve(db, asked, **OTHER) == 1
    (card,) = certificates.listing(db, meeting_id=it.meeting)
    assert card.content.number == 1


def test_nothing_over_is_not_proposed_and_a_no_leaves_everything(db):
    hall(db)
    with pytest.raises(Refusal):
        retention.propose(db, Kind.LISTS, today=LAST, **WHO)
    asked = retention.propose(db, Kind.LISTS, today=FIRST, **WHO)
    retention.decline(db, asked, **WHO)
    assert due(db, Kind.LISTS, FIRST).count > 0
    assert retention.proposals(db, open_only=True) == ()


def test_whoever_left_long_ago_is_listed_until_they_are_asked_for(db):
    it = hall(db)
    people.leave(db, it.people[0], on=date(2026, 5, 1), **WHO)
    name = people.get(db, it.people[0]).name
    assert due(db, Kind.LEFT, date(2032, 3, 31)).people == ()
    assert due(db, Kind.LEFT, date(2032, 4, 1)).people == ((it.people[0], name),)
    with pytest.raises(Refusal):
        retention.propose(db, Kind.LEFT, today=date(2032, 4, 1), **WHO)
    erasure.ask(db, it.people[0], Cause.TERM, **WHO)
    assert due(db, Kind.LEFT, date(2032, 4, 1)).people == ()
