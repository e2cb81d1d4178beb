"""外字: letters of another office's private area in the register, and what they are here.

CP932 gives F040–F9FC to U+E000–E757 for letters an office drew itself. No font here has them:
each is shown with its place and replaced by a person, never guessed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel

from resources import journal
from resources.names import clean, private_letters
from resources.records import Record, touch
from resources.refusals import Refusal
from resources.words import _, mark
from sessions import people, suppression
from sessions.person_tables import PERSON

FIELDS: Mapping[str, str] = {
    "name": mark("The name"),
    "kana": mark("The reading"),
    "alias": mark("The alias"),
    "former_name": mark("The former name"),
    "address": mark("The address"),
    "district": mark("The district"),
    "affiliation": mark("The affiliation"),
    "note": mark("The note"),
}
"""Where such a letter may stand; field → its word on the screen."""

_WHEREABOUTS = frozenset({"address", "district", "affiliation"})


class PrivateLetter(Record, table=True):
    """What one letter of the private area was said to be, offered again the next time."""

    __tablename__ = "private_letter"

    code: str = Field(max_length=8, unique=True)  # U+E000
    replacement: str = Field(max_length=4)


TABLE: sa.Table = SQLModel.metadata.tables["private_letter"]


@dataclass(frozen=True)
class Standing:
    """One letter where it stands: whose, in which field, at which place (from 1).

    `text` is empty where it would tell the whereabouts of somebody protected (suppression).
    """

    code: str
    person_id: str
    name: str
    kana: str
    field: str
    place: int
    text: str


@dataclass(frozen=True)
class Letter:
    """One letter with everywhere it stands; `offered` is what it was said to be before."""

    code: str
    offered: str
    standing: tuple[Standing, ...]

    @property
    def people(self) -> int:
        """How many people have it."""
        return len({one.person_id for one in self.standing})


def found(db: Session) -> tuple[Letter, ...]:
    """Return every such letter of the register in the order of its code, with all its places."""
    known: dict[str, str] = {
        row[0]: row[1] for row in db.execute(sa.select(TABLE.c.code, TABLE.c.replacement))
    }
    letters: dict[str, list[Standing]] = {}
    for one in _standing(db):
        letters.setdefault(one.code, []).append(one)
    return tuple(
        Letter(code, known.get(code, ""), tuple(places)) for code, places in sorted(letters.items())
    )


def count(db: Session) -> int:
    """Return in how many places such letters stand."""
    return sum(1 for _one in _standing(db))


def replace_letter(db: Session, code: str, by_letter: str, *, at: datetime, by: str) -> int:
    """Write `by_letter` wherever the letter `code` (U+E000) stands; return for how many people.

    Each person is corrected on the record with before and after, and the code is kept in the
    note. Refuses nothing to write, more than one letter (a variation selector counts with its
    letter), and another private letter.
    """
    by_letter = _checked(by_letter)
    old = chr(int(code.removeprefix("U+"), 16))
    ids = sorted({one.person_id for one in _standing(db) if one.code == code})
    for view in people.views(db, ids, whole=True):
        before = people.details(view)
        changed: dict[str, Any] = {
            name: getattr(before, name).replace(old, by_letter)
            for name in FIELDS
            if old in getattr(before, name)
        }
        words = f"外字 {code} → {by_letter}"
        note = "\n".join(part for part in (changed.get("note", before.note), words) if part)
        corrected = replace(before, **{**changed, "note": note})
        people.correct(db, view.id, corrected, version=view.version, at=at, by=by)
    _remember(db, code, by_letter, at=at, by=by)
    return len(ids)


def _standing(db: Session) -> Iterator[Standing]:
    columns = [PERSON.c[name] for name in FIELDS]
    hidden = set(db.scalars(suppression.hiding()))
    query = (
        sa.select(PERSON.c.id, *columns)
        .where(PERSON.c.merged_into.is_(None))
        .order_by(PERSON.c.sort_key, PERSON.c.name, PERSON.c.id)
    )
    for person_id, *texts in db.execute(query):
        if not private_letters("".join(texts)):
            continue
        named = dict(zip(FIELDS, texts, strict=True))
        for name, text in named.items():
            for place, letter in enumerate(text, 1):
                if private_letters(letter):
                    yield Standing(
                        f"U+{ord(letter):04X}",
                        person_id,
                        named["name"],
                        named["kana"],
                        name,
                        place,
                        "" if person_id in hidden and name in _WHEREABOUTS else text,
                    )


def _remember(db: Session, code: str, letter: str, *, at: datetime, by: str) -> None:
    row = db.scalars(sa.select(PrivateLetter).where(TABLE.c.code == code)).one_or_none()
    before = row and row.replacement
    if row is None:
        row = PrivateLetter(code=code, replacement=letter, recorded_at=at, recorded_by=by)
        db.add(row)
    elif row.replacement != letter:
        row.replacement, row.version = letter, row.version + 1
        row.recorded_at, row.recorded_by = at, by
    db.flush()
    touch(db, PrivateLetter)
    journal.write(
        db, "replace", "private_letter", row.id, at=at, by=by,
        before={"replacement": before} if before else None,
        after={"code": code, "replacement": letter},
    )  # fmt: skip


def _checked(letter: str) -> str:
    letter = clean(letter).strip()
    if not letter:
        raise Refusal(_("No letter is written."), _("Write the letter it is meant to be."))
    if len(letter) > 1 and not (len(letter) == 2 and 0xE0100 <= ord(letter[1]) <= 0xE01EF):
        raise Refusal(
            _("More than one letter is written."), _("Write the one letter it is meant to be.")
        )
    if private_letters(letter):
        raise Refusal(
            _("This letter is one of another office, too."),
            _("Write a letter of the ordinary character set, or 〓 until it is known."),
        )
    return letter
