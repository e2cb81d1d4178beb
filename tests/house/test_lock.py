"""The lock: whole, by hash, by no address; and every licence that goes out is in the house."""

import re
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from installers import licences
from tests.house.tree import ROOT, text

LOCK = text(Path("installers/requirements.lock"))
PROJECT = tomllib.loads(text(Path("pyproject.toml")))["project"]
WANTED = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["test"]]

# Licences under which a part may go out inside an application that is itself under MIT.
MAY_GO_OUT = re.compile(
    r"(MIT|MIT-0|MIT-CMU|BSD-3-Clause|BSD-2-Clause|Apache-2\.0|PSF-2\.0|Zlib|ISC|LGPL-3\.0-only)"
    r"( OR .*)?"
)


def test_the_lock_names_no_address() -> None:
    assert "://" not in LOCK
    assert not re.search(
        r"^\s*-",
        re.sub(r"^    --hash=sha256:[0-9a-f]{64}( \\)?$", "", LOCK, flags=re.MULTILINE),
        re.MULTILINE,
    )


def test_every_entry_of_the_lock_is_pinned_by_hash() -> None:
    entries = re.split(r"\n(?=[a-z])", LOCK)[1:]
    assert len(entries) > 30
    for entry in entries:
        assert re.match(r"[a-z0-9-]+==\S+( ; [^\\]+)? \\\n", entry), entry[:80]
        assert "--hash=sha256:" in entry, entry[:80]


@pytest.mark.parametrize("line", WANTED)
def test_the_lock_holds_what_the_project_asks_for(line: str) -> None:
    wanted = Requirement(line)
    assert wanted.specifier.contains(licences.locked(ROOT)[licences.plain(wanted.name)])


def test_the_environment_is_the_locked_one() -> None:
    locked = licences.locked(ROOT)
    names = {licences.plain(Requirement(line).name) for line in PROJECT["dependencies"]}
    there = {name: metadata.version(name) for name in names if name != "tzdata"}
    assert there == {name: locked[name] for name in there}


def test_every_licence_that_goes_out_stands_in_the_house() -> None:
    locked = licences.locked(ROOT)
    folder = ROOT / licences.FOLDER
    listed = {}
    for row in (folder / "README.md").read_text(encoding="utf-8").splitlines():
        if found := re.fullmatch(r"\| ([a-z0-9-]+) \| (\d\S*) \| (.+) \| (\S+).* \|", row):
            name, version, licence, where = found.groups()
            listed[name] = version
            assert MAY_GO_OUT.fullmatch(licence), row
            assert len((folder / where).read_text(encoding="utf-8")) > 300, row
    assert listed == {name: locked[name] for name in licences.closure(ROOT)}


@pytest.mark.parametrize("folder", ["fonts", "icons"])
def test_fonts_and_icons_come_with_their_licence(folder: str) -> None:
    texts = [
        path.read_text(encoding="utf-8") for path in (ROOT / "resources" / folder).glob("*.txt")
    ]
    assert texts
    assert all(
        re.search("SIL OPEN FONT LICENSE|ISC License", text, re.IGNORECASE) for text in texts
    )
