"""発送・掲載停止: reasons set and lifted; whoever had left before is withheld from now on, too."""

import json
import os
import time

import sqlalchemy as sa
from alembic import op

from resources.migrations import guards

revision = "0004"
down_revision = "0003"

_REASONS = ("died", "moved", "home", "protected", "wish")
# What the office wrote as the reason of leaving, in the words it was offered.
_TOLD = (("亡", "died"), ("施設", "home"), ("支援", "protected"), ("希望", "wish"))


def upgrade() -> None:
    op.create_table(
        "suppression",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column(
            "step",
            sa.Enum("set", "lifted", name="step", native_enum=False, create_constraint=True,
                    length=40),
            nullable=False,
        ),
        sa.Column(
            "reason",
            sa.Enum(*_REASONS, name="reason", native_enum=False, create_constraint=True,
                    length=40),
            nullable=False,
        ),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("lifts", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(
            ["lifts"], ["suppression.id"], name=op.f("fk_suppression_lifts_suppression")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_suppression_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suppression")),
        sa.UniqueConstraint("lifts", name=op.f("uq_suppression_lifts")),
    )  # fmt: skip
    op.create_index(op.f("ix_suppression_person_id"), "suppression", ["person_id"])
    op.create_table(
        "suppression_words",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("why", sa.String(length=200), nullable=False),
        sa.Column("zip", sa.String(length=8), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["id"], ["suppression.id"], name=op.f("fk_suppression_words_id_suppression")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suppression_words")),
    )
    _carry_over(op.get_bind())
    guards.install(op.get_bind(), "suppression")


def _carry_over(connection: sa.Connection) -> None:
    person = sa.table("person", *map(sa.column, ("id", "left_on", "recorded_at", "recorded_by")))
    left = connection.execute(
        sa.select(person.c.id, person.c.left_on, person.c.recorded_at, person.c.recorded_by)
        .where(person.c.left_on.is_not(None))
    ).all()  # fmt: skip
    if not left:
        return
    line = sa.table("journal", *map(sa.column, ("seq", "act", "kind", "object_id")))
    value = sa.table("journal_value", *map(sa.column, ("seq", "after")))
    told = connection.execute(
        sa.select(line.c.object_id, value.c.after)
        .join_from(line, value, value.c.seq == line.c.seq)
        .where(line.c.act == "leave", line.c.kind == "person")
        .order_by(line.c.seq)
    )
    why = {row.object_id: str(json.loads(row.after or "{}").get("reason") or "") for row in told}
    rows = []
    for row in left:
        words = why.get(row.id, "")
        reason = next((reason for sign, reason in _TOLD if sign in words), "moved")
        rows.append(
            {
                "id": _new_id(), "recorded_at": row.recorded_at, "recorded_by": row.recorded_by,
                "person_id": row.id, "step": "set", "reason": reason, "since": row.left_on,
                "why": words[:200],
            }
        )  # fmt: skip
    own = ("id", "recorded_at", "recorded_by", "person_id", "step", "reason", "since", "lifts")
    said = ("id", "why", "zip", "address")
    # The values go over as they stand in the table of people, in the form of the engine.
    connection.execute(
        sa.insert(sa.table("suppression", *map(sa.column, own))),
        [{**{name: row.get(name) for name in own}} for row in rows],
    )
    connection.execute(
        sa.insert(sa.table("suppression_words", *map(sa.column, said))),
        [{"id": row["id"], "why": row["why"], "zip": "", "address": ""} for row in rows],
    )


def _new_id() -> str:
    value = (time.time_ns() // 1_000_000) << 80 | int.from_bytes(os.urandom(10), "big")
    return f"{value & ~(0xF << 76) | 0x7 << 76:032x}"
