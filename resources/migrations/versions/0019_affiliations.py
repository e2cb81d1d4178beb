"""所属 of the people in the register; nobody has one yet, so no key for searching is missing."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    with op.batch_alter_table("person") as person:
        person.add_column(sa.Column("affiliation", sa.String(length=120), nullable=True))
    op.execute(sa.text("UPDATE person SET affiliation = ''"))
    with op.batch_alter_table("person") as person:
        person.alter_column("affiliation", existing_type=sa.String(length=120), nullable=False)
