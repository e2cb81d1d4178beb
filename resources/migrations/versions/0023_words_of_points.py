"""The words in the logs of the points programme may be made empty by an erasure; figures stay."""

from alembic import op

from resources.migrations import guards

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    bind = op.get_bind()
    guards.let_words_go(
        bind,
        "point_entry",
        ("reason",),
        (
            "id",
            "recorded_at",
            "recorded_by",
            "year",
            "number",
            "day",
            "kind",
            "activities",
            "minutes",
            "recorded",
            "counted",
            "yen",
            "about",
            "turn",
            "rule_id",
            "cause",
        ),
    )
    guards.let_words_go(
        bind,
        "withdrawal",
        ("reason",),
        ("id", "recorded_at", "recorded_by", "activity_id", "sheet_id"),
    )
    guards.let_words_go(
        bind,
        "registration_turn",
        ("before",),
        (
            "id",
            "recorded_at",
            "recorded_by",
            "person_id",
            "year",
            "number",
            "kind",
            "day",
            "reason",
            "application_id",
            "about",
        ),
    )
