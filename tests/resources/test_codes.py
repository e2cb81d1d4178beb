"""Codes: every single slip is found, every garbling is undone or refused, nothing raises."""

import random
import string

import pytest

from resources import codes
from resources.codes import ALPHABET, LENGTH, PREFIX, Kind, check_character, human, new_code, read

# The key caps of a JIS keyboard, from its drawing: row by row, key and kana.
JIS_KEYS = dict(
    pair.split(":")
    for pair in [
        "1:ぬ",
        "2:ふ",
        "3:あ",
        "4:う",
        "5:え",
        "6:お",
        "7:や",
        "8:ゆ",
        "9:よ",
        "0:わ",
        "Q:た",
        "W:て",
        "E:い",
        "R:す",
        "T:か",
        "Y:ん",
        "U:な",
        "I:に",
        "O:ら",
        "P:せ",
        "A:ち",
        "S:と",
        "D:し",
        "F:は",
        "G:き",
        "H:く",
        "J:ま",
        "K:の",
        "L:り",
        "Z:つ",
        "X:さ",
        "C:そ",
        "V:ひ",
        "B:こ",
        "N:み",
        "M:も",
    ]
)
SHIFTED_KANA = {
    "3": "ぁ",
    "4": "ぅ",
    "5": "ぇ",
    "6": "ぉ",
    "7": "ゃ",
    "8": "ゅ",
    "9": "ょ",
    "0": "を",
    "E": "ぃ",
    "Z": "っ",
}


def full_width(text: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


def katakana(text: str) -> str:
    return "".join(chr(ord(c) + 0x60) if "ぁ" <= c <= "ゖ" else c for c in text)


def half_kana(text: str) -> str:
    whole = "ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン"
    return "".join(chr(0xFF66 + whole.index(c)) if c in whole else c for c in katakana(text))


@pytest.fixture
def chance() -> random.Random:
    return random.Random(20250221)


def some(chance: random.Random) -> str:
    body = "".join(chance.choices(ALPHABET, k=20))
    return PREFIX + body + check_character(body)


def test_a_new_code_has_the_agreed_shape_and_never_repeats() -> None:
    made = {new_code() for _ in range(2000)}
    assert len(made) == 2000
    for code in made:
        assert len(code) == LENGTH == 25
        assert code.startswith("INA1")
        assert set(code) <= set(string.digits + string.ascii_uppercase)
        assert not set(code[4:]) & set("ILOU")
        assert read(code) == codes.Reading(code, Kind.OURS)


def test_the_alphabet_carries_a_hundred_bits() -> None:
    assert len(set(ALPHABET)) == 32


def test_every_single_wrong_letter_and_every_exchange_is_found(chance: random.Random) -> None:
    for _ in range(40):
        code = some(chance)
        for place in range(4, LENGTH):
            for letter in ALPHABET:
                wrong = code[:place] + letter + code[place + 1 :]
                assert (read(wrong).code == code) is (wrong == code)
                if wrong != code:
                    assert read(wrong) == codes.Reading(None, Kind.TYPO)
            for other in range(place + 1, LENGTH):
                letters = list(code)
                letters[place], letters[other] = letters[other], letters[place]
                exchanged = "".join(letters)
                if exchanged != code:
                    assert read(exchanged).code is None


@pytest.mark.parametrize(
    "garble",
    [
        full_width,
        str.lower,
        lambda code: full_width(code.lower()),
        lambda code: code + "\r\n",
        lambda code: f"\t {code}\u3000\n",
        lambda code: "]Q1" + code,
        lambda code: full_width("]Q3" + code),
        lambda code: "-".join(code[i : i + 5] for i in range(0, 25, 5)),
        lambda code: "−".join(code[i : i + 5] for i in range(0, 25, 5)),
        lambda code: "ー".join(full_width(code[i : i + 5]) for i in range(0, 25, 5)),
        " ".join,
        lambda code: code + code,
        lambda code: code + "\r" + code + "\r" + code,
        lambda code: code[:4] + code[4:].replace("0", "O").replace("1", "l"),
        lambda code: "".join(JIS_KEYS[letter] for letter in code),
        lambda code: katakana("".join(JIS_KEYS[letter] for letter in code)),
        lambda code: half_kana("".join(JIS_KEYS[letter] for letter in code)),
        lambda code: "".join(JIS_KEYS[letter] for letter in code) + "\n",
        lambda code: "".join(
            SHIFTED_KANA.get(letter, JIS_KEYS[letter]) if letter.isalpha() else JIS_KEYS[letter]
            for letter in code
        ),
        lambda code: "".join(SHIFTED_KANA.get(letter, JIS_KEYS[letter]) for letter in code),
        lambda code: "".join(
            dict(zip("1234567890", "!@#$%^&*()", strict=True)).get(c, c) for c in code
        ),
        lambda code: full_width("]Q1" + code.lower() + "\r"),
    ],
)
def test_what_keyboards_make_of_a_code_is_undone(garble, chance: random.Random) -> None:
    for _ in range(200):
        code = some(chance)
        assert read(garble(code)) == codes.Reading(code, Kind.OURS), garble(code)


# What the input method of Windows shows for keys typed one by one in ローマ字入力.
ROMAJI = {
    "A": "あ", "E": "え", "KA": "か", "KE": "け", "SA": "さ", "SE": "せ", "TA": "た", "TE": "て", "NA": "な",
    "NE": "ね", "HA": "は", "HE": "へ", "MA": "ま", "ME": "め", "RA": "ら", "RE": "れ", "GA": "が", "GE": "げ",
    "ZA": "ざ", "ZE": "ぜ", "DA": "だ", "DE": "で", "BA": "ば", "BE": "べ", "PA": "ぱ", "PE": "ぺ", "CA": "か",
    "CE": "せ", "XA": "ぁ", "XE": "ぇ", "YA": "や", "YE": "いぇ", "WA": "わ", "WE": "うぇ", "JA": "じゃ",
    "JE": "じぇ", "FA": "ふぁ", "FE": "ふぇ", "VA": "ゔぁ", "VE": "ゔぇ", "QA": "くぁ", "QE": "くぇ", "KYA": "きゃ",
    "SHA": "しゃ", "CHE": "ちぇ", "TSA": "つぁ", "THE": "てぇ", "DHA": "でゃ", "KWA": "くぁ", "NYA": "にゃ",
}  # fmt: skip


def typed_with_romaji(code: str) -> str:
    shown, place = "いな１", 4
    while place < len(code):
        for length in (3, 2, 1):
            keys = code[place : place + length]
            if keys in ROMAJI:
                shown += ROMAJI[keys]
                break
        else:
            keys = code[place]
            following = code[place + 1 : place + 2]
            if keys == "N" and following and following not in "AEY":
                shown += "ん"
                place += following == "N"
            elif keys.isalpha() and keys == following:
                shown += "っ"
            else:
                shown += full_width(keys.lower())
        place += len(keys)
    return shown


def test_romaji_input_is_undone_or_refused_but_never_another_code(chance: random.Random) -> None:
    undone = 0
    for _ in range(3000):
        code = some(chance)
        found = read(typed_with_romaji(code))
        assert found.code in {code, None}
        assert found.kind in {Kind.OURS, Kind.GARBLED_IME}
        undone += found.code == code
    assert undone > 2000


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", Kind.EMPTY),
        (" \r\n\t\u3000", Kind.EMPTY),
        (None, Kind.EMPTY),
        (17, Kind.FOREIGN),
        (b"INA1", Kind.FOREIGN),
        ("https://example.jp/INA1", Kind.FOREIGN),
        ("BEGIN:VCARD\r\nFN:山田太郎\r\nEND:VCARD", Kind.FOREIGN),
        ("WIFI:S:net;T:WPA;P:secret;;", Kind.FOREIGN),
        ("4901234567894", Kind.FOREIGN),
        ("たかはし", Kind.FOREIGN),
        ("INA1", Kind.TYPO),
        ("INA2" + "0" * 21, Kind.FOREIGN),
        ("INA1" + "7" * 21, Kind.TYPO),
        ("INA1" + "7" * 30, Kind.TYPO),
        ("x" * 3001, Kind.TOO_LONG),
        ("=HYPERLINK(1)", Kind.FOREIGN),
        ("<b>INA1</b>", Kind.FOREIGN),
        ("\ud800", Kind.FOREIGN),
        ("伊那１かｍ７ｘ", Kind.FOREIGN),
        ("いな１かｍ７ｘ", Kind.GARBLED_IME),
        ("にみちぬくもの", Kind.GARBLED_IME),
        ("伊なぬふあうえおやゆよわたてすかんくはや", Kind.GARBLED_IME),
    ],
)
def test_what_is_not_ours_gets_its_own_kind(text: object, kind: Kind) -> None:
    assert read(text) == codes.Reading(None, kind)


def test_two_different_codes_in_one_scan_are_neither(chance: random.Random) -> None:
    assert read(some(chance) + some(chance)) == codes.Reading(None, Kind.TYPO)


def test_a_hundred_thousand_scans_never_raise_and_never_mislead(chance: random.Random) -> None:
    ours = [some(chance) for _ in range(50)]
    letters = [
        *ALPHABET,
        *JIS_KEYS.values(),
        *"ＩＮＡ１ｉｌＯっんゃー−]\r\n\t <>&%\x00\ud800𠮷辻󠄀漢字ﾇﾌｱ",
    ]
    for _ in range(50_000):
        read("".join(chance.choices(letters, k=chance.randrange(40))))
    for _ in range(50_000):
        code = chance.choice(ours)
        mutated = list(code)
        slips = chance.randrange(2)
        place = chance.randrange(4, LENGTH)
        if slips:
            mutated[place] = chance.choice(letters)
        found = read("".join(mutated))
        assert found.code in {code, None}


def test_people_read_the_end_to_each_other() -> None:
    assert human("INA1" + "0" * 13 + "7K3M9QXW") == "7K3M-9QXW"
