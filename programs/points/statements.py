"""明細書 made: what each says is taken from the ledger, kept as a claim, and checked ever after."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel

from programs.points import balances, hosts, ledger, settling
from programs.points.balances import Standing
from programs.points.judging import Judged
from programs.points.papers.statement import Line, Statement
from programs.points.rule import Carry, Rule, Worth
from programs.points.rule_words import counter, money
from resources import calendar, journal
from resources.records import Entry, new_id, touch
from resources.refusals import Refusal
from resources.words import _, mark
from sessions import addressees, mailing_lists, office, passes
from sessions.office import OfficeDetails

_ANSWER_DAYS = timedelta(days=14)
_READABLE = 10  # letters of 12 points in the column of activities
_WHY = {
    "below_one_stamp": mark("short"),
    "over_daily_cap": mark("most a day"),
    "over_host_cap": mark("most a host"),
    "over_monthly_cap": mark("most a month"),
    "over_yearly_cap": mark("most a year"),
}


class IssuedStatement(Entry, table=True):
    """One statement that was made, and the balance it claimed at that moment."""

    __tablename__ = "issued_statement"

    year: int = Field(index=True)
    number: str = Field(max_length=20)
    serial: int  # of the year
    issued_on: date
    recorded: int
    counted: int
    worth: int
    exchanged: int
    last_entry: str = Field(default="", max_length=32)  # newest line of its number it knew
    lines: int = 0  # how many of them it knew: another desk's clock may be slow


TABLE: sa.Table = SQLModel.metadata.tables["issued_statement"]


@dataclass(frozen=True)
class Prepared:
    """Statements to be printed, and who of those wanted gets none, with the reason in words."""

    statements: tuple[Statement, ...]
    numbers: tuple[str, ...]
    left_out: tuple[tuple[str, str], ...]


def issue(
    db: Session, year: int, numbers: Collection[str] | None = None, *, at: datetime, by: str
) -> Prepared:
    """Make the statements of `year` for everybody registered, or for `numbers`, and keep claims.

    Whoever is withheld from letters gets none (死亡・転出・施設入所). Refused are numbers nobody
    has, and a year in which nobody is left to get one.
    """
    now = settling.judged(db, year)
    standings = balances.of_year(db, year)
    if numbers is not None:
        wanted = set(numbers)
        standings = [one for one in standings if one.number in wanted]
        missing = wanted - {one.number for one in standings if one.person_id}
        if missing:
            raise Refusal(
                _("Nobody is registered under {numbers} in that year.").format(
                    numbers="、".join(sorted(missing))
                ),
                _("Look at the number and the year again."),
            )
    standings = [one for one in standings if one.person_id]
    found = _addressed(db, standings)
    theirs: dict[str, list[Judged]] = defaultdict(list)
    for one in now.judged:
        if one.accepted:
            theirs[one.deed.number].append(one)
    named = {row[0]: row[1] for row in db.execute(sa.select(hosts.TABLE.c.id, hosts.TABLE.c.name))}
    rule, turn = now.rules.last.rule, now.rules.last.turn
    details = office.get(db).details
    codes = passes.personal_codes(db, {one.person_id for one in standings})
    serial = db.scalar(sa.select(sa.func.max(TABLE.c.serial)).where(TABLE.c.year == year)) or 0
    day = calendar.day_of(at)
    made: list[Statement] = []
    claims = []
    known = _known(db, year)
    for standing in standings:
        addressee = found.ready.get(standing.person_id)
        if addressee is None:
            continue
        serial += 1
        foot = _("Rules of {year}, version {turn}　No. {number}").format(
            year=calendar.fiscal_year_label(year), turn=turn,
            number=f"{year}-{serial:04}-{standing.number}",
        )  # fmt: skip
        made.append(
            _statement(
                standing, addressee, rule, theirs[standing.number], named, details,
                year=year, day=day, code=codes.get(standing.person_id, ""), foot=foot,
            )
        )  # fmt: skip
        claims.append(
            {
                "id": new_id(), "recorded_at": at, "recorded_by": by, "year": year,
                "number": standing.number, "serial": serial, "issued_on": day,
                "recorded": standing.recorded, "counted": standing.counted,
                "worth": standing.worth, "exchanged": standing.exchanged,
                "last_entry": known.get(standing.number, ("", 0))[0],
                "lines": known.get(standing.number, ("", 0))[1],
            }
        )  # fmt: skip
    if not made:
        raise Refusal(
            _("Nobody is left to get a statement."),
            _("Look at who is registered and who is kept from letters."),
        )
    db.execute(sa.insert(TABLE), claims)
    touch(db, IssuedStatement)
    journal.write(
        db, "issue", "issued_statement", str(claims[0]["id"]), at=at, by=by,
        after={"year": year, "count": len(claims)},
    )  # fmt: skip
    return Prepared(tuple(made), tuple(str(one["number"]) for one in claims), found.left_out)


def left_out(db: Session, year: int, numbers: Collection[str]) -> tuple[tuple[str, str], ...]:
    """Return who of `numbers` gets no statement of `year`, each with the reason in words."""
    wanted = set(numbers)
    found = [one for one in balances.of_year(db, year, wanted) if one.person_id]
    missing = wanted - {one.number for one in found}
    unknown = tuple((number, _("Not registered in that year.")) for number in sorted(missing))
    return (*_addressed(db, found).left_out, *unknown)


def _known(db: Session, year: int) -> dict[str, tuple[str, int]]:
    """Return {number: its newest line of the ledger, and how many there are}."""
    table = ledger.TABLE
    query = (
        sa.select(table.c.number, sa.func.max(table.c.id), sa.func.count())
        .where(table.c.year == year)
        .group_by(table.c.number)
    )
    return {row[0]: (row[1], int(row[2])) for row in db.execute(query)}


def broken(db: Session) -> int:
    """Return how many of all statements ever made claim what the ledger did not say then.

    A line that a slow clock put among those a statement knew makes it more than it counted:
    such a claim can no longer be told from the ledger, and is not called broken.
    """
    table = ledger.TABLE
    sums = (
        sa.select(
            TABLE.c.id,
            sa.func.coalesce(sa.func.sum(table.c.recorded), 0),
            sa.func.coalesce(sa.func.sum(table.c.counted), 0),
            sa.func.count(table.c.id),
        )
        .select_from(
            TABLE.outerjoin(
                table,
                sa.and_(
                    table.c.year == TABLE.c.year,
                    table.c.number == TABLE.c.number,
                    table.c.id <= TABLE.c.last_entry,
                ),
            )
        )
        .group_by(TABLE.c.id)
    )
    stood = {row[0]: tuple(map(int, row[1:])) for row in db.execute(sums)}
    found = 0
    for row in db.execute(sa.select(TABLE.c.id, TABLE.c.recorded, TABLE.c.counted, TABLE.c.lines)):
        recorded, counted, lines = stood[row.id]
        said = (row.recorded, row.counted)
        found += lines < row.lines or (lines == row.lines and (recorded, counted) != said)
    return found


@dataclass(frozen=True)
class _Addressed:
    ready: dict[str, addressees.Addressee]
    left_out: tuple[tuple[str, str], ...]


def _addressed(db: Session, standings: Iterable[Standing]) -> _Addressed:
    """Return who gets a letter, by person, and who does not and why; nobody else's address."""
    people: dict[str, list[str]] = defaultdict(list)
    for one in standings:
        people[one.person_id].append(one.number)
    refs = {mailing_lists.person(person): person for person in people}
    gathered = addressees.gather(db, list(refs), by_hand=True)
    ready = {refs[one.refs[0]]: one for one in gathered.ready}
    out = [(number, one.why) for one in gathered.left_out for number in people[refs[one.ref]]]
    return _Addressed(ready, tuple(out))


def _statement(
    standing: Standing,
    addressee: addressees.Addressee,
    rule: Rule,
    theirs: list[Judged],
    named: dict[str, str],
    details: OfficeDetails,
    *,
    year: int,
    day: date,
    code: str,
    foot: str,
) -> Statement:
    unit = counter(rule)
    first, last = rule.bounds(year)
    return Statement(
        address=addressees.address(addressee),
        kana=addressee.kana,
        number=standing.number,
        title=_("Statement of points"),
        period=_("{year} ({first} to {last})").format(
            year=calendar.fiscal_year_label(year), first=calendar.wareki(first),
            last=calendar.wareki(min(day, last)),
        ),
        issued=calendar.wareki(day),
        issuer=details.name,
        contact=_("Telephone {phone}").format(phone=details.phone) if details.phone else "",
        code=code,
        counted=standing.counted,
        steps=rule.value.rows if rule.value.kind is Worth.TIERS else (),
        answer=_answer(standing, unit),
        facts=(
            (_("Worth this year"), money(standing.worth)),
            (_("Exchanged already"), money(standing.exchanged)),
            (_("Can be exchanged now"), money(max(0, standing.left))),
        ),
        lines=tuple(_lines(theirs, rule, named)),
        unit=unit,
        deadline=_deadline(rule, year, day, details),
        foot=foot,
    )  # fmt: skip


def _answer(standing: Standing, unit: str) -> tuple[tuple[str, bool], ...]:
    """Return the sentence that answers, in pieces, the loud ones marked."""
    now = (_("You have "), False), (f" {standing.counted:,} {unit} ", True)
    if standing.wanted is None or standing.then is None:
        return (*now, (_(" now. It is the most of this year."), False))
    return (
        *now,
        (_(" now. Another "), False),
        (f" {standing.wanted:,} {unit} ", True),
        (_(" make {yen}.").format(yen=money(standing.then)), False),
    )


def _lines(theirs: list[Judged], rule: Rule, named: dict[str, str]) -> Iterable[Line]:
    total = 0
    for one in theirs:
        deed = one.deed
        assert deed.day is not None
        before, total = total, total + one.counted
        yield Line(
            day=f"{deed.day.month}月{deed.day.day}日（{calendar.weekday(deed.day)}）",
            host=named.get(deed.host_id or "", ""),
            content=_short(deed.content),
            time=_("{minutes}min").format(minutes=deed.minutes),
            stamps=str(one.counted),
            total=f"{total:,}",
            why=_why(one, rule, before, total),
        )


def _short(content: str) -> str:
    """Return what was done in letters an 85-year-old can read: the first of many, and others."""
    first = content.split("・", maxsplit=1)[0]
    if len(content) <= _READABLE or first == content:
        return content
    return _("{first} and more").format(first=first)


def _why(one: Judged, rule: Rule, before: int, total: int) -> str:
    if one.cause in _WHY:
        return _(_WHY[one.cause])
    if one.deed.stamps is not None:
        return _("by hand")
    if rule.yen(total) > rule.yen(before):
        return money(rule.yen(total))
    if one.counted and all(one.deed.minutes != least for least, _stamps in rule.earn):
        reached = [least for least, _stamps in rule.earn if one.deed.minutes >= least]
        if not reached or rule.earned(one.deed.minutes, one.deed.day or date.max) > len(reached):
            return _("about")
    return ""


def _deadline(rule: Rule, year: int, day: date, details: OfficeDetails) -> tuple[str, ...]:
    windows = rule.exchange_days(year)
    until = max((last for _first, last in windows), default=None)
    lines = []
    if until is not None:
        kept = _("They are not carried over to next year.") if rule.carry is Carry.NONE else ""
        lines.append(
            _("Exchange until {day}. {kept}").format(
                day=calendar.wareki_with_weekday(until), kept=kept
            ).strip()
        )  # fmt: skip
    if details.name:
        lines.append(_("Where: the counter of {office}").format(office=details.name))
    lines.append(
        _("If something is wrong, please call until {day}.").format(
            day=calendar.wareki_with_weekday(day + _ANSWER_DAYS)
        )
    )
    return tuple(lines)
