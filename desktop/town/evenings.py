"""The meetings of the town: a dozen that were held, today's, and those to come."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from sqlalchemy.orm import Session

from desktop.town import ground, told
from resources.calendar import holiday, local
from sessions import (
    agenda,
    arrivals,
    attendance,
    door,
    expecting,
    holding,
    issuing,
    meetings,
    passes,
    recognition,
    rosters,
    sheets,
)
from sessions.door_log import Way
from sessions.expecting import Applicant
from sessions.rosters import Reply

PAST, SNOWED, TODAY = 12, 13, 14
"""Numbers of いなくらし会議: twelve held, one cancelled for the weather, and today's."""

_BEGINS, _ENDS = time(13, 30), time(15, 30)
_WALK_INS = (
    ("林　悠人", "はやし　ゆうと", "荒井区"), ("原　彩", "はら　あや", "美篶"),
    ("中山　清", "なかやま　きよし", "西春近"), ("市川　千尋", "いちかわ　ちひろ", "伊那"),
    ("矢島　結衣", "やじま　ゆい", "手良"), ("倉田　拓也", "くらた　たくや", "富県"),
)  # fmt: skip
_APPLICANTS = (
    Applicant("御園　麻衣", "みその　まい", affiliation="地域食堂 おたまじゃくし", district="伊那"),
    Applicant("上島　健一", "うえじま　けんいち", affiliation="こまくさ建具店", district="西箕輪"),
    Applicant("征矢　早苗", "そや　さなえ", affiliation="傾聴の会 うなずき", district="高遠町"),
    Applicant(
        "Trần Văn Đức", "チャン　ヴァン　ドゥック", affiliation="伊那谷日本語教室",
        district="荒井区", language="vi",
    ),
    Applicant(
        "五味　勲", "ごみ　いさお", affiliation="雪かき応援隊", district="長谷", needs="front_seat"
    ),
    Applicant("根橋　美咲", "ねばし　みさき", affiliation="みはらし高校 地域研究部",
              district="東春近"),
)  # fmt: skip


@dataclass(frozen=True)
class Town:
    """The body that meets, the ids of the people, and the staff."""

    body_id: str
    people: tuple[str, ...]
    staff: tuple[str, ...]

    def regulars(self, hand: Random, count: int) -> list[str]:
        """Return `count` people, of whom most come again and again."""
        often, seldom = self.people[:70], self.people[70:]
        core = hand.sample(often, count * 2 // 3)
        return core + hand.sample(seldom, count - len(core))


def past(db: Session, town: Town, number: int, *, today: date, at: datetime) -> None:
    """Hold meeting `number` on a day before `today`, from the list to the closing."""
    hand = _hand(number)
    day = working_day(today - timedelta(days=28 * (TODAY - number)))
    by = town.staff[number % len(town.staff)]
    before = _moment(day - timedelta(days=18), time(10), at)
    meeting_id = _plan(db, town, number, day, at=before, by=by)
    ids = town.regulars(hand, hand.randrange(32, 43))
    expecting.expect_people(db, meeting_id, ids, at=before, by=by)
    cards = passes.issue_tags(db, meeting_id, at=before + timedelta(days=12), by=by)
    lines = [card.expected_id for card in cards if card.expected_id]
    _reply(db, hand, lines, at=before + timedelta(days=10), by=by)
    holding.open_meeting(db, meeting_id, at=_moment(day, time(13), at), by=by)
    _receive(db, hand, town, meeting_id, cards, day=day, at=at, by=by)
    closed = _moment(day, time(15, 45), at)
    holding.close(db, meeting_id, at=closed, by=by)
    came = {row.expected_id for row in attendance.present(db, meeting_id)}
    late = [line for line in lines if line not in came and hand.randrange(100) < 12]
    if late:
        arrivals.key_in_paper(
            db, meeting_id, late, arrived_at=_moment(day, _BEGINS, at),
            at=closed + timedelta(hours=1), by=by,
        )  # fmt: skip
    if number == PAST:
        _certify(db, meeting_id, day=day, at=closed + timedelta(hours=2), by=by)


def ahead(db: Session, town: Town, *, today: date, at: datetime) -> None:
    """Plan today's meeting, two to come, and the one that the weather took."""
    by = town.staff[0]
    earlier = at - timedelta(days=20)
    day = working_day(today - timedelta(days=14))
    snowed = _plan(db, town, SNOWED, day, at=earlier, by=by)
    hand = _hand(SNOWED)
    expecting.expect_people(db, snowed, town.regulars(hand, 30), at=earlier, by=by)
    reason = "大雪の予報のため" if day.month in {12, 1, 2, 3} else "大雨の予報のため"
    told_at = _moment(day - timedelta(days=1), time(9), at)
    holding.cancel(db, snowed, reason=reason, at=told_at, by=by)
    meeting_id = _plan(db, town, TODAY, today, at=earlier, by=by)
    _expect_today(db, town, meeting_id, at=earlier, by=by)
    passes.issue_tags(db, meeting_id, at=at, by=by)
    passes.issue_blanks(db, 10, at=at, by=by)
    passes.issue_cards(db, town.people[:70], at=at, by=by)
    for number in (TODAY + 1, TODAY + 2):
        day = working_day(today + timedelta(days=28 * (number - TODAY)))
        later = _plan(db, town, number, day, at=at, by=by)
        if number == TODAY + 1:
            expecting.expect_people(db, later, town.regulars(_hand(15), 24), at=at, by=by)


def working_day(day: date) -> date:
    """Return `day`, or the next one that is neither a weekend nor a holiday."""
    while day.weekday() >= 5 or holiday(day):
        day += timedelta(days=1)
    return day


def _plan(db: Session, town: Town, number: int, day: date, *, at: datetime, by: str) -> str:
    subject = told.SUBJECTS[(number - 1) % len(told.SUBJECTS)]
    place = ground.PLACES[0 if number in {PAST, TODAY} else number % len(ground.PLACES)]
    planned = meetings.plan(
        db,
        town.body_id,
        held_on=day,
        begins=_BEGINS,
        ends=_ENDS,
        number=number,
        title=subject.title,
        place=place[0],
        room=place[2].split("／")[0],
        purpose=subject.purpose,
        capacity=min(place[3], 50),
        at=at,
        by=by,
    )
    for title, who, minutes in told.items(subject):
        agenda.add(db, planned.id, title, who=who, minutes=minutes, at=at, by=by)
    return planned.id


def _expect_today(db: Session, town: Town, meeting_id: str, *, at: datetime, by: str) -> None:
    """Expect forty-one: of the register, from applications, by hand; rare letters among them."""
    hand = _hand(TODAY)
    noted = [6, 56, 106, 156, 3, 18, 33, 41, 63, 64, 120, 240]
    chosen = [town.people[place] for place in noted]
    chosen += town.people[-8:]
    rest = [person for person in town.people[:90] if person not in chosen]
    chosen += hand.sample(rest, 33 - len(chosen))
    expecting.expect_people(db, meeting_id, chosen, at=at, by=by)
    forms = [
        Applicant(**{name: getattr(one, name) for name in Applicant.__dataclass_fields__})
        for one in _APPLICANTS
    ]
    expecting.expect_applicants(db, meeting_id, forms, at=at, by=by)
    for name, kana, district in (
        ("城倉　剛", "じょうくら　つよし", "山寺区"), ("德永　香織", "とくなが　かおり", "中央区"),
    ):  # fmt: skip
        expecting.expect_by_hand(
            db, meeting_id, name=name, kana=kana, district=district, at=at, by=by
        )
    lines = [line.id for line in rosters.listing(db, meeting_id)]
    _reply(db, hand, lines, at=at + timedelta(days=8), by=by)


def _reply(db: Session, hand: Random, lines: Sequence[str], *, at: datetime, by: str) -> None:
    for line in lines:
        said = hand.randrange(100)
        if said < 72:
            recognition.reply(db, line, Reply.YES, at=at, by=by)
        elif said < 78:
            recognition.reply(db, line, Reply.NO, at=at, by=by)
        elif said < 82:
            name = f"{rosters.show(db, line).name.split('　')[0]}　家族"
            recognition.reply(db, line, Reply.PROXY, proxy_name=name, at=at, by=by)


def _receive(
    db: Session,
    hand: Random,
    town: Town,
    meeting_id: str,
    cards: Sequence[passes.PassFacts],
    *,
    day: date,
    at: datetime,
    by: str,
) -> None:
    """Let people come in mixed ways, some unannounced, some leaving early."""
    minute = _moment(day, time(13, 2), at)
    order = list(cards)
    hand.shuffle(order)
    here: list[str] = []
    for card in order:
        line = card.expected_id or ""
        minute += timedelta(seconds=hand.randrange(15, 75))
        way = hand.choices((Way.SCANNER, Way.CAMERA, Way.NAME, None), (58, 8, 20, 14))[0]
        if way is None:
            continue
        if way is Way.NAME:
            answer = arrivals.arrive(db, meeting_id, line, way=way, desk="受付1", at=minute, by=by)
        else:
            answer = arrivals.check_in(
                db, meeting_id, card.code, way=way, desk="受付1", at=minute, by=by
            )
        if answer.arrival_id:
            here.append(line)
    for place in range(hand.randrange(1, 4)):
        name, kana, district = _WALK_INS[(day.toordinal() + place) % len(_WALK_INS)]
        minute += timedelta(seconds=40)
        party = door.walk_in(
            db, meeting_id, name_kana=kana, district=district, desk="受付2", at=minute, by=by
        )
        if place and party.answer.expected_id:
            recognition.confirm_name(
                db, party.answer.expected_id, name=name, kana=kana, at=minute, by=by
            )
    for line in here[:2]:
        arrivals.leave(db, line, at=_moment(day, time(14, 50), at), by=by)
    if hand.randrange(2):
        newcomer = town.people[-20 + hand.randrange(10)]
        if rosters.line_of(db, meeting_id, newcomer) is None:
            door.arrive_person_not_listed(
                db, meeting_id, newcomer, way=Way.NAME, desk="受付2", at=minute, by=by
            )


def _certify(db: Session, meeting_id: str, *, day: date, at: datetime, by: str) -> None:
    draw = sheets.certificate_drawing()
    batch = issuing.issue(db, meeting_id, draw=draw, dated=day, at=at, by=by)
    issuing.confirm(db, [card.id for card in batch.certificates], at=at, by=by)


def _hand(number: int) -> Random:
    return Random(1000 + number)  # noqa: S311 -- the same evening every time


def _moment(day: date, clock: time, at: datetime) -> datetime:
    return datetime.combine(day, clock, local(at).tzinfo)
