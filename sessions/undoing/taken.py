"""Acts about what was taken out, taken back: evenings brought home, answers, a loss."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from resources.journal import Line
from resources.refusals import Refusal
from resources.words import _, mark
from sessions import doubts, joining, takeouts
from sessions.takeout_tables import Decision, Fate
from sessions.undoing.rules import Key, Outlook, Rule, never, nothing_left

# What a bringing home writes at the door, it also takes back there.
_BY_THE_WAY: frozenset[Key] = frozenset(
    {
        *(("arrival", act) for act in ("arrive", "take_back", "leave", "back")),
        ("takeout", "home"),
        ("takeout", "undo_home"),
        ("pass", "claim"),
    }
)


def _look_home(db: Session, line: Line, _deed: Sequence[Line], /) -> Outlook:
    one = joining.show(db, line.object_id)
    words = _("{count} entries of the hall no longer count; the file can be brought in again.")
    about = takeouts.show(db, one.takeout_id).headline
    return Outlook(words.format(count=one.new), about, nothing_left() if one.undone_at else None)


def _away(db: Session, line: Line, /, *, at: datetime, by: str) -> None:
    joining.undo(db, line.object_id, at=at, by=by)


def _look_decided(db: Session, line: Line, _deed: Sequence[Line], /) -> Outlook:
    standing = doubts.decision_of(db, line.object_id)
    said = (line.after or {}).get("decision")
    hindrance: Refusal | None = None if standing == said else nothing_left()
    return Outlook(_("The question stands as it did before."), "", hindrance)


def _decide_back(db: Session, line: Line, /, *, at: datetime, by: str) -> None:
    before = Decision((line.before or {}).get("decision", Decision.OPEN))
    doubts.decide(db, line.object_id, before, at=at, by=by)


def _look_lost(db: Session, line: Line, _deed: Sequence[Line], /) -> Outlook:
    one = takeouts.show(db, line.object_id)
    words = _("The package counts as found again.")
    return Outlook(words, one.headline, None if one.fate is Fate.LOST else nothing_left())


def _found(db: Session, line: Line, /, *, at: datetime, by: str) -> None:
    takeouts.found_again(db, line.object_id, at=at, by=by)


def _look_found(db: Session, line: Line, _deed: Sequence[Line], /) -> Outlook:
    one = takeouts.show(db, line.object_id)
    words = _("The package counts as lost again.")
    return Outlook(words, one.headline, None if one.fate is not Fate.LOST else nothing_left())


def _lose(db: Session, line: Line, /, *, at: datetime, by: str) -> None:
    note = str((line.before or {}).get("note") or "")
    takeouts.report_lost(db, line.object_id, note=note, at=at, by=by)


_WITH_ITS_FILE = never(
    mark("This belongs to an evening brought home."),
    mark("Take the whole bringing home back, on the page of the meeting."),
)
RULES: dict[Key, Rule] = {
    ("joining", "bring_home"): Rule(_look_home, _away, covers=_BY_THE_WAY),
    ("joining", "undo_joining"): never(
        mark("An evening brought home was taken back."),
        mark("Bring the file in again, on the page of the meeting."),
    ),
    ("takeout_question", "decide"): Rule(_look_decided, _decide_back, covers=_BY_THE_WAY),
    ("takeout", "report_lost"): Rule(_look_lost, _found),
    ("takeout", "found_again"): Rule(_look_found, _lose),
    ("takeout", "take_out"): never(
        mark("The package has left the office."),
        mark("Bring it home, or report it lost, on the page of the meeting."),
    ),
    ("takeout", "home"): _WITH_ITS_FILE,
    ("takeout", "undo_home"): _WITH_ITS_FILE,
    ("takeout", "wrong_passcode"): never(
        mark("What was typed at the hall stays told."),
        mark("Ask who carried the package, if you do not know of it."),
        quiet=True,
    ),
    ("office_key", "issue"): never(
        mark("The office has a new key for packages."),
        mark("Nothing needs to be done; old ones still open what was sealed to them."),
        quiet=True,
    ),
}
