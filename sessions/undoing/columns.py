"""Acts that wrote the columns of one row: put back as they were, rows made and taken out."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import SQLModel

from resources import journal
from resources.journal import Line
from resources.records import Record, touch
from resources.refusals import Refusal
from resources.words import _
from sessions import undo_log
from sessions.undoing import wording
from sessions.undoing.rules import Outlook, Rule, gone, nothing_left

RESTORE, WITHDRAW, REPLACE = "restore", "withdraw", "put_again"


def plain(value: Any) -> Any:
    """Return a value as the journal keeps it, so that the two can be compared."""
    return json.loads(json.dumps(value, default=str))


def alive(column: sa.ColumnElement[Any], value: Any) -> Any:
    """Return a value of the journal as the column takes it."""
    if not isinstance(value, str):
        return value
    kind = getattr(column.type, "impl_instance", column.type)  # what SQLModel's own is made of
    return _READERS.get(kind.python_type, str)(value)


_READERS: dict[type[Any], Any] = {
    datetime: datetime.fromisoformat,
    date: date.fromisoformat,
    time: time.fromisoformat,
}


@dataclass(frozen=True)
class Shelf:
    """One table whose rows are taken back column by column; `called` names a row."""

    record: type[Record]
    kind: str
    called: str = "name"
    computed: frozenset[str] = field(default_factory=frozenset)  # rise with what they come from

    @property
    def table(self) -> sa.Table:
        """The table of the rows."""
        return SQLModel.metadata.tables[str(self.record.__tablename__)]

    def row(self, db: Session, row_id: str) -> sa.Row[Any] | None:
        """Return one row as it stands."""
        return db.execute(sa.select(self.table).where(self.table.c.id == row_id)).first()

    def name(self, row: Any) -> str:
        """Return how a row (or the values of one) is called."""
        found = row.get(self.called) if isinstance(row, dict) else getattr(row, self.called, "")
        return str(found or "")


def differences(shelf: Shelf, row: Any, line: Line) -> tuple[dict[str, Any], list[str]]:
    """Return {column: what stood there before} of what nobody changed since, and the rest."""
    back: dict[str, Any] = {}
    left: list[str] = []
    after = line.after or {}
    for name, old in (line.before or {}).items():
        if name not in shelf.table.c or name not in after or plain(old) == plain(after[name]):
            continue
        if plain(getattr(row, name)) == plain(after[name]):
            back[name] = old
        elif plain(getattr(row, name)) != plain(old):
            left.append(name)
    return back, left


def restoring(shelf: Shelf) -> Rule:
    """Return the rule of a correction: each column nobody changed since goes back."""

    def look(db: Session, line: Line, _deed: Sequence[Line], /) -> Outlook:
        row = shelf.row(db, line.object_id)
        if row is None:
            return Outlook(wording.back(line, ()), hindrance=gone())
        back, left = differences(shelf, row, line)
        return Outlook(
            wording.fields_back(line, back),
            shelf.name(row),
            None if back else nothing_left(),
            tuple(map(wording.field, left)),
        )

    def take(db: Session, line: Line, /, *, at: datetime, by: str) -> None:
        row = shelf.row(db, line.object_id)
        if row is None:
            raise gone()
        back, _left = differences(shelf, row, line)
        if not back:
            raise nothing_left()
        put(db, shelf, row, back, at=at, by=by)

    return Rule(look, take)


def put(
    db: Session, shelf: Shelf, row: Any, values: dict[str, Any], *, at: datetime, by: str
) -> None:
    """Write `values` (as the journal keeps them) into a row, journalled so that it can go back."""
    columns = shelf.table.c
    new = {name: alive(columns[name], value) for name, value in values.items()}
    db.execute(
        sa.update(shelf.table)
        .where(columns.id == row.id)
        .values(**new, version=columns.version + 1, recorded_at=at, recorded_by=by)
    )
    db.expire_all()
    touch(db, shelf.record)
    journal.write(
        db, RESTORE, shelf.kind, row.id, at=at, by=by,
        before={name: getattr(row, name) for name in values}, after=values,
    )  # fmt: skip


def making(shelf: Shelf, *, own: Iterable[str] = ()) -> Rule:
    """Return the rule of a row that was made: it is taken out while nothing stands on it.

    Rows of the tables `own` go with it by the rules of the same moment.
    """
    spared = frozenset(own)

    def hindrance(db: Session, line: Line, deed: Sequence[Line]) -> Refusal | None:
        if shelf.row(db, line.object_id) is None:
            return gone()
        changed = undo_log.later(db, shelf.kind, [line.object_id], line.seq)
        inside = {(one.object_id, one.act) for one in deed}
        if any(one not in inside for one in changed):
            return Refusal(_("This was changed since."), _("Take the later changes back first."))
        places = used(db, shelf.table, line.object_id, spared | {one.kind for one in deed})
        if places:
            return Refusal(
                _("Other entries stand on this: {places}.").format(places="、".join(places)),
                _("Take those back first."),
            )
        return None

    def look(db: Session, line: Line, deed: Sequence[Line], /) -> Outlook:
        row = shelf.row(db, line.object_id)
        name = shelf.name(row if row is not None else line.after or {})
        words = _("“{name}” is taken out again.").format(name=name or wording.kind(line.kind))
        return Outlook(words, name, hindrance(db, line, deed))

    def take(db: Session, line: Line, /, *, at: datetime, by: str) -> None:
        if said := hindrance(db, line, ()):
            raise said
        withdraw(db, shelf, line.object_id, at=at, by=by)

    return Rule(look, take)


def withdraw(db: Session, shelf: Shelf, row_id: str, *, at: datetime, by: str) -> None:
    """Take a row out; the journal keeps it whole."""
    row = shelf.row(db, row_id)
    if row is None:
        raise gone()
    db.execute(sa.delete(shelf.table).where(shelf.table.c.id == row_id))
    db.expire_all()
    touch(db, shelf.record)
    kept = {name: plain(value) for name, value in row._mapping.items()}  # noqa: SLF001
    journal.write(db, WITHDRAW, shelf.kind, row_id, at=at, by=by, before=kept)


def withdrawing(shelf: Shelf) -> Rule:
    """Return the rule of a row that was taken out: it is put in again as it was."""

    def look(db: Session, line: Line, _deed: Sequence[Line], /) -> Outlook:
        kept = line.before or {}
        name = shelf.name(kept)
        words = _("“{name}” is put in again.").format(name=name or wording.kind(line.kind))
        return Outlook(words, name, _missing(db, line, kept))

    def _missing(db: Session, line: Line, kept: dict[str, Any]) -> Refusal | None:
        if not kept.keys() >= {column.name for column in shelf.table.c if not column.nullable}:
            return Refusal(
                _("The journal does not keep enough of this any more."), _("Enter it anew.")
            )
        return nothing_left() if shelf.row(db, line.object_id) is not None else None

    def take(db: Session, line: Line, /, *, at: datetime, by: str) -> None:
        kept = line.before or {}
        if said := _missing(db, line, kept):
            raise said
        insert(db, shelf, kept, at=at, by=by)

    return Rule(look, take)


def insert(db: Session, shelf: Shelf, kept: dict[str, Any], *, at: datetime, by: str) -> None:
    """Put a row in again that was taken out; refuses where its place was given away since."""
    columns = shelf.table.c
    row = {name: alive(columns[name], kept[name]) for name in kept if name in columns}
    try:
        with db.begin_nested():
            db.execute(sa.insert(shelf.table).values(**row))
    except sa.exc.IntegrityError as error:
        raise Refusal(
            _("Something else stands in its place now."), _("Enter it anew under another name.")
        ) from error
    db.expire_all()
    touch(db, shelf.record)
    journal.write(
        db, REPLACE, shelf.kind, row["id"], at=at, by=by, after={shelf.called: shelf.name(kept)}
    )


def used(db: Session, table: sa.Table, row_id: str, besides: Iterable[str] = ()) -> list[str]:
    """Return in words which tables point at one row, but for those named in `besides`."""
    spared = set(besides)
    found: dict[str, None] = {}
    for other in SQLModel.metadata.sorted_tables:
        if other.name in spared:
            continue
        for column in other.columns:
            if column.references(table.c.id) and db.scalar(
                sa.select(sa.literal(1)).where(column == row_id).limit(1)
            ):
                found[wording.kind(other.name)] = None
    return list(found)
