"""An import taken back whole, as long as nothing else stands on it."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import SQLModel

from resources import journal
from resources.records import touch
from resources.refusals import Refusal
from resources.words import _, mark
from sessions import likeness, merging, undo_log
from sessions.intake import batches
from sessions.intake.applications import ANSWERS, Application
from sessions.intake.applications import TABLE as APPLICATION
from sessions.intake.batches import BATCHES, LINES, READ, VALUES, Batch, Fate
from sessions.intake.entries import language_code
from sessions.intake.kinds import Kind
from sessions.intake.revising import register_value
from sessions.people import Membership, Person, PersonDetails, Phone, SearchKey, correct, get
from sessions.person_entry import details
from sessions.person_tables import MEMBERSHIP, PERSON, PHONE, SEARCH_KEY
from sessions.rosters import TABLE as EXPECTED
from sessions.rosters import Expected

_OWN = {
    "phone", "membership", "search_key", "person", "likeness", "merging", "registration",
    "supporter",
}  # fmt: skip
_WORDS = {
    "expected": mark("lists of meetings"),
    "pass": mark("QR cards"),
    "certificate": mark("certificates"),
    "application": mark("applications"),
    "household_member": mark("households"),
    "former_name": mark("former names"),
    "emergency_contact": mark("emergency contacts"),
    "consent": mark("consents"),
    "person_area": mark("areas"),
}


def undo_import(
    db: Session, batch_id: str, kinds: Sequence[Kind], *, at: datetime, by: str
) -> None:
    """Take the import `batch_id` back: its people, numbers and changes, as if never brought in.

    `kinds` are the kinds of list that exist. Refused: an import that is unknown or was taken
    back, and one on which something later stands — a later import of the same people, a
    correction, a card, a list, a certificate — naming what.
    """
    batch = db.execute(sa.select(BATCHES).where(BATCHES.c.id == batch_id)).first()
    if batch is None or batch.taken_back_at is not None:
        raise Refusal(
            _("This import is not there any more."), _("Look at the list of imports again.")
        )
    kind = next((known for known in kinds if known.name == batch.kind), None)
    lines = _lines(db, batch_id)
    if batch.meeting_id:
        _forget_applications(db, batch_id)
    else:
        added = [line.person_id for line in lines if line.fate == Fate.ADDED]
        _refuse_used(db, batch_id, lines)
        if kind and kind.forget:
            kind.forget(db, batch_id)
        _forget_numbers(db, kind, lines)
        _restore(db, [line for line in lines if line.fate == Fate.CHANGED], at=at, by=by)
        _forget_people(db, added)
    db.execute(
        sa.update(BATCHES)
        .where(BATCHES.c.id == batch_id)
        .values(taken_back_at=at, taken_back_by=by, version=BATCHES.c.version + 1)
    )
    touch(db, Batch)
    journal.write(db, "take_back", "batch", batch_id, at=at, by=by)


def hindrance(db: Session, batch_id: str) -> Refusal | None:
    """Return what stands in the way of taking an import back, as far as reading can tell."""
    try:
        lines = _lines(db, batch_id)
        if db.scalar(sa.select(BATCHES.c.meeting_id).where(BATCHES.c.id == batch_id)):
            _refuse_linked(db, batch_id)
        else:
            _refuse_used(db, batch_id, lines)
    except Refusal as said:
        return said
    return None


def _lines(db: Session, batch_id: str) -> Sequence[Any]:
    query = sa.select(LINES, VALUES.c.entry, VALUES.c.before).select_from(READ)
    return db.execute(query.where(LINES.c.batch_id == batch_id)).all()


def _refuse_used(db: Session, batch_id: str, lines: Sequence[Any]) -> None:
    """Refuse where something later stands on the people of an import."""
    _refuse_later(db, batch_id, {line.person_id for line in lines if line.person_id})
    _refuse_corrected(db, batch_id, [line.person_id for line in lines if line.fate == Fate.ADDED])


def _refuse_later(db: Session, batch_id: str, person_ids: set[str]) -> None:
    """Refuse where a later import speaks of the same people."""
    count = batches.later_lines(db, batch_id, person_ids)
    if count:
        raise Refusal(
            _("A later import speaks of {count} of these people.").format(count=count),
            _("Take the later import back first."),
        )


def _refuse_corrected(db: Session, batch_id: str, person_ids: Sequence[str]) -> None:
    """Refuse where people were corrected, merged or used since; what was undone counts not."""
    journal_line = undo_log.JOURNAL.c
    brought = sa.select(sa.func.max(journal_line.seq)).where(
        journal_line.object_id == batch_id,
        journal_line.act.in_(("bring_in", "bring_in_again")),
    )
    seq = db.scalar(brought) or 0
    names: list[str] = []
    uses: dict[str, int] = {}
    for start in range(0, len(person_ids), 500):
        some = person_ids[start : start + 500]
        changed = {
            person
            for person, act in undo_log.later(db, "person", some, seq)
            if act not in {"merge", "unmerge"}
        }
        names += db.scalars(
            sa.select(PERSON.c.name)
            .where(
                PERSON.c.id.in_(some),
                sa.or_(PERSON.c.id.in_(changed), PERSON.c.merged_into.is_not(None)),
            )
            .order_by(PERSON.c.sort_key, PERSON.c.id)
        ).all()
        for table in SQLModel.metadata.tables.values():
            for column in table.columns:
                if table.name not in _OWN and column.references(PERSON.c.id):
                    query = sa.select(sa.func.count()).where(column.in_(some))
                    uses[table.name] = uses.get(table.name, 0) + db.execute(query).scalar_one()
    if names:
        raise Refusal(
            _("These people were corrected since: {names}.").format(names="、".join(names[:5])),
            _("Correct or merge single people instead."),
        )
    used = [_(_WORDS.get(name, name)) for name, count in uses.items() if count]
    if used:
        raise Refusal(
            _("People of this import stand in: {places}.").format(places="、".join(used)),
            _("Take them off there first."),
        )


def _forget_numbers(db: Session, kind: Kind | None, lines: Sequence[Any]) -> None:
    """Take the numbers back that the import gave to people who stay."""
    programme = kind.programme if kind else ""
    numbers = [
        (line.person_id, json.loads(line.entry)["number"])
        for line in lines
        if line.fate in {Fate.ADDED, Fate.LINKED} and line.entry
    ]
    wanted = [{"person": person, "given": number} for person, number in numbers if number]
    if programme and wanted:
        db.connection().execute(
            sa.delete(MEMBERSHIP).where(
                MEMBERSHIP.c.programme == programme,
                MEMBERSHIP.c.number == sa.bindparam("given"),
                MEMBERSHIP.c.person_id == sa.bindparam("person"),
            ),
            wanted,
        )
        touch(db, Membership)


def _restore(db: Session, lines: Sequence[Any], *, at: datetime, by: str) -> None:
    """Give changed people back what the import changed in them, but for later corrections."""
    for line in lines:
        before, wrote = json.loads(line.before or "{}"), json.loads(line.entry or "{}")
        before.pop("own", None)
        view = get(db, line.person_id, whole=True)
        now = details(view)
        back = {
            name: _alive(name, old)
            for name, old in before.items()
            if getattr(now, name) == _written(name, wrote.get(name))
        }
        if not back:
            continue
        entered = replace(now, **back)
        correct(db, line.person_id, entered, version=view.version, opened=True, at=at, by=by)


def _written(name: str, value: Any) -> Any:
    """Return a value of a line as the import wrote it into the register."""
    return language_code(value) if name == "language" else register_value(name, value)


def _alive(name: str, value: Any) -> Any:
    if name == "birth":
        return date.fromisoformat(value) if value else None
    if name == "phones":
        return tuple((written, digits) for written, digits in value or ())
    default = PersonDetails("").language if name == "language" else ""
    return value or default


def _forget_people(db: Session, person_ids: Sequence[str]) -> None:
    """Delete people with all that is theirs alone."""
    open_pairs, mergings = likeness.TABLE, merging.TABLE
    for some in batches.in_parts(person_ids):
        db.execute(
            sa.delete(open_pairs).where(
                sa.or_(open_pairs.c.one_id.in_(some), open_pairs.c.other_id.in_(some))
            )
        )
        db.execute(
            sa.delete(mergings).where(
                sa.or_(mergings.c.drop_id.in_(some), mergings.c.keep_id.in_(some))
            )
        )
        for table in (PHONE, SEARCH_KEY, MEMBERSHIP):
            db.execute(sa.delete(table).where(table.c.person_id.in_(some)))
        db.execute(sa.delete(PERSON).where(PERSON.c.id.in_(some)))
    touch(db, Person, Phone, SearchKey, Membership, likeness.Likeness, merging.Merging)


def _refuse_linked(db: Session, batch_id: str) -> None:
    """Refuse where somebody said who the applicants of an import are."""
    ids = sa.select(APPLICATION.c.id).where(APPLICATION.c.batch_id == batch_id)
    linked = (
        sa.select(sa.func.count())
        .select_from(APPLICATION)
        .where(APPLICATION.c.batch_id == batch_id, APPLICATION.c.person_id.is_not(None))
    )
    said = sa.select(sa.func.count()).select_from(ANSWERS).where(ANSWERS.c.application_id.in_(ids))
    if db.execute(linked).scalar_one() or db.execute(said).scalar_one():
        raise Refusal(
            _("Applicants of this import were found in the register."),
            _("Take single applicants off the list instead."),
        )


def _forget_applications(db: Session, batch_id: str) -> None:
    """Delete the applications of an import and their lines on the list of the meeting."""
    _refuse_linked(db, batch_id)
    ids = sa.select(APPLICATION.c.id).where(APPLICATION.c.batch_id == batch_id)
    try:
        with db.begin_nested():
            db.execute(sa.delete(EXPECTED).where(EXPECTED.c.application_id.in_(ids)))
            db.execute(
                sa.delete(APPLICATION).where(
                    APPLICATION.c.batch_id == batch_id, APPLICATION.c.superseded_by.is_not(None)
                )
            )
            db.execute(sa.delete(APPLICATION).where(APPLICATION.c.batch_id == batch_id))
    except sa.exc.IntegrityError as error:
        raise Refusal(
            _("Applicants of this import were received or got a card already."),
            _("Take single applicants off the list instead."),
        ) from error
    touch(db, Application, Expected)
