"""The stairs only go down: the rules hold here, and each is seen to break in a small house."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.tree import ROOT

RULES = ROOT / ".importlinter"

# A house with one room of each kind, in which every rule holds.
ROOMS = {
    "desktop/__init__.py": "",
    "desktop/desk.py": "import sqlalchemy\nimport PySide6.QtCore\nfrom sessions import meetings",
    "desktop/pages/__init__.py": "",
    "desktop/pages/today.py": "import PySide6.QtWidgets\nfrom sessions import meetings",
    "desktop/dialogs/__init__.py": "",
    "desktop/parts/__init__.py": "",
    "programs/__init__.py": "",
    "programs/catalogue/__init__.py": "",
    "programs/points/__init__.py": "",
    "programs/points/register.py": "import sqlmodel\nfrom programs import catalogue",
    "programs/points/figures.py": "from programs.points import register",
    "programs/points/papers/__init__.py": "",
    "programs/points/papers/statement.py": "from resources import paper",
    "programs/supporters/__init__.py": "",
    "programs/supporters/figures.py": "",
    "programs/review/__init__.py": "from programs.points import figures",
    "sessions/__init__.py": "",
    "sessions/meetings.py": "import sqlmodel\nfrom sessions.papers import agenda",
    "sessions/papers/__init__.py": "",
    "sessions/papers/agenda.py": "from resources import paper",
    "resources/__init__.py": "",
    "resources/database.py": "import sqlalchemy",
    "resources/records.py": "import sqlmodel",
    "resources/words.py": "",
    "resources/labels.py": "from resources import paper",
    "resources/paper.py": "from resources import type",
    "resources/type.py": "",
}

FLOORS = "Desktop shows, programmes decide, sessions record, resources carry"
QT = "Only the desktop knows Qt"
SQL = "Pages, dialogs and parts never speak SQL"
PROGRAMMES = "No programme leans on another"
PAPERS = "Papers are drawn from plain values"
STYLE = "The house style of print is used by papers only"
CYCLES = "Siblings never turn in circles"

VIOLATIONS = [
    (FLOORS, "sessions/bodies.py", "from programs.points import register"),
    (FLOORS, "resources/calendar.py", "from sessions import meetings"),
    (FLOORS, "programs/points/rules.py", "import desktop"),
    (QT, "sessions/bodies.py", "from PySide6.QtCore import QDate"),
    (QT, "resources/calendar.py", "import PySide6"),
    (SQL, "desktop/pages/today.py", "from sqlalchemy import select"),
    (SQL, "desktop/parts/table.py", "from resources import records"),
    (SQL, "desktop/dialogs/ask.py", "import sqlmodel"),
    (PROGRAMMES, "programs/points/rules.py", "from programs.supporters import figures"),
    (PROGRAMMES, "programs/review/plan.py", "from programs.points import register"),
    (PAPERS, "sessions/papers/agenda.py", "from sqlmodel import Session"),
    (PAPERS, "sessions/papers/agenda.py", "from sessions import people"),
    (PAPERS, "programs/points/papers/statement.py", "from resources import records"),
    (PAPERS, "resources/type.py", "import sqlalchemy"),
    (STYLE, "sessions/meetings.py", "from resources.paper import Sheet"),
    (STYLE, "desktop/printing.py", "from resources import paper"),
    (CYCLES, "resources/words.py", "from resources import calendar"),
]
OTHER_HALF = {
    "sessions/people.py": "import sqlmodel",
    "resources/calendar.py": "from resources import words",
}


def lint(folder: Path) -> dict[str, str]:
    """Return KEPT or BROKEN for every rule, as found in `folder`."""
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command as c; c()",
            "--config",
            str(RULES),
            "--no-cache",
        ],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={"PYTHONPATH": str(folder), "PYTHONUTF8": "1", "COLUMNS": "200", "TERM": "dumb"},
        check=False,
    )
    verdicts = {}
    for line in done.stdout.splitlines():
        if found := re.match(r"(.+) (KEPT|BROKEN)\b", line):
            verdicts[found[1]] = found[2]
    assert len(verdicts) == 7, done.stdout + done.stderr
    assert (done.returncode == 0) == ("BROKEN" not in verdicts.values())
    return verdicts | ({"": done.stdout} if done.returncode else {})


def build(folder: Path, rooms: dict[str, str]) -> None:
    for name, text in rooms.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text + "\n", encoding="utf-8")


def test_the_stairs_of_this_house_only_go_down() -> None:
    verdicts = lint(ROOT)
    assert verdicts.pop("", "") == ""
    assert set(verdicts.values()) == {"KEPT"}


def test_a_small_house_keeps_every_rule(tmp_path: Path) -> None:
    build(tmp_path, ROOMS)
    assert set(lint(tmp_path).values()) == {"KEPT"}


@pytest.mark.parametrize(("rule", "room", "line"), VIOLATIONS)
def test_each_rule_is_seen_to_break(tmp_path: Path, rule: str, room: str, line: str) -> None:
    calendar = "" if room != "resources/words.py" else OTHER_HALF["resources/calendar.py"]
    build(tmp_path, ROOMS | OTHER_HALF | {"resources/calendar.py": calendar})
    assert "BROKEN" not in lint(tmp_path).values()
    build(tmp_path, {room: ROOMS.get(room, "") + "\n" + line})
    verdicts = lint(tmp_path)
    verdicts.pop("", "")
    assert [name for name, verdict in verdicts.items() if verdict == "BROKEN"] == [rule]
