"""What is held about a person and where: the one list that 開示, 保存年限 and 消去 go by.

A table that points at a person stands here with what is told of it and what erasure does to it;
a test fails while one is missing. Programmes bring lists of their own.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import SQLModel

from resources.refusals import Refusal
from resources.words import _, mark

PERSON: Final = "person"
ERASED_NAME: Final = "（消去済み）"
"""What stands where a name stood; stored, so that old lists keep their number of lines."""


@dataclass(frozen=True)
class Holding:
    """One table that holds something about people.

    `by` leads to the person: pairs of a column and the table whose id it holds (`person`, or
    one that stands here, too; `mailing.document_id` where that column holds the id of this row).
    `naming` are columns that hold ids of such a table in a list. `told` are the columns of 開示
    in their order. At erasure the rows are `removed`, or `emptied` columns are overwritten;
    whatever is neither stays, because numbers, counts and ledgers hang on it and it tells nothing
    without the name. Rows that are `shared` are of others, too: what the journal says of them
    stays. A way by a number that is given anew every year must agree in the columns `along`, too.
    """

    table: str
    title: str
    purpose: str
    by: tuple[tuple[str, str], ...] = (("person_id", PERSON),)
    told: tuple[str, ...] = ()
    emptied: Mapping[str, Any] = field(default_factory=dict)
    removed: bool = False
    naming: tuple[tuple[str, str], ...] = ()
    shared: bool = False
    along: tuple[str, ...] = ()


_RECEIVING = mark("Receiving people at meetings and telling them of changes")
_REGISTER = mark("Knowing and finding the people the office works with")
_LETTERS = mark("Writing letters, and proving what was written")

OWN: Final[tuple[Holding, ...]] = (
    Holding(
        "person", mark("The register"), _REGISTER, by=(("id", PERSON),),
        told=(
            "name", "kana", "alias", "latin", "former_name", "birth", "birth_written", "sex",
            "zip", "address", "district", "email", "affiliation", "language", "needs", "hide_name",
            "large_print", "note", "left_on", "recorded_at",
        ),
        emptied={
            "name": ERASED_NAME, "kana": "", "kana_written": "", "alias": "", "latin": "",
            "former_name": "", "birth": None, "birth_written": "", "sex": "", "zip": "",
            "address": "", "district": "", "email": "", "affiliation": "", "language": "ja",
            "needs": "", "hide_name": False, "large_print": False, "note": "",
            "sort_key": "", "tab": "",
        },
    ),
    Holding("phone", mark("Telephone"), _REGISTER, told=("written",), removed=True),
    Holding("search_key", mark("Keys for searching"), _REGISTER, removed=True),
    Holding("former_name", mark("Former names"), _REGISTER,
            told=("kind", "name", "kana", "until_on", "source"), removed=True),
    Holding("person_area", mark("Neighbourhood"), _REGISTER, told=("area_id",), removed=True),
    Holding("emergency_contact", mark("Emergency contacts"), mark("Calling family in an emergency"),
            told=("name", "relation", "phones", "note"), removed=True),
    Holding("consent", mark("Consents"), mark("Proving what somebody agreed to"),
            told=("text_id", "given_on", "way", "what", "whom", "taken_by"),
            emptied={"what": "", "whom": ""}),
    Holding("consent_withdrawal", mark("Consents taken back"),
            mark("Proving what somebody agreed to"), by=(("consent_id", "consent"),),
            told=("withdrawn_on", "way", "note"), emptied={"note": ""}),
    Holding("membership", mark("Numbers in programmes"), _REGISTER,
            told=("programme", "number", "recorded_at")),
    Holding("likeness", mark("Compared with other entries"), _REGISTER,
            by=(("one_id", PERSON), ("other_id", PERSON)),
            told=("answer", "answered_at"), removed=True),
    Holding("merging", mark("Brought together with other entries"), _REGISTER,
            by=(("drop_id", PERSON), ("keep_id", PERSON)), told=("recorded_at", "parted_at"),
            emptied={"before": "{}", "after": "{}"}),
    Holding("draft", mark("Half-written forms"), _REGISTER, by=(("subject", PERSON),),
            told=("form", "recorded_at"), removed=True),
    Holding("household_member", mark("Household"), mark("One letter for those who live together"),
            told=("kinship", "from_on", "until_on"), removed=True),
    Holding("suppression", mark("Nothing is sent"), mark("Stopping letters and lists"),
            told=("reason", "step", "since", "recorded_at")),
    Holding("suppression_words", mark("Why nothing is sent"), mark("Stopping letters and lists"),
            by=(("id", "suppression"),), told=("why", "zip", "address"), removed=True),
    Holding("expected", mark("On the lists of meetings"), _RECEIVING,
            told=("meeting_id", "name", "affiliation", "district", "needs", "phone", "reply",
                  "proxy_name"),
            emptied={
                "name": "", "kana": "", "latin": "", "affiliation": "", "district": "",
                "needs": "", "phone": "", "phone_digits": "", "proxy_name": "", "sort_key": "",
                "tab": "", "search": "", "language": "ja",
            }),
    Holding("arrival", mark("Coming and going at the door"), _RECEIVING,
            by=(("expected_id", "expected"),),
            told=("meeting_id", "act", "at", "way", "proxy_name"), emptied={"proxy_name": ""}),
    Holding("posting", mark("Brought home from a hall"), _RECEIVING, by=(("id", "arrival"),)),
    Holding("takeout", mark("Taken out to a hall"), _RECEIVING, by=(), shared=True,
            naming=(("places", "expected"),),
            told=("meeting_id", "carrier", "made_at", "expires", "home_at", "lost_at")),
    Holding("takeout_event", mark("Written at a hall"), _RECEIVING,
            by=(("line_id", "expected"),), told=("meeting_id", "act", "at", "said"),
            emptied={"said": ""}),
    Holding("joining_event", mark("Brought home from a hall"), _RECEIVING,
            by=(("event_id", "takeout_event"),)),
    Holding("takeout_question", mark("Asked about when it was brought home"), _RECEIVING,
            by=(("event_id", "takeout_event"),), told=("doubt", "detail", "decision"),
            emptied={"detail": ""}),
    Holding("notice", mark("Told of meetings put off"), _RECEIVING,
            by=(("expected_id", "expected"),),
            told=("meeting_id", "occasion", "told_at", "how"), emptied={"how": ""}),
    Holding("application", mark("Applications"), _RECEIVING,
            told=("meeting_id", "received_at", "name", "kana", "affiliation", "field", "district",
                  "language", "wheelchair", "hearing", "with_whom", "apart_from", "phone",
                  "email", "comment"),
            emptied={
                "name": ERASED_NAME, "kana": "", "kana_written": "", "latin": "",
                "affiliation": "", "field": "", "district": "", "language": "",
                "wheelchair": False, "hearing": "", "with_whom": "", "apart_from": "",
                "phone": "", "phone_digits": "", "email": "", "comment": "", "same": "",
                "digest": "",
            }),
    Holding("application_answer", mark("Applications compared with the register"), _RECEIVING,
            told=("same", "recorded_at")),
    Holding("batch_line", mark("Lines of lists brought in"), mark("Bringing the office's lists in"),
            told=("file", "row", "fate", "recorded_at")),
    Holding("batch_line_values", mark("What those lines said"),
            mark("Bringing the office's lists in"), by=(("id", "batch_line"),),
            told=("entry",), removed=True),
    Holding("pass", mark("QR cards and name tags"), _RECEIVING,
            by=(("person_id", PERSON), ("second_person_id", PERSON), ("expected_id", "expected")),
            told=("kind", "recorded_at", "revoked_at", "revoked_reason"),
            emptied={"revoked_reason": ""}),
    Holding("certificate", mark("Certificates"), mark("Issuing certificates of attendance"),
            by=(("person_id", PERSON), ("expected_id", "expected")),
            told=("series", "fiscal_year", "number", "state", "dated", "meeting_id"),
            emptied={"pdf": b"", "state_reason": ""}),
    Holding("mailing", mark("Letters sent"), _LETTERS, by=(), shared=True,
            naming=(("readers", PERSON), ("readers", "expected")),
            told=("subject", "meeting_id", "count", "recorded_at"),
            emptied={"pdf": b""}),
    Holding("document", mark("Numbered papers"), _LETTERS, by=(("id", "mailing.document_id"),),
            shared=True,
            told=("written", "dated", "subject", "addressed_to", "issuer", "keep_years")),
    Holding("addressing", mark("How letters are addressed"), _LETTERS,
            by=(("subject_id", PERSON),), told=("honorific",), removed=True),
    Holding("second_request", mark("Asked of a second person"),
            mark("Two people deciding on what weighs much"), by=(),
            naming=(("arguments", PERSON),), told=("about", "why", "recorded_at"),
            emptied={"arguments": "", "about": "", "why": ""}),
    Holding("second_answer", mark("Answered by a second person"),
            mark("Two people deciding on what weighs much"),
            by=(("request_id", "second_request"),), told=("said", "why", "recorded_at"),
            emptied={"why": ""}),
    Holding("tombstone", mark("Erasure"), mark("Proving that an entry was erased"),
            told=("reason", "recorded_at")),
    Holding("erasure_request", mark("Erasure asked for"), mark("Proving that an entry was erased"),
            told=("reason", "state", "recorded_at")),
    Holding("legal_hold", mark("Kept for a reason of law"), mark("Keeping what the law asks for"),
            told=("why", "recorded_at", "lifted_at"), emptied={"why": ""}),
)  # fmt: skip


def table(name: str) -> sa.Table:
    """Return the table called `name`."""
    return SQLModel.metadata.tables[name]


def owned(
    holding: Holding, person_ids: Collection[str], held: Iterable[Holding] = OWN
) -> sa.ColumnElement[bool]:
    """Return the condition over the table of `holding` that a row is of one of `person_ids`."""
    known = {one.table: one for one in held}

    def leads(one: Holding) -> sa.ColumnElement[bool]:
        here = table(one.table)
        ways: list[sa.ColumnElement[bool]] = []
        for column, parent in one.by:
            name, _dot, back = parent.partition(".")
            if name == PERSON:
                ways.append(here.c[column].in_(person_ids))
            else:
                there = table(name)
                ids = sa.select(there.c[back or "id"]).where(leads(known[name]))
                if one.along:
                    ids = ids.where(*(there.c[each] == here.c[each] for each in one.along))
                    ids = ids.correlate(here)
                ways.append(here.c[column].in_(ids))
        for column, parent in one.naming:
            there = table(parent)
            written = sa.literal("%").concat(there.c.id).concat("%")
            named = sa.select(there.c.id).where(leads(known[parent]), here.c[column].like(written))
            ways.append(named.correlate(here).exists())
        return sa.or_(*ways)

    return leads(holding)


def ids(
    db: Session, name: str, person_ids: Sequence[str], held: Sequence[Holding] = OWN
) -> list[str]:
    """Return the ids of the rows of the table `name` that are of one of `person_ids`."""
    one = next(one for one in held if one.table == name)
    query = sa.select(table(name).c.id).where(owned(one, person_ids, held))
    return list(db.scalars(query))


def all_of(db: Session, person_id: str) -> list[str]:
    """Return a person's id with those of the entries brought together with them.

    Refuses an unknown one.
    """
    own = table(PERSON).c
    query = sa.select(own.id, own.merged_into).where(
        sa.or_(own.id == person_id, own.merged_into == person_id)
    )
    found = db.execute(query).all()
    if person_id not in {row.id for row in found}:
        raise Refusal(_("This person is not in the register."), _("Search by name again."))
    return [person_id, *sorted(row.id for row in found if row.id != person_id)]


def pointing(held: Sequence[Holding]) -> dict[str, set[str]]:
    """Return {table: columns} of the whole house that lead to a person, through `held` ones too."""
    covered = {PERSON, *(one.table for one in held if not one.shared)}
    found: dict[str, set[str]] = {}
    for name, one in SQLModel.metadata.tables.items():
        for column in one.columns:
            targets = {key.column.table.name for key in column.foreign_keys}
            if column.name.endswith("person_id") or targets & (covered - _SHARED):
                found.setdefault(name, set()).add(column.name)
    return found


_SHARED: Final = frozenset({"batch_line"})
