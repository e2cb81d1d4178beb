"""Any of the names of the plan, as a clerk types it, leads to what the plan means."""

import pytest

from programs.catalogue.entries import ENTRIES
from programs.catalogue.finding import find

TYPED = (
    ("いなくらし会議", 32), ("いなくらし", 32), ("イナクラシカイギ", 32), ("inakurashi", 32), ("地域福祉支援会議", 32),
    ("響働Co", 21), ("響働ｃｏ", 21), ("きょうどう", 21), ("ｱｳﾄﾘｰﾁ", 4), ("アウトリーチ", 4), ("あうとりーち", 4),
    ("イ～ナ介護", 69), ("イ〜ナ介護", 69), ("イーナ介護", 69), ("ボランティアポイント", 69), ("ﾎﾞﾗﾝﾃｨｱﾎﾟｲﾝﾄ", 69),
    ("まいさぽ", 66), ("マイサポ", 66), ("maisapo", 66), ("きらりあ", 64), ("障がい者相談", 64), ("障碍者相談", 64),
    ("子供食堂", 50), ("こども食堂", 50), ("カレー大作戦", 50), ("子供・子育て", 82), ("通いの場", 71), ("かよいのば", 71),
    ("プラン決定会議", 26), ("庁議調整会議", 31), ("AB会議", 29), ("ＡＢ会議", 30), ("協力員会議", 28), ("課長会", 29),
    ("クロス", 39), ("いなぷち", 41), ("イナプチ", 41), ("ぷちばいと", 41), ("山本", 42), ("第四の縁", 58),
    ("第４の縁", 58), ("縁側", 52), ("ふーどばんく", 53), ("ﾌｰﾄﾞﾊﾞﾝｸ", 53), ("なから", 59), ("スノーフレーク", 60),
    ("ダブルケア", 92), ("８０５０", 92), ("ヤングケアラー", 92), ("公証役場", 20), ("ふれあい〜な", 12), ("包括", 2),
    ("イーナプラン", 80), ("いきいき", 70), ("ikiiki", 70), ("介護予防推進員", 70), ("支え合いマップ", 38), ("ＮＰＯ", 35),
)  # fmt: skip


@pytest.mark.parametrize(("typed", "number"), TYPED)
def test_what_is_typed_finds_what_is_meant(typed, number):
    assert number in [entry.number for entry in find(typed)]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: str(entry.number))
def test_every_name_and_other_name_finds_its_entry(entry):
    for name in (entry.name, entry.reading, *entry.aliases):
        assert entry in find(name, limit=95), name


def test_the_register_of_the_plan_is_whole():
    assert [entry.number for entry in ENTRIES] == list(range(1, 96))


def test_a_whole_name_stands_first():
    assert find("アウトリーチ")[0].number == 4
    assert find("重層的支援会議")[0].number == 25


def test_a_single_letter_finds_nothing():
    assert find("い") == []
    assert find("") == []
