"""Postcodes and towns agree with the list of Japan Post, both ways, without a network."""

import pytest

from resources import postal


@pytest.mark.parametrize(
    ("written", "town"),
    [
        ("396-0111", "伊那市美篶"),
        ("３９６０２１１", "伊那市高遠町西高遠"),
        ("〒396-0403", "伊那市長谷黒河内"),
        ("399-4431", "伊那市西春近"),
        ("100-0005", "東京都千代田区丸の内"),
    ],
)
def test_a_postcode_names_its_town(written, town):
    assert postal.towns(written) == (town,)
    assert postal.code(town).replace("-", "") in written.translate(
        str.maketrans("０１２３４５６７８９", "0123456789")
    ).replace("-", "")


def test_several_towns_may_share_a_postcode():
    assert postal.towns("498-0000") == ("愛知県弥富市", "三重県桑名郡木曽岬町")
    shared = postal.towns("452-0961")
    assert len(shared) > 1
    assert all(town.startswith("愛知県清須市春日") for town in shared)


@pytest.mark.parametrize("written", ["", "396", "000-0000", "39601111", "伊那"])
def test_what_is_no_postcode_names_no_town(written):
    assert postal.towns(written) == ()


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("伊那市美篶22668番地25", "396-0111"),
        ("長野県伊那市高遠町西高遠1810", "396-0211"),
        ("伊那市荒井3500-1", "396-0025"),
        ("伊那市荒井内の萱", "396-0028"),
        ("東京都千代田区丸の内1-9-1", "100-0005"),
        ("伊那市", ""),
        ("どこか", ""),
        ("", ""),
    ],
)
def test_an_address_names_its_postcode_or_none(address, code):
    assert postal.code(address) == code


def test_an_office_elsewhere_has_another_home():
    assert postal.towns("100-0005", home="東京都") == ("千代田区丸の内",)
    assert postal.code("千代田区丸の内1", home="東京都") == "100-0005"
    assert postal.code("千代田区丸の内1") == ""
