"""The letters that were sent: to how many, in which wording, under which number, their bytes."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel

from resources import journal
from resources.records import ID_LENGTH, Record
from resources.refusals import Refusal
from resources.words import _
from sessions import addressees, composing, documents, mailing_lists, suppression
from sessions.composing import Sending
from sessions.mailing_lists import Kind
from sessions.papers import official_letter
from sessions.papers.official_letter import OfficialLetter

Draw = Callable[[OfficialLetter], bytes]


class Mailing(Record, table=True):
    """One letter to many, frozen as it was issued."""

    letter: str = Field(max_length=32)
    edition: int  # of the wording
    subject: str = Field(max_length=200)
    meeting_id: str | None = Field(
        default=None, foreign_key="meeting.id", index=True, max_length=ID_LENGTH
    )
    document_id: str | None = Field(
        default=None, foreign_key="document.id", unique=True, max_length=ID_LENGTH
    )
    count: int
    readers: str = Field(sa_type=sa.Text)  # the keys of the addressees in order, JSON
    text: str = Field(sa_type=sa.Text)  # the letter to nobody in particular, for the office's copy
    sha256: str = Field(max_length=64, index=True)
    pdf: bytes


TABLE: sa.Table = SQLModel.metadata.tables["mailing"]


@dataclass(frozen=True, slots=True)
class MailingFacts:
    """One mailing as pages read it; `pdf` gives its bytes."""

    id: str
    letter: str
    edition: int
    subject: str
    meeting_id: str | None
    document_id: str | None
    count: int
    readers: tuple[str, ...]
    text: str
    sha256: str
    recorded_at: datetime
    recorded_by: str
    number: str = ""


def listing(db: Session, *, limit: int = 200) -> tuple[MailingFacts, ...]:
    """Return what was issued, the newest first."""
    query = _query().order_by(TABLE.c.recorded_at.desc(), TABLE.c.id.desc()).limit(limit)
    return tuple(_facts(row) for row in db.execute(query))


def show(db: Session, mailing_id: str) -> MailingFacts:
    """Return one mailing; an unknown one is refused."""
    return _one(db, TABLE.c.id == mailing_id)


def of_document(db: Session, document_id: str) -> MailingFacts | None:
    """Return the letters that were issued under a number, or None: it came from elsewhere."""
    row = db.execute(_query().where(TABLE.c.document_id == document_id)).first()
    return None if row is None else _facts(row)


def pdf(db: Session, mailing_id: str) -> bytes:
    """Return the very bytes that were issued; refuses them when they no longer fit their hash."""
    row = db.execute(sa.select(TABLE.c.pdf, TABLE.c.sha256).where(TABLE.c.id == mailing_id)).first()
    if row is None:
        raise _unknown()
    content = bytes(row.pdf)
    if not content:
        raise Refusal(
            _("These letters were removed, because somebody they went to was erased."),
            _("Read the wording of the letter in its place."),
        )
    if hashlib.sha256(content).hexdigest() != row.sha256:
        raise Refusal(
            _("This letter is not as it was issued."), _("Take it from a copy of the office.")
        )
    return content


def stopped(db: Session, mailing_id: str) -> dict[str, str]:
    """Return {reader: why} of those whose frozen letter must not go out any more.

    That is who may not be written to now, a household of which one member may not, and whoever
    is protected since: the letter may still say where they lived.
    """
    mailing = show(db, mailing_id)
    readers = mailing.readers
    people = {ref[2:] for key in readers for ref in key.split("+") if Kind(ref[0]) is Kind.PERSON}
    since = {
        mailing_lists.person(person)
        for person, standing in suppression.standing(db, people).items()
        if any(one.at > mailing.recorded_at for one in standing.sets) and standing.hidden
    }
    found: dict[str, str] = {}
    for key, one in zip(readers, addressees.again(db, readers), strict=True):
        if one is None:
            found[key] = _("Gets no letter any more")
        elif set(one.refs) != set(key.split("+")):
            found[key] = _("Somebody of the household gets no letter any more")
        elif since & set(one.refs):
            found[key] = _("Protected: the letter may say where they lived")
    return found


def drawing(progress: Callable[[int, int], None] | None = None) -> Draw:
    """Return what draws letters, to be handed to `issue`; `progress` may leave by an error."""
    return partial(official_letter.draw, progress=progress)


def issue(
    db: Session,
    sending: Sending,
    *,
    draw: Draw,
    series_id: str = "",
    substitutes: bool = False,
    at: datetime,
    by: str,
) -> MailingFacts:
    """Take a number, draw the letters with it, freeze their bytes, and return the mailing.

    All in one transaction: without the letters the number was never given. `series_id` "" sends
    them without a number. Refuses nobody to write to, fields without a value, and letters that
    no font can draw unless `substitutes` says that a stand-in may be printed.
    """
    composed = composing.compose(db, sending)
    composing.check(composed)
    if not substitutes and (composed.unprintable or composed.strange):
        letters = [
            *composed.strange,
            *(one for _who, found in composed.unprintable for one in found),
        ]
        raise Refusal(
            _("These letters cannot be printed: {letters}").format(
                letters="".join(dict.fromkeys(letters))
            ),
            _("Mend the names in the register first."),
        )
    number = None
    if series_id:
        paper = documents.Paper(
            composed.content.subject,
            composing.readers(composed),
            f"{composed.content.issuer}　{composed.content.signed}".strip("　"),
        )
        number = documents.take(db, series_id, paper, dated=sending.dated, at=at, by=by)
        composed = composing.compose(db, sending, number=number.written)
    content = draw(composed.content)
    text = composing.sample(db, sending, composed.wording).letters[0].body
    row = Mailing(
        letter=composed.wording.letter, edition=composed.wording.edition,
        subject=composed.content.subject[:200], meeting_id=sending.meeting_id or None,
        document_id=number.id if number else None, count=len(composed.keys),
        readers=json.dumps(composed.keys), text=text,
        sha256=hashlib.sha256(content).hexdigest(), pdf=content, recorded_at=at, recorded_by=by,
    )  # fmt: skip
    mailing_id = row.id
    db.add(row)
    db.flush()
    after = {
        "letter": row.letter, "edition": row.edition, "subject": row.subject,
        "count": row.count, "number": number.written if number else "", "sha256": row.sha256,
    }  # fmt: skip
    journal.write(db, "issue", "mailing", mailing_id, at=at, by=by, after=after)
    return show(db, mailing_id)


def _query() -> sa.Select[Any]:
    names = [name for name in MailingFacts.__dataclass_fields__ if name != "number"]
    return sa.select(
        *(TABLE.c[name] for name in names), documents.TABLE.c.written.label("number")
    ).outerjoin_from(TABLE, documents.TABLE, documents.TABLE.c.id == TABLE.c.document_id)


def _one(db: Session, where: sa.ColumnElement[bool]) -> MailingFacts:
    row = db.execute(_query().where(where)).first()
    if row is None:
        raise _unknown()
    return _facts(row)


def _unknown() -> Refusal:
    return Refusal(_("This letter is not known here."), _("Choose one from the list."))


def _facts(row: sa.Row[Any]) -> MailingFacts:
    values = {name: getattr(row, name) for name in MailingFacts.__dataclass_fields__}
    return MailingFacts(
        **values | {"readers": tuple(json.loads(row.readers)), "number": row.number or ""}
    )
