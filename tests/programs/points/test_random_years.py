"""Random years of points beside a plain model: whatever is done in whatever order, both agree.

Entered, reversed, brought in by sheets that are sent again and taken back, exchanged, cancelled,
merged and parted, closed, and corrected late. `installers ledger` does it 100,000 times.
"""

import random
from collections import defaultdict
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

import sqlalchemy as sa

from programs.points import (
    activities,
    checking,
    closing,
    entering,
    exchanges,
    late_corrections,
    ledger,
    register,
    sheet_intake,
)
from programs.points.entering import Entered
from programs.points.exchanges import Choice, State
from programs.points.sheet_reading import Line, SheetRead
from resources.refusals import Refusal
from sessions import merging, second_person, staff
from tests.programs.points.test_ledger import CARD, HOSTS, JAPAN, Town
from tests.town import NOW

YEARS = (2024, 2025)
ACTS = {
    "enter": 46, "withdraw": 15, "sheet": 10, "take_back": 4, "exchange": 14, "cancel": 6,
    "merge": 2, "look": 3,
}  # fmt: skip
OF_A_YEAR = 160  # acts before it is closed
PART = 2000  # acts of one test
LATE = 6  # acts on it afterwards
MINUTES = (30, 49, 50, 90, 110, 170)


@dataclass
class Sheet:
    """One monthly sheet as it was sent, and whether its import was taken back."""

    batch: str
    deeds: list
    stands: bool = True


@dataclass
class Plain:
    """The plainest account of one year: everything that holds, added up anew each time.

    A deed is (day, begins, host, number, minutes).
    """

    year: int
    hand: dict = field(default_factory=dict)  # activity id: deed
    sheets: dict = field(default_factory=lambda: defaultdict(list))  # (host, month): [Sheet]
    exchanged: dict = field(default_factory=dict)  # exchange id: (number, yen)
    closed: dict | None = None  # number: (counted, lapsed)

    def deeds(self):
        held = [
            next((s for s in reversed(sent) if s.stands), None) for sent in self.sheets.values()
        ]
        found = [*self.hand.values(), *(deed for one in held if one for deed in one.deeds)]
        return sorted({deed[:4]: deed for deed in sorted(found, reverse=True)}.values())

    def count(self, one):
        """Return {number: stamps}: two a day for a person over all hosts and numbers."""
        days, sums = defaultdict(int), defaultdict(int)
        for day, _begins, _host, number, minutes in self.deeds():
            key = one.get(number, number), day
            give = min((minutes >= 50) + (minutes >= 110), 2 - days[key])
            days[key] += give
            sums[number] += give
        return sums

    def paid(self, number):
        return sum(yen for who, yen in self.exchanged.values() if who == number)

    def stands(self, number, one):
        """Return (stamps counted, yen left)."""
        if self.closed is None:
            counted, lapsed = self.count(one)[number], 0
        else:
            counted, lapsed = self.closed[number]
        return counted, worth(counted) - self.paid(number) - lapsed


def worth(stamps):
    return min(5000, stamps // 10 * 1000)


class Life:
    """One office through its years, with the model beside it."""

    def __init__(self, db, chance):
        self.chance, self.town, self.merged, self.lines = chance, Town(db), False, 0
        self.years = {}
        self.other = staff.enrol(db, "春日　一郎", at=NOW)
        db.get(staff.Staff, self.other).roles = "AS"
        self.ids = [*self.town.people]
        values = {"registered": date(2024, 4, 1), "insured": date(2024, 3, 1)}
        register.record(
            db, [(person, number, values) for number, person in self.town.people.items()],
            year=YEARS[0], batch_id="1" * 32, **self.town.who,
        )  # fmt: skip

    @property
    def one(self):
        return {"0002": "0001"} if self.merged else {}

    def at(self, year, month=3, day=20):
        return datetime(year + (month < 4), month, day, 10, tzinfo=JAPAN)

    def day(self, year):
        return date(year, 4, 1) + timedelta(self.chance.randrange(150))

    # --- acts

    def enter(self, it):
        number, host = self.chance.choice(self.ids), self.chance.randrange(2)
        day, begins = self.day(it.year), self.chance.choice((540, 780))
        minutes = self.chance.choice(MINUTES)
        deed = (day, begins, self.town.hosts[host], number, minutes)
        made = entering.enter(
            self.town.db, Entered(number, self.town.hosts[host], day, minutes, begins),
            at=self.at(it.year), by=self.town.by,
        )  # fmt: skip
        # Said twice, the first one entered is the one that counts, however long the other was.
        same = next((one for one in it.hand.values() if one[:4] == deed[:4]), None)
        if same is not None and same[4] != minutes:
            entering.withdraw(
                self.town.db, made, reason="二重", at=self.at(it.year), by=self.town.by
            )
        else:
            it.hand[made] = deed

    def withdraw(self, it):
        if it.hand:
            gone = self.chance.choice(sorted(it.hand))
            entering.withdraw(
                self.town.db, gone, reason="まちがい", at=self.at(it.year), by=self.town.by
            )
            del it.hand[gone]

    def sheet(self, it):
        """A host's sheet of a month, the first or one that takes the place of those before."""
        host, month = self.chance.randrange(2), date(it.year, self.chance.randrange(4, 9), 1)
        said = {
            (month + timedelta(self.chance.randrange(28)), self.chance.choice((960, 1140)),
             self.town.hosts[host], self.chance.choice(self.ids)): self.chance.choice(MINUTES)
            for _line in range(self.chance.randrange(9))
        }  # fmt: skip
        lines = tuple(
            Line(row, number, number, "", day, begins, begins + minutes, minutes, "話し相手")
            for row, ((day, begins, _host, number), minutes) in enumerate(said.items(), 2)
        )
        sent = it.sheets[host, month]
        read = SheetRead(
            f"{month:%m}-{host}-{len(sent)}.xlsx", "", HOSTS[host], month,
            activities.Mode.CORRECTED, None, lines, again=len(sent),
        )  # fmt: skip
        made = sheet_intake.bring_in(
            self.town.db, [read], at=self.at(it.year), by=self.town.by
        ).batch_id
        sent.append(Sheet(made, [(*key, minutes) for key, minutes in said.items()]))
        again = sheet_intake.bring_in(self.town.db, [read], at=self.at(it.year), by=self.town.by)
        assert again.lines == 0

    def take_back(self, it):
        standing = [one for sent in it.sheets.values() for one in sent if one.stands]
        if standing:
            gone = self.chance.choice(standing)
            sheet_intake.take_back(
                self.town.db, gone.batch, reason="別の月", at=self.at(it.year), by=self.town.by
            )
            gone.stands = False

    def exchange(self, it):
        number, yen = self.chance.choice(self.ids), self.chance.choice((1000, 2000))
        left = it.stands(number, self.one)[1]
        try:
            made = exchanges.apply(
                self.town.db, it.year, number, [Choice(CARD, yen)],
                at=self.at(it.year), by=self.town.by,
            )  # fmt: skip
        except Refusal:
            assert left < yen
        else:
            assert left >= yen
            it.exchanged[made] = (number, yen)

    def cancel(self, it):
        if it.exchanged:
            gone = self.chance.choice(sorted(it.exchanged))
            version = exchanges.get(self.town.db, gone).version
            exchanges.cancel(
                self.town.db, gone, reason="取りやめ", version=version, at=self.at(it.year),
                by=self.town.by,
            )  # fmt: skip
            del it.exchanged[gone]

    def merge(self, _it):
        keep, drop = self.town.people["0001"], self.town.people["0002"]
        if self.merged:
            merging.unmerge(self.town.db, drop, **self.town.who)
        else:
            merging.merge(self.town.db, keep, drop, **self.town.who)
        self.merged = not self.merged

    def look(self, _it):
        """Looking, and looking for faults, changes nothing."""
        assert not checking.check(self.town.db).problems

    def close(self, it):
        for one in exchanges.listing(self.town.db, it.year):
            who = {"at": self.at(it.year), "by": self.town.by}
            if one.state is State.APPLIED:
                exchanges.approve(self.town.db, one.id, version=one.version, **who)
                exchanges.hand_over(
                    self.town.db, one.id, signed=True, version=one.version + 1, **who
                )
        closing.close_at_once(self.town.db, it.year, at=self.at(it.year + 1, 4, 2), by=self.town.by)
        left = {number: it.stands(number, self.one) for number in self.ids}
        it.closed = {number: (counted, max(0, yen)) for number, (counted, yen) in left.items()}

    def correct(self, it):
        """What waits for a closed year is entered once two agree."""
        now = datetime.now(JAPAN)  # the server holds the agreement against its own clock
        if late_corrections.waiting(self.town.db, it.year, at=now, by=self.town.by):
            asked = second_person.request(
                self.town.db, late_corrections.enter, {"year": it.year, "reason": "あとから"},
                about=str(it.year), why="あとから", at=now, by=self.town.by,
            )  # fmt: skip
            second_person.approve(self.town.db, asked, at=now, by=self.other)
        found = it.count(self.one)
        it.closed = {number: (found[number], lapsed) for number, (_, lapsed) in it.closed.items()}

    # --- what must hold after each of them

    def agree(self, step):
        lines = self.town.db.scalar(sa.select(sa.func.count()).select_from(ledger.TABLE))
        assert lines >= self.lines, "history only grows"
        self.lines = lines
        for it in self.years.values():
            for number in self.ids:
                found = self.town.standing(number, it.year)
                wanted = it.stands(number, self.one)
                assert (found.counted, found.left) == wanted, (step, it.year, number)
                assert found.worth <= 5000


@contextmanager
def begun(office, life):
    with office.change() as db:
        life.town.db = db
        yield


def pytest_generate_tests(metafunc):
    if "part" in metafunc.fixturenames:
        parts = metafunc.config.getoption("--points-operations") // PART
        metafunc.parametrize("part", range(max(1, parts)))


def test_random_years_keep_every_balance_equal_to_a_plain_model(new_office, part):
    """Seeded: each part does the same acts each time."""
    chance, done = random.Random(20260519 + part), 0
    while done < PART:
        office = new_office(f"office-{done}")
        with office.change() as db:
            life = Life(db, chance)
        for year in YEARS:
            it = life.years[year] = Plain(year)
            with begun(office, life):
                for step in range(OF_A_YEAR):
                    getattr(life, *chance.choices([*ACTS], [*ACTS.values()]))(it)
                    if step % 5 == 0:
                        life.agree(step)
                life.close(it)
                life.agree("closed")
            with begun(office, life):
                for _step in range(LATE):
                    chance.choice((life.sheet, life.take_back, life.merge))(it)
                    life.agree("late")
                if chance.random() < 0.7:
                    life.correct(it)
                    life.agree("corrected")
            done += OF_A_YEAR + LATE
        office.close()
