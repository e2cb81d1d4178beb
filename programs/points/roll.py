"""The roll of one year: who is registered under which number, and what they are called."""

import re
from collections import defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache, partial

import sqlalchemy as sa
from sqlalchemy.orm import Session

from programs.points import eligibility, turns
from programs.points.judging import Member
from programs.points.register import TABLE
from programs.points.rule import Rule
from resources import calendar
from resources.names import variant_fold
from sessions.person_tables import FormerName, Person

_PERSON: sa.Table = Person.__table__  # type: ignore[attr-defined]
_FORMER: sa.Table = FormerName.__table__  # type: ignore[attr-defined]
_OWN, _ROOT = _PERSON.alias("own"), _PERSON.alias("root")
_OWNER = sa.func.coalesce(_OWN.c.merged_into, _OWN.c.id)
_HONORIFIC = re.compile(r"(様|さま|さん|殿|氏|君|先生)$")
_BRACKETS = re.compile(r"[（(\[［].*?[)）\]］]")


@dataclass(frozen=True)
class Roll:
    """All registrations of one year; what people are called is read when it is first asked."""

    year: int
    members: dict[str, Member]
    call: Callable[[], dict[str, frozenset[str]]]
    call_own: Callable[[], dict[str, frozenset[str]]]  # of the members alone

    @cached_property
    def _own(self) -> dict[str, frozenset[str]]:
        return self.call_own()

    @cached_property
    def called(self) -> dict[str, frozenset[str]]:
        """Return {person id: every folded form they are called by}."""
        return self.call()

    @cached_property
    def _owners(self) -> dict[str, set[str]]:
        """{folded full name: the people who bear it today}."""
        owners: dict[str, set[str]] = defaultdict(set)
        for person, names in self.called.items():
            for name in names:
                owners[name].add(person)
        return owners

    def another(self, number: str, written: str) -> bool:
        """Say whether the full name `written` beside `number` belongs to others only.

        The family name alone, kana, 様, a name in use or another form of a letter is no other
        name; and a name nobody on the roll bears proves nothing.
        """
        name = bare(written)
        if not name or number not in self.members:
            return False
        if name in self._own.get(self.members[number].person_id, ()):
            return False  # nearly always: nobody else's names need be read
        owners = self._owners.get(name)
        if not owners:
            return False
        return self.members[number].person_id not in owners

    def numbers_of(self, people: Collection[str]) -> set[str]:
        """Return every number that `people` have this year."""
        wanted = set(people)
        return {one.number for one in self.members.values() if one.person_id in wanted}


@lru_cache(maxsize=4096)  # every page of a volunteer compares the same few names
def bare(written: str) -> str:
    """Return a name as written, folded, without blanks, brackets and 様."""
    return _HONORIFIC.sub("", variant_fold(_BRACKETS.sub("", written)))


def read(db: Session, year: int, rule: Rule, numbers: Collection[str] | None = None) -> Roll:
    """Return the roll of `year`, or of the people behind `numbers` with every number they have.

    Ages and the insurance are taken as `rule` has them.
    """
    own, root = _OWN, _ROOT
    query = (
        sa.select(
            TABLE.c.number, TABLE.c.registered, TABLE.c.insured, TABLE.c.cancelled,
            sa.func.coalesce(root.c.id, own.c.id).label("root_id"),
            sa.func.coalesce(root.c.birth, own.c.birth).label("birth"),
        )
        .join(own, own.c.id == TABLE.c.person_id)
        .outerjoin(root, root.c.id == own.c.merged_into)
        .where(TABLE.c.year == year)
        .order_by(TABLE.c.number)
    )  # fmt: skip
    if numbers is not None:
        query = query.where(_OWNER.in_(_behind(year, numbers)))
    first = rule.bounds(year)[0]
    unfit, met = eligibility.standing(db, year)
    pauses = turns.pauses(db, year)
    members = {
        row.number: Member(
            number=row.number,
            person_id=row.root_id,
            registered=row.registered,
            insured_from=covered(row.insured, first),
            cancelled=row.cancelled,
            reaches=_reaches(row.birth, rule.eligibility.min_age),
            unfit_from=unfit.get(row.number),
            met=frozenset(met.get(row.number, ())),
            pauses=pauses.get(row.number, ()),
        )
        for row in db.execute(query)
    }
    return Roll(
        year, members, partial(_called, db, year), partial(_called, db, year, numbers)
    )  # fmt: skip


def _behind(year: int, numbers: Collection[str]) -> sa.Select[tuple[str]]:
    """Return the people, after merging, behind `numbers` of `year`."""
    one = _PERSON.c
    return (
        sa.select(sa.func.coalesce(one.merged_into, one.id))
        .join(TABLE, TABLE.c.person_id == one.id)
        .where(TABLE.c.year == year, TABLE.c.number.in_(sorted(numbers)))
    )


def _called(
    db: Session, year: int, numbers: Collection[str] | None = None
) -> dict[str, frozenset[str]]:
    """Return {person id: every folded form they are called by}, of everybody on the roll.

    With `numbers` only of the people behind them.
    """
    own, root = _OWN, _ROOT
    query = (
        sa.select(
            own.c.id, sa.func.coalesce(root.c.id, own.c.id).label("root_id"),
            own.c.name, root.c.name.label("root_name"), own.c.former_name, own.c.alias,
            own.c.latin, own.c.kana,
        )
        .join(TABLE, TABLE.c.person_id == own.c.id)
        .outerjoin(root, root.c.id == own.c.merged_into)
        .where(TABLE.c.year == year)
    )  # fmt: skip
    formers = sa.select(_FORMER.c.person_id, _FORMER.c.name)
    if numbers is not None:
        query = query.where(_OWNER.in_(_behind(year, numbers)))
        formers = formers.join(own, own.c.id == _FORMER.c.person_id).where(
            _OWNER.in_(_behind(year, numbers))
        )
    called: dict[str, set[str]] = defaultdict(set)
    owner: dict[str, str] = {}
    for row in db.execute(query):
        owner[row.id] = row.root_id
        called[row.root_id] |= {bare(name) for name in row[2:] if name}
    for former in db.execute(formers):
        if former.person_id in owner:
            called[owner[former.person_id]].add(bare(former.name))
    return {person: frozenset(names) for person, names in called.items()}


def covered(insured: date | None, first: date) -> date | None:
    """Return the first day of the cover: 4/1, or the day after the formalities (由布市社協)."""
    return None if insured is None else max(first, insured + timedelta(days=1))


def _reaches(birth: date | None, age: int | None) -> date | None:
    return None if birth is None or age is None else calendar.reaches(birth, age)
