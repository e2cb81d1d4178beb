"""What is still missing in a field of the form, as a sentence; nothing where all is well."""

import unicodedata

from resources.contacts import AREA_CODE
from resources.names import is_kana
from resources.words import _, ngettext

_HOME, _MOBILE = 10, 11


def _digits(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text)
    return "".join(letter for letter in plain if letter.isascii() and letter.isdigit())


def _short(count: int) -> str:
    words = ngettext("{count} digit is missing.", "{count} digits are missing.", count)
    return words.format(count=count)


def phone(text: str) -> str:
    """Say how many digits a telephone number lacks, or has too many."""
    digits = _digits(text)
    if not text.strip() or text.strip().startswith("+"):
        return ""
    if not digits:
        return _("Please write the number in digits.")
    if digits.startswith("0"):
        whole = _MOBILE if digits[1:3] in {"50", "60", "70", "80", "90"} else _HOME
    else:  # without the area code, as neighbours give it
        whole = _HOME - len(AREA_CODE)
    if len(digits) < whole:
        return _short(whole - len(digits))
    return _("There are too many digits.") if len(digits) > max(whole, _HOME) else ""


def postcode(text: str) -> str:
    """Say how many digits a postcode lacks."""
    digits = _digits(text)
    if not text.strip():
        return ""
    if len(digits) < 7:
        return _short(7 - len(digits))
    return _("There are too many digits.") if len(digits) > 7 else ""


def kana(text: str) -> str:
    """Say that a reading is written in kana."""
    return "" if not text.strip() or is_kana(text) else _("Please write the reading in kana.")


def mail(text: str) -> str:
    """Say that an address of e-mail lacks its sign."""
    text = text.strip()
    return "" if not text or "@" in text[1:-1] else _("The @ of the address is missing.")
