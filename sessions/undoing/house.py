"""Acts on the office itself taken back: its facts, who works there, places, organisations."""

from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from resources.journal import Line
from resources.words import mark
from sessions import office
from sessions.office import OfficeDetails, Seal
from sessions.organisations import Organisation
from sessions.places import Place
from sessions.second_person import Said
from sessions.staff import Staff
from sessions.undoing import wording
from sessions.undoing.columns import (
    REPLACE,
    RESTORE,
    WITHDRAW,
    Shelf,
    making,
    plain,
    restoring,
    withdrawing,
)
from sessions.undoing.rules import Key, Outlook, Rule, never, nothing_left

_STAFF = Shelf(Staff, "staff")
_PLACE = Shelf(Place, "place")
_ORGANISATION = Shelf(Organisation, "organisation")


def _back(db: Session, line: Line) -> tuple[dict[str, Any], list[str]]:
    now = office.get(db).details
    back: dict[str, Any] = {}
    left: list[str] = []
    before, after = line.before or {}, line.after or {}
    for one in fields(OfficeDetails):
        old, new = before.get(one.name), after.get(one.name)
        if one.name not in before or old == new:
            continue
        if plain(getattr(now, one.name)) == new:
            back[one.name] = old
        elif plain(getattr(now, one.name)) != old:
            left.append(one.name)
    return back, left


def _look(db: Session, line: Line, _deed: Sequence[Line], /) -> Outlook:
    back, left = _back(db, line)
    return Outlook(
        wording.fields_back(line, back),
        office.get(db).details.name,
        None if back else nothing_left(),
        tuple(map(wording.field, left)),
    )


def _describe_back(db: Session, line: Line, /, *, at: datetime, by: str) -> None:
    back, _left = _back(db, line)
    if not back:
        raise nothing_left()
    now = office.get(db)
    new = {name: _entered(name, value) for name, value in back.items()}
    office.describe(db, replace(now.details, **new), version=now.version, at=at, by=by)


def _entered(name: str, value: Any) -> Any:
    if name == "seal":
        return Seal(value)
    return tuple(value) if isinstance(value, list) else value


_FOUNDED = never(
    mark("The office began with this."), mark("Correct it under Office, where it is entered.")
)
_MOVED = never(
    mark("The whole office was moved."), mark("Move it back under Office, in the part on sharing.")
)
_RETURNED = never(
    mark("The office was brought back from a copy as a whole."),
    mark("What stood before lies beside it; under Office, choose another copy."),
)
_GIVEN_OUT = never(
    mark("This tells of the journal itself, which only grows."), mark("Leave it as it is.")
)
RULES: dict[Key, Rule] = {
    ("office", "describe"): Rule(_look, _describe_back),
    ("office", "move_to_server"): _MOVED,
    ("office", "move_to_file"): _MOVED,
    ("body", "seed"): _FOUNDED,
    ("office", "bring_back"): _RETURNED,
    ("anchor", "issue"): _GIVEN_OUT,
    ("journal", "missing"): _GIVEN_OUT,
    ("staff", "enrol"): never(
        mark("Everything recorded names somebody at the desk, so nobody is taken out."),
        mark("Under Office, note that the person no longer works here."),
    ),
    ("staff", "assign_roles"): never(
        mark("A role counts from the moment it was given."),
        mark("Give the role anew, under Office."),
    ),
    **{
        ("assignment", act): never(
            mark("Who is in charge counts from the moment it was said."),
            mark("Say anew who is in charge, at the meeting."),
        )
        for act in ("assign", "unassign")
    },
    **{
        ("second_request", act): never(
            mark("What two people decided stays as it was decided."),
            mark("Ask anew; somebody else must agree again."),
        )
        for act in ("request", "grant", *Said)
    },
    **{("staff", act): restoring(_STAFF) for act in ("rename", "leave", "come_back", RESTORE)},
    **{
        (shelf.kind, act): rule
        for shelf in (_PLACE, _ORGANISATION)
        for act, rule in (
            ("enrol", making(shelf)),
            ("correct", restoring(shelf)),
            ("retire", restoring(shelf)),
            (RESTORE, restoring(shelf)),
            (WITHDRAW, withdrawing(shelf)),
            (REPLACE, making(shelf)),
        )
    },
}
