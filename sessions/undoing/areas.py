"""Acts on areas taken back: names, places in the tree, further names, and who lives where."""

from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from resources.journal import Line
from resources.words import _, mark
from sessions import area_editing, area_residents, areas
from sessions.area_tables import PERSON_AREA, Area
from sessions.areas import AreaView
from sessions.person_views import get
from sessions.undoing.columns import (
    REPLACE,
    RESTORE,
    WITHDRAW,
    Shelf,
    making,
    restoring,
    withdrawing,
)
from sessions.undoing.rules import Key, Outlook, Rule, gone, never, nothing_left

_AREA = Shelf(Area, "area")
Stands = Callable[[AreaView, Line], bool]
Back = Callable[[Session, AreaView, Line, datetime, str], object]


def _rule(stands: Stands, back: Back) -> Rule:
    """Return the rule of an edit that is undone by an edit, while what it made `stands`."""

    def look(db: Session, line: Line, _deed: Sequence[Line], /) -> Outlook:
        one = areas.tree(db).by_id.get(line.object_id)
        if one is None:
            return Outlook("", hindrance=gone())
        words = _("The area {area} is as before.").format(area=one.words)
        return Outlook(words, one.name, None if stands(one, line) else nothing_left())

    def take(db: Session, line: Line, /, *, at: datetime, by: str) -> None:
        if said := look(db, line, ()).hindrance:
            raise said
        back(db, areas.tree(db).get(line.object_id), line, at, by)

    return Rule(look, take)


def _rename_back(db: Session, one: AreaView, line: Line, at: datetime, by: str) -> None:
    old = line.before or {}
    area_editing.rename(
        db, one.id, old["name"], kana=old["kana"], version=one.version, at=at, by=by
    )


def _move_back(db: Session, one: AreaView, line: Line, at: datetime, by: str) -> None:
    parent = (line.before or {})["parent_id"]
    area_editing.move(db, one.id, parent_id=parent, version=one.version, at=at, by=by)


def _shift_back(db: Session, one: AreaView, line: Line, at: datetime, by: str) -> None:
    steps = (line.before or {})["place"] - (line.after or {})["place"]
    area_editing.shift(db, one.id, steps, at=at, by=by)


def _call_back(db: Session, one: AreaView, line: Line, at: datetime, by: str) -> None:
    area_editing.call_no_more(db, one.id, (line.after or {})["alias"], at=at, by=by)


def _call_again(db: Session, one: AreaView, line: Line, at: datetime, by: str) -> None:
    area_editing.call(db, one.id, (line.before or {})["alias"], at=at, by=by)


def _lives(db: Session, line: Line) -> bool:
    """Tell whether the person of a line still lives where the line says."""
    query = PERSON_AREA.select().where(PERSON_AREA.c.person_id == line.object_id)
    row = db.execute(query).first()
    return bool((row and row.area_id) == (line.after or {})["area_id"])


def _look_placed(db: Session, line: Line, _deed: Sequence[Line], /) -> Outlook:
    name = get(db, line.object_id).name
    words = _("{name} lives in the area in which they lived before.").format(name=name)
    return Outlook(words, name, None if _lives(db, line) else nothing_left())


def _place_back(db: Session, line: Line, /, *, at: datetime, by: str) -> None:
    if not _lives(db, line):
        raise nothing_left()
    area_residents.place(db, line.object_id, (line.before or {})["area_id"], at=at, by=by)


RULES: dict[Key, Rule] = {
    ("area", "add"): making(_AREA),
    ("area", "rename"): _rule(
        lambda one, line: one.name == (line.after or {})["name"], _rename_back
    ),
    ("area", "move"): _rule(
        lambda one, line: one.parent_id == (line.after or {})["parent_id"], _move_back
    ),
    ("area", "shift"): _rule(lambda _one, _line: True, _shift_back),
    ("area", "call"): _rule(
        lambda one, line: (line.after or {})["alias"] in one.aliases, _call_back
    ),
    ("area", "call_no_more"): _rule(
        lambda one, line: (line.before or {})["alias"] not in one.aliases, _call_again
    ),
    ("area", "retire"): restoring(_AREA),
    ("area", "merge"): never(
        mark("Two areas that became one cannot be told apart again."),
        mark("Add the area anew, and say who lives there."),
    ),
    ("area", "place"): Rule(_look_placed, _place_back),
    ("area", RESTORE): restoring(_AREA),
    ("area", WITHDRAW): withdrawing(_AREA),
    ("area", REPLACE): making(_AREA),
}
