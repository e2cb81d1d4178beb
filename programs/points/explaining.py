"""Why a balance is what it is: down to the activity, its host, its report, its rule and its cap."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from programs.points import activities, balances, hosts, ledger, settling
from programs.points.balances import Standing
from programs.points.judging import Judged
from programs.points.ledger import Kind
from resources.refusals import Refusal
from resources.words import _


@dataclass(frozen=True)
class Explained:
    """One activity and how it came to count for what it counts for."""

    day: date | None
    host: str  # "" where it is not known
    begins: int | None
    ends: int | None
    minutes: int
    content: str
    recorded: int
    counted: int
    total: int  # counted so far in the year, this one included
    accepted: bool
    causes: tuple[str, ...]  # words of sheet_intake.WORDS
    source: str  # a word of activities.Source
    file: str
    line: int
    entered_at: datetime
    entered_by: str
    rule_turn: int  # version of the rules of the year
    written: tuple[tuple[datetime, int], ...]  # lines of the ledger: when, counted
    id: str = ""  # of the activity


@dataclass(frozen=True)
class TakenBack:
    """An activity that counted once and was taken back: the ledger has both."""

    day: date
    host: str
    minutes: int
    content: str
    recorded: int
    counted: int
    cause: str  # what had kept stamps from counting, "" where all counted
    why: str  # the reason of the reversal


@dataclass(frozen=True)
class Explanation:
    """A balance with everything it is made of; `others` is what no activity explains."""

    standing: Standing
    lines: tuple[Explained, ...]
    others: tuple[tuple[date, str, int, str], ...]  # day, kind of the ledger line, yen, reason
    taken_back: tuple[TakenBack, ...] = ()
    brought: int = 0  # stamps carried in from the year before, less those carried out


def explain(db: Session, year: int, number: str) -> Explanation:
    """Return why `number` stands where it stands in `year`; refuses a number nobody has."""
    found = balances.of_year(db, year, [number])
    now = settling.judged(db, year, [number])
    mine = [one for one in now.judged if one.deed.number == number]
    if not mine and not (found and found[0].person_id):
        raise Refusal(
            _("Nobody is registered under {numbers} in that year.").format(numbers=number),
            _("Look at the number and the year again."),
        )
    named = {
        row.id: row.name for row in db.execute(sa.select(hosts.TABLE.c.id, hosts.TABLE.c.name))
    }
    holding = {one.deed.fact for one in mine if one.accepted}
    sources = _sources(db, [one.deed.id for one in mine])
    entries = ledger.lines(db, year, number)
    written: dict[str, list[tuple[datetime, int]]] = {}
    for entry in entries:
        written.setdefault(entry.about, []).append((entry.recorded_at, entry.counted))
    lines, total = [], 0
    for one in mine:
        total += one.counted
        version = now.rules.version_on(one.deed.day or date(year, 4, 1))
        lines.append(
            _explained(one, sources[one.deed.id], named, total, version.turn,
                       tuple(written.get(one.deed.fact, ())) if one.accepted else ())
        )  # fmt: skip
    others = tuple(
        (entry.day, str(entry.kind), entry.yen, entry.reason)
        for entry in entries
        if entry.kind not in {Kind.AWARD, Kind.REVERSAL}
    )
    brought = sum(one.counted for one in entries if one.kind in {Kind.CARRIED_IN, Kind.CARRIED_OUT})
    back = _taken_back(db, entries, holding, named)
    return Explanation(found[0], tuple(lines), others, tuple(back), brought)


def _taken_back(
    db: Session,
    entries: Sequence[Any],
    holding: AbstractSet[str],
    named: dict[str, str],
) -> Iterator[TakenBack]:
    """Yield what the ledger awarded and reversed in full, in the order of the days."""
    awards: dict[str, Any] = {}
    sums: dict[str, int] = defaultdict(int)
    last: dict[str, Any] = {}
    for entry in entries:
        if entry.kind in {Kind.AWARD, Kind.REVERSAL}:
            awards.setdefault(entry.about, entry)
            sums[entry.about] += entry.activities
            last[entry.about] = entry
    gone = [fact for fact in awards if not sums[fact] and fact not in holding]
    if not gone:
        return
    by_name = hosts.by_name(db)
    known = _reported(db, gone)
    for fact in sorted(gone, key=lambda fact: (awards[fact].day, fact)):
        award, one = awards[fact], known.get(fact)
        host_id = None if one is None else one.host_id or by_name.get(one.host_key or "")
        yield TakenBack(
            day=award.day, host=named.get(host_id or "", ""), minutes=award.minutes,
            content="" if one is None else one.content, recorded=award.recorded,
            counted=award.counted, cause=award.cause, why=last[fact].reason,
        )  # fmt: skip


def _explained(
    one: Judged,
    source: Any,
    named: dict[str, str],
    total: int,
    turn: int,
    written: tuple[tuple[datetime, int], ...],
) -> Explained:
    deed = one.deed
    causes = [*([one.cause] if one.cause else []), *one.notes]
    return Explained(
        day=deed.day, host=named.get(deed.host_id or "", ""), begins=deed.begins, ends=deed.ends,
        minutes=deed.minutes, content=deed.content, recorded=one.recorded, counted=one.counted,
        total=total, accepted=one.accepted, causes=tuple(dict.fromkeys(causes)),
        source=str(source.source), file=source.file or "", line=source.line,
        entered_at=source.recorded_at, entered_by=source.recorded_by, rule_turn=turn,
        written=written, id=deed.id,
    )  # fmt: skip


def _sources(db: Session, ids: Sequence[str]) -> dict[str, Any]:
    table, sheets = activities.TABLE, activities.SHEETS
    query = sa.select(
        table.c.id, table.c.source, table.c.line, table.c.recorded_at, table.c.recorded_by,
        sheets.c.file,
    ).select_from(table.outerjoin(sheets, sheets.c.id == table.c.sheet_id))  # fmt: skip
    found: dict[str, Any] = {}
    for start in range(0, len(ids), 500):
        rows = db.execute(query.where(table.c.id.in_(ids[start : start + 500])))
        found |= {row.id: row for row in rows}
    return found


def _reported(db: Session, facts: Sequence[str]) -> dict[str, Any]:
    """Return {fact: what was reported of it}, of what does not stand any more, too."""
    table, sheets = activities.TABLE, activities.SHEETS
    query = sa.select(
        table.c.fact, table.c.host_id, table.c.content, sheets.c.host_key
    ).select_from(table.outerjoin(sheets, sheets.c.id == table.c.sheet_id))  # fmt: skip
    found: dict[str, Any] = {}
    for start in range(0, len(facts), 500):
        rows = db.execute(query.where(table.c.fact.in_(facts[start : start + 500])))
        found |= {row.fact: row for row in rows}
    return found
