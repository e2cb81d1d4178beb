"""The life of a volunteer's registration: applications, lists to the city, and every turn."""

import sqlalchemy as sa
from alembic import op

from resources.migrations import guards

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    op.create_table(
        "inquiry",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(length=32), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inquiry")),
        sa.UniqueConstraint("year", "serial", name="uq_inquiry_year_serial"),
    )
    op.create_table(
        "points_application",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("received", sa.Date(), nullable=False),
        sa.Column(
            "proof",
            sa.Enum(
                "licence",
                "my_number",
                "health",
                "care",
                "other",
                name="proof",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("wants_insurance", sa.Boolean(), nullable=False),
        sa.Column("emergency", sa.String(length=200), nullable=False),
        sa.Column("wishes", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_points_application_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_points_application")),
    )
    op.create_index(
        op.f("ix_points_application_person_id"), "points_application", ["person_id"], unique=False
    )
    op.create_index(
        op.f("ix_points_application_year"), "points_application", ["year"], unique=False
    )
    op.create_table(
        "inquiry_line",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(length=32), nullable=False),
        sa.Column("inquiry_id", sa.String(length=32), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("application_id", sa.String(length=32), nullable=True),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["points_application.id"],
            name=op.f("fk_inquiry_line_application_id_points_application"),
        ),
        sa.ForeignKeyConstraint(
            ["inquiry_id"], ["inquiry.id"], name=op.f("fk_inquiry_line_inquiry_id_inquiry")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_inquiry_line_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inquiry_line")),
    )
    op.create_index(
        op.f("ix_inquiry_line_application_id"), "inquiry_line", ["application_id"], unique=False
    )
    op.create_index(
        op.f("ix_inquiry_line_inquiry_id"), "inquiry_line", ["inquiry_id"], unique=False
    )
    op.create_index(op.f("ix_inquiry_line_person_id"), "inquiry_line", ["person_id"], unique=False)
    op.create_table(
        "registration_turn",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "registered",
                "declined",
                "dropped",
                "insured",
                "paused",
                "resumed",
                "renewed",
                "cancelled",
                "undone",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column(
            "reason",
            sa.Enum(
                "wish",
                "moved",
                "died",
                "unfit",
                "breach",
                "health",
                "family",
                "away",
                "other",
                name="reason",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("application_id", sa.String(length=32), nullable=True),
        sa.Column("about", sa.String(length=32), nullable=True),
        sa.Column("before", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["about"],
            ["registration_turn.id"],
            name=op.f("fk_registration_turn_about_registration_turn"),
        ),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["points_application.id"],
            name=op.f("fk_registration_turn_application_id_points_application"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_registration_turn_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registration_turn")),
        sa.UniqueConstraint("about", name=op.f("uq_registration_turn_about")),
    )
    op.create_index(
        op.f("ix_registration_turn_application_id"),
        "registration_turn",
        ["application_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_registration_turn_person_id"), "registration_turn", ["person_id"], unique=False
    )
    op.create_index(op.f("ix_registration_turn_year"), "registration_turn", ["year"], unique=False)
    op.create_table(
        "inquiry_answer",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(length=32), nullable=False),
        sa.Column("line_id", sa.String(length=32), nullable=False),
        sa.Column("fit", sa.Boolean(), nullable=False),
        sa.Column("confirmed", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["line_id"], ["inquiry_line.id"], name=op.f("fk_inquiry_answer_line_id_inquiry_line")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inquiry_answer")),
    )
    op.create_index(op.f("ix_inquiry_answer_line_id"), "inquiry_answer", ["line_id"], unique=False)
    guards.install(
        op.get_bind(),
        "points_application",
        "inquiry",
        "inquiry_line",
        "inquiry_answer",
        "registration_turn",
    )
    guards.let_words_go(
        op.get_bind(),
        "points_application",
        ("emergency", "wishes"),
        (
            "id",
            "recorded_at",
            "recorded_by",
            "person_id",
            "year",
            "received",
            "proof",
            "wants_insurance",
        ),
    )
