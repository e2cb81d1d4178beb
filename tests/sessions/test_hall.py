"""The evening at the hall: the door's own verbs, sealed before they count, and gone on with."""

import errno
import json
import os
from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from resources import codes, parcel, sealed_log
from resources.refusals import Refusal
from resources.roles import Role
from sessions import (
    attendance,
    consent_texts,
    consents,
    door_search,
    expecting,
    packing,
    passes,
    people,
    staff,
    suppression,
    withholding,
)
from sessions.answers import Kind, Reason, Remedy
from sessions.consent_ways import Way as By
from sessions.door_log import Way
from sessions.person_tables import Person
from tests.conftest import CHEAP
from tests.sessions.hall import TOWN, WHO, planned
from tests.sessions.hall import hall as meeting_of
from tests.sessions.taken_out import Laptop, out, pack
from tests.town import NOW


def here(laptop):
    with laptop.store.read() as db:
        return {
            row.expected_id: (row.name or row.kana, row.arrived, row.left, row.proxy_name)
            for row in attendance.present(db, laptop.meeting)
        }


def test_the_door_answers_as_at_the_office(office, tmp_path):
    it, packed = pack(office)
    laptop = Laptop(packed, tmp_path)
    answer = laptop.scan(it.codes[0])
    assert (answer.kind, answer.name, answer.kana) == (
        Kind.RECEIVED, "髙橋　ハツヱ", "たかはし　はつえ")  # fmt: skip
    assert laptop.scan(it.codes[0]).kind is Kind.ALREADY
    with laptop.store.read() as db:
        found = door_search.on_list(db, laptop.meeting, "よし").candidates
    assert [(one.name, one.here) for one in found] == [("𠮷田　稔", False)]
    assert laptop.scan("INA1" + "0" * 20 + "0").reason in {Reason.NOT_ON_LIST, Reason.TYPO}


def test_a_card_of_nobody_on_the_list_is_asked_about(office, tmp_path):
    _it, packed = pack(office)
    answer = Laptop(packed, tmp_path).scan(codes.new_code())
    assert (answer.kind, answer.reason) == (Kind.ASK, Reason.NOT_ON_LIST)
    assert answer.remedies == (Remedy.SEARCH_NAME, Remedy.WALK_IN)


def test_personal_cards_shared_cards_and_hidden_names_work_without_the_register(office, tmp_path):
    with office.change() as db:
        it = meeting_of(db)
        (card,) = passes.issue_cards(db, [it.people[0]], **WHO)
        passes.share(db, card.id, it.people[1], **WHO)
        db.get(Person, it.people[2]).hide_name = True
        db.flush()
        packed = out(db, it.meeting)
    laptop = Laptop(packed, tmp_path)
    both = laptop.scan(card.code)
    assert both.reason is Reason.SHARED
    assert [one.name for one in both.candidates] == [TOWN[0][0], TOWN[1][0]]
    for one in both.candidates:
        laptop.receive(one.expected_id)
    assert laptop.scan(card.code).kind is Kind.ALREADY
    assert laptop.scan(it.codes[2]).hide_name


def test_a_package_holds_nothing_but_names_readings_and_consented_needs(office):
    with office.change() as db:
        it = meeting_of(db)
        person = db.get(Person, it.people[0])
        person.needs, person.address, person.note = "wheelchair", "伊那市西町1-2", "カナリア"
        db.get(Person, it.people[1]).needs = "hearing"
        db.flush()
        agree(db, it.people[0])
        assert {one.needs: one.agreed for one in packing.in_need(db, it.meeting)} == {
            "wheelchair": True, "hearing": False,
        }  # fmt: skip
        packed = out(db, it.meeting)
    package = parcel.read(packed.content)
    body = json.loads(parcel.open_with(package, packed.passcode).body)
    told = {tuple(sorted(one)) for one in body["people"]}
    assert told == {("kana", "line", "name"), ("kana", "line", "name", "needs")}
    assert [one.get("needs") for one in body["people"] if "needs" in one] == ["wheelchair"]
    plain = json.dumps(body, ensure_ascii=False)
    secrets = ["0265", "0503", "西町1-2", "カナリア", "高遠町", "hearing", *it.codes, *it.people]
    assert [secret for secret in secrets if secret in plain] == []
    assert set(package.header) & {"people"} == {"people"}
    assert package.header["label"] == "いなくらし会議, no. 1"


def agree(db, person):
    texts = {one.purpose: one.id for one in consent_texts.listing(db)}
    text = texts.get(consent_texts.AT_THE_HALL) or consent_texts.write(
        db, consent_texts.AT_THE_HALL, "知らせます。", effective_from=date(2026, 4, 1), **WHO
    )
    return consents.give(db, person, consents.Given(text, date(2026, 5, 1)), **WHO)


def test_a_consent_taken_back_lets_no_need_travel(db):
    it = meeting_of(db)
    db.get(Person, it.people[0]).needs = "wheelchair"
    db.flush()
    given = agree(db, it.people[0])
    assert [one.agreed for one in packing.in_need(db, it.meeting)] == [True]
    consents.withdraw(db, given, on=date(2026, 5, 2), way=By.SPOKEN, **WHO)
    assert [one.agreed for one in packing.in_need(db, it.meeting)] == [False]


def test_whoever_died_or_is_protected_does_not_travel_and_is_received_all_the_same(
    office, tmp_path
):
    with office.change() as db:
        it = meeting_of(db)
        for person, why in zip(it.people, suppression.Reason, strict=True):
            withholding.withhold(db, person, why, since=date(2026, 5, 1), why="市から", **WHO)
        told = packing.left_out(db, it.meeting)
        packed = out(db, it.meeting)
    package = parcel.read(packed.content)
    body = json.loads(parcel.open_with(package, packed.passcode).body)
    aboard = {one["line"] for one in body["people"]}
    gone = {
        line
        for line, why in zip(it.lines, suppression.Reason, strict=True)
        if suppression.Use.SHEET in suppression.STOPS[why]
    }
    assert aboard == set(it.lines) - gone
    assert len(gone) == 2
    assert "2 people were left out" in told
    marks = json.dumps(body["cards"])
    assert not [line for line in gone if line in marks]
    laptop = Laptop(packed, tmp_path)
    assert laptop.scan(it.codes[it.lines.index(min(gone))]).kind is Kind.ASK
    assert laptop.walk_in("かすが").answer.kind is Kind.RECEIVED


def test_no_name_stands_in_any_file_in_plain_letters(office, tmp_path):
    canary = "カナリア　鯖江太郎"
    with office.change() as db:
        it = meeting_of(db, (*TOWN, (canary, "かなりあ　さばえたろう", "伊那", "")))
        packed = out(db, it.meeting)
    laptop = Laptop(packed, tmp_path)
    laptop.scan(it.codes[-1])
    laptop.walk_in("カナリア　はじめて")
    files = [packed.content, laptop.path.read_bytes(), laptop.home()]
    forms = [
        text.encode(code)
        for text in (canary, "鯖江", "カナリア", "さばえ", it.codes[-1])
        for code in ("utf-8", "utf-16-le", "cp932")
    ]
    forms += [json.dumps("鯖江")[1:-1].encode()]
    assert [form for form in forms for one in files if form in one] == []
    assert not [path for path in tmp_path.iterdir() if path not in {office.folder, laptop.path}]


def test_a_sensitive_body_goes_out_under_a_neutral_label(office):
    with office.change() as db:
        it = meeting_of(db)
        from sessions.bodies import Body
        from sessions.meetings import Meeting

        db.get(Body, db.get(Meeting, it.meeting).body_id).legal_basis = "社会福祉法第106条の6"
        db.flush()
        packed = out(db, it.meeting)
    assert parcel.read(packed.content).header["label"] == "Meeting"
    assert "いなくらし".encode() not in packed.content


def test_more_than_a_hundred_people_are_for_an_administrator(office):
    with office.change() as db:
        by = {"at": NOW, "by": staff.enrol(db, "唐澤　みどり", at=NOW)}
        other = staff.enrol(db, "宮下　誠", **by)
        meeting = planned(db, capacity=120)
        for number in range(101):
            expecting.expect_by_hand(db, meeting, name="", kana=f"あ　{number}", **by)
        told = {"carrier": "原", "stretching": CHEAP, "at": NOW}
        roles = {one.id: one.roles for one in staff.listing(db)}
        assert Role.ADMIN in roles[by["by"]]
        with pytest.raises(Refusal, match="more than the 100"):
            packing.pack(db, meeting, by=other, **told)
        assert packing.pack(db, meeting, by=by["by"], **told).content


def test_the_evening_goes_on_after_a_power_cut(office, tmp_path):
    it, packed = pack(office)
    laptop = Laptop(packed, tmp_path)
    laptop.scan(it.codes[0])
    laptop.leave(it.lines[0])
    laptop.receive(it.lines[1], proxy_name="高見　花子")
    laptop.walk_in("はじめ　てこ", district="手良")
    laptop.take_back(laptop.scan(it.codes[2]))
    before = here(laptop)
    assert len(before) == 3
    assert here(laptop.again()) == before
    assert laptop.scan(it.codes[0]).reason is Reason.LEFT
    laptop.back(it.lines[0])
    assert here(laptop)[it.lines[0]][2] is None
    assert laptop.again().store.count == 7


@pytest.mark.parametrize("cut", [1, 7, 60, 200])
def test_a_frame_that_was_being_written_is_cut_off_and_the_rest_stands(office, tmp_path, cut):
    it, packed = pack(office)
    laptop = Laptop(packed, tmp_path)
    laptop.scan(it.codes[0])
    whole = laptop.path.read_bytes()
    laptop.scan(it.codes[1])
    longer = laptop.path.read_bytes()
    laptop.store.close()
    laptop.path.write_bytes(longer[: len(whole) + cut])
    laptop.start()
    assert set(here(laptop)) == {it.lines[0]}
    laptop.scan(it.codes[2])
    assert set(here(laptop.again())) == {it.lines[0], it.lines[2]}


def test_a_file_damaged_in_the_middle_is_kept_beside(office, tmp_path):
    it, packed = pack(office)
    laptop = Laptop(packed, tmp_path)
    for code in it.codes[:3]:
        laptop.scan(code)
    laptop.store.close()
    content = bytearray(laptop.path.read_bytes())
    middle = sealed_log.read(bytes(content)).cores[1].raw
    content[bytes(content).index(middle) + 50] ^= 4
    laptop.path.write_bytes(content)
    laptop.start()
    assert set(here(laptop)) == {it.lines[0]}
    (kept,) = tmp_path.glob("*damaged*")
    assert kept.read_bytes() == bytes(content)


@pytest.mark.parametrize("name", ["pwrite", "fsync"])
def test_a_disk_that_takes_no_more_refuses_and_nothing_happened(
    office, tmp_path, monkeypatch, name
):
    it, packed = pack(office)
    laptop = Laptop(packed, tmp_path)
    laptop.scan(it.codes[0])
    size = laptop.path.stat().st_size
    right = getattr(os, name)
    failed = []

    def full(handle, *args):
        if not failed:
            failed.append(handle)
            raise OSError(errno.ENOSPC, "full")
        return right(handle, *args)

    monkeypatch.setattr(sealed_log.os, name, full)
    with pytest.raises(Refusal, match="no more"):
        laptop.scan(it.codes[1])
    assert failed
    assert set(here(laptop)) == {it.lines[0]}
    assert laptop.path.stat().st_size == size
    assert laptop.scan(it.codes[1]).kind is Kind.RECEIVED
    assert len(here(laptop.again())) == 2


def test_after_a_quarter_of_an_hour_nothing_is_taken_back_at_the_hall(office, tmp_path):
    it, packed = pack(office)
    laptop = Laptop(packed, tmp_path)
    early, late = laptop.scan(it.codes[0]), laptop.scan(it.codes[1])
    laptop.clock.pass_by(15)
    laptop.take_back(early)
    laptop.clock.pass_by(1)
    with pytest.raises(Refusal, match="15 minutes"):
        laptop.take_back(late)
    assert set(here(laptop)) == {it.lines[1]}


def test_a_package_whose_time_is_over_opens_nothing_even_with_the_clock_turned_back(
    office, tmp_path
):
    it, packed = pack(office)
    laptop = Laptop(packed, tmp_path)
    laptop.clock.wall = NOW + timedelta(hours=25)
    laptop.scan(it.codes[0])
    laptop.clock.wall = NOW + timedelta(hours=26)
    with pytest.raises(Refusal, match="over"):
        laptop.scan(it.codes[1])
    laptop.clock.wall = NOW
    with pytest.raises(Refusal, match="over"):
        laptop.scan(it.codes[1])


def test_the_returned_computer_reads_nothing_of_what_it_carries(office, tmp_path):
    it, packed = pack(office)
    laptop = Laptop(packed, tmp_path)
    laptop.scan(it.codes[0])
    content = sealed_log.read(laptop.home())
    assert content.copies == (b"",)
    whole = sealed_log.read(laptop.path.read_bytes())
    assert [one.raw for one in whole.cores] == [one.raw for one in content.cores]


def test_what_the_clerk_at_the_hall_knew_of_the_clock_stands_in_each_act(office, tmp_path):
    it, packed = pack(office)
    laptop = Laptop(packed, tmp_path, offset=600)
    assert laptop.scan(it.codes[0]).since == NOW + timedelta(minutes=10)


def test_nothing_but_the_meeting_is_in_the_store(office, tmp_path):
    with office.change() as db:
        people.enrol(db, _other(), **WHO)
    _it, packed = pack(office)
    laptop = Laptop(packed, tmp_path)
    with laptop.store.read() as db:
        assert db.scalar(sa.select(sa.func.count()).select_from(Person)) == 0
        assert door_search.not_on_list(db, laptop.meeting, "べつ").candidates == ()
    assert laptop.act(_nothing) == Way.NAME


def _other():
    from sessions.person_entry import PersonDetails

    return PersonDetails(name="別　人", kana="べつ　じん")


def _nothing(_db, *, at, by):
    return Way.NAME
