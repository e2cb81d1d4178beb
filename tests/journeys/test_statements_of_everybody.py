"""明細書 for everybody of the year in the office's own files: begun, stopped, done, and stopped at the printer."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from desktop.parts.button import Button
from programs.points import checking, rule_sets
from resources import settings
from sessions import print_runs, staff
from tests.desktop.gathering_town import standing
from tests.journeys.machine import Printer
from tests.programs.points import year
from tests.programs.points.test_ledger import APRIL
from tests.town import NOW, STAFF

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)
SLOW = 90_000


@pytest.fixture
def me(office, tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "default_path", lambda: tmp_path / "settings.toml")
    with office.change() as db:
        me = staff.enrol(db, "唐澤　みどり", at=NOW)
        db.get(staff.Staff, me).roles = "AS"
        rule_sets.established(db, year.YEAR, at=NOW, by=STAFF)
        year.everybody(db)
        year.hosts(db)
        year.activities(db)
    return me


def press(part, words):
    (button,) = (one for one in part.findChildren(Button) if one.words.startswith(words))
    button.click()


def test_everybodys_statements_are_stopped_drawn_and_stopped_again_at_the_printer(
    office, qtbot, me, tmp_path, monkeypatch
):
    printer = Printer(tmp_path / "printed")
    printer.stand_in(monkeypatch)
    with standing(office, qtbot, clock=lambda: APRIL, staff=me) as (desk, window):
        window.go("points_volunteers", str(year.YEAR))
        window.shown.statements.click()
        page = window.shown
        assert page.name == "preview"
        wanted = len(page.job.printed)
        assert wanted > 400

        # Stopped in the midst of drawing: nothing half is there, and one press begins again.
        qtbot.waitUntil(page.progress.isVisible, timeout=SLOW)
        page.progress.findChild(Button).click()
        qtbot.waitUntil(lambda: not desk.busy, timeout=SLOW)
        assert page.drawn is None
        assert not page.choices.all.isEnabled()
        told = window.messages.shown()[0]
        assert "まだ何も印刷していません" in told.text
        told.button.click()

        # Drawn to the end; a letter of a machine's own set is asked about before any paper.
        qtbot.waitUntil(lambda: page.drawn is not None and not desk.busy, timeout=SLOW)
        assert not page.choices.all.isEnabled()
        page.choices.geta.click()
        assert page.choices.all.isEnabled()
        whole = len(PdfReader(BytesIO(page.drawn.pdf)).pages)
        assert whole >= len(page.drawn.first_pages) == wanted

        # The printing is stopped, too; it is known where to go on, and nobody says all came out.
        page.choices.all.click()
        qtbot.waitUntil(page.progress.isVisible, timeout=SLOW)
        page.progress.findChild(Button).click()
        qtbot.waitUntil(page.question.isVisible, timeout=SLOW)
        out = len(PdfReader(printer.out[-1]).pages)
        assert 0 < out < whole
        assert page.question.words.text() == f"{out}枚でやめました。"
        assert page.question.sheet() == out + 1
        assert page.question.again.isVisible()
        assert not page.question.yes.isVisible()
        (run,) = desk.read(print_runs.unfinished)
        assert (run.sheets, run.next_sheet) == (whole, out + 1)
        begun = max(n for n, first in enumerate(page.drawn.first_pages) if first <= out)

        # Another day, from the page of papers: who has no sheet yet gets a new one.
        rest = [one.key for one in page.job.printed][begun:]
        window.go("print")
        press(window.shown.waiting, f"{out + 1}枚めから")
        assert window.shown is page
        qtbot.waitUntil(lambda: page.drawn is not None and not desk.busy, timeout=SLOW)
        assert [one.key for one in page.job.printed] == rest
        page.choices.geta.click()
        page.choices.all.click()
        qtbot.waitUntil(page.progress.isVisible, timeout=SLOW)
        page.progress.findChild(Button).click()
        qtbot.waitUntil(page.question.isVisible, timeout=SLOW)
        (run,) = desk.read(print_runs.unfinished)
        assert run.sheets == len(PdfReader(BytesIO(page.drawn.pdf)).pages) < whole
        assert not desk.read(checking.check).problems
