"""Acts at the door taken back; its log only grows, so a line answers a line."""

from collections.abc import Callable, Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from resources import journal, records
from resources.journal import Line
from resources.records import touch
from resources.words import _
from sessions import door_log, leaving
from sessions.door_log import Act, Arrival, Way
from sessions.undoing.rules import Key, Outlook, Rule, gone, nothing_left

_LOG = door_log.TABLE.c
_SENTENCES: dict[str, Callable[[], str]] = {
    "arrive": lambda: _("{name} counts as not received again."),
    "take_back": lambda: _("{name} counts as received again, since the first time."),
    "leave": lambda: _("{name} counts as still here."),
    "back": lambda: _("{name} counts as having left again."),
}


def _log(db: Session, line_id: str) -> sa.Row[tuple[object, ...]] | None:
    return db.execute(sa.select(door_log.TABLE).where(_LOG.id == line_id)).first()


def _first(db: Session, expected_id: str, act: Act, turn: int) -> sa.Row[tuple[object, ...]] | None:
    query = sa.select(door_log.TABLE).where(
        _LOG.expected_id == expected_id, _LOG.act == act, _LOG.turn == turn
    )
    return db.execute(query).first()


def _look(db: Session, line: Line, _deed: Sequence[Line], /) -> Outlook:
    row = _log(db, line.object_id)
    if row is None:
        return Outlook("", hindrance=gone())
    now = door_log.standing(db, row.expected_id)
    holds = {
        Act.ARRIVE: row.turn > now.undone,
        Act.TAKE_BACK: not now.here and row.turn == now.undone,
        Act.LEAVE: now.gone and row.turn == now.left,
        Act.BACK: now.here and not now.gone and row.turn == now.returned,
    }[Act(row.act)]
    name = now.name or now.kana
    words = _SENTENCES[Act(row.act).value]().format(name=name)
    return Outlook(words, name, None if holds else nothing_left())


def _take(db: Session, line: Line, /, *, at: datetime, by: str) -> None:
    if said := _look(db, line, ()).hindrance:
        raise said
    row = _log(db, line.object_id)
    assert row is not None
    if row.act in {Act.ARRIVE, Act.LEAVE}:
        leaving.take_back(db, row.id, desk=row.desk, at=at, by=by)
        return
    was = Act.ARRIVE if row.act == Act.TAKE_BACK else Act.LEAVE
    first = _first(db, row.expected_id, was, row.turn)
    if first is None:
        raise nothing_left()
    now = door_log.standing(db, row.expected_id)
    turn = now.undone + 1 if was is Act.ARRIVE else door_log.last_leave(db, row.expected_id) + 1
    door_log.write(
        db, row.meeting_id, row.expected_id, was,
        turn=turn, stay=turn if was is Act.ARRIVE else now.came, way=Way(first.way),
        desk=first.desk, proxy_name=first.proxy_name, happened=first.at, at=at, by=by,
    )  # fmt: skip


def _standing_arrivals(db: Session, ids: Sequence[str]) -> list[sa.Row[tuple[object, ...]]]:
    """Return those of the arrivals `ids` that nobody took back."""
    turns = door_log.turns()
    query = (
        sa.select(door_log.TABLE)
        .join(turns, turns.c.expected_id == _LOG.expected_id)
        .where(_LOG.id.in_(ids), _LOG.act == Act.ARRIVE, _LOG.turn > turns.c.undone)
        .order_by(_LOG.id)
    )
    return list(db.execute(query).all())


def _look_keyed(db: Session, line: Line, _deed: Sequence[Line], /) -> Outlook:
    ids = list((line.after or {}).get("arrivals", ()))
    words = _("{count} marks from paper count as not received again.").format(count=len(ids))
    return Outlook(words, "", None if _standing_arrivals(db, ids) else nothing_left())


def _unkey(db: Session, line: Line, /, *, at: datetime, by: str) -> None:
    rows = _standing_arrivals(db, list((line.after or {}).get("arrivals", ())))
    if not rows:
        raise nothing_left()
    _append(db, rows, Act.TAKE_BACK, at=at, by=by)
    ids = [row.id for row in rows]
    journal.write(
        db, "unkey_paper", "meeting", line.object_id, at=at, by=by, after={"arrivals": ids}
    )


def _append(
    db: Session, rows: Sequence[sa.Row[tuple[object, ...]]], act: Act, *, at: datetime, by: str
) -> list[str]:
    """Write a line of the log for each of `rows`: taken back, or received again as they were."""
    back = act is Act.TAKE_BACK
    new = [
        {
            **row._mapping,  # noqa: SLF001 -- the row itself, as it stands in the log
            "id": records.new_id(),
            "recorded_at": at,
            "recorded_by": by,
            "act": act,
            "turn": row.turn if back else row.turn + 1,
            "stay": row.turn if back else row.turn + 1,
            "at": at if back else row.at,
        }
        for row in rows
    ]
    db.execute(sa.insert(door_log.TABLE), new)
    touch(db, Arrival)
    return [str(one["id"]) for one in new]


def _look_unkeyed(db: Session, line: Line, _deed: Sequence[Line], /) -> Outlook:
    ids = list((line.after or {}).get("arrivals", ()))
    words = _("{count} marks from paper count as received again.").format(count=len(ids))
    return Outlook(words, "", None if _undone_arrivals(db, ids) else nothing_left())


def _undone_arrivals(db: Session, ids: Sequence[str]) -> list[sa.Row[tuple[object, ...]]]:
    turns = door_log.turns()
    query = (
        sa.select(door_log.TABLE)
        .join(turns, turns.c.expected_id == _LOG.expected_id)
        .where(_LOG.id.in_(ids), _LOG.turn == turns.c.undone, turns.c.came == turns.c.undone)
        .order_by(_LOG.id)
    )
    return list(db.execute(query).all())


def _key_again(db: Session, line: Line, /, *, at: datetime, by: str) -> None:
    rows = _undone_arrivals(db, list((line.after or {}).get("arrivals", ())))
    if not rows:
        raise nothing_left()
    ids = _append(db, rows, Act.ARRIVE, at=at, by=by)
    journal.write(
        db, "key_in_paper", "meeting", line.object_id, at=at, by=by, after={"arrivals": ids}
    )


_DOOR = Rule(_look, _take)
RULES: dict[Key, Rule] = {
    **{("arrival", act.value): _DOOR for act in Act},
    ("meeting", "key_in_paper"): Rule(_look_keyed, _unkey),
    ("meeting", "unkey_paper"): Rule(_look_unkeyed, _key_again),
}
