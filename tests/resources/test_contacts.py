"""Numbers and addresses: the ways offices write one thing agree, other things stay apart."""

import pytest

from resources.contacts import address_key, phone_digits, telephone, tidy_number, tidy_zip


@pytest.mark.parametrize(
    ("written", "digits"),
    [
        ("0265-08-8604", "0265088604"),
        ("(0265)08-8604", "0265088604"),
        ("０２６５－０８－８６０４", "0265088604"),
        ("0265‐08‐8604", "0265088604"),
        ("08-8604", "0265088604"),
        ("080 0477 9500", "08004779500"),
        ("+81 265 08 8604", "0265088604"),
        ("+81(0)265-08-8604", "0265088604"),
        ("", ""),
        ("なし", ""),
    ],
)
def test_a_telephone_number_is_its_digits(written: str, digits: str) -> None:
    assert phone_digits(written, "0265") == digits


def test_only_a_known_area_code_is_added() -> None:
    assert phone_digits("08-8604") == "088604"
    assert telephone("０８－８６０４") == ("08-8604", "0265088604")


@pytest.mark.parametrize("written", ["3960621", "396-0621", "３９６－０６２１", "〒396-0621"])
def test_a_postcode_is_written_one_way(written: str) -> None:
    assert tidy_zip(written) == "396-0621"
    assert tidy_zip(" 不明 ") == "不明"


@pytest.mark.parametrize(
    "written", ["17", "0017", "００１７", "No.17", "Ｎｏ．１７", "第17号", " 017 ", "№17"]
)
def test_a_number_has_four_digits(written: str) -> None:
    assert tidy_number(written) == "0017"
    assert tidy_number("12345") == "12345"
    assert tidy_number("A-7") == "A-7"


@pytest.mark.parametrize(
    "written",
    [
        "伊那市高遠町小原18713番地　第3団地3-260",
        "高遠町小原18713　第3団地3-260",
        "長野県伊那市高遠町小原１８７１３番地 第３団地３－２６０",
    ],
)
def test_one_address_has_one_key(written: str) -> None:
    assert address_key(written) == "高遠町小原18713第3団地3-260"


def test_other_numbers_are_another_address() -> None:
    assert address_key("伊那市富県23850番地8") == address_key("富県23850-8") == "富県23850-8"
    assert address_key("富県23850-8") != address_key("富県238508")
    assert address_key("伊那市中央1丁目2番3号") == address_key("中央一丁目2-3") == "中央1-2-3"
    assert address_key("上伊那郡箕輪町大字中箕輪10番地") == "中箕輪10"
    assert address_key("箕輪町字中箕輪10") == address_key("箕輪町中箕輪10")
