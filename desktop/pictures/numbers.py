"""Pictures of the register of numbers: papers sent and received, and what is asked of them."""

from datetime import date
from typing import Any

from desktop.dialogs import numbering, paper_days
from desktop.pictures.studio import Studio
from sessions import document_dates, document_series, documents
from sessions.document_dates import Days
from sessions.document_series import Direction, SeriesDetails
from sessions.documents import DocumentFacts, Paper, Theirs

_SENT = (
    ("令和9年度 理事会の開催について", "理事・監事 各位", date(2027, 2, 18)),
    ("いなくらし会議 地区の会場をお借りするお願い", "高遠町公民館長", date(2027, 2, 24)),
    ("地域福祉活動計画の進み具合について", "伊那市長", date(2027, 3, 1)),
)
_CAME = (
    ("令和8年度 補助金の実績報告について", "伊那市", "8福第1024号", date(2027, 2, 15)),
    ("ボランティア保険 加入手続きのお知らせ", "長野県社会福祉協議会", "", date(2027, 2, 26)),
    ("介護予防教室の会場の変更", "高遠町公民館", "高公第31号", date(2027, 3, 2)),
)


def register(studio: Studio) -> None:
    """Show both parts of the register, and the questions about a paper."""
    number = _fill(studio)
    page: Any = studio.go("documents")
    page.table.point_at(number.id)
    studio.take_page("documents", page)
    window, desk = studio.window, studio.desk
    studio.take_dialog("numbering", lambda: numbering.ask(window, desk, Direction.SENT))
    studio.take_dialog("branching", lambda: numbering.ask(window, desk, Direction.SENT, number))
    studio.take_dialog("paper-days", lambda: paper_days.ask(window, desk, number))
    page.part.choose(Direction.RECEIVED.value)
    studio.take_page("documents-received", page)
    studio.take_dialog("receiving", lambda: numbering.ask(window, desk, Direction.RECEIVED))
    page.part.choose(Direction.SENT.value)


def _fill(studio: Studio) -> DocumentFacts:
    """Enter some papers, once for all sizes of letters; return one that has its days."""
    desk = studio.desk
    at, by = desk.now(), desk.staff_id
    wanted = "会場をお借りする"
    if known := desk.read(documents.listing, text=wanted):
        return known[0]

    def take(series: str, paper: Paper, day: date) -> DocumentFacts:
        return desk.change(documents.take, series, paper, dated=day, at=at, by=by)

    sent, came = (
        desk.change(document_series.enrol, SeriesDetails(sign, direction=way), at=at, by=by)
        for way, sign in ((Direction.SENT, "見社"), (Direction.RECEIVED, "見社収"))
    )
    made = []
    for subject, reader, day in _SENT:
        made.append(take(sent, Paper(subject, reader, "見本町社会福祉協議会　会長"), day))
        days = Days(date(2027, 2, 10), date(2027, 2, 15), day)
        desk.change(document_dates.enter, made[-1].id, days, version=1, at=at, by=by)
    first = made[0]
    for subject in ("令和9年度 理事会の資料", "令和9年度 理事会の欠席届"):
        paper = Paper(subject, first.addressed_to, first.issuer)
        desk.change(documents.branch, first.id, paper, dated=first.dated, at=at, by=by)
    desk.change(documents.void, first.id, reason="日程が変わったため", at=at, by=by)
    for subject, sender, theirs, day in _CAME:
        take(came, Paper(subject, issuer=sender, theirs=Theirs(theirs, date(2027, 2, 12))), day)
    return desk.read(documents.listing, text=wanted)[0]
