from datetime import date

import pytest
import sqlalchemy as sa

from resources.refusals import Refusal
from sessions import arrivals, certificates, door, holding, issuing, recognition
from sessions.certificates import CertificateState
from sessions.door_log import Way
from tests.sessions.hall import WHO, hall, planned

DAY = {"dated": date(2026, 5, 19)}


def draw(content):
    return f"%PDF {content.number} {content.name} {content.reissued_on}".encode()


def everybody(db):
    it = hall(db)
    for line in it.lines:
        arrivals.arrive(db, it.meeting, line, way=Way.NAME, **WHO)
    return it


def issue(db, it, **more):
    return issuing.issue(db, it.meeting, draw=draw, **{**DAY, **more}, **WHO)


def test_everybody_who_came_gets_the_next_number_and_frozen_bytes(db):
    it = everybody(db)
    holding.close(db, it.meeting, **WHO)
    batch = issue(db, it)
    assert [card.content.number for card in batch.certificates] == [1, 2, 3, 4, 5]
    assert [card.content.name for card in batch.certificates][:2] == [
        "春日　とみ子", "Nguyễn Văn Minh"]  # fmt: skip
    first = batch.certificates[0]
    assert certificates.pdf(db, first.id) == "%PDF 1 春日　とみ子 ".encode()
    assert (first.state, first.content.held_on, first.content.place) == (
        CertificateState.DRAWN, "2026-05-19", "いなっせ")  # fmt: skip
    assert batch == issue(db, it)
    assert issuing.confirm(db, [card.id for card in batch.certificates], **WHO) == 5
    assert issuing.confirm(db, [first.id], **WHO) == 0


def test_a_batch_that_stopped_goes_on_where_it_was(db):
    it = everybody(db)
    part = issue(db, it, limit=2)
    assert (len(part.certificates), part.remaining) == (2, 3)
    drawn = []

    def counting(content):
        drawn.append(content.number)
        return draw(content)

    whole = issuing.issue(db, it.meeting, draw=counting, **DAY, **WHO)
    assert drawn == [3, 4, 5]
    assert [card.id for card in whole.certificates][:2] == [card.id for card in part.certificates]


def test_a_printer_that_breaks_while_drawing_takes_no_number(db):
    it = everybody(db)

    def broken(content):
        if content.number == 3:
            raise OSError("no paper")
        return draw(content)

    with pytest.raises(OSError, match="no paper"), db.begin_nested():
        issuing.issue(db, it.meeting, draw=broken, **DAY, **WHO)
    assert certificates.listing(db) == ()
    assert [card.content.number for card in issue(db, it).certificates] == [1, 2, 3, 4, 5]


def test_a_walk_in_waits_for_the_name_and_a_proxy_gets_their_own(db):
    it = hall(db)
    walk = door.walk_in(db, it.meeting, name_kana="こさか　はな", **WHO).answer
    arrivals.arrive_proxy(db, it.meeting, it.lines[0], proxy_name="髙橋　一", **WHO)
    batch = issue(db, it)
    assert [card.content.name for card in batch.certificates] == ["髙橋　一"]
    assert batch.certificates[0].person_id is None
    assert [(left.expected_id, left.kana) for left in batch.unconfirmed] == [
        (walk.expected_id, "こさか　はな")]  # fmt: skip
    recognition.confirm_name(db, walk.expected_id, name="小坂　花", kana="こさか　はな", **WHO)
    names = {card.content.name: card.content.number for card in issue(db, it).certificates}
    assert names == {"髙橋　一": 1, "小坂　花": 2}


def test_void_numbers_stay_taken_and_a_reissue_keeps_number_and_date(db):
    it = everybody(db)
    cards = issue(db, it).certificates
    issuing.void(db, cards[4].id, reason="名前ちがい", **WHO)
    again = {card.expected_id: card for card in issue(db, it).certificates}
    assert again[cards[4].expected_id].content.number == 6
    copy = issuing.reissue(db, cards[0].id, draw=draw, reissued_on=date(2026, 7, 1), **WHO)
    assert (copy.content.number, copy.dated, copy.content.reissued_on, copy.replaces) == (
        1, date(2026, 5, 19), "2026-07-01", cards[0].id)  # fmt: skip
    for gone in (cards[0].id, cards[4].id):
        with pytest.raises(Refusal):
            issuing.void(db, gone, reason="x", **WHO)
    with pytest.raises(Refusal):
        issuing.void(db, copy.id, reason=" ", **WHO)


def test_a_paper_is_verified_by_number_and_by_its_bytes(db):
    it = everybody(db)
    card = issue(db, it).certificates[0]
    pdf = certificates.pdf(db, card.id)
    assert certificates.verify(db, number=(2026, 1)).genuine
    assert certificates.verify(db, pdf=pdf).certificate == card
    assert not certificates.verify(db, pdf=pdf + b" ").genuine
    assert not certificates.verify(db, number=(2026, 99)).genuine
    issuing.reissue(db, card.id, draw=draw, reissued_on=date(2026, 7, 1), **WHO)
    assert certificates.verify(db, number=(2026, 1)).genuine
    old = certificates.verify(db, pdf=pdf)
    assert (old.genuine, old.certificate.id) == (False, card.id)


def test_numbers_begin_anew_with_the_fiscal_year(db):
    it = everybody(db)
    assert issue(db, it, expected_ids=[it.lines[0]]).certificates[0].content.number == 1
    march = issue(db, it, expected_ids=[it.lines[1]], dated=date(2027, 3, 31))
    april = issue(db, it, expected_ids=[it.lines[2]], dated=date(2027, 4, 1))
    assert (march.certificates[0].content.fiscal_year, march.certificates[0].content.number) == (
        2026, 2)  # fmt: skip
    assert (april.certificates[0].content.fiscal_year, april.certificates[0].content.number) == (
        2027, 1)  # fmt: skip


def test_the_database_keeps_numbers_and_good_certificates_unique(db):
    it = everybody(db)
    cards = issue(db, it).certificates
    table = certificates.TABLE.c
    for values in ({"number": 1}, {"expected_id": cards[0].expected_id}):
        change = sa.update(certificates.TABLE).where(table.id == cards[1].id).values(**values)
        with pytest.raises(sa.exc.IntegrityError), db.begin_nested():
            db.execute(change)


def test_changed_bytes_are_noticed_and_a_planned_meeting_has_no_certificates(db):
    it = everybody(db)
    card = issue(db, it).certificates[0]
    db.execute(sa.update(certificates.TABLE).values(pdf=b"x"))
    with pytest.raises(ValueError, match="changed"):
        certificates.pdf(db, card.id)
    with pytest.raises(Refusal):
        issuing.issue(db, planned(db), draw=draw, **DAY, **WHO)
