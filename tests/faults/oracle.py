"""What must be true of an office after any fault, found out by opening it as anybody would."""

from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from resources import journal, soundness
from resources.database import Office
from resources.journal import JournalLine
from sessions.door_log import TABLE as LOG
from sessions.door_log import Act
from sessions.rosters import TABLE as LISTED

LINES: sa.Table = JournalLine.__table__


@dataclass(frozen=True)
class State:
    """What stands in the office: who is here, and what is half done."""

    here: frozenset[str]
    problems: tuple[str, ...]


def look(folder: Path, key: bytes, *, deep: bool = True) -> State:
    """Open the office in `folder` by its own door and say what is in it."""
    office = Office.open(folder, key)
    problems: list[str] = []
    try:
        if deep:
            problems += soundness.check(office).problems
        with office.read() as db:
            if not deep:
                if db.scalars(sa.text("PRAGMA quick_check")).all() != ["ok"]:
                    problems.append("quick_check")
                if journal.verify(db).broken_at is not None:
                    problems.append("chain")
            log = LOG.c
            rows = db.execute(sa.select(log.id, log.expected_id, log.act, log.turn)).all()
            of_arrivals = sa.select(LINES.c.object_id, LINES.c.act).where(LINES.c.kind == "arrival")
            told = {(row.object_id, row.act) for row in db.execute(of_arrivals)}
            written = {(row.id, Act(row.act).value) for row in rows}
            if written != told:
                problems.append(f"{len(written ^ told)} acts without their journal line, or lines")
            listed = set(db.scalars(sa.select(LISTED.c.id)))
            if any(row.expected_id not in listed for row in rows):
                problems.append("an arrival of nobody")
            walked_in = sa.select(LISTED.c.id).where(LISTED.c.source == "walk_in")
            came = {row.expected_id for row in rows}
            if not set(db.scalars(walked_in)) <= came:
                problems.append("a newcomer on the list who was not received")
    finally:
        office.close()
    turns: dict[tuple[str, str], int] = {}
    for row in rows:
        place = (row.expected_id, Act(row.act).value)
        turns[place] = max(turns.get(place, 0), row.turn)
    here = {
        line
        for line, act in turns
        if act == "arrive" and turns[line, act] > turns.get((line, "take_back"), 0)
    }
    return State(frozenset(here), tuple(problems))


def scalar(folder: Path, key: bytes, table: sa.Table) -> int:
    """Return how many rows `table` holds."""
    office = Office.open(folder, key)
    try:
        with office.read() as db:
            return db.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()
    finally:
        office.close()


def outline(folder: Path, key: bytes) -> tuple[tuple[object, ...], ...]:
    """Return for each table how many rows it has, and how many of each column say something."""
    office = Office.open(folder, key)
    try:
        with office.read() as db:
            columns = db.execute(sa.text(_COLUMNS)).all()
            asked: dict[str, str] = {}
            for table, column in columns:
                count = f"""count(nullif("{column}", ''))"""
                asked[table] = f"{asked.get(table, 'count(*)')}, {count}"
            return tuple(
                (table, *db.execute(sa.text(f'SELECT {counts} FROM "{table}"')).one())
                for table, counts in asked.items()
            )
    finally:
        office.close()


_COLUMNS = """
    SELECT m.name, p.name FROM sqlite_master m, pragma_table_info(m.name) p
    WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' ORDER BY m.name, p.cid
"""
