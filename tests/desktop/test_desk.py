"""The desk is one door: one transaction, one telling after the commit, long work beside it."""

import threading
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa
from PySide6.QtCore import QObject, QThread

from desktop.desk import Desk, StoppedError, system_clock
from desktop.register.looking import Looking
from resources import backup, journal
from resources.refusals import Refusal
from sessions.people import Person
from tests.town import NOW, STAFF


def enrol(db, name, *, at, by):
    found = Person(name=name, recorded_at=at, recorded_by=by)
    db.add(found)
    journal.write(db, "enrol", "person", found.id, at=at, by=by)
    return found.id


def names(db):
    return sorted(db.scalars(sa.select(Person.name)))


def refuse(db, *, at, by):
    enrol(db, "消える人", at=at, by=by)
    db.flush()
    raise Refusal("No.", "Do something else.")


@pytest.fixture
def desk(qapp, office):
    desk = Desk(office, STAFF, lambda: NOW)
    yield desk
    desk.close()


@pytest.fixture
def told(desk):
    heard = []
    desk.changed.connect(heard.append)
    return heard


def test_a_change_is_one_transaction_and_is_told_once_after_the_commit(desk, office):
    heard = []

    def listen(classes):
        with office.read() as db:
            heard.append((classes, names(db)))

    desk.changed.connect(listen)
    person = desk.change(enrol, "岡　花", at=desk.now(), by=desk.staff_id)
    assert heard == [(frozenset({"Person", "JournalLine"}), ["岡　花"])]
    assert len(person) == 32
    assert desk.read(names) == ["岡　花"]


def test_a_refusal_changes_nothing_and_tells_nobody(desk, told):
    with pytest.raises(Refusal, match="No"):
        desk.change(refuse, at=NOW, by=STAFF)
    assert told == []
    assert desk.read(names) == []


def test_a_change_that_touched_nothing_is_not_told(desk, told):
    desk.change(names)
    assert told == []


def test_background_work_returns_its_result_in_the_windows_thread(desk, qtbot):
    seen = {}

    def work(task):
        seen["worker"] = threading.get_ident()
        return desk.read(names)

    def done(result):
        seen["done"] = (threading.get_ident(), result)

    def ended():
        seen["ended"] = threading.get_ident()

    desk.background(work, done=done, ended=ended)
    qtbot.waitUntil(lambda: "ended" in seen)
    here = threading.get_ident()
    assert seen["worker"] != here
    assert seen["done"] == (here, [])
    assert seen["ended"] == here


def test_a_change_in_the_background_is_told_in_the_windows_thread(desk, qtbot):
    heard = []
    desk.changed.connect(lambda classes: heard.append((classes, QThread.currentThread())))
    with qtbot.waitSignal(desk.changed):
        desk.background(lambda _task: desk.change(enrol, "岡　花", at=NOW, by=STAFF))
    assert heard == [(frozenset({"Person", "JournalLine"}), desk.thread())]


def test_a_refusal_in_the_background_reaches_its_page(desk, qtbot):
    seen = []

    def work(task):
        raise Refusal("No.", "Do something else.")

    desk.background(
        work,
        done=lambda _result: seen.append("done"),
        failed=lambda refusal: seen.append(refusal.what),
        ended=lambda: seen.append("ended"),
    )
    qtbot.waitUntil(lambda: "ended" in seen)
    assert seen == ["No.", "ended"]


@pytest.mark.parametrize("error", [ZeroDivisionError("山田"), Refusal("No.", "Else.")])
def test_what_no_page_takes_goes_to_the_last_resort(desk, qtbot, monkeypatch, error):
    import sys

    caught, ended = [], []
    monkeypatch.setattr(sys, "excepthook", lambda _kind, raised, _trace: caught.append(raised))

    def work(task):
        raise error

    desk.background(work, done=lambda _result: caught.append("done"), ended=lambda: ended.append(1))
    qtbot.waitUntil(lambda: bool(ended))
    assert caught == [error]


def test_progress_is_told_and_the_last_telling_always_arrives(desk, qtbot):
    seen, ended = [], []

    def work(task):
        for number in range(1, 1001):
            task.tell(number, 1000)

    desk.background(
        work, progress=lambda done, total: seen.append((done, total)), ended=lambda: ended.append(1)
    )
    qtbot.waitUntil(lambda: bool(ended))
    assert seen[-1] == (1000, 1000)
    assert seen == sorted(seen)


def test_stopping_undoes_the_transaction(desk, qtbot):
    inside, going_on, seen = threading.Event(), threading.Event(), []

    def act(db, task):
        enrol(db, "消える人", at=NOW, by=STAFF)
        db.flush()
        inside.set()
        going_on.wait(20)
        task.tell(1, 2)

    task = desk.background(
        lambda task: desk.change(act, task),
        done=lambda _result: seen.append("done"),
        failed=lambda _refusal: seen.append("failed"),
        ended=lambda: seen.append("ended"),
    )
    assert inside.wait(20)
    task.stop()
    going_on.set()
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == ["ended"]
    assert task.stopped
    assert desk.read(names) == []


def test_work_that_waits_its_turn_can_be_stopped_before_it_begins(desk, qtbot):
    gate, seen = threading.Event(), []
    for _ in range(2):
        desk.background(lambda _task: gate.wait(20))
    waiting = desk.background(
        lambda _task: seen.append("began"), ended=lambda: seen.append("ended")
    )
    waiting.stop()
    gate.set()
    qtbot.waitUntil(lambda: "ended" in seen)
    assert seen == ["ended"]


def test_a_backup_in_the_background_proves_itself_while_the_desk_goes_on(desk, qtbot, tmp_path):
    desk.change(enrol, "岡　花", at=NOW, by=STAFF)
    made = []
    desk.background(
        lambda task: backup.make(desk.office, tmp_path / "stick", at=NOW, progress=task.tell),
        done=made.append,
    )
    desk.change(enrol, "林　実", at=NOW, by=STAFF)
    qtbot.waitUntil(lambda: bool(made))
    assert made[0].manifest.counts["person"] in {1, 2}
    assert desk.read(names) == ["岡　花", "林　実"]


def test_closing_waits_for_work_and_stops_it(qapp, new_office):
    desk = Desk(new_office("closing"), STAFF)
    began, seen = threading.Event(), []

    def work(task):
        began.set()
        try:
            while True:
                task.tell(0, 1)
        except StoppedError:
            seen.append("stopped")
            raise

    desk.background(work)
    assert began.wait(20)
    desk.close()
    assert seen == ["stopped"]


def test_nobody_is_called_about_work_once_the_desk_is_left(qapp, new_office):
    desk = Desk(new_office("left"), STAFF)
    over, called = threading.Event(), []
    desk.background(
        lambda _task: over.set(), done=called.append, ended=lambda: called.append("ended")
    )
    assert over.wait(20)
    desk.close()
    qapp.processEvents()
    assert called == []


@pytest.mark.parametrize("leave", [False, True])
def test_who_was_looked_at_is_not_asked_of_an_office_that_is_left(qapp, new_office, leave):
    desk, opened = Desk(new_office("looking"), STAFF, lambda: NOW), []
    page = QObject()

    def counted(*_args):
        opened.append(True)

    Looking(desk, page).person("0" * 32)
    if leave:
        desk.close()
    sa.event.listen(sa.pool.Pool, "checkout", counted)
    qapp.processEvents()
    sa.event.remove(sa.pool.Pool, "checkout", counted)
    if not leave:
        desk.close()
    assert bool(opened) is not leave


def test_the_desk_tells_the_time_in_utc(desk):
    assert desk.now() == NOW
    before, moment, after = datetime.now(UTC), system_clock(), datetime.now(UTC)
    assert before <= moment <= after
    assert moment.tzinfo is UTC
