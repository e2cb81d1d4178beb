"""The words of the register of numbers: which way papers go, their days, how long they are kept."""

from datetime import date

from desktop.parts.status import Status
from desktop.parts.table_rows import Column
from resources import calendar
from resources.words import _
from sessions.document_series import Direction
from sessions.documents import DocumentFacts, DocumentState

Line = Column[DocumentFacts]


def segment(direction: Direction) -> str:
    """Return what the papers of one direction are called: 発議 or 収受."""
    return _("Papers sent") if direction is Direction.SENT else _("Papers received")


def columns(direction: Direction) -> list[Line]:
    """Return the columns of the register of one direction."""
    number = Line(_("Number"), lambda one: one.written, width=180, bold=True)
    subject = Line(_("Subject of the letter"), lambda one: one.subject, below=_why_void)
    until = Line(_("Kept until"), _kept, width=150, folds=True)
    if direction is Direction.SENT:
        state = Line(_("State"), lambda one: _state_word(one, _("Gone out")), chip=_state,
                     width=110)  # fmt: skip
        return [
            number,
            Line(_("Sent"), lambda one: calendar.wareki(one.dated), below=_before, width=190),
            subject,
            Line(_("Addressed to"), lambda one: one.addressed_to, width=160, folds=True),
            until,
            state,
        ]
    state = Line(_("State"), lambda one: _state_word(one, _("In the book")), chip=_state, width=110)
    return [
        number,
        Line(_("Day received"), lambda one: calendar.wareki(one.dated), width=140),
        subject,
        Line(_("Sender"), lambda one: one.issuer, below=_theirs, width=190),
        until,
        state,
    ]


def _before(one: DocumentFacts) -> str:
    """Say when a paper was drafted and decided, where that is known."""
    days = [
        (_("drafted {day}"), one.drafted),
        (_("decided {day}"), one.decided),
    ]
    return "　".join(
        words.format(day=_near(day, one.dated)) for words, day in days if day is not None
    )


def _near(day: date, other: date) -> str:
    """Return `day` without its year where `other`, which stands beside it, is of the same."""
    return f"{day.month}/{day.day}" if day.year == other.year else calendar.wareki_short(day)


def _theirs(one: DocumentFacts) -> str:
    day = calendar.wareki_short(one.their_date) if one.their_date else ""
    return f"{one.their_number}　{day}".strip("　")


def _kept(one: DocumentFacts) -> str:
    return calendar.wareki(one.kept_until) if one.kept_until else _("for ever")


def _why_void(one: DocumentFacts) -> str:
    return one.state_reason


def _state(one: DocumentFacts) -> Status:
    return Status.OK if one.state is DocumentState.ISSUED else Status.STOP


def _state_word(one: DocumentFacts, usual: str) -> str:
    return usual if one.state is DocumentState.ISSUED else _("Void")
