"""More readings and the short letters of China are found: every search key is made anew."""

from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    op.execute("DELETE FROM search_key")
