"""Lines that may speak of one person: beside each other, and beside the register."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from sessions import likeness, search_keys
from sessions import likeness_rules as rules
from sessions.intake.batches import Fate
from sessions.intake.outlook import Line, Pair
from sessions.intake.replies import Replies, Subject
from sessions.intake.rows import Place, Row
from sessions.likeness import Answer
from sessions.likeness_rules import Facts, Score
from sessions.person_tables import PERSON
from sessions.person_views import views_of


@dataclass(frozen=True)
class _Face:
    """What is compared of a line, or of a person of the register."""

    subject: Subject
    person_id: str | None
    new: bool
    name: str
    facts: Facts


def find(db: Session, lines: Sequence[Line], programme: str) -> list[Pair]:
    """Return every pair of lines, and of a new line and a person, that look alike."""
    faces = [_of_line(line, programme) for line in lines]
    told = {line.person_id for line in lines if line.person_id}
    if any(face.new for face in faces):
        faces += [
            _Face(view.id, view.id, False, view.name, likeness.facts_of(view))
            for view in views_of(db, PERSON.c.merged_into.is_(None), whole=True)
            if view.id not in told
        ]
    remembered = likeness.answers(db)
    found = []
    for at, beside, score in rules.pairs([face.facts for face in faces]):
        one, other = faces[at], faces[beside]
        among_lines = isinstance(one.subject, tuple) and isinstance(other.subject, tuple)
        if not (among_lines or one.new or other.new):
            continue
        if one.person_id and one.person_id == other.person_id:
            continue
        ids = sorted(filter(None, (one.person_id, other.person_id)))
        said = remembered.get((ids[0], ids[1])) if len(ids) == 2 else None
        found.append(
            Pair(
                one.subject,
                other.subject,
                score,
                said is None and (one.new or other.new),
                said in {Answer.SAME, Answer.DIFFERENT},
                next((face.name for face in (one, other) if isinstance(face.subject, str)), ""),
            )
        )
    return found + _held_apart(lines, found)


def _of_line(line: Line, programme: str) -> _Face:
    row: Row = line.row
    return _Face(
        row.place,
        line.person_id,
        line.fate in {Fate.ADDED, Fate.HELD},
        row.name,
        rules.facts(
            name=row.name,
            kana=row.kana,
            others=(row.alias, row.latin),
            former=row.former_name,
            birth=row.birth,
            phones=tuple(digits for _written, digits in row.phones),
            address=row.address,
            numbers=((programme, row.number),) if row.number and programme else (),
        ),
    )


def _held_apart(lines: Sequence[Line], found: Sequence[Pair]) -> list[Pair]:
    """Return lines held for their number although nothing else is alike: they, too, are asked."""
    asked = {frozenset((pair.first, pair.second)) for pair in found}
    return [
        Pair(line.holds, line.row.place, Score(0, (rules.NUMBER,)), fresh=True)
        for line in lines
        if line.holds
        and line.fate is Fate.HELD
        and frozenset((line.holds, line.row.place)) not in asked
    ]


def later_rows(lines: Sequence[Line], pairs: Iterable[Pair], replies: Replies) -> list[Row]:
    """Return the lines that look like an earlier line, nobody having said yet."""
    by_place = {line.row.place: at for at, line in enumerate(lines)}
    later = {
        max(by_place[pair.first], by_place[pair.second])
        for pair in pairs
        if isinstance(pair.first, tuple)
        and isinstance(pair.second, tuple)
        and pair.score.points
        and not pair.answered(replies)
    }
    return [lines[at].row for at in sorted(later)]


def settle(
    db: Session,
    pairs: Iterable[Pair],
    people: Mapping[Place, str],
    replies: Replies,
    *,
    at: datetime,
    by: str,
) -> None:
    """Keep what was answered, and leave the rest as open proposals in the register."""

    def person(subject: Subject) -> str | None:
        return subject if isinstance(subject, str) else people.get(subject)

    remembered = likeness.answers(db)
    for subjects, same in replies.said().items():
        ids = sorted(set(filter(None, map(person, subjects))))
        said = Answer.SAME if same else Answer.DIFFERENT
        if len(ids) == 2 and remembered.get((ids[0], ids[1])) is not said:
            likeness.answer(db, ids[0], ids[1], said, at=at, by=by)
    proposed = []
    for pair in pairs:
        first, second = person(pair.first), person(pair.second)
        if first and second and first != second and pair.fresh and not pair.answered(replies):
            proposed.append((first, second, pair.score))
    likeness.propose(db, proposed, at=at, by=by)


def find_again(db: Session, person_ids: Iterable[str]) -> None:
    """Make the search keys of people anew who got a further number."""
    for person_id in person_ids:
        search_keys.write(db, person_id)
