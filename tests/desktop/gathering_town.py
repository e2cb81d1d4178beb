"""An office with places, people and meetings in every state, in a real window."""

from contextlib import contextmanager
from datetime import date, time

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from desktop import style
from desktop.assembly import PAGES, maker
from desktop.desk import Desk
from desktop.style.scale import scale
from desktop.window import Window
from sessions import bodies, expecting, people, places, planning, rosters
from sessions.person_entry import PersonDetails
from sessions.places import PlaceDetails
from sessions.planning import Plan, PlannedItem
from tests.town import NOW, STAFF

WHO = {"at": NOW, "by": STAFF}
TODAY = date(2026, 5, 19)
PEOPLE = (
    ("髙橋　ハツヱ", "たかはし　はつえ", "高遠町", "0265-94-8178"),
    ("高見　清一", "たかみ　せいいち", "伊那", "0265-78-3200"),
    ("春日　とみ子", "かすが　とみこ", "手良", "090-0503-8970"),
    ("有賀　武", "あるが　たけし", "西箕輪", "0265-76-1122"),
    ("埋橋　重男", "うずはし　しげお", "富県", ""),
    ("御子柴　とし江", "みこしば　としえ", "東春近", "0265-72-9911"),
    ("城倉　いさ子", "しろくら　いさこ", "美篶", ""),
    ("Nguyễn Thị Lan", "グエン　ティ　ラン", "荒井区", "090-0503-8971"),
    ("向山　幸子", "むかいやま　さちこ", "西春近", ""),
    ("登内　稔", "とのうち　みのる", "中央区", "0265-72-4400"),
    ("網野　すず", "あみの　すず", "長谷", ""),
    ("𠮷田　一郎", "よしだ　いちろう", "伊那", "0265-72-0001"),
    ("滝沢　久", "たきざわ　ひさし", "手良", ""),
    ("竹松　ミヨ", "たけまつ　みよ", "高遠町", ""),
    ("唐澤　幸太郎", "からさわ　こうたろう", "上新田", "0265-76-2000"),
    ("小松　あき", "こまつ　あき", "西町", ""),
    ("北原　昭二", "きたはら　しょうじ", "東春近", "0265-72-3131"),
    ("宮下　みどり", "みやした　みどり", "伊那", ""),
)
ITEMS = (
    PlannedItem("開会と きょうのねらい", "事務局 宮下", 10),
    PlannedItem("買い物に困る方の話を聞く", "高見 清一", 30),
    PlannedItem("班での話し合い", "みなさん", 50),
    PlannedItem("まとめと 次回", "響働コーディネーター", 20),
)


def enrol(desk):
    """Put PEOPLE into the register; return their ids in that order."""
    return [
        desk.change(
            people.enrol,
            PersonDetails(
                name=name,
                kana=kana,
                district=district,
                phones=((phone, phone.replace("-", "")),) if phone else (),
                birth=date(1940 + number, 4, 1 + number),
            ),
            **WHO,
        )
        for number, (name, kana, district, phone) in enumerate(PEOPLE)
    ]


def found(desk):
    """Found the bodies and a place; return いなくらし会議."""
    desk.change(bodies.seed, **WHO)
    desk.change(
        places.enrol,
        PlaceDetails("福祉まちづくりセンター", kana="ふくしまちづくりせんたー",
                     rooms="研修室1-3／ふれあいホール", capacity=80),
        **WHO,
    )  # fmt: skip
    return desk.read(bodies.town_meeting)


def plan(desk, body_id, *, held_on=TODAY, number=None, items=ITEMS, capacity=50, **facts):
    """Plan one meeting and return its id."""
    wanted = {
        "held_on": held_on,
        "number": number,
        "begins": time(10, 30),
        "ends": time(12, 0),
        "title": "買い物に困っている方と いっしょに考える",
        "place": "福祉まちづくりセンター",
        "room": "研修室1-3",
        "purpose": "地域の困りごとを みんなで考えます。",
        "capacity": capacity,
        "items": items,
    }
    return desk.change(planning.create, body_id, Plan(**{**wanted, **facts}), **WHO).id


def expect(desk, meeting_id, person_ids):
    """Put people on the list; return their lines in that order."""
    desk.change(expecting.expect_people, meeting_id, person_ids, **WHO)
    return [desk.read(rosters.line_of, meeting_id, person) for person in person_ids]


@contextmanager
def standing(office, qtbot, *, clock=lambda: NOW, staff=STAFF):
    """Give a desk and a shown window whose pages are the real ones."""
    app = QApplication.instance()
    style.dress(app)
    desk = Desk(office, staff, clock)
    window = Window(desk, clock=clock)
    window.toast.still = True
    for name, where in PAGES.items():
        window.add_page(name, maker(where))
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    try:
        yield desk, window
    finally:
        window.hide()
        scale.set_factor(1.0)
        desk.close()


def answer(act, *, tries=200):
    """Wait for the next dialog and let `act(dialog)` answer it; a dialog must come."""
    clock = QTimer(QApplication.instance())
    left = [tries]

    def look():
        dialog = QApplication.activeModalWidget()
        left[0] -= 1
        if dialog is None and left[0]:
            return
        clock.stop()
        clock.deleteLater()
        assert dialog is not None, "no dialog came"
        try:
            act(dialog)
        finally:
            if dialog.isVisible():
                dialog.reject()

    clock.timeout.connect(look)
    clock.start(5)


def shown(name):
    """Return a name as the screen sets it."""
    return name.replace("　", " ")


def write(editor, text):
    """Write `text` as the input method does: committed at once where the cursor stands."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QCoreApplication.sendEvent(editor, event)
