"""The shelves of the areas: the tree 市 › 地区 › 区 › 常会, their other names, who lives where."""

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from resources.records import ID_LENGTH, Record, one_of


class Level(StrEnum):
    """How high in the tree an area stands."""

    CITY = "city"  # 市
    DISTRICT = "district"  # 地区
    WARD = "ward"  # 区・町内会
    NEIGHBOURS = "neighbours"  # 常会・隣組


BELOW = {
    Level.CITY: Level.DISTRICT,
    Level.DISTRICT: Level.WARD,
    Level.WARD: Level.NEIGHBOURS,
}


class Area(Record, table=True):
    """One area; `place` is its order among those of the same parent."""

    __table_args__ = (sa.UniqueConstraint("parent_id", "name"),)

    parent_id: str | None = Field(
        default=None, foreign_key="area.id", index=True, max_length=ID_LENGTH
    )
    level: Level = Field(sa_column=one_of(Level))
    name: str = Field(max_length=40)
    kana: str = Field(default="", max_length=80)
    place: int = 0
    active: bool = True
    merged_into: str | None = Field(default=None, foreign_key="area.id", max_length=ID_LENGTH)


class AreaAlias(Record, table=True):
    """Another name of an area: an older one, or how lists write it."""

    __tablename__ = "area_alias"
    __table_args__ = (sa.UniqueConstraint("area_id", "name"),)

    area_id: str = Field(foreign_key="area.id", index=True, max_length=ID_LENGTH)
    name: str = Field(max_length=40)
    renamed_at: datetime | None = None  # set where the area bore this name until then


class PersonArea(SQLModel, table=True):
    """The lowest area known of a person, where it is lower than the district in their entry."""

    __tablename__ = "person_area"

    person_id: str = Field(primary_key=True, foreign_key="person.id", max_length=ID_LENGTH)
    area_id: str = Field(foreign_key="area.id", index=True, max_length=ID_LENGTH)
    recorded_at: datetime
    recorded_by: str = Field(max_length=ID_LENGTH)


AREA: sa.Table = SQLModel.metadata.tables["area"]
ALIAS: sa.Table = SQLModel.metadata.tables["area_alias"]
PERSON_AREA: sa.Table = SQLModel.metadata.tables["person_area"]
