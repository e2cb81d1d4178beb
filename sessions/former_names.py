"""The names people had (旧姓, 改名前の名): kept as written, so that each of them finds them."""

from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from resources import journal
from resources.calendar import day_of
from resources.names import show_kana, tidy_name
from resources.records import new_id, revise, touch
from resources.refusals import Refusal
from resources.words import _
from sessions import search_keys
from sessions.lengths import refuse_long
from sessions.person_tables import FORMER_NAME, PERSON, FormerKind, FormerName, Person
from sessions.person_views import PersonView, get


@dataclass(frozen=True)
class FormerDetails:
    """A name somebody had: its kind, the day until which they bore it, who says so."""

    name: str
    kana: str = ""
    kind: FormerKind = FormerKind.SURNAME
    until_on: date | None = None
    source: str = ""


@dataclass(frozen=True)
class FormerView(FormerDetails):
    """A former name as pages show it; without an id it stands in the entry of the person only."""

    id: str = ""
    version: int = 0
    person_id: str = ""


def of(db: Session, person_id: str) -> tuple[FormerView, ...]:
    """Return the names a person and their doubles had, the newest first."""
    owners = sa.or_(PERSON.c.id == person_id, PERSON.c.merged_into == person_id)
    query = (
        sa.select(FORMER_NAME)
        .join(PERSON, PERSON.c.id == FORMER_NAME.c.person_id)
        .where(owners)
        .order_by(
            FORMER_NAME.c.until_on.is_(None), FORMER_NAME.c.until_on.desc(), FORMER_NAME.c.id.desc()
        )
    )
    found = [_view(row) for row in db.execute(query)]
    known = {one.name for one in found}
    written = sa.select(PERSON.c.id, PERSON.c.former_name).where(owners, PERSON.c.former_name != "")
    for owner, name in db.execute(written.order_by(PERSON.c.id)):
        if name not in known:
            known.add(name)
            found.append(FormerView(name, person_id=owner))
    return tuple(found)


def add(db: Session, person_id: str, entered: FormerDetails, *, at: datetime, by: str) -> str:
    """Add a name somebody had and return the id.

    Refuses an empty name, the one they bear now, one that is known already, and a day that has
    not come yet.
    """
    person = get(db, person_id)
    _keep_written(db, person, at=at, by=by)
    entered = _checked(db, person, entered, at)
    former_id = _insert(db, person_id, entered, at=at, by=by)
    after = _kept(entered) | {"id": former_id}
    journal.write(db, "add", "former_name", person_id, at=at, by=by, after=after)
    _show_newest(db, person_id)
    return former_id


def describe(db: Session, person_id: str, entered: FormerDetails, *, at: datetime, by: str) -> str:
    """Say more about the former name that stands only in the entry of a person; return its id."""
    person = get(db, person_id)
    _keep_written(db, person, at=at, by=by)
    one = next((each for each in of(db, person_id) if each.name == person.former_name), None)
    if one is None:
        return add(db, person_id, entered, at=at, by=by)
    correct(db, one.id, entered, version=one.version, at=at, by=by)
    return one.id


def renamed(
    db: Session, before: PersonView, kind: FormerKind, *, on: date | None, at: datetime, by: str
) -> str:
    """Keep the name that `before` had as a former one, after a change of name was entered."""
    entered = FormerDetails(before.name, before.kana, kind, on or day_of(at))
    return add(db, before.id, entered, at=at, by=by)


def correct(
    db: Session, former_id: str, entered: FormerDetails, *, version: int, at: datetime, by: str
) -> int:
    """Replace what is known of a former name; refuses what add refuses, and a stale `version`."""
    old = _get(db, former_id)
    entered = _checked(db, get(db, old.person_id), entered, at, besides=former_id)
    revise(db, FormerName, former_id, asdict(entered), seen=version, standing=old.version)
    journal.write(
        db, "correct", "former_name", old.person_id, at=at, by=by,
        before=_kept(old), after=_kept(entered) | {"id": former_id},
    )  # fmt: skip
    _show_newest(db, old.person_id)
    return version + 1


def remove(db: Session, former_id: str, *, version: int, at: datetime, by: str) -> None:
    """Take out a former name that was entered by mistake; the journal keeps what it was."""
    old = _get(db, former_id)
    revise(db, FormerName, former_id, {}, seen=version, standing=old.version)
    db.execute(sa.delete(FORMER_NAME).where(FORMER_NAME.c.id == former_id))
    journal.write(db, "remove", "former_name", old.person_id, at=at, by=by, before=_kept(old))
    _show_newest(db, old.person_id)


def follow(db: Session, person_id: str, before: str, after: str) -> None:
    """Let the list follow the one former name of an entry that was corrected in its form."""
    mine = sa.and_(FORMER_NAME.c.person_id == person_id, FORMER_NAME.c.name == before)
    if before == after or db.execute(sa.select(FORMER_NAME.c.id).where(mine)).first() is None:
        return
    there = sa.select(FORMER_NAME.c.id).where(
        FORMER_NAME.c.person_id == person_id, FORMER_NAME.c.name == after
    )
    if not after or db.execute(there).first() is not None:
        db.execute(sa.delete(FORMER_NAME).where(mine))
    else:
        db.execute(
            sa.update(FORMER_NAME).where(mine).values(name=after, version=FORMER_NAME.c.version + 1)
        )
    db.expire_all()
    touch(db, FormerName)


def _keep_written(db: Session, person: PersonView, *, at: datetime, by: str) -> None:
    """Give the former name that stands only in the entry a line of its own."""
    if any(one.name == person.former_name and not one.id for one in of(db, person.id)):
        _insert(db, person.id, FormerDetails(person.former_name), at=at, by=by)


def _insert(db: Session, person_id: str, entered: FormerDetails, *, at: datetime, by: str) -> str:
    former_id = new_id()
    row = asdict(entered) | {
        "id": former_id, "version": 1, "recorded_at": at, "recorded_by": by,
        "person_id": person_id,
    }  # fmt: skip
    db.execute(sa.insert(FORMER_NAME), [row])
    touch(db, FormerName)
    return former_id


def _show_newest(db: Session, person_id: str) -> None:
    """Let the entry show the newest of the names, and let all of them find the person."""
    person = get(db, person_id)
    mine = [one for one in of(db, person_id) if one.person_id == person_id and one.id]
    newest = mine[0].name if mine else ""
    if newest != person.former_name:
        db.execute(
            sa.update(PERSON)
            .where(PERSON.c.id == person_id)
            .values(former_name=newest, version=PERSON.c.version + 1)
        )
        db.expire_all()
    touch(db, Person)
    search_keys.write(db, person.merged_into or person_id)


def _get(db: Session, former_id: str) -> FormerView:
    row = db.execute(sa.select(FORMER_NAME).where(FORMER_NAME.c.id == former_id)).first()
    if row is None:
        raise Refusal(_("This former name is not there any more."), _("Look at the person again."))
    return _view(row)


def _view(row: sa.Row[Any]) -> FormerView:
    facts = {name: getattr(row, name) for name in FormerDetails.__annotations__}
    facts["kind"] = FormerKind(row.kind)
    return FormerView(**facts, id=row.id, version=row.version, person_id=row.person_id)


def _kept(entered: FormerDetails) -> dict[str, Any]:
    fields = {name: getattr(entered, name) for name in FormerDetails.__annotations__}
    return fields | {"until_on": entered.until_on and entered.until_on.isoformat()}


def _checked(
    db: Session, person: PersonView, entered: FormerDetails, at: datetime, besides: str = ""
) -> FormerDetails:
    entered = replace(
        entered,
        name=tidy_name(entered.name),
        kana=show_kana(entered.kana),
        source=entered.source.strip(),
    )
    if not entered.name:
        raise Refusal(_("There is no name yet."), _("Please enter the name."))
    refuse_long(FORMER_NAME, asdict(entered))
    if entered.name == person.name:
        raise Refusal(
            _("The person bears this name now."), _("Enter the name that was there before.")
        )
    if entered.until_on is not None and entered.until_on > day_of(at):
        raise Refusal(_("This day has not come yet."), _("Enter the day on which it happened."))
    if any(one.name == entered.name and one.id != besides for one in of(db, person.id)):
        raise Refusal(
            _("This former name is known already."), _("Correct the one that stands in the list.")
        )
    return entered
