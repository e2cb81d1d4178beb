"""What the letters of a meeting say: notices of 延期 and 中止, gathered from the records."""

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from resources import calendar
from resources.refusals import Refusal
from resources.words import _
from sessions import meetings, notices, office, sheets
from sessions.meeting_rules import State
from sessions.meetings import MeetingFacts
from sessions.notices import NoticeFacts
from sessions.papers.notice import Addressee, Change, Notice
from sessions.person_tables import PERSON


def notice(
    db: Session, meeting_id: str, *, written: date, notice_ids: Sequence[str] | None = None
) -> Notice:
    """Return the letters about the last 延期 or 中止 of a meeting, one for each addressee.

    `written` is the day on the letter; `notice_ids` chooses some. Refuses a meeting that was
    neither put off nor cancelled.
    """
    meeting = meetings.show(db, meeting_id)
    listed = notices.listing(db, meeting_id)
    if not meeting.notice_round:
        raise Refusal(
            _("This meeting was neither put off nor cancelled."), _("There is nothing to tell.")
        )
    chosen = [one for one in listed if notice_ids is None or one.id in set(notice_ids)]
    facts = office.get(db).details
    off = meeting.state is State.CANCELLED
    return Notice(
        change=Change.CANCELLED if off else Change.POSTPONED,
        meeting=meeting.headline,
        was=_before(meeting, off=off),
        where=sheets.where(meeting),
        written=calendar.wareki(written),
        issuer="\n".join(filter(None, (facts.name, facts.issuer_title, facts.issuer_name))),
        contact=_("{name}, telephone {phone}").format(name=facts.name, phone=facts.phone)
        if facts.phone
        else facts.name,
        people=tuple(_addressees(db, chosen)),
        now="" if off or meeting.held_on is None else sheets.when(meeting),
        reason=meeting.state_reason,
    )


def _before(meeting: MeetingFacts, *, off: bool) -> str:
    day = meeting.held_on if off else meeting.postponed_from
    return "" if day is None else calendar.wareki_with_weekday(day)


def _addressees(db: Session, chosen: Sequence[NoticeFacts]) -> list[Addressee]:
    """Return who gets a letter; whoever has left the office's care gets none."""
    ids = [one.person_id for one in chosen if one.person_id]
    query = sa.select(PERSON.c.id, PERSON.c.zip, PERSON.c.address, PERSON.c.left_on)
    known = {row.id: row for row in db.execute(query.where(PERSON.c.id.in_(ids)))}
    letters = []
    for one in chosen:
        person = known.get(one.person_id or "")
        if person is None:
            letters.append(Addressee(one.name or one.kana))
        elif person.left_on is None:
            zip_code = f"〒{person.zip}" if person.zip else ""
            letters.append(Addressee(one.name or one.kana, zip_code, person.address))
    return letters
