"""Lines of the list that come home from a hall: newcomers, and those the office knows no more."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from resources import records
from resources.words import _
from sessions import card_marks, expecting, passes, rosters
from sessions.passes import PassKind
from sessions.rosters import Source, searchable
from sessions.takeout_tables import TAKEOUT


@dataclass(frozen=True, slots=True)
class Guest:
    """A line a hall speaks of; `newcomer` as it was written there, `card` the digest of a blank."""

    line_id: str
    newcomer: dict[str, Any] | None
    card: str | None
    package: str


def stand_up(
    db: Session, meeting_id: str, guests: Sequence[Guest], *, at: datetime, by: str
) -> None:
    """Write the lines that are not on the list here; whoever was erased stays without a name."""
    line = rosters.TABLE.c
    here = set(db.scalars(sa.select(line.id).where(line.id.in_([one.line_id for one in guests]))))
    missing = [one for one in guests if one.line_id not in here]
    # Who came along follows those they came with.
    missing.sort(key=lambda one: bool(one.newcomer and one.newcomer.get("party_of")))
    for one in missing:
        told = one.newcomer
        name, kana = (told["name"], told["kana"]) if told else ("", "")
        if not name and not kana:
            name = _("Somebody whose record was erased")
        party_of = told.get("party_of") if told else None
        row = {
            "id": one.line_id,
            "meeting_id": meeting_id,
            "source": Source.WALK_IN,
            "district": str(told.get("district", ""))[:40] if told else "",
            "name_confirmed": False,
            "party_of": party_of,
            "party_kind": str(told.get("party_kind", ""))[:12] if told else "",
            **searchable(str(name)[:80], str(kana)[:80], ""),
        }
        expecting.stand_up(db, row, at=at, by=by)
    _claim(db, [one for one in guests if one.card], at=at, by=by)


def show(
    db: Session,
    meeting_id: str,
    here: Sequence[str],
    unsaid: Sequence[str],
    *,
    at: datetime,
    by: str,
) -> None:
    """Put those who were there on the list, and take newcomers off it of whom nobody speaks."""
    line = rosters.TABLE.c
    changes = (
        (here, line.removed, False),
        (unsaid, sa.and_(~line.removed, line.source == Source.WALK_IN), True),
    )
    for ids, condition, removed in changes:
        change = (
            sa.update(rosters.TABLE)
            .where(line.meeting_id == meeting_id, line.id.in_(ids), condition)
            .values(removed=removed, version=line.version + 1, recorded_at=at, recorded_by=by)
        )
        db.execute(change)
    free = (
        sa.update(passes.TABLE)
        .where(
            passes.TABLE.c.kind == PassKind.BLANK,
            passes.TABLE.c.person_id.is_(None),
            passes.TABLE.c.expected_id.in_(unsaid),
        )
        .values(expected_id=None, version=passes.TABLE.c.version + 1)
    )
    db.execute(free)
    records.touch(db, rosters.Expected, passes.Pass)


def _claim(db: Session, guests: Sequence[Guest], *, at: datetime, by: str) -> None:
    """Give the blank cards handed out at the hall to their lines, where they are still free."""
    if not guests:
        return
    salts = {
        row.id: bytes.fromhex(row.salt)
        for row in db.execute(
            sa.select(TAKEOUT.c.id, TAKEOUT.c.salt).where(
                TAKEOUT.c.id.in_({one.package for one in guests})
            )
        )
    }
    free = passes.blanks(db)
    by_mark = {
        (package, card_marks.digest(salt, card.code)): card.id
        for package, salt in salts.items()
        for card in free
    }
    for one in guests:
        pass_id = by_mark.pop((one.package, str(one.card)), None)
        if pass_id is not None:
            passes.claim(db, pass_id, one.line_id, at=at, by=by)
