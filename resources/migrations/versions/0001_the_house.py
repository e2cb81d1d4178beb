"""The first tables of the house."""

from alembic import op
from sqlmodel import SQLModel

from resources.migrations import guards

revision = "0001"
down_revision = None


def upgrade() -> None:
    SQLModel.metadata.create_all(op.get_bind())
    for table in guards.growing_tables():
        for statement in guards.statements(table):
            op.execute(statement)
