"""The register of numbers: gapless in each series and 年度, never given twice, kept when void."""

from datetime import date

import pytest

from resources import journal
from resources.refusals import Refusal
from sessions import approvals, document_series, documents, issuers
from sessions.document_series import SeriesDetails
from sessions.documents import DocumentState, Paper
from sessions.issuers import IssuerDetails
from sessions.office import OfficeDetails, Seal, describe
from tests.sessions.hall import WHO

MARCH, APRIL = date(2026, 3, 31), date(2026, 4, 1)


@pytest.fixture
def series(db):
    return document_series.enrol(db, SeriesDetails("伊社協", "一般"), **WHO)


def take(db, series, subject="会議のご案内", dated=APRIL, **more):
    return documents.take(db, series, Paper(subject, **more), dated=dated, **WHO)


def test_numbers_run_without_a_gap_and_begin_anew_in_april(db, series):
    made = [take(db, series, dated=day) for day in (MARCH, MARCH, APRIL, APRIL, MARCH)]
    assert [one.written for one in made] == [
        "7伊社協第1号", "7伊社協第2号", "8伊社協第1号", "8伊社協第2号", "7伊社協第3号",
    ]  # fmt: skip
    assert documents.gaps(db) == ()
    assert documents.years(db) == (2026, 2025)
    view = document_series.get(db, series)
    assert documents.next_written(db, view, APRIL) == "8伊社協第3号"


def test_each_series_has_its_own_numbers_and_its_own_form(db, series):
    plain = document_series.enrol(
        db, SeriesDetails("伊社協ボ", with_year=False, keep_years=0), **WHO
    )
    assert [take(db, one).written for one in (series, plain, plain)] == [
        "8伊社協第1号", "伊社協ボ第1号", "伊社協ボ第2号",
    ]  # fmt: skip
    assert documents.listing(db, series_id=plain)[0].kept_until is None


def test_a_void_number_stays_taken_with_its_reason(db, series):
    first = take(db, series)
    with pytest.raises(Refusal):
        documents.void(db, first.id, reason=" ", **WHO)
    documents.void(db, first.id, reason="出さないことになった", **WHO)
    documents.void(db, first.id, reason="もう一度", **WHO)
    assert take(db, series).number == 2
    kept = documents.show(db, first.id)
    assert (kept.state, kept.state_reason) == (DocumentState.VOID, "出さないことになった")
    assert [line.act for line in journal.recent(db, object_id=first.id)] == ["void", "number"]


def test_what_is_undone_gave_no_number(office):
    with office.change() as db:
        series = document_series.enrol(db, SeriesDetails("伊社協"), **WHO)
        take(db, series)
    with pytest.raises(RuntimeError), office.change() as db:
        assert take(db, series).number == 2
        raise RuntimeError
    with office.change() as db:
        assert take(db, series).number == 2
        assert documents.gaps(db) == ()


def test_the_database_itself_refuses_a_number_twice(db, series):
    import sqlalchemy as sa

    first = take(db, series)
    row = dict(db.execute(sa.select(documents.TABLE)).one()._mapping)
    with pytest.raises(sa.exc.IntegrityError), db.begin_nested():
        db.execute(sa.insert(documents.TABLE).values(row | {"id": "f" * 32}))
    assert documents.listing(db) == (first,)


def test_a_paper_without_a_subject_and_a_series_out_of_use_get_none(db, series):
    with pytest.raises(Refusal):
        take(db, series, " ")
    document_series.retire(db, series, **WHO)
    with pytest.raises(Refusal):
        take(db, series)
    assert document_series.listing(db) == []
    assert len(document_series.listing(db, everyone=True)) == 1


def test_the_register_is_searched_by_number_and_words(db, series):
    take(db, series, "敬老会のご案内", addressed_to="髙橋　ハツヱ")
    take(db, series, "理事会の開催", addressed_to="理事各位", issuer="会長")

    def found(text):
        return [one.number for one in documents.listing(db, year=2026, text=text)]

    assert found("敬老") == [1]
    assert found("高橋") == [1]
    assert found("2") == [2]
    assert found("第1号") == [1]
    assert found("") == [2, 1]
    assert documents.listing(db, year=2025) == ()


@pytest.mark.parametrize(
    ("dated", "years", "until"),
    [
        (date(2026, 4, 1), 5, date(2032, 3, 31)),
        (date(2026, 3, 31), 5, date(2031, 3, 31)),
        (date(2026, 12, 1), 1, date(2028, 3, 31)),
        (date(2026, 12, 1), 0, None),
    ],
)
def test_papers_are_kept_from_the_next_april_on(dated, years, until):
    assert document_series.kept_until(dated, years) == until


def test_signs_are_told_apart_and_years_of_keeping_have_bounds(db, series):
    with pytest.raises(Refusal):
        document_series.enrol(db, SeriesDetails("伊社協"), **WHO)
    with pytest.raises(Refusal):
        document_series.enrol(db, SeriesDetails(" "), **WHO)
    with pytest.raises(Refusal):
        document_series.enrol(db, SeriesDetails("x", keep_years=100), **WHO)
    view = document_series.get(db, series)
    changed = SeriesDetails("伊社協", "総務", keep_years=10)
    assert document_series.correct(db, series, changed, version=1, **WHO) == 2
    with pytest.raises(Refusal):
        document_series.correct(db, series, SeriesDetails("伊"), version=view.version, **WHO)


def test_the_office_signs_first_and_others_beside_it(db):
    office = OfficeDetails(
        name="伊那社協", issuer_title="会長", issuer_name="有賀　武", phone="0265-00-0000"
    )
    describe(db, office, version=0, **WHO)
    other = issuers.enrol(
        db, IssuerDetails("手良地区社協", "会長", "春日　一", seal=Seal.OMITTED), **WHO
    )
    assert [one.words for one in issuers.offered(db)] == [
        "伊那社協　会長　有賀　武", "手良地区社協　会長　春日　一",
    ]  # fmt: skip
    assert issuers.get(db, "").seal is Seal.STAMPED
    assert issuers.correct(db, other, IssuerDetails("手良地区社協"), version=1, **WHO) == 2
    issuers.retire(db, other, **WHO)
    assert len(issuers.offered(db)) == 1
    with pytest.raises(Refusal):
        issuers.enrol(db, IssuerDetails("　"), **WHO)
    with pytest.raises(Refusal):
        issuers.get(db, "0" * 32)


def test_the_boxes_of_the_draft_are_the_offices_own(db):
    assert approvals.titles(db) == ("会長", "事務局長", "課長", "係長", "担当")
    approvals.set_titles(db, ["会長", " 局長 ", "", "合議"], **WHO)
    assert approvals.titles(db) == ("会長", "局長", "合議")
    for wrong in ([], ["あ"] * 9, ["長" * 21]):
        with pytest.raises(Refusal):
            approvals.set_titles(db, wrong, **WHO)
    approvals.set_titles(db, ["会長"], **WHO)
    assert approvals.titles(db) == ("会長",)
