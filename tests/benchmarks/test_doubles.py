"""Looking through a whole register for doubles: a hundred thousand people in seconds."""

import random
from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from resources import names
from resources.records import new_id
from sessions import likeness, likeness_scan, search_keys
from sessions.person_tables import PERSON, PHONE, SEARCH_KEY
from sessions.person_views import standing, views_of
from tests.benchmarks.side_by_side import side_by_side, timed
from tests.benchmarks.test_import import KANA, KANJI
from tests.town import NOW, STAFF

HOUSES = 2.4  # people to an address, about as in the city


class Row:
    def __init__(self, facts):
        self.__dict__ = facts


def fill(db, count):
    """Put so many people into the register: households at one address, one double in 200."""
    chance = random.Random(11)
    blank = {column.name: None for column in PERSON.c} | {
        column.name: column.default.arg
        for column in PERSON.c
        if column.default is not None and column.default.is_scalar
    }
    people, phones, keys = [], [], []
    last = None
    for number in range(count):
        if last is not None and number % 200 == 199:
            facts = last | {"name": last["name"].replace("　", " "), "note": "twice"}
        else:
            a, b, c, d, e = (chance.randrange(31) for _letter in range(5))
            kana = f"{KANA[a]}{KANA[b]}{KANA[c]}　{KANA[d]}{KANA[e]}こ"
            house = chance.randrange(int(count / HOUSES))
            facts = {
                "name": f"{KANJI[a]}{KANJI[b]}　{KANJI[d]}{KANJI[e]}",
                "kana": kana,
                "birth": date(1930, 1, 1) + timedelta(days=chance.randrange(25_000)),
                "address": f"伊那市{KANJI[house % 31]}{house // 31}番地{house % 7}",
                "sort_key": names.sort_key(kana),
                "tab": names.tab(kana, ""),
                "phone": f"0265{house:06}",
            }
        last = facts
        row = blank | {name: value for name, value in facts.items() if name != "phone"}
        row |= {"id": new_id(), "version": 1, "recorded_at": NOW, "recorded_by": STAFF}
        people.append(row)
        digits = facts["phone"]
        phones.append(
            {"id": new_id(), "person_id": row["id"], "written": digits, "digits": digits,
             "place": 0}
        )  # fmt: skip
        made = search_keys.keys_of(Row(row), [digits], [])
        keys += [{"key": key, "person_id": row["id"], "kind": kind} for key, kind in made.items()]
    keys.sort(key=lambda row: row["key"])  # as the index lies: else filling takes minutes
    for table, rows in ((PERSON, people), (PHONE, phones), (SEARCH_KEY, keys)):
        db.execute(sa.insert(table), rows)


@pytest.mark.timeout(0)
@pytest.mark.parametrize("count", [10_000, 100_000])
def test_a_register_is_looked_through(office, count):
    with office.change() as db:
        fill(db, count)
    found = []

    def blocks():
        with office.read() as db:
            likeness_scan.pairs(db)

    def everybody():
        with office.read() as db:
            views_of(db, standing(), whole=True)

    def whole():
        with office.read() as db:
            found[:] = likeness.doubles(db)

    side_by_side(
        f"Doubles among {count:,} people",
        {
            "reading everybody as the page of the register does": lambda: timed(everybody),
            "finding who is worth comparing": lambda: timed(blocks),
            "the doubles with score and reasons": lambda: timed(whole),
        },
        rounds=3,
        goal="<= 10 s for 100,000",
        note=f"{len(found)} pairs",
    )
    assert len(found) >= count // 200
