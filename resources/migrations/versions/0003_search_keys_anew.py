"""Names are found as they may be misread, too: every search key is made anew at the next start."""

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.execute("DELETE FROM search_key")
