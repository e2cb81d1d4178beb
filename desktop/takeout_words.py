"""What packages, doubts and receipts are called on the screen and on paper."""

from datetime import datetime
from typing import Final

from desktop.parts.status import Status
from resources import calendar
from resources.knocks import Failed
from resources.words import _, mark, ngettext
from sessions.doubts import QuestionFacts
from sessions.joining import Receipt
from sessions.takeout_tables import Decision, Doubt, Fate, From
from sessions.takeouts import TakeoutFacts

_DOUBTS: Final = {
    Doubt.WALK_IN: mark("Came unannounced; not matched with the register"),
    Doubt.OUTSIDE: mark("At a time at which the package was not good"),
    Doubt.ERASED: mark("No longer on the list here; counted without a name"),
    Doubt.PHOTO_WALK_INS: mark("Came unannounced; only the number was photographed"),
    Doubt.BROKEN: mark("Parts of the file are missing or changed"),
    Doubt.LOST: mark("The package was reported lost"),
    Doubt.CALLED_OFF: mark("The meeting was called off or moved here"),
}
_DECISIONS: Final = {
    Decision.OPEN: mark("not decided"),
    Decision.COUNTED: mark("counted"),
    Decision.LEFT_OUT: mark("left out"),
}
_FATES: Final = {
    Fate.OUT: (mark("is out"), Status.WAIT),
    Fate.HOME: (mark("is home"), Status.OK),
    Fate.LOST: (mark("lost"), Status.STOP),
}
_SOURCES: Final = {
    From.FILE: mark("File of the evening"),
    From.PHOTO: mark("Photographed closing code"),
}


def doubt(one: QuestionFacts) -> str:
    """Return why a person has to look, with what is known of it."""
    words = _(_DOUBTS[one.doubt])
    if one.doubt is Doubt.PHOTO_WALK_INS:
        return f"{words}({_('{count} persons').format(count=one.detail)})"
    return words


def why(doubt_: Doubt) -> str:
    """Return the words of a doubt."""
    return _(_DOUBTS[doubt_])


def decision(one: QuestionFacts) -> str:
    """Return what was decided."""
    if not one.open and one.decision is Decision.OPEN:
        return _("matched")
    return _(_DECISIONS[one.decision])


def fate(one: TakeoutFacts, at: datetime) -> tuple[str, Status]:
    """Return where a package is, and how it is marked."""
    if one.overdue(at):
        return _("is out, and should be home"), Status.STOP
    words, status = _FATES[one.fate]
    return _(words), status


def source(one: From) -> str:
    """Return what something was brought home from."""
    return _(_SOURCES[one])


def counts(one: Receipt) -> str:
    """Return the three numbers of a receipt in one line."""
    return _("{new} new, {known} there already, {asked} to look at").format(
        new=one.new, known=one.known, asked=one.asked
    )


def wrong_passcodes(found: Failed, *, before_opening: bool = False) -> str:
    """Return how many wrong passcodes were typed at the hall; nothing where there were none."""
    if not found.count or found.last is None:
        return ""
    if before_opening:
        words = ngettext(
            "Before this was opened, {count} wrong passcode was typed, on {moment}.",
            "Before this was opened, {count} wrong passcodes were typed, the last on {moment}.",
            found.count,
        )
    else:
        words = ngettext(
            "{count} wrong passcode at the hall, on {moment}",
            "{count} wrong passcodes at the hall, the last on {moment}",
            found.count,
        )
    return words.format(count=found.count, moment=short(found.last))


def moment(at: datetime) -> str:
    """Return a moment as it is written on papers, in the era of the land."""
    local = calendar.local(at)
    return f"{calendar.wareki_with_weekday(local.date())} {local:%H:%M}"


def short(at: datetime) -> str:
    """Return a moment as it stands in a table."""
    local = calendar.local(at)
    return f"{local.month}/{local.day} {local:%H:%M}"
