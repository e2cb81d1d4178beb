"""Who may do what: the one matrix of roles and acts, and which function is which act."""

import csv
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, partial
from typing import Any

from resources import path
from resources.words import _, mark


class Role(StrEnum):
    """What somebody is at the desk; one person may be several."""

    ADMIN = "A"
    STAFF = "S"
    CASES = "C"
    FACILITATOR = "F"
    VIEWER = "V"


class Cell(StrEnum):
    """What the matrix says of one role and one act."""

    YES = "yes"
    REASON = "reason"  # with a reason given
    LIMIT = "limit"  # up to a number; above it another person is needed
    OWN = "own"  # of what is assigned to them, or what they themselves did
    OPEN = "open"  # of their own meeting, from one hour before until one hour after
    SOON = "soon"  # as OPEN, at the same desk, within fifteen minutes
    MASKED = "masked"  # names as 山○○
    SECOND = "2"  # when a second person has agreed
    ASK = "ask"  # may ask for it; another role does it
    NO = "no"


@dataclass(frozen=True)
class Permit:
    """One cell: the `cell` and, where one is set, the number above which it ends."""

    cell: Cell
    limit: int | None = None


@dataclass(frozen=True)
class Act:
    """One row: the `name` used in the code, the Japanese wording, the cell of every role."""

    name: str
    words: str
    permits: dict[Role, Permit]


NO = Permit(Cell.NO)

NAMES = {
    Role.ADMIN: mark("Administrator"),
    Role.STAFF: mark("Office staff"),
    Role.CASES: mark("Case worker"),
    Role.FACILITATOR: mark("Facilitator (reception)"),
    Role.VIEWER: mark("Viewer"),
}
CELLS = {
    Cell.YES: mark("allowed"),
    Cell.REASON: mark("with a reason"),
    Cell.LIMIT: mark("up to {limit}"),
    Cell.OWN: mark("their own"),
    Cell.OPEN: mark("their own meeting, from one hour before to one hour after"),
    Cell.SOON: mark("within 15 minutes, at the same desk"),
    Cell.MASKED: mark("names masked"),
    Cell.SECOND: mark("with a second person"),
    Cell.ASK: mark("may ask for it"),
    Cell.NO: mark("not allowed"),
}


def role_name(role: Role) -> str:
    """Return what a role is called on the screen."""
    return _(NAMES[role])


def what() -> str:
    """Return the heading over the acts."""
    return _("What is done")


def told(permit: Permit) -> str:
    """Return a cell in words."""
    words = _(CELLS[permit.cell]).format(limit=f"{permit.limit or 0:,}")
    if permit.limit is not None and permit.cell is not Cell.LIMIT:
        words += "・" + _(CELLS[Cell.LIMIT]).format(limit=f"{permit.limit:,}")
    return words


@cache
def matrix() -> dict[str, Act]:
    """Return every row of `roles.csv` by the name of its act, in the order of the file."""
    with path("roles.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    found = {
        row["act"]: Act(row["act"], row["ja"], {role: _permit(row[role.value]) for role in Role})
        for row in rows
    }
    if len(found) != len(rows):
        raise ValueError("an act stands twice in resources/roles.csv")
    return found


def permits(act: str, roles: frozenset[Role]) -> list[Permit]:
    """Return what each of `roles` may do about `act`, the administrator's cell first."""
    row = matrix()[act]
    return [row.permits[role] for role in Role if role in roles]


def who_may(act: str) -> list[Role]:
    """Return the roles that may do `act` in one way or another, alone or with a second person."""
    no = {Cell.NO, Cell.ASK}
    return [role for role, permit in matrix()[act].permits.items() if permit.cell not in no]


@cache
def _bindings() -> dict[str, str]:
    with path("acts.csv").open(encoding="utf-8", newline="") as file:
        rows = [(row["function"], row["act"]) for row in csv.DictReader(file)]
    found = dict(rows)
    if len(found) != len(rows):
        raise ValueError("a function stands twice in resources/acts.csv")
    return found


def act_of(function: Callable[..., Any]) -> str | None:
    """Return the act that `function` is by `acts.csv`: by its own line, else by its module's.

    What is defined inside a function counts as that function. None where no line names it.
    """
    while isinstance(function, partial):
        function = function.func
    outermost = function.__qualname__.partition(".")[0]
    return named_act(function.__module__, outermost)


@cache
def named_act(module: str, name: str) -> str | None:
    """Return the act of the function `name` in `module`, or None."""
    bound = _bindings()
    return bound.get(f"{module}:{name}") or bound.get(f"{module}:*")


def roles_in(letters: str) -> frozenset[Role]:
    """Return the roles of `letters`, such as SC; a letter that is none raises ValueError."""
    return frozenset(Role(letter) for letter in letters)


def letters_of(roles: frozenset[Role]) -> str:
    """Return `roles` as they are stored: the letters in the order of the matrix."""
    return "".join(role.value for role in Role if role in roles)


def _permit(text: str) -> Permit:
    cell, _colon, limit = text.partition(":")
    return Permit(Cell(cell), int(limit) if limit else None)
