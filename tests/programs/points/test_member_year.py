"""One volunteer's year: the stamps with their days, the sums that add up, how it stands."""

from datetime import date

import pytest

from programs.points import (
    adding_up,
    entering,
    exchanges,
    host_codes,
    ledger,
    member_year,
    numbers,
    register,
    volunteers,
)
from programs.points.adding_up import About
from programs.points.entering import Entered
from programs.points.member_year import Footing
from resources import codes
from resources.refusals import Refusal
from sessions import passes, suppression, withholding
from tests.programs.points.test_ledger import MARCH, SUMMER, YEAR, Town


@pytest.fixture
def town(db):
    return Town(db)


def read(town, number="0001", year=YEAR):
    return member_year.read(town.db, year, number)


def test_each_stamp_has_the_day_on_which_it_was_earned(town):
    town.did("0001", date(2025, 5, 3), 120)
    town.did("0001", date(2025, 5, 1), 60)
    town.did("0001", date(2025, 5, 3), 60, host=1, begins=800)
    found = read(town)
    assert found.stamps == (date(2025, 5, 1), date(2025, 5, 3), date(2025, 5, 3))
    assert (found.standing.recorded, found.standing.counted) == (4, 3)


def test_the_steps_add_up_and_what_was_taken_back_stays_to_be_seen(town):
    town.days("0001", 9)
    town.did("0001", date(2025, 7, 1), 60)
    again = town.did("0001", date(2025, 7, 2), 60, content="話し相手")
    town.did("0001", date(2025, 5, 1), 60, host=1, begins=800)
    entering.withdraw(town.db, again, reason="重ねて入れたぶん", at=MARCH, by=town.by)
    found = read(town)
    by = {one.about: one for one in found.steps}
    assert [one.about for one in found.steps] == [
        About.DONE, About.EARNED, About.CAP, About.BACK,
    ]  # fmt: skip
    assert (by[About.DONE].activities, by[About.DONE].hosts) == (12, 2)
    assert [by[one].stamps for one in (About.EARNED, About.CAP, About.BACK)] == [21, -1, -1]
    assert by[About.CAP].days == (date(2025, 5, 1),)
    assert by[About.BACK].why == "重ねて入れたぶん"
    assert sum(one.stamps for one in found.steps) == found.standing.counted == 19
    (back,) = found.explained.taken_back
    assert (back.day, back.host, back.content, back.counted) == (
        date(2025, 7, 2), "宅老所　かわせみ", "話し相手", 1,
    )  # fmt: skip


def test_what_is_carried_over_is_a_step_of_its_own_and_a_stamp_without_a_day(town):
    town.days("0001", 1)
    ledger.write(
        town.db,
        [ledger.line(entry_id="a" * 32, year=YEAR, number="0001", day=date(2025, 4, 1),
                     kind=ledger.Kind.CARRIED_IN, about="b" * 32, turn=1, rule_id=None,
                     counted=3, **town.who)],
    )  # fmt: skip
    found = read(town)
    assert [(one.about, one.stamps) for one in found.steps][-1] == (About.BROUGHT, 3)
    assert found.stamps == (None, None, None, date(2025, 5, 1), date(2025, 5, 1))
    assert sum(one.stamps for one in found.steps) == found.standing.counted == 5


def test_what_may_be_exchanged_follows_the_steps_the_windows_and_the_person(town):
    town.days("0001", 12)
    assert read(town).exchangeable(SUMMER.date()) == 2000
    assert read(town).exchangeable(date(2026, 4, 1)) == 0
    assert read(town).until == date(2026, 3, 31)
    town.exchange("0001", 1000)
    found = read(town)
    assert (found.exchangeable(SUMMER.date()), len(found.exchanges)) == (1000, 1)
    withholding.withhold(
        town.db, town.people["0001"], suppression.Reason.DIED, since=date(2025, 8, 1), **town.who
    )
    assert read(town).exchangeable(SUMMER.date()) == 0


@pytest.mark.parametrize(
    ("values", "footing"),
    [
        ({"insured": date(2025, 3, 1)}, Footing.ACTIVE),
        ({"insured": None}, Footing.UNINSURED),
        ({"insured": date(2025, 3, 1), "status": "休止"}, Footing.RESTING),
        ({"insured": None, "cancelled": date(2025, 9, 1)}, Footing.ENDED),
    ],
)
def test_how_a_number_stands_is_said_the_same_in_the_list_and_on_the_page(town, values, footing):
    register.record(
        town.db, [(town.people["0002"], "0002", {"registered": date(2025, 4, 1), **values})],
        year=YEAR, batch_id="", **town.who,
    )  # fmt: skip
    row = next(one for one in volunteers.read(town.db, YEAR).rows if one.number == "0002")
    assert row.footing is read(town, "0002").footing is footing


def test_who_did_not_renew_is_listed_and_opens_without_a_stamp(town):
    town.days("0001", 3)
    found = read(town, year=YEAR + 1)
    assert (found.footing, found.stamps, found.years) == (Footing.NOT_RENEWED, (), (YEAR,))
    rows = volunteers.read(town.db, YEAR + 1).rows
    assert {one.footing for one in rows} == {Footing.NOT_RENEWED}
    assert read(town, year=YEAR - 1).footing is Footing.NOT_YET
    with pytest.raises(Refusal):
        read(town, "9999")


def test_what_an_activity_would_count_for_is_said_before_it_is_entered(town):
    town.days("0001", 1)
    asked = Entered("0001", town.hosts[1], date(2025, 5, 1), 60, 900)
    said = entering.foreseen(town.db, asked, at=MARCH)
    assert (said.recorded, said.counted, said.causes, said.total) == (1, 0, ("over_daily_cap",), 2)
    earlier = Entered("0001", town.hosts[1], date(2025, 5, 1), 60, 540)
    said = entering.foreseen(town.db, earlier, at=MARCH)
    assert (said.counted, said.added, said.total) == (1, 0, 2), "it takes the place of another"
    other = Entered("0001", town.hosts[1], date(2025, 5, 2), 60, 900)
    assert entering.foreseen(town.db, other, at=MARCH).total == 3
    unknown = Entered("9999", town.hosts[1], date(2025, 5, 2), 60, 900)
    assert entering.foreseen(town.db, unknown, at=MARCH).causes == ("unknown_number",)
    assert read(town).standing.counted == 2
    entering.enter(town.db, other, at=MARCH, by=town.by)
    assert read(town).standing.counted == 3


def test_a_card_a_number_and_a_garbled_scan_find_the_volunteer(town):
    who = town.people["0002"]
    passes.issue_cards(town.db, [who], **town.who)
    code = passes.personal_codes(town.db, [who])[who]
    assert numbers.number_of(town.db, YEAR, code) == "0002"
    assert numbers.number_of(town.db, YEAR, code.lower()) == "0002"
    assert numbers.number_of(town.db, YEAR, "２") == "0002"
    passes.reissue(town.db, passes.resolve(town.db, code).id, reason="紛失", **town.who)
    for wrong in (code, "77", codes.new_code()):
        with pytest.raises(Refusal):
            numbers.number_of(town.db, YEAR, wrong)


def test_the_code_of_a_host_finds_only_it_however_the_keyboard_garbled_it(town):
    made = [host_codes.code_of(one) for one in town.hosts]
    assert len({*made}) == 2
    keys = dict(zip("1234567890QWERTYUIOPASDFGHJKLZXCVBNM", "ぬふあうえおやゆよわたていすかんなにらせ"
                    "ちとしはきくまのりつさそひこみも", strict=True))  # fmt: skip
    kana = "".join(keys[letter] for letter in made[0])
    assert host_codes.resolve(town.db, kana).number == "1"
    assert host_codes.resolve(town.db, made[0][:-1] + "0" * (made[0][-1] != "0")) is None
    assert host_codes.resolve(town.db, made[1].lower()).name == "地域食堂　夕やけ"
    assert host_codes.resolve(town.db, codes.new_code()) is None
    assert host_codes.resolve(town.db, "2") is None


def test_a_cancelled_exchange_stands_in_the_explanation_with_its_reason(town):
    town.days("0001", 5)
    one = town.exchange("0001", 1000)
    exchanges.cancel(town.db, one, reason="番号ちがい", version=1, at=MARCH, by=town.by)
    others = read(town).explained.others
    assert [(kind, yen, why) for _day, kind, yen, why in others] == [
        ("exchange", -1000, ""), ("exchange_back", 1000, "番号ちがい"),
    ]  # fmt: skip
    assert adding_up.steps(read(town).explained)[-1].about is About.EARNED
