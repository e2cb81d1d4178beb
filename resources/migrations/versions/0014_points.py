"""What volunteers did for points: hosts, rules, monthly sheets, activities, and the ledger."""

import sqlalchemy as sa
from alembic import op

from resources.migrations import guards

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    op.create_table(
        "eligibility",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(length=32), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("subject", sa.String(length=80), nullable=False),
        sa.Column("fit", sa.Boolean(), nullable=False),
        sa.Column("confirmed", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_eligibility")),
    )
    op.create_index(op.f("ix_eligibility_year"), "eligibility", ["year"], unique=False)
    op.create_table(
        "host",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(length=32), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("folded", sa.String(length=120), nullable=False),
        sa.Column("aliases", sa.Text(), nullable=False),
        sa.Column("sort_key", sa.String(length=240), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("corporation", sa.String(length=120), nullable=False),
        sa.Column("office_number", sa.String(length=20), nullable=False),
        sa.Column("zip", sa.String(length=8), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("fax", sa.String(length=40), nullable=False),
        sa.Column("contact", sa.String(length=80), nullable=False),
        sa.Column("weekdays", sa.String(length=40), nullable=False),
        sa.Column("activities", sa.String(length=400), nullable=False),
        sa.Column("note", sa.String(length=1000), nullable=False),
        sa.Column("designated", sa.Date(), nullable=True),
        sa.Column("ended", sa.Date(), nullable=True),
        sa.Column(
            "ending",
            sa.Enum(
                "not",
                "withdrawn",
                "revoked",
                name="ending",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_host")),
        sa.UniqueConstraint("folded", name=op.f("uq_host_folded")),
        sa.UniqueConstraint("number", name=op.f("uq_host_number")),
    )
    op.create_table(
        "monthly_sheet",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(length=32), nullable=False),
        sa.Column("host_key", sa.String(length=120), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column(
            "mode",
            sa.Enum(
                "report",
                "corrected",
                "addendum",
                name="mode",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("submitted", sa.Date(), nullable=True),
        sa.Column("file", sa.String(length=255), nullable=False),
        sa.Column("sheet", sa.String(length=80), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("lines", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_monthly_sheet")),
    )
    op.create_index(op.f("ix_monthly_sheet_batch_id"), "monthly_sheet", ["batch_id"], unique=False)
    op.create_index(op.f("ix_monthly_sheet_digest"), "monthly_sheet", ["digest"], unique=False)
    op.create_index(op.f("ix_monthly_sheet_host_key"), "monthly_sheet", ["host_key"], unique=False)
    op.create_index(op.f("ix_monthly_sheet_year"), "monthly_sheet", ["year"], unique=False)
    op.create_table(
        "rule_version",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(length=32), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("reason", sa.String(length=400), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rule_version")),
        sa.UniqueConstraint("year", "turn", name=op.f("uq_rule_version_year")),
    )
    op.create_table(
        "activity",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(length=32), nullable=False),
        sa.Column(
            "source",
            sa.Enum(
                "sheet",
                "scan",
                "meeting",
                "hand",
                "card",
                name="source",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("fact", sa.String(length=32), nullable=False),
        sa.Column("sheet_id", sa.String(length=32), nullable=True),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("host_id", sa.String(length=32), nullable=True),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("begins", sa.Integer(), nullable=True),
        sa.Column("ends", sa.Integer(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("content", sa.String(length=120), nullable=False),
        sa.Column("problem", sa.String(length=40), nullable=False),
        sa.Column("card_forgotten", sa.Boolean(), nullable=False),
        sa.Column("confirmed", sa.Boolean(), nullable=False),
        sa.Column("approved", sa.Boolean(), nullable=False),
        sa.Column("stamps", sa.Integer(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["host_id"], ["host.id"], name=op.f("fk_activity_host_id_host")),
        sa.ForeignKeyConstraint(
            ["sheet_id"], ["monthly_sheet.id"], name=op.f("fk_activity_sheet_id_monthly_sheet")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activity")),
        sa.UniqueConstraint("key", name=op.f("uq_activity_key")),
    )
    op.create_index(op.f("ix_activity_fact"), "activity", ["fact"], unique=False)
    op.create_index(op.f("ix_activity_host_id"), "activity", ["host_id"], unique=False)
    op.create_index(op.f("ix_activity_number"), "activity", ["number"], unique=False)
    op.create_index(op.f("ix_activity_sheet_id"), "activity", ["sheet_id"], unique=False)
    op.create_index(op.f("ix_activity_year"), "activity", ["year"], unique=False)
    op.create_table(
        "point_entry",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(length=32), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "award",
                "reversal",
                "exchange",
                "exchange_back",
                "carried_out",
                "carried_in",
                "expired",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("activities", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("recorded", sa.Integer(), nullable=False),
        sa.Column("counted", sa.Integer(), nullable=False),
        sa.Column("yen", sa.Integer(), nullable=False),
        sa.Column("about", sa.String(length=32), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("rule_id", sa.String(length=32), nullable=True),
        sa.Column("cause", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.String(length=400), nullable=False),
        sa.ForeignKeyConstraint(
            ["rule_id"], ["rule_version.id"], name=op.f("fk_point_entry_rule_id_rule_version")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_point_entry")),
        sa.UniqueConstraint("about", "turn", name="uq_point_entry_about_turn"),
    )
    op.create_index("ix_point_entry_year_number", "point_entry", ["year", "number"], unique=False)
    op.create_table(
        "activity_words",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("written", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("text", sa.String(length=120), nullable=False),
        sa.Column("reason", sa.String(length=400), nullable=False),
        sa.ForeignKeyConstraint(
            ["id"], ["activity.id"], name=op.f("fk_activity_words_id_activity")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activity_words")),
    )
    op.create_table(
        "withdrawal",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(length=32), nullable=False),
        sa.Column("activity_id", sa.String(length=32), nullable=True),
        sa.Column("sheet_id", sa.String(length=32), nullable=True),
        sa.Column("reason", sa.String(length=400), nullable=False),
        sa.CheckConstraint(
            "(activity_id IS NULL) != (sheet_id IS NULL)", name=op.f("ck_withdrawal_one_of_both")
        ),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name=op.f("fk_withdrawal_activity_id_activity")
        ),
        sa.ForeignKeyConstraint(
            ["sheet_id"], ["monthly_sheet.id"], name=op.f("fk_withdrawal_sheet_id_monthly_sheet")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_withdrawal")),
        sa.UniqueConstraint("activity_id", name=op.f("uq_withdrawal_activity_id")),
        sa.UniqueConstraint("sheet_id", name=op.f("uq_withdrawal_sheet_id")),
    )
    guards.install(
        op.get_bind(),
        "activity",
        "eligibility",
        "monthly_sheet",
        "point_entry",
        "rule_version",
        "withdrawal",
    )
