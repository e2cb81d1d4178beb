"""What the state of a host, a sheet and a month are called, and how they are marked."""

from typing import Final

from desktop.parts.status import Status
from programs.points.activities import Mode
from programs.points.hosts import State
from resources.words import _, mark

STATES: Final = {
    State.APPLIED: (mark("Applied for"), Status.WAIT),
    State.REFUSED: (mark("Turned down"), Status.STOP),
    State.COMING: (mark("From later on"), Status.INFO),
    State.DESIGNATED: (mark("Designated"), Status.OK),
    State.WITHDRAWN: (mark("Withdrew"), Status.NONE),
    State.REVOKED: (mark("Revoked"), Status.NONE),
}
MODES: Final = {
    Mode.REPORT: mark("Monthly sheet"),
    Mode.CORRECTED: mark("Corrected sheet"),
    Mode.ADDENDUM: mark("Addition"),
}


def state(one: State) -> str:
    """Return a state in one or two words."""
    return _(STATES[one][0])


def status(one: State) -> Status:
    """Return how a state is marked."""
    return STATES[one][1]
