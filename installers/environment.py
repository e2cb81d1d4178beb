"""The checkout's own Python environment: made once, renewed when the lock changes."""

import hashlib
import importlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

from installers import system
from installers.speech import Stop, say

LOCK = "installers/requirements.lock"
ON_WINDOWS = os.name == "nt"
_STAMP = "stamp"

# Windows takes 259 characters of a path unless told otherwise; the longest inside .venv has 178.
_ROOM_FOR_PATHS = 80


def checkout() -> Path:
    """Return the folder that holds this copy of the house."""
    return Path(__file__).resolve().parent.parent


def python(root: Path) -> Path:
    """Return the interpreter of the environment in `root`, whether it exists yet or not."""
    if ON_WINDOWS:
        return root / ".venv" / "Scripts" / "python.exe"
    return root / ".venv" / "bin" / "python"


def fingerprint(root: Path) -> str:
    """Return what an environment must have been made from to be fresh: lock and Python."""
    lock = (root / LOCK).read_bytes()
    return hashlib.sha256(lock + sys.version.encode() + sys.platform.encode()).hexdigest()


def is_fresh(root: Path) -> bool:
    """Tell whether the environment in `root` was completed from this lock by this Python."""
    stamp = root / ".venv" / _STAMP
    return (
        python(root).exists()
        and stamp.exists()
        and stamp.read_text(encoding="utf-8") == fingerprint(root)
    )


def prepare(root: Path, tools: tuple[tuple[str, str], ...] = ()) -> Path:
    """Return the environment's interpreter, having installed whatever it or the system lacks.

    A fresh environment costs the look at the libraries and one hash.
    """
    fresh = is_fresh(root)
    lacking = system.missing_packages(tools)
    if fresh or _can_do_without_venv_package():
        lacking = [name for name in lacking if name != "python3-venv"]
    system.complete(lacking)
    if not fresh:
        _build(root)
    return python(root)


def _can_do_without_venv_package() -> bool:
    return importlib.util.find_spec("venv") is not None and (
        importlib.util.find_spec("pip") is not None
    )


def _build(root: Path) -> None:
    if ON_WINDOWS and not _takes_long_paths():
        refuse_deep_folder(str(root))
    say("環境をつくります(初回は数分)", "making the environment (first time: minutes)")
    folder = root / ".venv"
    (folder / _STAMP).unlink(missing_ok=True)
    importlib.invalidate_caches()
    bundled_pip = importlib.util.find_spec("ensurepip") is not None
    if not _is_ours(python(root)):
        if folder.exists():
            shutil.rmtree(folder)
        way = [] if bundled_pip else ["--without-pip"]
        _run("venv", [sys.executable, "-m", "venv", *way, str(folder)])
    if bundled_pip:
        pip = [str(python(root)), "-m", "pip"]
    else:
        pip = [sys.executable, "-m", "pip", "--python", str(python(root))]
    _run(
        "pip",
        [
            *pip,
            "install",
            *([] if sys.stderr.isatty() else ["--quiet"]),
            "--disable-pip-version-check",
            "--no-input",
            "--require-hashes",
            "--only-binary=:all:",
            "-r",
            str(root / LOCK),
        ],
    )
    (folder / _STAMP).write_text(fingerprint(root), encoding="utf-8")


def refuse_deep_folder(root: str) -> None:
    """Stop when `root` leaves too little room for the paths below it on Windows."""
    if len(root) > _ROOM_FOR_PATHS:
        raise Stop(
            "このフォルダーは深すぎて、Windowsでは部品を入れられません。"
            r"C:\inakurashi のような浅い場所へ移してから、もう一度始めてください。"
            "\nThis folder lies too deep for Windows. Move it to a place such as "
            r"C:\inakurashi, then start again."
        )


def _takes_long_paths() -> bool:
    """Tell whether this Windows was set to take paths of any length."""
    # The module exists on Windows only, and so do its types.
    winreg = importlib.import_module("winreg")
    place = r"SYSTEM\CurrentControlSet\Control\FileSystem"
    try:
        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, place) as key:
            return bool(winreg.QueryValueEx(key, "LongPathsEnabled")[0])
    except OSError:
        return False


def _is_ours(interpreter: Path) -> bool:
    """Tell whether `interpreter` works, has pip and is this Python: then its packages may stay."""
    needed = ", pip" if importlib.util.find_spec("ensurepip") else ""
    try:
        answer = subprocess.run(
            [str(interpreter), "-c", f"import sys{needed}; print(sys.version)"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
    except (OSError, subprocess.CalledProcessError):
        return False
    return answer.strip() == sys.version.strip()


def _run(step: str, command: list[str]) -> None:
    surroundings = {**os.environ, "PYTHONNOUSERSITE": "1"}
    if subprocess.call(command, stdin=subprocess.DEVNULL, stdout=sys.stderr, env=surroundings):
        raise Stop(
            f"環境をつくれませんでした({step})。上の英文が理由です。インターネットへの接続と"
            "空き容量(約1.5GB)を確かめて、同じ命令をもう一度実行してください。\n"
            f"The environment could not be made ({step}); the lines above say why. Check the "
            "network and free space (about 1.5 GB), then give the same command again."
        )
