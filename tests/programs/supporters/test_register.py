"""What the list of supporters says about their course is kept."""

from datetime import date

import sqlalchemy as sa

from programs.supporters.intake import SUPPORTERS
from programs.supporters.register import TABLE
from sessions.intake.imports import bring_in
from sessions.intake.reading import read_files
from tests.sessions.intake import office
from tests.town import NOW, STAFF


def test_course_and_class(db):
    bring_in(db, read_files(SUPPORTERS, [office.SUPPORTERS]), at=NOW, by=STAFF)
    rows = {row.number: row for row in db.execute(sa.select(TABLE))}
    assert len(rows) == 90
    first = rows["0001"]
    assert (first.completed_year, first.term, first.registered, first.classroom) == (
        2024, "20期", date(2024, 9, 3), "車屋教室",
    )  # fmt: skip
    assert rows["0077"].registered == date(2019, 3, 7)  # written H31.3.7
