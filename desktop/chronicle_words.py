"""How a line of the journal is said: one sentence, and what was before and after."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, Final

from desktop import chosen_words, journal_words, person_words, points_words
from resources import calendar
from resources.journal import Line
from resources.words import _, mark, ngettext

_SENTENCES: Final = {
    ("enrol", "person"): mark("Entered {name} into the register."),
    ("correct", "person"): mark("Corrected what is known of {name}."),
    ("leave", "person"): mark("Noted that {name} left."),
    ("merge", "person"): mark("Brought {name} together with another entry."),
    ("unmerge", "person"): mark("Parted {name} from another entry."),
    ("look", "person"): mark("Opened the page of {name}."),
    ("view", "person"): mark("Opened the protected address of {name}."),
    ("view", "emergency_contact"): mark("Asked whom to call for {name} in an emergency."),
    ("clear_whereabouts", "person"): mark("Took the address of {name} out for good."),
    ("erase", "person"): mark("Erased {name}."),
    ("arrive", "arrival"): mark("Received {name}."),
    ("take_back", "arrival"): mark("Took back that {name} was received."),
    ("leave", "arrival"): mark("Noted that {name} went home early."),
    ("back", "arrival"): mark("Noted that {name} came back."),
    ("walk_in", "expected"): mark("Received {name}, who had not been expected."),
    ("plan", "meeting"): mark("Planned {name}."),
    ("open", "meeting"): mark("Opened the reception of {name}."),
    ("close", "meeting"): mark("Closed {name}."),
    ("bring_in", "batch"): mark("Brought in the list {name}."),
    ("take_back", "batch"): mark("Took back a list that was brought in."),
    ("print", "print_run"): mark("Printed: {name}."),
    ("enrol", "staff"): mark("{name} works here from now on."),
    ("leave", "staff"): mark("{name} stopped working here."),
    ("bring_back", "office"): mark("Brought the office back from a copy."),
    ("issue", "anchor"): mark("Printed the monthly sheet of the journal."),
    ("look", "journal"): mark("Looked at the journal."),
    ("export", "journal"): mark("Saved the journal as a list."),
}
_FIELDS: Final = {
    "number": mark("Number"),
    "title": mark("Title"),
    "held_on": mark("Date"),
    "begins": mark("Begins"),
    "ends": mark("Ends"),
    "place": mark("Hall"),
    "room": mark("Room"),
    "capacity": mark("Room for"),
    "state": mark("State"),
    "reason": mark("Reason"),
    "left_on": mark("Left on"),
    "active": mark("In use"),
    "initials": mark("Short sign"),
    "programme": mark("Programme"),
    "paper": mark("Paper"),
    "sheets": mark("Sheets"),
    "count": mark("How many"),
    "first": mark("First time"),
    "last": mark("Last time"),
    "line": mark("Line"),
    "lines": mark("Lines"),
    "made_at": mark("Copy made on"),
    "form": mark("Form"),
    "written": mark("Written name"),
    "files": mark("Files"),
    "file": mark("File"),
    "rows": mark("Rows"),
    "added": mark("Added"),
    "changed": mark("Changed"),
    "unchanged": mark("Unchanged"),
    "left_out": mark("Left out"),
    "kind": mark("Kind"),
    "answer": mark("Answer"),
    "phone": mark("Telephone"),
    "issuer_title": mark("Title of the issuer"),
    "issuer_name": mark("Name of the issuer"),
}
_ID: Final = re.compile(r"[0-9a-f]{32}([0-9a-f]{32})?")


def sentence(line: Line, name: str) -> str:
    """Return what was done as one sentence; `name` is what the object is called now."""
    called = person_words.shown(name or journal_words.about(line.after or line.before))
    if line.act == "search":
        return _counted(line, _searched)
    if line.act == "sign_in_failed":
        return _counted(line, _failed)
    if line.act == "wrong_passcode":
        return _counted(line, _turned_away)
    if line.act == "export" and line.kind == "register":
        if "paper" in (line.after or {}):
            return _counted(line, _saved_paper, least=1)
        return _counted(line, _exported)
    words = _SENTENCES.get((line.act, line.kind))
    if words is not None:
        return _(words).format(name=called or journal_words.kind(line.kind))
    kind, act = journal_words.kind(line.kind), journal_words.act(line.act)
    if called:
        return _("{kind} “{name}”: {act}.").format(kind=kind, name=called, act=act)
    return _("{kind}: {act}.").format(kind=kind, act=act)


def changes(line: Line) -> list[tuple[str, str]]:
    """Return each field with what it was and what it became: ("電話", "72-1111 → 72-2222")."""
    before, after = line.before or {}, line.after or {}
    found = []
    for field in dict.fromkeys((*before, *after)):
        old, new = value(before.get(field), field), value(after.get(field), field)
        if not old and not new:
            continue
        if field in before and field in after:
            words = f"{old or '―'} → {new or '―'}"
        else:
            words = new if field in after else f"{old} → ―"
        found.append((field_word(field), words))
    return found


def field_word(field: str) -> str:
    """Return what a field is called; one without a word keeps its name."""
    word = _FIELDS.get(field) or person_words.FIELDS.get(field) or points_words.FIELDS.get(field)
    return _(word) if word else field


def value(found: Any, field: str = "") -> str:
    """Return a value kept in `field` as it is read; ids say nothing to a person: left out."""
    if found is None or found == "":
        return ""
    if isinstance(found, bool):
        return _("yes") if found else _("no")
    if isinstance(found, (list, tuple)):
        if found and all(isinstance(one, (list, tuple)) and one for one in found):
            found = [one[0] for one in found]  # a telephone as written, and its digits
        return "、".join(filter(None, (value(one, field) for one in found)))
    if isinstance(found, Mapping):
        return "、".join(
            f"{field_word(str(key))} {said}"
            for key, one in found.items()
            if (said := value(one, str(key)))
        )
    text = str(found)
    if _ID.fullmatch(text):
        return ""
    return "・".join(chosen_words.word(field, _dated(part)) for part in text.split("・"))


def moment(line: Line) -> str:
    """Return 令和8年5月19日(火) 10:30."""
    local = calendar.local(line.at)
    return f"{calendar.wareki_with_weekday(local.date())} {local:%H:%M}"


def _dated(text: str) -> str:
    for read in (date.fromisoformat, datetime.fromisoformat):
        try:
            when = read(text)
        except ValueError:
            continue
        if isinstance(when, datetime):
            if when.tzinfo is None:
                return text
            local = calendar.local(when)
            return f"{calendar.wareki(local.date())} {local:%H:%M}"
        return calendar.wareki(when) if "-" in text else text
    return text


def _counted(line: Line, words: Callable[[int], str], *, least: int = 0) -> str:
    told = (line.after or {}).get("count")
    count = max(least, told if isinstance(told, int) else 0)
    return words(count).format(count=f"{count:,}")


def _searched(count: int) -> str:
    return ngettext("A search showed {count} person.", "A search showed {count} people.", count)


def _turned_away(count: int) -> str:
    return ngettext(
        "{count} wrong passcode was typed on the hall's computer.",
        "{count} wrong passcodes were typed on the hall's computer.",
        count,
    )


def _failed(count: int) -> str:
    return ngettext(
        "{count} time something was typed that did not open the office.",
        "{count} times something was typed that did not open the office.",
        count,
    )


def _saved_paper(count: int) -> str:
    return ngettext(
        "A paper for {count} person was saved as a file.",
        "A paper for {count} people was saved as a file.",
        count,
    )


def _exported(count: int) -> str:
    return ngettext(
        "A list with {count} person was saved outside.",
        "A list with {count} people was saved outside.",
        count,
    )
