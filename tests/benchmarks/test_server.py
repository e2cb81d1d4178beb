"""A desk at an office on a server: search, the list and the check-in, beside the same in a file."""

import pytest
import sqlalchemy as sa

from resources.shared import SharedOffice
from sessions import arrivals, finding, person_listing, rosters
from sessions.door_log import Way
from tests.benchmarks.side_by_side import side_by_side, timed
from tests.benchmarks.test_search import fill
from tests.cluster import Cluster
from tests.sessions.hall import hall
from tests.town import NOW, STAFF

PEOPLE, COMING, ROUNDS = 10_000, 60, 25
SEEN = 100  # rows a page of the list takes at a time


@pytest.fixture
def durable(tmp_path):
    """A server that keeps what it acknowledged, as one in an office does."""
    cluster = Cluster(durable=True)
    cluster.office_template()
    name = cluster.copy()
    office = SharedOffice.open(cluster.address(name), tmp_path / "here")
    yield office, cluster.address(name)
    office.close()
    cluster.close()


def town(office):
    """Put ten thousand people into the register, and a hall with a list."""
    coming = tuple(
        (f"髙橋　{number:03}", "たかはし　はつえ", "高遠町", "") for number in range(COMING)
    )
    with office.change() as db:
        fill(db, PEOPLE)
        return hall(db, coming)


def test_the_work_of_a_desk_on_a_server(durable, office, cluster):
    shared, _address = durable
    ways = {}
    bare = shared._engine
    halls = {"in a file": (office, town(office)), "on a server": (shared, town(shared))}
    with bare.connect() as connection:
        connection.exec_driver_sql("SELECT 1")

    def there_and_back():
        with bare.connect() as connection:
            connection.execute(sa.text("SELECT 1"))

    ways["the way to the server and back (SELECT 1)"] = lambda: timed(there_and_back)
    for where, (here, it) in halls.items():
        codes = iter(it.codes)

        def search(here=here):
            with here.read() as db:
                assert finding.find(db, "たかはし")

        def listing(here=here):
            with here.read() as db:
                assert len(person_listing.listing(db, limit=SEEN).rows) == SEEN

        def roster(here=here, it=it):
            with here.read() as db:
                assert len(rosters.listing(db, it.meeting)) == COMING

        def check_in(here=here, it=it, codes=codes):
            with here.change() as db:
                answer = arrivals.check_in(
                    db, it.meeting, next(codes), way=Way.SCANNER, desk="1", at=NOW, by=STAFF
                )
            assert answer.kind.value == "received"

        for name, work in (
            (f"search 「たかはし」 among {PEOPLE:,}", search),
            (f"the first {SEEN} of {PEOPLE:,} people, with the tabs counted", listing),
            (f"the list of a meeting, {COMING} lines", roster),
            ("check-in, committed", check_in),
        ):
            ways[f"{name}, {where}"] = lambda work=work: timed(work)
    found = side_by_side(
        "A desk at an office on a server",
        ways,
        rounds=ROUNDS,
        goal="on a server at most twice what it takes in a file",
        note="the server runs on the same machine with fsync on, reached by its socket",
    )
    assert len(found) == 9
