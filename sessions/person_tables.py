"""The shelves of the register of people: persons, former names, telephones, numbers, keys."""

from datetime import date
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from resources.records import ID_LENGTH, Record, one_of


class Person(Record, table=True):
    """One person of the register, the letters of the name exactly as they write it."""

    name: str = Field(max_length=80)  # 姓 and 名 with one U+3000 between them
    kana: str = Field(default="", max_length=80)  # shown full-width
    kana_written: str = Field(default="", max_length=80)  # as the source wrote it
    alias: str = Field(default="", max_length=80)  # 通称
    latin: str = Field(default="", max_length=80)
    former_name: str = Field(default="", max_length=80)  # the newest one; all in FormerName
    birth: date | None = None
    birth_written: str = Field(default="", max_length=40)  # kept when no date can be read from it
    sex: str = Field(default="", max_length=1)  # M F or nothing
    zip: str = Field(default="", max_length=8)
    address: str = Field(default="", max_length=200)
    district: str = Field(default="", max_length=40)  # 地区
    email: str = Field(default="", max_length=120)
    affiliation: str = Field(default="", max_length=120)  # 所属, as written; see affiliations
    language: str = Field(default="ja", max_length=12)
    needs: str = Field(default="", max_length=200)  # codes at the hall, comma separated
    hide_name: bool = False  # 名前を出さない: the card number stands in for the name
    large_print: bool = False
    note: str = Field(default="", max_length=2000)
    sort_key: str = Field(default="", max_length=240, index=True)  # JIS X 4061, computed
    tab: str = Field(default="", max_length=4)  # index tab あ…わ, A–Z
    merged_into: str | None = Field(
        default=None, foreign_key="person.id", max_length=ID_LENGTH, index=True
    )
    left_on: date | None = None


class Phone(SQLModel, table=True):
    """A telephone number of a person, as written and as bare digits."""

    id: str = Field(primary_key=True, max_length=ID_LENGTH)
    person_id: str = Field(foreign_key="person.id", index=True, max_length=ID_LENGTH)
    written: str = Field(max_length=40)
    digits: str = Field(max_length=20, index=True)
    place: int = 0


class FormerKind(StrEnum):
    """Why somebody was called otherwise."""

    SURNAME = "surname"  # 旧姓
    CHANGED = "changed"  # 改名前
    ADOPTED = "adopted"  # 縁組前
    WRITTEN = "written"  # 以前の表記
    OTHER = "other"


class FormerName(Record, table=True):
    """A name a person had, letter by letter as it was written."""

    __tablename__ = "former_name"
    __table_args__ = (sa.UniqueConstraint("person_id", "name"),)

    person_id: str = Field(foreign_key="person.id", index=True, max_length=ID_LENGTH)
    name: str = Field(max_length=80)
    kana: str = Field(default="", max_length=80)
    kind: FormerKind = Field(sa_column=one_of(FormerKind))
    until_on: date | None = None
    source: str = Field(default="", max_length=80)  # 本人, 住民票 …


class Membership(Record, table=True):
    """The number of a person in a programme, such as 登録番号 in points."""

    __table_args__ = (sa.UniqueConstraint("programme", "number"),)

    person_id: str = Field(foreign_key="person.id", index=True, max_length=ID_LENGTH)
    programme: str = Field(max_length=40)  # points, supporters …
    number: str = Field(max_length=20)


class SearchKey(SQLModel, table=True):
    """A folded beginning under which a person is found; never shown."""

    __tablename__ = "search_key"

    key: str = Field(primary_key=True, max_length=120)
    person_id: str = Field(
        primary_key=True, foreign_key="person.id", index=True, max_length=ID_LENGTH
    )
    kind: str = Field(max_length=12)  # kana name alias latin phone number address group


PERSON: sa.Table = SQLModel.metadata.tables["person"]
PHONE: sa.Table = SQLModel.metadata.tables["phone"]
FORMER_NAME: sa.Table = SQLModel.metadata.tables["former_name"]
MEMBERSHIP: sa.Table = SQLModel.metadata.tables["membership"]
SEARCH_KEY: sa.Table = SQLModel.metadata.tables["search_key"]
