"""One evening at a hall: the meeting of a package in memory, each act sealed before it counts.

The store has the tables of the office and one meeting in them, so the door's own verbs work on
it; no name of it is ever written to the disk in plain letters.
"""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from resources import records
from resources.doors import Doors
from resources.parcel import Opened, Parcel
from resources.refusals import Refusal
from resources.sealed_log import SealedLog
from resources.words import _
from sessions import card_marks, door_log, expecting, hall_layout, passes, rosters
from sessions.door_log import Act
from sessions.passes import PassKind
from sessions.rosters import Source, searchable

UNDO = timedelta(minutes=15)
_OPERATOR = "0" * 31 + "2"


@dataclass(frozen=True, slots=True)
class Clocks:
    """The clocks of the computer: the time of day, and one that never goes back (seconds)."""

    wall: Callable[[], datetime]
    clicks: Callable[[], float]


class Hall(Doors):
    """The store of one evening. `read` and `change` are those of an office.

    A change is sealed to the office and on the disk before it is done here; what cannot be
    kept is refused, and nothing of it happened.
    """

    def __init__(
        self,
        parcel: Parcel,
        opened: Opened,
        path: Path,
        *,
        device: str,
        operator: str,
        watch: Clocks,
        offset: int = 0,
    ) -> None:
        """Open the evening kept at `path`, beginning it where there is none yet.

        `device` is 8 hexadecimal digits of this computer, `offset` the seconds by which its
        clock is known to be slow. Refuses a package whose time is over.
        """
        self.header, self.folder = parcel.header, path.parent
        self.meeting_id = str(parcel.header["meeting"])
        self.package, self.device = str(parcel.header["package"]), device
        self._watch, self._offset, self._operator = watch, offset, operator
        self._run = records.new_id()
        self._body = json.loads(opened.body)
        self._salt = bytes.fromhex(self._body["salt"])
        self.proof_key = bytes.fromhex(self._body["proof_key"])
        self._lock = threading.RLock()
        self._closed = False
        self._store = hall_layout.memory()
        self._ids: dict[tuple[str, str, int], str] = {}
        self._at: dict[str, datetime] = {}
        self._newcomers: set[str] = set()
        self._claimed: set[str] = set()
        self.places = [str(one["line"]) for one in self._body["people"]]
        self._seen = datetime.fromisoformat(parcel.header["made"])
        self._expires = datetime.fromisoformat(parcel.header["expires"])
        self._in_time()
        self._log, said = SealedLog.open(
            path,
            {"package": self.package, "device": device, "begun": _iso(watch.wall())},
            public=bytes.fromhex(parcel.header["sealing"]),
            mac_key=self.proof_key,
            copy_key=opened.key,
        )
        try:
            with Session(self._store, expire_on_commit=False) as db:
                hall_layout.lay_out(
                    db,
                    self.header,
                    self._body,
                    operator=_OPERATOR,
                    name=operator or _("Reception at the hall"),
                    at=self.now(),
                )
                for one in said:
                    self._repeat(db, json.loads(one))
                db.commit()
            self._in_time()
        except BaseException:
            self.close()
            raise

    @property
    def path(self) -> Path:
        """The file of the evening."""
        return self._log.path

    @property
    def count(self) -> int:
        """How many acts the evening's file holds."""
        return self._log.count

    @property
    def operator_id(self) -> str:
        """The id under which whoever receives here acts."""
        return _OPERATOR

    @property
    def expires(self) -> datetime:
        """Until when the package is good."""
        return self._expires

    def now(self) -> datetime:
        """Return the time of day, put right by what the people at the hall have said."""
        return self._watch.wall() + timedelta(seconds=self._offset)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Give a session that sees the evening; changes made in it are forgotten."""
        with self._lock, Session(self._store) as db:
            db.info[card_marks.SALT] = self._salt
            yield db
            db.rollback()

    @contextmanager
    def change(self) -> Iterator[Session]:
        """Give a session whose work is sealed and kept first, and then done, or neither."""
        with self._lock, Session(self._store, expire_on_commit=False) as db:
            db.info.update({"touched": set(), card_marks.SALT: self._salt})
            self._in_time()
            yield db
            db.flush()
            said = self._said(db)
            if said["acts"]:
                self._log.append(json.dumps(said, ensure_ascii=False).encode())
            db.commit()
            self._remember(said)

    def changed_elsewhere(self) -> frozenset[str]:
        """Return nothing: no other desk works on this store."""
        return frozenset()

    def close(self) -> None:
        """Forget the evening in memory; its sealed file stays."""
        with self._lock:
            if not self._closed:
                self._closed = True
                self._log.close()
                self._store.dispose()

    # What is kept

    def _said(self, db: Session) -> dict[str, Any]:
        """Return what the transaction has added, as it is sealed."""
        log = door_log.TABLE.c
        rows = [
            row
            for row in db.execute(sa.select(door_log.TABLE).order_by(log.recorded_at, log.id))
            if (row.expected_id, row.act.value, row.turn) not in self._ids
        ]
        rows.sort(key=lambda row: [*Act].index(row.act))
        fresh = {(row.expected_id, row.act.value, row.turn): row.id for row in rows}
        known = self._ids | fresh
        for row in rows:
            self._not_too_late(row, known)
        lines = {row.expected_id for row in rows} - self._newcomers - set(self.places)
        line, card = rosters.TABLE.c, passes.TABLE.c
        told = ("id", "name", "kana", "district", "source", "party_of", "party_kind")
        stood_up = db.execute(
            sa.select(*(line[name] for name in told)).where(line.id.in_(lines)).order_by(line.id)
        )
        claims = db.execute(
            sa.select(card.code, card.expected_id)
            .where(card.kind == PassKind.BLANK, card.expected_id.is_not(None))
            .order_by(card.code)
        )
        return {
            "wall": _iso(self._watch.wall()),
            "clicks": round(self._watch.clicks() * 1000),
            "run": self._run,
            "offset": self._offset,
            "by": self._operator,
            "lines": [dict(zip(told, row, strict=True)) for row in stood_up],
            "claims": [
                {"mark": row.code, "line": row.expected_id}
                for row in claims
                if row.code not in self._claimed
            ],
            "acts": [
                {
                    "id": row.id,
                    "act": row.act.value,
                    "line": row.expected_id,
                    "turn": row.turn,
                    "stay": row.stay,
                    "about": _about(row, known),
                    "at": _iso(row.at),
                    "way": row.way.value,
                    "desk": row.desk,
                    "proxy": row.proxy_name,
                }
                for row in rows
            ],
        }

    def _not_too_late(self, row: Any, known: dict[tuple[str, str, int], str]) -> None:
        began = self._at.get(_about(row, known))
        if row.act is Act.TAKE_BACK and began is not None and row.at - began > UNDO:
            raise Refusal(
                _("This was more than 15 minutes ago."),
                _("Write it down; the office puts it right when the evening is home."),
            )

    def _remember(self, said: dict[str, Any]) -> None:
        for act in said["acts"]:
            self._ids[act["line"], act["act"], act["turn"]] = act["id"]
            self._at[act["id"]] = datetime.fromisoformat(act["at"])
        self._newcomers.update(one["id"] for one in said["lines"])
        self._claimed.update(one["mark"] for one in said["claims"])
        self._seen = max(self._seen, datetime.fromisoformat(said["wall"]))

    def _repeat(self, db: Session, said: dict[str, Any]) -> None:
        """Do once more what the file says, after the power had failed."""
        at = datetime.fromisoformat(said["wall"])
        stamp = {"recorded_at": at, "recorded_by": _OPERATOR}
        for one in said["lines"]:
            row = {
                "meeting_id": self.meeting_id,
                "id": one["id"],
                "source": Source(one["source"]),
                "district": one["district"],
                "party_of": one["party_of"],
                "party_kind": one["party_kind"],
                "name_confirmed": False,
                **searchable(one["name"], one["kana"], ""),
            }
            expecting.stand_up(db, row, at=at, by=_OPERATOR)
        for one in said["claims"]:
            change = sa.update(passes.TABLE).where(passes.TABLE.c.code == one["mark"])
            db.execute(change.values(expected_id=one["line"]))
        rows = [
            {
                "id": act["id"],
                "meeting_id": self.meeting_id,
                "expected_id": act["line"],
                "act": Act(act["act"]),
                "turn": act["turn"],
                "stay": act["stay"],
                "at": datetime.fromisoformat(act["at"]),
                "way": door_log.Way(act["way"]),
                "desk": act["desk"],
                "proxy_name": act["proxy"],
                **stamp,
            }
            for act in said["acts"]
        ]
        db.execute(sa.insert(door_log.TABLE), rows)
        self._remember(said)

    def _in_time(self) -> None:
        # A clock that is turned back does not make a package good again.
        self._seen = max(self._seen, self._watch.wall())
        if self._seen > self._expires:
            raise Refusal(
                _("The time of this package is over."),
                _("What was received is kept. Take the evening home, or ask for a new package."),
            )


def _about(row: Any, known: dict[tuple[str, str, int], str]) -> str:
    """Return the id of the arrival or the leaving that an act ends."""
    ended = {
        Act.TAKE_BACK: (Act.ARRIVE, row.turn),
        Act.LEAVE: (Act.ARRIVE, row.stay),
        Act.BACK: (Act.LEAVE, row.turn),
    }.get(row.act)
    return "" if ended is None else known.get((row.expected_id, ended[0].value, ended[1]), "")


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")
