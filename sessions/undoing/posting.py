"""Acts on addresses and papers taken back: how somebody is addressed goes back to what it was."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from resources.journal import Line
from resources.words import _, mark
from sessions import addressing, approvals, document_dates, documents, mailing_lists, templates
from sessions.addressing import Honorific
from sessions.document_dates import Days
from sessions.document_series import DocumentSeries
from sessions.issuers import Issuer
from sessions.undoing.columns import (
    REPLACE,
    RESTORE,
    WITHDRAW,
    Shelf,
    alive,
    making,
    plain,
    restoring,
    withdrawing,
)
from sessions.undoing.rules import Key, Outlook, Rule, never, nothing_left


def _look_addressed(db: Session, line: Line, _deed: Sequence[Line], /) -> Outlook:
    now = addressing.known(db).get(line.object_id)
    name = _name(db, line.object_id)
    words = _("{name} is addressed as before.").format(name=name)
    stands = now is not None and now.value == (line.after or {}).get("honorific")
    return Outlook(words, name, None if stands else nothing_left())


def _address_back(db: Session, line: Line, /, *, at: datetime, by: str) -> None:
    # Without a word of their own people were addressed with the usual one.
    usual = Honorific.SAMA if _person(db, line.object_id) else Honorific.ONCHU
    before = Honorific((line.before or {}).get("honorific") or usual)
    addressing.address_as(db, line.object_id, before, at=at, by=by)


def _person(db: Session, subject_id: str) -> str:
    found = mailing_lists.entries(db, [mailing_lists.person(subject_id)])
    return found[0].name if found else ""


def _name(db: Session, subject_id: str) -> str:
    found = mailing_lists.entries(db, [mailing_lists.organisation(subject_id)])
    return _person(db, subject_id) or (found[0].name if found else "")


def _look_worded(db: Session, line: Line, _deed: Sequence[Line], /) -> Outlook:
    before, after = line.before or {}, line.after or {}
    name = after.get("name", "")
    now = templates.show(db, line.object_id)
    words = _("The wording of “{name}” goes back to what it was.").format(name=name)
    if not before:
        words = _("“{name}” is taken out of use.").format(name=name)
    stands = now.edition == after.get("edition")
    return Outlook(words, name, None if stands else nothing_left())


def _word_back(db: Session, line: Line, /, *, at: datetime, by: str) -> None:
    before = line.before or {}
    if before:
        templates.put_back(db, line.object_id, before["edition"], at=at, by=by)
    else:
        templates.retire(db, line.object_id, at=at, by=by)


def _look_boxes(db: Session, line: Line, _deed: Sequence[Line], /) -> Outlook:
    titles = (line.before or {}).get("titles", ())
    stands = list(approvals.titles(db)) == list((line.after or {}).get("titles", ()))
    words = _("The boxes are again: {titles}").format(titles="、".join(titles))
    return Outlook(words, "", None if stands else nothing_left())


def _boxes_back(db: Session, line: Line, /, *, at: datetime, by: str) -> None:
    approvals.set_titles(db, (line.before or {}).get("titles", ()), at=at, by=by)


def _look_days(db: Session, line: Line, _deed: Sequence[Line], /) -> Outlook:
    one = documents.show(db, line.object_id)
    words = _("{number} has its days as before.").format(number=one.written)
    stands = plain(document_dates.said(document_dates.known(one)))
    after = line.after or {}
    changed = any(after.get(name) != day for name, day in stands.items())
    hindrance = nothing_left() if changed else document_dates.stays(one)
    return Outlook(words, one.written, hindrance)


def _days_back(db: Session, line: Line, /, *, at: datetime, by: str) -> None:
    columns, before = documents.TABLE.c, line.before or {}
    days = {name: alive(columns[name], before[name]) for name in document_dates.WORDS}
    version = documents.show(db, line.object_id).version
    document_dates.enter(db, line.object_id, Days(**days), version=version, at=at, by=by)


_SERIES, _ISSUER = Shelf(DocumentSeries, "document_series"), Shelf(Issuer, "issuer")
_STAYS = never(
    mark("A number that was given stays taken."), mark("Make it void in the register of numbers.")
)
RULES: dict[Key, Rule] = {
    ("addressing", "address"): Rule(_look_addressed, _address_back),
    ("letter_wording", "word"): Rule(_look_worded, _word_back),
    ("approval_box", "describe"): Rule(_look_boxes, _boxes_back),
    ("document", "number"): _STAYS,
    ("document", "branch"): _STAYS,
    ("document", "correct"): Rule(_look_days, _days_back),
    ("document", "void"): never(
        mark("A void number stays void."), mark("Take a new number for the paper.")
    ),
    ("mailing", "issue"): never(
        mark("Letters that were issued are kept as they were."),
        mark("Make their number void in the register of numbers."),
    ),
    **{
        (shelf.kind, act): rule
        for shelf in (_SERIES, _ISSUER)
        for act, rule in (
            ("enrol", making(shelf)),
            ("correct", restoring(shelf)),
            ("retire", restoring(shelf)),
            (RESTORE, restoring(shelf)),
            (WITHDRAW, withdrawing(shelf)),
            (REPLACE, making(shelf)),
        )
    },
}
