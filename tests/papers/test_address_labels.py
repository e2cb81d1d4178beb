"""Addresses stand where the labels are: measured in the PDF against the sheets one buys."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from resources.refusals import Refusal
from resources.stationery import label_sheet, label_sheets
from sessions.papers import address_labels, calibration_page
from sessions.papers.address_block import Address
from sessions.papers.address_labels import AddressLabels
from tests.papers import samples

MM = 72 / 25.4
# The sheets as their makers describe them: labels, size, corner of the first, step.
SOLD = {
    "12-86x42": (12, 2, 86.4, 42.3, 18.6, 21.2, 86.4, 42.3),
    "12-84x42": (12, 2, 83.8, 42.3, 20.3, 20.3, 87.6, 42.3),
    "10-86x51": (10, 2, 86.4, 50.8, 18.6, 21.2, 86.4, 50.8),
    "18-70x42": (18, 3, 70.0, 42.3, 0.0, 21.2, 70.0, 42.3),
    "21-70x42": (21, 3, 70.0, 42.43, 0.0, 0.0, 70.0, 42.43),
    "24-66x34": (24, 3, 66.0, 33.9, 6.0, 12.9, 66.0, 33.9),
    "44-48x25": (44, 4, 48.3, 25.4, 8.4, 8.8, 48.3, 25.4),
    "65-38x21": (65, 5, 38.1, 21.2, 4.75, 10.92, 40.6, 21.2),
}
LONG = "長野県伊那市荒井3428番地7　グランドコーポラティブハウス伊那北駅前イーストタワー1205号室"


def words_of(pdf, page=0):
    """Return (x, y, text) of every line of a page, in mm from the upper left corner."""
    found = []

    def see(text, _cm, tm, _font, _size):
        if text.strip():
            found.append((tm[4] / MM, 297 - tm[5] / MM, text.strip()))

    PdfReader(BytesIO(pdf)).pages[page].extract_text(visitor_text=see)
    return found


def addressed(count):
    return tuple(
        Address(
            ((f"{number}番", "様"),), f"{number:03}-0000", LONG if number % 3 else "伊那市1番地"
        )
        for number in range(1, count + 1)
    )


def test_every_sheet_of_the_shops_is_known():
    assert {one.name for one in label_sheets()} == set(SOLD)
    with pytest.raises(Refusal):
        label_sheet("ten")


@pytest.mark.parametrize("name", SOLD)
def test_each_address_stands_on_its_label(name):
    count, across, _wide, high, left, top, step_across, step_down = SOLD[name]
    sheet = label_sheet(name)
    pdf = address_labels.draw(AddressLabels(sheet, addressed(count)))
    found = words_of(pdf)
    codes = {text: (x, y) for x, y, text in found if text.startswith("〒")}
    blank, _down = address_labels.inset(sheet)

    assert len(codes) == count
    for number in range(count):
        x = left + number % across * step_across
        y = top + number // across * step_down
        at_x, at_y = codes[f"〒{number + 1:03}-0000"]
        assert at_x == pytest.approx(x + blank, abs=0.2)
        assert y < at_y < y + high
    assert len(PdfReader(BytesIO(pdf)).pages) == 1


@pytest.mark.parametrize("name", SOLD)
def test_no_line_crosses_the_edge_of_a_label(name):
    count, _across, wide, high, left, top, step_across, step_down = SOLD[name]
    sheet = label_sheet(name)
    pdf = address_labels.draw(AddressLabels(sheet, addressed(count)))
    for x, y, text in words_of(pdf):
        if text.startswith("Sheet"):
            continue
        column, row = int((x - left) // step_across), int((y - top) // step_down)
        assert left + column * step_across < x < left + column * step_across + wide
        assert top + row * step_down < y < top + row * step_down + high
        assert 4 <= x <= 206
        assert 4 <= y <= 293


@pytest.mark.parametrize("name", SOLD)
def test_long_addresses_are_printed_to_the_last_letter(name):
    sheet = label_sheet(name)
    household = (("髙橋　太郎", "様"), ("髙橋　花子", "様"), ("グエン　バン　ミン", "様"))
    pdf = address_labels.draw(AddressLabels(sheet, (Address(household, "396-0211", LONG * 2),)))
    got = "".join("".join(text.split()) for _x, _y, text in words_of(pdf))
    assert LONG.replace("　", "") * 2 in got
    assert got.endswith("髙橋太郎様花子様グエンバンミン様")


def test_a_used_sheet_is_begun_at_its_first_free_place():
    sheet = label_sheet("24-66x34")
    pdf = address_labels.draw(AddressLabels(sheet, addressed(20), start=10))
    first = next((x, y) for x, y, text in words_of(pdf) if text == "〒001-0000")
    assert first[0] == pytest.approx(6.0 + address_labels.inset(sheet)[0], abs=0.2)
    assert 12.9 + 3 * 33.9 < first[1] < 12.9 + 4 * 33.9
    assert len(PdfReader(BytesIO(pdf)).pages) == 2
    with pytest.raises(ValueError, match="no place 25"):
        AddressLabels(sheet, (), start=25)


def test_a_free_place_in_the_middle_stays_free():
    sheet = label_sheet("12-86x42")
    one, _two, three = addressed(3)
    found = words_of(address_labels.draw(AddressLabels(sheet, (one, None, three))))
    assert [text for _x, _y, text in found if text.startswith("〒")] == ["〒001-0000", "〒003-0000"]
    third = next(y for _x, y, text in found if text == "〒003-0000")
    assert third > 21.2 + 42.3


def test_rare_names_come_back_as_they_were_typed():
    sheet = label_sheet("65-38x21")
    people = tuple(
        Address(((name, "様"),), "396-0211", "伊那市1") for name, *_rest in samples.PEOPLE
    )
    got = "".join(
        "".join(text.split())
        for _x, _y, text in words_of(address_labels.draw(AddressLabels(sheet, people)))
    )
    for name, *_rest in samples.PEOPLE:
        assert "".join(name.split()) in got


def test_the_two_lines_stand_where_the_ruler_expects_them():
    content = calibration_page.CalibrationPage("伊那社協", "事務所", "令和8年5月19日")
    page = PdfReader(BytesIO(calibration_page.draw(content))).pages[0]
    drawn = page.get_contents().get_data().decode("latin-1")
    assert f"{20 * MM:.2f} {(297 - 8) * MM:.2f} m {20 * MM:.2f} {(297 - 289) * MM:.2f} l" in drawn
    assert f"{8 * MM:.2f} {(297 - 20) * MM:.2f} m {202 * MM:.2f} {(297 - 20) * MM:.2f} l" in drawn


@pytest.mark.parametrize(
    ("measured", "shift"),
    [((20.0, 20.0), (0.0, 0.0)), ((20.6, 19.7), (-0.6, 0.3)), ((18.95, 21.0), (1.1, -1.0))],
)
def test_what_was_measured_is_put_right(measured, shift):
    assert calibration_page.offset(*measured) == pytest.approx(shift, abs=0.051)
