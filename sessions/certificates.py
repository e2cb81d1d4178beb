"""The register of issued certificates: number, frozen words, frozen bytes, lineage."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel

from resources import calendar
from resources.records import ID_LENGTH, Record, one_of
from resources.refusals import Refusal
from resources.words import _


class CertificateState(StrEnum):
    """What a certificate is worth."""

    DRAWN = "drawn"  # numbered and frozen; waits for ぜんぶ出ましたか
    ISSUED = "issued"
    REPLACED = "replaced"  # by a 再交付 of the same number
    VOID = "void"


class Certificate(Record, table=True):
    """One certificate. A number is never given twice, not even after it became void."""

    __table_args__ = (
        sa.UniqueConstraint("series", "fiscal_year", "number", "copy"),
        # One good certificate for each line of a list, whatever was interrupted and begun anew.
        sa.Index(
            "uq_certificate_good",
            "series",
            "expected_id",
            unique=True,
            sqlite_where=sa.text("state IN ('drawn', 'issued')"),
            postgresql_where=sa.text("state IN ('drawn', 'issued')"),
        ),
        sa.CheckConstraint("number > 0 AND copy >= 0", name="number"),
    )

    series: str = Field(max_length=20)  # 参加証
    fiscal_year: int
    number: int
    copy_number: int = Field(default=0, sa_column=sa.Column("copy", sa.Integer, nullable=False))
    state: CertificateState = Field(sa_column=one_of(CertificateState))
    state_reason: str = Field(default="", max_length=200)
    meeting_id: str = Field(foreign_key="meeting.id", index=True, max_length=ID_LENGTH)
    expected_id: str = Field(foreign_key="expected.id", index=True, max_length=ID_LENGTH)
    person_id: str | None = Field(
        default=None, foreign_key="person.id", index=True, max_length=ID_LENGTH
    )
    dated: date  # the day on the paper; a 再交付 keeps it
    words: str = Field(sa_type=sa.Text)  # CertificateContent as JSON
    pdf: bytes
    sha256: str = Field(max_length=64, index=True)
    replaces: str | None = Field(
        default=None, foreign_key="certificate.id", unique=True, max_length=ID_LENGTH
    )


TABLE: sa.Table = SQLModel.metadata.tables["certificate"]
ATTENDANCE = "参加証"


@dataclass(frozen=True, slots=True)
class CertificateContent:
    """What stands on a certificate; dates are ISO, so that they freeze as text.

    `text` and the issuer freeze, too: a later director signs no earlier paper.
    """

    series: str
    fiscal_year: int
    number: int
    name: str
    kana: str
    meeting: str  # 第14回 いなくらし会議
    title: str
    held_on: str
    place: str
    dated: str
    text: str = ""
    issuer_title: str = ""
    issuer_name: str = ""
    sealed: bool = True
    reissued_on: str = ""


@dataclass(frozen=True, slots=True)
class CertificateFacts:
    """One certificate as pages read it; `pdf` gives its bytes."""

    id: str
    state: CertificateState
    state_reason: str
    meeting_id: str
    expected_id: str
    person_id: str | None
    dated: date
    sha256: str
    replaces: str | None
    content: CertificateContent

    @property
    def label(self) -> str:
        """令和8年度 第12号."""
        return number_label(self.content.fiscal_year, self.content.number)


@dataclass(frozen=True, slots=True)
class Verified:
    """Whether a paper is one of ours and still good."""

    genuine: bool
    reason: str
    certificate: CertificateFacts | None


_COLUMNS = tuple(
    TABLE.c[name]
    for name in (
        "id",
        "state",
        "state_reason",
        "meeting_id",
        "expected_id",
        "person_id",
        "dated",
        "sha256",
        "replaces",
        "words",
    )
)


def number_label(fiscal_year: int, number: int) -> str:
    """Return 令和8年度 第12号."""
    return _("{year}, no. {number}").format(
        year=calendar.fiscal_year_label(fiscal_year), number=number
    )


def listing(db: Session, *, meeting_id: str | None = None) -> tuple[CertificateFacts, ...]:
    """Return the register by year and number, of one meeting or whole."""
    query = sa.select(*_COLUMNS).order_by(TABLE.c.fiscal_year, TABLE.c.number, TABLE.c["copy"])
    if meeting_id is not None:
        query = query.where(TABLE.c.meeting_id == meeting_id)
    return tuple(_facts(row) for row in db.execute(query))


def show(db: Session, certificate_id: str) -> CertificateFacts:
    """Return one certificate; an id that is unknown is refused."""
    row = db.execute(sa.select(*_COLUMNS).where(TABLE.c.id == certificate_id)).first()
    if row is None:
        raise unknown_certificate()
    return _facts(row)


def pdf(db: Session, certificate_id: str) -> bytes:
    """Return the very bytes that were frozen when the certificate was drawn.

    Raises ValueError when they no longer have the sum that was taken of them then.
    """
    query = sa.select(TABLE.c.pdf, TABLE.c.sha256).where(TABLE.c.id == certificate_id)
    row = db.execute(query).first()
    if row is None:
        raise unknown_certificate()
    if hashlib.sha256(row.pdf).hexdigest() != row.sha256:
        raise ValueError("the bytes of a certificate have changed")
    return bytes(row.pdf)


def verify(
    db: Session, *, number: tuple[int, int] | None = None, pdf: bytes | None = None
) -> Verified:
    """Say whether a paper is ours: by (fiscal year, number), or by the bytes of its file."""
    query = sa.select(*_COLUMNS).order_by(TABLE.c["copy"].desc()).limit(1)
    if pdf is not None:
        query = query.where(TABLE.c.sha256 == hashlib.sha256(pdf).hexdigest())
    elif number is not None:
        query = query.where(TABLE.c.fiscal_year == number[0], TABLE.c.number == number[1])
    else:
        raise TypeError("verify needs a number or the bytes")
    row = db.execute(query).first()
    if row is None:
        return Verified(
            genuine=False, reason=_("This paper is not in the register."), certificate=None
        )
    found = _facts(row)
    reason = {
        CertificateState.VOID: _("This certificate was made void."),
        CertificateState.REPLACED: _("A newer copy of this certificate was issued."),
    }.get(found.state, "")
    return Verified(not reason, reason, found)


def last_number(db: Session, fiscal_year: int, series: str = ATTENDANCE) -> int:
    """Return the highest number of a series in a fiscal year, or 0."""
    query = sa.select(sa.func.max(TABLE.c.number)).where(
        TABLE.c.series == series, TABLE.c.fiscal_year == fiscal_year
    )
    return db.scalar(query) or 0


def of_record(card: Certificate) -> CertificateFacts:
    """Return the values of a stored certificate, for the room that issues them."""
    return CertificateFacts(
        card.id,
        card.state,
        card.state_reason,
        card.meeting_id,
        card.expected_id,
        card.person_id,
        card.dated,
        card.sha256,
        card.replaces,
        CertificateContent(**json.loads(card.words)),
    )


def unknown_certificate() -> Refusal:
    """Return the refusal for a certificate id nobody knows."""
    return Refusal(_("This certificate is not known here."), _("Choose one from the list."))


def _facts(row: sa.Row[Any]) -> CertificateFacts:
    return CertificateFacts(
        row.id,
        row.state,
        row.state_reason,
        row.meeting_id,
        row.expected_id,
        row.person_id,
        row.dated,
        row.sha256,
        row.replaces,
        CertificateContent(**json.loads(row.words)),
    )
