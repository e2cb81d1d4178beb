"""What a newer list says otherwise, carried into the register without losing corrections."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from resources import journal
from resources.names import show_kana
from resources.records import touch
from sessions import search_keys
from sessions.intake.enrolling import phone_rows
from sessions.intake.entries import details_of
from sessions.intake.outlook import Line
from sessions.intake.problems import Problem
from sessions.people import Person, PersonDetails, PersonView, Phone, views
from sessions.person_entry import columns, details, tidied
from sessions.person_tables import PERSON, PHONE


def revise_all(db: Session, lines: Sequence[Line], *, at: datetime, by: str) -> list[Problem]:
    """Carry the changes of lines into their people; return what was left as it stands.

    A field that was corrected here since the list was last read keeps the correction: the list
    still says the old thing, and the difference is told.
    """
    wanted = [line for line in lines if line.person_id and set(line.changes) - {"own"}]
    standing = {
        view.id: view
        for start in range(0, len(wanted), 500)
        for view in views(
            db, [str(line.person_id) for line in wanted[start : start + 500]], whole=True
        )
    }
    told: list[Problem] = []
    for line in wanted:
        view = standing.get(str(line.person_id))
        if view is None:
            continue
        entered, kept = _merged(details(view), line)
        told += [
            Problem(
                line.row.file,
                line.row.sheet,
                line.row.row,
                "",
                "corrected_here",
                str(line.changes[name][1] or ""),
            )
            for name in kept
        ]
        if entered != details(view):
            _write(db, view, tidied(entered, at), at=at, by=by)
    return told


def _merged(standing: PersonDetails, line: Line) -> tuple[PersonDetails, list[str]]:
    """Return the person with the changes of a line, and the fields that stay as corrected."""
    read = details_of(line.row)
    kept: list[str] = []
    for name, (before, _now) in line.changes.items():
        if name == "own":
            continue
        value = register_value(name, before)
        if name == "language" or getattr(standing, name) == value:
            standing = replace(standing, **{name: getattr(read, name)})
        elif getattr(standing, name) != register_value(name, getattr(line.row, name)):
            kept.append(name)
    return standing, kept


def register_value(name: str, kept: Any) -> Any:
    """Return a value as the register would hold it, from the form in which lines are kept."""
    if name == "birth":
        return date.fromisoformat(kept) if isinstance(kept, str) else kept
    if name == "phones":
        return tuple((written, digits) for written, digits in kept or ())
    if name == "kana":
        return show_kana(kept or "")
    return kept or ""


def _write(
    db: Session, before: PersonView, entered: PersonDetails, *, at: datetime, by: str
) -> None:
    """Write one changed person."""
    row = columns(entered)
    if show_kana(before.kana) == row["kana"]:
        row.pop("kana_written")
    db.execute(
        sa.update(PERSON)
        .where(PERSON.c.id == before.id)
        .values(**row, version=PERSON.c.version + 1)
    )
    db.execute(sa.delete(PHONE).where(PHONE.c.person_id == before.id))
    if rows := phone_rows(before.id, entered.phones):
        db.execute(sa.insert(PHONE), rows)
    search_keys.write(db, before.merged_into or before.id)
    old, new = asdict(details(before)), asdict(entered)
    journal.write(
        db,
        "correct",
        "person",
        before.id,
        at=at,
        by=by,
        before={name: value for name, value in old.items() if new[name] != value},
        after={name: value for name, value in new.items() if old[name] != value},
    )
    touch(db, Person, Phone)
