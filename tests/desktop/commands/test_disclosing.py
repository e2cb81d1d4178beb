"""開示 from the command line: a paper of all that is held, and that it went out on record."""

import pytest
from pypdf import PdfReader

from tests.desktop.commands.conftest import SUPPORTERS


@pytest.fixture
def person(call):
    """Return the id of somebody of the register."""
    call("import", "supporters", SUPPORTERS)
    return call("people", "list")[0]["id"]


def test_everything_held_is_written_into_one_paper(call, person, tmp_path):
    file = tmp_path / "held.pdf"
    done = call("people", "disclose", person, "--output", file, "--reason", "本人の求め")
    assert (done["paper"], done["file"]) == ("disclosure", str(file))
    titles = {part["title"]: part["rows"] for part in done["parts"]}
    assert titles["The register"] == 1
    assert titles["Trained as a supporter"] == 1
    assert len(PdfReader(file).pages) >= 2
    again = call("people", "disclose", person, "--output", file, "--reason", "もう一度")
    looked = next(part for part in again["parts"] if part["title"].startswith("Who looked"))
    assert looked["rows"] == 1


def test_without_saying_what_for_nothing_is_written(call, person, tmp_path):
    file = tmp_path / "held.pdf"
    assert call.refused("people", "disclose", person, "--output", file, "--reason", " ")
    assert not file.exists()


def test_whoever_is_withheld_is_shown_as_such(call, person):
    assert call("people", "show", person)["suppression"] == []
