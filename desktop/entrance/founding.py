"""Founding an office: everything the first start asked, written in one go."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from resources.database import Office
    from resources.keys import Stretching


@dataclass(frozen=True)
class Answers:
    """What the first start asked; the first of `people` (name, reading) is who sits here."""

    folder: Path
    name: str
    issuer_title: str
    issuer_name: str
    zip: str
    address: str
    phone: str
    people: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Founded:
    """A new office, open; who sits at the desk; and the recovery key, to be printed now."""

    office: "Office"
    staff_id: str
    recovery_key: str


def found(
    answers: Answers, passphrase: str, *, at: datetime, stretching: "Stretching | None" = None
) -> Founded:
    """Make the office and record, from the first act on, who did it.

    Refuses an unsuitable folder, one that holds an office, and a passphrase that is too short.
    """
    from desktop import tables
    from resources import locations
    from resources.database import Office
    from sessions import bodies, staff
    from sessions import office as own

    locations.ensure_suitable(answers.folder)
    tables.load()
    office, recovery_key = Office.create(
        answers.folder, passphrase, stretching=stretching, window=True
    )
    (name, kana), *others = answers.people
    with office.change() as db:
        me = staff.enrol(db, name, kana=kana, at=at)
        for other, reading in others:
            staff.enrol(db, other, kana=reading, at=at, by=me)
        details = own.OfficeDetails(
            name=answers.name,
            issuer_title=answers.issuer_title,
            issuer_name=answers.issuer_name,
            zip=answers.zip,
            address=answers.address,
            phone=answers.phone,
        )
        own.describe(db, details, version=0, at=at, by=me)
        bodies.seed(db, at=at, by=me)
    return Founded(office, me, recovery_key)
