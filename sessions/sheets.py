"""What the papers of a meeting say: their contents, gathered from the records."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from resources import calendar, codes
from resources.labels import Feed
from resources.words import _
from sessions import agenda, attendance, meetings, passes, rosters, suppression
from sessions.attendance import Present
from sessions.certificates import CertificateContent
from sessions.door_log import Way
from sessions.issuing import Draw
from sessions.meetings import MeetingFacts
from sessions.papers import participation_certificate
from sessions.papers.agenda_sheet import AgendaSheet, Item
from sessions.papers.attendance_list import AttendanceList, Attendee
from sessions.papers.cards import Card, Cards
from sessions.papers.name_tags import BlankTag, NameTag, NameTags
from sessions.papers.participation_certificate import ParticipationCertificate
from sessions.papers.sign_in_sheet import Line, SignInSheet
from sessions.passes import PassFacts
from sessions.rosters import Reply
from sessions.suppression import Use


def when(meeting: MeetingFacts) -> str:
    """Return day and time as residents read them: 令和8年5月19日（火） 10:00〜12:00."""
    if meeting.held_on is None:
        return _("Date not decided")
    day = calendar.wareki_with_weekday(meeting.held_on)
    if meeting.begins is None:
        return day
    begins = f"{meeting.begins:%H:%M}"
    if meeting.ends is None:
        return _("{date}, from {begins}").format(date=day, begins=begins)
    return _("{date}, {begins} to {ends}").format(
        date=day, begins=begins, ends=f"{meeting.ends:%H:%M}"
    )


def where(meeting: MeetingFacts) -> str:
    """Return place and room."""
    return "　".join(part for part in (meeting.place, meeting.room) if part)


def agenda_sheet(
    db: Session, meeting_id: str, *, issuer: str = "", size: float = 12
) -> AgendaSheet:
    """Return the 次第 of a meeting; `size` is in points."""
    meeting = meetings.show(db, meeting_id)
    items = tuple(
        Item(item.title, item.who, item.minutes) for item in agenda.show(db, meeting_id).items
    )
    return AgendaSheet(
        _name(meeting), when(meeting), where(meeting), meeting.purpose, items, issuer, size
    )


def sign_in_sheet(
    db: Session, meeting_id: str, *, page_codes: Sequence[str], contact: str = ""
) -> SignInSheet:
    """Return the 受付簿; `page_codes` has a code for each page (`sign_in_sheet.page_count`)."""
    meeting = meetings.show(db, meeting_id)
    people = tuple(
        Line(_shown(line.name, line.kana), line.kana if line.name else "", line.district,
             _remark(line))
        for line in rosters.listing(db, meeting_id, use=Use.SHEET)
    )  # fmt: skip
    return SignInSheet(
        _name(meeting), when(meeting), where(meeting), tuple(page_codes), people, contact
    )


def name_tags(
    db: Session,
    meeting_id: str,
    *,
    blanks: Sequence[PassFacts] = (),
    expected_ids: Sequence[str] | None = None,
    feed: Feed | None = None,
) -> NameTags:
    """Return the tags of a meeting in the order of its list, blank cards on the last places.

    Only people with a valid tag are on it (`passes.issue_tags` first); `expected_ids` chooses
    some of them.
    """
    meeting = meetings.show(db, meeting_id)
    cards = passes.of_meeting(db, meeting_id)
    wanted = cards.keys() if expected_ids is None else cards.keys() & set(expected_ids)
    tags: list[NameTag | BlankTag] = [
        NameTag(
            _shown(line.name, line.kana),
            line.kana if line.name else "",
            line.district,
            cards[line.id].code,
            cards[line.id].label,
        )
        for line in rosters.listing(db, meeting_id, use=Use.CARD)
        if line.id in wanted
    ]
    tags += [BlankTag(card.code, card.label) for card in blanks]
    return NameTags(_name(meeting), tuple(tags), feed or Feed())


def cards(
    issued: Sequence[PassFacts],
    people: Sequence[tuple[str, str]],
    *,
    office: str,
    lost: str = "",
    feed: Feed | None = None,
) -> Cards:
    """Return personal cards; `people` gives (name, kana) in the order of `issued`."""
    drawn = tuple(
        Card(card.code, card.label, name, kana)
        for card, (name, kana) in zip(issued, people, strict=True)
    )
    return Cards(office, drawn, lost, feed or Feed())


def attendance_list(
    db: Session, meeting_id: str, *, stamps: Sequence[str] = (), issuer: str = ""
) -> AttendanceList:
    """Return the 出席者名簿: who came, who is missing, who is not matched with the register."""
    meeting = meetings.show(db, meeting_id)
    came = attendance.present(db, meeting_id)
    missing = tuple(
        Attendee(_shown(line.name, line.kana), line.kana if line.name else "", line.district,
                 remark=_("Declined") if line.reply is Reply.NO else "")
        for line in suppression.without(db, attendance.missing(db, meeting_id), Use.EXPECT)
    )  # fmt: skip
    return AttendanceList(
        _name(meeting),
        when(meeting),
        where(meeting),
        tuple(_attendee(row) for row in came if row.person_id is not None),
        missing,
        tuple(_attendee(row) for row in came if row.person_id is None),
        attendance.counts(db, meeting_id).expected,
        len({row.id for row in came}),
        len(came),
        tuple(stamps),
        issuer,
    )


def certificate_drawing(*, colour: bool = True) -> Draw:
    """Return what `issuing.issue` and `issuing.reissue` draw each certificate with."""

    def draw(content: CertificateContent) -> bytes:
        return participation_certificate.draw(participation(content, colour=colour))

    return draw


def participation(content: CertificateContent, *, colour: bool = True) -> ParticipationCertificate:
    """Return the 参加証 of frozen words, dates and number as they are read on paper."""
    reissued = ""
    if content.reissued_on:
        reissued = calendar.wareki(date.fromisoformat(content.reissued_on))
    return ParticipationCertificate(
        _("No. {number} of the register").format(number=calendar.kanji_number(content.number)),
        content.name,
        content.text,
        calendar.wareki_kanji(date.fromisoformat(content.dated)),
        content.issuer_title,
        content.issuer_name,
        content.sealed,
        colour,
        reissued,
    )


def new_page_codes(people: int) -> tuple[str, ...]:
    """Return a fresh code for each page of a sign-in sheet for so many people."""
    from sessions.papers.sign_in_sheet import page_count

    return tuple(codes.new_code() for _page in range(page_count(people)))


def way_words(way: Way) -> str:
    """Return how somebody was received, in a word."""
    return {
        Way.SCANNER: _("Scanner"),
        Way.SERIAL: _("Scanner"),
        Way.CAMERA: _("Camera"),
        Way.NAME: _("By name"),
        Way.WALK_IN: _("Came unannounced"),
        Way.PAPER: _("From paper"),
        Way.COMMAND: _("By command"),
    }[way]


def _attendee(row: Present) -> Attendee:
    remarks = [_("Proxy: {name}").format(name=row.proxy_name)] if row.proxy_name else []
    return Attendee(
        _shown(row.name, row.kana),
        row.kana if row.name else "",
        row.district,
        f"{calendar.local(row.arrived):%H:%M}",
        f"{calendar.local(row.left):%H:%M}" if row.left else "",
        way_words(row.way),
        "、".join(remarks),
    )


def _name(meeting: MeetingFacts) -> str:
    return f"{meeting.headline}　{meeting.title}" if meeting.title else meeting.headline


def _shown(name: str, kana: str) -> str:
    return name or kana


def _remark(line: rosters.ExpectedFacts) -> str:
    if line.reply is Reply.PROXY:
        return _("Proxy: {name}").format(name=line.proxy_name)
    return _("Declined") if line.reply is Reply.NO else ""
