"""The lock: every package the house stands on, for every system, pinned by hash, by no address."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

RESOLVER = "uv~=0.13"
OLDEST_PYTHON = "3.11"
HEADER = """\
# Every package of the house and of its tests, for every system it runs on.
# Written by `python3 -m installers lock` from pyproject.toml; not by hand.
"""


def main() -> int:
    """Write the lock anew, keeping the versions that still fit; `--upgrade` takes the newest."""
    root = Path(__file__).resolve().parent.parent
    target = root / "installers" / "requirements.lock"
    resolver = _resolver(root)
    with tempfile.TemporaryDirectory() as scratch:
        draft = Path(scratch) / "requirements.lock"
        if target.exists() and "--upgrade" not in sys.argv:
            draft.write_bytes(target.read_bytes())
        status = subprocess.call(
            [
                str(resolver),
                "pip",
                "compile",
                "--quiet",
                "--universal",
                "--generate-hashes",
                "--python-version",
                OLDEST_PYTHON,
                "--extra",
                "test",
                "--no-header",
                "--no-emit-index-url",
                "--no-emit-find-links",
                "--no-annotate",
                "--output-file",
                str(draft),
                "pyproject.toml",
            ],
            cwd=root,
        )
        if status:
            return status
        text = HEADER + draft.read_text(encoding="utf-8").removeprefix(HEADER)
    if "://" in text:
        print("The lock names an address; nothing was written.", file=sys.stderr)
        return 1
    target.write_text(text, encoding="utf-8", newline="\n")
    return 0


def _resolver(root: Path) -> Path:
    folder = root / "build" / "resolver"
    scripts, suffix = ("Scripts", ".exe") if os.name == "nt" else ("bin", "")
    tool = folder / scripts / f"uv{suffix}"
    if not tool.exists():
        subprocess.check_call([sys.executable, "-m", "venv", str(folder)])
        python = folder / scripts / f"python{suffix}"
        subprocess.check_call([str(python), "-m", "pip", "install", "--quiet", RESOLVER])
    return tool


if __name__ == "__main__":
    sys.exit(main())
