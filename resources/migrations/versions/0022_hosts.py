"""Applications of hosts, answers about activities, meetings that earn, cards that were counted."""

import sqlalchemy as sa
from alembic import op

from resources.migrations import guards

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    with op.batch_alter_table("host") as host:
        host.add_column(sa.Column("capacity", sa.Text(), nullable=True))
        host.add_column(sa.Column("way", sa.String(length=400), nullable=True))
        host.add_column(sa.Column("applied", sa.Date(), nullable=True))
        host.add_column(sa.Column("refused", sa.Date(), nullable=True))
        host.add_column(sa.Column("refusal", sa.String(length=400), nullable=True))
    op.execute("UPDATE host SET capacity = '', way = '', refusal = ''")
    with op.batch_alter_table("host") as host:
        for name, kind in (("capacity", sa.Text()), ("way", sa.String(400)),
                           ("refusal", sa.String(400))):  # fmt: skip
            host.alter_column(name, existing_type=kind, nullable=False)
    op.create_table(
        "activity_answer",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(length=32), nullable=False),
        sa.Column("fact", sa.String(length=32), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column(
            "answer",
            sa.Enum(
                "approved",
                "confirmed",
                "number",
                "none",
                name="answer",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.String(length=400), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activity_answer")),
    )
    for column in ("fact", "number", "year"):
        op.create_index(op.f(f"ix_activity_answer_{column}"), "activity_answer", [column])
    op.create_table(
        "card_count",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(length=32), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("stamps", sa.Integer(), nullable=False),
        sa.Column("counted_on", sa.Date(), nullable=False),
        sa.Column("counted_by", sa.String(length=80), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_card_count")),
    )
    for column in ("number", "year"):
        op.create_index(op.f(f"ix_card_count_{column}"), "card_count", [column])
    op.create_table(
        "earning_meeting",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(length=32), nullable=False),
        sa.Column("meeting_id", sa.String(length=32), nullable=False),
        sa.Column("host_id", sa.String(length=32), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["host_id"], ["host.id"], name=op.f("fk_earning_meeting_host_id_host")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_earning_meeting_meeting_id_meeting")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_earning_meeting")),
        sa.UniqueConstraint("meeting_id", name=op.f("uq_earning_meeting_meeting_id")),
    )
    op.create_index(op.f("ix_earning_meeting_host_id"), "earning_meeting", ["host_id"])
    guards.install(op.get_bind(), "activity_answer", "card_count")
