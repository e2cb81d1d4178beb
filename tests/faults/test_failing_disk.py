"""A disk that fails or is full, in the midst of every act: nothing is lost, and it is told."""

import re

import pytest

from tests.faults import campaign, results

JAPANESE = re.compile("[ぁ-ん]")
ACTS = (
    "scan", "import", "erase", "copying", "bringing back", "hall", *results.of((), ("merge", "join")),
)  # fmt: skip


@pytest.mark.parametrize("name", ACTS)
def test_a_disk_that_fails_loses_nothing_and_is_told_in_japanese(traced, acts, name):
    """Each call of each act fails, once and from then on, as an error and as a full disk."""
    told = {"scans": 6} if name in {"scan", "hall"} else {}
    act = acts(name, **told)
    found = campaign.failures(traced, act, most=results.of(2, 40), words=JAPANESE)
    results.put(f"io_{name.replace(' ', '_')}", **found)
    assert found["injections"] >= 4
    assert found["refused"] >= found["injections"] // 5
    assert (found["lost"], found["half"], found["silent"]) == (0, 0, 0)


def test_teeth_a_refusal_shown_as_a_welcome_is_noticed(traced, acts):
    act = acts("scan", scans=3, mutant="refused_is_done")
    found = campaign.failures(traced, act, most=3, words=JAPANESE)
    results.tooth("io_refused_is_done", noticed=found["lost"], of=found["injections"])


def test_teeth_a_refusal_in_another_tongue_is_noticed(traced, acts):
    act = acts("scan", scans=3, mutant="english")
    found = campaign.failures(traced, act, most=2, words=JAPANESE)
    results.tooth("io_english", noticed=found["silent"], of=found["injections"])
