"""Acts on cards, certificates and printing taken back; what is on paper stays on paper."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from resources import journal
from resources.journal import Line
from resources.records import touch
from resources.refusals import Refusal
from resources.words import _, mark
from sessions import certificates, passes
from sessions.certificates import Certificate, CertificateState
from sessions.passes import Pass
from sessions.undoing.columns import RESTORE, Shelf, differences, put, restoring
from sessions.undoing.rules import ANY, Key, Outlook, Rule, gone, never, nothing_left

_CERTIFICATE = Shelf(Certificate, "certificate")
_PASS = Shelf(Pass, "pass")
_GOOD = (CertificateState.DRAWN, CertificateState.ISSUED)


def _ids(line: Line, name: str) -> list[str]:
    return list((line.after or {}).get(name, ()))


def _cards(db: Session, line: Line, *, valid: bool) -> list[str]:
    """Return the cards of an act that are valid now, or those that are not."""
    table = passes.TABLE.c
    state = table.revoked_at.is_(None) if valid else table.revoked_at.is_not(None)
    query = sa.select(table.id).where(table.id.in_(_ids(line, "passes")), state)
    return list(db.scalars(query.order_by(table.id)))


def _label(db: Session, ids: Sequence[str]) -> str:
    return passes.show(db, ids[0]).label if len(ids) == 1 else ""


def _look_made(db: Session, line: Line, _deed: Sequence[Line], /) -> Outlook:
    ids = _cards(db, line, valid=True)
    words = _("{count} cards become invalid, also where they are printed.").format(count=len(ids))
    return Outlook(words, _label(db, ids), None if ids else nothing_left())


def _unmake(db: Session, line: Line, /, *, at: datetime, by: str) -> None:
    ids = _cards(db, line, valid=True)
    if not ids:
        raise nothing_left()
    table = passes.TABLE
    rows = db.execute(
        sa.select(table.c.id, table.c.replaces).where(
            table.c.id.in_(ids), table.c.replaces.is_not(None)
        )
    )
    replaced = {row.id: row.replaces for row in rows}
    _write(
        db, ids, {"revoked_at": at, "revoked_reason": _("Taken back"), "replaces": None},
        at=at, by=by,
    )  # fmt: skip
    journal.write(
        db, "revoke", "pass", ids[0], at=at, by=by,
        before={"replaces": replaced}, after={"passes": ids, "reason": _("Taken back")},
    )  # fmt: skip


def _look_revoked(db: Session, line: Line, _deed: Sequence[Line], /) -> Outlook:
    ids = _cards(db, line, valid=False)
    words = _("{count} cards are valid again.").format(count=len(ids))
    return Outlook(words, _label(db, ids), None if ids else nothing_left())


def _revoke_back(db: Session, line: Line, /, *, at: datetime, by: str) -> None:
    ids = _cards(db, line, valid=False)
    if not ids:
        raise nothing_left()
    _write(db, ids, {"revoked_at": None, "revoked_reason": ""}, at=at, by=by)
    for card, old in (line.before or {}).get("replaces", {}).items():
        _write(db, [card], {"replaces": old}, at=at, by=by)
    journal.write(db, "issue", "pass", ids[0], at=at, by=by, after={"passes": ids})


def _write(
    db: Session, ids: Sequence[str], values: dict[str, Any], *, at: datetime, by: str
) -> None:
    table = passes.TABLE
    db.execute(
        sa.update(table)
        .where(table.c.id.in_(ids))
        .values(**values, version=table.c.version + 1, recorded_at=at, recorded_by=by)
    )
    db.expire_all()
    touch(db, Pass)


def _papers(db: Session, line: Line, *states: CertificateState) -> list[str]:
    table = certificates.TABLE.c
    query = sa.select(table.id).where(
        table.id.in_(_ids(line, "certificates")), table.state.in_(states)
    )
    return list(db.scalars(query.order_by(table.id)))


def _look_issued(db: Session, line: Line, _deed: Sequence[Line], /) -> Outlook:
    ids = _papers(db, line, *_GOOD)
    words = _("{count} certificates become void; their numbers stay taken.")
    return Outlook(words.format(count=len(ids)), "", None if ids else nothing_left())


def _void_all(db: Session, line: Line, /, *, at: datetime, by: str) -> None:
    ids = _papers(db, line, *_GOOD)
    if not ids:
        raise nothing_left()
    _state(db, ids, CertificateState.VOID, _("Taken back"), at=at, by=by)
    after = {"certificates": ids}
    journal.write(db, "void_all", "certificate", ids[0], at=at, by=by, after=after)


def _look_void_all(db: Session, line: Line, _deed: Sequence[Line], /) -> Outlook:
    ids = _papers(db, line, CertificateState.VOID)
    words = _("{count} certificates are good again.").format(count=len(ids))
    return Outlook(words, "", _double(db, ids) if ids else nothing_left())


def _double(db: Session, ids: Sequence[str]) -> Refusal | None:
    """Refuse where somebody has a newer good certificate of the same meeting."""
    table, newer = certificates.TABLE.c, certificates.TABLE.alias("newer")
    query = (
        sa.select(sa.func.count())
        .select_from(
            certificates.TABLE.join(
                newer,
                sa.and_(newer.c.series == table.series, newer.c.expected_id == table.expected_id),
            )
        )
        .where(table.id.in_(ids), newer.c.state.in_(_GOOD))
    )
    if db.scalar(query):
        return Refusal(
            _("A newer certificate was issued since."), _("Make the newer one void first.")
        )
    return None


def _good_again(db: Session, line: Line, /, *, at: datetime, by: str) -> None:
    ids = _papers(db, line, CertificateState.VOID)
    if not ids:
        raise nothing_left()
    if said := _double(db, ids):
        raise said
    meeting = db.scalar(
        sa.select(certificates.TABLE.c.meeting_id).where(certificates.TABLE.c.id == ids[0])
    )
    _state(db, ids, CertificateState.DRAWN, "", at=at, by=by)
    after = {"certificates": ids}
    journal.write(db, "issue", "meeting", str(meeting), at=at, by=by, after=after)


def _look_confirmed(db: Session, line: Line, _deed: Sequence[Line], /) -> Outlook:
    ids = _papers(db, line, CertificateState.ISSUED)
    words = _("{count} certificates count as not printed yet.").format(count=len(ids))
    return Outlook(words, "", None if ids else nothing_left())


def _unconfirm(db: Session, line: Line, /, *, at: datetime, by: str) -> None:
    ids = _papers(db, line, CertificateState.ISSUED)
    if not ids:
        raise nothing_left()
    _state(db, ids, CertificateState.DRAWN, "", at=at, by=by)
    after = {"certificates": ids}
    journal.write(db, "unconfirm", "certificate", ids[0], at=at, by=by, after=after)


def _look_unconfirmed(db: Session, line: Line, _deed: Sequence[Line], /) -> Outlook:
    ids = _papers(db, line, CertificateState.DRAWN)
    words = _("{count} certificates count as printed again.").format(count=len(ids))
    return Outlook(words, "", None if ids else nothing_left())


def _confirm_again(db: Session, line: Line, /, *, at: datetime, by: str) -> None:
    ids = _papers(db, line, CertificateState.DRAWN)
    if not ids:
        raise nothing_left()
    _state(db, ids, CertificateState.ISSUED, "", at=at, by=by)
    after = {"certificates": ids}
    journal.write(db, "confirm", "certificate", ids[0], at=at, by=by, after=after)


def _state(
    db: Session, ids: Sequence[str], state: CertificateState, reason: str, *, at: datetime, by: str
) -> None:
    table = certificates.TABLE
    db.execute(
        sa.update(table)
        .where(table.c.id.in_(ids))
        .values(
            state=state,
            state_reason=reason,
            version=table.c.version + 1,
            recorded_at=at,
            recorded_by=by,
        )
    )
    db.expire_all()
    touch(db, Certificate)


def _look_void(db: Session, line: Line, _deed: Sequence[Line], /) -> Outlook:
    words = _("The certificate is good again.")
    row = _CERTIFICATE.row(db, line.object_id)
    if row is None:
        return Outlook(words, hindrance=gone())
    back, _left = differences(_CERTIFICATE, row, line)
    said = _double(db, [row.id]) if back else nothing_left()
    return Outlook(words, "", said)


def _unvoid(db: Session, line: Line, /, *, at: datetime, by: str) -> None:
    if said := _look_void(db, line, ()).hindrance:
        raise said
    row = _CERTIFICATE.row(db, line.object_id)
    back, _left = differences(_CERTIFICATE, row, line)
    put(db, _CERTIFICATE, row, back, at=at, by=by)


_PRINTED = never(
    mark("What the printer has put on paper stays on paper."),
    mark("Destroy the sheets; a card or a certificate is made invalid where it stands."),
)
RULES: dict[Key, Rule] = {
    ("pass", "issue"): Rule(_look_made, _unmake),
    ("pass", "revoke"): Rule(_look_revoked, _revoke_back),
    ("pass", "share"): restoring(_PASS),
    ("pass", RESTORE): restoring(_PASS),
    ("meeting", "issue"): Rule(_look_issued, _void_all),
    ("certificate", "void_all"): Rule(_look_void_all, _good_again),
    ("certificate", "confirm"): Rule(_look_confirmed, _unconfirm),
    ("certificate", "unconfirm"): Rule(_look_unconfirmed, _confirm_again),
    ("certificate", "void"): Rule(_look_void, _unvoid),
    ("certificate", RESTORE): restoring(_CERTIFICATE),
    ("certificate", "reissue"): never(
        mark("A paper with a number has been issued again."),
        mark("Make the new certificate void, on the page of the meeting."),
    ),
    ("sheet_page", "lay_out"): _PRINTED,
    (ANY, "print"): _PRINTED,
    (ANY, "export"): never(
        mark("A list that left the house cannot be called back."),
        mark("Delete the file where it was saved."),
    ),
    **{("print_run", act): _PRINTED for act in ("print", "sent", "stopped", "done", "given_up")},
}
