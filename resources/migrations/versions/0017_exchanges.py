"""Exchanges of points, the goods they become, and the closing of a year."""

import sqlalchemy as sa
from alembic import op

from resources.migrations import guards

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    op.create_table(
        "exchange",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(length=32), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("applied_on", sa.Date(), nullable=False),
        sa.Column("yen", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "applied",
                "approved",
                "handed",
                "cancelled",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("card_number", sa.String(length=40), nullable=False),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("approved_by", sa.String(length=32), nullable=False),
        sa.Column("handed_on", sa.Date(), nullable=True),
        sa.Column("signed", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(length=400), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exchange")),
    )
    op.create_index(op.f("ix_exchange_number"), "exchange", ["number"], unique=False)
    op.create_index(op.f("ix_exchange_year"), "exchange", ["year"], unique=False)
    op.create_table(
        "goods",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("maker", sa.String(length=120), nullable=False),
        sa.Column("yen", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_goods")),
        sa.UniqueConstraint("name", name=op.f("uq_goods_name")),
    )
    op.create_table(
        "year_closing",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(length=32), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("figures", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_year_closing")),
        sa.UniqueConstraint("year", name=op.f("uq_year_closing_year")),
    )
    op.create_table(
        "exchange_line",
        sa.Column("exchange_id", sa.String(length=32), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("reward", sa.String(length=80), nullable=False),
        sa.Column("yen", sa.Integer(), nullable=False),
        sa.Column("goods_id", sa.String(length=32), nullable=True),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["exchange_id"], ["exchange.id"], name=op.f("fk_exchange_line_exchange_id_exchange")
        ),
        sa.ForeignKeyConstraint(
            ["goods_id"], ["goods.id"], name=op.f("fk_exchange_line_goods_id_goods")
        ),
        sa.PrimaryKeyConstraint("exchange_id", "place", name=op.f("pk_exchange_line")),
    )
    op.create_table(
        "stock_move",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(length=32), nullable=False),
        sa.Column("goods_id", sa.String(length=32), nullable=False),
        sa.Column(
            "move",
            sa.Enum(
                "ordered",
                "delivered",
                "handed",
                "back",
                "counted",
                name="move",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("about", sa.String(length=32), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["goods_id"], ["goods.id"], name=op.f("fk_stock_move_goods_id_goods")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stock_move")),
        sa.UniqueConstraint("goods_id", "about", "move", name=op.f("uq_stock_move_goods_id")),
    )
    op.create_index(op.f("ix_stock_move_goods_id"), "stock_move", ["goods_id"], unique=False)
    guards.install(op.get_bind(), "stock_move", "year_closing")
