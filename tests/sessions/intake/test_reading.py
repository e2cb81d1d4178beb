"""Every line of the office's own files is read as expected.json says."""

import pytest

from programs.points.intake import VOLUNTEERS
from programs.supporters.intake import SUPPORTERS
from sessions.intake.applicants import APPLICANTS
from sessions.intake.reading import read_files
from tests.sessions.intake import office

FILES = [
    (VOLUNTEERS, office.VOLUNTEERS, 415),
    (SUPPORTERS, office.SUPPORTERS, 90),
    (APPLICANTS, office.APPLICANTS, 62),
]
AT_STAGING = {"duplicate_number", "duplicate_person", "resubmitted"}


@pytest.mark.parametrize(("kind", "path", "count"), FILES)
def test_problems_are_those_of_the_file(kind, path, count):
    reading = read_files(kind, [path])
    assert not reading.questions
    assert len(reading.rows) == count
    found = {
        (problem.row, problem.kind)
        for problem in reading.problems
        if problem.kind in office.KINDS_TO_REPORT
    }
    assert found == office.problems_of(path, but=AT_STAGING)


@pytest.mark.parametrize(("kind", "path", "count"), FILES[:2])
def test_every_person_of_the_registers(kind, path, count):
    reading = read_files(kind, [path])
    people = office.people_of(path)
    seconds = {
        row: double["name_second_row"]
        for double in office.expected()["duplicates"]
        for _file, _sheet, row in double["rows"][1:]
    }
    overlap = {line["row"]: line for line in office.expected()["city_overlap"]}
    if kind is SUPPORTERS:
        seconds = {row: line["name_city"] for row, line in overlap.items()}
    assert {row.row for row in reading.rows} >= set(people)
    for row in reading.rows:
        person = people[row.row]
        name = seconds.get(row.row, person["name"])
        without_gaiji = "\ue001" not in row.name
        if without_gaiji:
            assert row.name.replace("\u3000", "") == name.replace("\u3000", ""), row.row
        assert row.birth is None or row.birth.isoformat() == person["birth"], row.row
        unclear = {"invalid_birth", "missing_birth", "ambiguous_birth"}
        reported = {kind for at, kind in office.problems_of(path) if at == row.row}
        assert (row.birth is None) == bool(reported & unclear), row.row
        if "missing_kana" in reported:
            assert row.kana == ""
        elif row.row not in seconds or kind is SUPPORTERS:
            written = {person["kana"], person["kana_written_wrong"] or person["kana"]}
            differs = overlap[row.row]["differs"] if row.row in seconds else []
            if {"旧姓", "kana wrong in the city file"} & set(differs):
                continue
            assert office.hiragana(row.kana) in map(office.hiragana, written), row.row
        if person["number"] is not None and kind is VOLUNTEERS and row.row not in seconds:
            assert row.number == f"{person['number']:04}"
        if person["tel_digits"]:
            assert person["tel_digits"] in [digits for _written, digits in row.phones], row.row


def test_own_values_of_volunteers():
    reading = read_files(VOLUNTEERS, [office.VOLUNTEERS])
    expected = office.expected()["volunteers"]
    for row in reading.rows:
        facts = expected[row.number]
        if row.row == 189 or "second_number_of" in facts:  # the second line of one person
            continue
        assert str(row.own["registered"]) == facts["registered"]
        assert str(row.own["cancelled"] or None) == str(facts["cancelled"])
        assert row.own["status"] == facts["status"]
        assert (row.own["insured"] is None) == (facts["insured_from"] is None)


def test_hidden_sheet_is_left_out_and_said():
    reading = read_files(VOLUNTEERS, [office.VOLUNTEERS])
    assert {row.sheet for row in reading.rows} == {"R7名簿(最新)"}
    assert [p.sheet for p in reading.problems if p.kind == "hidden_sheet"] == ["R6（旧）"]


def test_information_lines():
    reading = read_files(VOLUNTEERS, [office.VOLUNTEERS])
    told = {(problem.row, problem.kind) for problem in reading.problems}
    for line in office.expected()["info_rows"]:
        if line["file"] == office.VOLUNTEERS.name:
            assert (line["row"], line["kind"]) in told
