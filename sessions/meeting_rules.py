"""The states of a meeting and which act may follow which state."""

from enum import StrEnum


class State(StrEnum):
    """Where a meeting stands."""

    PLANNED = "planned"
    OPEN = "open"
    CLOSED = "closed"
    POSTPONED = "postponed"  # 延期, the new date is not decided yet
    CANCELLED = "cancelled"  # 中止


class Act(StrEnum):
    """What can be done with a meeting."""

    CORRECT = "correct"
    OPEN = "open"
    CLOSE = "close"
    REOPEN = "reopen"
    POSTPONE = "postpone"
    SET_DATE = "set_date"
    CANCEL = "cancel"
    EXPECT = "expect"  # change the list of those expected
    CHECK_IN = "check_in"
    KEY_IN_PAPER = "key_in_paper"
    ISSUE_CERTIFICATES = "issue_certificates"


_ALLOWED: dict[State, frozenset[Act]] = {
    State.PLANNED: frozenset(
        {Act.CORRECT, Act.OPEN, Act.POSTPONE, Act.CANCEL, Act.EXPECT},
    ),
    State.OPEN: frozenset(
        {
            Act.CORRECT,
            Act.CLOSE,
            Act.EXPECT,
            Act.CHECK_IN,
            Act.KEY_IN_PAPER,
            Act.ISSUE_CERTIFICATES,  # for those who leave before the end
        },
    ),
    State.CLOSED: frozenset(
        {Act.CORRECT, Act.REOPEN, Act.KEY_IN_PAPER, Act.ISSUE_CERTIFICATES},
    ),
    State.POSTPONED: frozenset(
        {Act.CORRECT, Act.SET_DATE, Act.CANCEL, Act.EXPECT},
    ),
    State.CANCELLED: frozenset(),
}


def may(state: State, act: Act) -> bool:
    """Say whether `act` is possible in `state`."""
    return act in _ALLOWED[state]


def follows(state: State) -> frozenset[Act]:
    """Return every act that is possible in `state`."""
    return _ALLOWED[state]
