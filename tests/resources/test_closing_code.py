"""The attendance of an evening in one QR code."""

import random

import pytest

from resources import closing_code, symbols
from resources.closing_code import Evening
from resources.refusals import Refusal

KEY = bytes(range(32))
PACKAGE = "0199" * 8


def evening(people, *, timed, seed=1):
    chance = random.Random(seed)
    came = tuple(
        (chance.randint(0, 200) if timed else 0) if chance.random() < 0.7 else None
        for _place in range(people)
    )
    return Evening(PACKAGE, "aa00bb11", 29_000_000, came, walk_ins=3, timed=timed)


@pytest.mark.parametrize("timed", [False, True])
@pytest.mark.parametrize("people", [0, 1, 7, 8, 9, 40, 100, 300])
def test_what_was_written_is_read(people, timed):
    told = evening(people, timed=timed)
    text = closing_code.write(told, KEY)
    assert closing_code.package_of(text) == PACKAGE
    assert closing_code.read(text, KEY) == told


def test_a_hundred_people_fit_into_a_small_code_and_three_hundred_with_minutes_into_one():
    few = closing_code.write(evening(100, timed=False), KEY)
    assert len(symbols.modules(few, symbols.EVENING)) == 37  # version 5
    many = closing_code.write(evening(300, timed=True), KEY)
    assert len(symbols.modules(many, symbols.EVENING)) < 120


def test_people_may_type_it_with_blanks_small_letters_and_lookalikes():
    told = evening(20, timed=False)
    text = closing_code.write(told, KEY)
    typed = " ".join(text[place : place + 5] for place in range(0, len(text), 5)).lower()
    typed = typed[:6] + typed[6:].replace("0", "o").replace("1", "l")
    assert closing_code.read(typed, KEY) == told


def test_a_code_of_another_package_or_with_one_letter_wrong_is_refused():
    text = closing_code.write(evening(30, timed=False), KEY)
    with pytest.raises(Refusal, match="closing code"):
        closing_code.read(text, bytes(32))
    for place in range(len(text)):
        for letter in "0AZ!あ":
            wrong = text[:place] + letter + text[place + 1 :]
            if wrong.translate(str.maketrans("OIL", "011")) == text or wrong == text:
                continue
            with pytest.raises(Refusal):
                assert closing_code.read(wrong, KEY) is None


@pytest.mark.parametrize("text", ["", "INAB1", "INAB1" + "0" * 20, "INA1" + "0" * 21, "x" * 9000])
def test_what_is_no_closing_code_is_refused(text):
    with pytest.raises(Refusal):
        closing_code.package_of(text)
