"""What a rule of taking back is: what would happen, what stands in the way, and doing it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sqlalchemy.orm import Session

from resources.journal import Line
from resources.refusals import Refusal
from resources.words import _

Key = tuple[str, str]
"""The kind of the object and the act, as the journal writes them."""
ANY = "*"
"""The kind under which an act has one rule, whatever it is about."""


@dataclass(frozen=True)
class Outlook:
    """What taking one line back would do; `left` names what stays as a later change left it."""

    words: str
    about: str = ""
    hindrance: Refusal | None = None
    left: tuple[str, ...] = ()


class Look(Protocol):
    """Says what taking `line` back would do; `deed` are all lines of the same moment."""

    def __call__(self, db: Session, line: Line, deed: Sequence[Line], /) -> Outlook:
        """Return the outlook; writes nothing."""
        ...


class Take(Protocol):
    """Takes `line` back by an act of its own; whatever it writes can be taken back again."""

    def __call__(self, db: Session, line: Line, /, *, at: datetime, by: str) -> None:
        """Do it; refuses what the look told to stand in the way."""
        ...


@dataclass(frozen=True)
class Rule:
    """How one act is taken back. `covers` are acts of the same moment that need no own rule."""

    look: Look
    take: Take | None  # None: never
    covers: frozenset[Key] = frozenset()
    last: bool = False  # after everything else of the same moment
    quiet: bool = False  # changes nothing: it stands in nobody's way and needs no taking back


def never(what: str, advice: str, *, quiet: bool = False) -> Rule:
    """Return the rule of an act that cannot be taken back; marked sentences say why."""

    def look(_db: Session, _line: Line, _deed: Sequence[Line], /) -> Outlook:
        return Outlook("", hindrance=Refusal(_(what), _(advice)))

    return Rule(look, None, quiet=quiet)


class NothingLeft(Refusal):
    """Everything an act changed was changed again since: beside other lines it may be passed."""

    @classmethod
    def refusal(cls) -> "NothingLeft":
        """Return it in words."""
        return cls(
            _("What this changed was changed again since, or is as it was before."),
            _("Look at the entry itself and correct it there."),
        )


nothing_left = NothingLeft.refusal


def gone() -> Refusal:
    """Return the refusal where the object of an act is not there any more."""
    return Refusal(_("What this was about is not there any more."), _("Nothing needs to be done."))
