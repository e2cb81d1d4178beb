"""The QR of a printed sign-in sheet leads back to the people on that page."""

from sessions import rosters, sheet_pages, sheets
from sessions.papers import sign_in_sheet
from tests.sessions.hall import WHO, hall

MANY = tuple((f"山田　{kanji}", f"やまだ　{kana}", "伊那", "") for kanji, kana in zip(
    "一二三四五六七八九十百千万口人山川", "いろはにほへとちりぬるをわかよたれ", strict=True))  # fmt: skip


def test_every_fifteen_people_have_a_page_in_the_order_of_the_paper(db):
    it = hall(db, MANY)

    pages = sheet_pages.lay_out(db, it.meeting, **WHO)

    assert [len(page.lines) for page in pages] == [15, 2]
    content = sheets.sign_in_sheet(db, it.meeting, page_codes=[page.code for page in pages])
    printed = [line.name for line in sign_in_sheet.in_order(content.people)]
    name = {line.id: line.name for line in rosters.listing(db, it.meeting)}
    assert [name[line] for page in pages for line in page.lines] == printed


def test_a_page_is_found_by_what_the_scanner_types(db):
    it = hall(db)
    (page,) = sheet_pages.lay_out(db, it.meeting, **WHO)
    wide = "".join(chr(ord(letter) + 0xFEE0) for letter in page.code)

    assert sheet_pages.resolve(db, page.code) == page
    assert sheet_pages.resolve(db, wide) == page
    assert sheet_pages.resolve(db, it.codes[0]) is None
    assert sheet_pages.resolve(db, "garbage") is None


def test_a_list_without_people_has_one_page_of_blank_rows(db):
    it = hall(db, ())

    (page,) = sheet_pages.lay_out(db, it.meeting, **WHO)

    assert (page.page, page.lines) == (1, ())
