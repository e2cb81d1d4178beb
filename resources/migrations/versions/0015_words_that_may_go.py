"""The words of a log that say something of a person may be made empty by an erasure."""

from alembic import op

from resources.migrations import guards

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    bind = op.get_bind()
    guards.let_words_go(
        bind,
        "arrival",
        ("proxy_name",),
        (
            "id",
            "recorded_at",
            "recorded_by",
            "meeting_id",
            "expected_id",
            "act",
            "turn",
            "stay",
            "at",
            "way",
            "desk",
        ),
    )
    guards.let_words_go(
        bind,
        "consent",
        ("what", "whom"),
        ("id", "recorded_at", "recorded_by", "person_id", "text_id", "given_on", "way", "taken_by"),
    )
    guards.let_words_go(
        bind,
        "consent_withdrawal",
        ("note",),
        ("id", "recorded_at", "recorded_by", "consent_id", "withdrawn_on", "way"),
    )
    guards.let_words_go(
        bind,
        "second_answer",
        ("why",),
        ("id", "recorded_at", "recorded_by", "request_id", "step", "said"),
    )
    guards.let_words_go(
        bind,
        "second_request",
        ("arguments", "about", "why"),
        ("id", "recorded_at", "recorded_by", "act", "function", "expires_at"),
    )
    guards.let_words_go(
        bind,
        "takeout_event",
        ("said",),
        (
            "id",
            "recorded_at",
            "recorded_by",
            "takeout_id",
            "meeting_id",
            "device",
            "seq",
            "act",
            "line_id",
            "about",
            "at",
            "until",
        ),
    )
