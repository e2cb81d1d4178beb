"""The evening: lists brought in, a meeting planned, tags printed, forty received, papers given."""

import json
import re

import pytest
from PySide6.QtCore import Qt

from desktop.parts.button import Button
from resources import codes, journal, soundness
from sessions import attendance, certificates, meetings, passes, person_rows, returning, rosters
from sessions.answers import Reason
from sessions.intake import applications
from sessions.meeting_rules import State
from sessions.rosters import Source
from tests.journeys import evening
from tests.journeys.clerk import Clerk
from tests.journeys.doorway import PREEDIT, TYPED, WIDE, Doorway, foreign_card
from tests.journeys.evening import DATA, SUPPORTERS, VOLUNTEERS
from tests.papers.reading import text_of

KNOWN = json.loads((DATA / "expected.json").read_text("utf-8"))
FROM_REGISTER = 14
FOREIGN = "https://example.com/menu?id=12"
TITLE = "買い物に困っている方と いっしょに考える"


def rows_of_one_person(proposal, _work):
    """Tell whether both lines stand in expected.json as one person entered twice."""
    rows = {place[-1] for place in proposal.subjects if isinstance(place, tuple)}
    return any(rows == {row for _f, _s, row in one["rows"]} for one in KNOWN["duplicates"])


def in_both_lists(proposal, _work):
    """Tell whether expected.json knows the line of the city as somebody of the register."""
    rows = {place[-1] for place in proposal.subjects if isinstance(place, tuple)}
    return any({one["row"]} == rows for one in KNOWN["city_overlap"])


def nobody(_proposal, _work):
    return False


def in_kanji(number):
    """Write a number below 100 as an official paper has it."""
    digits = " 一二三四五六七八九"
    tens, ones = divmod(number, 10)
    return (f"{digits[tens] if tens > 1 else ''}十" if tens else "") + digits[ones].strip()


def plain(text):
    return re.sub(r"\s", "", text)


@pytest.fixture
def prepared(clerk, tmp_path):
    """Both lists in, the meeting planned, everybody expected, tags printed; the door is open."""
    clerk.sign_in()
    page = clerk.go("people")
    clerk.press(page.empty.findChild(Button))
    page = clerk.wait_for("intake")
    evening.bring_in(clerk, page, "volunteers", VOLUNTEERS, rows_of_one_person)
    clerk.press(page.result.more)
    evening.bring_in(clerk, page, "supporters", SUPPORTERS, in_both_lists)
    volunteers = KNOWN["totals"]["persons_registered"]
    supporters = KNOWN["files"][SUPPORTERS.name]
    people = volunteers + supporters["data_rows"] - supporters["overlap"]
    assert len(clerk.desk.read(person_rows.rows)) == people

    page = evening.plan(clerk, TITLE)
    evening.expect_from_register(clerk, page, FROM_REGISTER)
    assert page.section.table.shown()
    evening.expect_applicants(clerk, page, nobody)
    page = clerk.page
    meeting = page.subject
    lines = clerk.desk.read(rosters.listing, meeting)
    applied = KNOWN["meeting"]["distinct_applicants"]
    assert len(clerk.desk.read(applications.listing, meeting)) == applied
    assert len(lines) == FROM_REGISTER + applied
    assert len(clerk.desk.read(person_rows.rows)) == people  # nobody joins unasked

    preview = evening.see(clerk, page, "tags")
    clerk.write(preview.choices.blanks.lineEdit(), "3")
    clerk.wait(lambda: len(clerk.desk.read(passes.blanks)) == 3)
    preview = evening.previewed(clerk)
    cards = evening.cards_of(evening.print_all(clerk, preview), tmp_path)
    tags = clerk.desk.read(passes.of_meeting, meeting)
    blanks = {one.code for one in clerk.desk.read(passes.blanks)}
    assert set(cards) == {tag.code for tag in tags.values()} | blanks
    clerk.window.back()
    clerk.wait_for("meeting")
    clerk.press(clerk.page.head.primary)
    return Doorway(clerk), lines, tags, cards


def receive_forty(door, lines, tags, cards):
    """Receive the first forty of the list in mixed ways; returns how each of them came."""
    ways = [
        *[("keys", TYPED, False)] * 8, *[("keys", TYPED, True)] * 4,
        *[("keys", PREEDIT, False)] * 5, *[("keys", PREEDIT, True)] * 4,
        *[("keys", WIDE, False)] * 4, *[("keys", WIDE, True)] * 3,
        *[("camera", 0, False)] * 8, *[("name", 0, False)] * 4,
    ]  # fmt: skip
    how = {}
    for number, (line, (kind, way, searching)) in enumerate(zip(lines, ways, strict=False)):
        code = tags[line.id].code
        if kind == "keys":
            answer = door.scan(code, way, searching=searching)
        elif kind == "camera":
            answer = door.show(cards[code], angle=number * 37.0)
            door.clerk.camera.see()
        else:
            answer = door.by_name(line.kana or line.name)
        assert answer == ("received", line.id), (kind, way, searching, line.name)
        how[line.id] = {"keys": "scanner"}.get(kind, kind)
    assert len(how) == 40
    return how


def upset(door, lines, tags, how):
    """Everything that must not change the count: again, garbage, a card made void, undo."""
    before, log = door.counts(), door.log()
    assert door.scan(tags[lines[0].id].code) == ("already", lines[0].id)
    assert door.scan(tags[lines[30].id].code, WIDE) == ("already", lines[30].id)
    for rubbish in (FOREIGN, codes.new_code(), "4901234567894"):
        assert door.scan(rubbish)[0] == "ask", rubbish
        door.wait_for_nobody()
        assert door.scan(rubbish, PREEDIT)[0] == "ask", rubbish
        door.wait_for_nobody()
    assert door.show(foreign_card("ごちそうさま券 10%引"))[0] == "ask"
    door.wait_for_nobody()
    assert (door.counts(), door.log()) == (before, log)

    stray = lines[41]
    door.clerk.desk.change(
        passes.revoke, tags[stray.id].id, reason="lost",
        at=door.clerk.clock(), by=door.clerk.desk.staff_id,
    )  # fmt: skip
    assert door.scan(tags[stray.id].code)[0] == "ask"
    assert door.page.answering._answer.reason is Reason.REVOKED
    door.wait_for_nobody()

    wrong = lines[42]
    assert door.scan(tags[wrong.id].code) == ("received", wrong.id)
    door.undo()
    assert door.counts() == before
    assert wrong.id not in how


def unannounced(door):
    """Walk-ins by F3: one alone, one with two of the family, one with a blank card."""
    blank = door.clerk.desk.read(passes.blanks)[0]
    alone = door.newcomer("はら　はなこ", "長谷")
    family = door.newcomer("いけがみ　たろう", family=2)
    carded = door.newcomer("みぞぐち　しず", card=blank.code)
    assert {alone[0], family[0], carded[0]} == {"received"}
    assert door.scan(blank.code) == ("already", carded[1])
    return alone[1], family[1], carded[1]


def test_an_evening_from_the_lists_to_the_papers(clerk, prepared, qtbot, tmp_path):
    door, lines, tags, cards = prepared
    meeting = door.meeting
    how = receive_forty(door, lines, tags, cards)
    assert door.shown_counts() == (40, len(lines) - 40, 0)
    upset(door, lines, tags, how)
    guests = unannounced(door)
    absent = lines[43]
    assert door.proxy(absent.kana or absent.name, "なかむら　いちろう") == ("received", absent.id)
    early = lines[2]
    door.leaves(early.kana or early.name)
    came = 40 + 5 + 1  # by the list, unannounced with their family, in place of somebody
    everybody_counts(clerk, door, meeting, lines, came)

    close_and_confirm(clerk, meeting, guests)
    rows = {row.expected_id: row for row in clerk.desk.read(attendance.present, meeting)}
    assert len(rows) == came
    assert {line: row.way.value for line, row in rows.items() if line in how} == how
    assert rows[absent.id].proxy_name == "なかむら　いちろう"
    assert [line for line, row in rows.items() if row.left] == [early.id]
    assert rows[guests[0]].name == "原　花子"

    papers(clerk, meeting, rows, guests, tmp_path)
    safe_and_sound(clerk, qtbot, tmp_path)


def everybody_counts(clerk, door, meeting, lines, came):
    """Every surface shows the same numbers."""
    door.wait_for_nobody()
    door.page._read_again()
    waiting = len(lines) - 41
    assert door.shown_counts() == (came, waiting, 5)
    counts = door.counts()
    assert (counts.present, counts.not_yet, counts.walk_ins, counts.left) == (came, waiting, 5, 1)
    clerk.key(Qt.Key.Key_F11)
    page = clerk.wait_for("meeting")
    page.segments.choose("attendance")
    shown = page.section.table.shown()
    assert len(shown) == came
    assert f"実人数 {came}" in page.section.numbers.text()
    assert f"{came}" in page.head.meter.accessibleDescription() + page.head.meter.accessibleName()
    spread = clerk.desk.read(attendance.spread)
    assert (spread.meetings, spread.visits) == (1, came)
    clerk.go("today")
    meters = clerk.page.gatherings.rows[0].findChildren(type(page.head.meter))
    assert any(f"{came}" in one.accessibleDescription() + one.accessibleName() for one in meters)


def close_and_confirm(clerk, meeting, guests):
    """Close the meeting, then say who the first guest is."""
    clerk.press(clerk.page.gatherings.primary)
    door = Doorway(clerk)
    clerk.press(door.page.head.leave)
    clerk.go("meetings")
    clerk.page.rows[0].setFocus()
    clerk.key(Qt.Key.Key_Return)
    page = clerk.wait_for("meeting")
    with clerk.saying("close"):
        clerk.press(clerk.button("会議をとじる", page))
    assert clerk.desk.read(meetings.show, meeting).state is State.CLOSED
    page.segments.choose("attendance")
    page.see_unmatched()
    clerk.find_row(page.section.table, lambda row: row.expected_id == guests[0])

    def confirm(dialog):
        clerk.write(dialog.name, "原　花子")
        clerk.press(dialog.confirmed)

    with clerk.answering(confirm):
        clerk.key(Qt.Key.Key_Return)


def papers(clerk, meeting, rows, guests, tmp_path):
    """出席者名簿 and 参加証 are printed and read back."""
    preview = evening.see(clerk, clerk.page, "attendance")
    words = plain(text_of(preview.drawn.pdf, tmp_path))
    for row in rows.values():
        assert plain(row.proxy_name or row.name or row.kana) in words
    assert "原花子" in words
    assert any(letter in words for letter in "髙濵𠮷﨑")
    evening.print_all(clerk, preview)
    clerk.window.back()
    clerk.wait_for("meeting")

    preview = evening.see(clerk, clerk.page, "certificates")
    unnamed = {row.expected_id for row in rows.values() if row.source is Source.WALK_IN} - {
        guests[0]
    }
    named = [row for row in rows.values() if row.expected_id not in unnamed]
    pages = text_of(preview.drawn.pdf, tmp_path).split("\f")[:-1]
    assert len(pages) == len(named)
    for row in named:
        wanted = plain(row.proxy_name or row.name)
        assert sum(wanted in plain(page) for page in pages) == 1, wanted
    evening.print_all(clerk, preview)
    issued = clerk.desk.read(certificates.listing, meeting_id=meeting)
    assert [one.content.number for one in issued] == list(range(1, len(named) + 1))
    assert {one.state.value for one in issued} == {"issued"}
    printed = {}
    for page in pages:
        (number,) = re.findall("第([一二三四五六七八九十]+)号", page)
        printed[number] = plain(page)
    for one in issued:
        assert plain(one.content.name) in printed[in_kanji(one.content.number)]


def safe_and_sound(clerk, qtbot, tmp_path):
    """The office is whole; the day's copy is taken on leaving, and brings everything back."""
    found = soundness.check(clerk.desk.office)
    assert found.sound, found.problems
    chain = clerk.desk.read(journal.verify)
    assert chain.broken_at is None
    stick = tmp_path / "stick"
    stick.mkdir()

    def take(dialog):
        with clerk.file(stick):
            clerk.press(dialog.box.choose)
        clerk.press(dialog.take)

    with clerk.answering(take):
        clerk.window.close()
    clerk.wait(lambda: not clerk.window.isVisible())
    clerk.leave()
    (copy,) = stick.glob("*.inabackup")

    other = Clerk(qtbot, tmp_path / "second machine" / "office", clerk.clock)
    panel = other.come()
    other.press(other.button("もう 事務所か 控えが ある", panel))
    panel = other.panel
    other.press(panel.way.ring("backup"))
    other.press(panel.go)
    panel = other.panel
    with other.file(copy):
        other.press(panel.other)
    other.write(panel.secret, "みはらしの丘 2026")
    other.press(panel.go)
    other.wait(lambda: panel.go.words == "この控えに 戻す")
    other.press(panel.go)
    other.wait(lambda: other.window is not None)
    back = soundness.check(other.desk.office)
    # Only that it was brought back has come to it.
    assert (back.sound, back.lines) == (True, found.lines + 1)
    noted = {"journal": found.counts["journal"] + 1, "journal_value": back.counts["journal_value"]}
    assert back.counts == found.counts | noted
    with other.desk.office.read() as db:
        assert returning.since(db, found.lines, found.head).acts == 1
    other.leave()
