"""Names: nothing of a name is lost, everything of a search folds, 五十音 order as the law of lists."""

import itertools
import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resources import names, variants
from resources.names import (
    fold,
    reading,
    romaji,
    romaji_typed,
    show_kana,
    sort_key,
    tab,
    tidy_name,
    variant_fold,
)

# Written by hand after JIS X 4061: base kana first, then 清 < 濁 < 半濁, then ー < 小 < 並,
# 姓 wholly before 名, ひらがな before カタカナ, Latin letters last.
ORDER = [
    "あ", "ア", "あー", "アー", "ああ", "アア", "あい　う", "あいう", "あかはね　こう", "あがはね　あき", "あべ　かずお", "あべ　がずお",
    "いとう　あい", "いとう　あいこ", "いどう　あい", "うえ　た", "うえだ", "え", "おーた　はな", "おおた　あい", "おおた　はな",
    "オオタ　ハナ", "おか　だい", "おかだ　あい", "か", "が", "かい", "がい", "かつた", "カッター", "きょう", "きよう", "ぎょう", "くどう",
    "くろごうち　あや", "けさお", "さいとう　いさむ", "さいどう　あい", "しゅう", "しゆう", "じゅう", "しょうこ", "ずし", "すず", "せき", "た　かはし",
    "たか　はし", "たかはし", "だて", "ちば", "ぢば", "つつみ", "つづみ", "づつみ", "てずか", "てづか", "とだ", "なか　のぶ",
    "なかの　ぶ", "はす", "ばす", "パス", "はせがわ", "ハッシ", "はっとり　あい", "はつとり　あい", "はら　けんじ", "ばら　あい", "はらだ　あき", "ひさ",
    "びさ", "ぴさ", "わだ", "ゐ", "ゑ", "を", "ん", "ABE TARO", "Nguyen Van Minh", "Nguyễn Van Minh", "SILVA MARIA", "Silva Marta", "山田",
]  # fmt: skip


def test_the_order_written_by_hand_is_kept_pair_by_pair() -> None:
    listed = ORDER
    pairs = list(itertools.combinations(listed, 2))
    assert len(pairs) > 864
    for first, second in pairs:
        assert sort_key(first) < sort_key(second), (first, second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("うえ　た", "うえだ　あ"), ("わ", "ゐ"), ("ゐ", "ゑ"), ("ゑ", "を"), ("を", "ん"), ("ヴァン", "ウィン"), ("うん", "ヴン"), ("さゝき　ん", "ささき　あ"),
        ("はーと", "はあと"), ("はーと", "ばあと"), ("か", "ガ"), ("きょうか", "きょうが"), ("ヤマダ　あい", "やまだ　いち"), ("やまだ　あい", "ヤマダ　あい"),
        ("ﾔﾏﾀﾞ ｱｲ", "やまだ　いち"), ("を", "A"), ("a", "B"), ("Z", "山"), ("", "あ"),
    ],
)  # fmt: skip
def test_one_stands_before_the_other(first: str, second: str) -> None:
    assert sort_key(first) < sort_key(second)


def test_size_and_voice_are_levels_of_the_whole_name() -> None:
    # 清濁 of any letter weighs more than the size of an earlier one.
    assert sort_key("きようか") < sort_key("きょうが")
    assert sort_key("きょうか") < sort_key("きようか")


@given(st.text(max_size=90))
def test_a_key_is_a_short_text_of_digits(text: str) -> None:
    key = sort_key(text)
    assert key.isascii()
    assert key.isdigit()
    assert len(key) <= 240


KANA = st.text(
    st.sampled_from("あかがさざたっつづなはばぱまやゃらわをんーアカガッ"), min_size=1, max_size=8
)


@given(KANA, KANA)
def test_marks_never_outweigh_the_base_letters(one: str, other: str) -> None:
    def base(kana: str) -> str:
        plain = ""
        for letter in show_kana(kana):
            hira = chr(ord(letter) - 0x60) if "ァ" <= letter <= "ヶ" else letter
            hira = unicodedata.normalize("NFD", hira)[0]
            hira = dict(zip("ゃっ", "やつ", strict=True)).get(hira, hira)
            if hira == "ー":
                hira = {"を": "お", "つ": "う", "ん": "ん"}.get(plain[-1:], "あ") if plain else ""
            plain += hira
        return plain.replace("を", "ゖ")  # を stands between わ and ん

    first, second = base(one), base(other)
    if first != second:
        assert (sort_key(one) < sort_key(other)) is (
            first.replace("ん", "\uffff") < second.replace("ん", "\uffff")
        )


@pytest.mark.parametrize(
    ("kana", "latin", "expected"),
    [
        ("あべ", "", "あ"), ("ガ", "", "か"), ("ｻﾄｳ", "", "さ"), ("づか", "", "た"), ("ぬま", "", "な"), ("ぱく", "", "は"), ("みや", "", "ま"),
        ("よし", "", "や"), ("ろん", "", "ら"), ("わだ", "", "わ"), ("ゐ", "", "わ"), ("ん", "", "わ"), ("ヴァン", "", "あ"), ("", "Silva", "A–Z"),
        ("", "Ếch", "A–Z"), ("しるば", "Silva", "さ"), ("", "", "他"), ("", "山田", "他"), ("", "1", "他"), ("ー", "", "他"), ("ゃま", "", "や"),
    ],
)  # fmt: skip
def test_tabs(kana: str, latin: str, expected: str) -> None:
    assert tab(kana, latin) == expected


@given(st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=30))
def test_no_letter_of_a_name_is_touched(name: str) -> None:
    hidden = {"\u3164", "\uffa0", "\u00ad", "\u180e"}
    if not set(name) & hidden:
        assert tidy_name(name) == name
        assert tidy_name(f" \u3000{name}\u00a0") == name


@pytest.mark.parametrize("letter", "神福祥靖精羽諸逸都飯飼館鶴益礼猪塚隆朗晴﨑髙𠮷")
def test_the_letters_that_unicode_would_replace_stay(letter: str) -> None:
    assert tidy_name(f"{letter}　太郎") == f"{letter}　太郎"


def test_half_width_readings_are_shown_in_full_width_and_their_script_is_kept() -> None:
    assert show_kana("ﾀｶﾊｼ ｼﾞｭﾝｲﾁ") == "タカハシ　ジュンイチ"
    assert show_kana("たかはし じゅんいち") == "たかはし　じゅんいち"
    assert show_kana("か\u3099とう") == "がとう"
    assert show_kana("ﾏﾘｰ") == "マリー"
    assert show_kana("まり‐") == "まりー"
    assert show_kana("みやづ　をさむ") == "みやづ　をさむ"


CLASSES = [
    "髙高", "﨑崎碕", "邊邉辺", "齋齊斎斉", "澤沢", "濱濵浜", "廣広", "嶋島嶌", "德徳", "栁柳", "𠮷吉", "櫻桜", "國国", "眞真", "惠恵",
    "槇槙", "籐藤", "黑黒", "條条", "瀨瀬", "龍竜", "瀧滝", "峯峰", "榮栄", "與与", "壽寿", "彌弥", "藏蔵", "靜静", "淸清", "淵渕渊",
]  # fmt: skip


@pytest.mark.parametrize("letters", CLASSES)
def test_variants_are_one_for_search(letters: str) -> None:
    assert len({fold(letter) for letter in letters}) == 1
    assert len({variant_fold(letter) for letter in letters}) == 1


def test_the_table_is_large_and_without_contradictions() -> None:
    assert variants.CLASSES >= 150
    assert not {ord(first) for first in variants.TABLE.values()} & set(variants.TABLE)
    for other in map(chr, variants.TABLE):
        assert unicodedata.normalize("NFKC", other) == other, other


@pytest.mark.parametrize(
    "same",
    [
        ("タカハシ", "ﾀｶﾊｼ", "たかはし", " たか はし"), ("アウトリーチ", "ｱｳﾄﾘｰﾁ", "アウトリ‐チ"), ("イ～ナ", "イ〜ナ", "イ~ナ", "イーナ"),
        ("障害", "障がい", "障碍"), ("子ども", "こども", "子供"), ("駒ヶ根", "駒ケ根", "駒が根", "駒ｹ根"), ("１丁目", "一丁目", "1丁目"),
        ("辻", "辻\U000e0100"), ("神", "神"), ("みやづ", "みやず"), ("をさむ", "おさむ"), ("Silva", "ＳＩＬＶＡ", "silva"),
        ("Nguyễn Văn Đức", "nguyen van duc"), ("25-3", "２５－３", "25‐3", "25−3"), ("マリア・シルバ", "マリア シルバ"), ("が", "か\u3099", "ｶﾞ"),
    ],
)  # fmt: skip
def test_what_folds_to_one(same: tuple[str, ...]) -> None:
    assert len({fold(text) for text in same}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("きよう", "きょう"),
        ("はつとり", "はっとり"),
        ("か", "が"),
        ("大田", "太田"),
        ("1", "11"),
        ("山", "川"),
    ],
)
def test_what_stays_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text(max_size=60))
def test_folding_twice_is_folding_once_for_names(text: str) -> None:
    folded = fold(text)
    assert fold(folded + "").casefold() == fold(folded)
    reading(text)
    romaji(folded)
    romaji_typed(text)
    variant_fold(text)
    show_kana(text)


@pytest.mark.parametrize(
    ("kana", "typed"),
    [
        ("たかはし", "takahashi takahasi TAKAHASHI taka"), ("さとう", "sato satou satoh satō sat"), ("おおの", "ohno oono ono"), ("じゅんいち", "junichi zyuniti jun'ichi"),
        ("つつみ", "tsutsumi tutumi"), ("ちず", "chizu tizu"), ("ふじわら", "fujiwara huziwara"), ("ほんま", "homma honma"), ("はっとり", "hattori hatt"),
        ("まっちゃ", "matcha maccha mattya"), ("しょうこ", "shoko shouko syouko"), ("ゆうこ", "yuko yuuko"), ("けいこ", "keiko"), ("りょう", "ryo ryou"),
    ],
)  # fmt: skip
def test_romaji_finds_kana_from_the_first_letters(kana: str, typed: str) -> None:
    for word in typed.split():
        assert romaji(fold(kana)).startswith(romaji_typed(word)), word


def test_every_beginning_of_a_hepburn_spelling_finds() -> None:
    for kana, hepburn in (
        ("しんじょう", "shinjo"),
        ("ちゃたに", "chatani"),
        ("つじ", "tsuji"),
        ("ふくしま", "fukushima"),
    ):
        for length in range(1, len(hepburn) + 1):
            assert romaji(fold(kana)).startswith(romaji_typed(hepburn[:length])), hepburn[:length]


def test_private_letters_are_named() -> None:
    assert names.private_letters("\ue001田太郎") == ["\ue001"]
    assert names.private_letters("髙橋") == []


def test_sorting_a_shuffled_list_gives_the_list() -> None:
    listed = ORDER
    shuffled = random.Random(1).sample(listed, len(listed))
    assert sorted(shuffled, key=sort_key) == listed
