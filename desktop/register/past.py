"""What was changed of a person, in words: one line for each field, with before and after."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from desktop import journal_words
from desktop import person_words as wording
from resources import calendar
from resources.words import _, mark
from sessions import disclosure_words
from sessions.history import FIELDS, Change, Then
from sessions.history_around import CONSENTS, CONTACTS, HOUSEHOLD
from sessions.person_views import HIDDEN
from sessions.suppression import WORDS, Reason

_OTHERS = {
    "left_on": mark("Nothing sent since"),
    "suppression": mark("Nothing is sent"),
    "number": mark("Number"),
    "programme": mark("Programme"),
    "kinship": mark("Kinship"),
    "from_on": mark("Since when"),
    "until_on": mark("Until"),
    "cause": mark("Reason"),
}
_AROUND = {
    HOUSEHOLD: mark("Household"),
    CONSENTS: mark("Consents"),
    CONTACTS: mark("Emergency contacts"),
}
# What says nothing to people: ids, and what stands beside the change as its reason.
_UNSAID = frozenset({"person", "reason", "since", "household", "carried", "merged_into"})


@dataclass(frozen=True)
class Line:
    """One field that changed in one act."""

    key: str
    when: str
    who: str
    what: str
    before: str
    after: str


@dataclass(frozen=True)
class Stood:
    """One field as it stood on a day, and as it stands now where that differs."""

    label: str
    then: str
    now: str
    differs: bool


def lines(changes: Iterable[Change], *, hidden: bool = False) -> list[Line]:
    """Return a line for each field of `changes`, one for the whole of an entry.

    Whereabouts are veiled where they are `hidden`.
    """
    found: list[Line] = []
    for change in changes:
        at = calendar.local(change.at)
        when = f"{calendar.wareki(at.date())} {at:%H:%M}"
        who = wording.shown(change.by)
        act = f"{journal_words.kind(change.kind)}：{journal_words.act(change.act)}"
        told = [
            (
                field(name),
                value(name, change.before.get(name), hidden=hidden),
                value(name, change.after.get(name), hidden=hidden),
            )
            for name in _names(change)
            if _told(change, name)
        ]
        if change.act == "enrol" and told:
            # The day chosen beside the list shows the whole of it.
            told = [(act, "", value("name", change.after.get("name")))]
        elif not told:
            told = [(act, "", _("The values were erased.") if change.erased else "")]
        for number, (what, before, after) in enumerate(told):
            if change.reason and number == len(told) - 1:
                after = _("{act} ({reason})").format(act=after, reason=change.reason)
            found.append(Line(f"{change.seq} {number}", when, who, what, before, after))
    return found


def stood(then: Then, now: Then, *, hidden: bool = False) -> list[Stood]:
    """Return every field that said something on the day or says something now."""
    pairs = [
        (
            field(name),
            value(name, then.values.get(name), hidden=hidden),
            value(name, now.values.get(name), hidden=hidden),
            then.values.get(name) != now.values.get(name),
        )
        for name in FIELDS
    ]
    for programme in sorted({*then.numbers, *now.numbers}):
        old, new = then.numbers.get(programme, ""), now.numbers.get(programme, "")
        word = _(wording.PROGRAMMES[programme]) if programme in wording.PROGRAMMES else programme
        pairs.append((word, old, new, old != new))
    for name, words in _AROUND.items():
        old, new = ("、".join(one.around.get(name, ())) for one in (then, now))
        veiled = _("Not shown: protected from being found") if hidden and name == CONTACTS else ""
        pairs.append((_(words), old and (veiled or old), new and (veiled or new), old != new))
    old, new = _withheld(then), _withheld(now)
    pairs.append((_("Nothing is sent"), old, new, old != new))
    return [Stood(*pair) for pair in pairs if pair[1] or pair[2]]


def field(name: str) -> str:
    """Return what a field is called; an unknown one keeps its word."""
    words = wording.FIELDS.get(name) or _OTHERS.get(name)
    return _(words) if words else name


def value(name: str, raw: Any, *, hidden: bool = False) -> str:
    """Return a value of the journal in words; nothing for an empty one."""
    if raw is None or raw in ("", []):
        return ""
    if hidden and name in HIDDEN:
        return _("Not shown: protected from being found")
    if isinstance(raw, bool):
        return _("Yes") if raw else _("No")
    if name == "phones":
        return "、".join(str(phone[0]) for phone in raw)
    if name in {"cause", "kinship"}:
        return disclosure_words.value(name, str(raw))
    if name == "suppression":
        return "・".join(
            _(WORDS[Reason(part)]) if part in WORDS else part for part in str(raw).split("・")
        )
    told = {"language": wording.language, "sex": wording.sex}.get(name)
    if told is not None:
        return told(str(raw))
    if name == "needs":
        return "・".join(wording.needs(str(raw)))
    return _day(str(raw)) if name in _DAYS else wording.shown(str(raw))


_DAYS = frozenset({"birth", "left_on", "from_on", "until_on"})


def _day(written: str) -> str:
    try:
        return calendar.wareki(date.fromisoformat(written))
    except ValueError:
        return written


def _names(change: Change) -> list[str]:
    names: Mapping[str, None] = dict.fromkeys((*change.before, *change.after))
    known = [name for name in (*FIELDS, *_OTHERS) if name in names]
    return known + [name for name in names if name not in known and name not in _UNSAID]


def _told(change: Change, name: str) -> bool:
    return change.before.get(name) not in (None, "", []) or change.after.get(name) not in (
        None, "", [], False,
    )  # fmt: skip


def _withheld(then: Then) -> str:
    return "・".join(_(WORDS[Reason(reason)]) for reason in then.held)
