"""Whatever a clerk may type for somebody finds them: the written pairs, one and all."""

from pathlib import Path

import pytest

from sessions import finding, people
from sessions.people import PersonDetails
from tests.town import NOW, STAFF

LINES = [
    line.split("\t")
    for line in Path(__file__).with_name("search_pairs.tsv").read_text("utf-8").splitlines()
]
PAIRS = [(typed, line[0]) for line in LINES for typed in line[3:] if typed]


@pytest.fixture(scope="module")
def town(template, tmp_path_factory):
    import shutil

    from resources.database import Office

    folder = tmp_path_factory.mktemp("pairs") / "office"
    shutil.copytree(template[0], folder)
    office = Office.open(folder, template[1])
    with office.change() as db:
        for name, kana, former, *_typed in LINES:
            entered = PersonDetails(name, kana=kana, former_name=former.strip())
            people.enrol(db, entered, at=NOW, by=STAFF)
    yield office
    office.close()


def test_there_are_enough_of_them():
    assert len(PAIRS) > 480
    assert len(set(PAIRS)) == len(PAIRS)


def test_every_typed_form_finds_whom_it_means(town):
    missed = []
    with town.read() as db:
        for typed, name in PAIRS:
            found = [one.person.name for one in finding.find(db, typed)]
            if name not in found:
                missed.append((typed, name))
    assert missed == [], "\n".join(map(str, missed))


def test_who_is_called_so_stands_before_who_may_be_misread_so(town):
    with town.read() as db:
        for typed in ("やまぎし", "たかはし", "さわぐち"):
            ranks = [one.why for one in finding.find(db, typed)]
            guesses = [place for place, why in enumerate(ranks) if why == "misread"]
            assert all(place >= len(ranks) - len(guesses) for place in guesses)


def test_a_name_that_nobody_has_finds_nobody(town):
    with town.read() as db:
        assert finding.find(db, "ぬらりひょん") == []
        assert finding.find(db, "xyzzy") == []
