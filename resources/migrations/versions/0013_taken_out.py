"""What goes out to a hall and comes home: keys, packages, events, receipts, questions."""

import sqlalchemy as sa
from alembic import op

from resources.migrations import guards

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.create_table(
        "office_key",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(length=32), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "sealing",
                "signing",
                name="keykind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("public", sa.String(length=64), nullable=False),
        sa.Column("secret", sa.String(length=64), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office_key")),
        sa.UniqueConstraint("public", name=op.f("uq_office_key_public")),
    )
    op.create_table(
        "takeout",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(length=32), nullable=False),
        sa.Column("meeting_id", sa.String(length=32), nullable=False),
        sa.Column("label", sa.String(length=120), nullable=False),
        sa.Column("carrier", sa.String(length=80), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.String(length=32), nullable=False),
        sa.Column("opens", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires", sa.DateTime(timezone=True), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("needs", sa.Integer(), nullable=False),
        sa.Column("cipher", sa.String(length=40), nullable=False),
        sa.Column("places", sa.Text(), nullable=False),
        sa.Column("salt", sa.String(length=64), nullable=False),
        sa.Column("proof_key", sa.String(length=64), nullable=False),
        sa.Column("sealing_id", sa.String(length=32), nullable=False),
        sa.Column(
            "fate",
            sa.Enum(
                "out",
                "home",
                "lost",
                name="fate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("home_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lost_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lost_note", sa.String(length=400), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_takeout_meeting_id_meeting")
        ),
        sa.ForeignKeyConstraint(
            ["sealing_id"], ["office_key.id"], name=op.f("fk_takeout_sealing_id_office_key")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_takeout")),
    )
    op.create_index(op.f("ix_takeout_made_at"), "takeout", ["made_at"], unique=False)
    op.create_index(op.f("ix_takeout_meeting_id"), "takeout", ["meeting_id"], unique=False)
    op.create_table(
        "joining",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(length=32), nullable=False),
        sa.Column("takeout_id", sa.String(length=32), nullable=False),
        sa.Column("meeting_id", sa.String(length=32), nullable=False),
        sa.Column(
            "source",
            sa.Enum(
                "file", "photo", name="from", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("joined_by", sa.String(length=32), nullable=False),
        sa.Column("new", sa.Integer(), nullable=False),
        sa.Column("known", sa.Integer(), nullable=False),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_by", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_joining_meeting_id_meeting")
        ),
        sa.ForeignKeyConstraint(
            ["takeout_id"], ["takeout.id"], name=op.f("fk_joining_takeout_id_takeout")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_joining")),
    )
    op.create_index(op.f("ix_joining_meeting_id"), "joining", ["meeting_id"], unique=False)
    op.create_index(op.f("ix_joining_takeout_id"), "joining", ["takeout_id"], unique=False)
    op.create_table(
        "takeout_event",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(length=32), nullable=False),
        sa.Column("takeout_id", sa.String(length=32), nullable=False),
        sa.Column("meeting_id", sa.String(length=32), nullable=False),
        sa.Column("device", sa.String(length=32), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(length=12), nullable=False),
        sa.Column("line_id", sa.String(length=32), nullable=False),
        sa.Column("about", sa.String(length=32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.Integer(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_takeout_event_meeting_id_meeting")
        ),
        sa.ForeignKeyConstraint(
            ["takeout_id"], ["takeout.id"], name=op.f("fk_takeout_event_takeout_id_takeout")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_takeout_event")),
    )
    op.create_index(op.f("ix_takeout_event_line_id"), "takeout_event", ["line_id"], unique=False)
    op.create_index(
        op.f("ix_takeout_event_meeting_id"), "takeout_event", ["meeting_id"], unique=False
    )
    op.create_index(
        op.f("ix_takeout_event_takeout_id"), "takeout_event", ["takeout_id"], unique=False
    )
    op.create_table(
        "joining_event",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(length=32), nullable=False),
        sa.Column("joining_id", sa.String(length=32), nullable=False),
        sa.Column("event_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["takeout_event.id"], name=op.f("fk_joining_event_event_id_takeout_event")
        ),
        sa.ForeignKeyConstraint(
            ["joining_id"], ["joining.id"], name=op.f("fk_joining_event_joining_id_joining")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_joining_event")),
        sa.UniqueConstraint("joining_id", "event_id", name=op.f("uq_joining_event_joining_id")),
    )
    op.create_index(op.f("ix_joining_event_event_id"), "joining_event", ["event_id"], unique=False)
    op.create_table(
        "posting",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(length=32), nullable=False),
        sa.Column("meeting_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["id"], ["arrival.id"], name=op.f("fk_posting_id_arrival")),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_posting_meeting_id_meeting")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_posting")),
    )
    op.create_index(op.f("ix_posting_meeting_id"), "posting", ["meeting_id"], unique=False)
    op.create_table(
        "takeout_question",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(length=32), nullable=False),
        sa.Column("joining_id", sa.String(length=32), nullable=False),
        sa.Column("takeout_id", sa.String(length=32), nullable=False),
        sa.Column("event_id", sa.String(length=32), nullable=True),
        sa.Column(
            "doubt",
            sa.Enum(
                "walk_in",
                "outside",
                "erased",
                "photo_walk_ins",
                "broken",
                "lost",
                "called_off",
                name="doubt",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("detail", sa.String(length=200), nullable=False),
        sa.Column(
            "decision",
            sa.Enum(
                "open",
                "counted",
                "left_out",
                name="decision",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["takeout_event.id"],
            name=op.f("fk_takeout_question_event_id_takeout_event"),
        ),
        sa.ForeignKeyConstraint(
            ["joining_id"], ["joining.id"], name=op.f("fk_takeout_question_joining_id_joining")
        ),
        sa.ForeignKeyConstraint(
            ["takeout_id"], ["takeout.id"], name=op.f("fk_takeout_question_takeout_id_takeout")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_takeout_question")),
    )
    op.create_index(
        op.f("ix_takeout_question_event_id"), "takeout_question", ["event_id"], unique=False
    )
    op.create_index(
        op.f("ix_takeout_question_joining_id"), "takeout_question", ["joining_id"], unique=False
    )
    op.create_index(
        op.f("ix_takeout_question_takeout_id"), "takeout_question", ["takeout_id"], unique=False
    )
    guards.install(op.get_bind(), "joining_event", "posting", "takeout_event")
