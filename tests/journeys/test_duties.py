"""A death, an address that must not be found, and an entry that is erased: as clerks do it."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from PySide6.QtWidgets import QApplication

from desktop import held, jobs
from desktop.desk import Task
from desktop.held import HELD
from desktop.printing import Document
from resources import copies, journal
from resources.database import Office
from sessions import (
    addressees,
    attendance,
    erasure,
    holding,
    holdings,
    letters,
    mailing_lists,
    people,
    returning,
    staff,
)
from sessions.erasure import Cause
from tests.desktop.gathering_town import WHO, answer, enrol, expect, found, plan, standing
from tests.town import PASSPHRASE

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def house(office, qtbot):
    with standing(office, qtbot) as (desk, window):
        ids = enrol(desk)
        meeting = plan(desk, found(desk).id)
        expect(desk, meeting, ids[:6])
        yield desk, window, ids, meeting


def names_on_paper(desk, meeting):
    """Return whom each paper of a meeting and each list of addresses carries."""
    carried = {}
    for job in (jobs.sign_in_sheet(desk, meeting), jobs.name_tags(desk, meeting)):
        document = Document(job.draw(job.options, Task()).pdf)
        document.close()
        carried[job.paper] = {one.name for one in job.printed} | set(job.texts)
    carried["letters"] = {
        one.name for one in desk.read(letters.notice, meeting, written=date(2026, 5, 19)).people
    }
    refs = desk.read(mailing_lists.of_register, now_only=False)
    ready = desk.read(addressees.gather, refs, by_hand=True).ready
    carried["labels"] = {named.name for one in ready for named in one.people}
    homes = desk.read(addressees.gather, refs, together=True, by_hand=True).ready
    carried["households"] = {named.name for home in homes for named in home.people}
    return carried


def test_a_death_is_recorded_and_nothing_carries_the_name_any_more(house):
    desk, window, ids, meeting = house
    desk.change(holding.cancel, meeting, reason="大雪", **WHO)
    name = desk.read(people.get, ids[0]).name
    assert all(name in names for names in names_on_paper(desk, meeting).values())
    window.go("person", ids[0])

    def died(dialog):
        dialog.why.set_value("died")
        dialog.words.setText("ご家族から 電話で")
        dialog.go.click()

    answer(died)
    window.shown.leave.click()
    after = names_on_paper(desk, meeting)
    assert {paper for paper, names in after.items() if name in names} == set()
    assert all(names for names in after.values())
    job = jobs.name_tags(desk, meeting)
    assert [(one.name, one.left_out) for one in job.subjects if one.left_out] == [(name, "死亡")]
    window.go("people")
    row = next(row for row in window.shown.list.everybody if row.id == ids[0])
    assert row.held.words == "死亡"  # found, and marked


def test_what_is_held_about_a_protected_person_is_told_without_the_address(house, qtbot):
    _desk, window, ids, _meeting = house
    window.go("person", ids[0])

    def protected(dialog):
        dialog.why.set_value("protected")
        dialog.words.setText("市の福祉相談課から 文書で")
        dialog.go.click()

    answer(protected)
    window.shown.leave.click()

    def why(dialog):
        dialog.line.setText("ご本人から 書面で")
        answer(lambda second: second.by_value["without"].click())
        dialog.enter()

    answer(why)
    window.shown.disclose.click()
    page = window.shown
    assert page.name == "preview"
    qtbot.waitUntil(lambda: page.drawn is not None)
    texts = " ".join(page.job.texts)
    assert "支援措置のため" in texts
    assert "0265-94-8178" not in texts
    assert "高遠町" not in texts
    QApplication.processEvents()


@pytest.mark.in_a_file
def test_an_erased_entry_is_erased_again_when_an_old_copy_is_brought_back(house):
    desk, _window, ids, meeting = house
    counts = desk.read(attendance.counts, meeting)
    name = desk.read(people.get, ids[0]).name
    admin = desk.change(staff.enrol, "北原　学", **WHO)
    desk.staff_id = admin
    clerk = desk.change(staff.enrol, "唐澤　みどり", **WHO)
    copy = copies.keep(desk.office, at=WHO["at"], why="day")
    desk.staff_id = clerk
    request = desk.change(erasure.ask, ids[0], Cause.WISH, at=WHO["at"], by=clerk)
    desk.staff_id = admin
    desk.change(erasure.approve, request, held=HELD, at=WHO["at"], by=admin)
    assert desk.read(attendance.counts, meeting) == counts
    desk.office.close()
    held.remember_erasures()
    later = WHO["at"] + timedelta(hours=3)
    back = returning.bring_back(copy.file, desk.office.folder, passphrase=PASSPHRASE, at=later)
    assert back.replayed == 1
    office = Office.open(back.folder, back.data_key)
    try:
        with office.read() as db:
            assert people.get(db, ids[0]).name == holdings.ERASED_NAME
            assert attendance.counts(db, meeting) == counts
            assert journal.verify(db).broken_at is None
            values = holdings.table("journal_value").c
            kept = db.execute(sa.select(values.before, values.after)).all()
            assert not [row for row in kept if name in str(row)]
    finally:
        office.close()
