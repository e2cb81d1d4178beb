"""The window: places, the way back, keys, messages, the toast, and its least size."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from desktop import navigation, style
from desktop.deed import Deed
from desktop.dialogs import deeds
from desktop.page import Page
from desktop.parts.button import Button, Kind
from desktop.parts.columns import Columns
from desktop.parts.status import Status
from desktop.style import tokens
from desktop.style.scale import scale
from desktop.window import Window

# The offscreen platform says this of every window with a least size.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

AT = datetime(2026, 11, 23, 1, 41, tzinfo=UTC)


class Door(QObject):
    """Stands where the desk stands: it only tells what changed."""

    changed = Signal(object)
    closed = False


class Probe(Page):
    """Counts how often it was refreshed."""

    reads = frozenset({"Person"})

    def __init__(self, desk, frame, parent: QWidget | None = None) -> None:
        super().__init__(desk, frame, parent)
        self.refreshed = 0
        self.pressed = 0
        self.line = QLineEdit()
        self.primary = Button("登録する", kind=Kind.PRIMARY, key="Ctrl Enter")
        self.primary.clicked.connect(self._press)
        self.body.addWidget(self.line)
        self.body.addWidget(self.primary)

    def _press(self) -> None:
        self.pressed += 1

    def refresh(self) -> None:
        self.refreshed += 1

    def filter_field(self) -> QWidget | None:
        return self.line


def page_for(place: str, **kind: object) -> type[Probe]:
    return type(f"Probe_{place}", (Probe,), {"name": place, "help_topic": f"{place}-help", **kind})


@pytest.fixture
def window(qtbot, qapp: QApplication) -> Iterator[Window]:
    style.dress(qapp)
    made = Window(Door(), clock=lambda: AT)  # type: ignore[arg-type]
    made.toast.still = True
    for name in ("today", "people", "person", "meetings"):
        made.add_page(name, page_for(name))
    made.add_page("reception", page_for("reception", covers=True))
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.go("today")
    yield made
    scale.set_factor(1.0)


def test_a_page_is_built_when_it_is_first_shown_and_kept(window: Window) -> None:
    assert set(window.pages) == {"today"}
    window.go("people")
    first = window.shown
    window.go("today")
    window.go("people")
    assert window.shown is first
    assert first.refreshed == 1


def test_a_page_refreshes_at_once_when_seen_and_later_when_not(window: Window) -> None:
    today = window.shown
    window.desk.changed.emit(frozenset({"Person"}))
    assert today.refreshed == 2
    window.desk.changed.emit(frozenset({"Meeting"}))
    assert today.refreshed == 2
    window.go("people")
    window.desk.changed.emit(frozenset({"Person"}))
    window.desk.changed.emit(frozenset({"Person"}))
    assert today.refreshed == 2
    window.go("today")
    assert today.refreshed == 3


def test_another_subject_makes_a_page_stale(window: Window) -> None:
    window.go("person", "a")
    window.go("person", "b")
    assert (window.shown.subject, window.shown.refreshed) == ("b", 2)
    window.go("person", "b")
    assert window.shown.refreshed == 2


def test_the_crumb_esc_and_back_lead_home(window: Window) -> None:
    window.go("people")
    window.go("person", "a")
    assert window.top.crumb.words == "名簿"
    assert window.rail.entries["people"].isChecked()
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert window.shown.name == "people"
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert window.shown.name == "people"
    window.back()
    assert window.shown.name == "today"
    window.go("person", "a")
    window.top.crumb.click()
    assert window.shown.name == "people"


def test_alt_and_a_figure_lead_to_the_entries(window: Window) -> None:
    for number, place in enumerate(navigation.entries(), start=1):
        before = window.shown.name
        QTest.keyClick(window, Qt.Key(int(Qt.Key.Key_0) + number), Qt.KeyboardModifier.AltModifier)
        known = place.name in ("today", "people", "meetings")
        assert window.shown.name == (place.name if known else before)


def test_enter_presses_the_primary_but_not_while_someone_writes(window: Window) -> None:
    page = window.shown
    page.line.setFocus()
    QTest.keyClick(page.line, Qt.Key.Key_Return)
    assert page.pressed == 0
    QTest.keyClick(page.line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert page.pressed == 1
    page.line.clearFocus()
    QTest.keyClick(window, Qt.Key.Key_Return)
    assert page.pressed == 2
    page.primary.setEnabled(False)
    QTest.keyClick(window, Qt.Key.Key_Return)
    assert page.pressed == 2


def test_slash_leads_to_the_filter_and_ctrl_k_to_the_search(window: Window) -> None:
    page = window.shown
    page.primary.setFocus()
    QTest.keyClicks(page.primary, "/")
    assert QApplication.focusWidget() is page.line
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.focusWidget() is window.top.search


def test_f6_walks_through_the_regions(window: Window) -> None:
    window.rail.entries["today"].setFocus()
    QTest.keyClick(window, Qt.Key.Key_F6)
    assert window.top.isAncestorOf(QApplication.focusWidget())
    QTest.keyClick(window, Qt.Key.Key_F6)
    assert window.shown.isAncestorOf(QApplication.focusWidget())
    QTest.keyClick(window, Qt.Key.Key_F6)
    assert QApplication.focusWidget() is window.rail.entries["today"]
    QTest.keyClick(window.rail.entries["today"], Qt.Key.Key_Down)
    assert QApplication.focusWidget() is window.rail.entries["meetings"]


def test_f6_opens_the_drawer_of_the_side(window: Window) -> None:
    page = window.shown
    side = QWidget()
    inside = Button("名札", parent=side)
    columns = Columns(QWidget(), side, name="横のこと")
    columns.still = True
    page.body.addWidget(columns, 1)
    QApplication.processEvents()
    scale.set_factor(1.5)
    page.line.setFocus()
    assert not inside.isVisible()
    QTest.keyClick(window, Qt.Key.Key_F6)
    assert QApplication.focusWidget() is inside
    QTest.keyClick(inside, Qt.Key.Key_Escape)
    assert not inside.isVisible()
    assert window.shown is page


def test_f1_asks_for_the_help_of_this_screen(window: Window, qtbot) -> None:
    window.go("people")
    with qtbot.waitSignal(window.help_asked) as asked:
        QTest.keyClick(window, Qt.Key.Key_F1)
    assert asked.args == ["people-help"]


def test_ctrl_z_takes_back_once_and_the_deed_is_gone(window: Window) -> None:
    taken: list[str] = []
    window.done("人を登録しました", lambda: taken.append("a"))
    window.done("印刷しました")
    assert [deed.text for deed in window.past_deeds()] == ["印刷しました", "人を登録しました"]
    window.done("欠席にしました", lambda: taken.append("b"))
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert taken == ["b"]
    assert [deed.text for deed in window.past_deeds()] == ["印刷しました", "人を登録しました"]


def test_only_the_last_fifty_deeds_are_kept(window: Window) -> None:
    for number in range(60):
        window.done(f"{number}")
    assert len(window.past_deeds()) == 50
    assert window.past_deeds()[0].text == "59"


def test_the_list_of_deeds_takes_back_only_what_can_be(qtbot, qapp: QApplication) -> None:
    style.dress(qapp)
    asked = deeds.Deeds([Deed(2, "印刷しました", AT), Deed(1, "登録", AT, list)])
    qtbot.addWidget(asked)
    asked.table.point_at("2")
    assert not asked.back.isEnabled()
    asked.table.point_at("1")
    asked.back.click()
    assert asked.chosen is not None
    assert asked.chosen.number == 1
    assert asked.table.records.cells(0)[0].text == "10:41"


def test_a_full_screen_page_covers_rail_and_top_bar(window: Window) -> None:
    window.tell("backup", Status.WAIT, "控えが まだです")
    assert window.messages.isVisible()
    window.go("reception")
    assert not window.rail.isVisible()
    assert not window.top.isVisible()
    assert not window.messages.isVisible()
    QTest.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert window.shown.name == "reception"
    window.back()
    assert window.rail.isVisible()
    assert window.messages.isVisible()


def test_a_past_year_tints_the_bar_and_says_so(window: Window) -> None:
    window.show_years([2026, 2025], 2025, 2026)
    assert window.top.property("past") is True
    assert [message.text for message in window.messages.shown()] == ["令和7年度を見ています。"]
    window.show_years([2026, 2025], 2026, 2026)
    assert window.top.property("past") is False
    assert window.messages.shown() == []


def test_the_rail_folds_when_narrow_and_at_the_largest_letters(window: Window) -> None:
    assert window.rail.width() == 216
    window.resize(1040, 650)
    assert window.rail.width() == 88
    window.resize(1366, 696)
    assert window.rail.width() == 216
    QTest.keyClick(window, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(window, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert scale.factor == 1.5
    assert window.rail.maximumWidth() == 88
    QTest.keyClick(window, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert scale.factor == 1.25


@pytest.mark.parametrize("step", [1.0, 1.25, 1.5])
def test_the_frame_fits_the_smallest_panel_of_the_office(window: Window, step: float) -> None:
    scale.set_factor(step)
    window.rail.set_badge("people", 3)
    window.go("person", "a")
    least = window.centralWidget().minimumSizeHint()
    assert least.width() <= tokens.WINDOW[0]
    assert least.height() <= tokens.WINDOW[1]
    assert window.shown.area.horizontalScrollBar().maximum() == 0


def test_the_window_is_drawn_before_the_database_is_loaded() -> None:
    asked = (
        "import sys; import desktop.window, desktop.style; "
        "print([m for m in ('sqlalchemy', 'sqlmodel', 'reportlab', 'openpyxl', 'babel',"
        " 'zxingcpp', 'PySide6.QtMultimedia', 'PySide6.QtPdf') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
