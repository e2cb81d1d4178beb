"""The words of the journal: what the short English acts and kinds are called on the screen."""

from typing import Final

from resources.words import _, mark

_KINDS: Final = {
    "addressing": mark("Honorific"),
    "approval_box": mark("Boxes of the draft"),
    "document": mark("Number of a paper"),
    "document_series": mark("Series of numbers"),
    "issuer": mark("Issuer"),
    "letter_wording": mark("Wording of a letter"),
    "mailing": mark("Official letters"),
    "addresses": mark("Addresses"),
    "agenda_item": mark("Agenda"),
    "anchor": mark("Monthly sheet"),
    "journal": mark("Journal"),
    "register": mark("Register"),
    "application": mark("Application"),
    "arrival": mark("Door"),
    "assignment": mark("In charge"),
    "batch": mark("Import"),
    "body": mark("Body"),
    "certificate": mark("Certificate"),
    "expected": mark("Those expected"),
    "household": mark("Household"),
    "likeness": mark("The same person?"),
    "meeting": mark("Meeting"),
    "membership": mark("Programme"),
    "notice": mark("Notice"),
    "office": mark("Office"),
    "organisation": mark("Organisation"),
    "pass": mark("Card"),
    "person": mark("Somebody of the register"),
    "place": mark("Place"),
    "print_run": mark("Printing"),
    "second_request": mark("Second person"),
    "sheet_page": mark("Sign-in sheet"),
    "staff": mark("At the desk"),
}
_ACTS: Final = {
    "add": mark("added"),
    "address": mark("addressed otherwise"),
    "answer": mark("answered"),
    "approve": mark("agreed"),
    "arrive": mark("received at the door"),
    "assign": mark("put in charge"),
    "assign_roles": mark("role changed"),
    "back": mark("came back"),
    "bring_back": mark("brought back from a copy"),
    "bring_in": mark("brought in"),
    "call_off": mark("withdrawn"),
    "cancel": mark("cancelled"),
    "claim": mark("given to somebody"),
    "close": mark("closed"),
    "come_back": mark("works here again"),
    "confirm": mark("confirmed"),
    "confirm_name": mark("name confirmed"),
    "correct": mark("corrected"),
    "decline": mark("declined"),
    "describe": mark("described"),
    "done": mark("finished"),
    "enrol": mark("registered"),
    "erase": mark("wiped out"),
    "expect": mark("put on the list"),
    "export": mark("exported"),
    "given_up": mark("given up"),
    "grant": mark("allowed by two"),
    "issue": mark("issued"),
    "join": mark("joined"),
    "key_in_paper": mark("keyed in from paper"),
    "lay_out": mark("laid out"),
    "leave": mark("left"),
    "link": mark("found in the register"),
    "look": mark("looked at"),
    "merge": mark("made one"),
    "move_to_file": mark("moved to a computer"),
    "move_to_server": mark("moved to the server"),
    "missing": mark("found missing"),
    "number": mark("given a number"),
    "open": mark("opened"),
    "plan": mark("planned"),
    "postpone": mark("put off"),
    "print": mark("printed"),
    "put_again": mark("put in again"),
    "put_back": mark("put back onto the list"),
    "reissue": mark("issued again"),
    "relate": mark("kinship told"),
    "release": mark("set free"),
    "remove": mark("taken out"),
    "rename": mark("renamed"),
    "reopen": mark("opened again"),
    "reorder": mark("put in another order"),
    "reply": mark("reply noted"),
    "request": mark("asked for"),
    "restore": mark("put back as it was"),
    "retire": mark("in or out of use"),
    "return": mark("belongs to it again"),
    "revoke": mark("made invalid"),
    "search": mark("searched"),
    "seed": mark("prepared"),
    "sent": mark("sent to the printer"),
    "word": mark("worded anew"),
    "set_date": mark("given a date"),
    "share": mark("shared"),
    "sign_in_failed": mark("failed sign-ins"),
    "stopped": mark("stopped"),
    "take_back": mark("taken back"),
    "tell": mark("told"),
    "unassign": mark("no longer in charge"),
    "unconfirm": mark("not confirmed after all"),
    "undo": mark("undone"),
    "unexpect": mark("taken off the list"),
    "unjoin": mark("does not belong to it"),
    "unkey_paper": mark("paper marks taken back"),
    "unlink": mark("not the person after all"),
    "unmerge": mark("made two again"),
    "use": mark("used"),
    "view": mark("opened what is protected"),
    "void": mark("made void"),
    "void_all": mark("made void"),
    "walk_in": mark("received without announcement"),
    "withdraw": mark("taken out again"),
    "withhold": mark("withheld"),
}
_SAYING: Final = ("name", "number", "title", "written", "paper", "file")


def kind(word: str) -> str:
    """Return what an object of the kind `word` is called; an unknown one keeps its word."""
    return _(_KINDS[word]) if word in _KINDS else word


def act(word: str) -> str:
    """Return what the act `word` is called; an unknown one keeps its word."""
    return _(_ACTS[word]) if word in _ACTS else word


def about(values: dict[str, object] | None) -> str:
    """Return the one value that says most about what was changed."""
    for name in _SAYING:
        if values and values.get(name):
            return str(values[name])
    return ""
