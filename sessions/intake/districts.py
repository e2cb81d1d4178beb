"""Districts as lists write them: 伊那地区 is 伊那, and all else stays as it is written."""

from dataclasses import replace

from sqlalchemy.orm import Session

from sessions import areas
from sessions.intake.reading import Reading


def settled(db: Session, reading: Reading) -> Reading:
    """Return `reading` with the office's own name of a 地区 wherever only 地区 was added to it."""
    tree = areas.tree(db)
    known = {text: tree.named(text) for text in {row.district for row in reading.rows}}
    rows = [
        row if known[row.district] == row.district else replace(row, district=known[row.district])
        for row in reading.rows
    ]
    return replace(reading, rows=tuple(rows))
