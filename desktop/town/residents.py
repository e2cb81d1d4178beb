"""The people of the town, made from lists of names by a seeded hand: the same every time."""

from dataclasses import dataclass, replace
from datetime import date
from random import Random

from desktop.town import called
from sessions.person_entry import PersonDetails

VOLUNTEERS, SUPPORTERS, BOTH = 412, 90, 27
NEIGHBOURS = 34  # in the register without being in a programme

# district, postcode, beginning of the address, how many of a hundred live there
_DISTRICTS = (
    ("伊那", "396-0013", "伊那市下新田", 18), ("山寺区", "396-0023", "伊那市山寺", 9),
    ("荒井区", "396-0025", "伊那市荒井", 10), ("西町区", "396-0026", "伊那市西町", 6),
    ("中央区", "396-0015", "伊那市中央", 5), ("富県", "396-0621", "伊那市富県", 8),
    ("美篶", "396-0111", "伊那市美篶", 11), ("手良", "396-0003", "伊那市手良野口", 5),
    ("東春近", "399-4432", "伊那市東春近", 8), ("西箕輪", "399-4501", "伊那市西箕輪", 8),
    ("西春近", "399-4431", "伊那市西春近", 10), ("高遠町", "396-0211", "伊那市高遠町西高遠", 8),
    ("長谷", "396-0402", "伊那市長谷溝口", 4),
)  # fmt: skip
# Placed by hand, so that every paper and list meets them.
_RARE = (
    ("髙橋　ハツヱ", "たかはし　はつえ", "F"), ("﨑山　昭二", "さきやま　しょうじ", "M"),
    ("𠮷田　守", "よしだ　まもる", "M"), ("辻󠄀　巌", "つじ　いわお", "M"),
    ("御子柴　袈裟男", "みこしば　けさお", "M"), ("伯耆原　喜代子", "ほうきばら　きよこ", "F"),
    ("渡邉　とみ子", "わたなべ　とみこ", "F"), ("濵　みさを", "はま　みさお", "F"),
)  # fmt: skip


@dataclass(frozen=True)
class Resident:
    """One person of the town; numbers are those of the programmes, empty where none."""

    details: PersonDetails
    number: str = ""
    supporter_number: str = ""


def make(today: date) -> list[Resident]:
    """Return everybody who lives in the town; ages are those of `today`."""
    hand = Random(20190601)  # noqa: S311 -- the same town every time is what is wanted
    seen: set[tuple[str, date | None]] = set()
    people: list[Resident] = []

    def one(youngest: int, oldest: int, women: int) -> PersonDetails:
        while True:
            born = today.year - int(hand.triangular(youngest, oldest + 1, youngest + 9)) - 1
            sex = "F" if hand.randrange(100) < women else "M"
            name, kana = _called(hand, sex, born)
            made = _settled(hand, name, kana, sex, born)
            if (name, made.birth) not in seen:
                seen.add((name, made.birth))
                return made

    for number in range(1, VOLUNTEERS + 1):
        made = one(66, 91, 68)
        if number % 50 == 7 and number < 50 * len(_RARE):
            name, kana, sex = _RARE[number // 50 % len(_RARE)]
            made = replace(made, name=name, kana=kana, sex=sex)
        both = number % 15 == 4 and number // 15 < BOTH
        own = f"{number // 15 + 1:04}" if both else ""
        people.append(Resident(made, f"{number:04}", own))
    for number in range(BOTH + 1, SUPPORTERS + 1):
        people.append(Resident(one(55, 79, 78), "", f"{number:04}"))
    people += [Resident(one(19, 63, 55)) for _place in range(NEIGHBOURS)]
    people += [Resident(_from_far(hand, facts)) for facts in called.FROM_FAR]
    return _told_apart(people)


def _called(hand: Random, sex: str, born: int) -> tuple[str, str]:
    families = [(pair, often) for often, line in called.FAMILIES.items() for pair in
                called.pairs(line)]  # fmt: skip
    (family, family_kana), _often = hand.choices(families, [often for _p, often in families])[0]
    lists = called.WOMEN if sex == "F" else called.MEN
    era = max((first for first in lists if first <= born), default=min(lists))
    given, given_kana = hand.choice(called.pairs(lists[era]))
    return f"{family}　{given}", f"{family_kana}　{given_kana}"


def _settled(hand: Random, name: str, kana: str, sex: str, born: int) -> PersonDetails:
    """Give somebody a birthday, a house that cannot exist and a telephone that never rings."""
    district, zip_code, town, _share = hand.choices(
        _DISTRICTS, [share for *_facts, share in _DISTRICTS]
    )[0]
    lot = f"{hand.randrange(15001, 24999)}番地{hand.randrange(1, 30)}"
    phones = [f"0265-0{hand.randrange(2, 9)}-{hand.randrange(1000, 9999)}"]
    if hand.randrange(3) == 0:
        phones.append(f"090-0{hand.randrange(100, 999)}-{hand.randrange(1000, 9999)}")
    return PersonDetails(
        name=name,
        kana=kana,
        sex=sex,
        birth=date(born, hand.randrange(1, 13), hand.randrange(1, 29)),
        zip=zip_code,
        address=f"{town}{lot}",
        district=district,
        phones=tuple((written, written.replace("-", "")) for written in phones),
    )


def _from_far(hand: Random, facts: tuple[str, str, str, str, str, int]) -> PersonDetails:
    name, kana, latin, language, sex, born = facts
    made = _settled(hand, name, kana, sex, born)
    return replace(made, latin=latin, language=language)


def _told_apart(people: list[Resident]) -> list[Resident]:
    """Give some what the reception and the papers must heed, and two the same name."""
    changes: dict[int, dict[str, object]] = {
        3: {"needs": "wheelchair"}, 18: {"needs": "front_seat"}, 33: {"needs": "sign_language"},
        41: {"needs": "hearing", "large_print": True}, 52: {"large_print": True},
        63: {"hide_name": True}, 64: {"hide_name": True}, 77: {"alias": "パン屋の けいちゃん"},
        88: {"former_name": "原　恵子", "affiliation": "朗読の会　ことのは"},
        90: {"note": "名簿の ふりがなを 電話で たしかめた", "affiliation": "雪かき応援隊"},
    }  # fmt: skip
    told = list(people)
    for place, facts in changes.items():
        told[place] = replace(
            told[place],
            details=replace(told[place].details, **facts),  # type: ignore[arg-type]
        )
    # Two people of one name with other birthdays and houses: nobody may take them for one.
    twin = told[120].details
    told[240] = replace(
        told[240],
        details=replace(told[240].details, name=twin.name, kana=twin.kana, sex=twin.sex),
    )
    # One person entered twice, as it happens: the register proposes, a person answers.
    first = told[10].details
    told[-1 - len(called.FROM_FAR)] = Resident(
        replace(first, kana="", address="", zip="", phones=first.phones[:1])
    )
    return told
