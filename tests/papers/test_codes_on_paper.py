"""Codes on paper are read back as a scanner, a fax and a camera see them."""

import pytest

from sessions.papers import cards, evening_code, name_tags, sign_in_sheet, test_page
from tests.papers import samples
from tests.papers.reading import codes_in, fax_of, pictures_of


def test_name_tags_are_read_from_a_fax(tmp_path):
    content = samples.tags(samples.PEOPLE[:9])
    (page,) = fax_of(name_tags.draw(content), tmp_path)
    assert codes_in(page) == {tag.code for tag in content.tags}


def test_cards_are_read_from_a_mono_print(tmp_path):
    content = samples.card_sheet(samples.PEOPLE[:9])
    (page,) = pictures_of(cards.draw(content), tmp_path, "-mono", "-r", "200")
    assert codes_in(page.convert("L")) == {card.code for card in content.cards}


def test_each_sheet_of_the_sign_in_list_is_known_by_fax(tmp_path):
    content = samples.sign_in(samples.PEOPLE * 3)
    pages = fax_of(sign_in_sheet.draw(content), tmp_path)
    assert [codes_in(page) for page in pages] == [{code} for code in content.codes]


def test_a_moved_tag_is_still_read(tmp_path):
    content = name_tags.NameTags("会", samples.tags().tags[:4], name_tags.Feed(7, (2.5, -2.5)))
    (page,) = pictures_of(name_tags.draw(content), tmp_path, "-mono", "-r", "200")
    assert codes_in(page.convert("L")) == {tag.code for tag in content.tags}


def test_the_test_page_shows_codes_the_scanner_can_try(tmp_path):
    (page,) = fax_of(test_page.draw(samples.printer_test()), tmp_path)
    assert codes_in(page) == {samples.code(7)}


def test_the_closing_code_of_a_hundred_people_is_read_from_a_fax(tmp_path):
    content = samples.evening_end(samples.PEOPLE * 9)
    (page,) = fax_of(evening_code.draw(content), tmp_path)
    assert codes_in(page) == {content.code}


def test_a_sheet_needs_its_own_code():
    content = samples.sign_in(samples.PEOPLE * 3)
    with pytest.raises(ValueError, match="codes"):
        sign_in_sheet.draw(
            sign_in_sheet.SignInSheet("会", "", "", content.codes[:1], content.people)
        )
