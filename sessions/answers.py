"""What the door answers to a card, a name or a newcomer, and what staff may do next."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from resources.words import _


class Kind(StrEnum):
    """The three answers a visitor sees: ○, ◎ and △."""

    RECEIVED = "received"
    ALREADY = "already"
    ASK = "ask"


class Reason(StrEnum):
    """Why staff are asked; the visitor never sees it."""

    NONE = ""
    EMPTY = "empty"  # nothing was read
    GARBLED_IME = "garbled_ime"  # the input method has changed the letters beyond repair
    TYPO = "typo"  # nearly one of our codes, but the check does not fit
    FOREIGN = "foreign"  # another kind of QR: a URL, a ticket, a product
    OTHER_OFFICE = "other_office"  # well formed, but never issued here
    REVOKED = "revoked"
    OTHER_MEETING = "other_meeting"  # the tag of another meeting
    NOT_ON_LIST = "not_on_list"
    DECLINED = "declined"
    UNCLAIMED = "unclaimed"  # a blank card nobody holds yet
    SHARED = "shared"  # two people use this card
    LEFT = "left"  # received before, has left, and is here again
    NOT_OPEN = "not_open"
    CLOSED = "closed"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"


class Remedy(StrEnum):
    """What staff can do; pages bind these codes to verbs."""

    SEARCH_NAME = "search_name"
    SCAN_AGAIN = "scan_again"
    IME_OFF = "ime_off"
    WALK_IN = "walk_in"  # はじめての方
    ADD_AND_RECEIVE = "add_and_receive"  # door.receive_from_register
    ACCEPT_ANYWAY = "accept_anyway"  # arrivals.arrive
    NEW_CARD = "new_card"  # passes.reissue
    CLAIM = "claim"  # walk in with this card
    BOTH = "both"
    FIRST = "first"
    SECOND = "second"
    COME_BACK = "come_back"  # arrivals.back
    OPEN_MEETING = "open_meeting"
    REOPEN = "reopen"
    KEY_IN_PAPER = "key_in_paper"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One of two people who share a card."""

    expected_id: str | None
    person_id: str
    name: str
    kana: str
    here: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer of the door. `remedies` stand safest first; the first one is the primary.

    `name` and `kana` are shown to the visitor only with received and already, and not at all
    where `hide_name` is set: `card` stands in for them. With an ask they are for staff.
    """

    kind: Kind
    reason: Reason = Reason.NONE
    expected_id: str | None = None
    person_id: str | None = None
    pass_id: str | None = None
    arrival_id: str | None = None  # what an undo takes back
    name: str = ""
    kana: str = ""
    district: str = ""
    since: datetime | None = None  # when this person was received
    proxy_name: str = ""
    hide_name: bool = False
    card: str = ""
    other_meeting_id: str | None = None
    candidates: tuple[Candidate, ...] = ()
    remedies: tuple[Remedy, ...] = ()


REMEDIES: dict[Reason, tuple[Remedy, ...]] = {
    Reason.NONE: (),
    Reason.EMPTY: (Remedy.SCAN_AGAIN, Remedy.SEARCH_NAME),
    Reason.GARBLED_IME: (Remedy.IME_OFF, Remedy.SCAN_AGAIN, Remedy.SEARCH_NAME),
    Reason.TYPO: (Remedy.SCAN_AGAIN, Remedy.SEARCH_NAME),
    Reason.FOREIGN: (Remedy.SEARCH_NAME, Remedy.WALK_IN),
    Reason.OTHER_OFFICE: (Remedy.SEARCH_NAME, Remedy.WALK_IN),
    Reason.REVOKED: (Remedy.NEW_CARD, Remedy.ACCEPT_ANYWAY, Remedy.SEARCH_NAME),
    Reason.OTHER_MEETING: (Remedy.SEARCH_NAME, Remedy.ADD_AND_RECEIVE, Remedy.WALK_IN),
    Reason.NOT_ON_LIST: (Remedy.ADD_AND_RECEIVE, Remedy.SEARCH_NAME),
    Reason.DECLINED: (Remedy.ACCEPT_ANYWAY, Remedy.SEARCH_NAME),
    Reason.UNCLAIMED: (Remedy.CLAIM, Remedy.SEARCH_NAME),
    Reason.SHARED: (Remedy.BOTH, Remedy.FIRST, Remedy.SECOND),
    Reason.LEFT: (Remedy.COME_BACK,),
    Reason.NOT_OPEN: (Remedy.OPEN_MEETING,),
    Reason.CLOSED: (Remedy.KEY_IN_PAPER, Remedy.REOPEN),
    Reason.POSTPONED: (),
    Reason.CANCELLED: (),
}


def explain(answer: Answer) -> str:
    """Return the one line that tells staff why the door asks, or nothing."""
    return {
        Reason.NONE: "",
        Reason.EMPTY: _("Nothing could be read from the card."),
        Reason.GARBLED_IME: _("The letters have changed. Press 半角/全角 once."),
        Reason.TYPO: _("A part of the code is wrong. Please scan it once more."),
        Reason.FOREIGN: _("This is not a card of inakurashi."),
        Reason.OTHER_OFFICE: _("This card was not made at this office."),
        Reason.REVOKED: _("This is an old card that is no longer used."),
        Reason.OTHER_MEETING: _("This is the name tag of another meeting."),
        Reason.NOT_ON_LIST: _("This person is not on the list of today."),
        Reason.DECLINED: _("This person had answered that they cannot come."),
        Reason.UNCLAIMED: _("This blank card has no name yet."),
        Reason.SHARED: _("Two people use this card. Are both here?"),
        Reason.LEFT: _("This person was marked as having left."),
        Reason.NOT_OPEN: _("The meeting is not open yet."),
        Reason.CLOSED: _("The meeting is closed."),
        Reason.POSTPONED: _("The meeting is put off and has no date yet."),
        Reason.CANCELLED: _("The meeting is cancelled."),
    }[answer.reason]


def label(remedy: Remedy) -> str:
    """Return the words on the button of a remedy."""
    return {
        Remedy.SEARCH_NAME: _("Look for the name"),
        Remedy.SCAN_AGAIN: _("Scan once more"),
        Remedy.IME_OFF: _("I have pressed 半角/全角"),
        Remedy.WALK_IN: _("Here for the first time"),
        Remedy.ADD_AND_RECEIVE: _("Receive as a guest of today"),
        Remedy.ACCEPT_ANYWAY: _("Receive anyway"),
        Remedy.NEW_CARD: _("Change to a new card"),
        Remedy.CLAIM: _("Write a name for this card"),
        Remedy.BOTH: _("Both are here"),
        Remedy.FIRST: _("The first one"),
        Remedy.SECOND: _("The second one"),
        Remedy.COME_BACK: _("Mark as back"),
        Remedy.OPEN_MEETING: _("Open the meeting now"),
        Remedy.REOPEN: _("Open the meeting again"),
        Remedy.KEY_IN_PAPER: _("Enter from the paper list"),
    }[remedy]
