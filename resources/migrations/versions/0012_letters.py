"""The wording of letters, the numbers of papers, who signs them, and the letters that went out."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from resources.migrations import guards

revision = "0012"
down_revision = "0011"


def _record() -> list[sa.Column[Any]]:
    return [
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(length=32), nullable=False),
    ]


def _entry() -> list[sa.Column[Any]]:
    return [one for one in _record() if one.name != "version"]


def _one_of(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def upgrade() -> None:
    op.create_table(
        "approval_box",
        *_record(),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=20), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_approval_box")),
        sa.UniqueConstraint("place", name=op.f("uq_approval_box_place")),
    )
    op.create_table(
        "document_series",
        *_record(),
        sa.Column("sign", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("with_year", sa.Boolean(), nullable=False),
        sa.Column("keep_years", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_series")),
        sa.UniqueConstraint("sign", name=op.f("uq_document_series_sign")),
    )
    op.create_table(
        "issuer",
        *_record(),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("person", sa.String(length=80), nullable=False),
        sa.Column("contact", sa.String(length=200), nullable=False),
        sa.Column("seal", _one_of("seal", "stamped", "omitted"), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issuer")),
    )
    op.create_table(
        "letter_wording",
        *_entry(),
        sa.Column("letter", sa.String(length=32), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("kind", _one_of("letterkind", "meeting", "change", "general"), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("subject", sa.String(length=120), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_wording")),
        sa.UniqueConstraint("letter", "edition", name=op.f("uq_letter_wording_letter")),
    )
    op.create_table(
        "document",
        *_record(),
        sa.Column("series_id", sa.String(length=32), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("written", sa.String(length=60), nullable=False),
        sa.Column("dated", sa.Date(), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("addressed_to", sa.String(length=200), nullable=False),
        sa.Column("issuer", sa.String(length=200), nullable=False),
        sa.Column("keep_years", sa.Integer(), nullable=False),
        sa.Column("state", _one_of("documentstate", "issued", "void"), nullable=False),
        sa.Column("state_reason", sa.String(length=200), nullable=False),
        sa.CheckConstraint("number > 0", name=op.f("ck_document_number")),
        sa.ForeignKeyConstraint(
            ["series_id"],
            ["document_series.id"],
            name=op.f("fk_document_series_id_document_series"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
        sa.UniqueConstraint(
            "series_id", "fiscal_year", "number", name=op.f("uq_document_series_id")
        ),
    )
    op.create_table(
        "mailing",
        *_record(),
        sa.Column("letter", sa.String(length=32), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("meeting_id", sa.String(length=32), nullable=True),
        sa.Column("document_id", sa.String(length=32), nullable=True),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("readers", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("pdf", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_mailing_document_id_document")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_mailing_meeting_id_meeting")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mailing")),
        sa.UniqueConstraint("document_id", name=op.f("uq_mailing_document_id")),
    )
    op.create_index(op.f("ix_mailing_meeting_id"), "mailing", ["meeting_id"], unique=False)
    op.create_index(op.f("ix_mailing_sha256"), "mailing", ["sha256"], unique=False)
    guards.install(op.get_bind(), "letter_wording")
