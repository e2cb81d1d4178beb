"""What the letters of a meeting say: notices of 延期 and 中止, gathered from the records."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from resources import calendar
from resources.refusals import Refusal
from resources.words import _
from sessions import (
    composing,
    letter_fields,
    meetings,
    notices,
    office,
    sheets,
    suppression,
    templates,
)
from sessions.composing import Sending
from sessions.meeting_rules import State
from sessions.meetings import MeetingFacts
from sessions.notices import NoticeFacts
from sessions.papers.notice import Addressee, Change, Notice
from sessions.person_tables import PERSON
from sessions.suppression import Use


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Somebody to whom no letter goes, and why."""

    key: str
    name: str
    kana: str
    why: str


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
    title, greeting, says_reason = _own_wording(db, meeting_id, written, off=off)
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
        reason="" if says_reason else meeting.state_reason,
        title=title,
        greeting=greeting,
    )


def _own_wording(
    db: Session, meeting_id: str, written: date, *, off: bool
) -> tuple[str, str, bool]:
    """Return title and greeting as the office words them, "" while it does not.

    The facts below 記 stand on the paper already. The last tells that the reason is said.
    """
    wording = templates.show(db, "cancelled" if off else "postponed")
    if not wording.edition:
        return "", "", False
    greeting = wording.body.partition("\n記\n")[0].strip("\n")
    sending = Sending(wording.letter, (), written, meeting_id)
    values = composing.values(db, sending) | dict.fromkeys(("name", "names"), _("All of you"))
    said = "reason" in letter_fields.used(greeting)
    return (
        letter_fields.fill(wording.subject, values),
        letter_fields.fill(greeting, values),
        said,
    )


def left_out(
    db: Session, meeting_id: str, *, notice_ids: Sequence[str] | None = None
) -> tuple[LeftOut, ...]:
    """Return to whom no letter goes although they are to be told, and why."""
    listed = notices.listing(db, meeting_id)
    chosen = [one for one in listed if notice_ids is None or one.id in set(notice_ids)]
    stopped = suppression.withheld(
        db, [one.person_id for one in chosen if one.person_id], Use.LETTER
    )
    return tuple(
        LeftOut(one.id, one.name or one.kana, one.kana, stopped[one.person_id].words)
        for one in chosen
        if one.person_id in stopped
    )


def _before(meeting: MeetingFacts, *, off: bool) -> str:
    day = meeting.held_on if off else meeting.postponed_from
    return "" if day is None else calendar.wareki_with_weekday(day)


def _addressees(db: Session, chosen: Sequence[NoticeFacts]) -> list[Addressee]:
    """Return who gets a letter; whoever is withheld gets none, or gets it where it is safe."""
    ids = [one.person_id for one in chosen if one.person_id]
    query = sa.select(PERSON.c.id, PERSON.c.zip, PERSON.c.address)
    known = {row.id: row for row in db.execute(query.where(PERSON.c.id.in_(ids)))}
    held = suppression.standing(db, ids)
    letters = []
    for one in chosen:
        person = known.get(one.person_id or "")
        if person is None:
            letters.append(Addressee(one.name or one.kana))
            continue
        standing = held.get(person.id)
        if standing is not None and standing.stops(Use.LETTER):
            continue
        hidden = standing is not None and standing.hidden
        code, address = standing.safe if standing and hidden else (person.zip, person.address)
        letters.append(Addressee(one.name or one.kana, f"〒{code}" if code else "", address))
    return letters
