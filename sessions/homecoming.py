"""What comes home from a hall, read: the file of an evening, or its code from a photograph."""

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from resources import closing_code, sealed_log
from resources.refusals import Refusal
from resources.sealing import BrokenSealError
from resources.words import _
from sessions import office_keys, takeouts
from sessions.door_log import Act
from sessions.takeout_rules import Told, corrected
from sessions.takeout_tables import EVENT, WRONG_CODE, From, Takeout


@dataclass(frozen=True, slots=True)
class Event:
    """One event as it came, its time put right; `said` is what is kept of it for ever."""

    id: str
    device: str
    seq: int
    act: Act
    line_id: str
    about: str
    at: datetime
    until: int
    said: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Try:
    """A wrong passcode that was typed on the hall's computer, its time put right."""

    id: str
    device: str
    seq: int
    at: datetime
    raw: str


@dataclass(frozen=True, slots=True)
class Brought:
    """What one file or one photograph brings. `unread` counts the frames nobody can read."""

    package: Takeout
    source: From
    digest: str
    events: tuple[Event, ...]
    broken: bool = False
    unread: int = 0
    walk_ins: int = 0
    tries: tuple[Try, ...] = ()


def from_file(db: Session, content: bytes, *, slow: timedelta = timedelta()) -> Brought:
    """Read the file of an evening; `slow` is by how much the office found the hall's clock slow.

    One that was cut short, or whose frames are missing or changed, brings what can be proven
    and says that it is broken. Refuses a file of another office.
    """
    found = sealed_log.read(content)
    package = takeouts.take(db, str(found.head.get("package", "")))
    pair, proof_key = office_keys.get(db, package.sealing_id), bytes.fromhex(package.proof_key)
    device = str(found.head.get("device", ""))[:32]
    said: list[tuple[int, dict[str, Any], Told]] = []
    unread, broken = 0, found.damaged or found.torn
    for core in found.cores:
        broken = broken or not core.fits
        try:
            one = json.loads(sealed_log.unseal(found, core, pair, proof_key))
            said.append((core.seq, one, _told(one)))
        except (BrokenSealError, ValueError, KeyError, TypeError):
            unread += 1
    try:
        tries = _tries(package.id, device, found.note, slow)
    except (ValueError, TypeError, OverflowError):
        tries, broken = (), True
    if unread and not said:
        raise Refusal(
            _("Nothing in this file can be read: it was changed, or is another package's."),
            _("Keep the file. Take the evening from the computer once more."),
        )
    times = corrected([told for _seq, _one, told in said], slow)
    events = [
        event
        for (seq, one, _told_), at in zip(said, times, strict=True)
        for event in _events(device, seq, one, at)
    ]
    return Brought(
        package,
        From.FILE,
        hashlib.sha256(content).hexdigest(),
        tuple(events),
        broken=broken or unread > 0,
        unread=unread + (found.damaged or found.torn),
        tries=tries,
    )


def from_photo(db: Session, text: str) -> Brought:
    """Read the closing code of an evening; refuses one that its package did not make."""
    package = takeouts.take(db, closing_code.package_of(text))
    evening = closing_code.read(text, bytes.fromhex(package.proof_key))
    places: list[str] = json.loads(package.places)
    if len(places) != len(evening.came):
        raise takeouts.unknown()
    until = datetime.fromtimestamp(evening.until * 60, UTC)
    events = []
    for place, (line_id, minutes) in enumerate(zip(places, evening.came, strict=True)):
        if minutes is None:
            continue
        name = f"{evening.package} {evening.device} {evening.until} {place}".encode()
        events.append(
            Event(
                hashlib.sha256(name).hexdigest()[:32],
                evening.device,
                place,
                Act.ARRIVE,
                line_id,
                "",
                until - timedelta(minutes=minutes),
                evening.until,
                {"photo": True, "timed": evening.timed},
            )
        )
    return Brought(
        package,
        From.PHOTO,
        hashlib.sha256(text.encode()).hexdigest(),
        tuple(events),
        walk_ins=evening.walk_ins,
    )


def known(db: Session, events: Sequence[Event | Try]) -> frozenset[str]:
    """Return which of `events` are kept here already, counted or not."""
    query = sa.select(EVENT.c.id).where(EVENT.c.id.in_([one.id for one in events]))
    return frozenset(db.scalars(query))


def _tries(package: str, device: str, note: bytes, slow: timedelta) -> tuple[Try, ...]:
    """Return the wrong passcodes that stand beside the frames; ValueError for what is none.

    Each is known by its moment as that clock told it, so that the same file once more, or a
    later one of the same computer, brings none of them a second time.
    """
    told: list[list[Any]] = json.loads(note) if note else []
    seen: Counter[str] = Counter()
    found = []
    for seq, (raw, seconds) in enumerate(told):
        moment = datetime.fromisoformat(raw)
        if moment.tzinfo is None:
            raise ValueError("a moment without a time zone says nothing")
        seen[raw] += 1
        name = f"{package} {device} {WRONG_CODE} {raw} {seen[raw]}".encode()
        at = moment + timedelta(seconds=int(seconds)) + slow
        found.append(Try(hashlib.sha256(name).hexdigest()[:32], device, seq, at, raw))
    return tuple(found)


def _told(one: dict[str, Any]) -> Told:
    wall = datetime.fromisoformat(one["wall"])
    if wall.tzinfo is None:
        raise ValueError("a moment without a time zone says nothing")
    return Told(wall, int(one["clicks"]), str(one["run"]), int(one["offset"]))


def _events(device: str, seq: int, one: dict[str, Any], at: datetime) -> list[Event]:
    newcomers = {line["id"]: line for line in one["lines"]}
    claims = {claim["line"]: claim["mark"] for claim in one["claims"]}
    raw = {key: one[key] for key in ("wall", "clicks", "run", "offset", "by")}
    return [
        Event(
            str(act["id"]),
            device,
            seq,
            Act(act["act"]),
            str(act["line"]),
            str(act["about"]),
            at,
            0,
            raw
            | {
                "act": act,
                "newcomer": newcomers.get(act["line"]),
                "card": claims.get(act["line"]),
            },
        )
        for act in one["acts"]
    ]
