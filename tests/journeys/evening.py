"""The steps of an evening, each done by hands on the widgets; the tests say what must come of it."""

from pathlib import Path

from PySide6.QtCore import Qt

from desktop.intake import work as working
from desktop.parts.button import Button
from tests.house.tree import ROOT
from tests.journeys.doorway import cards_on
from tests.papers.reading import pictures_of

DATA = ROOT / "tests" / "data"
VOLUNTEERS = DATA / "ボランティア登録者名簿_令和7年度.xlsx"
SUPPORTERS = DATA / "いきいきサポーター登録者.csv"
APPLICANTS = DATA / "いなくらし会議_参加申込.csv"
CONTROL = Qt.KeyboardModifier.ControlModifier


def bring_in(clerk, page, kind, path: Path, same):
    """Bring a list in by the page; `same(proposal, work)` says この方です or not."""
    clerk.press(page.choosing.kind.ring(kind))
    with clerk.file(path):
        clerk.press(page.choosing.place.button)
    assert page.choosing.files == [path]
    clerk.press(page.next)
    clerk.wait(lambda: page.step == "look")
    asked = 0
    if page.work.waiting:
        clerk.press(page.next)
        assert page.step == "ask"
        while page.work.waiting:
            proposal = page.pairing.proposal
            say = same(proposal, page.work)
            clerk.press((say and page.pairing.same) or other_answer(page))
            asked += 1
    clerk.press(page.next)
    clerk.wait(lambda: page.step == "done")
    return asked


def other_answer(page):
    """Return the button that does not join: 別の方です, or このまま for an application."""
    pairing = page.pairing
    return pairing.later if page.work.kind is working.KINDS[2] else pairing.different


def plan(clerk, title):
    """Plan an いなくらし会議 for today with an agenda, by keys alone, and show its page."""
    page = clerk.go("meetings")
    clerk.key(Qt.Key.Key_Return, CONTROL)
    if clerk.page is page:
        clerk.press(page.empty.findChild(Button))
    form = clerk.wait_for("meeting_form")
    fields, agenda = form.fields, form.agenda
    clerk.write(fields.title_line, title)
    clerk.write(fields.day.line, "R8.5.19")
    clerk.write(fields.place.lineEdit(), "福祉まちづくりセンター")
    clerk.write(fields.capacity.lineEdit(), "100")
    for number, (item, who, minutes) in enumerate(
        (("開会", "会長", "10"), ("班の話し合い", "みなさん", "80"), ("まとめ", "事務局", "20"))
    ):
        if number:
            clerk.press(agenda.more)
        line = agenda.lines[number]
        clerk.write(line.title, item)
        clerk.key(Qt.Key.Key_Return)
        clerk.say(who)
        clerk.key(Qt.Key.Key_Return)
        clerk.write(line.minutes.lineEdit(), minutes)
    clerk.key(Qt.Key.Key_Return, CONTROL)
    return clerk.wait_for("meeting")


def expect_from_register(clerk, page, count):
    """Tick the first `count` supporters of the register, by the space bar."""

    def tick(dialog):
        clerk.choose(dialog.programme, "supporters")
        dialog.table.point_at_row(0)
        dialog.table.setFocus()
        for _one in range(count):
            clerk.key(Qt.Key.Key_Space)
            clerk.key(Qt.Key.Key_Down)
        clerk.press(dialog.go)

    with clerk.answering(tick):
        clerk.press(page.section.from_register)


def expect_applicants(clerk, page, same):
    """Bring the applications of the meeting in from its list of those expected."""
    with clerk.pressing("bring_in"):
        clerk.press(page.section.from_forms)
    intake = clerk.wait_for("intake")
    clerk.wait(lambda: intake.choosing.kind.value() == "applicants")
    asked = bring_in(clerk, intake, "applicants", APPLICANTS, same)
    clerk.press(intake.result.go)
    clerk.wait_for("meeting")
    return asked


def see(clerk, page, paper):
    """Look at a paper of the meeting before it is printed."""
    page.segments.choose("papers")
    clerk.press(page.section.cards[paper].see)
    return previewed(clerk)


def previewed(clerk):
    """Wait until the sheets of the preview are drawn."""
    preview = clerk.wait_for("preview")
    clerk.wait(lambda: preview.drawn is not None and preview.choices.all.isEnabled())
    return preview


def print_all(clerk, preview):
    """Print every sheet, say that all came out, and return the sheets that did."""
    clerk.press(preview.choices.all)
    clerk.wait(preview.question.isVisible)
    clerk.press(preview.question.yes)
    return clerk.printer.out[-1].read_bytes()


def cards_of(sheets, tmp_path):
    """Return the pictures of all cards on printed sheets, by their codes."""
    found = {}
    for page in pictures_of(sheets, tmp_path, "-r", "150"):
        found.update(cards_on(page))
    return found
