"""What the office says about itself: one row, two desks, the districts in its own order."""

from dataclasses import replace

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from resources import journal
from resources.refusals import Refusal
from sessions import office as office_facts
from sessions.office import OfficeDetails, OfficeFacts, Seal
from tests.town import NOW, STAFF

WHO = {"at": NOW, "by": STAFF}
INA = OfficeDetails(
    name="伊那市社会福祉協議会", issuer_title="会長", issuer_name="北原 誠", phone="0265-73-2541"
)


def test_an_empty_office_has_the_thirteen_districts(db: Session) -> None:
    found = office_facts.get(db)
    assert (found.version, found.set_by) == (0, "")
    assert len(found.details.districts) == len(set(found.details.districts)) == 13
    assert found.details.seal is Seal.STAMPED


def test_what_is_set_is_read_back_and_journaled(db: Session) -> None:
    entered = replace(INA, seal=Seal.OMITTED, districts=("長谷", "伊那"), hidden=("petit_jobs",))
    assert office_facts.describe(db, entered, version=0, **WHO) == 1
    found = office_facts.get(db)
    assert found.details == replace(entered, issuer_name="北原　誠")
    assert (found.version, found.set_at, found.set_by) == (1, NOW, STAFF)
    assert office_facts.describe(db, found.details, version=1, **WHO) == 1
    assert office_facts.describe(db, replace(entered, phone="1"), version=1, **WHO) == 2
    assert [line.act for line in journal.recent(db)] == ["describe", "describe"]


@pytest.mark.parametrize(
    "wrong", [OfficeDetails(), replace(INA, name=" "), replace(INA, districts=("伊那", "伊那 "))]
)
def test_what_cannot_be_printed_is_refused(db: Session, wrong: OfficeDetails) -> None:
    with pytest.raises(Refusal):
        office_facts.describe(db, wrong, version=0, **WHO)
    assert office_facts.get(db).version == 0


def test_the_second_desk_is_told(db: Session) -> None:
    office_facts.describe(db, INA, version=0, **WHO)
    with pytest.raises(Refusal):
        office_facts.describe(db, INA, version=0, **WHO)


def test_the_database_holds_one_office(db: Session) -> None:
    row = OfficeFacts(recorded_at=NOW, recorded_by=STAFF).model_dump()
    with pytest.raises(IntegrityError), db.begin_nested():
        db.execute(sa.insert(OfficeFacts).values(row))
