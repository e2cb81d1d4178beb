"""The tests' copy of the office's files is the files themselves, wherever both are to be seen."""

import filecmp

import pytest

from tests.house.tree import ROOT

COPY = ROOT / "tests" / "data"
ORIGINAL = ROOT.parent / "shared" / "data"


def test_the_copy_is_whole() -> None:
    assert (COPY / "expected.json").stat().st_size > 100_000
    assert len(list(COPY.glob("活動記録_*"))) > 100


@pytest.mark.skipif(not ORIGINAL.is_dir(), reason="the original files are not on this machine")
def test_the_copy_equals_the_original() -> None:
    names = sorted(path.name for path in ORIGINAL.iterdir())
    assert sorted(path.name for path in COPY.iterdir()) == names
    assert filecmp.cmpfiles(COPY, ORIGINAL, names, shallow=False) == (names, [], [])
