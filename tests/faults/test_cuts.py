"""Connections to the server are cut at any moment: each act is recorded once or not at all."""

import os
import random
import threading
import time
from collections import Counter

import psycopg
import pytest
import sqlalchemy as sa

from resources import journal
from resources.doors import Cut
from resources.records import new_id
from resources.refusals import Refusal
from resources.server import Address
from resources.shared import SharedOffice
from sessions import arrivals
from sessions.answers import Kind
from sessions.door_log import TABLE as LOG
from sessions.door_log import Way
from tests.cluster import ADMIN, PASSWORD
from tests.faults import results
from tests.faults.proxy import Proxy, plans
from tests.sessions.hall import hall
from tests.town import NOW, STAFF

pytestmark = [
    pytest.mark.skipif(os.name == "nt", reason="the proxy speaks to a Unix socket"),
    pytest.mark.timeout(1200),
]
CUTS, PEOPLE, RACES = results.of(60, 1_500), results.of(12, 100), results.of(100, 2_000)
JOURNAL = journal.JournalLine.__table__


@pytest.fixture
def place(durable, tmp_path):
    """An open hall on the server, and a proxy before it: (office through it, proxy, hall)."""
    server = durable
    database = server.copy()
    proxy = Proxy(server.room / ".s.PGSQL.5432")
    direct = SharedOffice.open(server.address(database), tmp_path / "direct")
    with direct.change() as db:
        it = hall(db, [(f"人　{number}", f"ひと　{number}", "", "") for number in range(PEOPLE)])
    url = f"postgresql://{ADMIN}@127.0.0.1:{proxy.port}/{database}?sslmode=disable"
    through = SharedOffice.open(Address(url).with_password(PASSWORD), tmp_path / "through")
    yield through, proxy, it, direct
    proxy.arm(None)
    through.close()
    direct.close()
    proxy.close()
    server.drop(database)


def write_down(name):
    """Return an act that, unlike a check-in, would be recorded again by a second doing."""
    return lambda db: journal.write(db, "receive", "expected", name, at=NOW, by=STAFF)


def scan(it, code):
    return lambda db: arrivals.check_in(
        db, it.meeting, code, way=Way.SCANNER, desk="A", at=NOW, by=STAFF
    )


def cut_and_write(office, proxy, rounds, rng):
    """Write `rounds` acts with a cut in each; return what was told about each."""
    told = {}
    for _round, plan in zip(range(rounds), plans(rng), strict=False):
        name = new_id()
        proxy.arm(plan)
        try:
            office.do(write_down(name))
            told[name] = "done"
        except Cut:
            told[name] = "not done"
        except Refusal:
            told[name] = "unsure"
    proxy.arm(None)
    return told


def wrong(office, told):
    """Return (lost, doubled) of what was told: done means once, not done means not at all."""
    with office.read() as db:
        count = Counter(db.scalars(sa.select(JOURNAL.c.object_id)))
    lost = sum(1 for name, what in told.items() if what == "done" and count[name] == 0)
    doubled = sum(
        1
        for name, what in told.items()
        if count[name] > 1 or (what == "not done" and count[name] > 0)
    )
    return lost, doubled


def test_every_act_is_recorded_once_or_not_at_all(place):
    office, proxy, _it, direct = place
    seed = random.randrange(2**32)
    wanted, told = CUTS, {}
    began = time.perf_counter()
    while sum(proxy.cuts.values()) < wanted:
        told.update(cut_and_write(office, proxy, 50, random.Random(seed + len(told))))
    lost, doubled = wrong(direct, told)
    results.put(
        "cuts",
        cuts=sum(proxy.cuts.values()),
        kinds=dict(proxy.cuts),
        acts=len(told),
        wrong=lost + doubled,
        unsure=sum(1 for what in told.values() if what == "unsure"),
        seconds=round(time.perf_counter() - began, 1),
        seed=seed,
    )
    assert (lost, doubled) == (0, 0), f"seed {seed}"
    with direct.read() as db:
        assert journal.verify(db).broken_at is None


def test_people_are_received_once_while_backends_are_ended_at_random(place, durable):
    office, _proxy, it, direct = place
    database = direct.address.parts()["dbname"]
    stop, ended = threading.Event(), []

    def end_backends():
        rng = random.Random(7)
        with psycopg.connect(durable.superuser().url, autocommit=True) as driver:
            while not stop.wait(rng.uniform(0.005, 0.06)):
                found = driver.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    " WHERE datname = %s AND state <> 'idle'",
                    (database,),
                ).fetchall()
                ended.extend(found)

    killer = threading.Thread(target=end_backends)
    killer.start()
    greens = Counter()
    try:
        for code in it.codes:
            for _try in range(200):
                try:
                    answer, _touched = office.do(scan(it, code))
                except Refusal:
                    continue
                greens[answer.kind] += 1
                break
    finally:
        stop.set()
        killer.join()
    with direct.read() as db:
        came = Counter(db.scalars(sa.select(LOG.c.expected_id).where(LOG.c.act == "arrive")))
        lines = db.scalar(
            sa.select(sa.func.count()).select_from(JOURNAL).where(JOURNAL.c.act == "arrive")
        )
        assert journal.verify(db).broken_at is None
    results.put("cuts_backends", ended=len(ended), people=PEOPLE, wrong=PEOPLE - len(came))
    assert came == dict.fromkeys(it.lines, 1)
    assert lines == PEOPLE
    assert set(greens) <= {Kind.RECEIVED, Kind.ALREADY}


@pytest.mark.parametrize("believed", [True, False])
def test_teeth_without_the_mark_acts_are_lost_or_doubled(place, monkeypatch, believed):
    office, proxy, _it, direct = place
    monkeypatch.setattr(SharedOffice, "_stands", lambda *_asked: believed)
    told = cut_and_write(office, proxy, 60, random.Random(11))
    lost, doubled = wrong(direct, told)
    name, wrongly = ("believed", lost) if believed else ("repeated", doubled)
    results.tooth(f"cut_commit_{name}", noticed=wrongly, of=sum(proxy.cuts.values()))


def race(one, other, it, rounds):
    """Let two desks scan each of the first `rounds` people at once; return the greens."""
    gate, answers = threading.Barrier(2), []

    def desk(office):
        for code in it.codes[:rounds]:
            gate.wait(60)
            with office.change() as db:
                answers.append(scan(it, code)(db).kind)

    desks = [threading.Thread(target=desk, args=(office,)) for office in (one, other)]
    for thread in desks:
        thread.start()
    for thread in desks:
        thread.join()
    return Counter(answers)


def test_two_desks_on_the_server_make_one_attendance(durable, tmp_path):
    server = durable
    rounds = RACES
    run, doubles, each = 0, 0, min(RACES, 500)
    while run < rounds:
        database = server.copy()
        one = SharedOffice.open(server.address(database), tmp_path / "one")
        other = SharedOffice.open(server.address(database), tmp_path / "other")
        with one.change() as db:
            it = hall(db, [(f"人　{number}", f"ひと　{number}", "", "") for number in range(each)])
        assert race(one, other, it, each) == {Kind.RECEIVED: each, Kind.ALREADY: each}
        with one.read() as db:
            came = Counter(db.scalars(sa.select(LOG.c.expected_id)))
            assert journal.verify(db).broken_at is None
        doubles += sum(1 for count in came.values() if count > 1)
        assert came == dict.fromkeys(it.lines, 1)
        run += each
        one.close()
        other.close()
        server.drop(database)
    results.put("two_desks_server", rounds=run, at_once=run, doubles=doubles)


def test_teeth_without_lock_and_constraint_people_come_twice_on_the_server(
    place, durable, monkeypatch
):
    from resources import shared
    from sessions import door_log

    _office, _proxy, it, direct = place
    durable.ask(
        "ALTER TABLE app.arrival DROP CONSTRAINT uq_arrival_expected_id;"
        "DROP INDEX IF EXISTS app.uq_arrival_expected_id",
        direct.address.parts()["dbname"],
    )
    unlocked = shared._CHANGE.replace(f"SELECT pg_advisory_xact_lock({shared.LOCK}); ", "")
    monkeypatch.setattr(shared, "_CHANGE", unlocked)
    plain = str(door_log._INSERT._statement).replace(
        "ON CONFLICT (expected_id, act, turn) DO NOTHING", ""
    )
    stamps = {name: LOG.c[name].type for name in ("at", "recorded_at")}
    monkeypatch.setattr(
        door_log,
        "_INSERT",
        door_log.Prepared(
            sa.text(plain).bindparams(
                *(sa.bindparam(name, type_=kind) for name, kind in stamps.items())
            )
        ),
    )
    # The chain of the journal alone would set the two in a row.
    monkeypatch.setattr(journal, "write", lambda *_words, **_facts: 0)
    other = SharedOffice.open(direct.address, direct.folder)
    race(direct, other, it, PEOPLE)
    other.close()
    with direct.read() as db:
        came = Counter(db.scalars(sa.select(LOG.c.expected_id)))
    doubles = sum(1 for count in came.values() if count > 1)
    results.tooth("two_desks_server", noticed=doubles, of=PEOPLE)
