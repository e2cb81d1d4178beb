"""Mapping files and files of answers: read, or refused with what may stand in them."""

import json

import pytest

from programs.points.intake import VOLUNTEERS
from resources.refusals import Refusal
from sessions.intake import mapping, replies

FIELDS = frozenset(column.field for column in VOLUNTEERS.columns)


def test_mapping_in_either_form(tmp_path):
    (tmp_path / "m.json").write_text(
        '{"columns": {"お 名前": "name", "C": ""}, "sheets": ["R7"], "year": 2025, "header": 4}',
        "utf-8",
    )
    (tmp_path / "m.toml").write_text(
        'sheets = ["R7"]\nyear = 2025\nheader = 4\n[columns]\n"お 名前" = "name"\nC = ""\n', "utf-8"
    )
    first = mapping.load(tmp_path / "m.json", FIELDS)
    assert first == mapping.load(tmp_path / "m.toml", FIELDS)
    assert first.field_of({"お名前"}, "A", set()) == "name"
    assert first.field_of({"備考"}, "C", set()) == ""
    assert first.field_of({"備考"}, "D", set()) is None
    assert (first.sheets, first.year, first.header) == (("R7",), 2025, 4)


@pytest.mark.parametrize(
    "text", ["{", "[]", '{"columns": {"A": "nonsense"}}', '{"colums": {}}', '{"year": "soon"}']
)
def test_other_mappings_are_refused(tmp_path, text):
    (tmp_path / "m.json").write_text(text, "utf-8")
    with pytest.raises(Refusal):
        mapping.load(tmp_path / "m.json", FIELDS)


def test_answers_as_the_command_line_takes_them(tmp_path):
    path = tmp_path / "answers.json"
    said = [
        {"rows": [["a/list.csv", None, 3], ["list.csv", None, 9]], "ids": [], "answer": "same"},
        {"rows": [["list.csv", "R7", 4]], "ids": ["0" * 32], "answer": "different"},
    ]
    path.write_text(json.dumps({"answers": said, "add": [["list.csv", None, 5]]}), "utf-8")
    found = replies.load(path)
    assert found.said() == {
        frozenset({("list.csv", None, 3), ("list.csv", None, 9)}): True,
        frozenset({("list.csv", "R7", 4), "0" * 32}): False,
    }
    assert found.add == {("list.csv", None, 5)}
    path.write_text(json.dumps(said), "utf-8")
    assert replies.load(path).pairs == found.pairs


@pytest.mark.parametrize(
    "text",
    ["{", '[{"ids": ["a"], "answer": "same"}]', '[{"ids": ["a", "b"], "answer": "maybe"}]', "[3]"],
)
def test_other_answers_are_refused(tmp_path, text):
    (tmp_path / "a.json").write_text(text, "utf-8")
    with pytest.raises(Refusal):
        replies.load(tmp_path / "a.json")
