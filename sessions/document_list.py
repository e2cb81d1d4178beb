"""The register of numbers taken out as a list, for a purpose and on record."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy.orm import Session

from resources import journal
from resources.records import new_id
from resources.refusals import Refusal
from resources.sheet import Cell
from resources.sheet_writing import csv_bytes, xlsx_bytes
from resources.words import _
from sessions import documents, permission
from sessions.document_series import Direction
from sessions.documents import DocumentFacts, DocumentState


def take_out(
    db: Session,
    direction: Direction,
    ids: Collection[str],
    *,
    purpose: str,
    form: str,
    at: datetime,
    by: str,
) -> bytes:
    """Return the lines `ids` as a workbook ("xlsx") or as CSV; write down who took it, what for.

    Refused are an empty purpose, an empty list, and more lines than the role of `by` may take
    out alone: senders and readers stand in it by name.
    """
    purpose = purpose.strip()
    if not purpose:
        raise Refusal(
            _("It is not said what the list is for."), _("Write it in a few words: it is kept.")
        )
    wanted = set(ids)
    lines = [one for one in documents.listing(db, direction=direction) if one.id in wanted]
    if not lines:
        raise Refusal(_("There is no number on this list."), _("Choose another year or search."))
    permission.ensure_within(db, by, "people.export", len(lines))
    journal.write(
        db, "export", "list", new_id(), at=at, by=by,
        after={"purpose": purpose, "form": form, "fields": [f"document.{direction.value}"],
               "count": len(lines)},
    )  # fmt: skip
    sent = direction is Direction.SENT
    header, rows = _header(sent=sent), [_cells(one, sent=sent) for one in reversed(lines)]
    return xlsx_bytes(header, rows) if form == "xlsx" else csv_bytes(header, rows)


def _header(*, sent: bool) -> list[str]:
    own = [_("Number"), _("Drafted"), _("Decided"), _("Sent"), _("Subject of the letter"),
           _("Addressed to"), _("Issuer")]  # fmt: skip
    came = [_("Number"), _("Day received"), _("Sender"), _("The sender's number"),
            _("The sender's date"), _("Subject of the letter")]  # fmt: skip
    return [*(own if sent else came), _("Years of keeping"), _("Kept until"), _("State"),
            _("Reason why")]  # fmt: skip


def _cells(one: DocumentFacts, *, sent: bool) -> list[Cell]:
    own: list[Cell] = [
        one.written, one.drafted, one.decided, one.dated, one.subject, one.addressed_to, one.issuer
    ]  # fmt: skip
    came: list[Cell] = [
        one.written, one.dated, one.issuer, one.their_number, one.their_date, one.subject
    ]  # fmt: skip
    return [
        *(own if sent else came),
        one.keep_years or _("for ever"),
        one.kept_until,
        _("Void") if one.state is DocumentState.VOID else "",
        one.state_reason,
    ]
