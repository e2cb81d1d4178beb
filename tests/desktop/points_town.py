"""A points programme in a real window: two hosts, four volunteers of this year."""

from datetime import date

from programs.points import hosts, register
from programs.points.hosts import HostDetails
from sessions import people
from sessions.person_entry import PersonDetails
from tests.town import NOW, STAFF

WHO = {"at": NOW, "by": STAFF}
YEAR = 2026
VOLUNTEERS = (
    ("0001", "春日　とみ子", "かすが　とみこ"),
    ("0002", "有賀　武", "あるが　たけし"),
    ("0003", "北原　昭二", "きたはら　しょうじ"),
    ("0004", "有賀　陽子", "あるが　ようこ"),
)
HOSTS = (
    HostDetails("1", "宅老所 かわせみ", kind="通所介護", fax="0265-00-1202", contact="有賀",
                designated=date(2022, 4, 1)),
    HostDetails("2", "地域食堂 夕やけ", kind="地域の集い", phone="0265-00-1301",
                designated=date(2024, 4, 1)),
)  # fmt: skip


def begin(desk):
    """Enter the hosts and the volunteers; return the ids of the hosts and {number: person}."""
    ids = [desk.change(hosts.designate, one, **WHO) for one in HOSTS]
    found = {
        number: desk.change(people.enrol, PersonDetails(name, kana, birth=date(1950, 5, 1)), **WHO)
        for number, name, kana in VOLUNTEERS
    }
    values = {"registered": date(2026, 4, 1), "insured": date(2026, 3, 1)}
    desk.change(
        register.record, [(person, number, values) for number, person in found.items()],
        year=YEAR, batch_id="", **WHO,
    )  # fmt: skip
    return ids, found
