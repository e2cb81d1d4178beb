"""What each year of the points programme is meant to reach."""

import sqlalchemy as sa
from alembic import op

from resources.migrations import guards

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    op.create_table(
        "year_target",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(length=32), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("registered", sa.Integer(), nullable=True),
        sa.Column("active", sa.Integer(), nullable=True),
        sa.Column("hours", sa.Integer(), nullable=True),
        sa.Column("rate", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_year_target")),
        sa.UniqueConstraint("year", "turn", name=op.f("uq_year_target_year")),
    )
    op.create_index(op.f("ix_year_target_year"), "year_target", ["year"], unique=False)
    guards.install(op.get_bind(), "year_target")
