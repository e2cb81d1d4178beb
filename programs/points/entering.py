"""Activities entered one at a time: card and host at the desk, a stamp card counted, by hand."""

from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from programs.points import activities, closed_years, hosts, ledger, rule_sets, settling
from programs.points.activities import TABLE, WITHDRAWN, WORDS, Activity, Source
from programs.points.judging import Deed, Judged
from resources import calendar, journal
from resources.records import new_id, touch
from resources.refusals import Refusal
from resources.words import _


@dataclass(frozen=True)
class Entered:
    """One activity as it is entered; times are minutes since midnight."""

    number: str
    host_id: str
    day: date
    minutes: int
    begins: int | None = None
    content: str = ""
    source: Source = Source.HAND
    card_forgotten: bool = False
    confirmed: bool = False  # by the host
    stamps: int | None = None  # in place of what the minutes earn, with a reason
    reason: str = ""
    note: str = ""


def enter(db: Session, entered: Entered, *, key: str = "", at: datetime, by: str) -> str:
    """Enter one activity, settle its year and return its id; `key` entered again changes nothing.

    Refused are no minutes, a day to come, stamps by hand without a reason, a closed year, and
    a host nobody knows. What cannot count is kept and told by the balance, not refused.
    """
    if key:
        known = db.scalar(sa.select(TABLE.c.id).where(TABLE.c.key == key))
        if known is not None:
            return str(known)
    if not 0 < entered.minutes <= 24 * 60:
        raise Refusal(_("The minutes are not right."), _("Enter how long it took, in minutes."))
    if entered.day > at.date():
        raise Refusal(_("That day is still to come."), _("Enter the day on which it happened."))
    if entered.stamps is not None and not entered.reason.strip():
        raise Refusal(
            _("Stamps given by hand need their reason."), _("Write why, then do it again.")
        )
    host = hosts.get(db, entered.host_id)
    year = rule_sets.year_of(db, entered.day)
    closed_years.ensure_open(db, year)
    ends = None if entered.begins is None else entered.begins + entered.minutes
    made = keep(
        db, entered.source, key=key, number=entered.number, host_id=entered.host_id,
        place=hosts.name_key(host.name), day=entered.day, begins=entered.begins, ends=ends,
        minutes=entered.minutes, content=entered.content, stamps=entered.stamps, year=year,
        card_forgotten=entered.card_forgotten, confirmed=entered.confirmed, note=entered.note,
        reason=entered.reason, at=at, by=by,
    )  # fmt: skip
    journal.write(
        db, "enter", "activity", made, at=at, by=by,
        after={"number": entered.number, "day": entered.day.isoformat(),
               "minutes": entered.minutes, "host": host.name},
    )  # fmt: skip
    settling.settle(db, year, [entered.number], at=at, by=by)
    return made


def keep(
    db: Session,
    source: Source,
    *,
    key: str = "",
    number: str,
    host_id: str | None,
    place: str,
    day: date,
    begins: int | None,
    ends: int | None,
    minutes: int,
    content: str = "",
    stamps: int | None = None,
    year: int,
    card_forgotten: bool = False,
    confirmed: bool = False,
    note: str = "",
    reason: str = "",
    at: datetime,
    by: str,
) -> str:
    """Keep one activity that no sheet reports and return its id; whoever calls settles the year.

    `place` says where it was, so that the same reported twice is known as one.
    """
    made = new_id()
    db.execute(
        sa.insert(TABLE).values(
            id=made, recorded_at=at, recorded_by=by, source=source, key=key or made,
            fact=activities.fact_of(number, place, day, begins, ends, minutes),
            sheet_id=None, line=0, number=number, host_id=host_id, day=day, begins=begins,
            ends=ends, minutes=minutes, content=content[:120], problem="",
            card_forgotten=card_forgotten, confirmed=confirmed, approved=False, stamps=stamps,
            year=year,
        )
    )  # fmt: skip
    if note or reason:
        db.execute(
            sa.insert(WORDS).values(
                id=made, written="", name="", note=note[:200], text="",
                reason=reason.strip()[:400],
            )
        )  # fmt: skip
    touch(db, Activity)
    return made


@dataclass(frozen=True)
class Foreseen:
    """What an activity would count for if it were entered now; nothing is written."""

    recorded: int
    counted: int
    causes: tuple[str, ...]  # words of sheet_intake.WORDS
    added: int  # to the balance: less than it counts where it takes the place of another
    total: int  # the balance then
    closed: bool  # the year takes no activity any more


def foreseen(db: Session, entered: Entered, *, at: datetime) -> Foreseen:
    """Return what `entered` would count for, judged with everything else of its year."""
    year = rule_sets.year_of(db, entered.day)
    ends = None if entered.begins is None else entered.begins + entered.minutes
    deed = Deed(
        id="", fact="", number=entered.number, name="", host_id=entered.host_id, day=entered.day,
        begins=entered.begins, ends=ends, minutes=entered.minutes, content=entered.content,
        card_forgotten=entered.card_forgotten, confirmed=entered.confirmed,
        entered=calendar.day_of(at), stamps=entered.stamps, place="~",
    )  # fmt: skip
    found = settling.judged(db, year, [entered.number], supposed=[deed]).judged
    this: Judged = next(one for one in found if one.deed is deed)
    mine = sum(one.counted for one in found if one.deed.number == entered.number)
    posted = ledger.posted(db, year, [entered.number]).values()
    added = mine - sum(one.counted for one in posted)
    stood = ledger.balances(db, year, [entered.number]).get(entered.number)
    total = (stood.counted if stood is not None else 0) + added
    causes = tuple(dict.fromkeys([*([this.cause] if this.cause else []), *this.notes]))
    closed = closed_years.is_closed(db, year)
    return Foreseen(this.recorded, this.counted, causes, added, total, closed)


def withdraw(db: Session, activity_id: str, *, reason: str, at: datetime, by: str) -> None:
    """Withdraw one activity; the ledger gains the reversal.

    Refused are no reason, an activity that is gone already, and a closed year.
    """
    row = db.execute(sa.select(TABLE).where(TABLE.c.id == activity_id)).first()
    gone = db.scalar(sa.select(WITHDRAWN.c.id).where(WITHDRAWN.c.activity_id == activity_id))
    if row is None or gone is not None:
        raise Refusal(_("This activity does not stand any more."), _("Look at the list again."))
    if not reason.strip():
        raise Refusal(_("A reversal needs its reason."), _("Write why, then do it again."))
    closed_years.ensure_open(db, row.year)
    activities.withdraw_rows(db, [activity_id], reason=reason.strip(), at=at, by=by)
    journal.write(
        db, "withdraw", "activity", activity_id, at=at, by=by,
        before={"number": row.number, "day": str(row.day)}, after={"reason": reason.strip()[:400]},
    )  # fmt: skip
    settling.settle(db, row.year, [row.number], reason=reason.strip()[:400], at=at, by=by)
