"""The shelves of what goes out to a hall and comes home: keys, packages, events, receipts."""

from datetime import datetime
from enum import StrEnum
from typing import ClassVar

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from resources.records import ID_LENGTH, Entry, Record, one_of


class KeyKind(StrEnum):
    """What a pair of keys of the office is for."""

    SEALING = "sealing"  # arrivals are sealed to it at the hall
    SIGNING = "signing"  # packages are signed by it


class Fate(StrEnum):
    """Where a package is."""

    OUT = "out"
    HOME = "home"
    LOST = "lost"


class From(StrEnum):
    """What an evening was brought home from."""

    FILE = "file"
    PHOTO = "photo"


class Doubt(StrEnum):
    """Why a person has to look at something that came home."""

    WALK_IN = "walk_in"  # came unannounced and is not matched with the register
    OUTSIDE = "outside"  # at a time at which the package was not good
    ERASED = "erased"  # the line is no longer known here; counted without a name
    PHOTO_WALK_INS = "photo_walk_ins"  # the photograph tells how many, not who
    BROKEN = "broken"  # frames are missing or changed
    LOST = "lost"  # the package was reported lost
    CALLED_OFF = "called_off"  # the meeting was cancelled or put off here


WHOLE = frozenset({Doubt.BROKEN, Doubt.LOST, Doubt.CALLED_OFF})
"""The doubts about everything one joining brought: nothing of it counts until a person says so."""


WRONG_CODE = "wrong_code"
"""The act of an event that is about nobody of the list: a wrong passcode typed at the hall."""


class Decision(StrEnum):
    """What a person has said about a doubt."""

    OPEN = "open"
    COUNTED = "counted"
    LEFT_OUT = "left_out"


class OfficeKey(Record, table=True):
    """A pair of keys of the office; an old one still opens what was sealed to it."""

    __tablename__ = "office_key"

    kind: KeyKind = Field(sa_column=one_of(KeyKind))
    public: str = Field(unique=True, max_length=64)
    secret: str = Field(max_length=64)
    retired_at: datetime | None = None


class Takeout(Record, table=True):
    """One package (持ち出し): who took what out, for which meeting, until when, and its end."""

    meeting_id: str = Field(foreign_key="meeting.id", index=True, max_length=ID_LENGTH)
    label: str = Field(max_length=120)  # neutral where coming alone says something
    carrier: str = Field(max_length=80)
    made_at: datetime = Field(index=True)
    made_by: str = Field(max_length=ID_LENGTH)
    opens: datetime  # arrivals before are looked at by a person
    expires: datetime
    people: int
    needs: int  # how many of them with a sign of what they need
    cipher: str = Field(max_length=40)
    places: str = Field(sa_type=sa.Text)  # a JSON list: the lines in the order of the package
    salt: str = Field(max_length=64)
    proof_key: str = Field(max_length=64)  # proves frames and closing codes to be this package's
    sealing_id: str = Field(foreign_key="office_key.id", max_length=ID_LENGTH)
    fate: Fate = Field(default=Fate.OUT, sa_column=one_of(Fate))
    home_at: datetime | None = None
    lost_at: datetime | None = None
    lost_note: str = Field(default="", max_length=400)


class TakeoutEvent(Entry, table=True):
    """One thing that happened at a hall, as it came home; nothing of it is ever dropped."""

    __tablename__ = "takeout_event"
    erasable: ClassVar[tuple[str, ...]] = ("said",)

    takeout_id: str = Field(foreign_key="takeout.id", index=True, max_length=ID_LENGTH)
    meeting_id: str = Field(foreign_key="meeting.id", index=True, max_length=ID_LENGTH)
    device: str = Field(default="", max_length=32)
    seq: int
    act: str = Field(max_length=12)  # as the log of the door calls it, or `WRONG_CODE`
    line_id: str = Field(index=True, max_length=ID_LENGTH)  # of the list; it may be gone by now
    about: str = Field(default="", max_length=ID_LENGTH)  # the event that is taken back or ended
    at: datetime  # put right where the hall's clock was wrong
    until: int = 0  # of a photograph: the minute at which its code was made
    said: str = Field(sa_type=sa.Text)  # the event as it was sealed, raw times included


class Joining(Record, table=True):
    """One bringing home, with its receipt; undone as a whole or not at all."""

    takeout_id: str = Field(foreign_key="takeout.id", index=True, max_length=ID_LENGTH)
    meeting_id: str = Field(foreign_key="meeting.id", index=True, max_length=ID_LENGTH)
    source: From = Field(sa_column=one_of(From))
    digest: str = Field(max_length=64)
    joined_at: datetime
    joined_by: str = Field(max_length=ID_LENGTH)
    new: int
    known: int
    asked: int
    undone_at: datetime | None = None
    undone_by: str = Field(default="", max_length=ID_LENGTH)


class JoiningEvent(Entry, table=True):
    """Which joining brought which event; an event counts while one of its joinings does."""

    __tablename__ = "joining_event"
    __table_args__ = (sa.UniqueConstraint("joining_id", "event_id"),)

    joining_id: str = Field(foreign_key="joining.id", max_length=ID_LENGTH)
    event_id: str = Field(foreign_key="takeout_event.id", index=True, max_length=ID_LENGTH)


class Posting(Entry, table=True):
    """A line of the door's log that stands there for events of a hall; `id` is the arrival's."""

    id: str = Field(foreign_key="arrival.id", primary_key=True, max_length=ID_LENGTH)
    meeting_id: str = Field(foreign_key="meeting.id", index=True, max_length=ID_LENGTH)


class Question(Record, table=True):
    """Something that a person has to look at (人が確かめるもの), kept for ever with its answer."""

    __tablename__ = "takeout_question"

    joining_id: str = Field(foreign_key="joining.id", index=True, max_length=ID_LENGTH)
    takeout_id: str = Field(foreign_key="takeout.id", index=True, max_length=ID_LENGTH)
    event_id: str | None = Field(
        default=None, foreign_key="takeout_event.id", index=True, max_length=ID_LENGTH
    )
    doubt: Doubt = Field(sa_column=one_of(Doubt))
    detail: str = Field(default="", max_length=200)
    decision: Decision = Field(default=Decision.OPEN, sa_column=one_of(Decision))
    decided_at: datetime | None = None
    decided_by: str = Field(default="", max_length=ID_LENGTH)


OFFICE_KEY: sa.Table = SQLModel.metadata.tables["office_key"]
TAKEOUT: sa.Table = SQLModel.metadata.tables["takeout"]
EVENT: sa.Table = SQLModel.metadata.tables["takeout_event"]
JOINING: sa.Table = SQLModel.metadata.tables["joining"]
JOINING_EVENT: sa.Table = SQLModel.metadata.tables["joining_event"]
POSTING: sa.Table = SQLModel.metadata.tables["posting"]
QUESTION: sa.Table = SQLModel.metadata.tables["takeout_question"]
