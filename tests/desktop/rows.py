"""Rows and a table for the tests of parts, and the dress they wear."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtWidgets import QApplication

from desktop import style
from desktop.parts.status import Status
from desktop.parts.table import Column, Table
from desktop.style.scale import scale


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> Iterator[None]:
    style.dress(qapp)
    yield
    scale.set_factor(1.0)


@dataclass(frozen=True)
class Row:
    id: str
    name: str
    kana: str
    age: int


def columns() -> list[Column[Row]]:
    return [
        Column(
            "名前",
            lambda row: row.name,
            ruby=lambda row: row.kana,
            bold=True,
            sort=lambda row: row.kana,
        ),
        Column("年齢", lambda row: f"{row.age}歳", width=80, right=True, sort=lambda row: row.age),
        Column("地区", lambda _row: "手良", width=90, folds=True),
        Column(
            "かかわり", lambda _row: "受付ずみ", chip=lambda _row: Status.OK, width=170, folds=True
        ),
    ]


def table(count: int = 3) -> Table[Row]:
    made: Table[Row] = Table(
        "名簿", columns(), key=lambda row: row.id, reading=lambda row: row.kana
    )
    rows = [("髙橋", "たかはし", 86), ("赤羽", "あかはね", 70), ("宮下", "みやした", 78)]
    made.set_rows(
        [Row(str(n), f"{rows[n % 3][0]}{n}", rows[n % 3][1], rows[n % 3][2]) for n in range(count)]
    )
    return made
