"""Lists brought in from the command line, held against what was written down beforehand."""

import json
from collections import Counter

import pytest

from tests.desktop.commands.conftest import APPLICANTS, DATA, SUPPORTERS, VOLUNTEERS

EXPECTED = json.loads((DATA / "expected.json").read_text("utf-8"))
TO_REPORT = {row["kind"] for row in EXPECTED["problem_rows"]}


def wanted_problems(file):
    return Counter(
        (row["row"], row["kind"]) for row in EXPECTED["problem_rows"] if row["file"] == file.name
    )


def found_problems(answer):
    return Counter((p["row"], p["kind"]) for p in answer["problems"] if p["kind"] in TO_REPORT)


def plain(text):
    return (text or "").replace("　", "").replace(" ", "").replace("\xa0", "")


def pairs(answer):
    return {frozenset((file, row) for file, _sheet, row in d["rows"]) for d in answer["duplicates"]}


def test_the_register_of_volunteers_is_what_was_expected(call):
    answer = call("import", "volunteers", VOLUNTEERS)
    (file,) = answer["files"]
    assert set(file) == {"file", "kind", "rows", "added", "changed", "unchanged"}
    assert (file["file"], file["kind"], file["rows"]) == (VOLUNTEERS.name, "volunteers", 415)
    assert found_problems(answer) == wanted_problems(VOLUNTEERS)
    for problem in answer["problems"]:
        assert list(problem) == ["file", "sheet", "row", "column", "kind", "text", "message"]
    wanted = {
        frozenset((file, row) for file, _sheet, row in one["rows"])
        for one in EXPECTED["duplicates"]
    }
    assert wanted <= pairs(answer)
    listed = {one["number"]: one for one in call("people", "list", "--programme", "points")}
    assert len(listed) == 414
    for person in EXPECTED["people"]:
        for file, _sheet, row in person["sources"]:
            if file != VOLUNTEERS.name or person["number"] is None:
                continue
            one = listed[f"{person['number']:04}"]
            assert plain(one["name"]) == plain(person["name"]), row
            assert one["birth"] == person["birth"] or person["birth"] is None
            assert one["sex"] == person["sex"]


def test_bringing_in_twice_changes_nothing_and_can_be_taken_back(call):
    first = call("import", "supporters", SUPPORTERS)
    assert first["files"][0]["added"] == 90
    assert found_problems(first) == wanted_problems(SUPPORTERS)
    again = call("import", "supporters", SUPPORTERS)
    assert again["files"][0] == {**first["files"][0], "added": 0, "unchanged": 90}
    (kept,) = call("imports")
    assert (kept["kind"], kept["by"], kept["taken_back"]) == ("supporters", "唐澤　みどり", False)
    call("undo-import", kept["id"])
    assert call("people", "list") == []
    assert call("imports")[0]["taken_back"] is True
    assert call.refused("undo-import", kept["id"])


def test_both_files_together_propose_the_overlap_with_the_city(call):
    call("import", "volunteers", VOLUNTEERS)
    dry = call("import", "supporters", SUPPORTERS, "--dry-run")
    assert call("imports")[0]["kind"] == "volunteers"
    ids = {one["number"]: one["id"] for one in call("people", "list")}
    proposed = {
        (row, person)
        for one in dry["duplicates"]
        for _file, _sheet, row in one["rows"]
        for person in one["ids"]
    }
    wanted = {(one["row"], ids[one["number"]]) for one in EXPECTED["city_overlap"]}
    assert len(wanted) == 23
    assert wanted <= proposed


def test_an_answer_makes_one_person_of_two_lines(call, tmp_path):
    call("import", "volunteers", VOLUNTEERS)
    ids = {one["number"]: one["id"] for one in call("people", "list")}
    one = EXPECTED["city_overlap"][0]
    answers = tmp_path / "answers.json"
    place = [SUPPORTERS.name, None, one["row"]]
    person = ids[one["number"]]
    answers.write_text(json.dumps([{"rows": [place], "ids": [person], "answer": "same"}]), "utf-8")
    call("import", "supporters", SUPPORTERS, "--answers", answers)
    shown = call("people", "show", one["number"])
    assert shown["id"] == person
    assert shown["supporter_number"] == f"{int(one['city_no']):04}"
    assert len(call("people", "list")) == 414 + 90 - 1


def test_applicants_stand_on_the_list_of_their_meeting_not_in_the_register(call):
    call("meeting", "create", "--date", "2026-05-20", "--number", "14")
    assert call.refused("import", "applicants", APPLICANTS)
    answer = call("import", "applicants", APPLICANTS, "--meeting", "14")
    assert answer["files"][0]["rows"] == EXPECTED["meeting"]["rows"]
    shown = call("meeting", "show", "14")
    assert len(shown["roster"]) == EXPECTED["meeting"]["distinct_applicants"]
    # Some write 伊那地区 where others write 伊那.
    by_district = Counter(line["district"].removesuffix("地区") for line in shown["roster"])
    assert by_district == EXPECTED["meeting"]["by_district"]
    assert call("people", "list") == []
    again = call("import", "applicants", APPLICANTS, "--meeting", "14")
    assert again["files"][0]["added"] == 0
    assert len(call("meeting", "show", "14")["roster"]) == 60


@pytest.mark.parametrize("kind", ["course", "classes", "petit-hosts"])
def test_kinds_that_come_later_are_refused_by_name(call, kind):
    assert kind in call.refused("import", kind, SUPPORTERS)
    assert "volunteers" in call.err


def test_what_cannot_be_read_is_refused_and_nothing_is_kept(call, tmp_path):
    assert call.refused("import", "volunteers", tmp_path / "none.xlsx")
    empty = tmp_path / "empty.csv"
    empty.write_text("a,b\n1,2\n", "utf-8")
    assert call.refused("import", "supporters", SUPPORTERS, empty)
    assert call("people", "list") == []
    assert call("imports") == []


def test_a_report_is_written_that_no_spreadsheet_takes_for_a_formula(call, tmp_path):
    report = tmp_path / "problems.csv"
    answer = call("import", "supporters", SUPPORTERS, "--dry-run", "--report", report)
    lines = report.read_text("utf-8-sig").splitlines()
    assert len(lines) == 1 + len(answer["problems"])
    assert not any(cell[:1] in "=+@" for line in lines[1:] for cell in line.split(",") if cell)
    whole = tmp_path / "report.json"
    call("import", "supporters", SUPPORTERS, "--dry-run", "--report", whole)
    assert json.loads(whole.read_text("utf-8")) == answer


def test_what_cannot_be_guessed_is_asked_and_given_by_a_mapping(call, tmp_path):
    odd = tmp_path / "odd.csv"
    odd.write_text("あ,い,う\n77,伊那　花,いな　はな\n78,伊那　守,いな　まもる\n", "utf-8")
    assert call.refused("import", "supporters", odd)
    assert "mapping" in call.err
    told = tmp_path / "mapping.json"
    told.write_text(
        json.dumps({"columns": {"あ": "number", "い": "name", "う": "kana"}, "header": 1}), "utf-8"
    )
    call("import", "supporters", odd, "--mapping", told)
    assert [(one["supporter_number"], one["name"]) for one in call("people", "list")] == [
        ("0077", "伊那　花"), ("0078", "伊那　守")]  # fmt: skip
    told.write_text('{"columns": {"あ": "shoe size"}}', "utf-8")
    assert "shoe size" in call.refused("import", "supporters", odd, "--mapping", told)


def test_a_person_is_shown_with_what_stands_around_them(call):
    call("import", "volunteers", VOLUNTEERS)
    shown = call("people", "show", "0001")
    assert shown["district"] == "美篶"
    assert shown["area"] == ["美篶"]
    assert (shown["household"], shown["former_names"]) == (None, [])
    assert (shown["consents"], shown["emergency_contacts"]) == ([], [])
