"""What a table alone cannot tell of the matrix: one's own, so many, so soon, and by two people."""

from collections.abc import Iterator

from resources import hall_rows, roles
from resources.roles import Cell, Permit, Role

GROUPS = {
    Role.ADMIN: "inakurashi_admin",
    Role.STAFF: "inakurashi_staff",
    Role.CASES: "inakurashi_case",
    Role.FACILITATOR: "inakurashi_floor",
    Role.VIEWER: "inakurashi_view",
}
"""The role on the server of each role of the office; a person may be a member of several."""

NOTED = {("export", "person"): "person.disclose", ("export", "list"): "people.export"}
"""Acts that leave nothing but their line (act, kind) in the journal, which is refused for them."""

_OFFICE_MATTERS = (
    "staff", "office", "second_request", "issuer", "document_series", "anchor", "office_key",
    "assignment", "list",
)  # fmt: skip
"""Kinds of which no page but the journal speaks: of others' acts only the administrator reads."""


def condition(
    act: str, *, own: str = "false", count: str = "0", here: str = "false", reason: str = "true"
) -> str:
    """Return in SQL whether the matrix lets who signed in do `act` with the row at hand.

    `own` tells whether it is theirs, `count` how many it is about, `here` whether it is of
    their own meeting in its hours, `reason` whether one is given.
    """
    found = []
    for role, permit in roles.matrix()[act].permits.items():
        told = _told(permit, own, count, here, reason)
        if told != "false":
            found.append(f"pg_has_role(session_user, '{GROUPS[role]}', 'MEMBER') AND ({told})")
    return " OR ".join(f"({one})" for one in found) or "false"


def _told(permit: Permit, own: str, count: str, here: str, reason: str) -> str:
    words = {
        Cell.YES: "true",
        Cell.LIMIT: "true",
        Cell.REASON: reason,
        Cell.OWN: own,
        Cell.OPEN: here,
        Cell.SOON: here,
    }.get(permit.cell, "false")
    if permit.limit is not None and words != "false":
        return f"({words}) AND {count} <= {permit.limit}"
    return words


def rules() -> dict[str, tuple[str, str]]:
    """Return for each table with such a rule what it is about and the condition on its rows."""
    of_my_meeting = "meeting_id IN (SELECT desk.my_own('meeting'))"
    of_my_people = (
        "number IN (SELECT m.number FROM membership m WHERE m.programme = 'points'"
        " AND m.person_id IN (SELECT desk.my_own('person')))"
    )
    return {
        "arrival": ("INSERT", "act <> 'take_back' OR " + condition(
            "arrival.take_back",
            own="desk.received(expected_id, turn, desk.my_staff_id(), NULL)",
            here="meeting_id IN (SELECT desk.my_meetings())"
            " AND desk.received(expected_id, turn, NULL, desk)",
        )),
        "meeting": ("UPDATE", f"state = 'open' OR {condition('meeting.close')}"),
        "pass": ("INSERT", condition("pass.issue") + " OR (replaces IS NOT NULL AND ("
                 + condition("pass.replace", here="true") + "))"),
        "consent": ("INSERT", condition(
            "consent.correct", own="person_id IN (SELECT desk.my_own('person'))",
        )),
        "certificate": ("INSERT", condition("certificate.issue", own=of_my_meeting)),
        "mailing": ("INSERT", condition("letter.print", own=of_my_meeting)),
        "takeout": ("INSERT", condition("package.make", own=of_my_meeting, count="people")),
        "undoing": ("INSERT", condition("act.undo", own="desk.done_by_me(undone)")),
        "journal": ("INSERT", "desk.speaks_as(by)"),
        "journal_value": ("SELECT", condition("journal.read", own="desk.done_by_me(seq)") + " OR "
                          f"desk.kind_of(seq) NOT IN ({', '.join(map(repr, _OFFICE_MATTERS))})"),
        "activity": ("SELECT", condition("points.read", own=of_my_people)),
        # The rules of a year are written down as they stood before, by its first activity.
        "rule_version": ("INSERT", f"turn = 1 AND reason = '' OR {condition('points.rule')}"),
        "eligibility": ("SELECT", condition("points.read", own=of_my_people)),
        "activity_words": ("SELECT", condition(
            "points.read", own="id IN (SELECT id FROM activity)",
        )),
        # 過年度修正: what is written into a closed year was agreed to by another.
        "point_entry": (
            "INSERT",
            "year NOT IN (SELECT c.year FROM year_closing c) OR desk.agreed('points.adjust')",
        ),
        "tombstone": ("INSERT", "asked_by IS DISTINCT FROM desk.my_staff_id()"),
        "second_answer": ("INSERT", "said <> 'approve' OR desk.asked_by_another(request_id)"),
    }  # fmt: skip


def statements(groups: str) -> Iterator[str]:
    """Yield what sets the rules upon the tables, for all `groups` alike."""
    yield FUNCTIONS
    yield _noting()
    for table, (command, words) in rules().items():
        yield f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY'
        yield f'DROP POLICY IF EXISTS given ON "{table}"'
        yield f'DROP POLICY IF EXISTS rule ON "{table}"'
        if table not in hall_rows.AT_THE_DOOR:  # whose rows are parted there
            yield f'CREATE POLICY given ON "{table}" TO {groups} USING (true) WITH CHECK (true)'
        check = "USING" if command == "SELECT" else "WITH CHECK"
        yield (
            f'CREATE POLICY rule ON "{table}" AS RESTRICTIVE FOR {command} TO {groups}'
            f" {check} ({words})"
        )
    yield _trigger("journal_value", "BEFORE INSERT", "note")
    yield _trigger("staff", "BEFORE INSERT OR UPDATE", "keep_roles")
    yield _trigger("staff", "AFTER UPDATE OF roles, active", "follow_roles")


def _trigger(table: str, when: str, function: str) -> str:
    return (
        f'CREATE OR REPLACE TRIGGER {function} {when} ON "{table}"'
        f" FOR EACH ROW EXECUTE FUNCTION desk.{function}()"
    )


def _noting() -> str:
    """Return the function that refuses a line about an act that its writer may not do."""
    said = "COALESCE(btrim(told->>'reason'), btrim(told->>'purpose'), '') <> ''"
    count = "COALESCE((told->>'count')::int, 1)"
    own = (
        "COALESCE((SELECT bool_and(one IN (SELECT desk.my_own('person')))"
        " FROM json_array_elements_text(told->'people') AS one), false)"
    )
    cases = "".join(
        f"""
    IF line.act = '{act}' AND line.kind = '{kind}' AND NOT (
        {condition(named, own=own, reason=said, count=count)}
    ) THEN allowed := false; END IF;"""
        for (act, kind), named in NOTED.items()
    )
    return f"""
CREATE OR REPLACE FUNCTION desk.note() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = app, pg_temp AS $$
DECLARE line record; told json; allowed boolean := true;
BEGIN
    SELECT act, kind INTO line FROM journal WHERE seq = NEW.seq;
    IF line.act NOT IN ({", ".join(sorted({repr(act) for act, _kind in NOTED}))}) THEN
        RETURN NEW;
    END IF;
    told := NEW.after::json;{cases}
    IF NOT allowed THEN
        RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege', MESSAGE = 'not for this role';
    END IF;
    RETURN NEW;
END $$;
"""


def _groups_of_letters() -> str:
    pairs = ", ".join(f"('{role.value}', '{group}')" for role, group in GROUPS.items())
    return f"(VALUES {pairs}) AS given(letter, part)"


FUNCTIONS = f"""
CREATE OR REPLACE FUNCTION desk.agreed(wanted text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = app, pg_temp AS $$
    SELECT EXISTS (
        SELECT 1 FROM second_request r JOIN second_answer a ON a.request_id = r.id
        WHERE r.act = wanted AND a.step = 1 AND a.said = 'approve'
        AND a.recorded_by <> r.recorded_by
        AND a.recorded_at > now() - interval '24 hours') $$;
CREATE OR REPLACE FUNCTION desk.my_own(what varchar) RETURNS SETOF varchar
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = app, pg_temp AS $$
    SELECT object_id FROM assignment WHERE kind = what AND staff_id = desk.my_staff_id() $$;
CREATE OR REPLACE FUNCTION desk.received(
    line varchar, which integer, whom varchar, door varchar
) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = app, pg_temp AS $$
    SELECT EXISTS (SELECT 1 FROM arrival a
        WHERE a.expected_id = line AND a.turn = which AND a.act = 'arrive'
        AND (whom IS NULL OR a.recorded_by = whom)
        AND (door IS NULL OR a.desk = door AND a.recorded_at >= now() - interval '15 minutes')
        AND (whom IS NOT NULL OR door IS NOT NULL)) $$;
CREATE OR REPLACE FUNCTION desk.done_by_me(line bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = app, pg_temp AS $$
    SELECT EXISTS (SELECT 1 FROM journal j WHERE j.seq = line AND j.by = desk.my_staff_id()) $$;
CREATE OR REPLACE FUNCTION desk.kind_of(line bigint) RETURNS varchar
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = app, pg_temp AS $$
    SELECT kind FROM journal WHERE seq = line $$;
CREATE OR REPLACE FUNCTION desk.speaks_as(whom varchar) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = app, pg_temp AS $$
    SELECT whom = '' OR COALESCE(desk.my_staff_id(), '') IN ('', whom)
    OR EXISTS (SELECT 1 FROM second_request r JOIN second_answer a ON a.request_id = r.id
        WHERE r.recorded_by = whom AND a.recorded_by = desk.my_staff_id()) $$;
CREATE OR REPLACE FUNCTION desk.asked_by_another(request varchar) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = app, pg_temp AS $$
    SELECT recorded_by IS DISTINCT FROM desk.my_staff_id() FROM second_request
    WHERE id = request $$;
CREATE OR REPLACE FUNCTION desk.keep_roles() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = app, pg_temp AS $$
DECLARE mine varchar := COALESCE(desk.my_staff_id(), '');
    before varchar := '';
BEGIN
    IF TG_OP = 'UPDATE' THEN before := OLD.roles; END IF;
    IF mine = '' OR NEW.roles = before THEN RETURN NEW; END IF;
    IF NEW.id = mine OR (strpos(NEW.roles, 'A') > 0 AND strpos(before, 'A') = 0 AND NOT EXISTS (
        SELECT 1 FROM second_request r JOIN second_answer a ON a.request_id = r.id
        WHERE r.act = 'staff.administrator' AND a.said = 'approve'
        AND r.arguments::json->>'staff_id' = NEW.id)
    ) THEN
        RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege', MESSAGE = 'two people give it';
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE FUNCTION desk.follow_roles() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = app, pg_temp AS $$
DECLARE login record; one record; letters varchar := '';
BEGIN
    IF NEW.active THEN letters := NEW.roles; END IF;
    FOR login IN SELECT user_name FROM desk.login JOIN pg_roles ON rolname = user_name
        WHERE staff_id = NEW.id
    LOOP
        FOR one IN SELECT letter, part FROM {_groups_of_letters()} LOOP
            EXECUTE CASE WHEN strpos(letters, one.letter) > 0
                THEN 'GRANT ' || one.part || ' TO ' ELSE 'REVOKE ' || one.part || ' FROM ' END
                || quote_ident(login.user_name);
        END LOOP;
        EXECUTE CASE WHEN letters = 'V' THEN 'GRANT inakurashi_veil TO '
            ELSE 'REVOKE inakurashi_veil FROM ' END || quote_ident(login.user_name);
    END LOOP;
    -- A server older than 17 looks anew where a desk finds its tables only after such a grant.
    GRANT USAGE ON SCHEMA veil TO inakurashi_veil;
    RETURN NULL;
END $$;
"""
