"""A whole evening from the command line: plan, cards, door, attendance, papers, copies."""

import json
import shutil

import pytest
import zxingcpp
from PIL import Image
from pypdf import PdfReader

from resources import migrations
from tests.desktop.commands.conftest import APPLICANTS, SUPPORTERS, VOLUNTEERS


@pytest.fixture
def evening(call):
    """Return the caller after a meeting on 19 May with five people of the register was opened."""
    call("import", "supporters", SUPPORTERS)
    ids = [one["id"] for one in call("people", "list")[:5]]
    call("meeting", "create", "--date", "2026-05-19", "--from", "10:00", "--to", "12:00",
         "--number", "14", "--place", "いなっせ", "--item", "あいさつ|会長|5", "--item", "話し合い",
         "--people", *ids)  # fmt: skip
    call("meeting", "open", "14")
    return call


def codes(call, meeting="14"):
    return [card["code"] for card in call("passes", "issue", meeting, "--codes")]


@pytest.mark.both_engines
def test_a_meeting_goes_from_planned_to_closed_and_back(evening):
    call = evening
    shown = call("meeting", "show", "next")
    assert (shown["number"], shown["state"], shown["date"], shown["begins"]) == (
        14, "open", "2026-05-19", "10:00")  # fmt: skip
    assert shown["agenda"] == [
        {"title": "あいさつ", "who": "会長", "minutes": 5},
        {"title": "話し合い", "who": "", "minutes": None},
    ]
    assert shown["counts"]["expected"] == len(shown["roster"]) == 5
    assert call("meeting", "show", "いなくらし会議 第14回")["id"] == shown["id"]
    assert call("meeting", "show", shown["id"]) == shown
    assert call.refused("meeting", "show", "15")
    assert call("meeting", "close", "14")["state"] == "closed"
    assert call("meeting", "reopen", "14", "--reason", "紙の名簿が出てきた")["state"] == "open"
    call("meeting", "create", "--date", "2026-06-10", "--number", "15")
    put_off = call("meeting", "postpone", "15", "--reason", "大雪", "--date", "2026-06-17")
    assert (put_off["state"], put_off["date"]) == ("planned", "2026-06-17")
    assert call("meeting", "postpone", "15", "--reason", "大雪")["date"] is None
    assert call("meeting", "cancel", "15", "--reason", "大雪")["state"] == "cancelled"
    assert [one["number"] for one in call("meeting", "list")] == [14, 15]
    assert [one["number"] for one in call("meeting", "list", "--when", "today")] == [14]
    assert call.refused("meeting", "create", "--date", "2026-06-18", "--number", "14")


@pytest.mark.both_engines
def test_people_of_the_register_are_expected_by_id_or_number(call):
    call("import", "volunteers", VOLUNTEERS)
    call("meeting", "create", "--date", "2026-06-01", "--number", "1")
    person = call("people", "show", "0002")
    assert call("meeting", "expect", "1", "1", person["id"], "No.3") == {"added": 3, "known": 0}
    assert call("meeting", "expect", "1", "0001") == {"added": 0, "known": 1}
    assert call.refused("meeting", "expect", "1", "9999")


@pytest.mark.both_engines
def test_a_card_is_received_once_however_often_it_is_shown(evening):
    call = evening
    told = call("passes", "issue", "14")
    assert len(told) == 5
    assert "code" not in told[0]
    first, second, *_rest = codes(call)
    answer = call("check-in", "14", first, "--at", "09:52", "--desk", "A")
    assert answer["answer"] == "received"
    assert answer["since"] == "2026-05-19T09:52:00+09:00"
    again = call("check-in", "14", first.lower(), "--at", "10:05")
    assert (again["answer"], again["since"]) == ("already", answer["since"])
    assert again["person"] == answer["person"]
    call("check-in", "next", second, "--at", "2026-05-19T01:00:00+00:00")
    came = call("attendance", "14")
    assert {(one["name"], one["arrived"], one["way"]) for one in came} == {
        (answer["person"]["name"], answer["since"], "command"),
        (told[1]["name"], "2026-05-19T10:00:00+09:00", "command"),
    }
    assert {"id", "name", "kana", "arrived", "left", "way"} <= set(came[0])
    garbage = call("check-in", "14", "https://example.com")
    assert (garbage["answer"], garbage["reason"], garbage["person"]) == ("ask", "foreign", None)
    assert len(call("attendance", "14")) == 2
    call("meeting", "close", "14")
    assert call("check-in", "14", codes(call)[3])["reason"] == "closed"


@pytest.mark.both_engines
def test_certificates_are_issued_verified_void_and_issued_again(evening, tmp_path):
    call = evening
    assert call.refused("print", "certificates", "14", "--output", tmp_path / "none.pdf")
    for code in codes(call)[:3]:
        call("check-in", "14", code)
    cards = call("certificate", "issue", "14")["certificates"]
    assert [one["number"] for one in cards] == ["2026-1", "2026-2", "2026-3"]
    assert call("certificate", "issue", "14")["certificates"] == cards
    assert call("certificate", "verify", "2026-2")["genuine"] is True
    assert call("certificate", "verify", "2026-9") == {
        "genuine": False, "content": None, "reason": "This paper is not in the register."}  # fmt: skip
    call("certificate", "void", "2026-2", "--reason", "名前の間違い")
    assert call("certificate", "verify", "2026-2")["genuine"] is False
    again = call("certificate", "reissue", "2026-3", on="2026-07-01")
    assert (again["number"], again["reissued_on"]) == ("2026-3", "2026-07-01")
    assert len(call("certificate", "list", "14")) == 4
    pdf = tmp_path / "certificates.pdf"
    answer = call("print", "certificates", "14", "--output", pdf)
    assert answer["pages"] == len(PdfReader(pdf).pages) == 2
    stranger = tmp_path / "stranger.pdf"
    stranger.write_bytes(b"%PDF-1.4")
    assert call("certificate", "verify", stranger)["genuine"] is False


@pytest.mark.parametrize(
    ("paper", "says"),
    [
        ("sign-in-sheet", "第14回"),
        ("name-tags", "第14回"),
        ("agenda", "あいさつ"),
        ("attendance-list", "第14回"),
    ],
)
def test_each_paper_of_a_meeting_has_its_blank_twin(evening, tmp_path, paper, says):
    file, blank = tmp_path / "paper.pdf", tmp_path / "blank.pdf"
    options = ("--language", "ja")
    answer = evening("print", paper, "14", "--output", file, *options)
    read = PdfReader(file)
    assert answer["pages"] == len(read.pages)
    assert says in "".join(page.extract_text() for page in read.pages)
    evening("print", paper, "14", "--blank", "--output", blank, *options)
    told = "".join(page.extract_text() for page in PdfReader(blank).pages)
    assert all(one["name"] not in told for one in evening("people", "list"))


@pytest.mark.both_engines
def test_cards_test_page_and_letters_are_drawn_with_a_picture(evening, tmp_path):
    call = evening
    ids = [one["id"] for one in call("people", "list")[:2]]
    file, picture = tmp_path / "cards.pdf", tmp_path / "cards.png"
    call("print", "cards", "--people", *ids, "--start", "3", "--output", file, "--preview", picture)
    with Image.open(picture) as image:
        seen = {code.text for code in zxingcpp.read_barcodes(image.convert("L"))}
    issued = call("passes", "issue", "--people", *ids, "--codes")
    assert {card["code"] for card in issued} == seen
    call("print", "test-page", "--output", tmp_path / "test.pdf")
    assert call.refused("print", "notice", "14", "--output", tmp_path / "none.pdf")
    call("meeting", "create", "--date", "2026-06-10", "--number", "15", "--people", *ids)
    call("meeting", "cancel", "15", "--reason", "大雪の予報のため")
    answer = call("print", "notice", "15", "--output", tmp_path / "notice.pdf", "--language", "ja")
    assert answer["pages"] == 2
    told = PdfReader(tmp_path / "notice.pdf").pages[0].extract_text()
    assert "大雪の予報のため" in told
    assert call("passes", "issue", "--blank", "3", "--codes")[2]["label"] == "W-003"
    assert call.raw("passes", "issue")[0] == 2
    call("meeting", "create", "--date", "2026-06-12", "--number", "17")
    assert call.refused("print", "name-tags", "17", "--output", tmp_path / "none.pdf")
    assert not (tmp_path / "none.pdf").exists()


def test_letters_that_no_font_has_stop_the_print_until_allowed(evening, tmp_path):
    call = evening
    call("meeting", "create", "--date", "2026-06-11", "--number", "16", "--title", "印\ue000刷")
    file = tmp_path / "agenda.pdf"
    status, out = call.raw("print", "agenda", "16", "--output", file, "--json")
    assert status == 1
    assert "\ue000" in json.loads(out)["refused"]["what"]
    assert not file.exists()
    answer = call("print", "agenda", "16", "--output", file, "--allow-substitutes")
    assert [one["characters"] for one in answer["substitutes"]] == [["\ue000"]]
    assert file.exists()


def test_the_whole_way_from_an_empty_folder_to_a_restored_office(call, tmp_path):
    shutil.rmtree(call.folder)
    sheet = tmp_path / "recovery.pdf"
    made = call("init", "--recovery-sheet", sheet, "--as", "城倉　由香")
    assert made == {"data": str(call.folder), "schema": migrations.HEAD}
    assert sheet.read_bytes().startswith(b"%PDF")
    assert "Recovery key" not in call.err
    assert call.refused("init")
    call("import", "volunteers", VOLUNTEERS)
    call("import", "supporters", SUPPORTERS)
    call("meeting", "create", "--date", "2026-05-19", "--number", "14")
    call("import", "applicants", APPLICANTS, "--meeting", "14")
    tags = tmp_path / "tags.pdf"
    assert call("print", "name-tags", "14", "--output", tags)["pages"] == 6
    call("meeting", "open", "14")
    for code in codes(call)[:4]:
        assert call("check-in", "14", code)["answer"] == "received"
    came = call("attendance", "14")
    assert len(came) == 4
    before = call("check")
    copy = call("backup", "--to", tmp_path / "stick")
    assert copy["counts"] == before["counts"]
    assert copy["journal"].items() <= before["journal"].items()
    assert call.refused("restore", APPLICANTS)
    call.folder = tmp_path / "second"
    back = call("restore", copy["file"])
    assert (back["data"], back["kept"]) == (str(call.folder), None)
    after = call("check")
    assert (after["sound"], after["problems"]) == (True, [])
    # Bringing it back is an act of its own: one line of the journal more, and nothing else.
    own = {"journal": 1, "journal_value": 1}
    more = {name: count - before["counts"][name] for name, count in after["counts"].items()}
    assert {name: count for name, count in more.items() if count} == own
    assert after["journal"]["lines"] == before["journal"]["lines"] + 1
    assert call("attendance", "14") == came
    kept = call("restore", copy["file"])["kept"]
    assert kept.startswith(f"{call.folder}-旧-")


def test_a_damaged_file_is_told_by_check(call):
    path = next(path for path in call.folder.iterdir() if path.suffix not in {".json", ".lock"})
    call("check")
    content = bytearray(path.read_bytes())
    content[-2000] ^= 0xFF
    path.write_bytes(content)
    status, out = call.raw("check", "--json")
    assert status == 1
    told = json.loads(out)
    assert told.get("sound") is False or "refused" in told


def test_a_second_process_works_beside_an_open_office(call):
    from resources.database import Office
    from resources.keys import unlock_by_passphrase
    from tests.town import PASSPHRASE

    window = Office.open(call.folder, unlock_by_passphrase(call.folder, PASSPHRASE), window=True)
    try:
        assert call("meeting", "create", "--date", "2026-06-01")["number"] == 1
    finally:
        window.close()


def test_version_needs_no_office(call, tmp_path):
    call.folder = tmp_path / "nowhere"
    assert set(call("version")) == {"version", "schema", "python"}


def test_a_backup_of_this_machines_office_is_noted_for_the_window(call, tmp_path, monkeypatch):
    from resources import settings

    call("backup", "--to", tmp_path / "elsewhere")
    assert settings.load().last_backup == ""
    settings.change(data_folder=str(call.folder))
    made = call("backup", "--to", tmp_path / "stick")
    noted = settings.load()
    assert noted.last_backup_place == str(tmp_path / "stick")
    assert noted.last_backup.startswith("2026-05-1")
    assert call("backup", on="2026-05-20")["file"].startswith(str(tmp_path / "stick"))
    assert made["file"].endswith(".inabackup")
