"""Pictures of the reception: waiting, by name, each answer, the first-timer, a filled list."""

from PySide6.QtCore import QTimer

from desktop.pages.reception import Reception
from desktop.pictures.studio import FULL, Studio
from desktop.reception.dealings import EMERGENCY
from desktop.style import tokens
from sessions.answers import Kind
from sessions.door_log import Way

_STANDS_MS = 600_000  # an answer stands until its picture is taken


def pictures(studio: Studio, meeting_id: str, codes: list[str]) -> None:
    """Stand at the door of `meeting_id`; `codes` are cards of guests still awaited: one comes."""
    studio.window.resize(*FULL)
    page = studio.window.page("reception")
    assert isinstance(page, Reception)
    studio.go("reception", meeting_id)
    page.stage.untell("clock")
    studio.take("reception-waiting")
    page.stage.finder.seek()
    page.stage.finder.field.setText("たか")
    studio.take("reception-by-name")
    page.answering.call_family()
    studio.take("reception-emergency")
    page.stage.untell(EMERGENCY)
    page.stage.finder.forget()
    _answers(studio, page, codes)
    page.answering.open_newcomer()
    studio.take("reception-first-time")
    page.answering.step_back()
    page.show_last_ten(on=False)
    page.listen()
    studio.take("reception-seen-by-visitors")
    page.leave()
    studio.settle()
    studio.window.resize(*tokens.WINDOW)


def _answers(studio: Studio, page: Reception, codes: list[str]) -> None:
    for name, code in (
        ("received", guest := codes.pop(0)),
        ("already", guest),
        ("ask", "https://example.org/ticket?number=0120"),
        ("ask-another-office", codes[0][:-5] + "00000"),
    ):
        page.inputs.repeats.forget()
        page.answering.scanned(code, Way.SCANNER)
        tick = page.stage.answer.findChild(QTimer)
        assert tick is not None
        usual = tick.interval()
        tick.setInterval(_STANDS_MS)
        studio.take(f"reception-{name}")
        words = page.stage.answer.wording
        assert words is not None
        assert words.kind is {
            "received": Kind.RECEIVED,
            "already": Kind.ALREADY,
        }.get(name, Kind.ASK)
        page.answering.wait()
        tick.setInterval(usual)
