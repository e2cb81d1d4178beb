"""What a facilitator (会場受付) finds on a server: the rows of their own meeting, in its hours."""

AT_THE_DOOR = {
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
    "print_run": "meeting_id IN (SELECT desk.my_meetings())",
}
"""Which rows a facilitator sees: those of their own meeting, an hour before until an hour after."""

BESIDE_THE_DOOR = {
    "suppression": "person_id IN (SELECT desk.my_people())",
    "suppression_words": "false",
    "membership": "person_id IN (SELECT desk.my_people())",
    "search_key": (
        "person_id IN (SELECT desk.my_people())"
        " AND kind IN ('kana', 'given', 'name', 'alias', 'latin', 'former', 'misread')"
    ),
    "phone": "false",
    "emergency_contact": "person_id IN (SELECT desk.my_people())",
}
"""What the door's questions touch on their way; a facilitator finds in it only who is expected."""

DOOR_COLUMNS = (
    "id", "version", "name", "kana", "latin", "district", "language", "needs", "hide_name",
    "sort_key", "tab", "merged_into",
)  # fmt: skip
"""What a facilitator may read of a person: no telephone, no date of birth, no address."""

_STAMP = ("version", "recorded_at", "recorded_by")
DOOR_WRITES = {
    "meeting": ("state", *_STAMP),
    "expected": ("removed", *_STAMP),
    "pass": ("revoked_at", "revoked_reason", *_STAMP),
}
"""Of these rows a facilitator changes only some columns: the door opens, a lost card ends."""

FUNCTIONS = """
CREATE OR REPLACE FUNCTION desk.my_staff_id() RETURNS varchar
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = app, pg_temp AS $$
    SELECT staff_id FROM desk.login WHERE user_name = session_user $$;
CREATE OR REPLACE FUNCTION desk.my_meetings() RETURNS SETOF varchar
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = app, pg_temp AS $$
    SELECT m.id FROM meeting m
    JOIN assignment a ON a.kind = 'meeting' AND a.object_id = m.id
    WHERE a.staff_id = desk.my_staff_id() AND m.state IN ('planned', 'open')
    AND CASE WHEN m.begins IS NULL OR m.ends IS NULL
        THEN desk.local_now()::date = m.held_on
        -- The day first: a time of day alone would go round at midnight.
        ELSE desk.local_now() BETWEEN m.held_on + m.begins - interval '1 hour'
            AND m.held_on + m.ends + interval '1 hour' END $$;
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
CLOCK = """
CREATE OR REPLACE FUNCTION desk.local_now() RETURNS timestamp
LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
    SELECT now() AT TIME ZONE 'Asia/Tokyo' $$;
"""
