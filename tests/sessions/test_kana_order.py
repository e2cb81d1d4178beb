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
    "ひろ　あい", "ひろ　ああい",
    # 長音 < 小書き < 繰返し < 並字, at the place of the vowel that is drawn out
    "まー　あい", "まぁ　あい", "まゝ　あい", "まま　あい",
    "みつ　あい", "みっつ　あい", "みつつ　あい",
    # hiragana before katakana when all else agrees
    "やすだ　あい", "ヤスダ　アイ",
    # iteration marks: かゞ is かが
    "わかか　あい", "わかゝ　あい", "わかが　あい", "わかゞ　あい",
    # Latin names stand behind the kana
    "Abe Aki", "Ábe Aki", "Abé Ken", "Silva Ana", "Zico",
)  # fmt: skip
"""Written down by hand from the rules of JIS X 4061:1996 §§4.2, 5, 6; see the comments."""
