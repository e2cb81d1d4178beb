"""保存年限: how long each kind of record is kept, what is due, and what was discarded by whom.

Nothing goes by itself: somebody proposes, somebody else approves. The years count from the
first of April after the record (年度), as files of the council do.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel

from resources import journal
from resources.calendar import JAPAN, fiscal_year
from resources.records import ID_LENGTH, Record, one_of, touch
from resources.refusals import Refusal
from resources.words import _, mark
from sessions import holdings
from sessions.erasure import REQUESTS, STONES, RequestState
from sessions.holdings import ERASED_NAME
from sessions.person_tables import PERSON


class Kind(StrEnum):
    """A kind of record with a term of its own."""

    LEFT = "left"  # 名簿: やめた方
    LISTS = "lists"  # 参加者名簿
    APPLICATIONS = "applications"  # 参加申込
    IMPORTS = "imports"  # 取り込んだ名簿の行
    CERTIFICATES = "certificates"  # 参加証の控え


TITLES = {
    Kind.LEFT: mark("People of the register who left"),
    Kind.LISTS: mark("Particulars on the lists of meetings"),
    Kind.APPLICATIONS: mark("Applications to meetings"),
    Kind.IMPORTS: mark("Lines of lists brought in"),
    Kind.CERTIFICATES: mark("Copies of certificates"),
}
_CITY = mark("Usual; the council's own rules on documents decide")
_LIST = mark("Usual for lists of participants: three years")
DEFAULTS: dict[Kind, tuple[int | None, str]] = {
    Kind.LEFT: (5, _CITY),
    Kind.LISTS: (3, _LIST),
    Kind.APPLICATIONS: (1, _CITY),
    Kind.IMPORTS: (1, _CITY),
    Kind.CERTIFICATES: (None, _CITY),
}
"""Years kept (None: for good) and where the rule comes from, until the office writes its own."""


class RetentionRule(Record, table=True):
    """The office's own term for one kind of record."""

    __tablename__ = "retention_rule"
    __table_args__ = (sa.CheckConstraint("years BETWEEN 1 AND 99", name="years"),)

    kind: Kind = Field(sa_column=one_of(Kind, unique=True))
    years: int | None = None  # None: for good
    source: str = Field(default="", max_length=200)


class Disposal(Record, table=True):
    """One kind of record discarded up to a day, proposed by `recorded_by`: the 廃棄記録."""

    kind: Kind = Field(sa_column=one_of(Kind))
    until: date
    count: int
    state: RequestState = Field(default=RequestState.OPEN, sa_column=one_of(RequestState))
    decided_at: datetime | None = None
    decided_by: str = Field(default="", max_length=ID_LENGTH)


RULES: sa.Table = SQLModel.metadata.tables["retention_rule"]
DISPOSALS: sa.Table = SQLModel.metadata.tables["disposal"]


@dataclass(frozen=True)
class Rule:
    """How many years a kind is kept (None: for good), and who says so."""

    kind: Kind
    years: int | None
    source: str
    version: int = 0  # 0 while the usual rule holds


@dataclass(frozen=True)
class Due:
    """What of one kind is over: `count` records up to `until`, and the people among them."""

    kind: Kind
    years: int | None
    source: str
    until: date | None
    count: int
    people: tuple[tuple[str, str], ...] = ()  # id and name; of those who left


@dataclass(frozen=True)
class Proposal:
    """One disposal as pages show it."""

    id: str
    kind: Kind
    until: date
    count: int
    state: RequestState
    asked_by: str
    asked_at: datetime
    decided_by: str
    decided_at: datetime | None


def rules(db: Session) -> tuple[Rule, ...]:
    """Return the term of every kind, the office's own before the usual one."""
    own = {
        row.kind: Rule(row.kind, row.years, row.source, row.version)
        for row in db.execute(
            sa.select(RULES.c.kind, RULES.c.years, RULES.c.source, RULES.c.version)
        )
    }
    return tuple(
        own.get(kind) or Rule(kind, years, _(source)) for kind, (years, source) in DEFAULTS.items()
    )


def last_day(today: date, years: int) -> date:
    """Return the last day whose records are over: its 年度 ended `years` full years ago.

    A record of 令和8年度 kept three years counts from 2027-04-01 and is due on 2030-04-01.
    """
    return date(fiscal_year(today) - years, 3, 31)


def due(db: Session, *, today: date) -> tuple[Due, ...]:
    """Return for every kind what is over on the day `today`."""
    found = []
    for rule in rules(db):
        if rule.years is None:
            found.append(Due(rule.kind, None, rule.source, None, 0))
            continue
        until = last_day(today, rule.years)
        people = _left(db, until) if rule.kind is Kind.LEFT else ()
        count = len(people) if rule.kind is Kind.LEFT else _count(db, rule.kind, until)
        found.append(Due(rule.kind, rule.years, rule.source, until, count, people))
    return tuple(found)


def proposals(db: Session, *, open_only: bool = False) -> tuple[Proposal, ...]:
    """Return what was proposed to be discarded, newest first."""
    own = DISPOSALS.c
    query = sa.select(
        own.id, own.kind, own.until, own.count, own.state, own.recorded_by, own.recorded_at,
        own.decided_by, own.decided_at,
    ).order_by(own.id.desc())  # fmt: skip
    if open_only:
        query = query.where(own.state == RequestState.OPEN)
    return tuple(Proposal(*row) for row in db.execute(query))


def set_rule(
    db: Session, kind: Kind, years: int | None, source: str, *, at: datetime, by: str
) -> None:
    """Keep the office's own term for a kind; refuses one without its source and odd years."""
    if not source.strip():
        raise Refusal(
            _("It is not said which rule this is."), _("Enter the name of the rule, and its year.")
        )
    if years is not None and not 1 <= years <= 99:
        raise Refusal(_("This term is not possible."), _("Enter 1 to 99 years, or for good."))
    before = next(rule for rule in rules(db) if rule.kind is kind)
    source = source.strip()[:200]
    if before.version:
        db.execute(
            sa.update(RULES)
            .where(RULES.c.kind == kind)
            .values(
                years=years, source=source, recorded_at=at, recorded_by=by,
                version=before.version + 1,
            )
        )  # fmt: skip
        touch(db, RetentionRule)
    else:
        made = RetentionRule(kind=kind, years=years, source=source, recorded_at=at, recorded_by=by)
        db.add(made)
        db.flush()
    journal.write(
        db, "set_term", "retention", kind.value, at=at, by=by,
        before={"years": before.years}, after={"years": years, "source": source},
    )  # fmt: skip


def propose(db: Session, kind: Kind, *, today: date, at: datetime, by: str) -> str:
    """Propose to discard what is over of one kind; people who left are asked for one by one.

    Refuses where nothing is over.
    """
    found = next(one for one in due(db, today=today) if one.kind is kind)
    if kind is Kind.LEFT or not found.count or found.until is None:
        raise Refusal(_("Nothing of this kind is over."), _("Look again after the next 1 April."))
    made = Disposal(kind=kind, until=found.until, count=found.count, recorded_at=at, recorded_by=by)
    db.add(made)
    db.flush()
    after = {"kind": kind.value, "until": found.until.isoformat(), "count": found.count}
    journal.write(db, "propose", "disposal", made.id, at=at, by=by, after=after)
    return made.id


def decline(db: Session, disposal_id: str, *, at: datetime, by: str) -> None:
    """Say no to a proposal, or take one's own back."""
    asked = _open(db, disposal_id)
    _decide(db, asked, RequestState.DECLINED, asked.count, at=at, by=by)
    journal.write(db, "decline", "disposal", disposal_id, at=at, by=by)


def approve(db: Session, disposal_id: str, *, at: datetime, by: str) -> int:
    """Discard what was proposed and return how many records; refuses whoever proposed it."""
    asked = _open(db, disposal_id)
    if asked.recorded_by == by:
        raise Refusal(
            _("Whoever proposed this cannot approve it."),
            _("Let somebody else of the office look at it."),
        )
    count = _count(db, asked.kind, asked.until)
    _DISCARD[asked.kind](db, asked.until)
    db.expire_all()
    _decide(db, asked, RequestState.APPROVED, count, at=at, by=by)
    journal.write(db, "discard", "disposal", disposal_id, at=at, by=by, after={"count": count})
    return count


def _left(db: Session, until: date) -> tuple[tuple[str, str], ...]:
    asked = sa.select(REQUESTS.c.person_id).where(REQUESTS.c.state == RequestState.OPEN)
    query = (
        sa.select(PERSON.c.id, PERSON.c.name)
        .where(
            PERSON.c.left_on <= until,
            PERSON.c.merged_into.is_(None),
            PERSON.c.id.not_in(sa.select(STONES.c.person_id)),
            PERSON.c.id.not_in(asked),
        )
        .order_by(PERSON.c.sort_key, PERSON.c.id)
    )
    return tuple((row.id, row.name) for row in db.execute(query))


def _count(db: Session, kind: Kind, until: date) -> int:
    target, condition = _over(kind, until)
    return db.scalar(sa.select(sa.func.count()).select_from(target).where(condition)) or 0


def _over(kind: Kind, until: date) -> tuple[sa.Table, sa.ColumnElement[bool]]:
    """Return the table of a kind, and which of its rows are over and not discarded yet."""
    meeting = holdings.table("meeting").c
    past = sa.select(meeting.id).where(meeting.held_on <= until)
    if kind is Kind.LISTS:
        own = holdings.table("expected")
        said = sa.or_(*(own.c[name] != "" for name in ("district", "phone", "needs", "kana")))
        named = sa.and_(own.c.name != "", own.c.name != ERASED_NAME)
        return own, sa.and_(own.c.meeting_id.in_(past), sa.or_(said, named))
    if kind is Kind.APPLICATIONS:
        own = holdings.table("application")
        return own, sa.and_(own.c.meeting_id.in_(past), own.c.name != ERASED_NAME)
    if kind is Kind.IMPORTS:
        own, line = holdings.table("batch_line_values"), holdings.table("batch_line").c
        end = datetime.combine(until, time.max, JAPAN)
        return own, own.c.id.in_(sa.select(line.id).where(line.recorded_at <= end))
    own = holdings.table("certificate")
    return own, sa.and_(own.c.dated <= until, sa.func.length(own.c.pdf) > 0)


def _empty_lists(db: Session, until: date) -> None:
    """Take the particulars off old lists; who came stays, by the register or without a name."""
    target, condition = _over(Kind.LISTS, until)
    blank = next(one for one in holdings.OWN if one.table == "expected").emptied
    stands = target.c.person_id.is_not(None)
    db.execute(sa.update(target).where(condition, stands).values(**blank))
    db.execute(sa.update(target).where(condition, ~stands).values(**{**blank, "name": ERASED_NAME}))


def _empty_applications(db: Session, until: date) -> None:
    target, condition = _over(Kind.APPLICATIONS, until)
    blank = next(one for one in holdings.OWN if one.table == "application").emptied
    db.execute(sa.update(target).where(condition).values(**blank))


def _remove_lines(db: Session, until: date) -> None:
    target, condition = _over(Kind.IMPORTS, until)
    db.execute(sa.delete(target).where(condition))


def _empty_certificates(db: Session, until: date) -> None:
    target, condition = _over(Kind.CERTIFICATES, until)
    db.execute(sa.update(target).where(condition).values(pdf=b""))


_DISCARD: dict[Kind, Callable[[Session, date], None]] = {
    Kind.LISTS: _empty_lists,
    Kind.APPLICATIONS: _empty_applications,
    Kind.IMPORTS: _remove_lines,
    Kind.CERTIFICATES: _empty_certificates,
}


def _open(db: Session, disposal_id: str) -> Disposal:
    asked = db.get(Disposal, disposal_id, with_for_update=True)
    if asked is None or asked.state is not RequestState.OPEN:
        raise Refusal(
            _("This request is not open any more."), _("Look at the list of requests again.")
        )
    return asked


def _decide(
    db: Session, asked: Disposal, state: RequestState, count: int, *, at: datetime, by: str
) -> None:
    db.execute(
        sa.update(DISPOSALS)
        .where(DISPOSALS.c.id == asked.id)
        .values(
            state=state, count=count, decided_at=at, decided_by=by,
            version=DISPOSALS.c.version + 1,
        )
    )  # fmt: skip
    touch(db, Disposal)
