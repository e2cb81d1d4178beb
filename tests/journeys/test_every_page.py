"""Every page with the demonstration town: named, reachable, whole, at every size of letters."""

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QScrollArea, QWidget

from desktop.assembly import PAGES
from desktop.parts.label import Label, lay_out
from desktop.pictures import town as demonstration
from desktop.pictures.studio import MOMENT, PASSPHRASE, STAFF
from desktop.style.scale import scale
from desktop.town import evenings
from sessions import arrivals, expecting, people, person_rows, rosters
from sessions.door_log import Way
from sessions.person_entry import PersonDetails
from tests.journeys.clerk import Clerk
from tests.journeys.machine import Camera, Clock, Printer, stand_in_for_eyes_and_clock

ROOM = QSize(1366, 696)  # a 14-inch screen without its task bar
SUBJECTS = {"meeting_form": "new", "person_form": "new", "found": "地域"}
LONG = "寿限無寿限無五劫の擦り切れ海砂利水魚の　水行末雲来末風来末食う寝る処に住む処やぶら"
LONG_KANA = "じゅげむじゅげむごこうのすりきれかいじゃりすいぎょの　すいぎょうまつうんらいまつ"


@pytest.fixture(scope="module")
def town(qapp, tmp_path_factory):
    """The demonstration town, built once, with one person whose name has forty letters."""
    folder = tmp_path_factory.mktemp("demonstration") / "office"
    office, me = demonstration.build(folder)
    numbered = demonstration.meetings(office)
    demonstration.receive(office, me, numbered[evenings.TODAY])
    who = {"at": MOMENT, "by": me}
    with office.change() as db:
        somebody = people.enrol(db, PersonDetails(LONG, kana=LONG_KANA, district="伊那"), **who)
        expecting.expect_people(db, numbered[evenings.TODAY], [somebody], **who)
        line = rosters.line_of(db, numbered[evenings.TODAY], somebody)
        arrivals.arrive(db, numbered[evenings.TODAY], line, way=Way.NAME, **who)
    office.close()
    return folder, numbered[evenings.TODAY]


@pytest.fixture
def clerk(qtbot, town, tmp_path, monkeypatch):
    clock = Clock(MOMENT)
    stand_in_for_eyes_and_clock(monkeypatch, clock, Camera())
    Printer(tmp_path / "printed").stand_in(monkeypatch)
    somebody = Clerk(qtbot, town[0], clock)
    somebody.sign_in(PASSPHRASE, who=STAFF[0])
    somebody.window.resize(ROOM)
    yield somebody
    somebody.leave()


def show(clerk, name, town):
    """Show the page `name` at something it can be about, at rest."""
    subject = SUBJECTS.get(name, "")
    if name in {"meeting", "reception"}:
        subject = town[1]
    elif name == "person":
        rows = clerk.desk.read(person_rows.rows)
        subject = next(row.id for row in rows if row.name == LONG)
    elif name == "preview":
        clerk.window.go("print")
        clerk.settle()
        clerk.press(clerk.page.papers["tags"])
    if name != "preview":
        clerk.window.go(name, subject)
    page = clerk.wait_for(name)
    clerk.wait(lambda: not clerk.desk.busy)
    clerk.settle()
    return page


def parts(page):
    """Return every widget of the page that is in view or may be scrolled to."""
    return [one for one in page.findChildren(QWidget) if one.isVisibleTo(page)]


def named(widget):
    if isinstance(widget, QAbstractButton) and widget.text():
        return True
    return bool(widget.accessibleName()) or bool(
        widget.focusProxy() is not None and widget.focusProxy().accessibleName()
    )


def inside_another(widget):
    """Tell whether a widget is the editor within a choice, a number or a date."""
    proxy = widget.focusProxy()
    return proxy is not None and proxy.isAncestorOf(widget)


def every_page(clerk, town):
    """Walk through all pages at one desk: to sign in for each would cost as much as the looking."""
    for name in PAGES:
        yield name, show(clerk, name, town)


def nameless(page):
    return [
        f"{type(one).__name__} in {type(one.parentWidget()).__name__}"
        for one in parts(page)
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and one.isEnabled()
        and not inside_another(one)
        and not named(one)
    ]


def test_everything_that_takes_the_focus_has_a_name(clerk, town):
    found = {name: nameless(page) for name, page in every_page(clerk, town)}
    assert {name: faults for name, faults in found.items() if faults} == {}
    assert found.keys() == PAGES.keys()


def missed(clerk, page):
    """Return what takes the focus and is not reached by Tab."""
    # A group of rings or segments is one stop: any one of its members will do.
    wanted = {
        one
        for one in parts(page)
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and one.isEnabled()
        and one.isVisible()
        and not inside_another(one)
        and not (isinstance(one, QAbstractButton) and one.isCheckable() and one.autoExclusive())
    }
    reached = set()
    for _press in range(4 * len(wanted) + 60):
        if QApplication.focusWidget() is not None:
            reached.add(QApplication.focusWidget())
        clerk.key(Qt.Key.Key_Tab)
    return [
        f"{type(one).__name__} {one.accessibleName()}"
        for one in wanted
        if one.isVisible() and one not in reached and one.focusProxy() not in reached
    ]


def test_everything_that_takes_the_focus_is_reached_by_tab(clerk, town):
    found = {name: missed(clerk, page) for name, page in every_page(clerk, town)}
    assert {name: faults for name, faults in found.items() if faults} == {}


def cut(page):
    """Return what labels in view say that they have no room to say."""
    found = []
    for label in page.findChildren(QLabel):
        if not label.isVisible() or not label.text() or label.text().startswith("<"):
            continue
        if isinstance(label, Label):
            # It shrinks a little, then takes more lines; without room for their ink it is cut.
            box = label.contentsRect()
            ink = lay_out(label.text(), label._fitting(box.width()), box.width(), 1.15)[1]
            if ink > box.height() + 2:
                found.append(f"{label.text()} in {label.width()} x {label.height()}")
        elif label.sizeHint().width() > label.width() + 2:
            found.append(f"{label.text()} {label.sizeHint().width()} > {label.width()}")
    return found


def too_wide(page):
    """Return what is wider than the room it scrolls in."""
    return [
        (type(area).__name__, area.widget().minimumSizeHint().width(), area.viewport().width())
        for area in [page.area, *page.findChildren(QScrollArea)]
        if area.isVisible()
        and area.widget() is not None
        and area.widget().minimumSizeHint().width() > area.viewport().width()
    ]


@pytest.mark.parametrize("factor", [1.0, 1.25, 1.5])
def test_no_label_is_cut_and_nothing_runs_out_of_the_window(clerk, town, factor):
    scale.set_factor(factor)
    found = {}
    for name, page in every_page(clerk, town):
        found[name] = [*too_wide(page), *cut(page)]
        least = clerk.window.minimumSizeHint()
        if factor == 1.0 and (least.width() > ROOM.width() or least.height() > ROOM.height()):
            found[name].append(f"the window is at least {least.width()} x {least.height()}")
    assert {name: faults for name, faults in found.items() if faults} == {}
