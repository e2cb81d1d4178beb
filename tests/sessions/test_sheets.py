from dataclasses import replace
from datetime import date, timedelta

from resources import words
from sessions import (
    agenda,
    arrivals,
    attendance,
    certificates,
    door,
    issuing,
    meetings,
    passes,
    recognition,
    rosters,
    sheets,
)
from sessions import (
    office as offices,
)
from sessions.door_log import Way
from sessions.papers import agenda_sheet, attendance_list, cards, name_tags, sign_in_sheet
from sessions.rosters import Reply
from tests.sessions.hall import TOWN, WHO, hall
from tests.town import NOW, STAFF


def test_the_agenda_has_its_items_and_minutes(db):
    it = hall(db)
    agenda.add(db, it.meeting, "あいさつ", who="会長", minutes=5, **WHO)
    content = sheets.agenda_sheet(db, it.meeting)
    assert [(item.title, item.who, item.minutes) for item in content.items] == [
        ("あいさつ", "会長", 5)]  # fmt: skip
    assert content.where == "いなっせ"
    assert "10:00" in content.when
    assert agenda_sheet.draw(content).startswith(b"%PDF")


def test_the_sign_in_sheet_lists_everybody_in_order(db):
    it = hall(db)
    recognition.reply(db, it.lines[1], Reply.PROXY, proxy_name="高見　花", **WHO)
    content = sheets.sign_in_sheet(db, it.meeting, page_codes=sheets.new_page_codes(5))
    assert [line.name for line in content.people] == [
        "春日　とみ子", "Nguyễn Văn Minh", "髙橋　ハツヱ", "高見　清一", "𠮷田　稔"]  # fmt: skip
    assert content.people[3].remark == "Proxy: 高見　花"
    assert sign_in_sheet.draw(content).startswith(b"%PDF")


def test_tags_carry_the_codes_of_their_lines_and_blank_cards_come_last(db):
    it = hall(db)
    blank = passes.issue_blanks(db, 2, **WHO)
    content = sheets.name_tags(db, it.meeting, blanks=blank)
    codes = dict(zip((name for name, *_rest in TOWN), it.codes, strict=True))
    assert [(tag.name, tag.code) for tag in content.tags[:5]] == [
        (name, codes[name])
        for name in ("春日　とみ子", "Nguyễn Văn Minh", "髙橋　ハツヱ", "高見　清一", "𠮷田　稔")
    ]
    assert [tag.number for tag in content.tags[5:]] == ["W-001", "W-002"]
    chosen = sheets.name_tags(db, it.meeting, expected_ids=[it.lines[0]])
    assert [tag.name for tag in chosen.tags] == ["髙橋　ハツヱ"]
    assert name_tags.draw(content).startswith(b"%PDF")
    issued = passes.issue_cards(db, it.people[:1], **WHO)
    own = sheets.cards(issued, [TOWN[0][:2]], office="伊那社協")
    assert cards.draw(own).startswith(b"%PDF")


def test_the_attendance_list_tells_who_came_and_who_did_not(db):
    it = hall(db)
    arrivals.arrive(db, it.meeting, it.lines[0], way=Way.SCANNER, **WHO)
    arrivals.leave(db, it.lines[0], at=NOW + timedelta(minutes=40), by=STAFF)
    arrivals.arrive_proxy(db, it.meeting, it.lines[1], proxy_name="高見　花", **WHO)
    door.walk_in(db, it.meeting, name_kana="こさか　はな", district="伊那", **WHO)
    content = sheets.attendance_list(db, it.meeting)
    first = content.present[0]
    # The clock on the wall in Japan is nine hours ahead of the record.
    assert (first.name, first.arrived, first.left, first.way) == (
        "髙橋　ハツヱ", "10:30", "11:10", "Scanner")  # fmt: skip
    assert content.present[1].remark == "Proxy: 高見　花"
    assert [one.name for one in content.unmatched] == ["こさか　はな"]
    assert len(content.missing) == 3
    assert (content.expected, content.heads, content.visits) == (5, 3, 3)
    assert attendance_list.draw(content).startswith(b"%PDF")
    assert attendance.counts(db, it.meeting).present == content.visits


def test_a_certificate_is_drawn_from_its_frozen_words(db):
    it = hall(db)
    arrivals.arrive(db, it.meeting, it.lines[3], way=Way.NAME, **WHO)
    details = offices.OfficeDetails(
        name="伊那社協",
        issuer_title="会長",
        issuer_name="見本　太郎",
        certificate_text="{meeting}に {date} 参加されました",
    )
    offices.describe(db, details, version=0, **WHO)
    draw = sheets.certificate_drawing()
    facts = {"draw": draw, **WHO}
    batch = issuing.issue(db, it.meeting, dated=date(2026, 5, 19), **facts)
    card = batch.certificates[0]
    pdf = certificates.pdf(db, card.id)
    assert pdf.startswith(b"%PDF")
    assert draw(card.content) == pdf
    words.use("en")
    paper = sheets.participation(card.content)
    assert (paper.number, paper.name, paper.date) == (
        "No. 一 of the register", "𠮷田　稔", "令和八年五月十九日")  # fmt: skip
    assert paper.text.endswith("に 令和8年5月19日 参加されました")
    later = replace(details, issuer_name="後任　花子", certificate_text="")
    offices.describe(db, later, version=1, **WHO)
    again = issuing.reissue(db, card.id, reissued_on=date(2026, 7, 1), **facts)
    copy = sheets.participation(again.content)
    assert (copy.issuer_title, copy.issuer_name) == ("会長", "見本　太郎")
    assert copy.text == paper.text
    assert "令和8年7月1日" in copy.reissued


def test_a_walk_in_without_a_name_stands_under_the_reading(db):
    it = hall(db)
    line = door.walk_in(db, it.meeting, name_kana="こさか　はな", **WHO).answer.expected_id
    content = sheets.sign_in_sheet(db, it.meeting, page_codes=("x",))
    assert [(one.name, one.kana) for one in content.people if one.name == "こさか　はな"] == [
        ("こさか　はな", "")]  # fmt: skip
    assert rosters.show(db, line).name == ""
    assert "10:00" in sheets.when(meetings.show(db, it.meeting))
