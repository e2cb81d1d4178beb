"""収受簿: papers that came have numbers of their own, beside those of papers sent."""

import io
from datetime import date

import pytest
from openpyxl import load_workbook

from resources import journal
from resources.refusals import Refusal
from sessions import document_list, document_series, documents
from sessions.document_series import Direction, SeriesDetails
from sessions.documents import Paper, Theirs
from tests.sessions.hall import WHO

MARCH, APRIL = date(2026, 3, 31), date(2026, 4, 1)


@pytest.fixture
def sent(db):
    return document_series.enrol(db, SeriesDetails("伊社協"), **WHO)


@pytest.fixture
def came(db):
    details = SeriesDetails("伊社協収", keep_years=3, direction=Direction.RECEIVED)
    return document_series.enrol(db, details, **WHO)


def receive(
    db, series, subject="補助金の照会", day=APRIL, sender="伊那市", number="8福第12号", **more
):
    theirs = Theirs(number, more.pop("their_date", MARCH))
    paper = Paper(subject, issuer=sender, theirs=theirs, **more)
    return documents.take(db, series, paper, dated=day, **WHO)


def test_papers_received_have_gapless_numbers_of_their_own(db, sent, came):
    documents.take(db, sent, Paper("通知"), dated=APRIL, **WHO)
    made = [receive(db, came, day=day) for day in (MARCH, APRIL, APRIL, MARCH)]
    assert [one.written for one in made] == [
        "7伊社協収第1号", "8伊社協収第1号", "8伊社協収第2号", "7伊社協収第2号",
    ]  # fmt: skip
    assert documents.gaps(db) == ()
    listed = documents.listing(db, year=2026, direction=Direction.RECEIVED)
    assert [one.number for one in listed] == [2, 1]
    assert len(documents.listing(db, direction=Direction.SENT)) == 1
    assert documents.years(db, direction=Direction.SENT) == (2026,)
    assert documents.years(db, direction=Direction.RECEIVED) == (2026, 2025)


def test_a_paper_received_says_who_sent_it_and_how_long_it_is_kept(db, came):
    one = receive(db, came)
    assert (one.issuer, one.their_number, one.their_date) == ("伊那市", "8福第12号", MARCH)
    assert one.kept_until == date(2030, 3, 31)
    assert receive(db, came, keep_years=0).kept_until is None
    receive(db, came, sender="長野県社協", day=MARCH)
    assert documents.senders(db) == ("伊那市", "長野県社協")
    (line,) = journal.recent(db, object_id=one.id)
    assert line.after == {
        "written": "8伊社協収第1号", "subject": "補助金の照会", "from": "伊那市",
    }  # fmt: skip


def test_a_paper_received_is_found_by_all_that_is_known_and_made_void(db, came):
    one = receive(db, came)
    for text in ("照会", "伊那市", "福第12号", "1"):
        assert documents.listing(db, text=text) == (one,)
    assert documents.listing(db, text="県") == ()
    documents.void(db, one.id, reason="ほかの部署あてだった", **WHO)
    assert documents.show(db, one.id).state is documents.DocumentState.VOID
    assert receive(db, came).number == 2


@pytest.mark.parametrize(
    "wrong",
    [
        {"subject": " "},
        {"sender": "　"},
        {"day": date(2026, 12, 1)},
        {"their_date": date(2026, 4, 2)},
        {"keep_years": 100},
    ],
)
def test_what_cannot_be_is_refused_and_takes_no_number(db, came, wrong):
    with pytest.raises(Refusal):
        receive(db, came, **wrong)
    assert documents.listing(db) == ()


def test_a_number_goes_only_to_papers_of_its_direction(db, sent, came):
    with pytest.raises(Refusal):
        receive(db, sent)
    with pytest.raises(Refusal):
        documents.take(db, came, Paper("通知"), dated=APRIL, **WHO)
    assert documents.listing(db) == ()
    assert [one.id for one in document_series.listing(db, direction=Direction.SENT)] == [sent]
    assert len(document_series.listing(db)) == 2


def test_a_series_keeps_its_direction(db, came):
    with pytest.raises(Refusal):
        document_series.correct(db, came, SeriesDetails("伊社協収", keep_years=3), version=1, **WHO)
    view = document_series.get(db, came)
    assert view.direction is Direction.RECEIVED
    entered = SeriesDetails("収", direction=Direction.RECEIVED)
    assert document_series.correct(db, came, entered, version=1, **WHO) == 2


def out(db, direction, ids, purpose="監査", form="xlsx"):
    return document_list.take_out(db, direction, ids, purpose=purpose, form=form, **WHO)


def test_both_registers_are_taken_out_for_a_purpose_and_on_record(db, sent, came):
    notice = documents.take(db, sent, Paper("通知", "理事各位", "会長"), dated=APRIL, **WHO)
    one, other = receive(db, came), receive(db, came, "=1+1")
    content = out(db, Direction.RECEIVED, [one.id, other.id, notice.id])
    rows = list(load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True))
    assert rows[0][:4] == ("Number", "Day received", "Sender", "The sender's number")
    assert [row[0] for row in rows[1:]] == ["8伊社協収第1号", "8伊社協収第2号"]
    (line,) = [line for line in journal.recent(db) if line.act == "export"]
    assert (line.after["purpose"], line.after["count"]) == ("監査", 2)
    text = out(db, Direction.SENT, [notice.id], form="csv").decode("utf-8-sig")
    assert "8伊社協第1号" in text
    assert "理事各位" in text


def test_a_list_without_a_purpose_or_without_lines_is_refused(db, sent, came):
    one = receive(db, came)
    for ids, purpose in (([one.id], " "), ([], "監査")):
        with pytest.raises(Refusal):
            out(db, Direction.RECEIVED, ids, purpose)
    assert "export" not in {line.act for line in journal.recent(db)}
