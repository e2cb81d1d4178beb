"""Acts on meetings taken back: planned, opened, closed, put off, agenda, who was told."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from resources.journal import Line
from resources.records import touch
from resources.refusals import Refusal
from resources.words import _
from sessions import agenda, door_log, meetings, notices, rosters
from sessions.agenda import AgendaItem
from sessions.bodies import Body
from sessions.meeting_rules import State
from sessions.meetings import Meeting
from sessions.notices import Notice, Occasion
from sessions.undoing import wording
from sessions.undoing.columns import (
    REPLACE,
    RESTORE,
    WITHDRAW,
    Shelf,
    differences,
    making,
    put,
    restoring,
    withdrawing,
)
from sessions.undoing.rules import Key, Outlook, Rule, gone, nothing_left

_MEETING = Shelf(Meeting, "meeting", "title")
_ITEM = Shelf(AgendaItem, "agenda_item", "title")
_BODY = Shelf(Body, "body")


def _headline(db: Session, meeting_id: str) -> str:
    facts = meetings.show(db, meeting_id)
    return facts.title or facts.headline


def _look(db: Session, line: Line, _deed: Sequence[Line], /) -> Outlook:
    row = _MEETING.row(db, line.object_id)
    if row is None:
        return Outlook("", hindrance=gone())
    back, left = differences(_MEETING, row, line)
    shown = {name: value for name, value in back.items() if name != "notice_round"}
    return Outlook(
        wording.fields_back(line, shown),
        _headline(db, row.id),
        _hindrance(db, line, back),
        tuple(map(wording.field, left)),
    )


def _hindrance(db: Session, line: Line, back: dict[str, object]) -> Refusal | None:
    if not back:
        return nothing_left()
    if "notice_round" in back and _round(line):
        table = notices.TABLE.c
        told = db.scalar(
            sa.select(sa.func.count()).where(
                table.meeting_id == line.object_id,
                table.round == _round(line),
                table.told_at.is_not(None),
            )
        )
        if told:
            return Refusal(
                _("{count} people have been told already.").format(count=told),
                _("Decide the date anew, so that they are called again."),
            )
    if back.get("state") == State.PLANNED and (line.after or {}).get("state") == State.OPEN:
        turns = door_log.turns(line.object_id)
        here = sa.select(sa.func.count()).where(turns.c.came > turns.c.undone)
        if db.scalar(here):
            return Refusal(
                _("People have been received already."), _("Take the arrivals back first.")
            )
    return None


def _round(line: Line) -> int:
    """Return the round of notices an act began; 0 when it began none."""
    before, after = line.before or {}, line.after or {}
    begun = int(after.get("notice_round") or 0)
    return begun if begun > int(before.get("notice_round") or 0) else 0


def _take(db: Session, line: Line, /, *, at: datetime, by: str) -> None:
    row = _MEETING.row(db, line.object_id)
    if row is None:
        raise gone()
    back, _left = differences(_MEETING, row, line)
    if said := _hindrance(db, line, back):
        raise said
    if "notice_round" in back and _round(line):
        table = notices.TABLE
        db.execute(
            sa.delete(table).where(table.c.meeting_id == row.id, table.c.round == _round(line))
        )
        touch(db, Notice)
    put(db, _MEETING, row, back, at=at, by=by)
    number = int(back.get("notice_round") or 0)
    if number > row.notice_round:
        cancelled = back.get("state") == State.CANCELLED
        occasion = Occasion.CANCELLED if cancelled else Occasion.POSTPONED
        notices.prepare(db, row.id, occasion, number, at=at, by=by)


def _look_reordered(db: Session, line: Line, _deed: Sequence[Line], /) -> Outlook:
    now = [item.id for item in agenda.show(db, line.object_id).items]
    same = now == (line.after or {}).get("items")
    words = _("The agenda has its former order again.")
    return Outlook(words, _headline(db, line.object_id), None if same else nothing_left())


def _order_back(db: Session, line: Line, /, *, at: datetime, by: str) -> None:
    if said := _look_reordered(db, line, ()).hindrance:
        raise said
    agenda.reorder(db, line.object_id, (line.before or {})["items"], at=at, by=by)


def _look_told(db: Session, line: Line, _deed: Sequence[Line], /) -> Outlook:
    row = db.execute(sa.select(notices.TABLE).where(notices.TABLE.c.id == line.object_id)).first()
    if row is None:
        return Outlook("", hindrance=gone())
    said = bool((line.after or {}).get("told"))
    facts = rosters.show(db, row.expected_id)
    words = _("{name} counts as not told again.") if said else _("{name} counts as told again.")
    name = facts.name or facts.kana
    same = (row.told_at is not None) is said
    return Outlook(words.format(name=name), name, None if same else nothing_left())


def _tell_back(db: Session, line: Line, /, *, at: datetime, by: str) -> None:
    if said := _look_told(db, line, ()).hindrance:
        raise said
    told = not (line.after or {}).get("told")
    how = str((line.before or {}).get("how", ""))
    notices.told(db, line.object_id, how=how, told=told, at=at, by=by)


_MOVED = Rule(_look, _take)
_BODY_MADE = making(_BODY)
RULES: dict[Key, Rule] = {
    ("meeting", "plan"): making(_MEETING),
    ("meeting", WITHDRAW): withdrawing(_MEETING),
    ("meeting", REPLACE): making(_MEETING),
    **{
        ("meeting", act): _MOVED
        for act in ("correct", "open", "close", "reopen", "postpone", "set_date", "cancel", RESTORE)
    },
    ("meeting", "reorder"): Rule(_look_reordered, _order_back),
    ("agenda_item", "add"): making(_ITEM),
    ("agenda_item", "correct"): restoring(_ITEM),
    ("agenda_item", "remove"): withdrawing(_ITEM),
    ("agenda_item", WITHDRAW): withdrawing(_ITEM),
    ("agenda_item", REPLACE): making(_ITEM),
    ("agenda_item", RESTORE): restoring(_ITEM),
    ("body", "add"): _BODY_MADE,
    ("body", "correct"): restoring(_BODY),
    ("body", WITHDRAW): withdrawing(_BODY),
    ("body", REPLACE): _BODY_MADE,
    ("body", RESTORE): restoring(_BODY),
    ("notice", "tell"): Rule(_look_told, _tell_back),
}
