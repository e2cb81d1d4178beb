"""Whereabouts of somebody protected, taken out: nothing in the store says them any more."""

import pytest
import sqlalchemy as sa
from sqlmodel import SQLModel

from desktop.held import HELD
from resources import journal
from resources.refusals import Refusal
from sessions import finding, people, whereabouts, withholding
from sessions.people import PersonDetails
from sessions.suppression import Reason
from tests.town import NOW, STAFF

WHO = {"at": NOW, "by": STAFF}
SAYO = PersonDetails(
    "北原　さよ", kana="きたはら　さよ", zip="396-0211", address="高遠町藤沢19191",
    district="高遠町", email="sayo@example.org", affiliation="わらび園",
    phones=(("0265-07-1919", "0265071919"),),
)  # fmt: skip
TRACES = ("19191", "0265-07-1919", "0265071919", "sayo@example.org", "わらび園", "396-0211")


@pytest.fixture
def sayo(db):
    person = people.enrol(db, SAYO, **WHO)
    withholding.withhold(
        db, person, Reason.PROTECTED, since=NOW.date(), why="市から", safe_zip="396-8617",
        safe_address="伊那市下新田3050 福祉相談課 気付", **WHO,
    )  # fmt: skip
    return person


def everything(db):
    rows = [db.execute(sa.select(table)).all() for table in SQLModel.metadata.sorted_tables]
    return repr(rows)


def test_nothing_in_the_store_says_where_somebody_is(db, sayo):
    assert all(trace in everything(db) for trace in TRACES)
    whereabouts.clear(db, sayo, held=HELD, why="5月19日 市からの依頼", **WHO)
    assert [trace for trace in TRACES if trace in everything(db)] == []
    left = people.get(db, sayo, whole=True)
    assert (left.name, left.kana, left.address, left.phones) == (SAYO.name, SAYO.kana, "", ())
    assert left.held
    assert left.held.safe[1].startswith("伊那市下新田")
    assert [one.person.name for one in finding.find(db, "きたはら")] == [SAYO.name]
    assert journal.recent(db, 1)[0].after == {"reason": "5月19日 市からの依頼"}
    assert journal.verify(db).broken_at is None


def test_only_the_protected_and_only_with_a_word(db, sayo):
    other = people.enrol(db, PersonDetails("宮下　豊", address="荒井1"), **WHO)
    with pytest.raises(Refusal, match="not protected"):
        whereabouts.clear(db, other, held=HELD, why="市から", **WHO)
    with pytest.raises(Refusal, match="not said"):
        whereabouts.clear(db, sayo, held=HELD, why="  ", **WHO)
    assert people.get(db, sayo, whole=True).address == SAYO.address
