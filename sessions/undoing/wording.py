"""What taking back is called: the fields of entries, and sentences about what goes back."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from resources import calendar
from resources.journal import Line
from resources.words import _, mark

_KINDS = {
    "agenda_item": mark("Agenda"),
    "area": mark("areas"),
    "area_alias": mark("areas"),
    "consent": mark("consents"),
    "consent_text": mark("Text of a consent"),
    "emergency_contact": mark("emergency contacts"),
    "former_name": mark("former names"),
    "household": mark("households"),
    "household_member": mark("households"),
    "person_area": mark("areas"),
    "application": mark("Application"),
    "arrival": mark("Door"),
    "assignment": mark("In charge"),
    "batch": mark("Import"),
    "body": mark("Body"),
    "certificate": mark("Certificate"),
    "expected": mark("Those expected"),
    "likeness": mark("The same person?"),
    "meeting": mark("Meeting"),
    "membership": mark("Programme"),
    "notice": mark("Notice"),
    "office": mark("Office"),
    "organisation": mark("Organisation"),
    "pass": mark("Card"),
    "person": mark("Person"),
    "place": mark("Place"),
    "print_run": mark("Printing"),
    "second_request": mark("Second person"),
    "sheet_page": mark("Sign-in sheet"),
    "staff": mark("At the desk"),
}
_FIELDS = {
    "active": mark("In use"),
    "address": mark("Address"),
    "alias": mark("Name in use"),
    "area_code": mark("Area code"),
    "begins": mark("Begins"),
    "birth": mark("Birth date"),
    "birth_written": mark("Birth date as written"),
    "cadence": mark("How often"),
    "capacity": mark("Capacity"),
    "certificate_text": mark("Wording of the certificate"),
    "district": mark("District"),
    "affiliation": mark("Affiliation"),
    "districts": mark("Districts"),
    "effective_from": mark("In use from"),
    "email": mark("E-mail"),
    "ends": mark("Ends"),
    "former_name": mark("Former name"),
    "held_on": mark("Day"),
    "hidden": mark("What is not shown"),
    "hide_name": mark("Name is not shown"),
    "initials": mark("Short sign"),
    "issuer_name": mark("Name of the issuer"),
    "issuer_title": mark("Title of the issuer"),
    "kana": mark("Reading"),
    "language": mark("Language"),
    "large_print": mark("Large print"),
    "latin": mark("Latin letters"),
    "left_on": mark("Day of leaving"),
    "minutes": mark("Minutes"),
    "name": mark("Name"),
    "needs": mark("Needs at the hall"),
    "note": mark("Note"),
    "number": mark("Number"),
    "parking": mark("Parking"),
    "phone": mark("Telephone"),
    "phones": mark("Telephone"),
    "place": mark("Place"),
    "postponed_from": mark("First day"),
    "proxy_name": mark("Who comes instead"),
    "purpose": mark("Purpose"),
    "purpose_notice": mark("What data are used for"),
    "reply": mark("Reply"),
    "room": mark("Room"),
    "rooms": mark("Rooms"),
    "seal": mark("Seal"),
    "sex": mark("Sex"),
    "state": mark("State"),
    "state_reason": mark("Reason"),
    "title": mark("Title"),
    "usual_minutes": mark("Usual length"),
    "usual_place": mark("Usual place"),
    "who": mark("Who speaks"),
    "wording": mark("Wording"),
    "zip": mark("Postcode"),
}
_STATES = {
    "planned": mark("planned"), "open": mark("open"), "closed": mark("closed"),
    "postponed": mark("put off"), "cancelled": mark("cancelled"),
}  # fmt: skip
_REPLIES = {
    "none": mark("no reply"), "yes": mark("comes"), "no": mark("does not come"),
    "proxy": mark("somebody else comes"),
}  # fmt: skip
_LONGEST = 24


def kind(word: str) -> str:
    """Return what the rows of a table are called."""
    return _(_KINDS[word]) if word in _KINDS else _("other entries")


def field(name: str) -> str:
    """Return what a field is called."""
    return _(_FIELDS[name]) if name in _FIELDS else _("other details")


def value(name: str, said: Any) -> str:
    """Return a value of the journal as a person reads it; nothing as （なし）."""
    if name == "state":
        return _(_STATES.get(str(said), str(said)))
    if name == "reply":
        return _(_REPLIES.get(str(said), str(said)))
    if isinstance(said, bool):
        return _("yes") if said else _("no")
    if name in {"birth", "held_on", "left_on", "postponed_from"} and said:
        return calendar.wareki(date.fromisoformat(str(said)))
    if name in {"begins", "ends"} and said:
        return str(said)[:5]
    if isinstance(said, list | tuple):
        said = "・".join(str(one[0] if isinstance(one, list | tuple) else one) for one in said)
    words = str(said if said is not None else "").replace("\u3000", " ")
    if not words:
        return _("(empty)")
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"


def fields_back(line: Line, back: Mapping[str, Any]) -> str:
    """Return the sentence of what goes back: each field from what it is to what it was."""
    after = line.after or {}
    known = [name for name in back if name in _FIELDS] or list(back)[:1]
    parts = [
        _("{field} from “{new}” back to “{old}”").format(
            field=field(name), new=value(name, after.get(name)), old=value(name, back[name])
        )
        for name in known[:4]
    ]
    if len(known) > 4:
        parts.append(_("and {count} more").format(count=len(known) - 4))
    return back_(parts)


def back(line: Line, names: Iterable[str]) -> str:
    """Return the sentence of what goes back, without values."""
    words = _("{field} as before")
    return back_([words.format(field=field(name)) for name in names] or [kind(line.kind)])


def back_(parts: list[str]) -> str:
    """Return parts as one sentence."""
    return _("{parts}.").format(parts=_(", ").join(parts))
