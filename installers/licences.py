"""The licences of all that goes out with the house, collected from the packages themselves."""

import re
import subprocess
import sys
import tempfile
import tomllib
import zipfile
from dataclasses import dataclass
from email.message import Message
from email.parser import Parser
from importlib import metadata
from pathlib import Path

FOLDER = "resources/licences"
_LICENCE = re.compile(r"dist-info/.*(licen[cs]e|copying|notice)", re.IGNORECASE)
_WINDOWS = {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"}

# Packages whose metadata do not name a licence, or name it loosely; read from their texts.
NAMED = {
    "colorama": "BSD-3-Clause",
    "qrcode": "BSD-3-Clause",
    "reportlab": "BSD-3-Clause",
    "rl-accel": "BSD-3-Clause",
    "sqlcipher3": "Zlib",
    "uharfbuzz": "Apache-2.0",
    "defusedxml": "PSF-2.0",
}
# Wheels that carry no text: theirs are the texts that stand beside the list.
POINTS_TO = {
    "pyside6-addons": "LGPL-3.0.txt with GPL-3.0.txt",
    "pyside6-essentials": "LGPL-3.0.txt with GPL-3.0.txt",
    "shiboken6": "LGPL-3.0.txt with GPL-3.0.txt",
}


@dataclass(frozen=True)
class Package:
    """A package as it goes out: its name, licence and the texts it brings."""

    name: str
    version: str
    licence: str
    text: str
    requires: tuple[str, ...]


def plain(name: str) -> str:
    """Return the name of a package as the registry compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def closure(root: Path) -> dict[str, Package]:
    """Return every package that goes out on any system, by plain name."""
    from packaging.requirements import Requirement

    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    waiting = [Requirement(line) for line in project["dependencies"]]
    found: dict[str, Package] = {}
    while waiting:
        wanted = waiting.pop()
        marker = wanted.marker
        if marker and not (
            marker.evaluate({"extra": ""}) or marker.evaluate({"extra": "", **_WINDOWS})
        ):
            continue
        name = plain(wanted.name)
        if name not in found:
            found[name] = _installed(name) or _fetched(root, name)
            waiting += [Requirement(line) for line in found[name].requires]
    return found


def locked(root: Path) -> dict[str, str]:
    """Return the version of every package in the lock, by plain name."""
    lock = (root / "installers" / "requirements.lock").read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9-]+)==([^ ;\\]+)", lock, re.MULTILINE))


def main() -> int:
    """Write the list and the texts anew."""
    root = Path(__file__).resolve().parent.parent
    folder = root / FOLDER
    packages = sorted(closure(root).values(), key=lambda package: package.name)
    rows = []
    for package in packages:
        where = POINTS_TO.get(package.name, f"packages/{package.name}.txt")
        rows.append(f"| {package.name} | {package.version} | {package.licence} | {where} |")
        if package.name not in POINTS_TO:
            target = folder / "packages" / f"{package.name}.txt"
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(package.text, encoding="utf-8", newline="\n")
    template = (folder / "preface.md").read_text(encoding="utf-8")
    table = "\n".join(
        ["| package | version | licence | text |", "|---|---|---|---|", *rows],
    )
    (folder / "README.md").write_text(f"{template}\n{table}\n", encoding="utf-8", newline="\n")
    return 0


def _installed(name: str) -> Package | None:
    try:
        found = metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return None
    texts = [
        Path(str(file.locate())).read_text(encoding="utf-8", errors="replace")
        for file in found.files or []
        if _LICENCE.search(file.as_posix())
    ]
    header = Parser().parsestr(found.read_text("METADATA") or "", headersonly=True)
    return _package(name, header, texts)


def _fetched(root: Path, name: str) -> Package:
    with tempfile.TemporaryDirectory() as scratch:
        subprocess.check_call(
            [
                *(sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"),
                *("--only-binary=:all:", "--dest", scratch),
                f"{name}=={locked(root)[name]}",
            ]
        )
        with zipfile.ZipFile(next(Path(scratch).glob("*.whl"))) as wheel:
            texts = [
                wheel.read(inside).decode("utf-8", "replace")
                for inside in wheel.namelist()
                if _LICENCE.search(inside) and not inside.endswith("/")
            ]
            about = next(name for name in wheel.namelist() if name.endswith("dist-info/METADATA"))
            header = Parser().parsestr(wheel.read(about).decode("utf-8"), headersonly=True)
    return _package(name, header, texts)


def _package(name: str, header: "Message[str, str]", texts: list[str]) -> Package:
    if not texts and name not in POINTS_TO:
        raise LookupError(f"{name} brings no licence text: say in POINTS_TO where it stands")
    licence = header.get("License-Expression") or header.get("License") or ""
    return Package(
        name=name,
        version=str(header["Version"]),
        licence=NAMED.get(name, licence.splitlines()[0] if licence else "?"),
        text="\n\n".join(_tidy(text) for text in texts),
        requires=tuple(header.get_all("Requires-Dist") or ()),
    )


def _tidy(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.splitlines()).strip() + "\n"


if __name__ == "__main__":
    sys.exit(main())
