"""A meeting with a list and cards, for the tests and pictures of the door."""

from datetime import date, time

from sessions import bodies, expecting, holding, meetings, passes
from tests.town import NOW, STAFF

PEOPLE = (
    ("髙橋　ハツヱ", "タカハシ　ハツエ", "高遠町"),
    ("高見　清一", "タカミ　セイイチ", "伊那"),
    ("髙遠　ふみ", "タカトオ　フミ", "美篶"),
    ("春日　とみ子", "カスガ　トミコ", "手良"),
    ("有賀　武", "アリガ　タケシ", "西箕輪"),
    ("埋橋　重男", "ウズハシ　シゲオ", "富県"),
    ("御子柴　とし江", "ミコシバ　トシエ", "東春近"),
    ("城倉　いさ子", "シロクラ　イサコ", "美篶"),
    ("グエン　ティ　ラン", "グエン　ティ　ラン", "荒井区"),
    ("向山　幸子", "ムカイヤマ　サチコ", "西春近"),
    ("登内　稔", "トノウチ　ミノル", "中央区"),
    ("網野　すず", "アミノ　スズ", "長谷"),
    ("田中　一郎", "タナカ　イチロウ", "伊那"),
    ("滝沢　久", "タキザワ　ヒサシ", "手良"),
    ("竹松　ミヨ", "タケマツ　ミヨ", "高遠町"),
)


def plan(desk, people=PEOPLE, *, opened=True, capacity=50, number=14):
    """Plan a meeting, list `people`, issue tags; return meeting, lines and codes in that order."""
    note = {"at": NOW, "by": STAFF}
    body = body_of(desk)
    meeting = desk.change(
        meetings.plan,
        body,
        held_on=date(2026, 5, 19),
        begins=time(10, 30),
        ends=time(12, 0),
        capacity=capacity,
        number=number,
        **note,
    ).id
    lines = [
        desk.change(
            expecting.expect_by_hand, meeting, name=name, kana=kana, district=district, **note
        )
        for name, kana, district in people
    ]
    desk.change(passes.issue_tags, meeting, **note)
    if opened:
        desk.change(holding.open_meeting, meeting, **note)
    tags = desk.read(passes.of_meeting, meeting)
    return meeting, lines, [tags[line].code for line in lines]


def body_of(desk):
    """Return a body whose meetings can be planned."""
    if not desk.read(bodies.every):
        desk.change(bodies.seed, at=NOW, by=STAFF)
    return desk.read(bodies.town_meeting).id
