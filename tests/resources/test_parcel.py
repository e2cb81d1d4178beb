"""The package as a file: whole or refused, opened by its passcode alone."""

import random

import pytest

from resources import parcel, passcodes, sealing
from resources.refusals import Refusal
from tests.conftest import CHEAP

BODY = "鯖江太郎".encode() * 20
SIGNING = sealing.new_signing_pair()


def packed(passcode="0123456789"):
    header = {"package": "p", "people": 1}
    return parcel.pack(header, BODY, passcode, SIGNING, CHEAP)


def test_what_was_packed_comes_out_with_the_passcode_only():
    found = parcel.read(packed())
    assert found.header["package"] == "p"
    assert found.header["cipher"] == "AES-256-GCM"
    assert parcel.open_with(found, "O1234-5678 9").body == BODY
    with pytest.raises(Refusal, match="does not open"):
        parcel.open_with(found, "0123456788")


def test_two_packages_of_the_same_content_share_nothing():
    assert parcel.read(packed()).sealed[:40] != parcel.read(packed()).sealed[:40]


@pytest.mark.parametrize(
    "typed", ["", "012345678", "01234567890", "あいうえおかきくけこ", "U123456789"]
)
def test_what_cannot_be_a_passcode_is_said_to_be_none(typed):
    with pytest.raises(Refusal, match="ten letters"):
        passcodes.tidy(typed)


@pytest.mark.parametrize(
    "typed", ["０１２３４－５６７８９", "oi234 56789", " 01234-56789\n", "OL234_56789"]
)
def test_a_passcode_may_be_typed_in_any_width_and_case(typed):
    assert passcodes.tidy(typed) == "0123456789"


def test_a_passcode_is_fifty_random_bits_shown_in_two_groups():
    found = {passcodes.new() for _time in range(200)}
    assert len(found) == 200
    assert all(passcodes.tidy(passcodes.shown(one)) == one for one in found)


def test_a_signed_stranger_may_not_make_this_computer_work_for_minutes():
    for cost in ({"memory_kib": 1 << 30}, {"passes": 10_000}, {"lanes": 0}, {"memory_kib": "8"}):
        content = _with_cost(cost)
        with pytest.raises(Refusal, match="not a whole package"):
            parcel.read(content)


def test_noise_is_refused_and_nothing_else_happens():
    chance = random.Random(8)
    good = packed()
    for _time in range(3000):
        content = bytearray(good)
        for _change in range(chance.randint(1, 6)):
            place = chance.randrange(len(content))
            how = chance.randrange(3)
            if how == 0:
                content[place] ^= 1 << chance.randrange(8)
            elif how == 1:
                del content[place : place + chance.randint(1, 40)]
            else:
                content[place:place] = chance.randbytes(chance.randint(1, 40))
            if not content:
                break
        if bytes(content) == good:
            continue
        with pytest.raises(Refusal):
            parcel.read(bytes(content))
    for size in range(200):
        with pytest.raises(Refusal):
            parcel.read(chance.randbytes(size))
        with pytest.raises(Refusal):
            parcel.read(good[: len(good) * size // 200])


def _with_cost(cost):
    import base64
    import json
    import struct

    header = dict(parcel.read(packed()).header)
    header["kdf"] = header["kdf"] | cost
    header["signer"] = base64.b64encode(SIGNING.public).decode()
    raw = json.dumps(header).encode()
    content = parcel.MAGIC + struct.pack(">I", len(raw)) + raw + bytes(64)
    return content + sealing.sign(SIGNING.secret, content)
