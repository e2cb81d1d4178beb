"""The libraries and tools that the machine itself must have, and how Debian gets them."""

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from installers.speech import Stop, say

# As plain text, so that a type checker on one system reads the branches of all.
ON_LINUX = str(sys.platform) == "linux"

# What Qt opens when it starts, by the name the loader knows and the name apt knows.
LIBRARIES = (
    ("libGL.so.1", "libgl1"),
    ("libEGL.so.1", "libegl1"),
    ("libglib-2.0.so.0", "libglib2.0-0"),
    ("libxkbcommon.so.0", "libxkbcommon0"),
    ("libdbus-1.so.3", "libdbus-1-3"),
    ("libfontconfig.so.1", "libfontconfig1"),
    ("libpulse.so.0", "libpulse0"),
    ("libXrandr.so.2", "libxrandr2"),
    ("libbrotlidec.so.1", "libbrotli1"),
    ("libcups.so.2", "libcups2"),
    ("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
    ("libxcb-cursor.so.0", "libxcb-cursor0"),
    ("libxcb-icccm.so.4", "libxcb-icccm4"),
    ("libxcb-keysyms.so.1", "libxcb-keysyms1"),
    ("libxcb-shape.so.0", "libxcb-shape0"),
    ("libX11-xcb.so.1", "libx11-xcb1"),
    ("libwayland-cursor.so.0", "libwayland-cursor0"),
    ("libwayland-egl.so.1", "libwayland-egl1"),
)

# What the tests call: pages of a PDF as text and picture, a replay of written blocks, and a
# server, whose programs Debian keeps off the path.
TEST_TOOLS = (
    ("pdftotext", "poppler-utils"),
    ("strace", "strace"),
    ("/usr/lib/postgresql/*/bin/initdb", "postgresql"),
)


def missing_packages(tools: Iterable[tuple[str, str]] = ()) -> list[str]:
    """Return the Debian packages whose library, tool or Python part this machine lacks."""
    if not ON_LINUX:
        return []
    missing = [package for name, package in LIBRARIES if not _opens(name)]
    missing += [package for name, package in tools if not _there(name)]
    if not _makes_environments():
        missing.append("python3-venv")
    return missing


def _opens(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def _there(tool: str) -> bool:
    """Tell whether a program is here, given by its name or by a pattern of its whole path."""
    if "/" not in tool:
        return shutil.which(tool) is not None
    return (
        any(Path("/").glob(tool.lstrip("/"))) or shutil.which(tool.rpartition("/")[2]) is not None
    )


def _makes_environments() -> bool:
    return importlib.util.find_spec("venv") is not None and (
        importlib.util.find_spec("ensurepip") is not None
    )


def complete(packages: Sequence[str], *, run: Callable[..., int] = subprocess.call) -> None:
    """Install the Debian `packages` by apt; where that may not be, stop with the line to type."""
    if not packages:
        return
    line = f"apt-get update && apt-get install -y --no-install-recommends {' '.join(packages)}"
    rights = _rights(run)
    if shutil.which("apt-get") is None or rights is None:
        prefix = "" if rights == [] else "sudo "
        raise Stop(
            "システムの部品が足りません。次の一行を実行してから、もう一度始めてください。\n"
            "Parts of the system are missing. Type this line, then start again:\n\n"
            f'    {prefix}sh -c "{line}"\n'
            + (
                ""
                if shutil.which("apt-get")
                else "\n(apt-get がありません。同じ役目のものを入れてください。 / "
                "This system has no apt-get: install what matches these names.)"
            )
        )
    say(
        f"システムの部品を入れます: {' '.join(packages)}",
        "installing parts of the system",
    )
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    keep = ["env", "DEBIAN_FRONTEND=noninteractive"]
    apt = [*rights, *keep, "apt-get", "-q", "-o", "Dpkg::Use-Pty=0"]
    run([*apt, "update"], env=quiet, stdin=subprocess.DEVNULL, stdout=sys.stderr)
    install = [*apt, "install", "-y", "--no-install-recommends", *packages]
    if run(install, env=quiet, stdin=subprocess.DEVNULL, stdout=sys.stderr) != 0:
        raise Stop(
            "apt で入れられませんでした。ネットワークを確かめて、次の一行を試してください。\n"
            "apt could not install them. Check the network, then try this line:\n\n    "
            f'{"".join(f"{word} " for word in rights)}sh -c "{line}"\n'
        )


def _rights(run: Callable[..., int]) -> list[str] | None:
    """Return the words before a command that make it root's, or None where it may not be."""
    who = getattr(os, "geteuid", None)
    if who is not None and who() == 0:
        return []
    if shutil.which("sudo") and (
        run(["sudo", "-n", "true"], stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0
    ):
        return ["sudo", "-n"]
    return None
