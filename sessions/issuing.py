"""Issuing certificates of attendance: in batches that may be interrupted, void, 再交付."""

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from resources import calendar, journal
from resources.refusals import Refusal
from resources.words import _
from sessions import attendance, meetings, office
from sessions.certificates import (
    ATTENDANCE,
    TABLE,
    Certificate,
    CertificateContent,
    CertificateFacts,
    CertificateState,
    last_number,
    listing,
    of_record,
    unknown_certificate,
)
from sessions.meeting_rules import Act
from sessions.meetings import MeetingFacts
from sessions.office import Seal

Draw = Callable[[CertificateContent], bytes]
"""Draws one certificate; byte-identical for identical content."""


@dataclass(frozen=True, slots=True)
class Left:
    """Somebody who came and gets no certificate yet, and why: name or meeting."""

    expected_id: str
    name: str
    kana: str


@dataclass(frozen=True, slots=True)
class Batch:
    """What a batch has: certificates in 五十音 order, and who must be asked for a name first."""

    certificates: tuple[CertificateFacts, ...]
    unconfirmed: tuple[Left, ...]
    remaining: int  # how many a further call would still draw


def issue(
    db: Session,
    meeting_id: str,
    *,
    draw: Draw,
    dated: date,
    expected_ids: Iterable[str] | None = None,
    limit: int | None = None,
    at: datetime,
    by: str,
) -> Batch:
    """Give everybody who came, or `expected_ids`, a numbered and frozen certificate.

    Who has a good one keeps it: a batch that was interrupted goes on where it stopped, and
    `limit` draws that many new ones at a time. Who came unannounced waits until the name is
    confirmed; a proxy gets the certificate in their own name. Refuses a meeting that has not
    been opened.
    """
    meetings.take(db, meeting_id, Act.ISSUE_CERTIFICATES)
    meeting = meetings.show(db, meeting_id)
    wanted = None if expected_ids is None else set(expected_ids)
    came = [
        row
        for row in attendance.present(db, meeting_id)
        if wanted is None or row.expected_id in wanted
    ]
    good = {
        card.expected_id: card
        for card in listing(db, meeting_id=meeting_id)
        if card.state in {CertificateState.DRAWN, CertificateState.ISSUED}
    }
    ready = [row for row in came if row.name_confirmed or row.proxy_name]
    missing = [row for row in ready if row.expected_id not in good]
    now = missing if limit is None else missing[:limit]
    year = calendar.fiscal_year(dated)
    facts = office.get(db).details
    number = last_number(db, year)
    for row in now:
        number += 1
        content = CertificateContent(
            ATTENDANCE,
            year,
            number,
            row.proxy_name or row.name,
            "" if row.proxy_name else row.kana,
            meeting.headline,
            meeting.title,
            meeting.held_on.isoformat() if meeting.held_on else "",
            meeting.place,
            dated.isoformat(),
            _wording(facts.certificate_text, meeting),
            facts.issuer_title,
            facts.issuer_name,
            facts.seal is Seal.STAMPED,
        )
        person_id = None if row.proxy_name else row.person_id
        card = _freeze(
            content,
            draw(content),
            meeting_id=meeting_id,
            expected_id=row.expected_id,
            person_id=person_id,
            dated=dated,
            at=at,
            by=by,
        )
        db.add(card)
        good[row.expected_id] = of_record(card)
    db.flush()
    if now:
        after = {"certificates": [good[row.expected_id].id for row in now]}
        journal.write(db, "issue", "meeting", meeting_id, at=at, by=by, after=after)
    return Batch(
        tuple(good[row.expected_id] for row in ready if row.expected_id in good),
        tuple(
            Left(row.expected_id, row.name, row.kana)
            for row in came
            if not row.name_confirmed and not row.proxy_name
        ),
        len(missing) - len(now),
    )


def _wording(wanted: str, meeting: MeetingFacts) -> str:
    """Return the office's own words with {meeting} and {date} filled in, or the house's."""
    words = wanted.strip() or _("We certify that you took part in {meeting} on {date}.")
    day = calendar.wareki(meeting.held_on) if meeting.held_on else ""
    # No str.format on what a person wrote: only these two places are ever filled.
    return words.replace("{meeting}", meeting.headline).replace("{date}", day)


def confirm(db: Session, certificate_ids: Iterable[str], *, at: datetime, by: str) -> int:
    """Note that drawn certificates came out of the printer well; returns how many are new."""
    ids = list(certificate_ids)
    drawn = list(
        db.scalars(
            sa.select(Certificate).where(
                TABLE.c.id.in_(ids), TABLE.c.state == CertificateState.DRAWN
            )
        )
    )
    for card in drawn:
        _move(card, CertificateState.ISSUED, "", at, by)
    db.flush()
    if drawn:
        after = {"certificates": [card.id for card in drawn]}
        journal.write(db, "confirm", "certificate", drawn[0].id, at=at, by=by, after=after)
    return len(drawn)


def void(db: Session, certificate_id: str, *, reason: str, at: datetime, by: str) -> None:
    """Make a certificate void; its number stays taken. Refuses an empty reason."""
    card = _good(db, certificate_id)
    if not reason.strip():
        raise Refusal(_("The reason is missing."), _("Write in a few words why."))
    before = {"state": card.state, "state_reason": card.state_reason}
    _move(card, CertificateState.VOID, reason.strip(), at, by)
    db.flush()
    after = {"state": card.state, "state_reason": card.state_reason}
    journal.write(db, "void", "certificate", card.id, at=at, by=by, before=before, after=after)


def reissue(
    db: Session,
    certificate_id: str,
    *,
    draw: Draw,
    reissued_on: date,
    at: datetime,
    by: str,
) -> CertificateFacts:
    """Issue a 再交付: the same number, words and date, with the day of reissue beside them."""
    old = _good(db, certificate_id)
    _move(old, CertificateState.REPLACED, "", at, by)
    db.flush()
    words = {**json.loads(old.words), "reissued_on": reissued_on.isoformat()}
    content = CertificateContent(**words)
    new = _freeze(
        content,
        draw(content),
        meeting_id=old.meeting_id,
        expected_id=old.expected_id,
        person_id=old.person_id,
        dated=old.dated,
        at=at,
        by=by,
    )
    new.copy_number, new.replaces = old.copy_number + 1, old.id
    db.add(new)
    db.flush()
    journal.write(db, "reissue", "certificate", new.id, at=at, by=by, after={"replaces": old.id})
    return of_record(new)


def _freeze(
    content: CertificateContent,
    drawn: bytes,
    *,
    meeting_id: str,
    expected_id: str,
    person_id: str | None,
    dated: date,
    at: datetime,
    by: str,
) -> Certificate:
    return Certificate(
        series=content.series,
        fiscal_year=content.fiscal_year,
        number=content.number,
        copy_number=0,
        state=CertificateState.DRAWN,
        meeting_id=meeting_id,
        expected_id=expected_id,
        person_id=person_id,
        dated=dated,
        words=json.dumps(asdict(content), ensure_ascii=False, sort_keys=True),
        pdf=drawn,
        sha256=hashlib.sha256(drawn).hexdigest(),
        recorded_at=at,
        recorded_by=by,
    )


def _move(card: Certificate, state: CertificateState, reason: str, at: datetime, by: str) -> None:
    card.state, card.state_reason = state, reason
    card.version += 1
    card.recorded_at, card.recorded_by = at, by


def _good(db: Session, certificate_id: str) -> Certificate:
    card = db.get(Certificate, certificate_id, with_for_update=True)
    if card is None:
        raise unknown_certificate()
    if card.state not in {CertificateState.DRAWN, CertificateState.ISSUED}:
        raise Refusal(
            _("This certificate is no longer good."), _("Take the newest one of this person.")
        )
    return card
