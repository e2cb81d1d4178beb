"""Editing the tree of areas: added, renamed, moved, put in order, brought together, retired."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from resources import journal
from resources.names import show_kana, tidy_name
from resources.records import new_id, revise, touch
from resources.refusals import Refusal
from resources.words import _
from sessions import areas
from sessions.area_residents import retext
from sessions.area_tables import ALIAS, AREA, BELOW, PERSON_AREA, Area, AreaAlias, Level, PersonArea
from sessions.areas import AreaView, Tree
from sessions.lengths import refuse_long
from sessions.person_tables import PERSON


def found(db: Session, *, at: datetime, by: str) -> Tree:
    """Return the areas after writing down those the office began with, if none is written yet."""
    tree = areas.tree(db)
    if tree.founded:
        return tree
    for one in tree.all:
        row = {
            "id": one.id, "version": 1, "recorded_at": at, "recorded_by": by,
            "parent_id": one.parent_id, "level": one.level, "name": one.name, "kana": one.kana,
            "place": one.place, "active": True, "merged_into": None,
        }  # fmt: skip
        db.execute(sa.insert(AREA), [row])
        for name in one.aliases:
            _learn(db, one.id, name, at=at, by=by)
    touch(db, Area)
    return areas.tree(db)


def add(db: Session, name: str, *, parent_id: str, kana: str = "", at: datetime, by: str) -> str:
    """Add an area below another and return its id.

    Refuses an empty name, one that is there already, and an area below a 常会.
    """
    tree = found(db, at=at, by=by)
    parent = tree.get(parent_id)
    if parent.level not in BELOW:
        raise Refusal(
            _("There is nothing smaller than a neighbourhood."), _("Choose the area above it.")
        )
    values = _checked(tree, parent, name, kana)
    area_id = new_id()
    place = 1 + max((one.place for one in tree.all if one.parent_id == parent_id), default=-1)
    row = values | {
        "id": area_id, "version": 1, "recorded_at": at, "recorded_by": by,
        "parent_id": parent_id, "level": BELOW[parent.level], "place": place, "active": True,
        "merged_into": None,
    }  # fmt: skip
    db.execute(sa.insert(AREA), [row])
    touch(db, Area)
    after = values | {"parent": parent.words}
    journal.write(db, "add", "area", area_id, at=at, by=by, after=after)
    return area_id


def rename(
    db: Session, area_id: str, name: str, *, kana: str = "", version: int, at: datetime, by: str
) -> int:
    """Give an area another name; the old one stays an alias, and its people are found under both.

    Returns the new version; refuses what add refuses and a stale `version`.
    """
    tree = found(db, at=at, by=by)
    old = tree.get(area_id)
    parent = tree.by_id.get(old.parent_id or "")
    values = _checked(tree, parent, name, kana, besides=area_id)
    if (values["name"], values["kana"]) == (old.name, old.kana):
        return old.version
    revise(db, Area, area_id, values, seen=version, standing=old.version)
    if values["name"] != old.name:
        _forget(db, area_id, values["name"])
        _learn(db, area_id, old.name, at=at, by=by, renamed=True)
        if old.level is Level.DISTRICT:
            retext(db, PERSON.c.district == old.name, values["name"], at=at, by=by)
    journal.write(
        db, "rename", "area", area_id, at=at, by=by,
        before={"name": old.name, "kana": old.kana}, after=values,
    )  # fmt: skip
    return version + 1


def call(db: Session, area_id: str, name: str, *, at: datetime, by: str) -> None:
    """Let a further name mean an area; refuses one that means another area already."""
    tree = found(db, at=at, by=by)
    one = tree.get(area_id)
    name = tidy_name(name)
    if not name:
        raise Refusal(_("There is no name yet."), _("Please enter the name."))
    refuse_long(ALIAS, {"name": name})
    if name in {one.name, *one.aliases}:
        return
    other = tree.meant(name)
    if other is not None and other.id != area_id:
        raise Refusal(
            _("{name} means {area} already.").format(name=name, area=other.words),
            _("Take the name away there first."),
        )
    _learn(db, area_id, name, at=at, by=by)
    journal.write(db, "call", "area", area_id, at=at, by=by, after={"alias": name})


def call_no_more(db: Session, area_id: str, name: str, *, at: datetime, by: str) -> None:
    """Take a further name away from an area."""
    found(db, at=at, by=by)
    _forget(db, area_id, name)
    journal.write(db, "call_no_more", "area", area_id, at=at, by=by, before={"alias": name})


def move(db: Session, area_id: str, *, parent_id: str, version: int, at: datetime, by: str) -> int:
    """Put an area, with all below it, under another parent of the same level as the old one.

    Its people go with it: their district is the new one. Returns the new version.
    """
    tree = found(db, at=at, by=by)
    one, parent = tree.get(area_id), tree.get(parent_id)
    if BELOW.get(parent.level) is not one.level:
        raise Refusal(
            _("{area} cannot lie directly below {parent}.").format(
                area=one.name, parent=parent.words
            ),
            _("Choose an area one step higher."),
        )
    _checked(tree, parent, one.name, one.kana, besides=area_id)
    last = 1 + max((each.place for each in tree.all if each.parent_id == parent_id), default=-1)
    values = {"parent_id": parent_id, "place": last}
    revise(db, Area, area_id, values, seen=version, standing=one.version)
    district = tree.district_of(parent_id)
    if district is not None:
        retext(db, _placed(tree.beneath(area_id)), district.name, at=at, by=by)
    journal.write(
        db, "move", "area", area_id, at=at, by=by,
        before={"parent": tree.get(one.parent_id or "").words, "parent_id": one.parent_id},
        after={"parent": parent.words, "parent_id": parent_id},
    )  # fmt: skip
    return version + 1


def shift(db: Session, area_id: str, steps: int, *, at: datetime, by: str) -> None:
    """Let an area stand `steps` later (or earlier) among those beside it."""
    tree = found(db, at=at, by=by)
    one = tree.get(area_id)
    beside = [each.id for each in tree.all if each.parent_id == one.parent_id]
    here = beside.index(area_id)
    there = min(max(here + steps, 0), len(beside) - 1)
    if there == here:
        return
    beside.insert(there, beside.pop(here))
    for place, each in enumerate(beside):
        db.execute(sa.update(AREA).where(AREA.c.id == each).values(place=place))
    db.expire_all()
    touch(db, Area)
    journal.write(
        db, "shift", "area", area_id, at=at, by=by, before={"place": here}, after={"place": there}
    )


def retire(db: Session, area_id: str, *, at: datetime, by: str, active: bool = False) -> None:
    """Offer an area no more (or again, with `active`); whoever lives there keeps it.

    Refuses one below which others are still in use, and one that was brought together.
    """
    tree = found(db, at=at, by=by)
    one = tree.get(area_id)
    if not active and any(each.parent_id == area_id and each.active for each in tree.all):
        raise Refusal(
            _("Areas below {area} are still in use.").format(area=one.name),
            _("Move them or take them out of use first."),
        )
    if active and one.merged_into:
        raise Refusal(
            _("{area} was brought together with another.").format(area=one.name),
            _("Add it anew under another name."),
        )
    revise(db, Area, area_id, {"active": active}, seen=one.version, standing=one.version)
    journal.write(
        db, "retire", "area", area_id, at=at, by=by,
        before={"active": one.active}, after={"active": active},
    )  # fmt: skip


def merge(db: Session, keep_id: str, drop_id: str, *, at: datetime, by: str) -> None:
    """Let `drop` become part of `keep`: people, areas below and names go over; it is used no more.

    Refuses areas of different levels, and areas below both that bear one name.
    """
    tree = found(db, at=at, by=by)
    keep, drop = tree.get(keep_id), tree.get(drop_id)
    if keep.id == drop.id or keep.level is not drop.level or not keep.active:
        raise Refusal(
            _("Only two areas of the same level can be brought together."),
            _("Choose another one."),
        )
    below = {each.name for each in tree.all if each.parent_id == keep_id}
    twice = [each.name for each in tree.all if each.parent_id == drop_id and each.name in below]
    if twice:
        raise Refusal(
            _("{areas} lie below both.").format(areas="・".join(twice)),
            _("Bring those together or rename them first."),
        )
    inside = tree.beneath(drop_id)
    db.execute(
        sa.update(AREA)
        .where(AREA.c.parent_id == drop_id)
        .values(parent_id=keep_id, version=AREA.c.version + 1)
    )
    district = tree.district_of(keep_id)
    if district is not None:
        where = _placed(inside)
        if drop.level is Level.DISTRICT:
            where = sa.or_(where, PERSON.c.district == drop.name)
        retext(db, where, district.name, at=at, by=by)
    db.execute(
        sa.update(PERSON_AREA).where(PERSON_AREA.c.area_id == drop_id).values(area_id=keep_id)
    )
    for name in (drop.name, *drop.aliases):
        _forget(db, drop_id, name)
        if name not in {keep.name, *keep.aliases}:
            _learn(db, keep_id, name, at=at, by=by)
    values = {"active": False, "merged_into": keep_id}
    revise(db, Area, drop_id, values, seen=drop.version, standing=drop.version)
    touch(db, PersonArea)
    journal.write(
        db, "merge", "area", drop_id, at=at, by=by,
        before={"area": drop.words}, after={"merged_into": keep_id, "area": keep.words},
    )  # fmt: skip


def _placed(inside: set[str]) -> sa.ColumnElement[bool]:
    """Return the condition over PERSON that somebody lives in one of the areas `inside`."""
    return PERSON.c.id.in_(
        sa.select(PERSON_AREA.c.person_id).where(PERSON_AREA.c.area_id.in_(sorted(inside)))
    )


def _learn(
    db: Session, area_id: str, name: str, *, at: datetime, by: str, renamed: bool = False
) -> None:
    row = {
        "id": new_id(), "version": 1, "recorded_at": at, "recorded_by": by,
        "area_id": area_id, "name": name, "renamed_at": at if renamed else None,
    }  # fmt: skip
    db.execute(sa.insert(ALIAS), [row])
    touch(db, Area, AreaAlias)


def _forget(db: Session, area_id: str, name: str) -> None:
    db.execute(sa.delete(ALIAS).where(ALIAS.c.area_id == area_id, ALIAS.c.name == name))
    touch(db, Area, AreaAlias)


def _checked(
    tree: Tree, parent: AreaView | None, name: str, kana: str, besides: str = ""
) -> dict[str, Any]:
    values = {"name": tidy_name(name), "kana": show_kana(kana)}
    if not values["name"]:
        raise Refusal(_("There is no name yet."), _("Please enter the name."))
    refuse_long(AREA, values)
    beside = parent and parent.id
    taken = [one for one in tree.all if one.parent_id == beside and one.name == values["name"]]
    if any(one.id != besides for one in taken):
        raise Refusal(
            _("There is an area of this name already."),
            _("Take that one into use again, or choose another name."),
        )
    return values
