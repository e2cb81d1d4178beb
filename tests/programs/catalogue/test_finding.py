"""Any of the names of the plan, as a clerk types it, leads to what the plan means."""

from pathlib import Path

import pytest

from programs.catalogue.entries import ENTRIES
from programs.catalogue.finding import find

LINES = [
    line.split("\t")
    for line in Path(__file__).with_name("plan_pairs.tsv").read_text("utf-8").splitlines()
]


@pytest.mark.parametrize("line", LINES, ids=lambda line: line[0])
def test_what_is_typed_finds_what_is_meant(line):
    number, *forms = line
    missed = [
        typed for typed in forms if int(number) not in [one.number for one in find(typed, limit=95)]
    ]
    assert missed == []


def test_there_is_a_line_for_everything_the_plan_names():
    assert [int(line[0]) for line in LINES] == [entry.number for entry in ENTRIES]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: str(entry.number))
def test_every_name_and_other_name_finds_its_entry(entry):
    for name in (entry.name, entry.reading, *entry.aliases):
        assert entry in find(name, limit=95), name


def test_the_register_of_the_plan_is_whole():
    assert [entry.number for entry in ENTRIES] == list(range(1, 96))


def test_a_whole_name_stands_first():
    assert find("アウトリーチ")[0].number == 4
    assert find("重層的支援会議")[0].number == 25


def test_a_single_letter_finds_nothing():
    assert find("い") == []
    assert find("") == []
