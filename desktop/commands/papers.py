"""The command that draws a paper into a file, and into a picture of its first sheet."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.commands import posting, registration_papers
from desktop.commands.frame import Commands
from resources.words import _, mark

if TYPE_CHECKING:
    from desktop.commands.call import Call


@dataclass(frozen=True)
class Paper:
    """A paper that can be drawn: what for, whether it is about a meeting, and by what."""

    title: str
    content: "Callable[[Call], tuple[Any, Callable[[Any], bytes]]]"
    of_meeting: bool = True
    arguments: Callable[[Any], None] | None = None


def declare(commands: Commands) -> None:
    """Declare print and each paper below it."""
    below = Commands(commands.add("print", _("draw a paper into a PDF file")))
    for name, paper in PAPERS.items():
        made = below.add(name, _(paper.title), draw)
        made.set_defaults(paper=name)
        if paper.of_meeting:
            made.add_argument(
                "meeting",
                metavar=_("MEETING"),
                help=_("its number, its id, or next for the next one"),
            )
            made.add_argument(
                "--blank", action="store_true", help=_("the same paper to be filled in by hand")
            )
        if paper.arguments is not None:
            paper.arguments(made)
        if name == "cards":
            made.add_argument(
                "--people", nargs="+", default=[], metavar=_("PERSON"), help=_("for these only")
            )
        if name in {"cards", "name-tags"}:
            made.add_argument(
                "--start", type=int, default=1, metavar="1-10", help=_("first free label")
            )
        made.add_argument("--output", type=Path, required=True, metavar=_("FILE"))
        made.add_argument(
            "--preview", type=Path, metavar="PNG", help=_("a picture of the first sheet, too")
        )
        made.add_argument(
            "--allow-substitutes",
            action="store_true",
            help=_("print a stand-in for letters that no font can draw"),
        )


def draw(call: "Call") -> dict[str, Any]:
    """Draw the paper; letters that cannot be drawn are named and nothing is written."""
    from desktop.commands.call import Wrong
    from desktop.commands.writing import take_out
    from resources import type as setting
    from resources.refusals import Refusal

    paper = PAPERS[call.asked.paper]
    if paper.arguments is None and not 1 <= getattr(call.asked, "start", 1) <= 10:
        raise Wrong(_("The first free label has a number from 1 to 10."))
    content, make = paper.content(call)
    if not getattr(content, "tags", True) or not getattr(content, "cards", True):
        raise Refusal(_("There is nothing to print."), _("Choose whom to print it for."))
    found: dict[str, dict[str, None]] = {}
    for role in setting.Role:
        for text, letters in setting.proof(texts(content), role).missing:
            found.setdefault(text, {}).update(dict.fromkeys(letters))
    lacking = [{"text": text, "characters": list(letters)} for text, letters in found.items()]
    if lacking and not call.asked.allow_substitutes:
        listed = "\n".join(f"{one['text']}: {' '.join(one['characters'])}" for one in lacking)
        raise Refusal(
            _("These letters cannot be printed:") + "\n" + listed,
            _("Correct the name, or give --allow-substitutes to print a stand-in."),
        )
    left_out = call.read(lambda db: _left_out(call, db)) if paper.of_meeting else []
    pdf = make(content)
    pages = _pages(pdf)
    take_out(call, call.asked.output, pdf, what=call.asked.paper, count=_people(content))
    answer = {
        "paper": call.asked.paper,
        "file": str(call.asked.output),
        "pages": pages,
        "substitutes": lacking,
        "left_out": left_out,
    }
    if call.asked.preview is not None:
        _picture(pdf, call.asked.preview)
        answer["preview"] = str(call.asked.preview)
    return answer


def _people(content: Any) -> int:
    """Return for how many a paper is, where it is made of one piece for each."""
    pieces = [content]
    if is_dataclass(content):
        pieces = [getattr(content, one.name) for one in fields(content)]
    return max((len(one) for one in pieces if isinstance(one, list | tuple)), default=1)


def _left_out(call: "Call", db: Any) -> list[dict[str, str]]:
    """Return who of a meeting's list is kept from the paper asked for, and why."""
    from sessions import rosters, suppression
    from sessions.suppression import Use

    uses = {"sign-in-sheet": Use.SHEET, "name-tags": Use.CARD, "notice": Use.LETTER}
    use = uses.get(call.asked.paper)
    if use is None or call.asked.blank:
        return []
    lines = rosters.listing(db, _meeting(call, db))
    stopped = suppression.withheld(db, [one.person_id for one in lines if one.person_id], use)
    return [
        {"id": one.person_id, "name": one.name, "reason": stopped[one.person_id].words}
        for one in lines
        if one.person_id in stopped
    ]


def texts(content: Any) -> Iterator[str]:
    """Yield every text of a paper's content, however deep it stands."""
    if isinstance(content, str):
        yield content
    elif isinstance(content, list | tuple):
        for part in content:
            yield from texts(part)
    elif is_dataclass(content):
        for field in fields(content):
            yield from texts(getattr(content, field.name))


def _meeting(call: "Call", db: Any) -> str:
    from desktop.commands import which

    return which.meeting(db, call.asked.meeting, today=call.today)


def _office(db: Any) -> Any:
    from sessions import office

    return office.get(db).details


def _sign_in(call: "Call") -> Any:
    from sessions import sheet_pages, sheets
    from sessions.papers import sign_in_sheet

    def fill(db: Any, at: Any, by: str) -> Any:
        meeting_id = _meeting(call, db)
        contact = _office(db).phone
        if call.asked.blank:
            content = sheets.sign_in_sheet(db, meeting_id, page_codes=(), contact=contact)
            return replace(content, people=(), codes=sheets.new_page_codes(0))
        laid = sheet_pages.lay_out(db, meeting_id, at=at, by=by)
        return sheets.sign_in_sheet(
            db, meeting_id, page_codes=[page.code for page in laid], contact=contact
        )

    return call.change(fill), sign_in_sheet.draw


def _name_tags(call: "Call") -> Any:
    from resources.labels import Feed
    from sessions import passes, sheets
    from sessions.papers import name_tags

    feed = Feed(start=call.asked.start)

    def fill(db: Any, at: Any, by: str) -> Any:
        meeting_id = _meeting(call, db)
        if call.asked.blank:
            free = passes.blanks(db) or passes.issue_blanks(db, 10, at=at, by=by)
            return sheets.name_tags(db, meeting_id, blanks=free, expected_ids=[], feed=feed)
        passes.issue_tags(db, meeting_id, at=at, by=by)
        return sheets.name_tags(db, meeting_id, feed=feed)

    return call.change(fill), name_tags.draw


def _cards(call: "Call") -> Any:
    from desktop.commands import which
    from resources.labels import Feed
    from sessions import passes, people, sheets, suppression
    from sessions.papers import cards
    from sessions.suppression import Use

    def fill(db: Any, at: Any, by: str) -> Any:
        if call.asked.people:
            ids = which.numbers(db, call.asked.people)
        else:
            ids = [one.id for one in people.listing(db).rows]
        stopped = suppression.withheld(db, ids, Use.CARD)
        ids = [one for one in ids if one not in stopped]
        issued = passes.issue_cards(db, ids, at=at, by=by)
        named = {one.id: (one.name, one.kana) for one in people.views(db, ids)}
        office = _office(db)
        return sheets.cards(
            issued,
            [named[card.person_id or ""] for card in issued],
            office=office.name,
            lost=office.phone,
            feed=Feed(start=call.asked.start),
        )

    return call.change(fill), cards.draw


def _agenda(call: "Call") -> Any:
    from sessions import sheets
    from sessions.papers import agenda_sheet

    def fill(db: Any) -> Any:
        content = sheets.agenda_sheet(db, _meeting(call, db), issuer=_office(db).name)
        return replace(content, items=()) if call.asked.blank else content

    return call.read(fill), agenda_sheet.draw


def _attendance(call: "Call") -> Any:
    from sessions import sheets
    from sessions.papers import attendance_list

    def fill(db: Any) -> Any:
        content = sheets.attendance_list(db, _meeting(call, db), issuer=_office(db).name)
        if call.asked.blank:
            content = replace(
                content, present=(), missing=(), unmatched=(), expected=None, heads=0, visits=0
            )
        return content

    return call.read(fill), attendance_list.draw


def _certificates(call: "Call") -> Any:
    from resources.refusals import Refusal
    from sessions import certificates, meetings, sheets
    from sessions.certificates import CertificateContent, CertificateState
    from sessions.papers import participation_certificate as paper

    def fill(db: Any) -> Any:
        meeting_id = _meeting(call, db)
        if call.asked.blank:
            meeting = meetings.show(db, meeting_id)
            day = (meeting.held_on or call.today).isoformat()
            facts = _office(db)
            content = CertificateContent(
                certificates.ATTENDANCE,
                0,
                1,
                "",
                "",
                meeting.headline,
                "",
                day,
                "",
                day,
                issuer_title=facts.issuer_title,
                issuer_name=facts.issuer_name,
            )
            return [paper.blank(sheets.participation(content))]
        good = [
            card
            for card in certificates.listing(db, meeting_id=meeting_id)
            if card.state in {CertificateState.DRAWN, CertificateState.ISSUED}
        ]
        if not good:
            raise Refusal(
                _("No certificate of this meeting has been issued yet."),
                _("Issue them first: inakurashi certificate issue {meeting}").format(
                    meeting=call.asked.meeting
                ),
            )
        return [sheets.participation(card.content) for card in good]

    return call.read(fill), paper.draw_all


def _notice(call: "Call") -> Any:
    from sessions import letters
    from sessions.papers import notice

    def fill(db: Any) -> Any:
        content = letters.notice(db, _meeting(call, db), written=call.today)
        return replace(content, people=()) if call.asked.blank else content

    return call.read(fill), notice.draw


def _test_page(call: "Call") -> Any:
    from resources import calendar, codes, settings
    from sessions.papers import test_page

    machine = settings.load()
    office = call.read(_office)
    content = test_page.TestPage(
        office.name,
        calendar.wareki(call.today),
        codes.new_code(),
        (machine.printer_offset_x, machine.printer_offset_y),
    )
    return content, test_page.draw


PAPERS = {
    "sign-in-sheet": Paper(mark("the list on the reception table"), _sign_in),
    "name-tags": Paper(mark("name tags of a meeting, ten to a sheet"), _name_tags),
    "cards": Paper(mark("personal cards, ten to a sheet"), _cards, of_meeting=False),
    "agenda": Paper(mark("the agenda of a meeting"), _agenda),
    "attendance-list": Paper(mark("who came to a meeting"), _attendance),
    "certificates": Paper(mark("the issued certificates of a meeting"), _certificates),
    "notice": Paper(mark("letters that a meeting is put off or cancelled"), _notice),
    "letter": Paper(
        mark("a letter in the office's wording, issued and kept"),
        posting.letter,
        of_meeting=False,
        arguments=posting.letter_arguments,
    ),
    "labels": Paper(
        mark("addresses on a sheet of labels or on envelopes"),
        posting.labels,
        of_meeting=False,
        arguments=posting.labels_arguments,
    ),
    **{
        name: Paper(words, content, of_meeting=False, arguments=arguments)
        for name, words, content, arguments in registration_papers.PAPERS
    },
    "test-page": Paper(mark("the test page of the printer"), _test_page, of_meeting=False),
}
"""The papers by their word on the command line."""


def _pages(pdf: bytes) -> int:
    import re

    # Our own files name the number of pages once, in the catalogue of pages.
    found = re.search(rb"/Type /Pages[^>]*?/Count (\d+)|/Count (\d+)[^>]*?/Type /Pages", pdf)
    assert found is not None
    return int(found[1] or found[2])


def _picture(pdf: bytes, target: Path) -> None:
    import os

    # A picture needs no screen; a window of this process, if there is one, is used as it is.
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice
    from PySide6.QtGui import QImageWriter
    from PySide6.QtWidgets import QApplication

    from desktop.commands.writing import write
    from desktop.printing import Document

    kept = QApplication.instance() or QApplication(["inakurashi"])
    document = Document(pdf)
    sink = QBuffer()
    sink.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(sink, QByteArray(b"png")).write(document.image(0, 1240))
    document.close()
    write(target, bytes(sink.data().data()))
    del kept
