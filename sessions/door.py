"""People who come unannounced: newcomers, families and helpers, people not on the list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Session

from resources import journal, names
from resources.refusals import Refusal
from resources.words import _
from sessions import expecting, meetings, passes, rosters
from sessions.answers import Answer
from sessions.door_log import Way
from sessions.person_tables import PERSON
from sessions.receiving import arrive, ask, closed_door
from sessions.rosters import Source, searchable


class Together(StrEnum):
    """How somebody belongs to the person they come with."""

    FAMILY = "family"
    HELPER = "helper"


@dataclass(frozen=True, slots=True)
class Companion:
    """Somebody who comes along; a helper may stay without a name of their own."""

    together: Together
    kana: str = ""


@dataclass(frozen=True, slots=True)
class Party:
    """The answer for the first person and for everybody who came along."""

    answer: Answer
    companions: tuple[Answer, ...] = ()


def walk_in(
    db: Session,
    meeting_id: str,
    *,
    name_kana: str,
    district: str = "",
    companions: Sequence[Companion] = (),
    pass_id: str | None = None,
    way: Way = Way.WALK_IN,
    desk: str = "",
    at: datetime,
    by: str,
) -> Party:
    """Receive somebody who is here for the first time, with family and helper in one go.

    Only the reading and the district are asked for; the name waits for `recognition`. `pass_id`
    is the blank card handed over. Asks when the meeting is not open. Refuses an empty reading,
    and a card that is not free.
    """
    if not name_kana.strip():
        raise Refusal(_("The name is missing."), _("Enter the reading of the name."))
    closed = closed_door(meetings.show(db, meeting_id).state, way)
    if closed is not None:
        return Party(ask(closed))
    line = expecting.stand_up(
        db,
        {
            "meeting_id": meeting_id,
            "source": Source.WALK_IN,
            "district": district.strip(),
            "name_confirmed": False,
            **_named(name_kana),
        },
        at=at,
        by=by,
    )
    journal.write(db, "walk_in", "expected", line, at=at, by=by, after={"kana": name_kana})
    if pass_id is not None:
        passes.claim(db, pass_id, line, at=at, by=by)
    answer = arrive(db, meeting_id, line, way=way, desk=desk, at=at, by=by)
    along = _bring(db, meeting_id, line, companions, way=way, desk=desk, at=at, by=by)
    return Party(answer, along)


def bring(
    db: Session,
    meeting_id: str,
    expected_id: str,
    companions: Sequence[Companion],
    *,
    desk: str = "",
    at: datetime,
    by: str,
) -> tuple[Answer, ...]:
    """Receive the family and helpers who come along with somebody on the list.

    Refuses when the meeting is not open, and a line of another list.
    """
    state = meetings.show(db, meeting_id).state
    if closed_door(state, Way.WALK_IN) is not None:
        raise meetings.not_now(state)
    if rosters.show(db, expected_id).meeting_id != meeting_id:
        raise rosters.unknown_line()
    return _bring(db, meeting_id, expected_id, companions, way=Way.WALK_IN, desk=desk, at=at, by=by)


def arrive_person_not_listed(
    db: Session,
    meeting_id: str,
    person_id: str,
    *,
    way: Way,
    desk: str = "",
    at: datetime,
    by: str,
) -> Answer:
    """Receive somebody of the register who is not on the list; whoever is on it is received so.

    Asks when the meeting is not open. Refuses a person who is not in the register.
    """
    line = rosters.line_of(db, meeting_id, person_id)
    if line is None:
        closed = closed_door(meetings.show(db, meeting_id).state, way)
        if closed is not None:
            return ask(closed)
        person = PERSON.c
        row = db.execute(
            sa.select(person.name, person.kana, person.latin).where(
                person.id == person_id, person.merged_into.is_(None)
            )
        ).first()
        if row is None:
            raise Refusal(
                _("One of these people is no longer in the register."),
                _("Look the person up again in the register."),
            )
        line = expecting.stand_up(
            db,
            {
                "meeting_id": meeting_id,
                "person_id": person_id,
                "source": Source.DOOR,
                **searchable(row.name, row.kana, row.latin),
            },
            at=at,
            by=by,
        )
        journal.write(db, "expect", "expected", line, at=at, by=by)
    return arrive(db, meeting_id, line, way=way, desk=desk, at=at, by=by)


def _bring(
    db: Session,
    meeting_id: str,
    expected_id: str,
    companions: Sequence[Companion],
    *,
    way: Way,
    desk: str,
    at: datetime,
    by: str,
) -> tuple[Answer, ...]:
    if not companions:
        return ()
    first = rosters.show(db, expected_id)
    answers = []
    for companion in companions:
        called = companion.kana.strip()
        if not called:
            called = {
                Together.FAMILY: _("Family of {name}"),
                Together.HELPER: _("Helper of {name}"),
            }[companion.together].format(name=first.kana or first.name)
        line = expecting.stand_up(
            db,
            {
                "meeting_id": meeting_id,
                "source": Source.WALK_IN,
                "district": first.district,
                "name_confirmed": False,
                "party_of": expected_id,
                "party_kind": companion.together,
                **_named(called),
            },
            at=at,
            by=by,
        )
        answers.append(arrive(db, meeting_id, line, way=way, desk=desk, at=at, by=by))
    return tuple(answers)


def _named(text: str) -> dict[str, str]:
    if names.is_kana(text):
        return searchable("", text, "")
    return searchable(text, "", "")
