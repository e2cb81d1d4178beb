"""枝番: further papers under a number, never given twice, never a gap, none under a void one."""

from datetime import date

import pytest
import sqlalchemy as sa

from desktop.taking_back import RULES
from resources import journal
from resources.refusals import Refusal
from sessions import document_series, documents
from sessions.document_series import Direction, SeriesDetails
from sessions.documents import Paper, Theirs
from tests.sessions.hall import WHO

MARCH, MAY = date(2026, 3, 31), date(2026, 5, 1)


@pytest.fixture
def number(db):
    series = document_series.enrol(db, SeriesDetails("伊社協"), **WHO)
    return documents.take(db, series, Paper("総会の通知", issuer="会長"), dated=MAY, **WHO)


def branch(db, number, subject="総会の資料", dated=MAY):
    return documents.branch(db, number.id, Paper(subject), dated=dated, **WHO)


def test_branches_begin_with_two_and_are_no_gap(db, number):
    assert documents.next_branch(db, number.id) == "8伊社協第1号の2"
    made = [branch(db, number), branch(db, number)]
    made.append(branch(db, made[0]))
    assert [one.written for one in made] == [
        "8伊社協第1号の2", "8伊社協第1号の3", "8伊社協第1号の4",
    ]  # fmt: skip
    assert documents.gaps(db) == ()
    after = documents.take(db, number.series_id, Paper("理事会"), dated=MAY, **WHO)
    assert (after.written, after.branch) == ("8伊社協第2号", 1)
    assert [one.written for one in documents.listing(db, text="1")][-1] == "8伊社協第1号"
    (line,) = journal.recent(db, object_id=made[0].id)
    assert (line.act, line.after["written"]) == ("branch", "8伊社協第1号の2")


def test_a_missing_number_is_a_gap_whatever_branches_there_are(db, number):
    branch(db, number)
    third = documents.take(db, number.series_id, Paper("理事会"), dated=MAY, **WHO)
    db.execute(sa.update(documents.TABLE).where(documents.TABLE.c.id == third.id).values(number=3))
    assert documents.gaps(db) == ((number.series_id, 2026, 1),)


def test_a_void_branch_stays_taken_and_a_void_number_has_no_more(db, number):
    second = branch(db, number)
    documents.void(db, second.id, reason="まちがい", **WHO)
    assert branch(db, second).branch == 3
    documents.void(db, number.id, reason="出さない", **WHO)
    before = documents.listing(db)
    with pytest.raises(Refusal, match="8伊社協第1号"):
        branch(db, number)
    with pytest.raises(Refusal):
        branch(db, second)
    assert documents.listing(db) == before


def test_the_database_itself_refuses_a_branch_twice(db, number):
    second = branch(db, number)
    found = sa.select(documents.TABLE).where(documents.TABLE.c.id == second.id)
    row = dict(db.execute(found).one()._mapping)
    with pytest.raises(sa.exc.IntegrityError), db.begin_nested():
        db.execute(sa.insert(documents.TABLE).values(row | {"id": "f" * 32}))


def test_a_branch_is_written_as_its_number_was_whatever_the_series_says_now(db, number):
    other = SeriesDetails("伊那社協", with_year=False)
    document_series.correct(db, number.series_id, other, version=1, **WHO)
    document_series.retire(db, number.series_id, **WHO)
    assert branch(db, number).written == "8伊社協第1号の2"


def test_a_branch_is_kept_as_long_as_its_number_and_lies_in_its_year(db, number):
    kept = documents.take(db, number.series_id, Paper("定款", keep_years=0), dated=MAY, **WHO)
    assert branch(db, kept).kept_until is None
    later = branch(db, number, dated=date(2027, 4, 2))
    assert (later.fiscal_year, later.kept_until) == (2026, date(2033, 3, 31))
    for subject, day in ((" ", MAY), ("資料", MARCH)):
        with pytest.raises(Refusal):
            branch(db, number, subject, day)


def test_papers_received_have_no_branches(db, number):
    came = document_series.enrol(db, SeriesDetails("収", direction=Direction.RECEIVED), **WHO)
    theirs = Theirs("7福第8号")
    one = documents.take(db, came, Paper("照会", issuer="市", theirs=theirs), dated=MAY, **WHO)
    for what, paper in ((one, Paper("回答")), (number, Paper("照会", issuer="市", theirs=theirs))):
        with pytest.raises(Refusal):
            documents.branch(db, what.id, paper, dated=MAY, **WHO)


def test_a_branch_is_not_taken_back(db, number):
    branch(db, number)
    assert RULES["document", "branch"].take is None
