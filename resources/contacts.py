"""Telephone numbers, postcodes, addresses and programme numbers, tidied and made comparable."""

import re
import unicodedata

from resources.names import fold

AREA_CODE = "0265"  # 伊那; an office elsewhere passes its own
_MUNICIPALITY = re.compile(
    r"^(?:長野県|東京都|北海道|(?:京都|大阪)府|.{2,3}県)?(?:[^市町村\d]{1,5}市|[^郡\d]{1,4}郡[^町村\d]{1,4}[町村])?"
)
_BIG_AZA = re.compile(r"大字|(?<=[市町村区])字")
_NUMBER_WORDS = re.compile(r"丁目|番地の|番地|番|号(?:室)?|の(?=\d)")


def phone_digits(text: str, area_code: str = "") -> str:
    """Return the digits of a telephone number, +81 as 0.

    With `area_code`, a local number that leaves it out is completed: 73-2541 → 0265732541.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    digits = "".join(letter for letter in plain if letter.isascii() and letter.isdigit())
    if plain.startswith("+81"):
        digits = "0" + digits[2:].removeprefix("0")
    if area_code and len(digits) == 10 - len(area_code):
        digits = area_code + digits
    return digits


def telephone(text: str, area_code: str = AREA_CODE) -> tuple[str, str]:
    """Return a telephone number as written (tidied) and as digits."""
    return unicodedata.normalize("NFKC", text).strip(), phone_digits(text, area_code)


def tidy_zip(text: str) -> str:
    """Return a postcode as 396-0026; what is none comes back as it was, trimmed."""
    digits = phone_digits(text)
    if len(digits) == 7:
        return f"{digits[:3]}-{digits[3:]}"
    return text.strip()


def tidy_number(text: str) -> str:
    """Return a number of a programme in its kept form: 17, ００１７ and No.17 are 0017."""
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
    plain = re.sub(r"^(?:No\.?|№|第)", "", plain, flags=re.IGNORECASE).removesuffix("号")
    if plain.isascii() and plain.isdigit():
        return plain.lstrip("0").zfill(4)
    return plain


def address_key(address: str) -> str:
    """Return town and numbers of an address: 長野県伊那市富県23850番地8 → 富県23850-8.

    Prefecture and municipality, width, 大字, 丁目・番地・号 and blanks count for nothing, so that
    the ways in which offices write one address agree.
    """
    parts = _BIG_AZA.sub("", unicodedata.normalize("NFKC", address)).split()
    plain = "-".join(_NUMBER_WORDS.sub("-", fold(part)) for part in parts)
    plain = re.sub(r"-+", "-", _MUNICIPALITY.sub("", plain, count=1))
    return re.sub(r"(?<!\d)-|-(?!\d)", "", plain)
