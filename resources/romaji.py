"""Kana as Latin letters, and Latin letters as typed, brought to one form for search.

One form for Hepburn and Kunrei alike (し = si = shi), with long vowels shortened, so that
Sato, Satou, Satoh and Satō all find さとう from the first letter on.
"""

import re

_ROWS = {
    "": "あいうえお", "k": "かきくけこ", "s": "さしすせそ", "t": "たちつてと", "n": "なにぬねの",
    "h": "はひふへほ", "m": "まみむめも", "y": "や ゆ よ", "r": "らりるれろ", "w": "わ   を",
    "g": "がぎぐげご", "z": "ざじずぜぞ", "d": "だ  でど", "b": "ばびぶべぼ", "p": "ぱぴぷぺぽ",
}  # fmt: skip
_KANA = {
    kana: consonant + vowel
    for consonant, row in _ROWS.items()
    for vowel, kana in zip("aiueo", row, strict=True)
    if kana != " "
}
_KANA |= {"を": "o", "ん": "n", "ゐ": "i", "ゑ": "e", "ぢ": "zi", "づ": "zu", "ゔ": "bu", "ー": "-"}
_SMALL = {"ぁ": "a", "ぃ": "i", "ぅ": "u", "ぇ": "e", "ぉ": "o", "ゃ": "ya", "ゅ": "yu", "ょ": "yo"}

# Longer spellings first; what an unfinished word may end in stands last.
_SPELLINGS = tuple(
    (re.compile(pattern), plain)
    for pattern, plain in (
        (r"[āâ]", "a"), (r"[īî]", "i"), (r"[ūû]", "u"), (r"[ēê]", "e"), (r"[ōô]", "o"),
        (r"[^a-z]", ""), (r"l", "r"),
        (r"[tc]ch(?=[aueo])", "tty"), (r"[tc]ch", "tt"), (r"cc$", "tt"), (r"th", "t"),
        (r"sh(?=[aueo])", "sy"), (r"sh", "s"),
        (r"ch(?=[aueo])", "ty"), (r"ch", "t"),
        (r"ts(?=[u]|$)", "t"), (r"j(?=y)", "z"), (r"j(?=[aueo])", "zy"), (r"j", "z"),
        (r"dz", "z"), (r"di", "zi"), (r"du", "zu"), (r"dy", "zy"),
        (r"f(?=[aieo])", "hu"), (r"f", "h"),
        (r"v(?=[aieo])", "b"), (r"v", "b"), (r"wo", "o"), (r"wi", "i"), (r"we", "e"),
        (r"m(?=[bpm])", "n"), (r"c$", "t"), (r"c", "k"), (r"x(?=t)", ""),
        (r"(?<=[aiueo])h(?![aiueoy])", ""),
    )
)  # fmt: skip
# A long vowel counts as a short one, and so does nn, which may be ん or ん with な behind it.
_LONG = re.compile(r"([aiuen])\1+|o[ou]+|ei+")


def romaji(kana: str) -> str:
    """Return folded `kana` (hiragana, see names.fold) in the search form of Latin letters."""
    letters: list[str] = []
    doubled = False
    for letter in kana:
        if letter == "っ":
            doubled = True
            continue
        if letter in _SMALL and letters:
            letters[-1] = _joined(letters[-1], _SMALL[letter])
            continue
        sound = _KANA.get(letter, letter if letter.isascii() and letter.isalpha() else "")
        if doubled and sound[:1] not in "aiueon-":
            sound = sound[:1] + sound
        doubled = False
        letters.append(sound)
    return _shorten("".join(letters).replace("-", ""))


def _joined(last: str, small: str) -> str:
    """Return a sound with a small kana behind it: ki + ya = kya, ti + e = tye, hu + a = hua."""
    if small == "e" and last in {"si", "ti", "zi"}:
        return f"{last[0]}y{small}"
    swallowed = last.endswith("i") if small.startswith("y") else last != "hu"
    return last.rstrip("aiueo") + small if swallowed else last + small


def romaji_typed(text: str) -> str:
    """Return Latin letters as someone types them in the same form; "" if there are none."""
    plain = text.lower()
    if not re.search(r"[a-z]", plain):
        return ""
    for spelling, form in _SPELLINGS:
        plain = spelling.sub(form, plain)
    return _shorten(plain)


def _shorten(letters: str) -> str:
    def short(run: re.Match[str]) -> str:
        return run[0][0]

    return _LONG.sub(short, letters)
