"""The journal: who did what to which object when, in a chain that shows any tampering."""

import hashlib
import json
import os
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from json.encoder import encode_basestring_ascii
from typing import Any, ClassVar, Final

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel

from resources.records import ID_LENGTH

_BEGINNING = "0" * 64

LOOKING: Final = frozenset(
    {"look", "view", "search", "export", "print", "sign_in", "sign_in_failed"}
)
"""Acts that change nothing: they are told here, but no new copy is needed for them."""


class JournalLine(SQLModel, table=True):
    """One act. The hash covers ids and a salted digest only, so values may be erased."""

    __tablename__ = "journal"
    grows_only: ClassVar[bool] = True

    seq: int | None = Field(default=None, primary_key=True)
    at: str = Field(max_length=40)  # ISO 8601 in UTC, the very letters that were hashed
    by: str = Field(max_length=ID_LENGTH)
    act: str = Field(max_length=40)
    kind: str = Field(max_length=40)
    object_id: str = Field(max_length=ID_LENGTH, index=True)
    digest: str = Field(max_length=64)
    prev: str = Field(max_length=64)  # no index: every page a commit touches is sealed anew
    hash: str = Field(max_length=64)


class JournalValue(SQLModel, table=True):
    """The values before and after an act, apart from the chain so that they can be erased."""

    __tablename__ = "journal_value"

    seq: int = Field(primary_key=True, foreign_key="journal.seq")
    salt: str = Field(max_length=32)
    before: str | None = Field(default=None, sa_type=sa.Text)
    after: str | None = Field(default=None, sa_type=sa.Text)


@dataclass(frozen=True)
class Line:
    """One act as it is shown; `before` and `after` are None where nothing was kept or erased."""

    seq: int
    at: datetime
    by: str
    act: str
    kind: str
    object_id: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None


@dataclass(frozen=True)
class Chain:
    """What a walk along the chain found; `broken_at` is the first line that does not fit.

    `astray` are the numbers of the marks known from outside that do not lie on it.
    """

    lines: int
    head: str
    broken_at: int | None
    astray: tuple[int, ...] = ()


def recent(
    db: Session, count: int = 50, *, object_id: str | None = None, done_by: str = ""
) -> list[Line]:
    """Return the last `count` acts, newest first, of one object or one person, or of all."""
    query = _LINES.order_by(_TABLE.c.seq.desc()).limit(count)
    if object_id is not None:
        query = query.where(_TABLE.c.object_id == object_id)
    if done_by:
        query = query.where(_TABLE.c.by == done_by)
    return _read(db, query)


def between(db: Session, first: int, last: int) -> list[Line]:
    """Return the acts with the numbers from `first` up to `last`, oldest first."""
    query = _LINES.where(_TABLE.c.seq.between(first, last)).order_by(_TABLE.c.seq)
    return _read(db, query)


def of(db: Session, object_ids: Collection[str]) -> list[Line]:
    """Return every act on one of `object_ids`, newest first."""
    query = _LINES.where(_TABLE.c.object_id.in_(object_ids)).order_by(_TABLE.c.seq.desc())
    return _read(db, query)


def _read(db: Session, query: sa.Select[Any]) -> list[Line]:
    return [line_of(row) for row in db.execute(query)]


def written(at: datetime) -> str:
    """Return a moment in the letters of the journal, which sort as time does."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def line_of(row: Any) -> Line:
    """Return a row of the journal and its values as it is shown."""
    return Line(
        row.seq,
        datetime.fromisoformat(row.at),
        row.by,
        row.act,
        row.kind,
        row.object_id,
        json.loads(row.before) if row.before else None,
        json.loads(row.after) if row.after else None,
    )


def value(db: Session, seq: int) -> dict[str, Any] | None:
    """Return what stood after the act of line `seq`, None where nothing was kept."""
    found = db.scalar(sa.select(_VALUES.c.after).where(_VALUES.c.seq == seq))
    return json.loads(found) if found else None


def changed_after(db: Session, seq: int) -> bool:
    """Tell whether anything was changed, not only looked at, after line `seq`."""
    line = _TABLE.c
    later = sa.select(line.seq).where(line.seq > seq, line.act.not_in(LOOKING)).limit(1)
    return db.scalar(later) is not None


def last_change(db: Session) -> datetime | None:
    """Return when something was last changed, not only looked at."""
    line = _TABLE.c
    query = sa.select(line.at).where(line.act.not_in(LOOKING)).order_by(line.seq.desc()).limit(1)
    found = db.scalar(query)
    return datetime.fromisoformat(found) if found else None


def verify(db: Session, marks: Mapping[int, str] | None = None) -> Chain:
    """Walk the whole chain and say where it breaks, if it does.

    `marks` are beginnings of hashes known from outside, by the number of their line: whoever
    computes a whole chain anew cannot make them fit.
    """
    # Straight to the driver, as in `write`: at every start a lifetime of acts is read.
    driver = db.connection().connection.driver_connection
    assert driver is not None
    count, head, broken_at = 0, _BEGINNING, None
    waiting = dict(marks or {})
    astray: list[int] = []
    for (
        seq, at, by, act, kind, object_id, digest, prev, found, salt, before, after
    ) in driver.execute(_WALK):  # fmt: skip
        count += 1
        if broken_at is None and (
            seq != count
            or prev != head
            or found != _hash([seq, at, by, act, kind, object_id, digest, head])
            or (salt is not None and digest != _digest(salt, before, after))
        ):
            broken_at = seq
        head = found
        if count in waiting and not found.startswith(waiting.pop(count)):
            astray.append(count)
    # What was marked on a longer chain than this one has been cut off.
    return Chain(count, head, broken_at, (*astray, *sorted(waiting)))


def write(
    db: Session,
    act: str,
    kind: str,
    object_id: str,
    *,
    at: datetime,
    by: str,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> int:
    """Add one act to the journal within the transaction of `db` and return its number.

    `act` and `kind` are short English words (`enrol`, `person`); `before` and `after` hold what
    changed. Must run inside a change: the chain's last line is read and continued.
    """
    # Straight to the driver: this stands in every check-in, and Core takes thrice the time here.
    connection = db.connection()
    driver = connection.connection.driver_connection
    assert driver is not None
    insert_line, insert_value = _INSERTS[connection.dialect.name]
    last = driver.execute(_LAST).fetchone()
    seq, prev = (last[0] + 1, last[1]) if last else (1, _BEGINNING)
    moment = written(at)
    salt = written_before = written_after = None
    digest = ""
    if before is not None or after is not None:
        salt = os.urandom(16).hex()
        written_before, written_after = _json(before), _json(after)
        digest = _digest(salt, written_before, written_after)
    facts = [seq, moment, by, act, kind, object_id, digest, prev]
    found = _hash(facts)
    driver.execute(insert_line, (*facts, found))
    db.info["journal_head"] = (seq, found)
    if salt is not None:
        driver.execute(insert_value, (seq, salt, written_before, written_after))
    db.info.setdefault("touched", set()).add("JournalLine")
    db.info.setdefault("lines", set()).add(seq)
    return seq


def erase_values(db: Session, object_id: str) -> int:
    """Destroy the values kept about `object_id` and return of how many acts; the chain holds."""
    seqs = sa.select(_TABLE.c.seq).where(_TABLE.c.object_id == object_id)
    found = db.connection().execute(sa.delete(_VALUES).where(_VALUES.c.seq.in_(seqs)))
    return found.rowcount


_TABLE: sa.Table = SQLModel.metadata.tables["journal"]
_VALUES: sa.Table = SQLModel.metadata.tables["journal_value"]
_LINES = sa.select(_TABLE, _VALUES.c.before, _VALUES.c.after).select_from(_TABLE.outerjoin(_VALUES))
_LAST = "SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1"
_WALK = (
    "SELECT l.seq, l.at, l.by, l.act, l.kind, l.object_id, l.digest, l.prev, l.hash,"
    " v.salt, v.before, v.after"
    " FROM journal l LEFT JOIN journal_value v ON v.seq = l.seq ORDER BY l.seq"
)
_INSERT_LINE = (
    "INSERT INTO journal (seq, at, by, act, kind, object_id, digest, prev, hash)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_INSERT_VALUE = "INSERT INTO journal_value (seq, salt, before, after) VALUES (?, ?, ?, ?)"
_INSERTS = {
    "sqlite": (_INSERT_LINE, _INSERT_VALUE),
    "postgresql": (_INSERT_LINE.replace("?", "%s"), _INSERT_VALUE.replace("?", "%s")),
}


def _json(values: Mapping[str, Any] | None) -> str | None:
    if values is None:
        return None
    return json.dumps(values, ensure_ascii=False, sort_keys=True, default=str)


def _digest(salt: str, before: str | None, after: str | None) -> str:
    # As json.dumps writes the list, at a third of the time.
    first = "null" if before is None else encode_basestring_ascii(before)
    second = "null" if after is None else encode_basestring_ascii(after)
    written = f"[{encode_basestring_ascii(salt)}, {first}, {second}]"
    return hashlib.sha256(written.encode()).hexdigest()


def _hash(facts: list[Any]) -> str:
    texts = facts[1:]
    whole = "".join(texts)
    if whole.isascii() and whole.isprintable() and not ('"' in whole or "\\" in whole):
        written = f'[{facts[0]}, "' + '", "'.join(texts) + '"]'
    else:
        written = json.dumps(facts)
    return hashlib.sha256(written.encode()).hexdigest()
