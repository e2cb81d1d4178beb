"""Undo (取り消し): the last acts of a person at the desk, what taking one back would do, and it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from resources import journal
from resources.journal import Line
from resources.refusals import Refusal
from resources.words import _, mark
from sessions import undo_log, undo_rights
from sessions.undoing import (
    areas,
    belongings,
    consents,
    door,
    erased,
    gatherings,
    house,
    households,
    listed,
    lists,
    papers,
    people,
    posting,
    taken,
    withheld,
    wording,
)
from sessions.undoing.rules import ANY, Key, NothingLeft, Outlook, Rule, never

__all__ = ["MOST", "RULES", "Prospect", "Rule", "Rules", "describe", "last", "never", "undo"]

MOST = 50
_SCANNED = 2000  # lines of the journal looked through for the last acts
_SENTENCES = 4  # more of them nobody reads
_AROUND = 5000  # lines among which those of the same moment are looked for
UNDO = "undo"
Rules = Mapping[Key, Rule]
RULES: Rules = {
    **people.RULES,
    **withheld.RULES,
    **households.RULES,
    **belongings.RULES,
    **consents.RULES,
    **areas.RULES,
    **door.RULES,
    **listed.RULES,
    **gatherings.RULES,
    **house.RULES,
    **papers.RULES,
    **lists.RULES,
    **posting.RULES,
    **erased.RULES,
    **taken.RULES,
}
"""How each act is taken back; programmes and lists of kinds add their own where all is known."""


@dataclass(frozen=True)
class Prospect:
    """One act, all that was written in one moment, and what taking it back would do.

    `hindrance` says why it cannot be taken back; `left` names what stays as later changes left
    it. `again` tells that the act itself took another one back.
    """

    seq: int
    at: datetime
    by: str
    act: str
    kind: str
    about: str
    words: str
    left: tuple[str, ...] = ()
    hindrance: Refusal | None = None
    again: bool = False


def last(db: Session, staff_id: str, most: int = MOST, *, rules: Rules = RULES) -> list[Prospect]:
    """Return the last `most` acts of one person at the desk, newest first."""
    lines = journal.recent(db, _SCANNED, done_by=staff_id)[::-1]
    deeds: list[list[Line]] = []
    for line in lines:
        if deeds and _together(deeds[-1][-1], line):
            deeds[-1].append(line)
        else:
            deeds.append([line])
    unseen = undo_log.UNSEEN
    changed = [deed for deed in deeds if not all(line.act in unseen for line in deed)][-most:]
    return [_told(db, deed, rules, staff_id) for deed in reversed(changed)]


def _told(db: Session, deed: Sequence[Line], rules: Rules, staff_id: str) -> Prospect:
    found = _prospect(db, deed, rules)
    return replace(found, hindrance=found.hindrance or undo_rights.refusal(db, deed, staff_id))


def describe(db: Session, seq: int, *, rules: Rules = RULES) -> Prospect:
    """Return what taking back the act that line `seq` of the journal belongs to would do."""
    return _prospect(db, _deed(db, seq), rules)


def undo(db: Session, seq: int, *, rules: Rules = RULES, at: datetime, by: str) -> int:
    """Take back the act that line `seq` belongs to; returns the line that says so.

    What only grows is reversed by a further line, never deleted. Fields that somebody changed
    afterwards stay as they are. The taking back is an act itself: undo it to do it again.
    Refuses what cannot be taken back, what was taken back already, and what `by` could not have
    done themselves.
    """
    deed = _deed(db, seq)
    prospect = _prospect(db, deed, rules)
    hindrance = prospect.hindrance or undo_rights.refusal(db, deed, by)
    if hindrance is not None:
        raise hindrance
    newest = journal.recent(db, 1)[0].seq
    _reverse(db, deed, rules, at=at, by=by)
    head = _head(deed)
    done = journal.write(
        db, UNDO, head.kind, head.object_id, at=at, by=by,
        after={"seq": head.seq, "act": head.act, "name": prospect.about,
               "left": list(prospect.left)},
    )  # fmt: skip
    undo_log.note(db, [line.seq for line in deed], first=newest + 1, seq=done, at=at, by=by)
    return done


def _reverse(db: Session, deed: Sequence[Line], rules: Rules, *, at: datetime, by: str) -> None:
    """Take the lines of one moment back, the newest first."""
    taken = False
    for line in sorted(deed, key=lambda line: (_rule(line, rules).last, -line.seq)):
        rule = _rule(line, rules)
        if rule.take is None or rule.quiet or _covered(line, deed, rules):
            continue
        try:
            rule.take(db, line, at=at, by=by)
            taken = True
        except NothingLeft:
            continue
    if not taken:
        raise NothingLeft.refusal()


def _together(one: Line, other: Line) -> bool:
    """Tell whether two lines were written in one moment: one act of one person at the desk."""
    return one.at == other.at and one.by == other.by and one.seq + 1 == other.seq


def _deed(db: Session, seq: int) -> list[Line]:
    lines = journal.between(db, seq - _AROUND, seq + _AROUND)
    place = next((place for place, line in enumerate(lines) if line.seq == seq), None)
    if place is None:
        raise Refusal(_("The journal holds no such act."), _("Choose one from the list."))
    first = undo_log.span(db, seq)
    if first is not None:
        return [line for line in lines if first <= line.seq <= seq]
    begin = end = place
    while begin and _together(lines[begin - 1], lines[begin]):
        begin -= 1
    while end + 1 < len(lines) and _together(lines[end], lines[end + 1]):
        end += 1
    return lines[begin : end + 1]


def _head(deed: Sequence[Line]) -> Line:
    """Return the line that says best what was done."""
    for line in reversed(deed):
        if line.act == UNDO or line.kind == "batch":
            return line
    return deed[0]


def _rule(line: Line, rules: Rules) -> Rule:
    if line.act == UNDO:
        return _AGAIN
    return rules.get((line.kind, line.act)) or rules.get((ANY, line.act), _UNKNOWN)


def _quiet(line: Line, rules: Rules) -> bool:
    return line.act in undo_log.QUIET - {UNDO} or _rule(line, rules).quiet


def _covered(line: Line, deed: Sequence[Line], rules: Rules) -> bool:
    key = (line.kind, line.act)
    return any(key in _rule(other, rules).covers for other in deed if other is not line)


def _prospect(db: Session, deed: Sequence[Line], rules: Rules) -> Prospect:
    head = _head(deed)
    again = head.act == UNDO
    telling = [line for line in deed if not _quiet(line, rules) and line.act != UNDO] or [head]
    looks = [
        (line, _rule(line, rules).look(db, line, deed))
        for line in telling
        if not _covered(line, deed, rules)
    ]
    hindrance = _hindrance(db, deed, [seen for _line, seen in looks])
    looks.sort(key=lambda one: one[0] is not head)
    words = list(dict.fromkeys(seen.words for _line, seen in looks if seen.words))
    if len(words) > _SENTENCES:
        more = _("And {count} more.").format(count=len(words) - _SENTENCES)
        words = [*words[:_SENTENCES], more]
    about = next((seen.about for line, seen in looks if line is head and seen.about), "")
    about = about or next((seen.about for _line, seen in looks if seen.about), "")
    if again:
        about = str((head.after or {}).get("name", "")) or about
    return Prospect(
        head.seq,
        head.at,
        head.by,
        str((head.after or {}).get("act", "")) if again else head.act,
        head.kind,
        about.replace("\u3000", " "),
        " ".join(words).replace("\u3000", " "),
        tuple(dict.fromkeys(name for _line, seen in looks for name in seen.left)),
        hindrance,
        again,
    )


def _hindrance(db: Session, deed: Sequence[Line], looks: Sequence[Outlook]) -> Refusal | None:
    if undo_log.taken_back(db, [line.seq for line in deed]):
        return Refusal(
            _("This was taken back already."),
            _("To do it again, take the taking back itself back."),
        )
    said = [seen.hindrance for seen in looks if seen.hindrance is not None]
    firm = next((one for one in said if not isinstance(one, NothingLeft)), None)
    if firm is not None:
        return firm
    return said[0] if said and len(said) == len(looks) else None


def _nothing(_db: Session, line: Line, _deed: Sequence[Line], /) -> Outlook:
    return Outlook("", wording.kind(line.kind))


_AGAIN = Rule(_nothing, None, quiet=True)
_UNKNOWN = never(
    mark("This act cannot be taken back by itself."), mark("Correct it where it was entered.")
)
