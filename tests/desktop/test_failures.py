"""A bug leaves a report that helps a programmer and tells nothing about people."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import qWarning

from desktop import failures
from resources.refusals import Refusal

CANARY = "カナリア鯖江太郎"


@pytest.fixture
def caught(tmp_path):
    found = {"refused": [], "broken": []}
    failures.install(tmp_path, refused=found["refused"].append, broken=found["broken"].append)
    yield found
    failures.uninstall()


def break_for(name):
    try:
        int(name)
    except ValueError as error:
        raise KeyError(f"no such person: {name}") from error


def raised(name):
    try:
        break_for(name)
    except KeyError as error:
        return error
    raise AssertionError


def test_a_report_names_kinds_places_and_versions_but_no_values(tmp_path):
    path = failures.write_report(tmp_path, raised(CANARY))
    text = path.read_text("utf-8")
    assert path.parent == tmp_path / "failures"
    assert "builtins.KeyError" in text
    assert "builtins.ValueError" in text
    assert "test_failures.py:" in text
    assert "break_for" in text
    assert f"Python {sys.version_info.major}.{sys.version_info.minor}" in text
    assert "SQLAlchemy 2" in text
    assert CANARY not in text
    assert "no such person" not in text
    assert str(Path.home()) not in text


def test_reports_do_not_fill_the_disk(tmp_path):
    for _ in range(40):
        last = failures.write_report(tmp_path, raised(CANARY))
    kept = sorted((tmp_path / "failures").iterdir())
    assert len(kept) == 30
    assert kept[-1] == last


def test_where_nothing_can_be_written_the_failure_is_still_told(tmp_path):
    (tmp_path / "failures").write_text("a file where a folder should be")
    assert failures.write_report(tmp_path, raised(CANARY)) is None


def test_a_bug_reaches_the_last_resort(caught):
    error = raised(CANARY)
    sys.excepthook(type(error), error, error.__traceback__)
    (path,) = caught["broken"]
    assert "break_for" in path.read_text("utf-8")
    assert caught["refused"] == []


def test_a_refusal_is_no_failure(caught, tmp_path):
    refusal = Refusal("No.", "Else.")
    sys.excepthook(Refusal, refusal, None)
    assert caught == {"refused": [refusal], "broken": []}
    assert not (tmp_path / "failures").exists()


def test_a_bug_in_a_thread_is_caught_too(caught):
    thread = threading.Thread(target=break_for, args=(CANARY,))
    thread.start()
    thread.join()
    (path,) = caught["broken"]
    assert CANARY not in path.read_text("utf-8")


def test_qt_warnings_stand_in_the_report_without_their_words(caught, tmp_path):
    qWarning(f"QPainter::begin: cannot draw {CANARY}")
    text = failures.write_report(tmp_path, raised(CANARY)).read_text("utf-8")
    assert "QPainter::begin" in text
    assert CANARY not in text


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_the_memory_is_never_dumped():
    code = (
        "import resource; from desktop import failures; failures.forbid_dumps();"
        "assert resource.getrlimit(resource.RLIMIT_CORE) == (0, 0)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
