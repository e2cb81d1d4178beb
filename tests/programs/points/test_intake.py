"""What the points programme finds in a line of its list."""

from datetime import date

import pytest

from programs.points.intake import check
from sessions.intake.rows import Row


def found(birth, insured=date(2025, 3, 24), fields=frozenset({"insured"})):
    row = Row("a", None, 6, "山田　花子", birth=birth, own={"insured": insured})
    return [kind for _field, kind, _text in check(row, 2025, set(fields))]


@pytest.mark.parametrize(
    ("birth", "young"),
    [
        (date(1961, 3, 31), False),  # reaches 65 on 30 March 2026
        (date(1961, 4, 1), False),  # on 31 March 2026, the last day of the year
        (date(1961, 4, 2), True),  # on 1 April 2026
        (None, False),
    ],
)
def test_too_young_for_the_whole_year(birth, young):
    assert ("under_age" in found(birth)) == young


def test_no_day_of_insurance():
    assert found(None, None) == ["missing_insurance"]
    assert found(None, None, frozenset()) == []  # a list without such a column is not blamed
