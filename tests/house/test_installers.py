"""The first start: what a fresh machine is told, what it is given, and how little it costs later."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from installers import __main__ as door
from installers import environment, system, tasks, words
from installers.speech import Stop
from tests.house.tree import ROOT


@pytest.mark.parametrize("version", [(3, 11, 0), (3, 14, 9)])
def test_a_python_of_the_range_is_welcome(version: tuple[int, ...]) -> None:
    assert door.refuse_this_python(version) == ""


@pytest.mark.parametrize("version", [(3, 10, 12), (3, 15, 0), (2, 7, 18)])
def test_another_python_is_told_which_one_to_get(version: tuple[int, ...]) -> None:
    told = door.refuse_this_python(version)
    assert "3.11" in told
    assert ".".join(str(part) for part in version) in told
    assert "winget install" in told


class Machine:
    """A machine with apt-get, whose commands are written down instead of done."""

    def __init__(self, *, sudo: bool, works: bool = True) -> None:
        self.sudo = sudo
        self.works = works
        self.done: list[list[str]] = []

    def __call__(self, command: list[str], **_rest: object) -> int:
        if command == ["sudo", "-n", "true"]:
            return 0 if self.sudo else 1
        self.done.append([word for word in command if not word.startswith(("-", "Dpkg"))])
        return 0 if self.works else 100


@pytest.fixture
def debian(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    monkeypatch.setattr(system.shutil, "which", lambda name: f"/usr/bin/{name}")
    return monkeypatch


APT = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]


def test_root_gets_the_missing_parts_by_apt(debian: pytest.MonkeyPatch) -> None:
    debian.setattr(system.os, "geteuid", lambda: 0)
    machine = Machine(sudo=False)
    system.complete(["libgl1", "libcups2"], run=machine)
    assert machine.done == [[*APT, "update"], [*APT, "install", "libgl1", "libcups2"]]


def test_who_may_use_sudo_without_a_password_gets_them_too(debian: pytest.MonkeyPatch) -> None:
    debian.setattr(system.os, "geteuid", lambda: 1000)
    machine = Machine(sudo=True)
    system.complete(["libgl1"], run=machine)
    assert machine.done == [["sudo", *APT, "update"], ["sudo", *APT, "install", "libgl1"]]


def test_who_may_not_is_shown_the_line_to_type(debian: pytest.MonkeyPatch) -> None:
    debian.setattr(system.os, "geteuid", lambda: 1000)
    machine = Machine(sudo=False)
    with pytest.raises(Stop, match=r'sudo sh -c "apt-get update && apt-get install .* libgl1"'):
        system.complete(["libgl1"], run=machine)
    assert machine.done == []


def test_apt_that_fails_is_not_taken_for_done(debian: pytest.MonkeyPatch) -> None:
    debian.setattr(system.os, "geteuid", lambda: 0)
    with pytest.raises(Stop, match="Check the network"):
        system.complete(["libgl1"], run=Machine(sudo=False, works=False))


def test_a_machine_that_has_everything_is_left_alone() -> None:
    machine = Machine(sudo=False)
    system.complete([], run=machine)
    assert machine.done == []


def test_a_missing_library_and_tool_are_named_as_apt_names_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(system, "ON_LINUX", True)
    monkeypatch.setattr(system, "LIBRARIES", (("libnosuchthing.so.7", "libnosuch7"),))
    assert "libnosuch7" in system.missing_packages()
    assert "nosuchtool" in system.missing_packages([("no-such-tool-here", "nosuchtool")])


def test_an_install_without_a_network_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "installers").mkdir()
    lock = f"nothing-of-this-name==1.0 \\\n    --hash=sha256:{'0' * 64}\n"
    (tmp_path / environment.LOCK).write_text(lock, encoding="utf-8")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setattr(environment.system, "missing_packages", lambda _tools: [])
    with pytest.raises(Stop, match="network and free space"):
        environment.prepare(tmp_path)
    assert not environment.is_fresh(tmp_path)
    assert "nothing-of-this-name" in capfd.readouterr().err


def test_a_folder_too_deep_for_windows_is_refused_before_anything_is_made() -> None:
    environment.refuse_deep_folder("C:\\Users\\hanako\\Downloads\\inakurashi-main")
    with pytest.raises(Stop, match="too deep"):
        environment.refuse_deep_folder("C:\\Users\\hanako" + "\\a-folder" * 8)


def test_a_changed_lock_makes_an_environment_stale(tmp_path: Path) -> None:
    (tmp_path / "installers").mkdir()
    lock = tmp_path / environment.LOCK
    lock.write_text("one", encoding="utf-8")
    environment.python(tmp_path).parent.mkdir(parents=True)
    environment.python(tmp_path).touch()
    (tmp_path / ".venv" / "stamp").write_text(environment.fingerprint(tmp_path), "utf-8")
    assert environment.is_fresh(tmp_path)
    lock.write_text("two", encoding="utf-8")
    assert not environment.is_fresh(tmp_path)


def ask(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "installers", *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_help_lists_every_task_and_a_wrong_word_is_wrong_usage() -> None:
    told = ask("--help")
    assert told.returncode == 0
    assert all(f"  {name} " in told.stdout for name in tasks.TASKS)
    wrong = ask("no-such-task")
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert "run" in wrong.stderr


# Runs a task and says which programs it started, which files it wrote, and whom it called.
LISTEN = """
import json, os, sys
started, written, called = [], [], []
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT
def hear(event, given):
    if event == "subprocess.Popen":
        started.append([str(word) for word in given[1]])
    elif event == "open" and (given[2] or 0) & WRITES and given[0] != os.devnull:
        written.append(str(given[0]))
    elif event in {"socket.connect", "socket.getaddrinfo"}:
        called.append(str(given))
    elif event in {"os.mkdir", "os.rename", "os.remove", "os.rmdir", "shutil.rmtree"}:
        written.append(str(given[0]))
sys.addaudithook(hear)
from installers.__main__ import main
status = main(sys.argv[1:])
print(json.dumps([status, started, written, called, sorted(sys.modules)]))
"""


@pytest.mark.skipif(not environment.is_fresh(ROOT), reason="made by hand, not by the installers")
def test_a_second_start_installs_nothing_and_asks_nobody() -> None:
    words.compile_all(ROOT)
    told = subprocess.run(
        [sys.executable, "-B", "-c", LISTEN, "prepare"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    status, started, written, called, modules = json.loads(told.stdout)
    assert status == 0
    assert started == [[str(environment.python(ROOT)), *tasks.TASKS["prepare"].command]]
    assert (written, called) == ([], [])
    heavy = {"pip", "venv", "ensurepip", "ssl", "urllib.request", "sqlalchemy", "PySide6"}
    assert not heavy & set(modules)
