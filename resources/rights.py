"""What each role may do with each table on a server: the matrix once more, kept by the database."""

from collections.abc import Iterator, Mapping, Sequence

from resources import hall_rows, roles, row_rules, veil
from resources.roles import Cell, Role
from resources.row_rules import GROUPS

__all__ = ["GROUPS", "TABLES", "reads", "statements", "writes"]

_NOBODY = frozenset(
    {Cell.NO, Cell.ASK, Cell.MASKED}
)  # a table cannot mask: it gives or it does not
_EVERYONE = ("office.read",)
_REGISTER = (("person.read",), ("person.correct", "person.merge", "list.bring_in"))
_NOTHING: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())

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
    # The register, and what lies beside each person in it.
    "person": _REGISTER,
    "addressing": _REGISTER,
    "emergency_contact": (("person.read", "emergency.call"), _REGISTER[1]),
    "former_name": _REGISTER,
    "likeness": _REGISTER,
    "membership": _REGISTER,
    "merging": _REGISTER,
    "person_area": _REGISTER,
    "phone": _REGISTER,
    "private_letter": _REGISTER,
    "registration": (_REGISTER[0], (*_REGISTER[1], "points.enter")),
    "search_key": _REGISTER,
    "supporter": _REGISTER,
    "household": (("person.read",), ("household.correct",)),
    "household_member": (("person.read",), ("household.correct", "person.merge")),
    # The meeting and its door.
    "meeting": (("meeting.read",), ("meeting.plan", "meeting.open", "meeting.close")),
    "agenda_item": (("meeting.read",), ("meeting.plan",)),
    "expected": (("roster.read",), ("roster.correct", "arrival.check_in")),
    "application": (("person.read",), ("roster.correct", "list.bring_in")),
    "application_answer": (("person.read",), ("roster.correct", "list.bring_in")),
    "arrival": (("roster.read",), ("arrival.check_in",)),
    "refused_scan": (("roster.read",), ("arrival.check_in",)),
    "pass": (("pass.read",), ("pass.issue", "pass.replace")),
    "sheet_page": (("paper.print",), ("paper.print",)),
    "print_run": (("paper.print",), ("paper.print",)),
    "print_choices": (("paper.print",), ("paper.print",)),
    "notice": (("roster.read",), ("roster.correct", "meeting.close")),
    "certificate": (("certificate.read",), ("certificate.issue",)),
    # Letters and their numbers.
    "approval_box": (("letter.number",), ("settings.correct",)),
    "document_series": (("letter.number",), ("settings.correct",)),
    "document": (("letter.number",), ("letter.number",)),
    "issuer": (("letter.number",), ("settings.correct",)),
    "letter_wording": (("letter.word", "letter.print"), ("letter.word",)),
    "mailing": (("letter.print",), ("letter.print",)),
    # What was taken to a hall and came home.
    "office_key": (("package.make", "package.bring_home"), ("package.make",)),
    "takeout": (("package.make", "package.bring_home"), ("package.make", "package.bring_home")),
    "takeout_event": (("package.bring_home",), ("package.bring_home",)),
    "takeout_question": (("package.bring_home",), ("package.bring_home",)),
    "joining": (("package.bring_home",), ("package.bring_home",)),
    "joining_event": (("package.bring_home",), ("package.bring_home",)),
    "posting": (("package.bring_home",), ("package.bring_home",)),
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
    "activity_answer": (("points.read",), ("points.enter",)),
    "card_count": (("points.read",), ("points.enter",)),
    "earning_meeting": (("points.read", "arrival.check_in"), ("points.enter",)),
    "withdrawal": (("points.read",), ("points.enter",)),
    "eligibility": (("points.read",), ("points.enter",)),
    "points_application": (("points.read", "person.read"), ("points.enter",)),
    "inquiry": (("points.read",), ("points.enter",)),
    "inquiry_line": (("points.read", "person.read"), ("points.enter",)),
    "inquiry_answer": (("points.read", "person.read"), ("points.enter",)),
    "registration_turn": (("points.read", "person.read"), ("points.enter",)),
    # How long things are kept, and what became of what was not.
    "retention_rule": (("retention.read",), ("settings.correct",)),
    "disposal": (("retention.read",), ("retention.request", "retention.agree")),
    "erasure_request": (("retention.read",), ("retention.request", "retention.agree")),
    "legal_hold": (("retention.read",), ("retention.request",)),
    "tombstone": (("retention.read",), ("retention.agree",)),
    "point_entry": (
        ("points.read", "points.total"),
        ("points.enter", "points.exchange", "points.close", "points.adjust"),
    ),
    "issued_statement": (("points.read", "office.check"), ("letter.print",)),
    "year_closing": (("points.read", "points.total"), ("points.close",)),
    "year_target": (("points.read", "points.total"), ("points.rule",)),
    "exchange": (("points.read",), ("points.exchange",)),
    "exchange_line": (("points.read",), ("points.exchange",)),
    "goods": (("points.read",), ("points.goods",)),
    "stock_move": (("points.read",), ("points.goods", "points.exchange")),
    # What the office itself keeps.
    "draft": (("draft.keep",), ("draft.keep",)),
    "batch": (("list.bring_in",), ("list.bring_in",)),
    "batch_file": (("list.bring_in",), ("list.bring_in",)),
    "batch_line": (("list.bring_in",), ("list.bring_in",)),
    "batch_line_values": (("list.bring_in",), ("list.bring_in",)),
    "second_request": (("second.request", "second.answer"), ("second.request", "second.answer")),
    "second_answer": (("second.request", "second.answer"), ("second.request", "second.answer")),
    "undoing": (("act.undo",), ("act.undo",)),
    # The chain is continued by everybody; what stands in it are ids and hashes.
    "anchor": (_EVERYONE, ("office.check",)),
    "journal": (_EVERYONE, _EVERYONE),
    "journal_value": (("person.as_it_was", "journal.read"), _EVERYONE),
    "alembic_version": (_EVERYONE, ()),
}
"""For each table the acts that read it and those that write it; a table without is nobody's."""


def reads(table: str, role: Role) -> bool:
    """Tell whether the matrix lets `role` read anything of `table`."""
    return any(_may(act, role) for act in TABLES.get(table, _NOTHING)[0])


def writes(table: str, role: Role) -> bool:
    """Tell whether the matrix lets `role` write anything into `table`."""
    return any(_may(act, role) for act in TABLES.get(table, _NOTHING)[1])


def statements(
    tables: Sequence[str], growing: frozenset[str], erasable: Mapping[str, Sequence[str]]
) -> Iterator[str]:
    """Yield what gives every role its rights to `tables`, and takes away all others.

    `growing` are the logs, into which rows only come; of some an erasure may make the words
    `erasable` empty, which is the administrator's to do.
    """
    everyone = ", ".join(GROUPS.values())
    yield f"REVOKE ALL ON ALL TABLES IN SCHEMA app FROM PUBLIC, {everyone}"
    yield hall_rows.CLOCK + hall_rows.FUNCTIONS
    for table in tables:
        for role, group in GROUPS.items():
            acts = _acts(table, role, growing)
            if acts:
                yield f'GRANT {", ".join(acts)} ON "{table}" TO {group}'
    for table, words in erasable.items():
        yield f'GRANT UPDATE ({", ".join(words)}) ON "{table}" TO {GROUPS[Role.ADMIN]}'
    yield from _at_the_door()
    yield from row_rules.statements(everyone)
    yield from veil.statements()
    yield f"REVOKE ALL ON ALL FUNCTIONS IN SCHEMA desk FROM PUBLIC, {everyone}"
    yield f"GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA desk TO {everyone}"


def _at_the_door() -> Iterator[str]:
    door = GROUPS[Role.FACILITATOR]
    yield f'GRANT SELECT ({", ".join(hall_rows.DOOR_COLUMNS)}) ON "person" TO {door}'
    for table, columns in hall_rows.DOOR_WRITES.items():
        yield f'GRANT UPDATE ({", ".join(columns)}) ON "{table}" TO {door}'
    inside = ", ".join(group for role, group in GROUPS.items() if role is not Role.FACILITATOR)
    for table in hall_rows.BESIDE_THE_DOOR:
        yield f'GRANT SELECT ON "{table}" TO {door}'
    for table, rows in {**hall_rows.AT_THE_DOOR, **hall_rows.BESIDE_THE_DOOR}.items():
        yield f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY'
        for name in ("inside", "door"):
            yield f'DROP POLICY IF EXISTS {name} ON "{table}"'
        yield f'CREATE POLICY inside ON "{table}" TO {inside} USING (true) WITH CHECK (true)'
        yield f'CREATE POLICY door ON "{table}" TO {door} USING ({rows}) WITH CHECK ({rows})'


def _acts(table: str, role: Role, growing: frozenset[str]) -> list[str]:
    acts = ["SELECT"] if reads(table, role) else []
    if not writes(table, role):
        return acts
    door = role is Role.FACILITATOR
    if not (door and table == "meeting"):
        acts.append("INSERT")
    if table not in growing and (table != "journal_value" or role is Role.ADMIN):
        if not (door and table in hall_rows.DOOR_WRITES):
            acts.append("UPDATE")
        # At the door people come onto the list; nobody is struck from it there.
        if not door:
            acts.append("DELETE")
    return acts


def _may(act: str, role: Role) -> bool:
    return roles.matrix()[act].permits[role].cell not in _NOBODY
