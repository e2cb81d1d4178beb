"""Acts on people of the register taken back: entries, corrections, numbers, doubles."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from resources import journal
from resources.journal import Line
from resources.records import touch
from resources.refusals import Refusal
from resources.words import _
from sessions import likeness, merging, people, search_keys, undo_log
from sessions.likeness import Answer, Likeness
from sessions.person_entry import details, kept
from sessions.person_tables import (
    MEMBERSHIP,
    PERSON,
    PHONE,
    SEARCH_KEY,
    Membership,
    Person,
    Phone,
    SearchKey,
)
from sessions.person_views import HIDDEN
from sessions.undoing import wording
from sessions.undoing.columns import REPLACE, WITHDRAW, Shelf, alive, plain, used
from sessions.undoing.rules import Key, Outlook, Rule, gone, nothing_left

SHELF = Shelf(Person, "person")
_OWN = frozenset({"phone", "search_key", "likeness", "merging"})


def _name(db: Session, person_id: str) -> str:
    row = SHELF.row(db, person_id)
    return "" if row is None else str(row.name)


def _back(db: Session, line: Line) -> tuple[dict[str, Any], list[str]]:
    """Return {field: what stood there} of a correction, and the fields changed again since."""
    now = plain(kept(details(people.get(db, line.object_id, whole=True))))
    before, after = line.before or {}, line.after or {}
    back: dict[str, Any] = {}
    left: list[str] = []
    for name, old in before.items():
        if name not in now or name not in after:
            continue
        if now[name] == plain(after[name]):
            back[name] = old
        elif now[name] != plain(old):
            left.append(name)
    return back, left


def _look_corrected(db: Session, line: Line, _deed: Sequence[Line], /) -> Outlook:
    name = _name(db, line.object_id)
    if not name:
        return Outlook(wording.back(line, line.before or ()), hindrance=gone())
    back, left = _back(db, line)
    hidden = people.get(db, line.object_id).hidden and set(HIDDEN) & back.keys()
    return Outlook(
        wording.back(line, back) if hidden else wording.fields_back(line, back),
        name,
        None if back else nothing_left(),
        tuple(map(wording.field, left)),
    )


def _correct_back(db: Session, line: Line, /, *, at: datetime, by: str) -> None:
    if not _name(db, line.object_id):
        raise gone()
    back, _left = _back(db, line)
    if not back:
        raise nothing_left()
    view = people.get(db, line.object_id, whole=True)
    entered = replace(details(view), **{name: _entered(name, v) for name, v in back.items()})
    people.correct(db, view.id, entered, version=view.version, opened=True, at=at, by=by)


def _entered(name: str, said: Any) -> Any:
    if name == "birth":
        return date.fromisoformat(said) if said else None
    if name == "phones":
        return tuple((written, digits) for written, digits in said or ())
    return said


def _look_enrolled(db: Session, line: Line, deed: Sequence[Line], /) -> Outlook:
    name = _name(db, line.object_id) or str((line.after or {}).get("name", ""))
    words = _("{name} is taken out of the register again.").format(name=name)
    return Outlook(words, name, _in_use(db, line, deed))


def _in_use(db: Session, line: Line, deed: Sequence[Line]) -> Refusal | None:
    row = SHELF.row(db, line.object_id)
    if row is None:
        return gone()
    inside = {(one.object_id, one.act) for one in deed}
    changed = undo_log.later(db, "person", [line.object_id], line.seq)
    if row.merged_into or any(one not in inside for one in changed):
        return Refusal(
            _("{name} was corrected or brought together since.").format(name=row.name),
            _("Take the later changes back first."),
        )
    places = used(db, PERSON, line.object_id, _OWN | {one.kind for one in deed})
    if places:
        return Refusal(
            _("{name} stands in: {places}.").format(name=row.name, places="、".join(places)),
            _("Take {name} off there first.").format(name=row.name),
        )
    return None


def _withdraw(db: Session, line: Line, /, *, at: datetime, by: str) -> None:
    if said := _in_use(db, line, ()):
        raise said
    person_id = line.object_id
    row = SHELF.row(db, person_id)
    assert row is not None
    phones = db.execute(
        sa.select(PHONE).where(PHONE.c.person_id == person_id).order_by(PHONE.c.place)
    ).all()
    before = {
        "name": row.name,
        "row": {name: plain(value) for name, value in row._mapping.items()},  # noqa: SLF001
        "telephones": [plain(dict(one._mapping)) for one in phones],  # noqa: SLF001
    }
    pairs = likeness.TABLE.c
    db.execute(
        sa.delete(likeness.TABLE).where(
            sa.or_(pairs.one_id == person_id, pairs.other_id == person_id)
        )
    )
    mergings = merging.TABLE.c
    db.execute(
        sa.delete(merging.TABLE).where(
            sa.or_(mergings.drop_id == person_id, mergings.keep_id == person_id)
        )
    )
    for table in (PHONE, SEARCH_KEY):
        db.execute(sa.delete(table).where(table.c.person_id == person_id))
    db.execute(sa.delete(PERSON).where(PERSON.c.id == person_id))
    db.expire_all()
    touch(db, Person, Phone, SearchKey, Likeness)
    journal.write(db, WITHDRAW, "person", person_id, at=at, by=by, before=before)


def _look_withdrawn(db: Session, line: Line, _deed: Sequence[Line], /) -> Outlook:
    name = str((line.before or {}).get("name", ""))
    words = _("{name} stands in the register again.").format(name=name)
    said: Refusal | None = None
    if SHELF.row(db, line.object_id) is not None:
        said = nothing_left()
    elif not (line.before or {}).get("row"):
        said = Refusal(_("The journal does not keep enough of this any more."), _("Enter it anew."))
    return Outlook(words, name, said)


def _enrol_again(db: Session, line: Line, /, *, at: datetime, by: str) -> None:
    if said := _look_withdrawn(db, line, ()).hindrance:
        raise said
    kept_ = line.before or {}
    columns = PERSON.c
    row = {n: alive(columns[n], value) for n, value in kept_["row"].items() if n in columns}
    db.execute(sa.insert(PERSON).values(**row))
    if kept_["telephones"]:
        db.execute(sa.insert(PHONE), kept_["telephones"])
    touch(db, Person, Phone)
    journal.write(
        db, REPLACE, "person", line.object_id, at=at, by=by, after={"name": kept_["name"]}
    )
    search_keys.write(db, line.object_id)


def _look_joined(db: Session, line: Line, _deed: Sequence[Line], /) -> Outlook:
    said = line.after or {}
    name = _name(db, str(said.get("person", "")))
    words = _("{name} loses the number {number} again.").format(
        name=name, number=said.get("number", "")
    )
    there = db.scalar(sa.select(MEMBERSHIP.c.id).where(MEMBERSHIP.c.id == line.object_id))
    return Outlook(words, name, None if there else gone())


def _part_number(db: Session, line: Line, /, *, at: datetime, by: str) -> None:
    query = sa.select(MEMBERSHIP).where(MEMBERSHIP.c.id == line.object_id)
    row = db.execute(query).first()
    if row is None:
        raise gone()
    db.execute(sa.delete(MEMBERSHIP).where(MEMBERSHIP.c.id == row.id))
    touch(db, Membership)
    before = {"person": row.person_id, "programme": row.programme, "number": row.number}
    journal.write(db, WITHDRAW, "membership", row.id, at=at, by=by, before=before)
    search_keys.write(db, people.get(db, row.person_id).merged_into or row.person_id)


def _look_number_gone(db: Session, line: Line, _deed: Sequence[Line], /) -> Outlook:
    said = line.before or {}
    name = _name(db, str(said.get("person", "")))
    words = _("{name} has the number {number} again.").format(
        name=name, number=said.get("number", "")
    )
    return Outlook(words, name)


def _join_again(db: Session, line: Line, /, *, at: datetime, by: str) -> None:
    said = line.before or {}
    taken = sa.select(MEMBERSHIP.c.id).where(
        MEMBERSHIP.c.programme == said["programme"], MEMBERSHIP.c.number == said["number"]
    )
    if db.scalar(taken):
        raise Refusal(
            _("The number {number} belongs to someone else already.").format(number=said["number"]),
            _("Look at both people, and choose another number."),
        )
    row = {
        "id": line.object_id, "version": 1, "recorded_at": at, "recorded_by": by,
        "person_id": said["person"], "programme": said["programme"], "number": said["number"],
    }  # fmt: skip
    db.execute(sa.insert(MEMBERSHIP), [row])
    touch(db, Membership)
    journal.write(db, "join", "membership", line.object_id, at=at, by=by, after=said)
    search_keys.write(db, people.get(db, said["person"]).merged_into or said["person"])


def _look_merged(db: Session, line: Line, _deed: Sequence[Line], /) -> Outlook:
    row = SHELF.row(db, line.object_id)
    if row is None:
        return Outlook("", hindrance=gone())
    if row.merged_into is None:
        return Outlook("", row.name, nothing_left())
    words = _("{one} and {other} become two entries again.").format(
        one=_name(db, row.merged_into), other=row.name
    )
    told = merging.parting(db, line.object_id)
    return Outlook(words, row.name, left=tuple(map(wording.field, told.left)))


def _unmerge(db: Session, line: Line, /, *, at: datetime, by: str) -> None:
    merging.unmerge(db, line.object_id, at=at, by=by)


def _look_parted(db: Session, line: Line, _deed: Sequence[Line], /) -> Outlook:
    row = SHELF.row(db, line.object_id)
    keep = str((line.before or {}).get("merged_into", ""))
    if row is None or not _name(db, keep):
        return Outlook("", hindrance=gone())
    words = _("{one} and {other} become one entry again.").format(
        one=_name(db, keep), other=row.name
    )
    return Outlook(words, row.name, nothing_left() if row.merged_into else None)


def _merge(db: Session, line: Line, /, *, at: datetime, by: str) -> None:
    keep = people.get(db, str((line.before or {})["merged_into"]))
    merging.merge(db, keep.merged_into or keep.id, line.object_id, at=at, by=by)


def _look_answered(db: Session, line: Line, _deed: Sequence[Line], /) -> Outlook:
    other = str((line.before or {}).get("other", ""))
    one = _name(db, line.object_id)
    words = _("The answer about {one} and {other} is open again.").format(
        one=one, other=_name(db, other)
    )
    now = likeness.answers(db, line.object_id).get((line.object_id, other))
    same = (now and now.value) == (line.after or {}).get("answer")
    return Outlook(words, one, None if same else nothing_left())


def _answer_back(db: Session, line: Line, /, *, at: datetime, by: str) -> None:
    if said := _look_answered(db, line, ()).hindrance:
        raise said
    before, after = line.before or {}, line.after or {}
    old = before.get("answer")
    likeness.put(
        db, line.object_id, before["other"], Answer(old) if old else None,
        at=at, by=by, before=after.get("answer"),
    )  # fmt: skip


_CORRECTED = Rule(_look_corrected, _correct_back)
_MADE = Rule(_look_enrolled, _withdraw)
_ANSWERED = Rule(_look_answered, _answer_back)
RULES: dict[Key, Rule] = {
    ("person", "enrol"): _MADE,
    ("person", REPLACE): _MADE,
    ("person", WITHDRAW): Rule(_look_withdrawn, _enrol_again),
    ("person", "correct"): _CORRECTED,
    ("person", "merge"): Rule(_look_merged, _unmerge),
    ("person", "unmerge"): Rule(_look_parted, _merge),
    ("membership", "join"): Rule(_look_joined, _part_number),
    ("membership", WITHDRAW): Rule(_look_number_gone, _join_again),
    ("likeness", "answer"): _ANSWERED,
}
