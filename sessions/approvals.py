"""決裁欄: the boxes in which a draft is stamped on its way up, as the office has them."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel

from resources import journal, records
from resources.names import tidy_name
from resources.records import Record, touch
from resources.refusals import Refusal
from resources.words import _

DEFAULT = ("会長", "事務局長", "課長", "係長", "担当")
MOST = 8
_ONLY = "0" * 32


class ApprovalBox(Record, table=True):
    """One box, by its place from the left."""

    __tablename__ = "approval_box"
    __table_args__ = (sa.UniqueConstraint("place"),)

    place: int
    title: str = Field(max_length=20)


TABLE: sa.Table = SQLModel.metadata.tables["approval_box"]


def titles(db: Session) -> tuple[str, ...]:
    """Return the titles of the boxes from the left; the usual ones until the office sets them."""
    found = tuple(db.scalars(sa.select(TABLE.c.title).order_by(TABLE.c.place)))
    return found or DEFAULT


def set_titles(db: Session, wanted: Sequence[str], *, at: datetime, by: str) -> tuple[str, ...]:
    """Set the titles from the left and return them; refuses none, and more than eight."""
    tidy = tuple(title for title in map(tidy_name, wanted) if title)
    if not tidy or len(tidy) > MOST or any(len(title) > 20 for title in tidy):
        raise Refusal(
            _("A draft has from one to eight boxes with short titles."),
            _("Write the titles with 、 between them."),
        )
    before = titles(db)
    if tidy == before:
        return tidy
    db.execute(sa.delete(TABLE))
    rows = [
        {
            "id": records.new_id(), "version": 1, "recorded_at": at, "recorded_by": by,
            "place": place, "title": title,
        }
        for place, title in enumerate(tidy)
    ]  # fmt: skip
    db.execute(sa.insert(TABLE), rows)
    touch(db, ApprovalBox)
    journal.write(
        db, "describe", "approval_box", _ONLY, at=at, by=by,
        before={"titles": before}, after={"titles": tidy},
    )  # fmt: skip
    return tidy
