"""The areas of the town as a tree, and which of them a text of a list means."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from resources.names import fold
from resources.refusals import Refusal
from resources.words import _
from sessions import office
from sessions.area_tables import ALIAS, AREA, Level

CITY = "伊那市"
# Older names of parts of a district, as the fire brigade still calls them.
_OLDER = {"高遠町": ("竜東", "長藤", "三義", "藤沢", "河南")}
STEP = " › "
_SUFFIX = "地区"


@dataclass(frozen=True)
class AreaView:
    """An area as pages show it; `path` are the names from the district down to it."""

    id: str
    version: int
    parent_id: str | None
    level: Level
    name: str
    kana: str = ""
    place: int = 0
    active: bool = True
    merged_into: str | None = None
    aliases: tuple[str, ...] = ()
    path: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """The path in one line: 西箕輪 › 大萱 › 3常会."""
        return STEP.join(self.path) or self.name


class Tree:
    """Every area of the office: in order, by id, and by what lists call it."""

    def __init__(self, areas: Iterable[AreaView], *, founded: bool = True) -> None:
        """Arrange `areas`; `founded` says that they stand in the database."""
        below: dict[str | None, list[AreaView]] = {}
        for one in areas:
            below.setdefault(one.parent_id, []).append(one)
        self.founded = founded
        self.by_id: dict[str, AreaView] = {}
        self._walk(below, None, ())

    def _walk(
        self, below: Mapping[str | None, list[AreaView]], parent: str | None, path: tuple[str, ...]
    ) -> None:
        for one in sorted(below.get(parent, ()), key=lambda one: (one.place, one.name, one.id)):
            here = () if one.level is Level.CITY else (*path, one.name)
            self.by_id[one.id] = replace(one, path=here)
            self._walk(below, one.id, here)

    @property
    def all(self) -> tuple[AreaView, ...]:
        """Every area, each followed by those below it."""
        return tuple(self.by_id.values())

    def get(self, area_id: str) -> AreaView:
        """Return one area; refuses an unknown one."""
        if area_id not in self.by_id:
            raise Refusal(
                _("This area is not there any more."), _("Choose it from the list again.")
            )
        return self.by_id[area_id]

    def district_of(self, area_id: str) -> AreaView | None:
        """Return the 地区 an area belongs to, itself included; None for the city."""
        one: AreaView | None = self.by_id.get(area_id)
        while one is not None and one.level is not Level.DISTRICT:
            one = self.by_id.get(one.parent_id or "")
        return one

    def beneath(self, area_id: str) -> set[str]:
        """Return an area with all that lie below it."""
        found = {area_id}
        for one in self.all:  # parents stand before their children
            if one.parent_id in found:
                found.add(one.id)
        return found

    @cached_property
    def _called(self) -> dict[str, set[str]]:
        called: dict[str, set[str]] = {}
        for one in self.all:
            if not one.active or one.level is Level.CITY:
                continue
            for name in (one.name, *one.aliases):
                called.setdefault(fold(name), set()).add(one.id)
            for whole in {"".join(one.path), "".join(one.path[-2:])}:
                called.setdefault(fold(whole), set()).add(one.id)
            if one.level is Level.DISTRICT:
                called.setdefault(fold(one.name + _SUFFIX), set()).add(one.id)
        return called

    def named(self, text: str) -> str:
        """Return the name of the 地区 that `text` is, with or without 地区; else `text` itself."""
        found = self.meant(text)
        if found is None or found.level is not Level.DISTRICT:
            return text
        plain = fold(text).removesuffix(_SUFFIX)
        return found.name if plain == fold(found.name).removesuffix(_SUFFIX) else text

    def meant(self, text: str) -> AreaView | None:
        """Return the one area that `text` names, a 地区 before lower ones; None if unclear."""
        found = [self.by_id[one] for one in self._called.get(fold(text), ())]
        districts = [one for one in found if one.level is Level.DISTRICT]
        found = districts or found
        return found[0] if len(found) == 1 else None


def tree(db: Session) -> Tree:
    """Return the areas; until somebody edits them, the districts the office began with."""
    aliases: dict[str, list[str]] = {}
    query = sa.select(ALIAS.c.area_id, ALIAS.c.name).order_by(ALIAS.c.recorded_at, ALIAS.c.id)
    for area_id, name in db.execute(query):
        aliases.setdefault(area_id, []).append(name)
    rows = db.execute(sa.select(AREA)).all()
    if not rows:
        return Tree(_beginning(office.get(db).details.districts), founded=False)
    return Tree(_view(row, aliases.get(row.id, ())) for row in rows)


def _view(row: sa.Row[Any], aliases: Iterable[str]) -> AreaView:
    return AreaView(
        row.id, row.version, row.parent_id, Level(row.level), row.name, row.kana, row.place,
        row.active, row.merged_into, tuple(aliases),
    )  # fmt: skip


def _beginning(districts: Iterable[str]) -> Iterable[AreaView]:
    """Yield the city and its districts under ids that stay theirs when they are first edited."""
    city = f"{1:032x}"
    yield AreaView(city, 1, None, Level.CITY, CITY)
    for number, name in enumerate(districts):
        yield AreaView(
            f"{number + 2:032x}", 1, city, Level.DISTRICT, name, place=number,
            aliases=_OLDER.get(name, ()),
        )  # fmt: skip
