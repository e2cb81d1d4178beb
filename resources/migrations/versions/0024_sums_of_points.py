"""Sums of the points ledger are read from an index that holds every figure of a line."""

from alembic import op

revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    op.drop_index("ix_point_entry_year_number", "point_entry")
    op.create_index(
        "ix_point_entry_sums",
        "point_entry",
        [
            "year",
            "number",
            "kind",
            "day",
            "activities",
            "minutes",
            "recorded",
            "counted",
            "yen",
            "id",
        ],
    )
