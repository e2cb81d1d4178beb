"""How people are addressed, and what a print run needs to be drawn again."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "addressing",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(length=32), nullable=False),
        sa.Column("subject_id", sa.String(length=32), nullable=False),
        sa.Column(
            "honorific",
            sa.Enum(
                "sama",
                "onchu",
                "sensei",
                name="honorific",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_addressing")),
        sa.UniqueConstraint("subject_id", name=op.f("uq_addressing_subject_id")),
    )
    op.create_table(
        "print_choices",
        sa.Column("run_id", sa.String(length=32), nullable=False),
        sa.Column("purpose", sa.String(length=200), nullable=False),
        sa.Column("choices", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["run_id"], ["print_run.id"], name=op.f("fk_print_choices_run_id_print_run")
        ),
        sa.PrimaryKeyConstraint("run_id", name=op.f("pk_print_choices")),
    )
