"""An import that was taken back, done again (やり直し) from what its lines said: exactly, or not.

The lines of an import stay kept with what they said and what became of them. Nothing is guessed:
where the register or the lists have changed since, so that it would come out otherwise than it
was, it is refused, and the way on is to bring the file in anew.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from resources import journal
from resources.records import touch
from resources.refusals import Refusal
from resources.words import _
from sessions import undo_log
from sessions.intake import applying, batches, cells, commit, doubles, staging
from sessions.intake.batches import BATCHES, LINES, READ, VALUES, Batch, Fate
from sessions.intake.entries import FIELDS, entry_of
from sessions.intake.kinds import Form, Kind
from sessions.intake.outlook import Line, Staged
from sessions.intake.reading import FileRead, Reading
from sessions.intake.replies import NONE
from sessions.intake.rows import Place, Row
from sessions.person_tables import PERSON

_NAMED = 5  # more of them nobody reads


@dataclass(frozen=True)
class Again:
    """What doing an import again would do, in numbers; `meeting` tells that it has applicants."""

    added: int
    changed: int
    meeting: bool


@dataclass(frozen=True)
class _Kept:
    """An import as it was kept: its lines as they were read, with the people they made."""

    batch: Any
    reading: Reading
    lines: tuple[Line, ...]
    people: dict[Place, str]  # whom the new lines had made


def outlook(db: Session, batch_id: str, kinds: Sequence[Kind]) -> Again:
    """Return what doing an import again would do; refuses as `redo_import` does."""
    kept = _kept(db, batch_id, kinds)
    _ensure_same(db, kept)
    files = batches.files(db, batch_id)
    return Again(
        sum(one.added for one in files),
        sum(one.changed for one in files),
        kept.batch.meeting_id is not None,
    )


def redo_import(
    db: Session, batch_id: str, kinds: Sequence[Kind], *, at: datetime, by: str
) -> None:
    """Do the import `batch_id`, which was taken back, once more: its people, numbers and changes.

    Everybody comes back as whom they were, under their number; who may be one person with
    somebody else is asked again. Refused: an import that stands, one whose lines were deleted
    since, and one that would come out otherwise — people changed or gone, numbers given away, a
    later list that speaks of the same lines.
    """
    kept = _kept(db, batch_id, kinds)
    _ensure_same(db, kept)
    meeting_id = kept.batch.meeting_id
    if meeting_id:
        staged = applying.stage(db, kept.reading, meeting_id=meeting_id)
        applying.store(db, staged, NONE, meeting_id=meeting_id, batch_id=batch_id, at=at, by=by)
    else:
        pairs = doubles.find(db, kept.lines, kept.reading.kind.programme)
        staged = Staged(kept.reading, (), (), (), kept.lines, tuple(pairs))
        people, _told = commit.store(
            db, staged, batch_id=batch_id, people=kept.people, step=_unseen, at=at, by=by
        )
        known = {line.row.place: line.person_id for line in kept.lines if line.person_id}
        doubles.settle(db, pairs, known | people, NONE, at=at, by=by)
    db.execute(
        sa.update(BATCHES)
        .where(BATCHES.c.id == batch_id)
        .values(taken_back_at=None, taken_back_by="", version=BATCHES.c.version + 1)
    )
    touch(db, Batch)
    journal.write(db, "bring_in_again", "batch", batch_id, at=at, by=by)


def _unseen(_step: int) -> None:
    return


# What was kept


def _kept(db: Session, batch_id: str, kinds: Sequence[Kind]) -> _Kept:
    batch = db.execute(sa.select(BATCHES).where(BATCHES.c.id == batch_id)).first()
    if batch is None or batch.taken_back_at is None:
        raise Refusal(_("This import is not taken back."), _("Look at the list of imports again."))
    kind = next((known for known in kinds if known.name == batch.kind), None)
    query = sa.select(LINES, VALUES.c.entry, VALUES.c.before).select_from(READ)
    # Ids of one moment tell no order; of two forms of one sender the later line holds.
    query = query.order_by(LINES.c.file, LINES.c.sheet, LINES.c.row)
    rows = db.execute(query.where(LINES.c.batch_id == batch_id)).all()
    if kind is None or any(row.entry is None for row in rows):
        raise _from_file(_("What this list said was deleted since."))
    lines, people = [], {}
    for row in rows:
        line = _line(row, kind)
        if any(line.entry.get(name) != said for name, said in json.loads(row.entry).items()):
            raise _from_file(_("An older version of inakurashi kept this list in another form."))
        lines.append(line)
        if line.fate is Fate.ADDED and row.person_id:
            people[line.row.place] = str(row.person_id)
    reading = Reading(
        kind,
        tuple(FileRead(one.file, one.rows, one.digest) for one in batches.files(db, batch_id)),
        tuple(line.row for line in lines),
        (),
        (),
        batch.year,
    )
    return _Kept(batch, reading, tuple(lines), people)


def _line(kept: Any, kind: Kind) -> Line:
    entry, before = json.loads(kept.entry), json.loads(kept.before or "{}")
    row = _row(kept, kind, entry)
    fate = Fate(kept.fate)
    now = entry_of(row)
    changes = {name: (old, now.get(name)) for name, old in before.items() if name != "own"}
    if "own" in before:
        changes["own"] = (before["own"], row.own)
    person_id = None if fate is Fate.ADDED else kept.person_id
    return Line(row, kept.key, now, fate, person_id, changes=changes)


def _row(kept: Any, kind: Kind, entry: dict[str, Any]) -> Row:
    """Return the line as it was read from its file."""
    plain = {
        name: entry.get(name, "")
        for name in FIELDS
        if name not in {"name", "kana", "birth", "phones"}
    }
    kana, kana_written = cells.read_kana(entry["kana"])
    return Row(
        file=kept.file,
        sheet=kept.sheet,
        row=kept.row,
        name=entry["name"],
        number=entry["number"],
        kana=kana,
        kana_written=kana_written,
        birth=_day(entry["birth"]),
        phones=tuple((written, digits) for written, digits in entry["phones"]),
        own={name: _own(kind, name, value) for name, value in entry["own"].items()},
        **plain,
    )


def _own(kind: Kind, name: str, value: Any) -> Any:
    column = kind.column(name)
    return _day(value) if column is not None and column.form is Form.DATE else value


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


# What must be as it was


def _ensure_same(db: Session, kept: _Kept) -> None:
    _ensure_last(db, kept)
    if kept.batch.meeting_id:
        _ensure_applicants(db, kept)
        return
    _ensure_people(db, kept)
    _ensure_numbers(db, kept)


def _ensure_last(db: Session, kept: _Kept) -> None:
    """Refuse where a later list that stands speaks of the same lines or people."""
    people = (line.person_id for line in kept.lines if line.person_id)
    later = batches.later_lines(db, kept.batch.id, people)
    later += batches.later_keys(db, kept.batch, (line.key for line in kept.lines))
    if later:
        raise _from_file(_("A later import speaks of {count} of these lines.").format(count=later))


def _ensure_applicants(db: Session, kept: _Kept) -> None:
    """Refuse where the applicants of a meeting would fare otherwise than they did."""
    staged = applying.stage(db, kept.reading, meeting_id=kept.batch.meeting_id)
    then = [(line.key, line.fate) for line in kept.lines]
    if [(line.key, line.fate) for line in staged.lines] != then:
        raise _from_file(_("The list of the meeting has changed since."))


def _ensure_people(db: Session, kept: _Kept) -> None:
    """Refuse where people of the register were changed or went since the taking back."""
    made = set(kept.people.values())
    others = {line.person_id for line in kept.lines if line.person_id} - made
    line = undo_log.JOURNAL.c
    since = db.scalar(
        sa.select(sa.func.max(line.seq)).where(
            line.object_id == kept.batch.id, line.act == "take_back"
        )
    )
    names: list[str] = []
    standing = 0
    for some in batches.in_parts(others):
        changed = {person for person, _act in undo_log.later(db, "person", some, since or 0)}
        found = db.execute(
            sa.select(PERSON.c.id, PERSON.c.name, PERSON.c.merged_into)
            .where(PERSON.c.id.in_(some))
            .order_by(PERSON.c.sort_key, PERSON.c.id)
        ).all()
        standing += len(found)
        names += [one.name for one in found if one.id in changed or one.merged_into]
    there = sum(
        db.execute(
            sa.select(sa.func.count()).select_from(PERSON).where(PERSON.c.id.in_(some))
        ).scalar_one()
        for some in batches.in_parts(made)
    )
    if names:
        raise _from_file(
            _("These people were corrected since: {names}.").format(names="、".join(names[:_NAMED]))
        )
    if standing < len(others) or there:
        raise _from_file(_("People of this import are no longer in the register as they were."))


def _ensure_numbers(db: Session, kept: _Kept) -> None:
    """Refuse where numbers, or what a programme knows of them, are not as they were."""
    kind = kept.reading.kind
    given = staging.members(db, kind.programme)
    known = kind.known(db, kept.reading.year)
    taken = []
    for line in kept.lines:
        number = line.row.number
        if not number or line.key != number or line.fate is Fate.HELD:
            continue
        owner = given[number].person_id if number in given else None
        own = known.get(number)
        if line.fate is Fate.CHANGED:
            good = owner in {None, line.person_id} and _stands(line, own)
        else:
            good = owner is None and own is None
        if not good:
            taken.append(number)
    if taken:
        raise _from_file(
            _("These numbers are given, or what stands at them has changed: {numbers}.").format(
                numbers="、".join(taken[:_NAMED])
            )
        )


def _stands(line: Line, own: dict[str, Any] | None) -> bool:
    """Tell whether a programme still holds what this line said, or nothing where it made it."""
    before, now = line.changes.get("own", (own, line.row.own))
    if before is None and "own" in line.changes:
        return own is None
    return own is None or all((own.get(name) or None) == (now[name] or None) for name in now)


def _from_file(what: str) -> Refusal:
    return Refusal(what, _("Bring the list in again from its file."))
