"""Doubles proposed and what people answered: この方です or 別の方です, remembered for good."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel

from resources import journal
from resources.names import fold
from resources.records import ID_LENGTH, Record, new_id, one_of, touch
from resources.refusals import Refusal
from resources.words import _, mark
from sessions import likeness_rules as rules
from sessions import likeness_scan, search_keys
from sessions.likeness_rules import Facts, Score
from sessions.merging import merge, unmerge
from sessions.person_entry import PersonDetails
from sessions.person_tables import PERSON, SEARCH_KEY
from sessions.person_views import PersonView, Relation, standing, views, views_of


class Answer(StrEnum):
    """What is known about a pair."""

    OPEN = "open"
    SAME = "same"
    DIFFERENT = "different"


class Likeness(Record, table=True):
    """Two entries that may be one person, and what was answered."""

    __table_args__ = (
        sa.UniqueConstraint("one_id", "other_id"),
        sa.CheckConstraint("one_id < other_id", name="in_order"),
    )

    one_id: str = Field(foreign_key="person.id", index=True, max_length=ID_LENGTH)
    other_id: str = Field(foreign_key="person.id", index=True, max_length=ID_LENGTH)
    points: int = 0
    reasons: str = Field(default="", max_length=120)  # comma separated
    answer: Answer = Field(default=Answer.OPEN, sa_column=one_of(Answer))
    answered_at: datetime | None = None
    answered_by: str | None = Field(default=None, max_length=ID_LENGTH)


TABLE: sa.Table = SQLModel.metadata.tables["likeness"]
_AT_ONCE = 500
_MANY = 20_000  # beyond these the whole register is read faster than its people one by one
_WORDS = {
    rules.NAME: mark("the same name"),
    rules.READING: mark("the same reading"),
    rules.GIVEN_NAME: mark("the same given name"),
    rules.BIRTH: mark("the same birth date"),
    rules.PHONE: mark("the same telephone"),
    rules.ADDRESS: mark("the same address"),
    rules.NUMBER: mark("the same number"),
    rules.FORMER: mark("the former name"),
    rules.LATIN: mark("the same Latin name"),
    rules.SOUND: mark("nearly the same reading"),
    rules.BIRTH_NEAR: mark("a birth date that may be a slip"),
    rules.HOUSEHOLD: mark("the same household"),
}


@dataclass(frozen=True)
class Candidate:
    """Someone in the register whom an entry resembles."""

    person: PersonView
    points: int
    reasons: tuple[str, ...]

    @property
    def agreements(self) -> tuple[str, ...]:
        """What agrees, in the words of the screen."""
        return words(self.reasons)


@dataclass(frozen=True)
class Pair:
    """Two people of the register who may be one."""

    one: PersonView
    other: PersonView
    points: int
    reasons: tuple[str, ...]
    answer: Answer


def words(reasons: Iterable[str]) -> tuple[str, ...]:
    """Return what agrees in the words of the screen; a whole name tells of its parts."""
    found = set(reasons)
    if found & {rules.NAME, rules.READING}:
        found -= {rules.GIVEN_NAME, rules.SOUND}
    return tuple(_(word) for reason, word in _WORDS.items() if reason in found)


def facts_of(
    person: PersonView | PersonDetails,
    relations: Sequence[Relation] = (),
    *,
    household: str = "",
) -> Facts:
    """Return what is compared of a person of the register or of an entry."""
    given = person.relations if isinstance(person, PersonView) else tuple(relations)
    return rules.facts(
        name=person.name,
        kana=person.kana,
        others=(person.alias, person.latin),
        former=person.former_name,
        birth=person.birth,
        phones=tuple(digits for _written, digits in person.phones),
        address=person.address,
        numbers=tuple((relation.programme, relation.number) for relation in given),
        household=household,
    )


def candidates(
    db: Session,
    entered: PersonDetails,
    relations: Sequence[Relation] = (),
    *,
    besides: str | None = None,
) -> list[Candidate]:
    """Return whom an entry resembles, the likeliest first, for the form while one types.

    `besides` is the person being corrected. People answered 別の方です to them are left out.
    """
    entry = facts_of(entered, relations)
    keys = {key[:120] for key in entry.names | entry.phones if key}
    keys |= {key[:120] for key in (entry.reading, entry.address) if key}
    keys |= {f"{search_keys.NUMBER}{fold(relation.number)}" for relation in relations}
    query = sa.select(SEARCH_KEY.c.person_id).where(SEARCH_KEY.c.key.in_(keys)).limit(rules.CROWD)
    near = set(db.scalars(query)) - {besides}
    if besides is not None:
        near -= {
            other for pair, answer in answers(db, besides).items() for other in pair
            if answer is Answer.DIFFERENT
        }  # fmt: skip
    found = [
        Candidate(person, score.points, score.reasons)
        for person in views(db, sorted(near), whole=True)
        if (score := rules.perhaps(entry, facts_of(person))) is not None
    ]
    return sorted(found, key=lambda candidate: -candidate.points)


def answers(db: Session, person_id: str | None = None) -> dict[tuple[str, str], Answer]:
    """Return the answer to each pair, ids in order, of one person or of all."""
    query = sa.select(TABLE.c.one_id, TABLE.c.other_id, TABLE.c.answer)
    if person_id is not None:
        query = query.where(sa.or_(TABLE.c.one_id == person_id, TABLE.c.other_id == person_id))
    return {(one, other): Answer(answer) for one, other, answer in db.execute(query)}


def open_pairs(db: Session, said: Answer = Answer.OPEN) -> list[Pair]:
    """Return the pairs that wait for an answer (or got `said`), the likeliest first."""
    rows = db.execute(
        sa.select(TABLE)
        .where(TABLE.c.answer == said)
        .order_by(TABLE.c.points.desc(), TABLE.c.one_id, TABLE.c.other_id)
    ).all()
    ids = {person for row in rows for person in (row.one_id, row.other_id)}
    people = {person.id: person for person in views(db, sorted(ids))}
    return [
        Pair(one, other, row.points, tuple(filter(None, row.reasons.split(","))), said)
        for row in rows
        if not (one := people[row.one_id]).merged_into
        and not (other := people[row.other_id]).merged_into
    ]


def doubles(db: Session) -> list[tuple[str, str, Score]]:
    """Return all alike pairs of the register (ids in order) that nobody has answered yet.

    The likeliest first; where two are as likely, in the order of their ids.
    """
    near, known = likeness_scan.pairs(db), answers(db)
    near = {pair for pair in near if known.get(pair, Answer.OPEN) is Answer.OPEN}
    wanted = sorted({person for pair in near for person in pair})
    homes = likeness_scan.households(db)
    people = {
        person.id: facts_of(person, household=homes.get(person.id, ""))
        for person in _whole(db, wanted)
        if not person.merged_into
    }
    found = [
        (one, other, score)
        for one, other in near
        if one in people
        and other in people
        and (score := rules.likeness(people[one], people[other])) is not None
    ]
    return sorted(found, key=lambda pair: (-pair[2].points, pair[0], pair[1]))


def _whole(db: Session, ids: Sequence[str]) -> list[PersonView]:
    """Return people with their hidden whereabouts, which are compared and never told."""
    if len(ids) > _MANY:
        wanted = set(ids)
        return [one for one in views_of(db, standing(), whole=True) if one.id in wanted]
    return [
        one
        for start in range(0, len(ids), _AT_ONCE)
        for one in views(db, ids[start : start + _AT_ONCE], whole=True)
    ]


def propose(db: Session, pairs: Iterable[tuple[str, str, Score]], *, at: datetime, by: str) -> int:
    """Put pairs before the office and return how many are new; answered ones stay answered."""
    known = answers(db)
    rows = []
    for one, other, score in pairs:
        pair = _in_order(one, other)
        if pair in known:
            continue
        known[pair] = Answer.OPEN
        rows.append({
            "id": new_id(), "version": 1, "recorded_at": at, "recorded_by": by,
            "one_id": pair[0], "other_id": pair[1], "points": score.points,
            "reasons": ",".join(score.reasons), "answer": Answer.OPEN,
        })  # fmt: skip
    if rows:
        db.execute(sa.insert(TABLE), rows)
        touch(db, Likeness)
    return len(rows)


def answer(
    db: Session,
    one: str,
    other: str,
    said: Answer,
    *,
    keep: str | None = None,
    chosen: PersonDetails | None = None,
    at: datetime,
    by: str,
) -> None:
    """Remember for good whether two entries are one person; `same` brings them together.

    `keep` is the entry that shows from then on, by default the older one, `chosen` how it reads
    then. Another answer later is possible: 別の方です parts them again. Refuses `open`, one
    person with themselves, and what contradicts another answer about the same people.
    """
    if said is Answer.OPEN or one == other:
        raise Refusal(_("There is nothing to answer."), _("Choose two people and an answer."))
    pair = _in_order(one, other)
    first, second = sorted(views(db, pair), key=lambda person: person.id)
    merged = next((person for person in (first, second) if person.merged_into in pair), None)
    if said is Answer.SAME and merged is None:
        _refuse_contradiction(db, first, second)
    elif said is Answer.DIFFERENT and first.merged_into and first.merged_into == second.merged_into:
        raise Refusal(
            _("Both were brought together with a third entry."),
            _("Open that person and part the wrong one there."),
        )
    before = answers(db, one).get(pair)
    if before is None:
        score = rules.likeness(facts_of(first), facts_of(second)) or Score(0, ())
        propose(db, [(*pair, score)], at=at, by=by)
    put(db, *pair, said, before=before, at=at, by=by)
    if said is Answer.SAME and merged is None:
        kept = keep or pair[0]
        merge(db, kept, pair[1] if kept == pair[0] else pair[0], chosen=chosen, at=at, by=by)
    elif said is Answer.DIFFERENT and merged is not None:
        unmerge(db, merged.id, at=at, by=by)


def _refuse_contradiction(db: Session, first: PersonView, second: PersonView) -> None:
    """Refuse where somebody of the one side was answered 別の方です about one of the other."""
    sides = [
        set(db.scalars(sa.select(PERSON.c.id).where(
            sa.or_(PERSON.c.id == one.id, PERSON.c.merged_into == one.id)
        )))
        for one in (first, second)
    ]  # fmt: skip
    known = answers(db, first.id) | {
        pair: said for one in sides[0] - {first.id} for pair, said in answers(db, one).items()
    }
    for pair, said in known.items():
        across = set(pair) & sides[0] and set(pair) & sides[1]
        if across and said is Answer.DIFFERENT and set(pair) != {first.id, second.id}:
            names = "、".join(person.name for person in views(db, pair))
            raise Refusal(
                _("These were answered as different people: {names}.").format(names=names),
                _("Take that answer back first."),
            )


def reopen(db: Session, one: str, other: str, *, at: datetime, by: str) -> None:
    """Take 別の方です back: the pair waits for an answer again."""
    pair = _in_order(one, other)
    before = answers(db, one).get(pair)
    if before is not Answer.DIFFERENT:
        raise Refusal(_("There is nothing to answer."), _("Choose two people and an answer."))
    put(db, *pair, Answer.OPEN, before=before, at=at, by=by)


def look_through(db: Session, *, at: datetime, by: str) -> int:
    """Look through the whole register and put new pairs before the office; return how many."""
    return propose(db, doubles(db), at=at, by=by)


def put(
    db: Session,
    one: str,
    other: str,
    said: Answer | None,
    *,
    before: str | None,
    at: datetime,
    by: str,
) -> None:
    """Write the answer to a pair (ids in order) that is known; None forgets the pair.

    Brings nobody together and parts nobody: that is `answer`, or an answer taken back.
    """
    this = sa.and_(TABLE.c.one_id == one, TABLE.c.other_id == other)
    if said is None:
        db.execute(sa.delete(TABLE).where(this))
    elif before is None and not db.scalar(sa.select(TABLE.c.id).where(this)):
        propose(db, [(one, other, Score(0, ()))], at=at, by=by)
    if said is not None:
        db.execute(
            sa.update(TABLE)
            .where(this)
            .values(answer=said, answered_at=at, answered_by=by, version=TABLE.c.version + 1)
        )
    db.expire_all()
    touch(db, Likeness)
    journal.write(
        db, "answer", "likeness", one, at=at, by=by,
        before={"other": other, "answer": before}, after={"other": other, "answer": said},
    )  # fmt: skip


def _in_order(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)
