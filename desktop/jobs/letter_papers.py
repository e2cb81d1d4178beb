"""Letters as jobs: the frozen sheets of a mailing, and the office's own copy of it."""

import json
from io import BytesIO
from typing import TYPE_CHECKING

from desktop.jobs.office import details
from desktop.print_tray import Drawn, Job, Options, Subject
from resources import calendar
from resources.refusals import Refusal
from resources.words import _

if TYPE_CHECKING:
    from desktop.desk import Desk, Task

LETTERS = "official_letter"


def letters(desk: "Desk", mailing_id: str) -> Job:
    """Return the letters of a mailing, the very sheets that were issued.

    In the place of whoever may not be written to any more lies an empty sheet, so that the
    sheets count as before.
    """
    from sessions import addressees, mailings

    mailing = desk.read(mailings.show, mailing_id)
    again = desk.read(addressees.again, list(mailing.readers))
    why = desk.read(mailings.stopped, mailing_id)
    subjects = tuple(
        Subject(key, one.label if one else why[key], one.kana if one else "", why.get(key, ""))
        for key, one in zip(mailing.readers, again, strict=True)
    )

    def draw(_options: Options, _task: "Task") -> Drawn:
        # Asked once more: between looking and printing a death may have been recorded.
        stopped = set(desk.read(mailings.stopped, mailing_id)) | set(why)
        pdf = desk.read(mailings.pdf, mailing_id)
        firsts = _firsts(pdf, len(subjects))
        if not stopped:
            return Drawn(pdf, firsts)
        if not firsts:
            raise Refusal(
                _("Some of these letters must not go out any more."),
                _("Write the letters anew; whoever gets none is left out then."),
            )
        gone = [place for place, one in enumerate(subjects) if one.key in stopped]
        kept = tuple(first for first, one in zip(firsts, subjects, strict=True) if not one.left_out)
        return Drawn(_emptied(pdf, firsts, gone), kept)

    return Job(
        LETTERS,
        f"{mailing.subject}　{mailing.number}".strip("　"),
        subjects,
        draw,
        texts=(mailing.subject, *(one.name for one in subjects)),
        meeting_id=mailing.meeting_id,
        purpose=f"{mailing.subject}　{mailing.number}".strip("　"),
        choices=json.dumps({"mailing": mailing_id}),
    )


def _firsts(pdf: bytes, letters: int) -> tuple[int, ...]:
    """Return the page on which each letter begins, where all have equally many."""
    from desktop.printing import Document

    document = Document(pdf)
    pages = document.pages
    document.close()
    each, rest = divmod(pages, letters)
    return tuple(number * each for number in range(letters)) if each and not rest else ()


def _emptied(pdf: bytes, firsts: tuple[int, ...], letters: list[int]) -> bytes:
    """Return `pdf` with empty sheets in the places of `letters`; nothing of theirs is left in."""
    from pypdf import PdfReader, PdfWriter

    source, writer = PdfReader(BytesIO(pdf)), PdfWriter()
    each = len(source.pages) // len(firsts)
    gone = {firsts[letter] + page for letter in letters for page in range(each)}
    for number, page in enumerate(source.pages):
        if number in gone:
            writer.add_blank_page(page.mediabox.width, page.mediabox.height)
        else:
            writer.add_page(page)
    held = BytesIO()
    writer.write(held)
    return held.getvalue()


def resumed_letters(desk: "Desk", choices: str) -> Job:
    """Return a mailing whose printing stopped; its sheets are those that were issued."""
    return letters(desk, json.loads(choices)["mailing"])


def draft_sheet(desk: "Desk", document_id: str) -> Job:
    """Return the 起案用紙 of a numbered paper, with the boxes of the office."""
    from sessions import approvals, document_series, documents, mailings, staff
    from sessions.papers import draft_sheet as paper

    facts = desk.read(documents.show, document_id)
    mailing = desk.read(mailings.of_document, document_id)
    until = document_series.kept_until(facts.dated, facts.keep_years)
    keep = _("for ever")
    if until is not None:
        keep = _("{years} years, until {day}").format(
            years=facts.keep_years, day=calendar.wareki(until)
        )
    content = paper.DraftSheet(
        boxes=desk.read(approvals.titles),
        subject=facts.subject,
        text=mailing.text if mailing else "",
        addressed_to=facts.addressed_to,
        issuer=facts.issuer,
        number=facts.written,
        drafted=calendar.wareki(facts.drafted) if facts.drafted else "",
        decided=calendar.wareki(facts.decided) if facts.decided else "",
        sent=calendar.wareki(facts.dated),
        drafter=desk.read(staff.names).get(facts.recorded_by, ""),
        keep=keep,
        seal=_("stamped") if details(desk).seal.value == "stamped" else _("left out"),
    )

    def draw(_options: Options, task: "Task") -> Drawn:
        return Drawn(paper.draw(content, progress=task.tell))

    title = _("Draft of {number}").format(number=facts.written)
    texts = (facts.subject, facts.addressed_to, facts.issuer, content.text.replace("\n", ""))
    return Job("draft_sheet", title, (Subject(document_id, facts.written),), draw, texts=texts)
