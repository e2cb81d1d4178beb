"""The 五十音 order of JIS X 4061 as a text of digits, the same in every database.

A key holds digits only, so every collation of every engine orders it alike. Each part of the
name (姓, then 名) is compared by its base kana, then by 清音 < 濁音 < 半濁音, then by 長音 <
小書き < 繰返し < 並字; when all parts agree, ひらがな stands before カタカナ. Latin names follow
the kana, anything else follows these by its code.
"""

import re
import unicodedata
from typing import NamedTuple

_BASES = (
    "あいうえおかきくけこさしすせそたちつてと"
    "なにぬねのはひふへほまみむめもやゆよらりるれろわゐゑをん"
)
_ROWS = "あかさたなはまやらわ"
_ROW_STARTS = (0, 5, 10, 15, 20, 25, 30, 35, 38, 43)
_VOWEL_OF = dict(
    zip(_BASES, "あいうえお" * 7 + "あうお" + "あいうえお" + "あいえお" + "ん", strict=True)
)
_SMALL = dict(zip("ぁぃぅぇぉっゃゅょゎゕゖ", "あいうえおつやゆよわかけ", strict=True))
_LONG_MARKS = frozenset("ー-‐‑–—―−～〜~－")
_CLEAR, _LOW = "1", "1"
_LONG, _LITTLE, _REPEATED, _FULL = "1234"
_LETTERS = str.maketrans({"đ": "d", "ø": "o", "ł": "l", "ı": "i", "þ": "t", "ð": "d"})
_LATIN_START = 70
_DIGIT_START = 60
_OTHER = "99"
KEY_LENGTH = 240
_HALF = re.compile(r"[\uff61-\uff9f]+")


class _Sound(NamedTuple):
    base: str  # two digits, or eight for what is no kana, digit or Latin letter
    voice: str
    size: str
    script: str


def sort_key(kana: str) -> str:
    """Return the key of a reading (or of a Latin name) as a text of digits, at most 240 long.

    The first blank parts 姓 from 名; further blanks, ・ and apostrophes count for nothing.
    """
    parts = unicodedata.normalize("NFKC", kana).split(maxsplit=1)
    spoken = [_sounds(part) for part in parts]
    levels = [
        "".join(sound.base for sound in part)
        + "00"
        + "".join(sound.voice for sound in part).rstrip(_CLEAR)
        + "0"
        + "".join(sound.size for sound in part).rstrip(_FULL)
        + "9"
        for part in spoken
    ]
    scripts = "".join(sound.script for part in spoken for sound in part).rstrip("1")
    return ("".join(levels) + "00" * (len(levels) < 2) + scripts + "0")[:KEY_LENGTH]


def tab(kana: str, latin: str = "") -> str:
    """Return the index tab of a name: あ か さ た な は ま や ら わ, "A–Z" or "他".

    The reading decides; a name without one stands under its Latin letters.
    """
    for text in (kana, latin):
        sounds = _sounds(unicodedata.normalize("NFKC", text))
        if not sounds:
            continue
        base = sounds[0].base
        if base == _OTHER or len(base) > 2:
            continue
        place = int(base)
        if place >= _LATIN_START:
            return "A–Z"
        if place < _DIGIT_START:
            starts = [row for row in _ROW_STARTS if row <= place - 1]
            return _ROWS[len(starts) - 1]
    return "他"


def _sounds(text: str) -> list[_Sound]:
    sounds: list[_Sound] = []
    previous = ""
    for letter in unicodedata.normalize("NFC", text).casefold():
        script = "2" if "ァ" <= letter <= "ヿ" and letter != "ー" else "1"
        if "ァ" <= letter <= "ヶ" or letter in "ヽヾ":
            letter = chr(ord(letter) - 0x60)
        voice, size = _CLEAR, _FULL
        if letter in _LONG_MARKS:
            if previous not in _VOWEL_OF:
                continue
            letter, size = _VOWEL_OF[previous], _LONG
        elif letter in "ゝゞ":
            if previous not in _VOWEL_OF:
                continue
            voice = "2" if letter == "ゞ" else _CLEAR
            letter, size = previous, _REPEATED
        elif letter in _SMALL:
            letter, size = _SMALL[letter], _LITTLE
        apart = unicodedata.normalize("NFD", letter)
        if len(apart) == 2 and apart[1] in "\u3099\u309a":
            voice = "2" if apart[1] == "\u3099" else "3"
            letter = apart[0]
            if "ァ" <= letter <= "ヶ":
                letter = chr(ord(letter) - 0x60)
        if letter in _VOWEL_OF:
            sounds.append(_Sound(f"{_BASES.index(letter) + 1:02}", voice, size, script))
            previous = letter
            continue
        previous = ""
        sounds += _foreign(apart)
    return sounds


def _foreign(apart: str) -> list[_Sound]:
    """Return what stands after the kana: digits, Latin letters, then everything else by code."""
    letter, accented = apart[0].translate(_LETTERS), len(apart) > 1
    if letter != apart[0]:
        accented = True
    voice = "2" if accented else _CLEAR
    if "a" <= letter <= "z":
        return [_Sound(f"{_LATIN_START + ord(letter) - ord('a'):02}", voice, _FULL, "1")]
    if letter.isascii() and letter.isdigit():
        return [_Sound(f"{_DIGIT_START + int(letter):02}", voice, _FULL, "1")]
    if unicodedata.category(letter)[0] in "LNCS":
        return [_Sound(f"{_OTHER}{ord(letter):07}", voice, _FULL, "1")]
    return []
