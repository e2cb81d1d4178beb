"""For each reason somebody is withheld: no paper, list, label, letter or file shows them.

What is offered is counted from the code, so that a new one cannot be forgotten: it is tried here,
or it stands in a short list with the reason for which it may show them.
"""

import inspect
import pkgutil
from io import BytesIO

import pytest
import sqlalchemy as sa
from pypdf import PdfReader

import programs
import sessions.papers
from desktop import jobs
from desktop.commands.papers import PAPERS
from desktop.desk import Desk, Task
from desktop.jobs import Stationery
from resources.stationery import ENVELOPES
from sessions import (
    addressees,
    composing,
    expecting,
    exporting,
    holding,
    letters,
    mailing_lists,
    mailings,
    notices,
    packing,
    people,
    person_listing,
    sheets,
    withholding,
)
from sessions.composing import Sending
from sessions.person_tables import PERSON
from sessions.suppression import STOPS, Reason, Use
from tests.house.tree import ROOT
from tests.sessions.hall import WHO, planned, register
from tests.town import NOW, STAFF

TOWN = {
    Reason.DIED: ("髙橋　ハツヱ", "たかはし　はつえ"),
    Reason.MOVED: ("高見　清一", "たかみ　せいいち"),
    Reason.HOME: ("春日　とみ子", "かすが　とみこ"),
    Reason.PROTECTED: ("北原　さよ", "きたはら　さよ"),
    Reason.WISH: ("有賀　武雄", "あるが　たけお"),
    None: ("宮下　豊", "みやした　ゆたか"),
}
HIDDEN = "高遠町藤沢19191"


class Hall:
    """A meeting called off by snow; everybody was expected, then each was withheld."""

    def __init__(self, db):
        self.meeting = planned(db, place="いなっせ")
        self.people = {why: register(db, *facts) for why, facts in TOWN.items()}
        for why, person in self.people.items():
            where = HIDDEN if why is Reason.PROTECTED else "伊那市荒井1"
            mine = sa.update(PERSON).where(PERSON.c.id == person)
            db.execute(mine.values(zip="396-0211", address=where))
        expecting.expect_people(db, self.meeting, self.people.values(), **WHO)
        for why, person in self.people.items():
            if why is not None:
                withholding.withhold(db, person, why, since=NOW.date(), why="市から", **WHO)
        holding.cancel(db, self.meeting, reason="大雪", **WHO)
        self.ids = tuple(self.people.values())
        self.refs = mailing_lists.of_register(db, now_only=False)


@pytest.fixture
def desk(qapp, office):
    desk = Desk(office, STAFF, lambda: NOW)
    yield desk
    desk.close()


@pytest.fixture
def it(desk):
    return desk.change(Hall)


def _labels(desk, it, stationery):
    return jobs.addresses(desk, desk.read(addressees.gather, it.refs).ready, stationery)


def _letters(desk, it):
    sending = Sending("thanks", it.refs, NOW.date(), own={"activity": "会議"})
    made = desk.change(mailings.issue, sending, draw=mailings.drawing(), **WHO)
    return jobs.letters(desk, made.id)


TRIED = {
    "sign_in_sheet": (Use.SHEET, lambda desk, it: jobs.sign_in_sheet(desk, it.meeting)),
    "name_tags": (Use.CARD, lambda desk, it: jobs.name_tags(desk, it.meeting)),
    "cards": (Use.CARD, lambda desk, it: jobs.cards(desk, it.ids)),
    "notice": (Use.LETTER, lambda desk, it: jobs.notice(desk, it.meeting)),
    "addresses": (Use.LETTER, lambda d, it: _labels(d, it, Stationery(labels="12-84x42"))),
    "letters": (Use.LETTER, _letters),
}
"""Each paper with names, what it is for the rule, and how it is made for everybody there is."""

MAY_SHOW = {
    "attendance_list": "tells what happened: whoever came stays on it",
    "certificates": "proves what happened, and is handed to whoever came",
    "consent_form": "laid before one person who is asked",
    "disclosure": "everything held about one person, for that person",
    "incident_sheet": "names everybody a lost package puts at risk, and nobody may be missing",
    "joining_receipt": "asks about who came at a hall, whoever they are",
    "draft_sheet": "an entry of the register of papers, as it was issued",
    "resumed": "one of the papers here once more, asked anew",
}
NOBODY = frozenset(
    {
        "Stationery", "agenda", "blank_cards", "calibration_page", "closing_sheet", "handover",
        "label_borders", "takeout_list", "takeout_slip", "test_page", "turning_point",
    }
)  # fmt: skip
"""Papers on which nobody stands whom the office serves."""

SHEETS = {
    "address_block": "addresses", "address_labels": "addresses", "envelopes": "addresses",
    "postage_mark": "addresses",
    "official_letter": "letters", "name_tags": "name_tags", "cards": "cards", "notice": "notice",
    "sign_in_sheet": "sign_in_sheet", "attendance_list": "attendance_list",
    "participation_certificate": "certificates", "consent_form": "consent_form",
    "disclosure": "disclosure", "incident_sheet": "incident_sheet",
    "joining_receipt": "joining_receipt", "draft_sheet": "draft_sheet",
    "agenda_sheet": "agenda", "calibration_page": "calibration_page",
    "closing_sheet": "closing_sheet", "takeout_list": "takeout_list",
    "takeout_slip": "takeout_slip", "test_page": "test_page", "turning_point": "turning_point",
    "evening_code": "test_page", "recovery_sheet": "turning_point",
}  # fmt: skip
"""Every drawing of sessions/papers with the job that fills it."""

COMMANDS = {
    "sign-in-sheet": "sign_in_sheet", "name-tags": "name_tags", "cards": "cards",
    "agenda": "agenda", "attendance-list": "attendance_list", "certificates": "certificates",
    "notice": "notice", "letter": "letters", "labels": "addresses", "test-page": "test_page",
}  # fmt: skip


def test_every_paper_that_is_offered_is_tried_or_may_show_them():
    known = TRIED.keys() | MAY_SHOW.keys() | NOBODY
    offered = set(jobs.__all__) - _of_programmes().keys()
    assert sorted(offered ^ known) == []
    drawn = {one.name for one in pkgutil.iter_modules(sessions.papers.__path__)}
    assert sorted(drawn ^ SHEETS.keys()) == []
    assert set(SHEETS.values()) <= known
    assert COMMANDS.keys() <= PAPERS.keys()
    silent = [
        name
        for name in PAPERS.keys() - COMMANDS.keys()
        if "programs." not in inspect.getsource(inspect.getmodule(PAPERS[name].content))
    ]
    assert silent == []
    assert set(COMMANDS.values()) <= known


OF_RECORD = {
    "city_report": "figures of a year: nobody stands on it",
    **{name: "a blank form names nobody" for name in jobs.__all__ if name.startswith("blank_")},
    "year_end_list": "the office's own account of a year, in which nobody may be missing",
}
"""Papers of programmes that leave nobody out, and why."""


def _of_programmes():
    """Return the jobs that print what a programme knows, by name."""
    return {
        name: made
        for name in jobs.__all__
        if "from programs." in inspect.getsource(inspect.getmodule(made := getattr(jobs, name)))
    }


def test_every_paper_of_a_programme_says_whom_it_left_out():
    """What a programme withholds is proved in its own tests; here, that no paper forgets to."""
    forgetful = [
        name
        for name, made in _of_programmes().items()
        if "left_out" not in inspect.getsource(inspect.getmodule(made))
    ]
    assert sorted(set(forgetful) - OF_RECORD.keys()) == []
    tests = [path.read_text("utf-8") for path in (ROOT / "tests/programs").rglob("test_*.py")]
    for one in pkgutil.iter_modules(programs.__path__):
        papers = [name for name in _modules() if name.startswith(f"programs.{one.name}.papers.")]
        withholding_tests = [text for text in tests if f"programs.{one.name}" in text]
        assert not papers or any("withholding.withhold(" in text for text in withholding_tests)


def _modules():
    return [one.name for one in pkgutil.walk_packages(programs.__path__, "programs.")]


def _text(pdf):
    return "".join("".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages)


@pytest.mark.parametrize("name", TRIED)
def test_a_paper_leaves_out_whom_the_rule_stops_and_nobody_else(desk, it, name):
    use, make = TRIED[name]
    job = make(desk, it)
    text = _text(job.draw(job.options, Task()).pdf)
    for why, (called, _kana) in TOWN.items():
        stopped = why is not None and use in STOPS[why]
        assert ("".join(called.split()) in text) is not stopped, (name, why)
    assert HIDDEN not in text


def test_envelopes_leave_out_whom_labels_do(desk, it):
    job = _labels(desk, it, Stationery(envelope=ENVELOPES[0].name))
    assert [one.name for one in job.printed] == ["宮下　豊"]


def _expected(db, it):
    meeting = planned(db)
    put = expecting.expect_people(db, meeting, it.ids, **WHO)
    left = {one.person_id for one in put.withheld}
    return {people.get(db, one).name for one in it.ids if one not in left}


LISTS = {
    "exporting.gather": (
        Use.LIST, lambda db, it: {row[0] for row in exporting.gather(db, it.ids, ["name"]).rows}
    ),
    "mailing_lists.entries": (
        Use.LETTER,
        lambda db, it: {
            one.name for one in mailing_lists.entries(db, it.refs) if not one.why_not
        },
    ),
    "letters.notice": (
        Use.LETTER,
        lambda db, it: {one.name for one in letters.notice(db, it.meeting, written=NOW.date()).people},
    ),
    "notices.listing": (
        Use.EXPECT, lambda db, it: {one.name for one in notices.listing(db, it.meeting)}
    ),
    "packing.on_board": (
        Use.SHEET, lambda db, it: {one.name for one in packing.on_board(db, it.meeting)}
    ),
    "sheets.attendance_list, those who did not come": (
        Use.EXPECT,
        lambda db, it: {one.name for one in sheets.attendance_list(db, it.meeting).missing},
    ),
    "expecting.expect_people": (Use.EXPECT, _expected),
    "composing.compose": (
        Use.LETTER,
        lambda db, it: {
            named.name
            for one in composing.compose(db, Sending("thanks", it.refs, NOW.date())).gathered.ready
            for named in one.people
        },
    ),
}  # fmt: skip
"""Lists that leave the office, or from which papers are made."""


@pytest.mark.parametrize("name", LISTS)
def test_a_list_leaves_out_whom_the_rule_stops_and_nobody_else(desk, it, name):
    use, found = LISTS[name]
    names = desk.change(lambda db, **_note: found(db, it))
    wanted = {called for why, (called, _k) in TOWN.items() if why is None or use not in STOPS[why]}
    assert names == wanted


def test_no_list_tells_where_somebody_protected_lives(desk, it):
    rows = desk.read(exporting.gather, it.ids, list(exporting.FIELDS)).rows
    theirs = [row for row in rows if row[0] == TOWN[Reason.PROTECTED][0]]
    assert theirs
    assert HIDDEN not in str(theirs)
    listed = {one.id: one for one in desk.read(person_listing.listing).rows}
    assert listed[it.people[Reason.PROTECTED]].address == ""
    assert listed[it.people[None]].address == "伊那市荒井1"
