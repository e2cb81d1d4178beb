"""起案日, 決裁日, 施行日: when a numbered paper was drafted, decided and put in force."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import combinations

from sqlalchemy.orm import Session

from resources import calendar, journal
from resources.records import revise
from resources.refusals import Refusal
from resources.words import _, mark
from sessions import document_series, documents, mailings
from sessions.document_series import Direction
from sessions.documents import Document, DocumentFacts, DocumentState

WORDS = {
    "drafted": mark("Drafted"),
    "decided": mark("Decided"),
    "dated": mark("Sent"),
}
"""What the three days are called, in their order."""


@dataclass(frozen=True, slots=True)
class Days:
    """The three days in their order; the first two may be unknown."""

    drafted: date | None
    decided: date | None
    dated: date


def known(one: DocumentFacts) -> Days:
    """Return the days of a line of the register."""
    return Days(one.drafted, one.decided, one.dated)


def said(days: Days) -> dict[str, date | None]:
    """Return the days by the names of their columns."""
    return {name: getattr(days, name) for name in WORDS}


def amiss(days: Days) -> tuple[str, Refusal] | None:
    """Return which day lies before one that comes first, and the refusal of it; None: in order."""
    for (first, one), (then, other) in combinations(said(days).items(), 2):
        if one is not None and other is not None and other < one:
            return then, Refusal(
                _("{then} ({day}) lies before {first} ({before}).").format(
                    then=_(WORDS[then]), day=calendar.wareki(other),
                    first=_(WORDS[first]), before=calendar.wareki(one),
                ),
                _("Correct one of the two days."),
            )  # fmt: skip
    return None


def stays(one: DocumentFacts) -> Refusal | None:
    """Return why the days of a line stay as they are, None where they may be entered."""
    if one.state is not DocumentState.VOID:
        return None
    return Refusal(
        _("{number} is void; its days stay as they are.").format(number=one.written),
        _("Take a new number for the paper."),
    )


def enter(db: Session, document_id: str, days: Days, *, version: int, at: datetime, by: str) -> int:
    """Write the days of a paper that was sent and return the new version.

    Refuses days out of order, another 施行日 for letters that say it already or one in a 年度
    that is not the number's, a void number, and `version` if another desk was faster.
    """
    before = documents.show(db, document_id)
    if (closed := stays(before)) is not None:
        raise closed
    if document_series.get(db, before.series_id).direction is not Direction.SENT:
        raise Refusal(
            _("Only papers that are sent have these days."), _("Choose a paper that was sent.")
        )
    if (found := amiss(days)) is not None:
        raise found[1]
    if known(before) == days:
        return before.version
    _ensure_day(db, before, days.dated)
    revise(db, Document, document_id, said(days), seen=version, standing=before.version)
    written = {"written": before.written}
    journal.write(
        db, "correct", "document", document_id, at=at, by=by,
        before=written | said(known(before)), after=written | said(days),
    )  # fmt: skip
    return before.version + 1


def _ensure_day(db: Session, before: DocumentFacts, dated: date) -> None:
    if dated == before.dated:
        return
    if mailings.of_document(db, before.id) is not None:
        raise Refusal(
            _("The letters of {number} went out with the day {day}.").format(
                number=before.written, day=calendar.wareki(before.dated)
            ),
            _("Leave this day as it is; the other two may be entered."),
        )
    year = calendar.fiscal_year(dated)
    if year < before.fiscal_year or (year > before.fiscal_year and before.branch == 1):
        raise Refusal(
            _("{day} is not in {year}, to which {number} belongs.").format(
                day=calendar.wareki(dated), number=before.written,
                year=calendar.fiscal_year_label(before.fiscal_year),
            ),
            _("Enter a day of that fiscal year, or take a new number."),
        )  # fmt: skip
