"""What columns, values, acts and papers are called for somebody who reads what is held of them."""

from typing import Final

from resources.words import _, mark

_COLUMNS: Final = {
    "name": mark("Name"), "kana": mark("Reading"), "alias": mark("Name in use"),
    "latin": mark("Latin letters"), "former_name": mark("Former name"),
    "birth": mark("Birth date"), "birth_written": mark("Birth date as written"),
    "sex": mark("Sex"), "zip": mark("Postcode"), "address": mark("Address"),
    "district": mark("District"), "email": mark("E-mail"), "language": mark("Language"),
    "needs": mark("Needs at the hall"), "hide_name": mark("Name is not shown"),
    "large_print": mark("Large print"), "note": mark("Note"), "phones": mark("Telephone"),
    "written": mark("Telephone"), "phone": mark("Telephone"), "left_on": mark("Nothing sent since"),
    "recorded_at": mark("Written at"), "programme": mark("Programme"), "number": mark("Number"),
    "answer": mark("Reply"), "answered_at": mark("Answered at"), "form": mark("Which form"),
    "kinship": mark("Kinship"), "from_on": mark("Since when"), "until_on": mark("Until"),
    "reason": mark("Reason"), "step": mark("State"), "since": mark("Since when"),
    "why": mark("Reason"), "meeting_id": mark("Meeting"), "affiliation": mark("Affiliation"),
    "reply": mark("Reply"), "proxy_name": mark("Proxy"), "act": mark("Deed"), "at": mark("When"),
    "way": mark("How"), "occasion": mark("Occasion"), "told_at": mark("Told at"),
    "how": mark("How"), "received_at": mark("Received at"), "field": mark("Field of work"),
    "wheelchair": mark("Wheelchair"), "hearing": mark("Hearing"), "with_whom": mark("Sits with"),
    "apart_from": mark("Sits apart from"), "comment": mark("Comment"),
    "same": mark("The same person?"), "file": mark("File"), "row": mark("Line"),
    "fate": mark("What became of it"), "entry": mark("What the line said"), "kind": mark("Kind"),
    "revoked_at": mark("Invalid since"), "revoked_reason": mark("Reason"),
    "series": mark("Kind"), "fiscal_year": mark("Year"), "state": mark("State"),
    "dated": mark("Date on the paper"), "lifted_at": mark("Ended at"), "year": mark("Year"),
    "first_registered": mark("First registered"), "registered": mark("Registered"),
    "insured": mark("Insured"), "status": mark("State"), "cancelled": mark("Cancelled on"),
    "emergency": mark("In an emergency"), "old_number": mark("Former number"),
    "completed_year": mark("Year of the course"), "term": mark("Term"),
    "classroom": mark("Classroom"), "parted_at": mark("Parted at"),
    "suppression": mark("Nothing is sent"), "text_id": mark("Consented to"),
    "given_on": mark("Given on"), "what": mark("What it covers"), "whom": mark("Towards whom"),
    "taken_by": mark("Heard by"), "relation": mark("Relation"), "source": mark("Who says so"),
    "area_id": mark("Neighbourhood"), "withdrawn_on": mark("Taken back on"),
    "carrier": mark("Carried by"), "made_at": mark("Made at"), "expires": mark("Good until"),
    "home_at": mark("Came home at"), "lost_at": mark("Lost at"), "said": mark("What was written"),
    "doubt": mark("What was asked"), "detail": mark("In detail"), "decision": mark("Decision"),
    "subject": mark("Subject"), "count": mark("How many it went to"), "about": mark("About"),
    "addressed_to": mark("Addressed to"), "issuer": mark("Sent by"),
    "honorific": mark("Word after the name"), "keep_years": mark("Years of keeping"),
    "day": mark("Day"), "minutes": mark("Minutes"), "content": mark("Activity"),
    "stamps": mark("Stamps given by hand"), "recorded": mark("Stamps recorded"),
    "counted": mark("Stamps that count"), "yen": mark("Yen"), "cause": mark("Why it counts so"),
    "applied_on": mark("Asked on"), "card_number": mark("Number of the card"),
    "handed_on": mark("Handed over on"), "reward": mark("What the points become"),
    "quantity": mark("How many"), "serial": mark("Number of the statement"),
    "issued_on": mark("Date on the paper"), "worth": mark("Worth in yen"),
    "exchanged": mark("Exchanged in yen"), "text": mark("What could not be read"),
    "activity.source": mark("Known from"), "activity_words.written": mark("Number as written"),
    "activity_words.name": mark("Name as written"),
    "document.written": mark("Number of the paper"), "second_answer.said": mark("Answer"),
}  # fmt: skip
_VALUES: Final = {
    "points": mark("Volunteer points"), "supporters": mark("Iki-iki supporters"),
    "F": mark("female"), "M": mark("male"), "ja": mark("Japanese"),
    "died": mark("passed away"), "moved": mark("moved away"), "home": mark("entered a home"),
    "protected": mark("protected from being found"), "wish": mark("at their own wish"),
    "set": mark("set"), "lifted": mark("ended"),
    "arrive": mark("received"), "take_back": mark("taken back"), "leave": mark("left"),
    "back": mark("came back"), "scanner": mark("Scanner"), "serial": mark("Scanner"),
    "camera": mark("Camera"), "name": mark("By name"), "walk_in": mark("Came unannounced"),
    "paper": mark("on paper"), "spoken": mark("by word of mouth"), "phone": mark("Telephone"),
    "online": mark("by the form on the net"), "surname": mark("Former name"),
    "adopted": mark("before the adoption"), "written": mark("as it was written"),
    "other": mark("other"), "command": mark("By command"),
    "yes": mark("Will come"), "no": mark("Cannot come"), "proxy": mark("Proxy will come"),
    "none": mark("No reply yet"), "postponed": mark("put off"), "cancelled": mark("cancelled"),
    "personal": mark("QR card"), "tag": mark("Name tag"), "blank": mark("Blank card"),
    "added": mark("added"), "changed": mark("corrected"), "linked": mark("The same person"),
    "held": mark("waits for an answer"), "different": mark("A different person"),
    "open": mark("not answered yet"), "drawn": mark("drawn"), "issued": mark("issued"),
    "void": mark("made void"), "replaced": mark("issued again"),
    "head": mark("head of the household"), "spouse": mark("spouse"), "child": mark("child"),
    "childs_spouse": mark("child's spouse"), "parent": mark("parent"),
    "grandchild": mark("grandchild"), "grandparent": mark("grandparent"),
    "sibling": mark("sibling"), "lives_along": mark("lives along"),
    "unknown": mark("not known"), "person": mark("Person"),
    "approved": mark("approved"), "declined": mark("declined"),
    "term": mark("The years of keeping are over"), "mistake": mark("Entered by mistake"),
    "outside": mark("at a time at which it was not good"), "erased": mark("erased"),
    "photo_walk_ins": mark("Came unannounced"), "broken": mark("not whole"),
    "lost": mark("lost"), "called_off": mark("called off"), "counted": mark("counted"),
    "left_out": mark("left out"), "sama": "様", "onchu": "御中", "sensei": "先生",
    "approve": mark("approved"), "decline": mark("declined"), "call_off": mark("taken back"),
    "use": mark("used"),
    "sheet": mark("The host's monthly sheet"), "scan": mark("Card and host scanned at the desk"),
    "meeting": mark("Attendance of a meeting"), "hand": mark("Entered by hand"),
    "card": mark("Counted from a stamp card"), "award": mark("stamps for an activity"),
    "reversal": mark("taken back"), "exchange": mark("exchange"),
    "exchange_back": mark("a cancelled exchange came back"),
    "carried_out": mark("carried into the next year"),
    "carried_in": mark("carried over from the year before"), "expired": mark("lapsed"),
    "applied": mark("applied for"), "handed": mark("handed over"),
    "withdrawn": mark("taken back"), "below_one_stamp": mark("too short for a stamp"),
    "over_daily_cap": mark("more than a day gives"),
    "over_host_cap": mark("more than a host gives in a day"),
    "over_monthly_cap": mark("more than a month gives"),
    "over_yearly_cap": mark("more than a year gives"),
}  # fmt: skip
_ACTS: Final = {
    "enrol": mark("Entered into the register"), "correct": mark("Corrected"),
    "leave": mark("Noted as having left"), "come_back": mark("Back in the register"),
    "merge": mark("Brought together with another entry"),
    "unmerge": mark("Parted from another entry"), "join": mark("joined"),
    "withhold": mark("Nothing is sent any more"), "release": mark("May be sent to again"),
    "view": mark("Protected address opened"), "export": mark("Written out"),
    "print": mark("printed"), "ask_erasure": mark("Erasure asked for"),
    "decline_erasure": mark("Erasure declined"), "erase": mark("Erased"),
    "hold": mark("Kept for a reason of law"), "release_hold": mark("No longer kept by law"),
    "add": mark("added"), "address": mark("addressed otherwise"), "answer": mark("answered"),
    "arrange": mark("put in another order"), "arrive": mark("received at the door"),
    "back": mark("came back"), "call": mark("called so, too"),
    "call_no_more": mark("not called so any more"), "claim": mark("given to somebody"),
    "confirm": mark("confirmed"), "decide": mark("decided"), "confirm_name": mark("name confirmed"),
    "consent": mark("consented"), "expect": mark("put on the list"), "issue": mark("issued"),
    "link": mark("found in the register"), "move": mark("moved"), "place": mark("area noted"),
    "put_again": mark("put in again"), "put_back": mark("put back onto the list"),
    "reissue": mark("issued again"), "relate": mark("kinship told"), "remove": mark("taken out"),
    "rename": mark("renamed"), "reply": mark("reply noted"), "restore": mark("put back as it was"),
    "retire": mark("in or out of use"), "return": mark("belongs to it again"),
    "revoke": mark("made invalid"), "share": mark("shared"), "shift": mark("put in another order"),
    "take_back": mark("taken back"), "tell": mark("told"),
    "unconfirm": mark("not confirmed after all"), "unjoin": mark("does not belong to it"),
    "unlink": mark("not the person after all"), "void": mark("made void"),
    "void_all": mark("made void"), "walk_in": mark("received without announcement"),
    "withdraw": mark("taken out again"),
    "clear_whereabouts": mark("Protected address taken out for good"),
}  # fmt: skip
_PAPERS: Final = {
    "sign_in_sheet": mark("Sign-in sheet"), "name_tags": mark("Name tags"),
    "cards": mark("QR cards"), "attendance_list": mark("Attendance list"),
    "participation_certificate": mark("Certificates of attendance"),
    "export": mark("A list written out"), "address_labels": mark("Address labels"),
    "envelopes": mark("Envelopes"), "notice": mark("Notices"), "disclosure": mark("Disclosure"),
}  # fmt: skip


def column(name: str, table: str = "") -> str:
    """Return what a column (of `table`) is called; an unknown one keeps its word."""
    words = _COLUMNS.get(f"{table}.{name}") or _COLUMNS.get(name)
    return _(words) if words else name


def value(name: str, raw: str) -> str:
    """Return a value of a fixed choice in words; anything else as it stands."""
    if (name, raw) == ("way", "proxy"):
        return _("by somebody in their place")
    return _(_VALUES[raw]) if raw in _VALUES else raw


def act(word: str) -> str:
    """Return what an act of the journal is called; an unknown one keeps its word."""
    return _(_ACTS[word]) if word in _ACTS else word


def paper(word: str) -> str:
    """Return what a paper is called; an unknown one keeps its word."""
    return _(_PAPERS[word]) if word in _PAPERS else word
