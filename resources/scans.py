"""What keyboards and input methods make of scanned capitals and digits, turned back.

A USB scanner types; with the Japanese input method on, the keys become kana: by かな入力 each
key one kana, by ローマ字入力 syllables. The beginning of a scan tells which of these happened.
"""

import re
import unicodedata
from collections.abc import Iterator

_KEYS = dict(
    zip(
        "ぬふあうえおやゆよわたてすかんなにらちとしはきくまのりつさそひこみもぁぅぇぉゃゅょをぃっ",
        "1234567890QWRTYUIOASDFGHJKLZXCVBNM34567890EZ",
        strict=True,
    )
) | {"い": "E", "せ": "P"}  # fmt: skip
_SHIFTED_US = dict(zip("!@#$%^&*()", "1234567890", strict=True))
_SHIFTED_JIS = dict(zip("!\"#$%&'()", "123456789", strict=True))
_AIM = re.compile(r"^\][A-Za-z][0-9A-Za-z]")
_IGNORED = re.compile(r"[\s\u00a0\x00-\x1f\x7f\u200b-\u200f\ufeff\u3000\-‐‑‒–—―−ー－ｰ_]")
_JAPANESE = re.compile(r"[ぁ-ヿ一-鿿]")
_MOST_CANDIDATES = 512


def tidy(text: str) -> str:
    """Return `text` in half width and hiragana, without blanks, dashes, controls, AIM prefix."""
    text = unicodedata.normalize("NFKC", text)
    text = _AIM.sub("", text.strip())
    text = _IGNORED.sub("", text)
    return "".join(chr(ord(c) - 0x60) if "ァ" <= c <= "ヶ" else c for c in text)


def looks_japanese(text: str) -> bool:
    """Tell whether there are kana or Chinese characters in `text`."""
    return _JAPANESE.search(text) is not None


def candidates(text: str, prefix: str, length: int) -> Iterator[set[str]]:
    """Yield, for each way `text` may have come about, the scans it may stand for.

    `text` is tidied. Only scans that begin with `prefix` count; `length` bounds the search
    among syllables that several spellings make. An empty set means: not this way.
    """
    upper = text.upper()
    yield {upper} if upper.startswith(prefix) else set()
    for shifted in (_SHIFTED_US, _SHIFTED_JIS):
        if upper.startswith(f"{prefix[:3]}!"):
            typed = "".join(shifted.get(letter, letter) for letter in upper)
            yield {typed}
    if not looks_japanese(text):
        return
    typed = "".join(_KEYS.get(letter, letter.upper()) for letter in text)
    yield {typed} if typed.startswith(prefix) else set()
    yield _spelt(text, prefix, length)


def _syllables() -> dict[str, tuple[str, ...]]:
    """Return each kana group with the keys that make it, as input methods spell them.

    Only A and E appear as vowels: our alphabet has no I, O, U.
    """
    rows = {
        "": "あえ", "K": "かけ", "S": "させ", "T": "たて", "N": "なね", "H": "はへ", "M": "まめ",
        "R": "られ", "G": "がげ", "Z": "ざぜ", "D": "だで", "B": "ばべ", "P": "ぱぺ", "C": "かせ",
        "X": "ぁぇ",
    }  # fmt: skip
    made: dict[str, set[str]] = {}

    def add(kana: str, keys: str) -> None:
        made.setdefault(kana, set()).add(keys)

    for consonant, row in rows.items():
        for kana, vowel in zip(row, "AE", strict=True):
            add(kana, consonant + vowel)
    for kana, keys in (("や", "YA"), ("いぇ", "YE"), ("わ", "WA"), ("うぇ", "WE"), ("ん", "N"),
                       ("ん", "NN"), ("ゃ", "XYA"), ("ゎ", "XWA"), ("ヵ", "XKA"), ("ヶ", "XKE"),
                       ("ゕ", "XKA"), ("ゖ", "XKE"), ("ぇ", "XYE")):  # fmt: skip
        add(kana, keys)
    for stem, consonants in (("き", "K"), ("ぎ", "G"), ("し", "S"), ("じ", "Z"), ("ち", "T"),
                             ("に", "N"), ("ひ", "H"), ("み", "M"), ("り", "R"), ("び", "B"),
                             ("ぴ", "P"), ("ぢ", "D")):  # fmt: skip
        add(f"{stem}ゃ", f"{consonants}YA")
        add(f"{stem}ぇ", f"{consonants}YE")
    for stem, keys in (("し", "S"), ("ち", "C")):
        for tail, vowel in (("ゃ", "A"), ("ぇ", "E")):
            add(stem + tail, f"{keys}H{vowel}")
            add("ち" + tail, f"CY{vowel}")
            add("じ" + tail, f"J{vowel}")
            add("じ" + tail, f"JY{vowel}")
    for tail, vowel in (("ゃ", "A"), ("ぇ", "E")):
        add("て" + tail, f"TH{vowel}")
        add("で" + tail, f"DH{vowel}")
        add("ふ" + tail, f"FY{vowel}")
        add("ゔ" + tail, f"VY{vowel}")
        add("く" + tail, f"QY{vowel}")
    for tail, vowel in (("ぁ", "A"), ("ぇ", "E")):
        for stem, keys in (("ふ", "F"), ("ふ", "FW"), ("ゔ", "V"), ("く", "Q"), ("く", "QW"),
                           ("く", "KW"), ("ぐ", "GW"), ("つ", "TS"), ("す", "SW"), ("と", "TW"),
                           ("ど", "DW"), ("う", "WH")):  # fmt: skip
            add(stem + tail, keys + vowel)
    for tail in ("ふぇ", "ゔぇ", "くぇ"):
        add(tail, f"{ {'ふ': 'F', 'ゔ': 'V', 'く': 'Q'}[tail[0]] }YE")
    return {kana: tuple(sorted(keys)) for kana, keys in made.items()}


_SYLLABLES = _syllables()


def _spelt(text: str, prefix: str, length: int) -> set[str]:
    """Return all spellings of `text` as ローマ字入力 would have read it, at most a few hundred."""
    start = "いな1"  # INA1
    if not text.startswith(start):
        return set()
    rest = text[len(start) :]
    spelt: dict[int, set[str]] = {0: {prefix}}
    for place in range(len(rest)):
        ways = {way for way in spelt.pop(place, set()) if len(way) < length}
        if len(ways) > _MOST_CANDIDATES:
            return {prefix}
        for step, keys in _keys_at(rest, place):
            spelt.setdefault(place + step, set()).update(way + keys for way in ways)
    return spelt.get(len(rest), set()) or {prefix}


def _keys_at(text: str, place: int) -> Iterator[tuple[int, str]]:
    """Yield how many letters at `place` one spelling covers, and the keys it takes."""
    if text[place].isascii():
        yield 1, text[place].upper()
        return
    if text[place] == "っ" and place + 1 < len(text):
        # A doubled consonant: the small っ, and the same key once more.
        following = {keys[0] for _step, keys in _keys_at(text, place + 1)}
        for key in following:
            yield 1, key
        return
    for step in (2, 1):
        for keys in _SYLLABLES.get(text[place : place + step], ()):
            if len(text[place : place + step]) == step:
                yield step, keys
