"""A small office with hosts and volunteers of the points programme, in a real window."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from programs.points import entering, hosts, register
from programs.points.entering import Entered
from programs.points.hosts import HostDetails
from sessions import people
from sessions.person_entry import PersonDetails
from sessions.person_views import POINTS, Relation
from tests.town import NOW, STAFF

YEAR = 2026
TODAY = date(2026, 5, 19)
WHO = {"at": NOW, "by": STAFF}
JAPAN = ZoneInfo("Asia/Tokyo")
NAMES = (
    ("春日　とみ子", "かすが　とみこ"), ("有賀　武", "あるが　たけし"),
    ("北原　昭二", "きたはら　しょうじ"),
)  # fmt: skip


class PointsTown:
    """Two hosts, three volunteers registered for the year; the first has what `did` gave them."""

    def __init__(self, desk):
        self.desk = desk
        self.hosts = [
            desk.change(
                hosts.designate, HostDetails(str(n), name, activities="話し相手・お茶出し"), **WHO
            )
            for n, name in enumerate(("宅老所　かわせみ", "地域食堂　夕やけ"), 1)
        ]
        self.people = {}
        for number, (name, kana) in enumerate(NAMES, 1):
            person = desk.change(
                people.enrol, PersonDetails(name, kana, birth=date(1950, 5, number)), **WHO
            )
            desk.change(people.add_membership, person, Relation(POINTS, f"{number:04}"), **WHO)
            self.people[f"{number:04}"] = person
        self.register(YEAR, *self.people)

    def register(self, year, *numbers, **values):
        known = {"registered": date(year, 4, 1), "insured": date(year, 3, 1), **values}
        self.desk.change(
            register.record, [(self.people[number], number, known) for number in numbers],
            year=year, batch_id="", **WHO,
        )  # fmt: skip

    def did(self, number, day, minutes=120, host=0, begins=600, **facts):
        entered = Entered(number, self.hosts[host], day, minutes, begins, **facts)
        return self.desk.change(entering.enter, entered, **WHO)

    def days(self, number, count, minutes=120, first=date(2026, 4, 8)):
        return [
            self.did(number, date.fromordinal(first.toordinal() + n), minutes) for n in range(count)
        ]


def on(year, month, day):
    return datetime(year, month, day, 10, tzinfo=JAPAN)
