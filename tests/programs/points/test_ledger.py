"""A ledger nobody can doubt: entered, reversed, exchanged, closed, corrected late."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa

from programs.points import (
    balances,
    closing,
    entering,
    exchanges,
    goods,
    hosts,
    late_corrections,
    ledger,
    register,
    rule_reading,
    rule_sets,
    settling,
)
from programs.points.entering import Entered
from programs.points.exchanges import Choice, State
from programs.points.hosts import HostDetails
from resources import journal
from resources.refusals import Refusal
from sessions import merging, people, second_person, staff, suppression, withholding
from sessions.person_entry import PersonDetails
from tests.town import NOW

YEAR = 2025
JAPAN = ZoneInfo("Asia/Tokyo")
SUMMER = datetime(2025, 9, 1, 10, tzinfo=JAPAN)
MARCH = datetime(2026, 3, 20, 10, tzinfo=JAPAN)
APRIL = datetime(2026, 4, 2, 10, tzinfo=JAPAN)
CARD = "い～なちゃんカードポイント"
HOSTS = ("宅老所 かわせみ", "地域食堂 夕やけ")


class Town:
    """Two hosts, three volunteers, somebody at the desk."""

    def __init__(self, db):
        self.db = db
        self.by = staff.enrol(db, "唐澤　みどり", at=NOW)
        self.who = {"at": NOW, "by": self.by}
        self.hosts = [
            hosts.designate(db, HostDetails(str(n), name), **self.who)
            for n, name in enumerate(HOSTS, 1)
        ]
        self.people = {}
        for number, (name, kana) in enumerate(
            (("春日　とみ子", "かすが　とみこ"), ("有賀　武", "あるが　たけし"),
             ("北原　昭二", "きたはら　しょうじ")), 1,
        ):  # fmt: skip
            self.people[f"{number:04}"] = people.enrol(
                db, PersonDetails(name, kana, birth=date(1950, 5, number)), **self.who
            )
        values = {"registered": date(2025, 4, 1), "insured": date(2025, 3, 1)}
        register.record(
            db,
            [(person, number, values) for number, person in self.people.items()],
            year=YEAR, batch_id="0" * 32, **self.who,
        )  # fmt: skip

    def did(self, number, day, minutes=120, host=0, begins=600, at=MARCH, **facts):
        entered = Entered(number, self.hosts[host], day, minutes, begins, **facts)
        return entering.enter(self.db, entered, at=at, by=self.by)

    def days(self, number, count, first=date(2025, 5, 1)):
        return [self.did(number, date.fromordinal(first.toordinal() + n)) for n in range(count)]

    def standing(self, number, year=YEAR):
        return balances.of_year(self.db, year, [number])[0]

    def close(self, at=APRIL):
        closing.rehearse(self.db, YEAR, at=at, by=self.by)
        return closing.close(self.db, YEAR, at=at, by=self.by)

    def exchange(self, number, yen, at=SUMMER, **facts):
        return exchanges.apply(
            self.db, YEAR, number, [Choice(CARD, yen, **facts)], at=at, by=self.by
        )


@pytest.fixture
def town(db):
    return Town(db)


def test_twice_in_one_year_what_was_exchanged_is_taken_off(town):
    town.days("0001", 12)
    town.did("0001", date(2025, 6, 1), 60)
    assert (town.standing("0001").counted, town.standing("0001").left) == (25, 2000)
    first = town.exchange("0001", 2000)
    with pytest.raises(Refusal):
        town.exchange("0001", 1000)
    town.days("0001", 8, date(2025, 7, 1))
    assert (town.standing("0001").counted, town.standing("0001").left) == (41, 2000)
    town.exchange("0001", 2000, at=MARCH)
    assert town.standing("0001").left == 0
    exchanges.cancel(town.db, first, reason="カードの番号ちがい", version=1, at=MARCH, by=town.by)
    assert town.standing("0001").left == 2000
    kinds = [str(line.kind) for line in ledger.lines(town.db, YEAR, "0001") if line.yen]
    assert kinds == ["exchange", "exchange", "exchange_back"]


def test_an_exchange_is_approved_handed_over_with_a_signature_and_takes_from_the_stock(town):
    town.days("0001", 5)
    soap = goods.offer(town.db, "せっけん三つ", 1000, maker="輪っこはうす", **town.who)
    goods.move(town.db, soap, goods.Move.ORDERED, 3, **town.who)
    one = town.exchange("0001", 1000, goods_id=soap, quantity=1)
    with pytest.raises(Refusal):
        exchanges.hand_over(town.db, one, signed=True, version=1, at=SUMMER, by=town.by)
    exchanges.approve(town.db, one, version=1, at=SUMMER, by=town.by)
    with pytest.raises(Refusal):  # nothing is there yet
        exchanges.hand_over(town.db, one, signed=True, version=2, at=SUMMER, by=town.by)
    goods.move(town.db, soap, goods.Move.DELIVERED, 3, **town.who)
    with pytest.raises(Refusal):
        exchanges.hand_over(town.db, one, signed=False, version=2, at=SUMMER, by=town.by)
    exchanges.hand_over(town.db, one, signed=True, version=2, at=SUMMER, by=town.by)
    (stock,) = goods.stock(town.db)
    assert (stock.there, stock.coming) == (2, 0)
    exchanges.cancel(town.db, one, reason="返品", version=3, at=SUMMER, by=town.by)
    assert (goods.stock(town.db)[0].there, town.standing("0001").left) == (3, 1000)
    assert exchanges.get(town.db, one).state is State.CANCELLED


@pytest.mark.parametrize(
    ("yen", "reward"), [(0, CARD), (500, CARD), (-1000, CARD), (1000, "現金"), (2000, CARD)]
)
def test_what_cannot_be_exchanged_is_refused_and_changes_nothing(town, yen, reward):
    town.days("0001", 5)
    before = town.standing("0001")
    with pytest.raises(Refusal):
        exchanges.apply(town.db, YEAR, "0001", [Choice(reward, yen)], at=SUMMER, by=town.by)
    assert town.standing("0001") == before


def test_the_points_of_somebody_who_died_are_not_exchanged(town):
    town.days("0001", 5)
    withholding.withhold(
        town.db, town.people["0001"], suppression.Reason.DIED, since=date(2025, 8, 1), **town.who
    )
    with pytest.raises(Refusal, match=r"亡くな|died"):
        town.exchange("0001", 1000)


def test_outside_of_the_windows_nothing_is_exchanged(town):
    town.days("0001", 5)
    with pytest.raises(Refusal):
        town.exchange("0001", 1000, at=APRIL)


def test_a_reversal_after_an_exchange_leaves_the_balance_below_nothing(town):
    done = town.days("0001", 5)
    town.exchange("0001", 1000)
    entering.withdraw(town.db, done[0], reason="別の方の活動", at=SUMMER, by=town.by)
    standing = town.standing("0001")
    assert (standing.counted, standing.worth, standing.left) == (8, 0, -1000)
    assert len(ledger.lines(town.db, YEAR, "0001")) == 7


def test_an_activity_entered_twice_with_one_key_counts_once(town):
    entered = Entered("0001", town.hosts[0], date(2025, 5, 1), 60, 600)
    first = entering.enter(town.db, entered, key="scan-1", at=SUMMER, by=town.by)
    assert entering.enter(town.db, entered, key="scan-1", at=SUMMER, by=town.by) == first
    assert town.standing("0001").counted == 1


def test_two_who_are_one_share_the_cap_of_a_day_and_part_again(town):
    day = date(2025, 5, 1)
    town.did("0001", day)
    town.did("0002", day, host=1, begins=900)
    keep, drop = town.people["0001"], town.people["0002"]
    merging.merge(town.db, keep, drop, **town.who)
    assert town.standing("0001").counted + town.standing("0002").counted == 2
    merging.unmerge(town.db, drop, **town.who)
    assert town.standing("0001").counted + town.standing("0002").counted == 4


def test_a_rule_decided_for_a_day_judges_what_happened_from_then_on(town):
    town.did("0001", date(2025, 5, 1), 40)
    town.did("0001", date(2025, 8, 1), 40)
    assert town.standing("0001").counted == 0
    told = rule_reading.written(rule_reading.shipped())
    rule = rule_reading.read({**told, "earn": [[40, 1]], "tolerance": 0})
    rule_sets.decide(
        town.db, YEAR, rule, since=date(2025, 7, 1), reason="要綱改正 第3号", **town.who
    )
    settling.settle(town.db, YEAR, **town.who)
    assert town.standing("0001").counted == 1
    with pytest.raises(Refusal):
        rule_sets.decide(town.db, YEAR, rule, since=date(2025, 9, 1), reason=" ", **town.who)


def test_a_year_is_closed_once_and_then_only_takes_approved_corrections(town):
    town.days("0001", 6)
    town.exchange("0001", 1000)
    with pytest.raises(Refusal):  # it still runs
        closing.close(town.db, YEAR, at=MARCH, by=town.by)
    plan = closing.plan(town.db, YEAR, date(2026, 4, 2))
    assert [len(plan.hindrances), plan.figures["lapsed"]] == [1, 0]
    one = exchanges.listing(town.db, YEAR)[0]
    exchanges.approve(town.db, one.id, version=1, at=MARCH, by=town.by)
    exchanges.hand_over(town.db, one.id, signed=True, version=2, at=MARCH, by=town.by)
    town.days("0002", 10)
    done = town.close()
    assert done.figures["lapsed"] == 2000
    assert town.standing("0002").left == 0
    for refused in (
        lambda: closing.close(town.db, YEAR, at=APRIL, by=town.by),
        lambda: town.did("0001", date(2025, 8, 1)),
        lambda: town.exchange("0001", 1000, at=MARCH),
        lambda: late_corrections.enter(town.db, YEAR, reason="理由", at=APRIL, by=town.by),
    ):
        with pytest.raises(Refusal):
            refused()
    host = hosts.get(town.db, town.hosts[0])
    hosts.end(town.db, host.id, hosts.Ending.WITHDRAWN, on=date(2025, 5, 3), reason="",
              version=host.version, at=APRIL, by=town.by)  # fmt: skip
    settling.settle(town.db, YEAR, at=APRIL, by=town.by)
    assert town.standing("0001").counted == 12
    assert late_corrections.waiting(town.db, YEAR, at=APRIL, by=town.by)
    now = datetime.now(JAPAN)  # the server holds the agreement against its own clock
    other = staff.enrol(town.db, "春日　一郎", at=NOW)
    town.db.get(staff.Staff, other).roles = "AS"
    town.db.flush()
    asked = second_person.request(
        town.db, late_corrections.enter, {"year": YEAR, "reason": "辞退日の訂正"},
        about="令和7年度", why="辞退日の訂正", at=now, by=town.by,
    )  # fmt: skip
    assert second_person.approve(town.db, asked, at=now, by=other) == 3 + 7  # days of the two
    assert (town.standing("0001").counted, town.standing("0001").left) == (6, -1000)
    assert not late_corrections.waiting(town.db, YEAR, at=APRIL, by=town.by)


def test_a_year_is_closed_only_in_the_state_whose_dry_run_was_looked_at(town):
    who = {"at": APRIL, "by": town.by}
    town.days("0001", 6)
    with pytest.raises(Refusal) as refused:
        closing.close(town.db, YEAR, **who)
    assert "dry run" in refused.value.advice
    first = closing.rehearse(town.db, YEAR, **who)
    assert closing.rehearse(town.db, YEAR, **who) == first
    assert len(journal.of(town.db, [first.mark])) == 1, "the same state is noted once"
    town.days("0002", 1)  # what was looked at is no longer what would be done
    assert not closing.looked_at(town.db, closing.plan(town.db, YEAR, APRIL.date()))
    with pytest.raises(Refusal):
        closing.close(town.db, YEAR, **who)
    assert town.close().figures["volunteers"] == 3
    with pytest.raises(Refusal):  # a closed year has no dry run
        closing.rehearse(town.db, YEAR, **who)


def test_what_is_below_the_least_exchange_is_carried_where_the_rules_say_so(town):
    told = rule_reading.written(rule_reading.shipped())
    rule = rule_reading.read(
        {**told, "carry": "below_min", "carry_until": "+2 03-31",
         "value": {"kind": "linear", "rows": [[1, 100]], "least": 1000}}
    )  # fmt: skip
    rule_sets.decide(town.db, YEAR, rule, since=date(2025, 4, 1), reason="", **town.who)
    town.days("0001", 3)
    town.days("0002", 7)
    done = town.close()
    assert {one.standing.number: (one.carried, one.lapsed) for one in done.endings} == {
        "0001": (6, 0), "0002": (0, 1400), "0003": (0, 0),
    }  # fmt: skip
    assert (town.standing("0001").counted, town.standing("0001", YEAR + 1).counted) == (0, 6)


def test_the_database_refuses_to_change_what_was_written(town):
    done = town.days("0001", 5)
    entering.withdraw(town.db, done[0], reason="まちがい", at=SUMMER, by=town.by)
    for table in ("point_entry", "activity", "withdrawal", "rule_version"):
        assert town.db.scalar(sa.text(f"SELECT COUNT(*) FROM {table}")) > 0
        for act in (f"UPDATE {table} SET recorded_by = 'x'", f"DELETE FROM {table}"):
            with pytest.raises(sa.exc.DBAPIError), town.db.begin_nested():
                town.db.execute(sa.text(act))
