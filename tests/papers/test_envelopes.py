"""Envelopes from top to bottom: the right forms, the boxes of the post code, nothing lost."""

from collections import Counter
from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader

from resources import upright
from resources.stationery import ENVELOPES, Payment, envelope
from resources.type import Role
from sessions.papers import envelopes
from sessions.papers.address_block import Address
from sessions.papers.postage_mark import PostageMark
from tests.papers import samples
from tests.papers.test_address_labels import LONG, MM

TWO = (("髙橋　太郎", "様"), ("髙橋　花子", "様"))


def page(content):
    return PdfReader(BytesIO(envelopes.draw(content))).pages[0]


def letters(content):
    """Return (x, y from above, letter) of everything set, in mm."""
    found = []
    high = content.kind.high if content.upright else content.kind.wide

    def see(text, _cm, tm, _font, _size):
        if text.strip():
            found.append((tm[4] / MM, high - tm[5] / MM, text.strip()))

    page(content).extract_text(visitor_text=see)
    return found


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("高遠町西高遠1686番地2-3", "高遠町西高遠一六八六番地二ー三"),
        ("荒井３５００番地　Ａ棟１０２", "荒井三五〇〇番地　Ａ棟一〇二"),
        ("e-mail", "e-mail"),
    ],
)
def test_numbers_are_written_in_kanji(written, read):
    assert upright.numerals(written) == read


def test_letters_take_the_form_of_a_column():
    across = {one.glyph.source: one.glyph for one in upright.column("様", Role.MINCHO)}
    assert across
    for letter in "ー（）「」、。っょ":
        (one,) = upright.column(letter, Role.MINCHO)
        from resources.glyphs import lay

        assert one.glyph.number != lay(letter, Role.MINCHO)[0].number, letter
        assert not one.turned


def test_a_word_of_latin_letters_lies_down_and_a_single_one_stands():
    assert {one.turned for one in upright.column("Nguyễn", Role.MINCHO)} == {True}
    assert {one.turned for one in upright.column("Ａ棟", Role.MINCHO)} == {False}
    assert {one.turned for one in upright.column("A棟", Role.MINCHO)} == {False}


@pytest.mark.parametrize("kind", ENVELOPES, ids=lambda one: one.name)
@pytest.mark.parametrize("standing", [True, False])
def test_everything_stays_on_the_envelope_and_nothing_is_lost(kind, standing):
    one = Address(TWO, "396-0211", LONG, "社会福祉法人　髙遠の会")
    content = envelopes.Envelopes(kind, (one,), upright=standing)
    wide, high = (kind.wide, kind.high) if standing else (kind.high, kind.wide)
    drawn = page(content)
    assert float(drawn.mediabox.width) == pytest.approx(wide * MM, abs=0.1)
    assert float(drawn.mediabox.height) == pytest.approx(high * MM, abs=0.1)
    text = "".join(drawn.extract_text().split())
    expected = LONG if not standing else upright.numerals(LONG)
    found = set(text)
    assert {letter for letter in expected if letter not in "　－"} <= found
    assert set("髙橋太郎花子様遠") <= found


def test_the_post_code_stands_in_its_boxes():
    content = envelopes.Envelopes(envelope("long-3"), (Address(TWO, "396-0211", "伊那市一番地"),))
    digits = [(x, text) for x, y, text in letters(content) if y < 22]
    assert "".join(text for _x, text in sorted(digits)) == "3960211"
    # Boxes are 5.7 mm wide; the first begins 55.7 mm, the last ends 8 mm from the edge.
    assert 120 - 55.7 < digits[0][0] < 120 - 50
    assert 120 - 13.7 < digits[-1][0] < 120 - 8


@pytest.mark.parametrize("kind", ENVELOPES, ids=lambda one: one.name)
@pytest.mark.parametrize("standing", [True, False])
@pytest.mark.parametrize(
    ("payment", "words"), [(Payment.SEPARATELY, "料金別納"), (Payment.LATER, "料金後納")]
)
def test_the_mark_of_the_postage_stands_where_the_post_looks_for_it(kind, standing, payment, words):
    one = Address(TWO, "396-0211", LONG)
    plain = envelopes.Envelopes(kind, (one,), upright=standing)
    before = Counter(text for _x, _y, text in letters(plain))
    marked = replace(plain, mark=PostageMark(payment, "伊那郵便局"))
    added = letters(marked)
    for text, count in before.items():
        for _time in range(count):
            added.remove(next(each for each in added if each[2] == text))
    assert "".join(text for _x, _y, text in added) == f"伊那局{words}郵便"
    wide = kind.wide if standing else kind.high
    for x, y, _text in added:
        assert 0 < (x if standing else wide - x) < 35
        assert 0 < y < 35


def test_the_post_office_may_be_left_out_and_is_named_once():
    assert PostageMark(Payment.LATER).office == ""
    assert {
        PostageMark(Payment.LATER, name).office for name in ("伊那", "伊那局", "伊那郵便局 ")
    } == {"伊那局"}


def test_a_rare_name_stands_in_a_column_letter_by_letter():
    for name, *_rest in samples.PEOPLE:
        content = envelopes.Envelopes(envelope("long-3"), (Address(((name, "様"),)),))
        text = "".join(page(content).extract_text().split())
        assert set("".join(name.split())) <= set(text)
