"""Search in the register key by key, and a table of ten thousand rows."""

import pytest
import sqlalchemy as sa
from PySide6.QtWidgets import QTableWidget, QTableWidgetItem

from desktop.parts.table import Table
from desktop.parts.table_rows import Column
from resources import names
from resources.records import new_id
from sessions import finding, search_keys
from sessions.person_tables import PERSON, PHONE, SEARCH_KEY
from tests.benchmarks.side_by_side import side_by_side, timed
from tests.benchmarks.test_import import KANA, KANJI
from tests.town import NOW, STAFF

TYPED = (
    "た",
    "たか",
    "たかは",
    "たかはし",
    "髙橋",
    "takaha",
    "0265",
    "8178",
    "美篶",
    "たかはしはつよ",
    "美篶 髙橋",
)
ROUNDS = 9


def fill(db, count):
    """Put so many people into the register as an import does."""
    columns = {column.name: None for column in PERSON.c} | {
        column.name: column.default.arg
        for column in PERSON.c
        if column.default is not None and column.default.is_scalar
    }
    people, phones, keys = [], [], []
    for number in range(count):
        a, b, c, d = (number * 7919 // 31**power % 31 for power in range(4))
        name, kana = f"{KANJI[a]}{KANJI[b]}　{KANJI[c]}{KANJI[d]}", ""
        kana = f"{KANA[a]}{KANA[b]}{KANA[c]}　{KANA[d]}{KANA[a]}こ"
        if number % 400 == 0:
            name, kana = "髙橋　ハツヱ", "たかはし　はつえ"
        facts = {
            "id": new_id(),
            "version": 1,
            "recorded_at": NOW,
            "recorded_by": STAFF,
            "name": name,
            "kana": kana,
            "district": "美篶" if number % 5 == 0 else "高遠町",
            "sort_key": names.sort_key(kana),
            "tab": names.tab(kana, name),
        }
        row = columns | facts
        digits = f"0265{number:06}"
        phones.append(
            {
                "id": new_id(),
                "person_id": row["id"],
                "written": digits,
                "digits": digits,
                "place": 0,
            }
        )
        people.append(row)
        made = search_keys.keys_of(_Row(row), [digits], [])
        keys += [{"key": key, "person_id": row["id"], "kind": kind} for key, kind in made.items()]
    db.execute(sa.insert(PERSON), people)
    db.execute(sa.insert(PHONE), phones)
    db.execute(sa.insert(SEARCH_KEY), keys)


class _Row:
    def __init__(self, facts):
        self.__dict__ = facts


@pytest.mark.parametrize(("count", "goal"), [(10_000, 10), (100_000, 50)])
def test_search_per_key(office, count, goal):
    with office.change() as db:
        fill(db, count)

    def search(text):
        def work():
            with office.read() as db:
                assert finding.find(db, text) or text not in {"髙橋", "たかはし"}

        return work

    def scan():
        like = sa.text("SELECT id FROM person WHERE name LIKE '%髙橋%' OR kana LIKE '%たかはし%'")
        with office.read() as db:
            assert db.execute(like).fetchall()

    scan()
    side_by_side(
        f"Search among {count:,} people",
        {
            "LIKE over the register": lambda: timed(scan),
            **{f"「{text}」": (lambda text=text: timed(search(text))) for text in TYPED},
        },
        rounds=ROUNDS,
        goal=f"<= {goal} ms per key",
    )


def test_a_table_of_ten_thousand_rows(qtbot):
    rows = [(str(number), f"髙橋　{number}", "高遠町", "0265-00-0000") for number in range(10_000)]

    def ours():
        columns = [
            Column("", lambda row, at=at: row[at], width=200, sort=lambda row, at=at: row[at])
            for at in range(4)
        ]
        table = Table("table", columns, key=lambda row: row[0])
        qtbot.addWidget(table)
        table.resize(1200, 700)

        def work():
            table.set_rows(rows)
            table.show()
            table.grab()

        seconds = timed(work)
        table.close()
        return seconds

    def widget():
        table = QTableWidget()
        qtbot.addWidget(table)
        table.resize(1200, 700)

        def work():
            table.setRowCount(len(rows))
            table.setColumnCount(4)
            for number, row in enumerate(rows):
                for column, text in enumerate(row):
                    table.setItem(number, column, QTableWidgetItem(text))
            table.show()
            table.grab()

        seconds = timed(work)
        table.close()
        return seconds

    ours()
    side_by_side(
        "A table of 10,000 rows shown",
        {"QTableWidget": widget, "table of this house": ours},
        rounds=5,
        goal="<= 1/4",
    )
