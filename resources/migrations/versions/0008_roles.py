"""Roles of the people at the desk, what is somebody's own, and acts that two people do."""

import sqlalchemy as sa
from alembic import op

from resources.migrations import guards

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    with op.batch_alter_table("staff") as staff:
        staff.add_column(sa.Column("roles", sa.String(length=8), nullable=True))
    # Whoever was there first has answered for the office so far; nobody is left without a role.
    op.execute("UPDATE staff SET roles = 'S'")
    op.execute(
        "UPDATE staff SET roles = 'AS' WHERE id = COALESCE("
        "(SELECT MIN(id) FROM staff WHERE active), (SELECT MIN(id) FROM staff))"
    )
    with op.batch_alter_table("staff") as staff:
        staff.alter_column("roles", existing_type=sa.String(length=8), nullable=False)
    op.create_table(
        "assignment",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(length=32), nullable=False),
        sa.Column("staff_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("object_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_assignment_staff_id_staff")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment")),
        sa.UniqueConstraint("staff_id", "kind", "object_id", name=op.f("uq_assignment_staff_id")),
    )
    op.create_index(op.f("ix_assignment_object_id"), "assignment", ["object_id"])
    op.create_table(
        "second_request",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(length=32), nullable=False),
        sa.Column("act", sa.String(length=40), nullable=False),
        sa.Column("function", sa.String(length=120), nullable=False),
        sa.Column("arguments", sa.Text(), nullable=False),
        sa.Column("about", sa.String(length=200), nullable=False),
        sa.Column("why", sa.String(length=400), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_second_request")),
    )
    op.create_table(
        "second_answer",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(length=32), nullable=False),
        sa.Column("request_id", sa.String(length=32), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column(
            "said",
            sa.Enum(
                "approve",
                "decline",
                "call_off",
                "use",
                name="said",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("why", sa.String(length=400), nullable=False),
        sa.ForeignKeyConstraint(
            ["request_id"],
            ["second_request.id"],
            name=op.f("fk_second_answer_request_id_second_request"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_second_answer")),
        sa.UniqueConstraint("request_id", "step", name=op.f("uq_second_answer_request_id")),
    )
    guards.install(op.get_bind(), "second_request", "second_answer")
