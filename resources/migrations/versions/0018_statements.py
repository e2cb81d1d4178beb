"""Statements of points that were made, and the balance each of them claimed."""

import sqlalchemy as sa
from alembic import op

from resources.migrations import guards

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    op.create_table(
        "issued_statement",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(length=32), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("recorded", sa.Integer(), nullable=False),
        sa.Column("counted", sa.Integer(), nullable=False),
        sa.Column("worth", sa.Integer(), nullable=False),
        sa.Column("exchanged", sa.Integer(), nullable=False),
        sa.Column("last_entry", sa.String(length=32), nullable=False),
        sa.Column("lines", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issued_statement")),
    )
    op.create_index(op.f("ix_issued_statement_year"), "issued_statement", ["year"], unique=False)
    guards.install(op.get_bind(), "issued_statement")
