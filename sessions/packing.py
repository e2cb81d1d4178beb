"""Packing one meeting for a hall: names, readings and consented signs of need, nothing else."""

import hashlib
import json
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from resources import calendar, journal, parcel, passcodes, records
from resources.keys import Stretching
from resources.migrations import HEAD
from resources.refusals import Refusal
from resources.words import _
from sessions import (
    bodies,
    card_marks,
    consent_texts,
    consents,
    meetings,
    office_keys,
    passes,
    permission,
    rosters,
    suppression,
)
from sessions.meeting_rules import State
from sessions.meetings import MeetingFacts
from sessions.person_tables import PERSON
from sessions.suppression import Use
from sessions.takeout_tables import KeyKind, Takeout

GOOD_AFTER_END = timedelta(hours=24)
GOOD_BEFORE = timedelta(hours=6)  # arrivals earlier than this before the beginning are asked about
_MOST_BLANKS = 60


@dataclass(frozen=True, slots=True)
class Packed:
    """A new package: its bytes, and the passcode, which is shown this once and kept nowhere."""

    id: str
    content: bytes
    passcode: str
    file_name: str


@dataclass(frozen=True, slots=True)
class InNeed:
    """Somebody on the list with signs of need, which travel only if they `agreed`."""

    line_id: str
    name: str
    kana: str
    needs: str
    agreed: bool


def on_board(db: Session, meeting_id: str) -> tuple[rosters.ExpectedFacts, ...]:
    """Return the lines of a list that go along: as on a paper that lies open at the door.

    Whoever died or is protected from being found is left out; who comes is received all the same.
    """
    return tuple(rosters.listing(db, meeting_id, use=Use.SHEET))


def left_out(db: Session, meeting_id: str) -> str:
    """Return the sentence about those of a list who do not go along; empty for nobody."""
    people = [one.person_id for one in rosters.listing(db, meeting_id) if one.person_id]
    return suppression.left_out(db, suppression.withheld(db, people, Use.SHEET).values())


def in_need(db: Session, meeting_id: str) -> tuple[InNeed, ...]:
    """Return those who go along and whose needs at the hall are known, and whether they agreed.

    A consent for 会場での配慮 says so that holds on the day of the meeting.
    """
    lines = [one for one in on_board(db, meeting_id) if one.needs]
    people = [one.person_id for one in lines if one.person_id]
    day = meetings.show(db, meeting_id).held_on or date.max
    agreed = consents.holders(db, people, consent_texts.AT_THE_HALL, day)
    return tuple(
        InNeed(one.id, one.name, one.kana, one.needs, one.person_id in agreed) for one in lines
    )


def pack(
    db: Session,
    meeting_id: str,
    *,
    carrier: str,
    stretching: Stretching | None = None,
    at: datetime,
    by: str,
) -> Packed:
    """Make a package of one meeting for `carrier` and enter it in the register.

    On board are of each person on the list (see `on_board`) the name, the reading, digests of the
    cards, and of those whose consent to it holds the codes of what they need. No address,
    telephone, birth date, points or district. Refuses a meeting that is over or
    called off, one without anybody expected, and more people than the role of `by` may take out.
    """
    if not carrier.strip():
        raise Refusal(_("It is not said who takes it out."), _("Enter the name of who carries it."))
    meeting = meetings.show(db, meeting_id)
    if meeting.state in {State.CLOSED, State.CANCELLED, State.POSTPONED}:
        raise meetings.not_now(meeting.state)
    lines = on_board(db, meeting_id)
    if not lines:
        raise Refusal(_("Nobody is expected yet."), _("Put the people on the list first."))
    permission.ensure_within(db, by, "package.make", len(lines))
    begins, ends = _times(meeting, at)
    sealing_id, sealing_pair = office_keys.standing(db, KeyKind.SEALING, at=at, by=by)
    _signing_id, signing = office_keys.standing(db, KeyKind.SIGNING, at=at, by=by)
    package_id, salt, proof_key = records.new_id(), secrets.token_bytes(32), secrets.token_bytes(32)
    label = _label(db, meeting)
    agreed = frozenset(one.line_id for one in in_need(db, meeting_id) if one.agreed)
    people = [_person(line, agreed) for line in lines]
    header = {
        "format": 1,
        "package": package_id,
        "meeting": meeting_id,
        "label": label,
        "made": _iso(at),
        "opens": _iso(begins - GOOD_BEFORE),
        "expires": _iso(ends + GOOD_AFTER_END),
        "people": len(people),
        "sealing": sealing_pair.public.hex(),
        "anchor": _anchor(db),
        "schema": HEAD,
    }
    body = {
        "salt": salt.hex(),
        "proof_key": proof_key.hex(),
        "meeting": {
            "held_on": meeting.held_on and meeting.held_on.isoformat(),
            "begins": meeting.begins and meeting.begins.isoformat(),
            "ends": meeting.ends and meeting.ends.isoformat(),
            "capacity": meeting.capacity,
        },
        "people": people,
        **_cards(db, [line.id for line in lines], salt),
    }
    passcode = passcodes.new()
    raw = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
    content = parcel.pack(header, raw, passcode, signing, stretching)
    package = Takeout(
        id=package_id,
        meeting_id=meeting_id,
        label=label,
        carrier=carrier.strip(),
        made_at=at,
        made_by=by,
        opens=begins - GOOD_BEFORE,
        expires=ends + GOOD_AFTER_END,
        people=len(people),
        needs=sum(1 for one in people if "needs" in one),
        cipher=parcel.CIPHER,
        places=json.dumps([line.id for line in lines]),
        salt=salt.hex(),
        proof_key=proof_key.hex(),
        sealing_id=sealing_id,
        recorded_at=at,
        recorded_by=by,
    )
    db.add(package)
    db.flush()
    records.touch(db, Takeout)
    after = {"meeting": meeting_id, "people": len(people), "carrier": carrier.strip()}
    after["sha256"] = hashlib.sha256(content).hexdigest()
    journal.write(db, "take_out", "takeout", package_id, at=at, by=by, after=after)
    day = meeting.held_on or calendar.day_of(at)
    # The name of the file is seen by whoever finds the stick: it tells the day and nothing else.
    return Packed(package_id, content, passcode, f"{day:%Y%m%d}-{package_id[-6:]}{parcel.SUFFIX}")


def _person(line: rosters.ExpectedFacts, needs_of: Collection[str]) -> dict[str, Any]:
    told: dict[str, Any] = {"line": line.id, "name": line.name, "kana": line.kana}
    if line.hide_name:
        told["hidden"] = True
    if line.id in needs_of and line.needs:
        told["needs"] = line.needs
    return told


def _cards(db: Session, wanted: list[str], salt: bytes) -> dict[str, Any]:
    """Return digests of the cards of those on the list, of shared ones, and of free blanks."""
    card, person = passes.TABLE.c, PERSON.c.id
    double = PERSON.alias("double")
    doubles = sa.select(double.c.id).where(double.c.merged_into == person)
    by_line = rosters.LINES.join(
        passes.TABLE,
        sa.or_(
            card.expected_id == rosters.TABLE.c.id,
            card.person_id == person,
            card.second_person_id == person,
            card.person_id.in_(doubles),
        ),
    )
    query = (
        sa.select(rosters.TABLE.c.id, card.code)
        .select_from(by_line)
        .where(rosters.TABLE.c.id.in_(wanted), card.revoked_at.is_(None))
        # Whose card it is stands before whoever shares it, as the door asks for them.
        .order_by(card.code, sa.case((card.second_person_id == person, 1), else_=0))
        .order_by(rosters.TABLE.c.id)
    )
    holders: dict[str, list[str]] = {}
    for line_id, code in db.execute(query):
        held = holders.setdefault(card_marks.digest(salt, code), [])
        if line_id not in held:
            held.append(line_id)
    blanks = [
        {"mark": card_marks.digest(salt, one.code), "number": one.number}
        for one in passes.blanks(db)[:_MOST_BLANKS]
    ]
    cards = [{"mark": key, "lines": held} for key, held in holders.items()]
    return {"cards": cards, "blanks": blanks}


def _label(db: Session, meeting: MeetingFacts) -> str:
    """Return how the package is called outside: coming to some bodies is itself a secret."""
    body = db.execute(
        sa.select(bodies.TABLE.c.plannable, bodies.TABLE.c.legal_basis).where(
            bodies.TABLE.c.id == meeting.body_id
        )
    ).one()
    return meeting.headline if body.plannable and not body.legal_basis else _("Meeting")


def _times(meeting: MeetingFacts, at: datetime) -> tuple[datetime, datetime]:
    day = meeting.held_on or calendar.day_of(at)
    begins = datetime.combine(day, meeting.begins or time(0), calendar.JAPAN)
    ends = datetime.combine(day, meeting.ends or time(23, 59), calendar.JAPAN)
    return begins.astimezone(UTC), ends.astimezone(UTC)


def _anchor(db: Session) -> str:
    """Return the head of the journal's chain, so that a package proves what stood before it."""
    journal_line = sa.table("journal", sa.column("seq"), sa.column("hash"))
    query = sa.select(journal_line.c.hash).order_by(journal_line.c.seq.desc()).limit(1)
    return str(db.scalar(query) or "")


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")
