"""The door: a scan is answered here, and every other way of being received is found here."""

from dataclasses import replace
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from resources import codes
from resources.prepared import Prepared
from sessions import card_marks, door_log, passes, refused_scans, rosters
from sessions.answers import REMEDIES, Answer, Candidate, Kind, Reason, Remedy
from sessions.door_log import Standing, Way, standing
from sessions.leaving import Step, back, leave, take_back
from sessions.meeting_rules import State
from sessions.meetings import unknown_meeting
from sessions.paper_lists import key_in_paper
from sessions.person_tables import PERSON
from sessions.receiving import already, arrive, arrive_proxy, ask, because, closed_door, receive

__all__ = [
    "Step",
    "arrive",
    "arrive_proxy",
    "back",
    "check_in",
    "key_in_paper",
    "leave",
    "take_back",
]


def check_in(
    db: Session,
    meeting_id: str,
    scanned_text: str,
    *,
    way: Way,
    desk: str = "",
    at: datetime,
    by: str,
) -> Answer:
    """Receive whoever the scanned text stands for, or say why staff are asked.

    Whatever was scanned, nothing of it is stored; a scan that receives nobody leaves only its
    reason in `refused_scans`. A second scan of somebody who is here answers already and changes
    nothing. Refuses a meeting that is unknown.
    """
    answer = _scan(db, meeting_id, scanned_text, way=way, desk=desk, at=at, by=by)
    if answer.kind is Kind.ASK:
        refused_scans.note(db, meeting_id, answer.reason, desk=desk, at=at, by=by)
    return answer


def _scan(
    db: Session, meeting_id: str, scanned_text: str, *, way: Way, desk: str, at: datetime, by: str
) -> Answer:
    reading = codes.read(scanned_text)
    kept = card_marks.kept_as(db, reading.code or "")
    row = _OF_CODE.first(db, {"code": kept, "meeting": meeting_id})
    if row is None:
        raise unknown_meeting()
    if reading.code is None:
        return ask(_UNREADABLE.get(reading.kind, Reason.FOREIGN))
    if row.pass_id is None:
        if card_marks.SALT in db.info:  # a hall knows the cards of its own list only
            return because(ask(Reason.NOT_ON_LIST), Reason.NOT_ON_LIST, _AT_A_HALL)
        return ask(Reason.OTHER_OFFICE)
    card = reading.code
    label = codes.human(card) if row.number is None else passes.blank_label(row.number)
    now = Standing(*row[: len(Standing.__dataclass_fields__)]) if row.expected_id else None
    known = replace(
        ask(Reason.NONE),
        pass_id=row.pass_id,
        card=label,
        person_id=row.holder_id,
        hide_name=bool(row.holder_hidden),
    )
    if now is not None:
        known = replace(
            known,
            expected_id=now.expected_id,
            person_id=now.person_id,
            name=now.name,
            kana=now.kana,
            district=now.district,
            hide_name=now.hide_name,
        )
    elif row.holder_name:
        known = replace(known, name=row.holder_name, kana=row.holder_kana or "")
    if row.revoked_at is not None:
        remedies = REMEDIES[Reason.REVOKED]
        if now is None:
            remedies = (Remedy.NEW_CARD, Remedy.SEARCH_NAME)
        return because(known, Reason.REVOKED, remedies)
    if row.second_person_id is not None:
        return _shared(db, meeting_id, known, row.second_person_id, row.meeting_state)
    if now is not None and now.here:
        return already(now, pass_id=row.pass_id, card=label)
    closed = closed_door(row.meeting_state, way)
    if closed is not None:
        return because(known, closed)
    if now is not None:
        if now.removed:
            remedies = (Remedy.ACCEPT_ANYWAY, Remedy.SEARCH_NAME)
            return because(known, Reason.NOT_ON_LIST, remedies)
        if now.reply is rosters.Reply.NO:
            return because(known, Reason.DECLINED)
        return receive(db, now, way=way, desk=desk, pass_id=row.pass_id, card=label, at=at, by=by)
    if row.holder_id is not None:
        return because(known, Reason.NOT_ON_LIST)
    if row.elsewhere is not None:
        return _other_meeting(db, meeting_id, known, row.elsewhere)
    return because(known, Reason.UNCLAIMED)


def _other_meeting(db: Session, meeting_id: str, known: Answer, elsewhere: str) -> Answer:
    """Ask about a tag of another meeting; its holder may be expected here as well."""
    line = rosters.show(db, elsewhere)
    known = replace(
        known,
        other_meeting_id=line.meeting_id,
        person_id=line.person_id,
        name=line.name,
        kana=line.kana,
        district=line.district,
        hide_name=line.hide_name,
    )
    here = rosters.line_of(db, meeting_id, line.person_id) if line.person_id else None
    if here is not None:
        remedies = (Remedy.ACCEPT_ANYWAY, Remedy.SEARCH_NAME)
        return because(replace(known, expected_id=here), Reason.OTHER_MEETING, remedies)
    if line.person_id is None:
        remedies = (Remedy.SEARCH_NAME, Remedy.WALK_IN)
        return because(known, Reason.OTHER_MEETING, remedies)
    return because(known, Reason.OTHER_MEETING)


def _shared(
    db: Session, meeting_id: str, known: Answer, second_person_id: str, state: State
) -> Answer:
    """Ask which of the two people who share a card are here; already when both are."""
    candidates = tuple(
        _candidate(db, meeting_id, person_id)
        for person_id in (known.person_id, second_person_id)
        if person_id is not None
    )
    if all(candidate.here for candidate in candidates):
        first = candidates[0]
        assert first.expected_id
        return already(standing(db, first.expected_id), pass_id=known.pass_id, card=known.card)
    closed = closed_door(state, Way.SCANNER)
    if closed is not None:
        return because(known, closed)
    return replace(because(known, Reason.SHARED), candidates=candidates)


def _candidate(db: Session, meeting_id: str, person_id: str) -> Candidate:
    line = rosters.line_of(db, meeting_id, person_id)
    if line is not None:
        now = standing(db, line)
        return Candidate(line, person_id, now.name, now.kana, now.here)
    person = PERSON.c
    row = db.execute(sa.select(person.name, person.kana).where(person.id == person_id)).one()
    return Candidate(None, person_id, row.name, row.kana, here=False)


_AT_A_HALL = (Remedy.SEARCH_NAME, Remedy.WALK_IN)
_UNREADABLE: dict[codes.Kind, Reason] = {
    codes.Kind.EMPTY: Reason.EMPTY,
    codes.Kind.TYPO: Reason.TYPO,
    codes.Kind.GARBLED_IME: Reason.GARBLED_IME,
}
_OF_CODE = Prepared(
    sa.text(f"""
    SELECT {door_log.STANDING},
        m.state AS meeting_state, p.id AS pass_id, p.number AS number,
        p.revoked_at AS revoked_at, p.second_person_id AS second_person_id,
        p.expected_id AS elsewhere, h.id AS holder_id, h.name AS holder_name,
        h.kana AS holder_kana, h.hide_name AS holder_hidden
    FROM meeting m
    LEFT JOIN pass p ON p.code = :code
    LEFT JOIN person w ON w.id = p.person_id
    LEFT JOIN person h ON h.id = COALESCE(w.merged_into, w.id)
    LEFT JOIN expected e ON e.id = COALESCE(
        (SELECT x.id FROM expected x WHERE x.id = p.expected_id AND x.meeting_id = m.id),
        (SELECT y.id FROM expected y WHERE y.meeting_id = m.id AND y.person_id = h.id),
        (SELECT z.id FROM person d JOIN expected z ON z.person_id = d.id AND z.meeting_id = m.id
            WHERE d.merged_into = h.id ORDER BY z.id LIMIT 1))
    LEFT JOIN person o ON o.id = e.person_id
    LEFT JOIN person r ON r.id = COALESCE(o.merged_into, o.id)
    WHERE m.id = :meeting
""").columns(
        *door_log.STANDING_COLUMNS,
        sa.column("meeting_state", door_log.STANDING_COLUMNS[1].type),
        sa.column("pass_id"),
        sa.column("number"),
        sa.column("revoked_at", passes.TABLE.c.revoked_at.type),
        sa.column("second_person_id"),
        sa.column("elsewhere"),
        sa.column("holder_id"),
        sa.column("holder_name"),
        sa.column("holder_kana"),
        sa.column("holder_hidden"),
    )
)
