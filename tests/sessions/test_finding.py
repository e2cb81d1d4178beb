"""Finding people: every way the desk may type a name or a number, from the first letter."""

import random
import re
from datetime import date
from operator import le

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from resources.records import new_id
from sessions import finding, merging, people, search_keys
from sessions.people import PersonDetails, Relation
from sessions.person_entry import columns
from sessions.person_tables import PERSON, PHONE, SEARCH_KEY
from tests.town import NOW, STAFF

WHO = {"at": NOW, "by": STAFF}


@pytest.fixture
def town(db: Session) -> Session:
    for name, kana, more, number in (
        (
            "髙橋　博",
            "たかはし　ひろし",
            {"district": "西町区", "phones": (("0265-05-2954", "0265052954"),)},
            "17",
        ),
        (
            "高橋　ひろ子",
            "タカハシ　ヒロコ",
            {"district": "美篶", "address": "伊那市美篶22668番地25"},
            "170",
        ),
        (
            "𠮷村　ヒサ子",
            "よしむら　ひさこ",
            {"district": "美篶", "former_name": "牛山　ヒサ子"},
            "105",
        ),
        ("岡﨑　良雄", "おかざき　よしお", {}, "56"),
        ("齊藤　勇", "さいとう　いさむ", {"phones": (("090-0513-3370", "09005133370"),)}, "8"),
        ("佐藤　裕子", "さとう　ゆうこ", {}, "9"),
        ("手塚　千鶴", "てづか　ちづる", {}, "10"),
        ("辻\U000e0100　太郎", "つじ　たろう", {}, "11"),
        ("SILVA MARIA APARECIDA", "しるば　まりあ　あぱれしーだ", {"alias": "佐藤マリア"}, "131"),
        ("Nguyễn Văn Minh", "グエン　バン　ミン", {}, "12"),
    ):
        people.enrol(
            db,
            PersonDetails(name, kana=kana, **more),
            relations=[Relation("points", number)],
            **WHO,
        )
    return db


def names(db: Session, text: str) -> list[str]:
    return [found.person.name.split()[0] for found in finding.find(db, text)]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("たかはし", "高橋"), ("タカハシ", "高橋"), ("ﾀｶﾊｼ", "高橋"), ("たか", "高橋"), ("た", "高橋"),
        ("takahashi", "高橋"), ("Takahasi", "高橋"), ("ｔａｋａ", "高橋"), ("takah", "高橋"), ("たかh", "高橋"),
        ("高橋", "高橋"), ("髙橋", "高橋"), ("髙橋博", "髙橋"), ("高橋 博", "髙橋"), ("たかはし　ひろし", "髙橋"),
        ("ひろし", "髙橋"), ("hiroshi", "髙橋"), ("西町区 たかはし", "髙橋"), ("たかはし 美篶", "高橋"),
        ("吉村", "𠮷村"), ("𠮷村", "𠮷村"), ("牛山", "𠮷村"), ("美篶22668-25", "高橋"), ("美篶22668番地25", "高橋"),
        ("岡崎", "岡﨑"), ("岡﨑", "岡﨑"), ("おかざき", "岡﨑"), ("okazaki", "岡﨑"),
        ("斉藤", "齊藤"), ("斎藤", "齊藤"), ("齋", "齊藤"), ("saito", "齊藤"), ("saitou", "齊藤"),
        ("さとー", "佐藤"), ("さとう", "佐藤"), ("satoh", "佐藤"), ("ゆーこ", "佐藤"), ("yuko", "佐藤"),
        ("てずか", "手塚"), ("てづか", "手塚"), ("tezuka", "手塚"), ("ちずる", "手塚"),
        ("辻", "辻\U000e0100"), ("辻\U000e0100", "辻\U000e0100"), ("辻太郎", "辻\U000e0100"),
        ("silva", "SILVA"), ("MARIA", "SILVA"), ("しるば", "SILVA"), ("佐藤マリア", "SILVA"), ("aparecida", "SILVA"),
        ("nguyen", "Nguyễn"), ("Nguyễn", "Nguyễn"), ("minh", "Nguyễn"), ("ぐえん", "Nguyễn"),
        ("17", "髙橋"), ("０１７", "髙橋"), ("No.17", "髙橋"), ("0017", "髙橋"),
        ("2954", "髙橋"), ("954", "髙橋"), ("05-2954", "髙橋"), ("0265-05-2954", "髙橋"), ("(0265)05", "髙橋"),
        ("３３７０", "齊藤"), ("090", "齊藤"), ("090-0513", "齊藤"),
    ],
)  # fmt: skip
def test_every_way_of_typing_finds(town: Session, typed: str, first: str) -> None:
    assert names(town, typed)[:1] == [first]


@pytest.mark.parametrize(
    "typed", ["", " ", "\u3000", "ん", "zzz", "54", "%", "_", "'; --", "\U0010ffff", "ー", "・"]
)
def test_nothing_finds_nobody(town: Session, typed: str) -> None:
    assert names(town, typed) == []


def test_the_whole_match_stands_before_the_beginning(town: Session) -> None:
    assert names(town, "17") == ["髙橋"]
    people.enrol(town, PersonDetails("高　誠", kana="たか　まこと"), **WHO)
    assert names(town, "たか") == ["高", "高橋", "髙橋"]
    people.enrol(town, PersonDetails("鷹", kana="たか"), **WHO)
    assert names(town, "たか")[0] == "鷹"


def test_a_line_says_why(town: Session) -> None:
    reasons = {
        text: finding.find(town, text)[0].why
        for text in ("たか", "高", "牛山", "2954", "17", "美篶", "ひろし", "takaha")
    }
    assert reasons == {
        "たか": "kana", "高": "name", "牛山": "former", "2954": "phone", "17": "number",
        "美篶": "district", "ひろし": "given", "takaha": "latin",
    }  # fmt: skip
    assert finding.find(town, "牛山")[0].reason == "found by the former name"


def test_a_district_lists_its_people_in_order(town: Session) -> None:
    assert names(town, "美篶") == ["高橋", "𠮷村"]


@pytest.mark.parametrize("typed", ["美篶 原", "原 美篶"])
def test_two_words_find_the_one_of_many_who_has_both(town: Session, typed: str) -> None:
    for number in range(60):
        more = {"district": "美篶"} if number >= 11 else {}
        family, kana = ("原", "はら　み") if number < 12 else ("森", "もり　み")
        people.enrol(town, PersonDetails(f"{family}　{number}", kana=kana, **more), **WHO)
    (one,) = finding.find(town, typed, limit=3)
    assert one.person.name == "原　11"


def test_the_limit_keeps_the_first(town: Session) -> None:
    assert len(finding.find(town, "た", limit=1)) == 1


def many(db: Session, count: int) -> None:
    """Write `count` invented people straight into the tables, as an import does."""
    chance = random.Random(count)
    surnames = [(k, n) for k, n in (
        ("たかはし", "高橋"), ("さとう", "佐藤"), ("いとう", "伊藤"), ("きたはら", "北原"), ("からさわ", "唐澤"), ("みやした", "宮下"),
        ("なかむら", "中村"), ("こばやし", "小林"), ("わたなべ", "渡邉"), ("あかはね", "赤羽"), ("ほしな", "保科"), ("くろごうち", "黒河内"),
    )]  # fmt: skip
    syllables = [a + b for a in "あきしちなまやゆ" for b in "きこみえりおか"]
    rows, keys, phones = [], [], []
    for _ in range(count):
        kana, name = chance.choice(surnames)
        given = chance.choice(syllables) + chance.choice("こえおみき")
        digits = f"0265{chance.randrange(10**6):06}"
        entered = PersonDetails(
            f"{name}　{given}",
            kana=f"{kana}　{given}",
            district=chance.choice(("美篶", "手良")),
            birth=date(1950, 1, 1),
        )
        row = columns(entered) | {
            "id": new_id(),
            "version": 1,
            "recorded_at": NOW,
            "recorded_by": STAFF,
            "merged_into": None,
            "left_on": None,
        }
        person = row["id"]
        rows.append(row)
        phones.append(
            {"id": new_id(), "person_id": person, "written": digits, "digits": digits, "place": 0}
        )
        found = search_keys.keys_of(_Row(row), [digits], [])
        keys += [{"key": key, "person_id": person, "kind": kind} for key, kind in found.items()]
    db.execute(sa.insert(PERSON), rows)
    db.execute(sa.insert(PHONE), phones)
    db.execute(sa.insert(SEARCH_KEY), keys)


class _Row:
    def __init__(self, row: dict) -> None:
        self.__dict__.update(row)


def test_a_letter_asks_as_few_questions_of_many_people_as_of_few(db: Session) -> None:
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        asked.append(statement)

    def questions() -> list[int]:
        counts = []
        for typed in ("た", "たかはし", "takahashi", "高橋", "こ", "美篶", "2954", "ざざ"):
            asked.clear()
            finding.find(db, typed)
            counts.append(len(asked))
        return counts

    many(db, 300)
    sa.event.listen(db.get_bind(), "before_cursor_execute", note)
    try:
        of_few = questions()
        many(db, 2_000)
        assert all(map(le, questions(), of_few))
    finally:
        sa.event.remove(db.get_bind(), "before_cursor_execute", note)


_RANGE = """
    select person_id from search_key
    where key >= 'a' and key < 'b' and kind in ('kana') order by key limit 9
"""


@pytest.mark.in_a_file
def test_no_search_reads_the_whole_table(db: Session) -> None:
    plan = db.execute(sa.text(f"explain query plan {_RANGE}")).all()
    assert all("SCAN" not in row[3] for row in plan)


def test_keys_made_anew_are_the_keys_there_were(town):
    keep = finding.find(town, "たかはし　ひろし")[0].person.id
    drop = finding.find(town, "てづか")[0].person.id
    merging.merge(town, keep, drop, at=NOW, by=STAFF)
    query = sa.select(SEARCH_KEY.c.person_id, SEARCH_KEY.c.key, SEARCH_KEY.c.kind)
    before = set(town.execute(query).all())
    town.execute(sa.delete(SEARCH_KEY))
    assert search_keys.refill(town) == len(before)
    assert set(town.execute(query).all()) == before


@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
def test_a_server_searches_by_the_index_too(db: Session) -> None:
    db.execute(sa.text("set local enable_seqscan = off"))  # an empty table is read faster whole
    plan = " ".join(db.scalars(sa.text(f"explain {_RANGE}")))
    assert re.search(r"Index Cond: .*key.* >= 'a'", plan), plan


def test_an_older_name_of_a_district_finds_who_lives_there(db):
    there = people.enrol(db, people.PersonDetails("林　花", district="高遠町"), **WHO)
    people.enrol(db, people.PersonDetails("林　春", district="美篶"), **WHO)
    assert [one.person.id for one in finding.find(db, "長藤")] == [there]
    # Whoever is called so themselves stands before a place of the same name.
    named = people.enrol(db, people.PersonDetails("河南　一", district="美篶"), **WHO)
    assert [one.person.id for one in finding.find(db, "河南")] == [named]
    assert finding.find(db, "どこにもない") == []
