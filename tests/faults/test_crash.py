"""The server crashes in the midst of changes: each act is recorded once or not at all."""

import os
import threading
import time
from collections import Counter

import pytest
import sqlalchemy as sa

from resources import journal, server
from resources.doors import Cut
from resources.records import new_id
from resources.refusals import Refusal
from resources.shared import SharedOffice
from tests.faults import results
from tests.town import NOW, STAFF

pytestmark = [
    pytest.mark.skipif(os.name == "nt", reason="the server of the tests is started as on Unix"),
    pytest.mark.timeout(1200),
]
CRASHES, DESKS, BETWEEN = results.of(2, 40), 2, 8
JOURNAL = journal.JournalLine.__table__


class Desk(threading.Thread):
    """Writes one act after the other while the server is there, and notes what it was told."""

    def __init__(self, address, folder):
        super().__init__(name="desk")
        self.office = SharedOffice.open(address, folder)
        self.told, self.up, self.ended = {}, threading.Event(), False
        self.answered = threading.Semaphore(0)
        self.up.set()

    def run(self):
        while not self.ended:
            self.up.wait(60)
            name = new_id()
            try:
                self.office.do(
                    lambda db, name=name: journal.write(
                        db, "receive", "expected", name, at=NOW, by=STAFF
                    )
                )
                self.told[name] = "done"
                self.answered.release()
            except Cut:
                self.told[name] = "not done"
            except Refusal:
                self.told[name] = "unsure"
        self.office.close()


def crashes(cluster, tmp_path, times):
    """Let the server crash so often while desks work; return (what they were told, the journal)."""
    database = cluster.copy()
    desks = [Desk(cluster.address(database), tmp_path / f"{one}") for one in range(DESKS)]
    for desk in desks:
        desk.start()
    try:
        for _crash in range(times):
            for desk in desks:
                for _act in range(BETWEEN):
                    assert desk.answered.acquire(timeout=60)
            cluster.stop()
            for desk in desks:
                desk.up.clear()
            cluster.start()
            for desk in desks:
                desk.up.set()
    finally:
        for desk in desks:
            desk.ended = True
            desk.up.set()
            desk.join()
    direct = SharedOffice.open(cluster.address(database), tmp_path / "direct")
    with direct.read() as db:
        count = Counter(db.scalars(sa.select(JOURNAL.c.object_id)))
        broken = journal.verify(db).broken_at
    direct.close()
    cluster.drop(database)
    return {name: what for desk in desks for name, what in desk.told.items()}, count, broken


def wrong(told, count):
    """Return (lost, doubled): done means once, not done means not at all, unsure one of both."""
    lost = sum(1 for name, what in told.items() if what == "done" and count[name] == 0)
    doubled = sum(
        1
        for name, what in told.items()
        if count[name] > 1 or (what == "not done" and count[name] > 0)
    )
    return lost, doubled


def test_no_crash_of_the_server_loses_or_doubles_an_act(durable, tmp_path):
    began = time.monotonic()
    told, count, broken = crashes(durable, tmp_path, CRASHES)
    lost, doubled = wrong(told, count)
    became = Counter(told.values())
    results.put(
        "crashes", crashes=CRASHES, acts=len(told), wrong=lost + doubled,
        told=dict(became), seconds=round(time.monotonic() - began, 1),
    )  # fmt: skip
    assert (lost, doubled, broken) == (0, 0, None)
    assert became["done"] >= CRASHES * BETWEEN
    assert became["done"] < len(told), "no crash fell into an act"


def test_teeth_commits_that_do_not_wait_for_the_disk_are_noticed(durable, tmp_path, monkeypatch):
    """A careless server alone changes nothing: each desk asks to wait. Without that, acts go."""
    lazy = server._SETTINGS.replace("synchronous_commit=on", "synchronous_commit=off")
    assert lazy != server._SETTINGS
    monkeypatch.setattr(server, "_SETTINGS", lazy)
    durable.ask("ALTER SYSTEM SET wal_writer_delay = 10000")
    durable.ask("SELECT pg_reload_conf()")
    lost = acts = 0
    try:
        for number in range(6):
            told, count, _broken = crashes(durable, tmp_path / str(number), 1)
            lost, acts = lost + wrong(told, count)[0], acts + len(told)
            if lost:
                break
    finally:
        durable.ask("ALTER SYSTEM RESET ALL")
        durable.ask("SELECT pg_reload_conf()")
    results.tooth("crash_unflushed", noticed=lost, of=acts)
