"""The office's files of one year in the register: volunteers, hosts, and 148 monthly sheets."""

from functools import cache

from programs.points import host_intake, sheet_intake, sheet_reading
from programs.points.intake import VOLUNTEERS
from resources import spreadsheet
from sessions.intake.imports import bring_in
from sessions.intake.reading import read_files
from sessions.intake.replies import Replies, Reply
from tests.sessions.intake import office
from tests.town import NOW, STAFF

WHO = {"at": NOW, "by": STAFF}
DATA = office.DATA
HOSTS = DATA / "受入機関一覧.xlsx"
YEAR = 2025


def sheet_files():
    return sorted(DATA.glob("活動記録_*"))


@cache
def sheets():
    """Every monthly sheet as it is read, by the name of its file."""
    return {path.name: sheet_reading.read(spreadsheet.read(path)) for path in sheet_files()}


@cache
def volunteers_read():
    return read_files(VOLUNTEERS, [office.VOLUNTEERS])


@cache
def hosts_read():
    return host_intake.read(spreadsheet.read(HOSTS))


def everybody(db):
    """Bring the volunteers in; the pairs the office has twice stay apart, as the file has them."""
    name, sheet = office.VOLUNTEERS.name, "R7名簿(最新)"
    pairs = [[tuple(row) for row in one["rows"]] for one in office.expected()["duplicates"]]
    said = [
        Reply(first, second, same=len({*one["numbers"]}) == 1)
        for one, (first, second) in zip(office.expected()["duplicates"], pairs, strict=True)
    ]
    assert all(row[:2] == (name, sheet) for pair in pairs for row in pair)
    return bring_in(db, volunteers_read(), Replies(tuple(said)), **WHO)


def hosts(db):
    return host_intake.bring_in(db, hosts_read(), **WHO)


def activities(db, names=None):
    """Bring the monthly sheets in, all in one import or those of `names` in their order."""
    wanted = sheets() if names is None else names
    return sheet_intake.bring_in(db, [one for name in wanted for one in sheets()[name]], **WHO)
