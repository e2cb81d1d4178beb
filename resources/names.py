"""Names: how they are tidied, shown, folded for search and put in 五十音 order."""

import re
import unicodedata

from resources.collation import sort_key, tab
from resources.romaji import romaji, romaji_typed
from resources.variants import TABLE as _VARIANTS

__all__ = [
    "clean",
    "fold",
    "is_kana",
    "private_letters",
    "reading",
    "romaji",
    "romaji_typed",
    "roughly",
    "show_kana",
    "sort_key",
    "tab",
    "tidy_name",
    "variant_fold",
]

_BLANKS = re.compile(r"[\s\u00a0\u2000-\u200a\u202f\u205f\u3000\u3164\uffa0]+")
# Zero-width blanks, marks of direction, soft hyphen; variation selectors are letters and stay.
_INVISIBLE = re.compile(r"[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_JAPANESE = re.compile(r"[々〆ヶぁ-ヿ㐀-鿿豈-﫿ｦ-ﾟ\U00020000-\U000323af\ue000-\uf8ff]")
_SELECTORS = re.compile(r"[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_HALF_KANA = re.compile(r"[\uff61-\uff9f]+")
_MARKED_KANA = re.compile(r"[ぁ-ヿ][\u3099\u309a\u309b\u309c]")
_HYPHENS = r"\-\u02d7\u2010-\u2015\u2043\u2212\u2500\uff0d\uff70"
_WAVES = r"~\u301c\u3030\uff5e"
_LONG_SHOWN = re.compile(rf"(?<=[ぁ-ヺー])[{_HYPHENS}]")
_LONG_MARK = re.compile(rf"(?<=[ぁ-ヺー])[{_HYPHENS}{_WAVES}]")
_DASH = re.compile(rf"[{_HYPHENS}{_WAVES}]|(?<![ぁ-ヺー])ー")
_KANA = re.compile(r"[ぁ-ゖァ-ヺー・ゝゞヽヾ\s]+")
_PRIVATE = re.compile(r"[\ue000-\uf8ff\U000f0000-\U0010fffd]")
_ACCENTS = re.compile(r"[\u0300-\u036f]")
_HIRAGANA_ALONE = re.compile(r"[ぁ-ゖ]+")
_ACCENTLESS = re.compile(r"[\x00-\x7f々〆〇ぁ-ゖァ-ヺー一-鿿]*")

_KANJI = r"[一-鿿々㐀-䶿\U00020000-\U000323af]"
_LITTLE_KE = re.compile(rf"[ヶヵ]|(?<={_KANJI})[ケカガがケ箇](?={_KANJI})")
_NUMERALS = re.compile(r"[〇一二三四五六七八九十]+(?=丁目|番|号)")
_SAME_WORDS = (
    (re.compile("障がい|障碍"), "障害"),
    (re.compile("子ども|子供|子共"), "こども"),
)
_HIRAGANA: dict[int, int | str] = {
    **{code: code - 0x60 for code in range(0x30A1, 0x30F7)},
    0x30F7: "わ",
    0x30F8: "い",
    0x30F9: "え",
    0x30FA: "お",
    0x30FD: "ゝ",
    0x30FE: "ゞ",
}
# Old spellings sound alike and are typed at random.
_SOUNDS = {ord(old): new for old, new in zip("づぢをゐゑゔ", "ずじおいえぶ", strict=True)}
_DROPPED: dict[int, None] = {ord(letter): None for letter in "・･,、，.．'’`´"}
_LATIN = str.maketrans({"đ": "d", "ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "ı": "i", "ß": "ss"})


def clean(text: str) -> str:
    """Return `text` without control and invisible characters; line ends become blanks."""
    return _CONTROLS.sub("", _INVISIBLE.sub("", text))


def tidy_name(text: str) -> str:
    """Return a name with no blanks around it and one blank between its parts.

    The blank is U+3000 in a name with Japanese letters, U+0020 in a foreign one. No letter is
    changed: not even NFC, which destroys 神 and 福 in the forms some families write.
    """
    text = clean(text)
    blank = "\u3000" if _JAPANESE.search(text) else " "
    return _BLANKS.sub(blank, text.strip()).strip()


def show_kana(text: str) -> str:
    """Return a reading in full width with its script kept: ﾀｶﾊｼ → タカハシ, たかはし stays."""
    text = _HALF_KANA.sub(lambda run: unicodedata.normalize("NFKC", run[0]), tidy_name(text))
    text = _MARKED_KANA.sub(_compose, text)
    return _LONG_SHOWN.sub("ー", text)


def _compose(pair: re.Match[str]) -> str:
    letter, mark = pair[0][0], pair[0][1]
    mark = {"\u309b": "\u3099", "\u309c": "\u309a"}.get(mark, mark)
    return unicodedata.normalize("NFC", letter + mark)


def is_kana(text: str) -> bool:
    """Tell whether `text` is a reading: kana, long marks and blanks only."""
    return bool(_KANA.fullmatch(show_kana(text)))


def private_letters(text: str) -> list[str]:
    """Return the 外字 in `text`: letters of the private use area, that only one office knows."""
    return _PRIVATE.findall(text)


def variant_fold(text: str) -> str:
    """Return `text` with width, 異体字, selectors, case and blanks folded; kana stay."""
    text = unicodedata.normalize("NFKC", _SELECTORS.sub("", clean(text)))
    return _BLANKS.sub("", text).translate(_VARIANTS).casefold()


def fold(text: str) -> str:
    """Return the form under which `text` is searched: for comparing, never for showing.

    Width, script (カ → か), variants (髙 → 高), old spellings (づ → ず, を → お), dashes, ヶ and が
    between Chinese characters, 障がい and 障害, 一丁目 and 1丁目, accents, case and blanks are
    folded. Small kana stay.
    """
    if _HIRAGANA_ALONE.fullmatch(text):  # by far the most: readings, and every guess at one
        return text.translate(_SOUNDS)
    text = unicodedata.normalize("NFKC", _SELECTORS.sub("", clean(text)))
    text = _MARKED_KANA.sub(_compose, text)
    text = _BLANKS.sub("", text).translate(_DROPPED).translate(_VARIANTS)
    text = _LITTLE_KE.sub("が", text)
    text = _NUMERALS.sub(lambda found: str(_number(found[0])), text)
    for pattern, word in _SAME_WORDS:
        text = pattern.sub(word, text)
    text = text.translate(_HIRAGANA).translate(_SOUNDS)
    text = _DASH.sub("-", _LONG_MARK.sub("ー", text))
    if not _ACCENTLESS.fullmatch(text):
        text = _plain_latin(text)
    return text.casefold()


def _plain_latin(text: str) -> str:
    """Return `text` with the accents of Latin letters taken off; kana keep their marks."""
    apart = "".join(
        unicodedata.normalize("NFD", letter) if letter < "\u2000" or letter > "\u1dff" else letter
        for letter in text
    )
    apart = _ACCENTS.sub("", apart)
    apart = _MARKED_KANA.sub(_compose, apart)
    return apart.casefold().translate(_LATIN)


def _number(numeral: str) -> int:
    """Return the value of a number below a hundred in Chinese digits (二十五 or 二五)."""
    digits = {"〇": 0, **{digit: value for value, digit in enumerate("一二三四五六七八九", 1)}}
    if "十" not in numeral:
        return int("".join(str(digits[digit]) for digit in numeral))
    tens, _ten, ones = numeral.partition("十")
    return (digits.get(tens, 1)) * 10 + digits.get(ones, 0)


_VOWELS = {
    letter: vowel
    for vowel, row in zip(
        "あいうえお",
        (
            "あかさたなはまやらわがざだばぱぁゃゎ",
            "いきしちにひみりぎじびぴぃ",
            "うくすつぬふむゆるぐずぶぷぅゅっ",
            "えけせてねへめれげぜでべぺぇ",
            "おこそとのほもよろごぞどぼぽぉょ",
        ),
        strict=True,
    )
    for letter in row
}


def reading(kana: str) -> str:
    """Return `kana` folded by ear: おー, おう and おお are one, so are えい and ええ."""
    heard: list[str] = []
    for letter in fold(kana):
        before = _VOWELS.get(heard[-1], "") if heard else ""
        if letter == "ー":
            letter = before
        elif letter == "う" and before == "お":
            letter = "お"
        elif letter == "い" and before == "え":
            letter = "え"
        heard.append(letter)
    return "".join(heard)


_ROUGH = str.maketrans(
    "がぎぐげござじずぜぞだでどばびぶべぼぱぴぷぺぽぁぃぅぇぉっゃゅょゎ",
    "かきくけこさしすせそたてとはひふへほはひふへほあいうえおつやゆよわ",
    "ー",
)
_FOREIGN = re.compile(r"[ぶふ]([ぁぃぇぉ])")  # ヴィ beside ビ, フィ beside ヒ
_FOREIGN_AS = dict(zip("ぁぃぇぉ", "はひへほ", strict=True))


def roughly(kana: str) -> str:
    """Return folded `kana` without voicing marks, small letters and long marks (ﾎｳｼﾖｳ).

    Old lists in half-width capitals write ほうじょう so, and people mishear なかじま as なかしま.
    """
    return _FOREIGN.sub(lambda pair: _FOREIGN_AS[pair[1]], kana).translate(_ROUGH)
