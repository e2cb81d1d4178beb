"""What each role may do with each table on a server: the matrix once more, kept by the database."""

from collections.abc import Iterator, Mapping, Sequence

from resources import roles
from resources.roles import Cell, Role

GROUPS = {
    Role.ADMIN: "inakurashi_admin",
    Role.STAFF: "inakurashi_staff",
    Role.CASES: "inakurashi_case",
    Role.FACILITATOR: "inakurashi_floor",
    Role.VIEWER: "inakurashi_view",
}
"""The role on the server of each role of the office; a person may be a member of several."""

_NOBODY = frozenset(
    {Cell.NO, Cell.ASK, Cell.MASKED}
)  # a table cannot mask: it gives or it does not
_EVERYONE = ("office.read",)
_REGISTER = (("person.read",), ("person.correct", "person.merge", "list.bring_in"))

TABLES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    # What is read by whoever is at the desk at all.
    "staff": (_EVERYONE, ("staff.correct", "staff.role")),
    "assignment": (_EVERYONE, ("meeting.helpers",)),
    "office": (_EVERYONE, ("settings.correct",)),
    "place": (_EVERYONE, ("lists.correct",)),
    "organisation": (_EVERYONE, ("lists.correct",)),
    "area": (_EVERYONE, ("lists.correct",)),
    "area_alias": (_EVERYONE, ("lists.correct",)),
    "body": (_EVERYONE, ("lists.correct", "meeting.plan")),
    # The meeting and its door.
    "meeting": (("meeting.read",), ("meeting.plan", "meeting.open", "meeting.close")),
    "agenda_item": (("meeting.read",), ("meeting.plan",)),
    "expected": (("roster.read",), ("roster.correct", "arrival.check_in")),
    "arrival": (("roster.read", "attendance.count"), ("arrival.check_in",)),
    "refused_scan": (("roster.read", "attendance.count"), ("arrival.check_in",)),
    "pass": (("pass.read",), ("pass.issue", "pass.replace")),
    "sheet_page": (("paper.print",), ("paper.print",)),
    "print_run": (("paper.print",), ("paper.print",)),
    "print_choices": (("paper.print",), ("paper.print",)),
    "notice": (("roster.read",), ("roster.correct", "meeting.close")),
    "certificate": (("certificate.read",), ("certificate.issue",)),
    # What was agreed to, and what is withheld.
    "consent": (("consent.read",), ("consent.correct", "person.correct")),
    "consent_withdrawal": (("consent.read",), ("consent.correct", "person.correct")),
    "consent_text": (("consent.read",), ("settings.correct", "consent.correct")),
    "suppression": (("person.read",), ("suppression.correct",)),
    "suppression_words": (("person.read",), ("suppression.correct",)),
    # The points programme.
    "host": (("points.read", "lists.correct"), ("lists.correct", "list.bring_in")),
    "rule_version": (("points.read", "points.total"), ("points.rule", "points.enter")),
    "monthly_sheet": (("points.read",), ("points.enter",)),
    "activity": (("points.read",), ("points.enter",)),
    "activity_words": (("points.read",), ("points.enter",)),
    "withdrawal": (("points.read",), ("points.enter",)),
    "eligibility": (("points.read",), ("points.enter",)),
    "point_entry": (("points.read", "points.total"), ("points.enter", "points.exchange")),
    # What the office itself keeps.
    "draft": (("draft.keep",), ("draft.keep",)),
    "batch": (("list.bring_in",), ("list.bring_in",)),
    "batch_file": (("list.bring_in",), ("list.bring_in",)),
    "batch_line": (("list.bring_in",), ("list.bring_in",)),
    "second_request": (("second.request", "second.answer"), ("second.request", "second.answer")),
    "second_answer": (("second.request", "second.answer"), ("second.request", "second.answer")),
    "undoing": (("act.undo",), ("act.undo",)),
    # The chain is continued by everybody; what stands in it are ids and hashes.
    "journal": (_EVERYONE, _EVERYONE),
    "journal_value": (("person.as_it_was", "journal.read"), _EVERYONE),
    "alembic_version": (_EVERYONE, ()),
}
"""For each table the acts that read it and those that write it; others belong to the register."""

_AT_THE_DOOR = {
    "meeting": "id IN (SELECT desk.my_meetings())",
    "agenda_item": "meeting_id IN (SELECT desk.my_meetings())",
    "expected": "meeting_id IN (SELECT desk.my_meetings())",
    "arrival": "meeting_id IN (SELECT desk.my_meetings())",
    "refused_scan": "meeting_id IN (SELECT desk.my_meetings())",
    "sheet_page": "meeting_id IN (SELECT desk.my_meetings())",
    "pass": (
        "expected_id IN (SELECT desk.my_lines()) OR person_id IN (SELECT desk.my_people())"
        " OR kind = 'blank'"
    ),
    "person": "id IN (SELECT desk.my_people())",
}
"""Which rows a facilitator sees: those of their own meeting, an hour before until an hour after."""

_BESIDE_THE_DOOR = {
    "suppression": "person_id IN (SELECT desk.my_people())",
    "suppression_words": "false",
    "membership": "person_id IN (SELECT desk.my_people())",
    "search_key": (
        "person_id IN (SELECT desk.my_people())"
        " AND kind IN ('kana', 'given', 'name', 'alias', 'latin', 'former', 'misread')"
    ),
    "phone": "false",
}
"""What the door's questions touch on their way; a facilitator finds in it only who is expected."""

DOOR_COLUMNS = (
    "id", "version", "name", "kana", "latin", "district", "language", "needs", "hide_name",
    "sort_key", "tab", "merged_into",
)  # fmt: skip
"""What a facilitator may read of a person: no telephone, no date of birth, no address."""

FUNCTIONS = """
CREATE OR REPLACE FUNCTION desk.my_staff_id() RETURNS varchar
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = app, pg_temp AS $$
    SELECT staff_id FROM desk.login WHERE user_name = session_user $$;
CREATE OR REPLACE FUNCTION desk.my_meetings() RETURNS SETOF varchar
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = app, pg_temp AS $$
    SELECT m.id FROM meeting m
    JOIN assignment a ON a.kind = 'meeting' AND a.object_id = m.id
    WHERE a.staff_id = desk.my_staff_id() AND m.state IN ('planned', 'open')
    AND desk.local_now() BETWEEN m.held_on + COALESCE(m.begins - interval '1 hour', time '0:00')
        AND m.held_on + COALESCE(m.ends + interval '1 hour', time '23:59:59') $$;
CREATE OR REPLACE FUNCTION desk.my_lines() RETURNS SETOF varchar
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = app, pg_temp AS $$
    SELECT id FROM expected WHERE meeting_id IN (SELECT desk.my_meetings()) $$;
CREATE OR REPLACE FUNCTION desk.my_people() RETURNS SETOF varchar
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = app, pg_temp AS $$
    SELECT p.id FROM person p JOIN expected e ON e.person_id IN (p.id, p.merged_into)
    WHERE e.meeting_id IN (SELECT desk.my_meetings())
    UNION
    SELECT p.merged_into FROM person p JOIN expected e ON e.person_id = p.id
    WHERE p.merged_into IS NOT NULL AND e.meeting_id IN (SELECT desk.my_meetings()) $$;
"""
_CLOCK = """
CREATE OR REPLACE FUNCTION desk.local_now() RETURNS timestamp
LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
    SELECT now() AT TIME ZONE 'Asia/Tokyo' $$;
"""


def reads(table: str, role: Role) -> bool:
    """Tell whether the matrix lets `role` read anything of `table`."""
    return any(_may(act, role) for act in TABLES.get(table, _REGISTER)[0])


def writes(table: str, role: Role) -> bool:
    """Tell whether the matrix lets `role` write anything into `table`."""
    return any(_may(act, role) for act in TABLES.get(table, _REGISTER)[1])


def statements(
    tables: Sequence[str], growing: frozenset[str], erasable: Mapping[str, Sequence[str]]
) -> Iterator[str]:
    """Yield what gives every role its rights to `tables`, and takes away all others.

    `growing` are the logs, into which rows only come; of some an erasure may make the words
    `erasable` empty, which is the administrator's to do.
    """
    everyone = ", ".join(GROUPS.values())
    yield f"REVOKE ALL ON ALL TABLES IN SCHEMA app FROM PUBLIC, {everyone}"
    yield _CLOCK + FUNCTIONS
    yield f"REVOKE ALL ON ALL FUNCTIONS IN SCHEMA desk FROM PUBLIC, {everyone}"
    yield f"GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA desk TO {everyone}"
    for table in tables:
        for role, group in GROUPS.items():
            acts = _acts(table, role, growing)
            if acts:
                yield f'GRANT {", ".join(acts)} ON "{table}" TO {group}'
    for table, words in erasable.items():
        yield f'GRANT UPDATE ({", ".join(words)}) ON "{table}" TO {GROUPS[Role.ADMIN]}'
    door = GROUPS[Role.FACILITATOR]
    yield f'GRANT SELECT ({", ".join(DOOR_COLUMNS)}) ON "person" TO {door}'
    inside = ", ".join(group for role, group in GROUPS.items() if role is not Role.FACILITATOR)
    for table in _BESIDE_THE_DOOR:
        yield f'GRANT SELECT ON "{table}" TO {door}'
    for table, rows in {**_AT_THE_DOOR, **_BESIDE_THE_DOOR}.items():
        yield f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY'
        for name in ("inside", "door"):
            yield f'DROP POLICY IF EXISTS {name} ON "{table}"'
        yield f'CREATE POLICY inside ON "{table}" TO {inside} USING (true) WITH CHECK (true)'
        yield f'CREATE POLICY door ON "{table}" TO {door} USING ({rows}) WITH CHECK ({rows})'


def _acts(table: str, role: Role, growing: frozenset[str]) -> list[str]:
    acts = ["SELECT"] if reads(table, role) else []
    if writes(table, role):
        acts.append("INSERT")
        if table not in growing and (table != "journal_value" or role is Role.ADMIN):
            acts += ["UPDATE", "DELETE"]
    return acts


def _may(act: str, role: Role) -> bool:
    return roles.matrix()[act].permits[role].cell not in _NOBODY
