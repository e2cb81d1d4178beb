"""発送・掲載停止: what each reason stops at once, and that nobody is ever missing at the door."""

from dataclasses import replace
from datetime import date

import pytest
import sqlalchemy as sa

from resources import journal
from resources.refusals import Refusal
from sessions import (
    addressees,
    attendance,
    door_search,
    expecting,
    finding,
    holding,
    letters,
    mailing_lists,
    merging,
    notices,
    passes,
    people,
    person_listing,
    person_rows,
    receiving,
    rosters,
    sheet_pages,
    sheets,
    suppression,
    withholding,
)
from sessions.door_log import Way
from sessions.suppression import STOPS, Reason, Use
from tests.sessions.hall import TOWN, WHO, Hall, hall, planned, register

DAY = date(2026, 5, 1)


def withhold(db, person, reason, **more):
    why = {"why": "市の福祉相談課から"} | more
    return withholding.withhold(db, person, reason, since=DAY, **why, **WHO)


def snowed(db):
    """Call a meeting off at which everybody of TOWN was expected."""
    meeting = planned(db, place="いなっせ")
    listed = tuple(register(db, *facts) for facts in TOWN)
    put = expecting.expect_people(db, meeting, listed, **WHO)
    holding.cancel(db, meeting, reason="大雪", **WHO)
    return Hall(meeting, listed, put.added, ())


def test_a_reason_stands_until_it_is_lifted(db):
    it = hall(db)
    withhold(db, it.people[0], Reason.HOME)
    (standing,) = suppression.standing(db).values()
    assert (standing.person_id, standing.reasons) == (it.people[0], {Reason.HOME})
    assert (standing.since, standing.sets[0].why, standing.sets[0].by) == (
        DAY, "市の福祉相談課から", WHO["by"],
    )  # fmt: skip
    withholding.lift(db, it.people[0], Reason.MOVED, why="", **WHO)
    assert suppression.standing(db, it.people).keys() == {it.people[0]}
    withholding.lift(db, it.people[0], Reason.HOME, why="戻られた", **WHO)
    assert suppression.standing(db) == {}
    assert db.scalar(sa.select(sa.func.count()).select_from(suppression.TABLE)) == 2


def test_the_same_reason_again_replaces_what_was_said(db):
    it = hall(db)
    withhold(db, it.people[0], Reason.PROTECTED)
    withhold(db, it.people[0], Reason.PROTECTED, why="延長", safe_address="みはらし町役場気付")
    (one,) = suppression.standing(db)[it.people[0]].sets
    assert (one.why, one.safe_address) == ("延長", "みはらし町役場気付")


def test_protection_needs_words_at_both_ends(db):
    it = hall(db)
    with pytest.raises(Refusal):
        withhold(db, it.people[0], Reason.PROTECTED, why=" ")
    withhold(db, it.people[0], Reason.PROTECTED)
    with pytest.raises(Refusal):
        withholding.lift(db, it.people[0], Reason.PROTECTED, why="", **WHO)
    assert suppression.hidden_addresses(db, it.people) == {it.people[0]}
    with pytest.raises(Refusal):
        withhold(db, "0" * 32, Reason.DIED)


@pytest.mark.parametrize("kind", [Reason.DIED, Reason.MOVED])
def test_leaving_withholds_and_coming_back_releases(db, kind):
    it = hall(db)
    people.leave(db, it.people[1], on=DAY, kind=kind, **WHO)
    assert people.get(db, it.people[1]).left_on == DAY
    assert suppression.standing(db)[it.people[1]].reasons == {kind}
    people.come_back(db, it.people[1], **WHO)
    assert people.get(db, it.people[1]).left_on is None
    assert suppression.standing(db) == {}
    people.come_back(db, it.people[1], **WHO)
    acts = [line.act for line in journal.recent(db, object_id=it.people[1])]
    assert acts[:2] == ["come_back", "leave"]


def test_who_died_after_moving_away_stays_away_when_the_moving_is_lifted(db):
    it = hall(db)
    withhold(db, it.people[0], Reason.MOVED)
    withhold(db, it.people[0], Reason.DIED)
    withholding.lift(db, it.people[0], Reason.MOVED, why="", **WHO)
    assert people.get(db, it.people[0]).left_on == DAY
    withholding.lift(db, it.people[0], Reason.DIED, why="", **WHO)
    assert people.get(db, it.people[0]).left_on is None


def test_records_brought_together_share_what_stands(db):
    it = hall(db)
    keep, drop, other = it.people[:3]
    withhold(db, drop, Reason.HOME)
    merging.merge(db, keep, drop, **WHO)
    assert suppression.standing(db).keys() == {keep, drop}
    assert suppression.standing(db, [drop])[drop].reasons == {Reason.HOME}
    assert suppression.standing(db, [keep, other]).keys() == {keep}
    withholding.lift(db, keep, Reason.HOME, why="", **WHO)
    assert suppression.standing(db) == {}
    withhold(db, keep, Reason.MOVED)
    assert suppression.standing(db, [drop])[drop].reasons == {Reason.MOVED}


def test_every_reason_has_a_rule_and_stops_letters():
    assert STOPS.keys() == set(Reason) == suppression.WORDS.keys()
    assert all(Use.LETTER in uses for uses in STOPS.values())


# What carries a name


def _carried(db, it):
    """Return, for each paper and list, the names on it."""
    pages = [page.code for page in sheet_pages.lay_out(db, it.meeting, **WHO)]
    passes.issue_tags(db, it.meeting, **WHO)
    letter = letters.notice(db, it.meeting, written=DAY)
    return {
        "sign_in": {row.name for row in sheets.sign_in_sheet(db, it.meeting, page_codes=pages).people},
        "tags": {tag.name for tag in sheets.name_tags(db, it.meeting).tags},
        "missing": {row.name for row in sheets.attendance_list(db, it.meeting).missing},
        "letters": {one.name for one in letter.people},
        "telling": {one.name for one in notices.listing(db, it.meeting)},
    }  # fmt: skip


EVERYWHERE = {"sign_in", "tags", "missing", "letters", "telling"}


@pytest.mark.parametrize(
    ("reason", "stopped"),
    [
        (Reason.DIED, EVERYWHERE),
        (Reason.MOVED, {"letters"}),
        (Reason.HOME, {"letters"}),
        (Reason.WISH, {"letters"}),
        (Reason.PROTECTED, {"letters", "sign_in"}),
    ],
)
def test_each_reason_stops_what_the_table_says(db, reason, stopped):
    it = snowed(db)
    person, name = it.people[0], people.get(db, it.people[0]).name
    before = _carried(db, it)
    assert all(name in names for names in before.values())
    withhold(db, person, reason)
    after = _carried(db, it)
    assert {where for where, names in after.items() if name not in names} == stopped
    assert all(before[where] - {name} == after[where] - {name} for where in EVERYWHERE)
    out = letters.left_out(db, it.meeting)
    assert [one.name for one in out] == ([] if reason is Reason.DIED else [name])


def test_letters_under_protection_go_to_the_safe_address_only(db):
    it = snowed(db)
    person = it.people[0]
    withhold(db, person, Reason.PROTECTED, safe_zip="396-0000", safe_address="役場気付")
    name = people.get(db, person).name
    (letter,) = [
        one for one in letters.notice(db, it.meeting, written=DAY).people if one.name == name
    ]
    assert (letter.post_code, letter.address) == ("〒396-0000", "役場気付")
    withhold(db, person, Reason.MOVED)
    assert name not in {one.name for one in letters.notice(db, it.meeting, written=DAY).people}


def test_whoever_died_is_not_put_on_a_list_and_it_is_said(db):
    it = hall(db)
    withhold(db, it.people[0], Reason.DIED)
    withhold(db, it.people[1], Reason.PROTECTED)
    other = planned(db)
    put = expecting.expect_people(db, other, it.people, **WHO)
    assert [one.person_id for one in put.withheld] == [it.people[0]]
    assert len(put.added) == len(it.people) - 1
    assert people.get(db, it.people[0]).name in suppression.left_out(db, put.withheld)


@pytest.mark.parametrize("reason", Reason)
def test_whoever_comes_is_found_at_the_door_and_received(db, reason):
    it = hall(db)
    withhold(db, it.people[0], reason)
    kana = people.get(db, it.people[0]).kana
    found = door_search.on_list(db, it.meeting, kana[:3]).candidates
    (here,) = [one for one in found if one.person_id == it.people[0]]
    assert bool(here.remark) == (reason is Reason.DIED)
    receiving.arrive(db, it.meeting, it.lines[0], way=Way.NAME, **WHO)
    assert it.people[0] in {row.person_id for row in attendance.present(db, it.meeting)}
    assert attendance.counts(db, it.meeting).expected == len(TOWN)
    other = planned(db)
    holding.open_meeting(db, other, **WHO)
    found = door_search.not_on_list(db, other, kana[:3]).candidates
    assert it.people[0] in {one.person_id for one in found}


def test_one_letter_for_a_household_leaves_out_whom_it_must(db):
    it = hall(db)
    withhold(db, it.people[0], Reason.DIED)
    withhold(db, it.people[1], Reason.PROTECTED)
    withhold(db, it.people[2], Reason.PROTECTED, safe_zip="396-0000", safe_address="役場気付")
    refs = [mailing_lists.person(one) for one in it.people[:4]]
    letter = addressees.gather(db, refs, together=True, by_hand=True).ready
    assert [one.refs for one in letter] == [(one,) for one in refs[2:4]]
    assert letter[0].address == "役場気付"


# Whereabouts


def test_whereabouts_are_hidden_wherever_they_are_read(db):
    it = hall(db)
    person = it.people[0]
    view = people.get(db, person)
    entered = replace(
        people.details(view), zip="396-0001", address="隠れ里1番地", district="高遠町",
        phones=(("0265-11-2222", "0265112222"),), email="a@example.jp",
    )  # fmt: skip
    people.correct(db, person, entered, version=view.version, **WHO)
    withhold(db, person, Reason.PROTECTED)
    off = planned(db)
    expecting.expect_people(db, off, it.people, **WHO)
    holding.cancel(db, off, reason="大雪", **WHO)
    secret = ("隠れ里", "高遠町", "0265", "396-0001", "example")
    (row,) = [one for one in person_rows.rows(db) if one.id == person]
    (line,) = [one for one in rosters.listing(db, it.meeting) if one.person_id == person]
    answer = receiving.arrive(db, it.meeting, it.lines[0], way=Way.NAME, **WHO)
    shown = [
        answer,
        people.get(db, person),
        *(one.person for one in finding.find(db, view.kana[:4])),
        *(one for one in person_listing.listing(db).rows if one.id == person),
        row,
        line,
        *(one for one in notices.listing(db, off) if one.person_id == person),
        *(one for one in attendance.present(db, it.meeting) if one.person_id == person),
        *door_search.on_list(db, it.meeting, view.kana[:4]).candidates,
        *sheets.name_tags(db, it.meeting).tags[:1],
    ]
    assert not [one for one in shown for word in secret if word in str(one)]
    whole = people.get(db, person, whole=True)
    assert (whole.address, whole.district, whole.tel_digits) == (
        "隠れ里1番地", "高遠町", ("0265112222",),
    )  # fmt: skip
    assert person not in {one.id for one in person_listing.listing(db, district="高遠町").rows}


def test_a_correction_made_without_seeing_the_address_keeps_it(db):
    it = hall(db)
    person = it.people[0]
    view = people.get(db, person)
    entered = replace(people.details(view), address="隠れ里1番地", district="高遠町")
    people.correct(db, person, entered, version=view.version, **WHO)
    withhold(db, person, Reason.PROTECTED)
    view = people.get(db, person)
    assert (view.address, view.hidden) == ("", True)
    people.correct(
        db, person, replace(people.details(view), note="電話は夕方"), version=view.version, **WHO
    )
    whole = people.get(db, person, whole=True)
    assert (whole.address, whole.district, whole.note) == ("隠れ里1番地", "高遠町", "電話は夕方")
    people.correct(
        db, person, replace(people.details(whole), address=""), version=whole.version,
        opened=True, **WHO,
    )  # fmt: skip
    assert people.get(db, person, whole=True).address == ""


def test_opening_an_address_is_written_down(db):
    it = hall(db)
    with pytest.raises(Refusal):
        withholding.view(db, it.people[0], reason=" ", **WHO)
    withholding.view(db, it.people[0], reason="本人から電話", **WHO)
    (line, *_rest) = journal.recent(db, object_id=it.people[0])
    assert (line.act, line.after) == ("view", {"reason": "本人から電話"})
