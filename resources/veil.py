"""What a viewer finds on a server in place of people: their number, and names as 山〇〇."""

from collections.abc import Iterator

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlmodel import SQLModel

from resources.masking import MASK

SCHEMA = "veil"
"""Stands before the tables on every way in; who may not use it passes it by unnoticed."""
GROUP = "inakurashi_veil"
"""Held by whoever is a viewer and nothing else: two roles allow what either of them allows."""

SHOWN: dict[str, tuple[str, ...]] = {
    "person": ("merged_into", "hide_name", "left_on"),
    "expected": (
        "meeting_id", "person_id", "application_id", "source", "reply", "name_confirmed",
        "party_of", "party_kind", "removed", "language",
    ),
    "arrival": ("meeting_id", "expected_id", "act", "turn", "stay", "at", "way", "desk"),
    "refused_scan": ("meeting_id", "reason", "desk"),
    "suppression": ("person_id", "step", "reason", "since", "lifts"),
    "application": ("meeting_id", "received_at", "same", "superseded_by", "person_id", "batch_id"),
    "application_answer": ("application_id", "same"),
    "notice": ("meeting_id", "expected_id", "occasion", "round", "told_at", "told_by", "how"),
    "joining": ("takeout_id", "meeting_id", "joined_at", "joined_by", "new", "known", "undone_at"),
    "takeout": ("meeting_id", "made_at", "made_by", "people", "fate", "home_at", "lost_at"),
    "takeout_question": ("joining_id", "takeout_id", "doubt", "decision", "decided_at"),
    "membership": ("person_id", "programme"),
    "person_area": ("person_id", "area_id"),
    "likeness": ("answer",),
    "print_run": ("paper", "meeting_id", "state"),
}  # fmt: skip
"""For each table that speaks of people the columns a viewer sees as they are."""

_ALWAYS = ("id", "version", "recorded_at", "recorded_by")
_NAMES = ("name", "kana", "latin", "proxy_name")


def statements() -> Iterator[str]:
    """Yield what lays the veil over the tables as they are now; its schema is empty before."""
    for name in SHOWN:
        table = SQLModel.metadata.tables[name]
        columns = ", ".join(_shown(table, column) for column in table.columns)
        # The owner's view looks past the rights to the table, and past its own columns never.
        yield f'CREATE VIEW {SCHEMA}."{name}" AS SELECT {columns} FROM "{name}"'
    yield f"GRANT USAGE ON SCHEMA {SCHEMA} TO {GROUP}"
    yield f"GRANT SELECT ON ALL TABLES IN SCHEMA {SCHEMA} TO {GROUP}"


def _shown(table: sa.Table, column: sa.Column[object]) -> str:
    name = column.name
    if name in (*_ALWAYS, *SHOWN[table.name]):
        return f'"{name}"'
    if name in _NAMES:
        return (
            f"(CASE WHEN btrim(\"{name}\", E' \\t\\u3000') = '' THEN ''"
            f' ELSE left("{name}", 1) || \'{MASK}\' END)::varchar AS "{name}"'
        )
    kind = column.type.compile(_DIALECT)
    letters = kind.startswith(("VARCHAR", "TEXT"))
    nothing = "''" if letters and not column.nullable else "NULL"
    return f'{nothing}::{kind} AS "{name}"'


_DIALECT: sa.Dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
