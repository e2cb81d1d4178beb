"""五十音順 (JIS X 4061) of a tricky list, sorted by the database itself: the same on both engines."""

from itertools import pairwise

import pytest
import sqlalchemy as sa

from resources.collation import sort_key
from sessions import people, person_rows
from sessions.people import PersonDetails
from sessions.person_tables import PERSON
from tests.sessions.hall import WHO

ORDERED = (
    # base kana first, whatever the voicing: 4.2 of the standard
    "はし　あい", "はし　あう", "ばし　あい", "ぱし　あい", "はしあ　あい",
    # 清音 < 濁音 < 半濁音 only between names of the same base kana
    "ひろ　ああい", "ひろ　あい", "びろ　ああい",
    # 長音 < 小書き < 繰返し < 並字, at the place of the vowel that is drawn out
    "まー　あい", "まぁ　あい", "まゝ　あい", "まま　あい",
    "みつ　あい", "みっつ　あい", "みつつ　あい",
    # hiragana before katakana when all else agrees
    "やすだ　あい", "ヤスダ　アイ",
    # iteration marks: かゞ is かが
    "わかゝ　あい", "わかか　あい", "わかゞ　あい", "わかが　あい",
    # Latin names stand behind the kana
    "Abe Aki", "Abé Ken", "Ábe Aki", "Silva Ana", "Zico",
)  # fmt: skip
"""Written down by hand from the rules of JIS X 4061:1996 §§4.2, 5, 6; see the comments."""


def enrolled(db) -> None:
    """Enrol them in an order that has nothing to do with the right one."""
    for name in sorted(ORDERED, key=lambda name: name[::-1]):
        people.enrol(db, PersonDetails(name, kana="" if name.isascii() else name), **WHO)


def test_the_database_puts_them_in_the_order_of_the_standard(db):
    enrolled(db)
    query = sa.select(PERSON.c.name).order_by(PERSON.c.sort_key)
    assert list(db.scalars(query)) == list(ORDERED)


def test_the_page_of_the_register_does_so_too(db):
    enrolled(db)
    assert [row.name for row in person_rows.rows(db)] == list(ORDERED)


def test_keys_hold_digits_only_so_that_no_collation_matters():
    keys = [sort_key(name) for name in ORDERED]
    assert all(key.isdigit() and key.isascii() for key in keys)
    assert all(first < second for first, second in pairwise(keys))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("タカハシ　ケン", "ﾀｶﾊｼ ｹﾝ"),
        ("がとう　けん", "か\u3099とう　けん"),
        ("さとー　けん", "さとー けん"),
    ],
)
def test_width_and_composition_change_no_place(one, other):
    assert sort_key(one) == sort_key(other)
