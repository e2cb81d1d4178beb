"""Papers received, further papers under a number, and the days of draft and decision."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"


def upgrade() -> None:
    with op.batch_alter_table("document_series") as series:
        series.add_column(sa.Column("direction", sa.String(length=40), nullable=True))
    with op.batch_alter_table("document") as document:
        document.add_column(sa.Column("branch", sa.Integer(), nullable=True))
        document.add_column(sa.Column("drafted", sa.Date(), nullable=True))
        document.add_column(sa.Column("decided", sa.Date(), nullable=True))
        document.add_column(sa.Column("their_number", sa.String(length=60), nullable=True))
        document.add_column(sa.Column("their_date", sa.Date(), nullable=True))
    op.execute("UPDATE document_series SET direction = 'sent'")
    op.execute("UPDATE document SET branch = 1, their_number = ''")
    with op.batch_alter_table("document_series") as series:
        series.alter_column("direction", existing_type=sa.String(40), nullable=False)
        series.create_check_constraint(
            op.f("ck_document_series_direction"), "direction IN ('sent', 'received')"
        )
    with op.batch_alter_table("document") as document:
        document.alter_column("branch", existing_type=sa.Integer(), nullable=False)
        document.alter_column("their_number", existing_type=sa.String(60), nullable=False)
        document.drop_constraint(op.f("uq_document_series_id"), type_="unique")
        document.create_unique_constraint(
            op.f("uq_document_series_id"), ["series_id", "fiscal_year", "number", "branch"]
        )
        document.create_check_constraint(op.f("ck_document_branch"), "branch > 0")
        document.create_check_constraint(
            op.f("ck_document_in_order"),
            "drafted <= decided AND decided <= dated AND drafted <= dated",
        )
