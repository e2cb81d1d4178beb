"""The numbers of the journal that were given out on paper."""

import sqlalchemy as sa
from alembic import op

from resources.migrations import guards

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.create_table(
        "anchor",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(length=32), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_anchor")),
    )
    guards.install(op.get_bind(), "anchor")
