"""Acts on the list of a meeting taken back: who is expected, who they are, what they replied."""

from collections.abc import Callable, Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from resources import journal
from resources.journal import Line
from resources.records import touch
from resources.refusals import Refusal
from resources.words import _, mark
from sessions import door_log, passes, recognition, rosters
from sessions.rosters import Expected, Reply
from sessions.undoing import wording
from sessions.undoing.columns import Shelf, differences, plain
from sessions.undoing.rules import Key, Outlook, Rule, gone, nothing_left

_LINE = Shelf(Expected, "expected")


def _here(db: Session, lines: Sequence[str]) -> list[str]:
    """Return those of `lines` of a list who count as received."""
    turns = door_log.turns()
    query = sa.select(turns.c.expected_id).where(
        turns.c.expected_id.in_(lines), turns.c.came > turns.c.undone
    )
    return list(db.scalars(query))


def _received() -> Refusal:
    return Refusal(_("This person has been received already."), _("Take the arrival back first."))


def _look_added(db: Session, line: Line, deed: Sequence[Line], /) -> Outlook:
    row = _LINE.row(db, line.object_id)
    if row is None:
        return Outlook("", hindrance=gone())
    facts = rosters.show(db, line.object_id)
    name = facts.name or facts.kana
    words = _("{name} is taken off the list again.").format(name=name)
    if row.removed:
        return Outlook(words, name, nothing_left())
    received = _here(db, [row.id]) and not any(one.kind == "arrival" for one in deed)
    return Outlook(words, name, _received() if received else None)


def _take_off(db: Session, line: Line, /, *, at: datetime, by: str) -> None:
    recognition.remove(db, line.object_id, at=at, by=by)


def _changed(words: str = "") -> Callable[..., Outlook]:
    def look(db: Session, line: Line, _deed: Sequence[Line], /) -> Outlook:
        row = _LINE.row(db, line.object_id)
        if row is None:
            return Outlook("", hindrance=gone())
        facts = rosters.show(db, line.object_id)
        back, left = differences(_LINE, row, line)
        name = facts.name or facts.kana
        said = _(words).format(name=name) if words else wording.fields_back(line, back)
        return Outlook(
            said, name, None if back else nothing_left(), tuple(map(wording.field, left))
        )

    return look


def _link_back(db: Session, line: Line, /, *, at: datetime, by: str) -> None:
    recognition.link_person(db, line.object_id, (line.before or {}).get("person_id"), at=at, by=by)


def _reply_back(db: Session, line: Line, /, *, at: datetime, by: str) -> None:
    said = line.before or {}
    recognition.reply(
        db, line.object_id, Reply(said["reply"]), proxy_name=said["proxy_name"], at=at, by=by
    )


def _turn_back(db: Session, line: Line, /, *, at: datetime, by: str) -> None:
    verb = recognition.remove if line.act == "put_back" else recognition.put_back
    verb(db, line.object_id, at=at, by=by)


def _unname(db: Session, line: Line, /, *, at: datetime, by: str) -> None:
    row = _LINE.row(db, line.object_id)
    if row is None:
        raise gone()
    back, _left = differences(_LINE, row, line)
    if not back:
        raise nothing_left()
    values = dict(back)
    if {"name", "kana"} & back.keys():
        named = rosters.searchable(
            back.get("name", row.name), back.get("kana", row.kana), row.latin
        )
        values |= {name: value for name, value in named.items() if name != "latin"}
    db.execute(
        sa.update(rosters.TABLE)
        .where(rosters.TABLE.c.id == row.id)
        .values(**values, version=row.version + 1, recorded_at=at, recorded_by=by)
    )
    db.expire_all()
    touch(db, Expected)
    journal.write(
        db, "confirm_name", "expected", row.id, at=at, by=by,
        before={name: getattr(row, name) for name in back}, after=back,
    )  # fmt: skip


def _look_listed(db: Session, line: Line, _deed: Sequence[Line], /) -> Outlook:
    lines = list((line.after or {}).get("lines", ()))
    words = _("{count} people are taken off the list again.").format(count=len(lines))
    if _here(db, lines):
        return Outlook(
            words, "",
            Refusal(_("Some of them have been received."), _("Take the arrivals back first.")),
        )  # fmt: skip
    return Outlook(words, "", None if _turned(db, lines, removed=False) else nothing_left())


def _turned(db: Session, lines: Sequence[str], *, removed: bool) -> list[str]:
    table = rosters.TABLE.c
    query = sa.select(table.id).where(table.id.in_(lines), table.removed.is_(removed))
    return list(db.scalars(query))


def _unlist(db: Session, line: Line, /, *, at: datetime, by: str) -> None:
    if said := _look_listed(db, line, ()).hindrance:
        raise said
    _turn(db, line, (line.after or {})["lines"], off=True, at=at, by=by)


def _turn(
    db: Session, line: Line, lines: Sequence[str], *, off: bool, at: datetime, by: str
) -> None:
    changed = _turned(db, lines, removed=not off)
    table = rosters.TABLE
    db.execute(
        sa.update(table)
        .where(table.c.id.in_(changed))
        .values(removed=off, version=table.c.version + 1, recorded_at=at, recorded_by=by)
    )
    db.expire_all()
    touch(db, Expected)
    act = "unexpect" if off else "expect"
    journal.write(db, act, "meeting", line.object_id, at=at, by=by, after={"lines": changed})


def _look_unlisted(db: Session, line: Line, _deed: Sequence[Line], /) -> Outlook:
    lines = list((line.after or {}).get("lines", ()))
    words = _("{count} people are on the list again.").format(count=len(lines))
    return Outlook(words, "", None if _turned(db, lines, removed=True) else nothing_left())


def _list_again(db: Session, line: Line, /, *, at: datetime, by: str) -> None:
    if said := _look_unlisted(db, line, ()).hindrance:
        raise said
    _turn(db, line, (line.after or {})["lines"], off=False, at=at, by=by)


def _look_claimed(db: Session, line: Line, _deed: Sequence[Line], /) -> Outlook:
    card = passes.show(db, line.object_id)
    words = _("Card {card} is free again.").format(card=card.label)
    same = card.expected_id == (line.after or {}).get("expected_id")
    return Outlook(words, card.label, None if same else nothing_left())


def _release(db: Session, line: Line, /, *, at: datetime, by: str) -> None:
    if said := _look_claimed(db, line, ()).hindrance:
        raise said
    _hold(db, line, line.before or {}, "release", at=at, by=by)


def _hold(
    db: Session, line: Line, values: dict[str, str | None], act: str, *, at: datetime, by: str
) -> None:
    card = passes.show(db, line.object_id)
    new = {name: values.get(name) for name in ("expected_id", "person_id")}
    table = passes.TABLE
    db.execute(
        sa.update(table)
        .where(table.c.id == card.id)
        .values(**new, version=table.c.version + 1, recorded_at=at, recorded_by=by)
    )
    db.expire_all()
    touch(db, passes.Pass)
    before = {"expected_id": card.expected_id, "person_id": card.person_id}
    journal.write(db, act, "pass", card.id, at=at, by=by, before=before, after=plain(new))


def _look_released(db: Session, line: Line, _deed: Sequence[Line], /) -> Outlook:
    card = passes.show(db, line.object_id)
    words = _("Card {card} has its holder again.").format(card=card.label)
    return Outlook(words, card.label, nothing_left() if card.claimed else None)


def _claim_again(db: Session, line: Line, /, *, at: datetime, by: str) -> None:
    if said := _look_released(db, line, ()).hindrance:
        raise said
    _hold(db, line, line.before or {}, "claim", at=at, by=by)


_ADDED = Rule(_look_added, _take_off)
RULES: dict[Key, Rule] = {
    ("expected", "walk_in"): _ADDED,
    ("expected", "expect"): _ADDED,
    ("expected", "link"): Rule(
        _changed(mark("Whether {name} is somebody of the register is open again.")), _link_back
    ),
    ("expected", "confirm_name"): Rule(_changed(), _unname),
    ("expected", "reply"): Rule(_changed(), _reply_back),
    ("expected", "remove"): Rule(_changed(mark("{name} is put onto the list again.")), _turn_back),
    ("expected", "put_back"): Rule(
        _changed(mark("{name} is taken off the list again.")), _turn_back
    ),
    ("meeting", "expect"): Rule(_look_listed, _unlist),
    ("meeting", "unexpect"): Rule(_look_unlisted, _list_again),
    ("pass", "claim"): Rule(_look_claimed, _release),
    ("pass", "release"): Rule(_look_released, _claim_again),
}
