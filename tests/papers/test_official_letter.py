"""Official letters: nothing but the address in the window, every line printed, points in a column."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from sessions.papers import draft_sheet, official_letter
from sessions.papers.address_block import Address
from sessions.papers.official_letter import Letter, OfficialLetter
from tests.papers import samples
from tests.papers.test_address_labels import LONG, MM

BODY = "　日ごろより ありがとうございます。\n\n記\n\n１　日時　　三月四日\n２　お返事の締切　五月\n\n以上"
HOME = Address(
    (("髙橋　太郎", "様"), ("髙橋　花子", "様"), ("髙橋　はつゑ", "様")),
    "396-0211",
    LONG,
    "髙遠の会",
)


def letter(body=BODY, people=(HOME,), **more):
    return OfficialLetter(
        "第14回いなくらし会議のご案内", "令和9年2月3日", "伊那市社会福祉協議会", "会長　有賀　武",
        tuple(Letter(one, body) for one in people), "8伊社協第12号", "電話 0265-00-0000", **more,
    )  # fmt: skip


def lines(pdf, page=0):
    found = []

    def see(text, _cm, tm, _font, size):
        if text.strip():
            found.append((tm[4] / MM, 297 - tm[5] / MM, text.strip()))

    PdfReader(BytesIO(pdf)).pages[page].extract_text(visitor_text=see)
    return found


def test_only_the_address_stands_in_the_window_however_the_sheet_slides():
    """A window of 90 by 45 mm at 20 mm, 12 mm from the corner; a folded sheet slides 5 mm."""
    names = "髙橋太郎花子はつゑ髙遠の会様　"
    for x, y, text in lines(official_letter.draw(letter())):
        inside = 15 <= x <= 115 and 12 <= y <= 67
        address = text.startswith("〒") or text in LONG or set(text) <= set(names)
        assert not inside or address, (x, y, text)
    words = [text for _x, y, text in lines(official_letter.draw(letter())) if y < 62]
    assert any(text.startswith("〒396-0211") for text in words)


def test_the_address_is_seen_through_the_window_of_the_folded_sheet():
    for x, y, text in lines(official_letter.draw(letter())):
        if text.startswith("〒") or "様" in text:
            assert 21.9 <= x <= 106
            assert 20 <= y <= 60


def test_the_points_below_ki_stand_in_one_column_and_ends_at_the_right():
    found = {text: (x, y) for x, y, text in lines(official_letter.draw(letter()))}
    assert found["三月四日"][0] == pytest.approx(found["五月"][0], abs=0.2)
    assert found["記"][0] == pytest.approx(105 - 12 / MM / 2, abs=0.6)
    assert found["以上"][0] > 170


def test_a_long_letter_goes_on_on_further_sheets_to_its_last_line():
    long = "\n".join(f"　第{number}の行です" for number in range(120))
    content = letter(long, people=(HOME, HOME))
    pdf = official_letter.draw(content)
    pages = PdfReader(BytesIO(pdf)).pages
    assert len(pages) % 2 == 0
    assert official_letter.pages_of(content) == (0, len(pages) // 2)
    whole = "".join("".join(page.extract_text().split()) for page in pages[: len(pages) // 2])
    assert all(f"第{number}の行です" in whole for number in range(120))
    for page in range(len(pages)):
        assert all(y < 290 for _x, y, _text in lines(pdf, page))


def test_a_letter_a_little_too_long_is_set_a_little_smaller_on_one_sheet():
    nearly = "\n".join("　行です" for _ in range(22))
    assert len(PdfReader(BytesIO(official_letter.draw(letter(nearly)))).pages) == 1


def test_markup_and_fields_in_names_are_only_letters():
    people = tuple(Address(((name, "様"),)) for name in samples.HOSTILE)
    pdf = official_letter.draw(letter(people=people))
    got = "".join("".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages)
    for hostile in samples.HOSTILE:
        assert "".join(hostile.split()).replace("\0", "").replace("\u202e", "") in got


def test_the_draft_has_the_boxes_of_the_office_and_all_of_the_text():
    text = "\n".join(f"　案文の {number}行め" for number in range(90))
    content = draft_sheet.DraftSheet(
        ("会長", "合議", "担当"), "件名です", text, number="8伊社協第12号"
    )
    pages = PdfReader(BytesIO(draft_sheet.draw(content))).pages
    whole = "".join("".join(page.extract_text().split()) for page in pages)
    for word in (
        "会長",
        "合議",
        "担当",
        "件名です",
        "8伊社協第12号",
        "案文の0行め",
        "案文の89行め",
    ):
        assert word in whole
