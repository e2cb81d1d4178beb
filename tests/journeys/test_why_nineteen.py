"""At the counter: why nineteen, a missing activity, twenty, an exchange, and the paper of it all."""

from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt

from programs.points import entering, exchanges, hosts, ledger, member_year, register
from programs.points.entering import Entered
from programs.points.exchanges import State
from programs.points.hosts import HostDetails
from resources.database import Office
from sessions import passes, people, staff
from sessions.person_entry import PersonDetails
from sessions.person_views import POINTS, Relation
from tests.journeys.evening import previewed, print_all

YEAR = 2025
MARCH = datetime(2026, 3, 12, 1, 30, tzinfo=UTC)
"""The last weeks in which the stamps of the year are exchanged."""


@pytest.fixture
def clock(clock):
    clock.moment = MARCH
    return clock


@pytest.fixture
def card(folder, template):
    """Eighteen visits, one of them twice in a day: nineteen stamps; return the volunteer's card."""
    office = Office.open(folder, template[1])
    with office.change() as db:
        who = {"at": MARCH - timedelta(days=1), "by": staff.listing(db)[0].id}
        there = [
            hosts.designate(db, HostDetails(number, name, activities="話し相手・お茶出し"), **who)
            for number, name in (("12", "ひなた荘"), ("31", "つくし苑"))
        ]
        person = people.enrol(
            db, PersonDetails("髙橋　ハツヱ", "たかはし　はつえ", birth=date(1940, 7, 12)), **who
        )
        people.add_membership(db, person, Relation(POINTS, "0179"), **who)
        values = {"registered": date(2025, 4, 1), "insured": date(2025, 3, 1)}
        register.record(db, [(person, "0179", values)], year=YEAR, batch_id="", **who)
        for n in range(18):
            day = date(2025, 4, 8) + timedelta(days=14 * n)
            entering.enter(db, Entered("0179", there[n % 2], day, 60 + 60 * (n == 9), 600), **who)
        again = Entered("0179", there[0], date(2025, 4, 8) + timedelta(days=14 * 9), 60, 840)
        entering.enter(db, again, **who)
        passes.issue_cards(db, [person], **who)
        code = passes.personal_codes(db, [person])[person]
    office.close()
    return code


def go(clerk, place):
    """Go to one of the places behind the points' entry of the rail."""
    clerk.window.go(place)
    return clerk.wait_for(place)


def test_why_nineteen_and_what_becomes_of_twenty(clerk, card):
    clerk.sign_in()
    everybody = go(clerk, "points_volunteers")
    clerk.write(everybody.field, card)
    clerk.key(Qt.Key.Key_Return)
    page = clerk.wait_for("points_volunteer")
    assert page.head.next.text() == "あと 1 個"
    assert page.why.title.text() == "どうして 19 個？"
    clerk.press(page.why.paper)
    assert "どうして" in previewed(clerk).heading()
    clerk.window.back()
    page = clerk.wait_for("points_volunteer")

    def missing(dialog):
        clerk.write(dialog.host.line, "ひなた")
        dialog.day.set_day(date(2026, 3, 10))
        clerk.wait(lambda: dialog.said.text() == "＋1 個（あわせて 20 個になります）")
        clerk.press(dialog.go)

    with clerk.answering(missing):
        clerk.key(Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    assert page.head.next.text() == "あと 10 個"
    assert page.box.amount.text() == "¥2,000"

    with clerk.saying("other"):
        clerk.press(page.exchange)
    counter = clerk.wait_for("points_exchanges")
    assert counter.form.who.text() == "髙橋 ハツヱ さん"
    first = counter.form.fields["い～なちゃんカードポイント"]
    first.setValue(2000)
    clerk.write(counter.form.card_number, "1234-5678")
    clerk.press(counter.form.go)
    (asked,) = clerk.desk.read(exchanges.listing, YEAR, "0179")
    assert (asked.yen, asked.state, asked.card_number) == (2000, State.APPLIED, "1234-5678")
    clerk.press(counter.approve)
    clerk.press(counter.receipt)
    assert len(print_all(clerk, previewed(clerk))) > 1000
    counter = go(clerk, "points_exchanges")
    with clerk.saying("yes"):
        clerk.press(counter.hand)
    (done,) = clerk.desk.read(exchanges.listing, YEAR, "0179")
    assert (done.state, done.signed) == (State.HANDED, True)

    clerk.window.go("points_volunteer", f"{YEAR}:0179")
    page = clerk.wait_for("points_volunteer")
    assert page.box.amount.text() == "¥0"
    clerk.press(page.statement)
    assert len(print_all(clerk, previewed(clerk))) > 1000
    kept = clerk.desk.read(member_year.read, YEAR, "0179")
    assert (kept.standing.counted, kept.standing.exchanged) == (20, 2000)
    kinds = [str(one.kind) for one in clerk.desk.read(ledger.lines, YEAR, "0179")]
    assert kinds[-2:] == ["award", "exchange"]
