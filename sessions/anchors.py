"""Anchors: short numbers of the journal's end, kept on paper, by which a forged one shows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel

from resources import journal
from resources.codes import ALPHABET
from resources.records import Entry
from resources.recovery_sheet import plain
from resources.refusals import Refusal
from resources.words import _
from sessions.watching import NOBODY

if TYPE_CHECKING:
    from resources.bundle import Manifest

LETTERS = 20  # 100 bits of the hash
_HEX = LETTERS * 5 // 4
_LINES: sa.Table = SQLModel.metadata.tables["journal"]


class Anchor(Entry, table=True):
    """One number that was given out on paper: the line it stands for, and its letters."""

    seq: int
    code: str = Field(max_length=LETTERS)


TABLE: sa.Table = SQLModel.metadata.tables["anchor"]


@dataclass(frozen=True)
class Head:
    """The end of the journal: its last line, when that was written, and its 20 letters."""

    seq: int
    at: datetime
    code: str


def letters(head: str) -> str:
    """Return the first 100 bits of the hash `head` as 20 letters."""
    number = int(head[:_HEX], 16)
    return "".join(ALPHABET[number >> 5 * place & 31] for place in reversed(range(LETTERS)))


def shown(code: str) -> str:
    """Return the letters as they are printed: five groups of four."""
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))


def _beginning(code: str) -> str:
    """Return the hexadecimal digits with which the hash of a `code` begins."""
    number = 0
    for letter in code:
        number = number << 5 | ALPHABET.index(letter)
    return f"{number:0{_HEX}x}"


def head(db: Session) -> Head | None:
    """Return the end of the journal, None while nothing was done."""
    line = _LINES.c
    last = sa.select(line.seq, line.at, line.hash).order_by(line.seq.desc()).limit(1)
    row = db.execute(last).first()
    if row is None:
        return None
    return Head(row.seq, datetime.fromisoformat(row.at), letters(row.hash))


def find(db: Session, typed: str) -> Head:
    """Return the line for which the number on a sheet stands.

    Refuses a number that was mistyped, and one that lies on no line of this journal.
    """
    code = plain(typed)
    if len(code) != LETTERS or set(code) - set(ALPHABET):
        raise Refusal(
            _("The number was not typed as it is printed."),
            _("Compare it with the sheet: five groups of four letters and digits."),
        )
    line = _LINES.c
    begins = line.hash.like(f"{_beginning(code)}%")
    row = db.execute(sa.select(line.seq, line.at, line.hash).where(begins).limit(1)).first()
    if row is None:
        raise Refusal(
            _("This number lies on no line of this journal."),
            _("Type it again. If it is right, change nothing, and call who looks after this."),
        )
    return Head(row.seq, datetime.fromisoformat(row.at), letters(row.hash))


def marks(db: Session, manifests: Iterable["Manifest"] = ()) -> dict[int, str]:
    """Return by the number of its line how each hash begins that is known from outside.

    Known are the numbers given out, and the ends kept in the copies. Of copies made before this
    office was brought back from an earlier one, those of later lines tell of another course.
    """
    line = _LINES.c
    back = db.execute(sa.select(line.seq, line.at).where(line.act == "bring_back")).all()
    known = {
        manifest.lines: manifest.head
        for manifest in manifests
        if manifest.lines
        and not any(_made_before(manifest, row.at) and manifest.lines >= row.seq for row in back)
    }
    for row in db.execute(sa.select(TABLE.c.seq, TABLE.c.code)):
        known.setdefault(row.seq, _beginning(row.code))
    return known


def _made_before(manifest: "Manifest", at: str) -> bool:
    if not manifest.made_at:
        return True
    return datetime.fromisoformat(manifest.made_at) < datetime.fromisoformat(at)


def missing(db: Session, known: Mapping[int, str]) -> int:
    """Return how many acts are missing that `known` says were acknowledged, 0 where none is.

    `known` is the height kept beside the data. One whose hash is another's counts as one.
    """
    line = _LINES.c
    for seq, expected in known.items():
        found = db.scalar(sa.select(line.hash).where(line.seq == seq))
        if found == expected:
            return 0
        last = db.scalar(sa.select(sa.func.max(line.seq))) or 0
        return max(1, seq - last)
    return 0


def note_missing(db: Session, count: int, *, at: datetime, by: str) -> None:
    """Tell the journal itself that `count` acts are missing before this line."""
    journal.write(db, "missing", "journal", NOBODY, at=at, by=by, after={"count": count})


def issue(db: Session, *, at: datetime, by: str) -> Head:
    """Give out the number of the journal as it stands, to be printed; return it.

    Refuses while nothing was done. The act itself becomes the next line.
    """
    found = head(db)
    if found is None:
        raise Refusal(_("Nothing has been done yet."), _("There is nothing to print."))
    anchor = Anchor(seq=found.seq, code=found.code, recorded_at=at, recorded_by=by)
    db.add(anchor)
    db.flush()
    journal.write(db, "issue", "anchor", anchor.id, at=at, by=by, after={"line": found.seq})
    return found
