"""A million scans of anything: no crash, none takes long, and nothing of them is kept."""

import string
import time
from collections import Counter
from pathlib import Path
from random import Random

import sqlalchemy as sa
from sqlmodel import SQLModel

from resources import codes
from sessions import arrivals, refused_scans
from sessions.answers import Kind, Reason
from sessions.door_log import TABLE as LOG
from sessions.door_log import Way
from tests.faults import results
from tests.faults.oracle import look
from tests.town import NOW, STAFF

SCANS, ON_SCREEN = results.of(3_000, 1_000_000), results.of(6, 1_500)
BATCH, SEED = 5_000, 41
KEYS = "ぬふあうえおやゆよわほへたていすかんなにらせちとしはきくまのりれけつさそひこみもねるめ"
ODD = "\0\x1b\x7f\u200b\u202e\ufeff\ud7ff\U000e0100𠮷髙﨑﷽\r\n\t<&'\"%_;"
FOREIGN = (
    "https://example.jp/x?id=1",
    "BEGIN:VCARD\nVERSION:3.0\nN:髙橋;ハツヱ\nTEL:0265000000\nEND:VCARD",
    "WIFI:T:WPA;S:hall;P:secret;;",
    "4901234567894",
    "'; DROP TABLE arrival; --",
    "<img src=file:///etc/passwd>",
    '{"name": "x"}',
    "otpauth://totp/x?secret=ABC",
)


def shifted(code, random):
    """What a scanner of another width, case or with blanks makes of a card: still the card."""
    way = random.randrange(5)
    if way == 0:
        return code.lower()
    if way == 1:
        return "".join(chr(ord(letter) + 0xFEE0) for letter in code)
    if way == 2:
        return " ".join(code[place : place + 5] for place in range(0, 25, 5))
    if way == 3:
        return f"]Q1{code}\r\n"
    return code + code


def spoilt(code, random):
    """A card of which something is wrong: it must never be taken for anybody's."""
    letters, place = list(code), random.randrange(4, 25)
    way = random.randrange(7)
    if way == 0:
        other = random.choice([one for one in codes.ALPHABET if one != letters[place]])
        letters[place] = other
    elif way == 1:
        del letters[place]
    elif way == 2:
        letters.insert(place, random.choice(codes.ALPHABET))
    elif way == 3:
        places = [one for one in range(4, 24) if letters[one] != letters[one + 1]]
        at = random.choice(places)
        letters[at], letters[at + 1] = letters[at + 1], letters[at]
    elif way == 4:
        letters = letters[:place]
    elif way == 5:
        letters[place] = random.choice("漢Ж√é𠮷")
    else:
        random.shuffle(letters)
        if "".join(letters) == code:
            letters.reverse()
    return "".join(letters)


def noise(random):
    """Anything at all."""
    way = random.randrange(6)
    length = random.choice((0, 1, 3, 8, 20, 25, 26, 50, 200, 3100))
    if way == 0:
        return "".join(random.choice(string.printable) for _letter in range(length))
    if way == 1:
        return "".join(random.choice(KEYS) for _letter in range(min(length, 200)))
    if way == 2:
        return "".join(chr(random.randrange(1, 0xD800)) for _letter in range(length))
    if way == 3:
        return random.choice(FOREIGN) + random.choice(ODD)
    if way == 4:
        return codes.PREFIX + "".join(random.choice(codes.ALPHABET + ODD) for _one in range(length))
    return codes.new_code()


def rows(db):
    """Return how many rows each table of the house holds."""
    return {
        table.name: db.scalar(sa.select(sa.func.count()).select_from(table))
        for table in SQLModel.metadata.sorted_tables
    }


def test_no_scan_crashes_and_nothing_of_it_is_stored(evening, arena):
    here = evening.copy(arena / "scans")
    office, random, count = here.open(), Random(SEED), SCANS
    kinds: Counter[str] = Counter()
    wrong: list[str] = []
    slowest = 0.0
    with office.read() as db:
        before = rows(db)
    began = time.monotonic()
    for start in range(0, count, BATCH):
        with office.change() as db:
            for number in range(start, min(count, start + BATCH)):
                owner = random.randrange(len(here.codes))
                code = here.codes[owner]
                way = number % 5
                text = spoilt(code, random) if way < 2 else noise(random)
                if way == 4 and number % 10 == 4:
                    text = shifted(code, random)
                begun = time.perf_counter()
                answer = arrivals.check_in(
                    db, here.meeting, text, way=Way.SCANNER, desk="1", at=NOW, by=STAFF
                )
                slowest = max(slowest, time.perf_counter() - begun)
                kinds[f"{answer.kind.value} {answer.reason.value}".strip()] += 1
                welcome = way == 4 and number % 10 == 4
                if welcome != (answer.kind is not Kind.ASK) or (
                    welcome and answer.expected_id != here.lines[owner]
                ):
                    wrong.append(f"{text!r} → {answer.kind} {answer.reason}")
    seconds = time.monotonic() - began
    with office.read() as db:
        after = rows(db)
        came = {row.expected_id for row in db.execute(sa.select(LOG.c.expected_id))}
        kept = refused_scans.TABLE
        notes = set(db.execute(sa.select(kept.c.reason, kept.c.desk, kept.c.meeting_id)).all())
    office.close()
    grown = {name for name in after if after[name] != before[name]}
    results.put(
        "scans",
        scans=count,
        wrong=len(wrong),
        seconds=round(seconds, 1),
        slowest_ms=round(slowest * 1000, 1),
        answers=dict(kinds.most_common()),
    )
    assert wrong[:5] == []
    assert slowest < 2
    # Nothing but the arrivals of whole cards, their journal, and the reasons of the others.
    assert grown == {"arrival", "journal", "refused_scan"}
    assert len(came) == after["arrival"] - before["arrival"] == len(here.lines)
    assert {(note.desk, note.meeting_id) for note in notes} == {("1", here.meeting)}
    assert {note.reason for note in notes} <= set(Reason)
    assert look(Path(here.folder), bytes.fromhex(here.key)).problems == ()


def test_the_painted_door_survives_anything_and_goes_on(zygote, evening, arena):
    random = Random(SEED)
    here = evening.copy(arena / "garbage")
    texts = [noise(random) or "?" for _number in range(ON_SCREEN)]
    texts = [text[:60].replace("\0", "") for text in texts]
    child = zygote.child(here.job("painted garbage", texts=texts))
    child.go()
    heard = child.hear()
    assert not heard.killed
    assert heard.of("survived") == [str(len(texts))]
    assert heard.of("then") == [f"received {here.lines[0]}"]
    state = look(Path(here.folder), bytes.fromhex(here.key))
    assert (state.here, state.problems) == ({here.lines[0]}, ())
    results.put("scans_painted", scans=len(texts), crashes=0)
