"""Two entries of one person brought together and parted again, from the command line."""

import pytest

from resources import copies
from tests.desktop.commands.conftest import SUPPORTERS


@pytest.fixture
def two(call):
    """Return the ids of two people of the register."""
    call("import", "supporters", SUPPORTERS)
    return [person["id"] for person in call("people", "list")[:2]]


def test_two_entries_are_brought_together_after_a_copy_and_parted_again(call, two):
    keep, double = two
    before = {person["id"]: person for person in call("people", "list")}
    done = call("people", "merge", keep, double)
    assert done == {"keep": keep, "double": double, "answer": "same"}
    assert double not in {person["id"] for person in call("people", "list")}
    assert call("people", "show", double)["id"] == double
    (made,) = copies.listing([copies.own_place(call.folder)])
    assert made.manifest.why == "merge"
    assert call("people", "part", keep, double)["answer"] == "different"
    assert {person["id"]: person for person in call("people", "list")} == before
    pairs = {frozenset(pair["ids"]) for pair in call("people", "duplicates")}
    assert frozenset(two) not in pairs


def test_nobody_is_brought_together_with_themselves(call, two):
    keep, _double = two
    assert call.refused("people", "merge", keep, keep)
    assert call.refused("people", "merge", keep, "nobody")
