"""The office's own pairs of keys: made on first use, renewed, and never thrown away."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from resources import journal, records, sealing
from resources.refusals import Refusal
from resources.words import _
from sessions.takeout_tables import OFFICE_KEY, KeyKind, OfficeKey

_NEW = {KeyKind.SEALING: sealing.new_sealing_pair, KeyKind.SIGNING: sealing.new_signing_pair}


def standing(db: Session, kind: KeyKind, *, at: datetime, by: str) -> tuple[str, sealing.Pair]:
    """Return id and pair in use, made now if there was none."""
    row = db.execute(
        sa.select(OFFICE_KEY)
        .where(OFFICE_KEY.c.kind == kind, OFFICE_KEY.c.retired_at.is_(None))
        .order_by(OFFICE_KEY.c.id.desc())
    ).first()
    if row is not None:
        return row.id, _pair(row)
    return _make(db, kind, at=at, by=by)


def get(db: Session, key_id: str) -> sealing.Pair:
    """Return a pair that was ever in use; refuses an unknown one."""
    row = db.execute(sa.select(OFFICE_KEY).where(OFFICE_KEY.c.id == key_id)).first()
    if row is None:
        raise Refusal(
            _("The key of this package is not in this office."),
            _("Bring the file to the office that made the package."),
        )
    return _pair(row)


def since(db: Session) -> datetime | None:
    """Return when the pair that seals was made, None before the first package."""
    query = sa.select(OFFICE_KEY.c.recorded_at).where(
        OFFICE_KEY.c.kind == KeyKind.SEALING, OFFICE_KEY.c.retired_at.is_(None)
    )
    return db.scalar(query.order_by(OFFICE_KEY.c.id.desc()).limit(1))


def renew(db: Session, kind: KeyKind, *, at: datetime, by: str) -> str:
    """Make a new pair and retire the one in use, which still opens what is on its way home."""
    old = sa.update(OFFICE_KEY).where(OFFICE_KEY.c.kind == kind, OFFICE_KEY.c.retired_at.is_(None))
    db.execute(old.values(retired_at=at, version=OFFICE_KEY.c.version + 1))
    return _make(db, kind, at=at, by=by)[0]


def _make(db: Session, kind: KeyKind, *, at: datetime, by: str) -> tuple[str, sealing.Pair]:
    pair = _NEW[kind]()
    row = OfficeKey(
        kind=kind,
        public=pair.public.hex(),
        secret=pair.secret.hex(),
        recorded_at=at,
        recorded_by=by,
    )
    key_id = row.id
    db.add(row)
    db.flush()
    records.touch(db, OfficeKey)
    after = {"public": pair.public.hex()}
    journal.write(db, "issue", "office_key", key_id, at=at, by=by, after=after)
    return key_id, pair


def _pair(row: sa.Row[tuple[object, ...]]) -> sealing.Pair:
    return sealing.Pair(bytes.fromhex(row.secret), bytes.fromhex(row.public))
