"""The files of the house as the tests of the house see them."""

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FLOORS = ("desktop", "programs", "sessions", "resources")
_LETTERS = frozenset(
    {".py", ".md", ".toml", ".lock", ".po", ".csv", ".txt", ".qss", ".svg", ".json", ".cfg"}
)
_MADE = frozenset({".git", ".venv", "build", "dist", "__pycache__", ".benchmarks", ".hypothesis"})


@cache
def files() -> tuple[Path, ...]:
    """Return every file that belongs to the house, relative to its root.

    New files count before they are committed; what git ignores does not. A copy without git
    (a downloaded archive) is walked instead.
    """
    try:
        listed = subprocess.run(
            ["git", "-c", "core.quotepath=off", "ls-files", "-z", "-co", "--exclude-standard"],
            cwd=ROOT,
            check=True,
            capture_output=True,
        ).stdout.decode()
    except (OSError, subprocess.CalledProcessError):
        found = [path.relative_to(ROOT) for path in ROOT.rglob("*") if path.is_file()]
        return tuple(sorted(path for path in found if not _MADE & set(path.parts)))
    names = sorted({name for name in listed.split("\0") if name})
    return tuple(Path(name) for name in names if (ROOT / name).is_file())


def modules(*places: str) -> list[Path]:
    """Return the Python modules under `places` (all of the house when none is given)."""
    return [
        path for path in files() if path.suffix == ".py" and (not places or path.parts[0] in places)
    ]


def letters() -> list[Path]:
    """Return the files that a person reads as text, without the office's own lists."""
    return [
        path
        for path in files()
        if (path.suffix in _LETTERS or path.parts[0] == ".ci" or path.name == ".importlinter")
        and path.parts[:2] != ("tests", "data")
    ]


def text(path: Path) -> str:
    """Return the text of a file of the house."""
    return (ROOT / path).read_text(encoding="utf-8")
