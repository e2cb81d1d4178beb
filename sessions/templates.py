"""The wording of letters and notices, as the office writes it: every version is kept."""

import tomllib
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel

from resources import journal, path
from resources.records import Entry, new_id, one_of
from resources.refusals import Refusal
from resources.words import _
from sessions import letter_fields


class LetterKind(StrEnum):
    """What a letter is about, and so which fields it can have."""

    MEETING = "meeting"
    CHANGE = "change"  # of a meeting: put off or cancelled
    GENERAL = "general"


class LetterWording(Entry, table=True):
    """One version of the wording of one letter."""

    __tablename__ = "letter_wording"
    __table_args__ = (sa.UniqueConstraint("letter", "edition"),)

    letter: str = Field(max_length=32)  # invitation …, or an id for one of the office's own
    edition: int
    kind: LetterKind = Field(sa_column=one_of(LetterKind))
    name: str = Field(max_length=80)
    subject: str = Field(max_length=120)
    body: str = Field(sa_type=sa.Text)
    active: bool = True


TABLE: sa.Table = SQLModel.metadata.tables["letter_wording"]


@dataclass(frozen=True, slots=True)
class Wording:
    """The wording of a letter; `edition` 0 is as this application brings it."""

    letter: str
    edition: int
    kind: LetterKind
    name: str
    subject: str
    body: str
    active: bool = True

    @property
    def ours(self) -> bool:
        """Whether the office wrote this letter itself; the others cannot be taken away."""
        return self.letter not in {one.letter for one in shipped()}


@cache
def shipped() -> tuple[Wording, ...]:
    """Return the letters this application brings, in the order they are offered."""
    found = []
    for file in path("letters").glob("*.toml"):
        if file.stem == "fields":
            continue
        written = tomllib.loads(file.read_text("utf-8"))
        place = written.pop("place")
        wording = Wording(file.stem, 0, LetterKind(written.pop("kind")), **written)
        found.append((place, replace(wording, body=wording.body.strip("\n"))))
    return tuple(wording for _place, wording in sorted(found, key=lambda one: one[0]))


def listing(db: Session) -> tuple[Wording, ...]:
    """Return every letter in its newest wording, those of the application first."""
    newest = (
        sa.select(TABLE.c.letter, sa.func.max(TABLE.c.edition).label("edition"))
        .group_by(TABLE.c.letter)
        .subquery()
    )
    query = (
        sa.select(TABLE)
        .join(
            newest,
            sa.and_(newest.c.letter == TABLE.c.letter, newest.c.edition == TABLE.c.edition),
        )
        .order_by(TABLE.c.letter)
    )
    edited = {row.letter: _wording(row) for row in db.execute(query)}
    first = [edited.pop(one.letter, one) for one in shipped()]
    return (*first, *(one for one in edited.values() if one.active))


def show(db: Session, letter: str, edition: int | None = None) -> Wording:
    """Return a letter in one edition, else in the newest; refuses one that is unknown."""
    query = sa.select(TABLE).where(TABLE.c.letter == letter)
    if edition is not None:
        query = query.where(TABLE.c.edition == edition)
    row = db.execute(query.order_by(TABLE.c.edition.desc()).limit(1)).first()
    if row is not None:
        return _wording(row)
    for one in shipped():
        if one.letter == letter and not edition:
            return one
    raise Refusal(_("This letter is not known here."), _("Choose one from the list."))


def editions(db: Session, letter: str) -> tuple[tuple[Wording, datetime | None, str], ...]:
    """Return every version with when and by whom it was written, the newest first."""
    query = sa.select(TABLE).where(TABLE.c.letter == letter).order_by(TABLE.c.edition.desc())
    found: list[tuple[Wording, datetime | None, str]] = [
        (_wording(row), row.recorded_at, row.recorded_by) for row in db.execute(query)
    ]
    return (*found, *((one, None, "") for one in shipped() if one.letter == letter))


def write(
    db: Session,
    letter: str,
    *,
    name: str,
    subject: str,
    body: str,
    edition: int,
    at: datetime,
    by: str,
) -> Wording:
    """Keep a new wording of a letter and return it; sent letters keep theirs.

    `edition` is the one that was shown. Refuses an unknown field with its line, empty texts,
    and a wording that another desk has changed meanwhile.
    """
    before = show(db, letter)
    if before.edition != edition:
        raise Refusal(
            _("Another desk changed this in the meantime."),
            _("Look at it again, then enter your change once more."),
        )
    after = _checked(replace(before, name=name, subject=subject, body=body))
    if after == before:
        return before
    return _keep(db, replace(after, edition=edition + 1), before, at=at, by=by)


def copy(db: Session, letter: str, *, name: str, at: datetime, by: str) -> Wording:
    """Begin a letter of the office's own from the wording of another, and return it."""
    made = _checked(replace(show(db, letter), letter=new_id(), edition=1, name=name))
    return _keep(db, made, None, at=at, by=by)


def put_back(db: Session, letter: str, edition: int, *, at: datetime, by: str) -> Wording:
    """Take an earlier wording into use again, as a new edition; refuses an unknown one."""
    before, old = show(db, letter), show(db, letter, edition)
    after = replace(old, edition=before.edition + 1, active=True)
    return _keep(db, after, before, at=at, by=by)


def retire(db: Session, letter: str, *, at: datetime, by: str) -> None:
    """Take a letter of the office's own out of use; those of the application stay."""
    before = show(db, letter)
    if not before.ours:
        raise Refusal(
            _("This letter belongs to the application."), _("Change its wording instead.")
        )
    _keep(db, replace(before, edition=before.edition + 1, active=False), before, at=at, by=by)


def _keep(
    db: Session, wording: Wording, before: Wording | None, *, at: datetime, by: str
) -> Wording:
    facts = {name: getattr(wording, name) for name in _NAMES}
    db.add(LetterWording(**facts, recorded_at=at, recorded_by=by))
    db.flush()
    journal.write(
        db, "word", "letter_wording", wording.letter, at=at, by=by,
        before=None if before is None else {name: getattr(before, name) for name in _NAMES},
        after=facts,
    )  # fmt: skip
    return wording


_NAMES = ("letter", "edition", "kind", "name", "subject", "body", "active")


def _checked(wording: Wording) -> Wording:
    tidy = replace(
        wording,
        name=wording.name.strip(),
        subject=" ".join(wording.subject.splitlines()).strip(),
        body="\n".join(line.rstrip() for line in wording.body.splitlines()).strip("\n"),
    )
    if not tidy.name or not tidy.subject or not tidy.body.strip():
        raise Refusal(
            _("A letter needs a name, a subject and a text."), _("Fill in what is empty.")
        )
    letter_fields.check(tidy.subject)
    letter_fields.check(tidy.body)
    return tidy


def _wording(row: sa.Row[Any]) -> Wording:
    return Wording(
        row.letter, row.edition, LetterKind(row.kind), row.name, row.subject, row.body, row.active
    )
