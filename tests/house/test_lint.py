"""The linter, the formatter and the type checker have nothing to say."""

import subprocess
import sys

import pytest

from tests.house.tree import ROOT


def answer(*command: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return "" if done.returncode == 0 else done.stdout + done.stderr


def test_ruff_has_nothing_to_say() -> None:
    assert answer("ruff", "check", "--no-cache", "--quiet", ".") == ""


def test_every_file_is_set_as_the_formatter_sets_it() -> None:
    assert answer("ruff", "format", "--no-cache", "--quiet", "--check", ".") == ""


@pytest.mark.timeout(1200)
def test_mypy_has_nothing_to_say() -> None:
    assert answer("mypy", "--cache-dir", "build/mypy", "--no-error-summary") == ""
