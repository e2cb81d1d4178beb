"""What does each act of the matrix past the desk: statements as another program would send them."""

import json
from dataclasses import dataclass, field

from resources.records import new_id
from tests.cluster import PASSWORD

OTHERS = "f" * 32  # somebody at the desk who is none of the five


def row(table, **values):
    """Return an INSERT of one row whose id, version and stamp are given."""
    stamped = {"id": new_id(), "version": 1, "recorded_at": "now", "recorded_by": "me"} | values
    stamped = {name: value for name, value in stamped.items() if value is not None}
    names = ", ".join(f'"{name}"' for name in stamped)
    places = ", ".join("%s" for _name in stamped)
    return [(f"INSERT INTO {table} ({names}) VALUES ({places})", list(stamped.values()))]


def ask(text, *values):
    return [(text, list(values))]


def line(act, kind, after, by):
    """Return the two INSERTs by which a line comes into the journal."""
    seq = 900_000
    return [
        ("INSERT INTO journal VALUES (%s, '', %s, %s, %s, 'x', '', '', '')",
         [seq, by, act, kind]),
        ("INSERT INTO journal_value (seq, salt, after) VALUES (%s, '', %s)",
         [seq, json.dumps(after)]),
    ]  # fmt: skip


@dataclass
class Side:
    """What a statement is about: the side that is somebody's own, or others'."""

    meeting: str
    line: str
    person: str
    by: str  # who did what is to be undone or read
    arrival_turn: int
    desk: str
    me: str
    office: "Town"
    number: str = ""


def statements(act, side):
    """Return what does `act` past the desk, on one side."""
    town, me = side.office, side.me
    return {
        "office.read": lambda: ask("SELECT name FROM staff"),
        "today.read": lambda: ask("SELECT 1 FROM meeting WHERE id = %s", town.other),
        "draft.keep": lambda: row("draft", form="x", subject="x", words="{}"),
        "person.read": lambda: ask("SELECT birth FROM person WHERE birth IS NOT NULL"),
        "person.correct": lambda: ask("UPDATE person SET note = 'x' WHERE id = %s", side.person),
        "person.merge": lambda: row(
            "merging", drop_id=side.person, keep_id=town.spare, before="{}", after="{}"
        ),
        "person.count": lambda: ask(
            "SELECT 1 WHERE (SELECT count(id) FROM person) = %s", town.people
        ),
        "person.as_it_was": lambda: ask(
            "SELECT 1 FROM journal JOIN journal_value USING (seq) WHERE kind = 'meeting'"
        ),
        "person.disclose": lambda: line("export", "person", {"reason": "r"}, me),
        "need.read": lambda: ask("SELECT needs FROM expected WHERE id = %s AND needs <> ''",
                                 side.line),
        "emergency.call": lambda: ask("SELECT name FROM emergency_contact WHERE person_id = %s",
                                      side.person),
        "consent.read": lambda: ask("SELECT count(*) FROM consent"),
        "consent.correct": lambda: row(
            "consent", version=None, person_id=side.person, text_id=new_id(), given_on="2026-05-01",
            way="paper", what="", whom="", taken_by="",
        ),
        "suppression.correct": lambda: row(
            "suppression", version=None, person_id=side.person, step=99, reason="dv",
            since="2026-05-01",
        ),
        "household.correct": lambda: row("household"),
        "meeting.read": lambda: ask("SELECT 1 FROM meeting WHERE id = %s", side.meeting),
        "meeting.plan": lambda: ask("UPDATE meeting SET title = 'x' WHERE id = %s", side.meeting),
        "meeting.open": lambda: ask(
            "UPDATE meeting SET state = 'open', version = version + 1 WHERE id = %s", side.meeting
        ),
        "meeting.close": lambda: ask(
            "UPDATE meeting SET state = 'closed', version = version + 1 WHERE id = %s",
            side.meeting,
        ),
        "meeting.helpers": lambda: row(
            "assignment", staff_id=town.first, kind="meeting", object_id=side.meeting
        ),
        "roster.read": lambda: ask("SELECT name FROM expected WHERE id = %s", side.line),
        "roster.correct": lambda: ask(
            "UPDATE expected SET affiliation = 'x' WHERE id = %s", side.line
        ),
        "attendance.count": lambda: ask(
            "SELECT 1 FROM arrival WHERE meeting_id = %s LIMIT 1", side.meeting
        ),
        "arrival.check_in": lambda: row(
            "arrival", version=None, meeting_id=side.meeting, expected_id=side.line, act="arrive",
            turn=90, stay=90, at="now", way="name", desk=side.desk, proxy_name="",
        ),
        "arrival.recognise": lambda: ask(
            "UPDATE expected SET name_confirmed = true WHERE id = %s", side.line
        ),
        "arrival.take_back": lambda: row(
            "arrival", version=None, meeting_id=side.meeting, expected_id=side.line,
            act="take_back", turn=side.arrival_turn, stay=1, at="now", way="name", desk=side.desk,
            proxy_name="",
        ),
        "pass.read": lambda: ask("SELECT code FROM pass WHERE expected_id = %s", side.line),
        "pass.issue": lambda: row(
            "pass", code=new_id(), kind="tag", expected_id=side.line, revoked_reason=""
        ),
        "pass.replace": lambda: row(
            "pass", code=new_id(), kind="tag", expected_id=side.line, revoked_reason="",
            replaces=new_id(),
        ),
        "certificate.read": lambda: ask("SELECT count(*) FROM certificate"),
        "certificate.issue": lambda: row(
            "certificate", series="x", fiscal_year=2026, number=99, copy=1, state="issued",
            state_reason="", meeting_id=side.meeting, expected_id=side.line, dated="2026-05-19",
            words="{}", pdf=b"x", sha256="x",
        ),
        "paper.print": lambda: row(
            "print_run", paper="x", meeting_id=side.meeting, subjects="[]", sheets=1,
            next_sheet=1, printer="", state="sent",
        ),
        "letter.print": lambda: row(
            "mailing", letter="x", edition=1, subject="x", meeting_id=side.meeting,
            count=1, readers="[]", text="x", sha256="x", pdf=b"x",
        ),
        "letter.number": lambda: ask("SELECT count(*) FROM document"),
        "letter.word": lambda: row(
            "letter_wording", version=None, letter="x", edition=99, kind="x", name="x", subject="x", body="x",
            active=True,
        ),
        "list.bring_in": lambda: row("batch", kind="x"),
        "people.export": lambda: line(
            "export", "list", {"purpose": "r", "count": 10, "people": [side.person]}, me
        ),
        "package.make": lambda: takeout(side, 10),
        "package.bring_home": lambda: row(
            "joining", takeout_id=new_id(), meeting_id=side.meeting, source="file", digest="x",
            joined_at="now", joined_by=me, new=1, known=0, asked=0, undone_by="",
        ),
        "points.read": lambda: ask("SELECT 1 FROM activity WHERE number = %s", side.number),
        "points.total": lambda: ask("SELECT sum(yen) FROM point_entry"),
        "points.enter": lambda: row("withdrawal", version=None, activity_id=new_id(), reason="x"),
        "points.rule": lambda: row(
            "rule_version", version=None, year=2026, turn=9, since="2026-04-01", body="x",
            reason="x",
        ),
        "points.exchange": lambda: row(
            "exchange", year=2026, number=side.number, applied_on="2026-05-01", yen=1000,
            state="applied", card_number="", approved_by="", signed=False, reason="",
        ),
        "points.goods": lambda: row("goods", name=new_id(), maker="", yen=1000, active=True),
        "points.close": lambda: row("year_closing", version=None, year=2030, figures="{}"),
        "points.adjust": lambda: row(
            "point_entry", version=None, year=2031, number=side.number, day="2031-05-01",
            kind="reversal", activities=0, minutes=0, recorded=0, counted=-1, yen=0,
            about=new_id(), turn=1, cause="", reason="x",
        ),
        "lists.correct": lambda: row(
            "place", name=new_id(), kana="", zip="", address="", rooms="", parking="", phone="",
            note="", sort_key="", active=True,
        ),
        "staff.correct": lambda: ask("UPDATE staff SET initials = 'x' WHERE id = %s", OTHERS),
        "staff.role": lambda: ask("UPDATE staff SET roles = 'C' WHERE id = %s", OTHERS),
        "staff.administrator": lambda: ask("UPDATE staff SET roles = 'A' WHERE id = %s", OTHERS),
        "staff.own_key": lambda: ask(f"ALTER ROLE CURRENT_USER PASSWORD '{PASSWORD}'"),
        "second.request": lambda: row(
            "second_request", version=None, act="x", function="x", arguments="{}", about="x",
            why="x", expires_at="now",
        ),
        "second.answer": lambda: row(
            "second_answer", version=None, request_id=town.request, step=1, said="decline", why=""
        ),
        "settings.correct": lambda: row("issuer", name="x"),
        "backup.restore": lambda: ask("TRUNCATE app.person CASCADE"),
        "database.move": lambda: ask("CREATE TABLE app.elsewhere (x int)"),
        "office.check": lambda: ask("SELECT 1 FROM journal JOIN journal_value USING (seq)"),
        "journal.read": lambda: ask(
            "SELECT 1 FROM journal JOIN journal_value USING (seq) WHERE kind = 'staff' AND by = %s",
            side.by,
        ),
        "act.undo": lambda: ask(
            "INSERT INTO undoing (id, recorded_at, recorded_by, seq, first, undone)"
            " SELECT %s, now(), %s, 1, 1, min(seq) FROM journal WHERE by = %s",
            new_id(), me, side.by,
        ),
        "retention.read": lambda: ask("SELECT count(*) FROM retention_rule"),
        "retention.request": lambda: row(
            "erasure_request", person_id=side.person, reason="wish", state="asked"
        ),
        "retention.agree": lambda: row(
            "tombstone", version=None, person_id=side.person, reason="wish", asked_by=OTHERS
        ),
        "retention.approve": lambda: row(
            "tombstone", version=None, person_id=side.person, reason="wish", asked_by=me
        ),
    }[act]()  # fmt: skip


def takeout(side, people):
    return row(
        "takeout", meeting_id=side.meeting, label="", carrier="x", made_at="now", made_by=side.me,
        opens="now", expires="now", people=people, needs=0, cipher="", places="[]", salt="",
        proof_key="", sealing_id=new_id(), fate="out", lost_note="",
    )  # fmt: skip


@dataclass
class Town:
    """An office with somebody of each role, a meeting in everybody's charge and one in nobody's."""

    staff: dict
    first: str
    own: object
    other: str
    other_line: str
    spare: str
    people: int
    others_person: str
    request: str
    received: dict = field(default_factory=dict)
    others: str = ""
    last: dict = field(default_factory=dict)
