"""Keying in a sheet: what the software itself takes for a row, from the first key to the next row."""

import time
from statistics import median

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.desktop.gathering_town import standing
from tests.desktop.points_town import begin

ROWS = 20
LIMIT = 0.050  # seconds a row: the hand is never waited for
KEYS = 24  # a row: twenty rows a minute are eight keys a second at the most
_PEOPLE = ("0001", "0002", "0003", "0004")


def test_twenty_rows_typed_cost_the_software_less_than_fifty_milliseconds_each(office, qtbot):
    with standing(office, qtbot) as (desk, window):
        (host, _other), _people = begin(desk)
        window.go("points_sheets", f"{host}:2026-04")
        page = window.shown
        took, keys = [], 0
        for number in range(ROWS):
            texts = (str(1 + number), _PEOPLE[number % 4], str(1 + number % 9), "930-1100")
            before = time.perf_counter()
            for field, text in zip(page.line.fields, texts, strict=True):
                QTest.keyClicks(field, text)
                QTest.keyClick(field, Qt.Key.Key_Return)
                keys += len(text) + 1
            page.table.viewport().repaint()
            took.append(time.perf_counter() - before)
        assert len(page.rows) == ROWS
        assert all(not said for said in page.found)
        print(
            f"keying: {median(took) * 1000:.1f} ms a row (longest {max(took) * 1000:.1f}),"
            f" {keys / ROWS:.1f} keys a row"
        )
        assert median(took) < LIMIT
        assert keys / ROWS <= KEYS
