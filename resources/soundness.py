"""Whether an office's file is whole: pages, seals, links, the journal's chain, and the counts."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import SQLModel

from resources import cipher, engines, journal, migrations
from resources.words import _

if TYPE_CHECKING:
    from resources.doors import Doors

Progress = Callable[[int, int], None]
"""Told how much of how much is done; whatever it raises stops the work and undoes it."""


@dataclass(frozen=True)
class Findings:
    """What an examination found; `problems` are sentences, none of them with personal data."""

    schema: int
    counts: dict[str, int]
    lines: int
    head: str
    problems: tuple[str, ...]
    balances: dict[str, str] = field(default_factory=dict)

    @property
    def sound(self) -> bool:
        """Tell whether nothing at all was found wrong."""
        return not self.problems


@dataclass(frozen=True)
class Balance:
    """What a programme's recomputing came to; `problems` name what does not add up."""

    figures: str
    problems: tuple[str, ...] = ()


Balancing = Callable[[Session], Balance]
"""Recomputes what a programme owes or counts, from its log alone, and says it in few figures."""

_BALANCES: dict[str, Balancing] = {}


def register(name: str, balancing: Balancing) -> None:
    """Let every examination of an office recompute the balances called `name`."""
    _BALANCES[name] = balancing


class Opened(Protocol):
    """An office that is open: where it lies, and the key to it."""

    folder: Path
    path: Path
    data_key: bytes


def check(office: Opened, marks: Mapping[int, str] | None = None) -> Findings:
    """Examine the open `office` beside its running work; see `examine`."""
    return examine(office.path, office.data_key, marks)


def check_shared(office: "Doors", marks: Mapping[int, str] | None = None) -> Findings:
    """Examine an office on a server as far as a desk can: its links are the server's to keep.

    The journal is walked with `marks`, the balances are recomputed, the rows of every table that
    whoever signed in may read are counted, all in one moment of the data.
    """
    problems: list[str] = []
    balances: dict[str, str] = {}
    with office.read() as db:
        counted = {
            table.name: db.scalar(sa.select(sa.func.count()).select_from(table)) or 0
            for table in SQLModel.metadata.sorted_tables
            if db.scalar(sa.select(sa.func.has_table_privilege(f'"{table.name}"', "SELECT")))
        }
        chain = journal.verify(db, marks)
        for name, balancing in _BALANCES.items():
            balance = balancing(db)
            balances[name] = balance.figures
            problems += balance.problems
    problems += _told(chain)
    found = tuple(problems)
    return Findings(migrations.HEAD, counted, chain.lines, chain.head, found, balances)


def _told(chain: journal.Chain) -> list[str]:
    found = []
    if chain.broken_at is not None:
        found.append(
            _("The journal was changed by another program at line {line}.").format(
                line=chain.broken_at
            )
        )
    if chain.astray:
        found.append(
            _("The journal is not the one of which a mark was kept at line {line}.").format(
                line=chain.astray[0]
            )
        )
    return found


def examine(path: Path, data_key: bytes, marks: Mapping[int, str] | None = None) -> Findings:
    """Examine the file at `path`, changing nothing; `marks` as `journal.verify` takes them.

    Refuses (as `cipher.connect` does) a file whose very beginning cannot be read.
    """
    schema = cipher.schema(path, data_key)
    engine = engines.engine(path, data_key, "BEGIN", wal=False)
    problems: list[str] = []
    counted: dict[str, int] = {}
    balances: dict[str, str] = {}
    chain = journal.Chain(0, "", None)
    try:
        with Session(engine) as db:
            problems += _pages(db)
            counted = count_tables(lambda sql: db.execute(sa.text(sql)).all())
            chain = journal.verify(db, marks)
            # An older form has no tables for them; it is recomputed once it was brought up to date.
            for name, balancing in _BALANCES.items() if schema == migrations.HEAD else ():
                balance = balancing(db)
                balances[name] = balance.figures
                problems += balance.problems
    except sa.exc.DBAPIError as error:
        refusal = cipher.refusal(error.orig) if error.orig else None
        if refusal is None:
            raise
        problems.append(refusal.what)
    finally:
        engine.dispose()
    problems += _told(chain)
    return Findings(schema, counted, chain.lines, chain.head, tuple(problems), balances)


def count_tables(ask: Callable[[str], Iterable[Sequence[Any]]]) -> dict[str, int]:
    """Return how many rows each table holds; `ask` runs one statement and gives its rows."""
    tables = [
        name
        for (name,) in ask("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        if not name.startswith("sqlite_")
    ]
    if not tables:
        return {}
    each = " UNION ALL ".join(f"SELECT '{name}', count(*) FROM \"{name}\"" for name in tables)
    return {str(name): int(number) for name, number in ask(each)}


def _pages(db: Session) -> list[str]:
    """Return what the database's own checks say, each kind of damage once."""
    found = []
    if db.execute(sa.text("PRAGMA cipher_integrity_check")).first():
        found.append(_("Bytes of the data were changed outside of inakurashi."))
    if db.scalars(sa.text("PRAGMA integrity_check")).all() != ["ok"]:
        found.append(_("The office's data is damaged."))
    if db.execute(sa.text("PRAGMA foreign_key_check")).first():
        found.append(_("Some rows point to rows that do not exist."))
    return found
