"""The tasks a person may ask for, each one line of a table."""

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from installers import environment, system, words
from installers.speech import Stop, complain, say


@dataclass(frozen=True)
class Task:
    """What a task is for and what it starts in the environment of the house."""

    summary: str
    command: tuple[str, ...]
    tools: tuple[tuple[str, str], ...] = ()
    surroundings: Mapping[str, str] = field(default_factory=dict)
    takes_over: bool = False
    on_this_python: bool = False


UNSEEN = {"QT_QPA_PLATFORM": "offscreen"}

TASKS: Mapping[str, Task] = {
    "run": Task(
        "はじめる / open the application (what follows is passed on: run --demo)",
        ("-m", "desktop"),
        takes_over=True,
    ),
    "test": Task(
        "確かめる / run the whole test suite (what follows is passed to pytest)",
        ("-m", "pytest", "-n", "2", "--dist", "worksteal", "--ignore=tests/benchmarks"),
        tools=system.TEST_TOOLS,
        surroundings=UNSEEN,
    ),
    "bench": Task(
        "測る / run the benchmarks; results go to build/",
        ("-m", "pytest", "-p", "no:xdist", "-s", "tests/benchmarks"),
        tools=system.TEST_TOOLS,
        surroundings=UNSEEN,
    ),
    "faults": Task(
        "壊してみる / the full campaign of kills, power cuts, races; figures go to build/",
        ("-m", "pytest", "-n", "2", "--dist", "worksteal", "--timeout", "0", "tests/faults"),
        tools=system.TEST_TOOLS,
        surroundings={**UNSEEN, "INA_FAULTS": "full"},
    ),
    "ledger": Task(
        "台帳を試す / 100,000 random acts on the points ledger beside a plain model",
        (
            "-m",
            "pytest",
            "-n",
            "2",
            "--points-operations",
            "100000",
            "tests/programs/points/test_random_years.py",
        ),
        tools=system.TEST_TOOLS,
        surroundings=UNSEEN,
    ),
    "figures": Task(
        "数字を表に / the figures in build/ as tables; the README takes them between its marks",
        ("-m", "installers.figures"),
    ),
    "pictures": Task(
        "絵にする / draw every page and paper into build/pictures",
        ("-m", "desktop", "pictures", "--output", "build/pictures"),
        surroundings=UNSEEN,
    ),
    "words": Task(
        "言葉 / compile the catalogues; --missing lists what is not whole",
        ("-m", "installers.words"),
    ),
    "lock": Task(
        "錠 / write installers/requirements.lock anew from pyproject.toml",
        ("-m", "installers.lock"),
        on_this_python=True,
    ),
    "licences": Task(
        "許諾 / collect the licences of everything the lock names",
        ("-m", "installers.licences"),
    ),
    "prepare": Task(
        "用意だけ / make everything ready, open nothing",
        ("-c", "pass"),
    ),
}


def usage() -> str:
    """Return the list of tasks, as a person reads it."""
    lines = [f"  {name:<9} {task.summary}" for name, task in TASKS.items()]
    return "\n".join(["python3 -m installers TASK …  (Windows: py -m installers TASK …)", *lines])


def main(arguments: list[str]) -> int:
    """Do the task that `arguments` begin with; 2 when there is no such task."""
    name = arguments[0] if arguments else ""
    if name not in TASKS:
        print(usage(), file=sys.stdout if name in {"-h", "--help"} else sys.stderr)
        return 0 if name in {"-h", "--help"} else 2
    try:
        return _do(TASKS[name], arguments[1:])
    except Stop as trouble:
        complain(trouble)
        return 1
    except KeyboardInterrupt:
        return 130


def _do(task: Task, rest: list[str]) -> int:
    root = environment.checkout()
    if task.on_this_python:
        return _start([sys.executable, *task.command, *rest], root, task.surroundings)
    python = environment.prepare(root, task.tools)
    if not words.all_fresh(root):
        say("言葉を組みます", "compiling the words")
        _start([str(python), "-m", "installers.words"], root, {})
    command = [str(python), *task.command, *rest]
    if task.takes_over and sys.platform != "win32":
        sys.stdout.flush()
        sys.stderr.flush()
        os.chdir(root)
        os.execve(command[0], command, _surroundings(root, task.surroundings))  # noqa: S606
    return _start(command, root, task.surroundings)


def _start(command: list[str], root: Path, more: Mapping[str, str]) -> int:
    return subprocess.call(command, cwd=root, env=_surroundings(root, more))


def _surroundings(root: Path, more: Mapping[str, str]) -> dict[str, str]:
    known = {name: value for name, value in more.items() if name not in os.environ}
    return {**os.environ, **known, "VIRTUAL_ENV": str(root / ".venv")}
