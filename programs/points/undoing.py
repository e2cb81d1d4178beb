"""What is done in the points programme taken back; the ledger itself only ever gains lines."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import Session

from programs.points import (
    activities,
    activity_answers,
    applications,
    changing,
    designation,
    earning_meetings,
    entering,
    exchanges,
    problem_acts,
    sheet_intake,
    turns,
)
from programs.points.activity_answers import Answer
from programs.points.goods import Goods
from programs.points.hosts import Ending, Host, HostDetails
from resources.journal import Line
from resources.words import _, mark
from sessions.undoing.columns import Shelf, making, restoring, withdrawing
from sessions.undoing.rules import Key, Outlook, Rule, gone, never, nothing_left

_HOST = Shelf(Host, "host")


def _look_corrected(db: Session, line: Line, _deed: Sequence[Line], /) -> Outlook:
    row = _HOST.row(db, line.object_id)
    if row is None:
        return Outlook("", hindrance=gone())
    words = _("The host {name} is as before.").format(name=row.name)
    return Outlook(words, row.name, None if _changed(row, line) else nothing_left())


def _changed(row: Any, line: Line) -> dict[str, Any]:
    """Return {column: what stood there before} of what nobody changed since."""
    before, after = line.before or {}, line.after or {}
    return {
        name: _alive(name, old)
        for name, old in before.items()
        if name in after and old != after[name] and str(getattr(row, name)) == str(after[name])
    }


def _alive(name: str, value: Any) -> Any:
    if name in {"designated", "ended", "applied", "refused"}:
        return None if value is None else date.fromisoformat(value)
    return Ending(value) if name == "ending" else value


def _correct_back(db: Session, line: Line, /, *, at: datetime, by: str) -> None:
    row = _HOST.row(db, line.object_id)
    if row is None:
        raise gone()
    back = _changed(row, line)
    if not back:
        raise nothing_left()
    if line.act == "end":
        back["ending"] = Ending.NOT
    now = {name: getattr(row, name) for name in HostDetails.__annotations__}
    entered = HostDetails(**{**now, **back})
    designation.correct(db, row.id, entered, version=row.version, at=at, by=by)


def _look_brought(db: Session, line: Line, _deed: Sequence[Line], /) -> Outlook:
    table = activities.SHEETS
    count = db.scalar(
        sa.select(sa.func.count())
        .select_from(table)
        .where(
            table.c.batch_id == line.object_id,
            ~sa.exists().where(activities.WITHDRAWN.c.sheet_id == table.c.id),
        )
    )
    words = _("{count} monthly sheets are taken back; their stamps with them.").format(count=count)
    return Outlook(words, "", None if count else nothing_left())


def _take_back(db: Session, line: Line, /, *, at: datetime, by: str) -> None:
    if said := _look_brought(db, line, ()).hindrance:
        raise said
    sheet_intake.take_back(db, line.object_id, reason=_("Taken back"), at=at, by=by)


def _look_entered(db: Session, line: Line, _deed: Sequence[Line], /) -> Outlook:
    stands = db.scalar(
        sa.select(activities.TABLE.c.id).where(
            activities.TABLE.c.id == line.object_id,
            ~sa.exists().where(activities.WITHDRAWN.c.activity_id == activities.TABLE.c.id),
        )
    )
    words = _("The activity is taken back; its stamps with it.")
    return Outlook(words, (line.after or {}).get("number", ""), None if stands else nothing_left())


def _withdraw(db: Session, line: Line, /, *, at: datetime, by: str) -> None:
    if said := _look_entered(db, line, ()).hindrance:
        raise said
    entering.withdraw(db, line.object_id, reason=_("Taken back"), at=at, by=by)


def _look_applied(db: Session, line: Line, _deed: Sequence[Line], /) -> Outlook:
    one = exchanges.get(db, line.object_id)
    words = _("The exchange of {number} is cancelled; the amount comes back.").format(
        number=one.number
    )
    done = one.state is exchanges.State.CANCELLED
    return Outlook(words, one.number, nothing_left() if done else None)


def _cancel(db: Session, line: Line, /, *, at: datetime, by: str) -> None:
    if said := _look_applied(db, line, ()).hindrance:
        raise said
    one = exchanges.get(db, line.object_id)
    exchanges.cancel(db, one.id, reason=_("Taken back"), version=one.version, at=at, by=by)


def _look_turned(db: Session, line: Line, _deed: Sequence[Line], /) -> Outlook:
    after = line.after or {}
    numbers = "、".join(filter(None, after.get("numbers", ()))) or "―"
    words = _("The registration of {number} is as before.").format(number=numbers)
    return Outlook(words, numbers, changing.hindrance(db, after.get("turns", ())))


def _turn_back(db: Session, line: Line, /, *, at: datetime, by: str) -> None:
    changing.take_back(db, (line.after or {}).get("turns", ()), at=at, by=by)


def _look_received(db: Session, line: Line, _deed: Sequence[Line], /) -> Outlook:
    words = _("The application is taken off the list.")
    waits = applications.open_ones(db, [line.object_id])
    return Outlook(words, "", None if waits else nothing_left())


def _drop(db: Session, line: Line, /, *, at: datetime, by: str) -> None:
    if said := _look_received(db, line, ()).hindrance:
        raise said
    applications.close(db, line.object_id, turns.Kind.DROPPED, at=at, by=by)


# The first act of an office writes the rules it starts with down, too; those stay.
_TURNED = Rule(_look_turned, _turn_back, covers=frozenset({("rule_version", "decide")}))


def _look_answered(db: Session, line: Line, _deed: Sequence[Line], /) -> Outlook:
    told = line.after or {}
    words = _("What was answered about the activity is taken back.")
    row = db.execute(
        sa.select(activities.TABLE.c.fact, activities.TABLE.c.year).where(
            activities.TABLE.c.id == line.object_id
        )
    ).first()
    stands = row is not None and row.fact in activity_answers.standing(db, row.year, [row.fact])
    undone = told.get("answer") == Answer.NONE or not stands
    return Outlook(words, told.get("number", ""), nothing_left() if undone else None)


def _answer_back(db: Session, line: Line, /, *, at: datetime, by: str) -> None:
    if said := _look_answered(db, line, ()).hindrance:
        raise said
    problem_acts.take_back(db, line.object_id, reason=_("Taken back"), at=at, by=by)


def _look_earning(db: Session, line: Line, _deed: Sequence[Line], /) -> Outlook:
    one = earning_meetings.of_meeting(db, line.object_id)
    words = _("The attendance of the meeting earns nothing any more.")
    stands = one is not None and one.active
    return Outlook(words, "", None if stands else nothing_left())


def _earn_no_more(db: Session, line: Line, /, *, at: datetime, by: str) -> None:
    if said := _look_earning(db, line, ()).hindrance:
        raise said
    earning_meetings.earn_no_more(db, line.object_id, at=at, by=by)


_EXCHANGED = never(
    mark("An exchange goes on, or is cancelled with its reason."),
    mark("Cancel the exchange; the amount comes back."),
)
RULES: Final[dict[Key, Rule]] = {
    ("activity", "enter"): Rule(_look_entered, _withdraw),
    ("activity", "withdraw"): never(
        mark("A reversal stays in the ledger."), mark("Enter the activity again.")
    ),
    ("exchange", "apply"): Rule(_look_applied, _cancel),
    ("exchange", "approve"): _EXCHANGED,
    ("exchange", "hand_over"): _EXCHANGED,
    ("exchange", "cancel"): never(
        mark("A cancelled exchange stays cancelled."), mark("Take a new application.")
    ),
    ("issued_statement", "issue"): never(
        mark("What a statement claimed stays on record."), mark("Print a new statement.")
    ),
    ("goods", "offer"): making(Shelf(Goods, "goods")),
    ("goods", "withdraw"): withdrawing(Shelf(Goods, "goods")),
    ("goods", "put_again"): making(Shelf(Goods, "goods")),
    ("goods", "retire"): restoring(Shelf(Goods, "goods")),
    ("goods", "move_stock"): never(
        mark("What moved in the stock stays in the book."), mark("Enter a stock-taking.")
    ),
    ("year_closing", "close"): never(
        mark("A closed year stays closed."),
        mark("Enter what is wrong as a correction of a past year."),
    ),
    ("point_entry", "correct_late"): never(
        mark("A correction of a past year stays in the ledger."),
        mark("Correct it once more, with its reason."),
    ),
    ("activity", "answer"): Rule(_look_answered, _answer_back),
    ("meeting", "let_earn"): Rule(_look_earning, _earn_no_more),
    ("meeting", "earn_no_more"): never(
        mark("The activities of the meeting were withdrawn."),
        mark("Let its attendance earn once more."),
    ),
    ("meeting", "bring_attendance"): never(
        mark("What the attendance of a closed meeting brought stays."),
        mark("Let the meeting earn no more, or correct its attendance."),
    ),
    ("card_count", "count"): never(
        mark("A count of a card stays in the book."), mark("Count the card once more.")
    ),
    ("host", "designate"): making(_HOST),
    ("host", "apply"): making(_HOST),
    ("host", "decide"): Rule(_look_corrected, _correct_back),
    ("host", "withdraw"): withdrawing(_HOST),
    ("host", "put_again"): making(_HOST),
    ("host", "correct"): Rule(_look_corrected, _correct_back),
    ("host", "end"): Rule(_look_corrected, _correct_back),
    ("monthly_sheet", "bring_in"): Rule(_look_brought, _take_back),
    ("monthly_sheet", "take_back"): never(
        mark("Monthly sheets were taken back."), mark("Bring the files in again.")
    ),
    ("rule_version", "decide"): never(
        mark("A version of the rules stays in the book."),
        mark("Decide another version; it takes the place of this one."),
    ),
    ("points_application", "receive"): Rule(_look_received, _drop),
    ("registration_turn", "register"): _TURNED,
    ("registration_turn", "change"): _TURNED,
    ("registration_turn", "close"): _TURNED,
    ("registration_turn", "take_back"): never(
        mark("A turn that was taken back stays in the book."), mark("Do it again as it should be.")
    ),
    ("inquiry", "send"): never(
        mark("A list that went to the city stays in the book."),
        mark("Enter the answer of the city, or decline the application."),
    ),
    ("inquiry", "answer"): never(
        mark("An answer of the city stays in the book."), mark("Enter the new answer.")
    ),
    ("year_target", "decide"): never(
        mark("Targets that were set stay in the book."), mark("Set the targets again.")
    ),
    ("eligibility", "answer"): never(
        mark("An answer of the city stays in the book."), mark("Enter the new answer.")
    ),
}
