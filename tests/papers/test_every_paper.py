"""What holds for every paper of a meeting."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from resources.paper import Cancelled
from sessions.papers import (
    address_labels,
    agenda_sheet,
    attendance_list,
    cards,
    consent_form,
    envelopes,
    incident_sheet,
    joining_receipt,
    name_tags,
    notice,
    official_letter,
    participation_certificate,
    sign_in_sheet,
)
from tests.papers import samples
from tests.papers.reading import pictures_of, text_of

PAPERS = samples.all_papers()
WITH_PEOPLE = {
    "name_tags": lambda people: name_tags.draw(samples.tags(people)),
    "cards": lambda people: cards.draw(samples.card_sheet(people)),
    "sign_in": lambda people: sign_in_sheet.draw(samples.sign_in(people)),
    "agenda": lambda people: agenda_sheet.draw(samples.agenda(people)),
    "attendance": lambda people: attendance_list.draw(samples.attendance(people)),
    "consent": lambda people: consent_form.draw(samples.consent(people)),
    "notice": lambda people: notice.draw(samples.letter(people)),
    "envelopes": lambda people: envelopes.draw(samples.letters_out(people, upright=False)),
    "official_letter": lambda people: official_letter.draw(samples.official(people)),
    "labels": lambda people: address_labels.draw(samples.labels(people)),
    "receipt": lambda people: joining_receipt.draw(samples.receipt(people)),
    "incident": lambda people: incident_sheet.draw(samples.incident(people)),
    "certificates": lambda people: participation_certificate.draw_all(
        [samples.certificate(person[0]) for person in people]
    ),
}
SIZES = {
    "envelopes": (120, 235),
    "wide_envelopes": (332, 240),
    "certificates": (297, 210),
    "blank_certificate": (297, 210),
    "takeout_list": (297, 210),
    "blank_takeout_list": (297, 210),
}


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("name", PAPERS)
def test_the_same_content_gives_the_same_bytes(name):
    assert PAPERS[name]() == PAPERS[name]()


@pytest.mark.parametrize("name", PAPERS)
def test_a_paper_is_a4_and_brings_its_fonts(name):
    reader = PdfReader(BytesIO(PAPERS[name]()), strict=True)
    wide, high = SIZES.get(name, (210, 297))
    for page in reader.pages:
        assert float(page.mediabox.width) == pytest.approx(wide * 72 / 25.4, abs=0.1)
        assert float(page.mediabox.height) == pytest.approx(high * 72 / 25.4, abs=0.1)
        for font in page["/Resources"]["/Font"].values():
            (below,) = font.get_object()["/DescendantFonts"]
            assert "/FontFile2" in below.get_object()["/FontDescriptor"]


@pytest.mark.parametrize("name", PAPERS)
def test_progress_counts_every_sheet(name):
    told = []
    pdf = PAPERS[name](progress=lambda done, pages: told.append((done, pages)))
    count = len(PdfReader(BytesIO(pdf)).pages)
    assert told == [(i + 1, count) for i in range(count)]


@pytest.mark.parametrize("name", PAPERS)
def test_a_stopped_drawing_leaves_no_paper(name):
    with pytest.raises(Cancelled):
        PAPERS[name](cancel=lambda: True)


def test_a_drawing_can_be_stopped_between_sheets():
    done = []
    with pytest.raises(Cancelled):
        notice.draw(
            samples.letter(),
            progress=lambda i, _pages: done.append(i),
            cancel=lambda: len(done) >= 3,
        )
    assert done == [1, 2, 3]


@pytest.mark.parametrize("name", WITH_PEOPLE)
def test_names_are_returned_as_they_were_typed(name, tmp_path):
    got = squeezed(text_of(WITH_PEOPLE[name](samples.PEOPLE), tmp_path))
    for person in samples.PEOPLE:
        assert squeezed(person[0]) in got


@pytest.mark.parametrize("name", WITH_PEOPLE)
def test_hostile_names_are_only_names(name, tmp_path):
    people = [(hostile, "てき", hostile) for hostile in samples.HOSTILE]
    pdf = WITH_PEOPLE[name](people)
    PdfReader(BytesIO(pdf), strict=True)
    got = squeezed(text_of(pdf, tmp_path))
    for hostile in samples.HOSTILE:
        assert squeezed(hostile).replace("\0", "").replace("\u202e", "") in got


@pytest.mark.parametrize("name", WITH_PEOPLE)
def test_forty_letters_are_printed_to_the_last(name, tmp_path):
    people = [(long, "じゅげむ" * 10, long) for long in samples.FORTY]
    got = squeezed(text_of(WITH_PEOPLE[name](people), tmp_path))
    for long in samples.FORTY:
        assert long in got


@pytest.mark.parametrize("name", PAPERS)
def test_nothing_touches_the_edge_no_printer_reaches(name, tmp_path):
    """Office lasers leave some 4 mm blank; fold and crop ticks begin there."""
    for page in pictures_of(PAPERS[name](), tmp_path, "-r", "50", "-gray"):
        edge = int(3.9 / 25.4 * 50)
        inner = (edge, edge, page.width - edge, page.height - edge)
        page.paste(255, inner)
        assert page.getextrema() == (255, 255)


@pytest.mark.parametrize("name", [n for n in PAPERS if n not in {*SIZES, "test_page"}])
def test_grey_grounds_are_lighter_than_a_fax_breaks(name, tmp_path):
    picture = pictures_of(
        PAPERS[name](), tmp_path, "-r", "50", "-gray", "-aa", "no", "-aaVector", "no"
    )[0]
    shades = {shade for shade, count in enumerate(picture.histogram()) if count}
    assert {shade for shade in shades if 0 < shade < 230} == set()
