"""起案日, 決裁日, 施行日: in this order, on record with before and after, taken back as they were."""

from datetime import date

import pytest
import sqlalchemy as sa

from desktop.taking_back import RULES
from resources import journal
from resources.refusals import Refusal
from sessions import document_dates, document_series, documents, mailings
from sessions.document_dates import Days
from sessions.document_series import Direction, SeriesDetails
from sessions.documents import Paper, Theirs
from tests.sessions.hall import WHO
from tests.sessions.undoing_town import Clock, back

FIRST, SECOND, THIRD = date(2026, 4, 1), date(2026, 4, 3), date(2026, 4, 6)


@pytest.fixture
def one(db):
    series = document_series.enrol(db, SeriesDetails("伊社協"), **WHO)
    return documents.take(db, series, Paper("総会の通知"), dated=THIRD, **WHO)


def enter(db, one, *days):
    version = documents.show(db, one.id).version
    return document_dates.enter(db, one.id, Days(*days), version=version, **WHO)


def known(db, one):
    return document_dates.known(documents.show(db, one.id))


def test_days_are_entered_one_after_the_other_and_corrected(db, one):
    assert known(db, one) == Days(None, None, THIRD)
    assert enter(db, one, FIRST, None, THIRD) == 2
    assert enter(db, one, FIRST, SECOND, THIRD) == 3
    assert enter(db, one, FIRST, SECOND, THIRD) == 3
    assert enter(db, one, FIRST, FIRST, FIRST) == 4
    assert known(db, one) == Days(FIRST, FIRST, FIRST)
    line = journal.recent(db, object_id=one.id)[0]
    assert line.act == "correct"
    assert line.before == {
        "written": "8伊社協第1号", "drafted": "2026-04-01", "decided": "2026-04-03",
        "dated": "2026-04-06",
    }  # fmt: skip
    assert line.after["decided"] == "2026-04-01"


@pytest.mark.parametrize(
    ("days", "place", "said"),
    [
        (
            (SECOND, FIRST, THIRD),
            "decided",
            "Decided (令和8年4月1日) lies before Drafted (令和8年4月3日)",
        ),
        (
            (None, THIRD, SECOND),
            "dated",
            "Sent (令和8年4月3日) lies before Decided (令和8年4月6日)",
        ),
        (
            (THIRD, None, SECOND),
            "dated",
            "Sent (令和8年4月3日) lies before Drafted (令和8年4月6日)",
        ),
    ],
)
def test_days_out_of_order_are_refused_with_place_and_reason(db, one, days, place, said):
    found = document_dates.amiss(Days(*days))
    assert found[0] == place
    with pytest.raises(Refusal) as refused:
        enter(db, one, *days)
    assert said in refused.value.what
    assert known(db, one) == Days(None, None, THIRD)


def test_the_database_itself_refuses_days_out_of_order(db, one):
    change = sa.update(documents.TABLE).where(documents.TABLE.c.id == one.id)
    with pytest.raises(sa.exc.IntegrityError), db.begin_nested():
        db.execute(change.values(drafted=THIRD, dated=FIRST))


def test_the_day_in_force_stays_in_the_year_of_the_number(db, one):
    for day in (date(2026, 3, 31), date(2027, 4, 1)):
        with pytest.raises(Refusal, match="令和8年度"):
            enter(db, one, None, None, day)
    further = documents.branch(db, one.id, Paper("資料"), dated=THIRD, **WHO)
    enter(db, further, None, None, date(2027, 4, 1))
    assert documents.show(db, further.id).fiscal_year == 2026
    with pytest.raises(Refusal):
        enter(db, further, None, None, date(2026, 3, 31))


def test_letters_that_went_out_keep_their_day(db, one):
    db.add(
        mailings.Mailing(
            letter="general", edition=1, subject="通知", document_id=one.id, count=1,
            readers="[]", text="", sha256="", pdf=b"", recorded_at=WHO["at"],
            recorded_by=WHO["by"],
        )
    )  # fmt: skip
    db.flush()
    with pytest.raises(Refusal, match="令和8年4月6日"):
        enter(db, one, FIRST, SECOND, SECOND)
    enter(db, one, FIRST, SECOND, THIRD)
    assert known(db, one) == Days(FIRST, SECOND, THIRD)


def test_void_numbers_and_papers_received_have_no_days_to_enter(db, one):
    documents.void(db, one.id, reason="出さない", **WHO)
    series = document_series.enrol(db, SeriesDetails("収", direction=Direction.RECEIVED), **WHO)
    came = documents.take(
        db, series, Paper("照会", issuer="市", theirs=Theirs()), dated=FIRST, **WHO
    )
    for line in (one, came):
        with pytest.raises(Refusal):
            enter(db, line, FIRST, FIRST, THIRD)


def test_another_desk_was_faster(db, one):
    enter(db, one, FIRST, None, THIRD)
    with pytest.raises(Refusal):
        document_dates.enter(db, one.id, Days(SECOND, None, THIRD), version=1, **WHO)
    assert known(db, one).drafted == FIRST


def test_days_are_taken_back_and_put_in_again(db):
    who = Clock()
    series = document_series.enrol(db, SeriesDetails("伊社協"), **who())
    one = documents.take(db, series, Paper("総会の通知"), dated=THIRD, **who())
    days = Days(FIRST, SECOND, THIRD)
    document_dates.enter(db, one.id, days, version=1, **who())
    for expected in (Days(None, None, THIRD), days, Days(None, None, THIRD)):
        back(db, who)
        assert known(db, one) == expected


def test_days_of_a_number_that_became_void_are_not_taken_back(db, one):
    enter(db, one, FIRST, SECOND, THIRD)
    line = journal.recent(db, object_id=one.id)[0]
    rule = RULES["document", "correct"]
    assert rule.look(db, line, [line]).hindrance is None
    documents.void(db, one.id, reason="出さない", **WHO)
    assert "8伊社協第1号" in rule.look(db, line, [line]).hindrance.what
