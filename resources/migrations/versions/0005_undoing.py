"""Which acts were taken back, and which records were brought together with which."""

import sqlalchemy as sa
from alembic import op

from resources.migrations import guards

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "merging",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(length=32), nullable=False),
        sa.Column("drop_id", sa.String(length=32), nullable=False),
        sa.Column("keep_id", sa.String(length=32), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("parted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["drop_id"], ["person.id"], name=op.f("fk_merging_drop_id_person")),
        sa.ForeignKeyConstraint(["keep_id"], ["person.id"], name=op.f("fk_merging_keep_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_merging")),
    )
    op.create_index(op.f("ix_merging_drop_id"), "merging", ["drop_id"], unique=False)
    op.create_index(op.f("ix_merging_keep_id"), "merging", ["keep_id"], unique=False)
    op.create_index(
        "uq_merging_holds",
        "merging",
        ["drop_id"],
        unique=True,
        sqlite_where=sa.text("parted_at IS NULL"),
        postgresql_where=sa.text("parted_at IS NULL"),
    )
    # Until now only the end of each chain was kept: that is what holds of the older ones.
    op.execute(
        "INSERT INTO merging (id, version, recorded_at, recorded_by, drop_id, keep_id,"
        " before, after, parted_at)"
        " SELECT id, 1, recorded_at, recorded_by, id, merged_into, '{}', '{}', NULL"
        " FROM person WHERE merged_into IS NOT NULL"
    )
    op.create_table(
        "undoing",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(length=32), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("undone", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_undoing")),
        sa.UniqueConstraint("undone", name=op.f("uq_undoing_undone")),
    )
    op.create_index(op.f("ix_undoing_seq"), "undoing", ["seq"], unique=False)
    guards.install(op.get_bind(), "undoing")
