"""The shape of the house: its folders, the size and names of its files, what no file may say."""

import ast
import re
import tomllib
from pathlib import Path

import pytest

from installers import tasks
from tests.house.tree import FLOORS, ROOT, files, letters, modules, text

TOP = {
    *FLOORS,
    "installers",
    "tests",
    ".ci",
    ".gitignore",
    ".importlinter",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "LICENSE",
    "README.md",
    "pyproject.toml",
}
SAYS_NOTHING = {"util", "utils", "helper", "helpers", "common", "misc", "manager", "managers"}

# Addresses of licences, formats and reserved examples; nothing is fetched from any of them.
KNOWN_HOSTS = re.compile(
    r"(www\.w3\.org|schemas\.openxmlformats\.org|(.+\.)?example(\.(com|org|net|jp))?"
    r"|(.+\.)?(test|invalid)|localhost|127\.0\.0\.1|keepachangelog\.com|semver\.org|[^.]*)"
)


def code() -> list[Path]:
    return modules(*FLOORS, "installers")


def test_the_top_level_is_fixed() -> None:
    assert {path.parts[0] for path in files()} <= TOP


@pytest.mark.parametrize(
    "name", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE", ".ci/run"]
)
def test_the_house_has_its_papers(name: str) -> None:
    assert (ROOT / name).stat().st_size > 100


def test_no_file_is_longer_than_a_reader_can_hold() -> None:
    # A released migration is a record of what was, written down by the machine.
    record = Path("resources/migrations/versions")
    lengths = {
        path: len(text(path).splitlines()) for path in modules() if record not in path.parents
    }
    assert {path: length for path, length in lengths.items() if length > 400} == {}
    house = [lengths[path] for path in code() if path in lengths and path.name != "__init__.py"]
    assert sum(house) / len(house) < 200


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert [path for path in modules() if {*path.with_suffix("").parts} & SAYS_NOTHING] == []


def test_every_room_says_in_one_sentence_what_it_keeps() -> None:
    silent = []
    for path in code():
        said = ast.get_docstring(ast.parse(text(path))) or ""
        first = said.split("\n\n")[0].replace("\n", " ")
        if not first.endswith(".") or re.search(r"[a-z)]\. [A-Z]", first):
            silent.append(path)
    assert silent == []


def test_only_the_desktop_looks_at_the_clock() -> None:
    found = []
    for path in modules("programs", "sessions", "resources"):
        for node in ast.walk(ast.parse(text(path))):
            if (
                isinstance(node, ast.Attribute)
                and node.attr in {"now", "utcnow", "today"}
                and ast.unparse(node.value).split(".")[-1] in {"datetime", "date", "dt"}
            ):
                found.append(f"{path}:{node.lineno}")
    assert found == []


def test_text_reaches_a_label_through_the_parts_only() -> None:
    """A bare QLabel guesses markup in what people typed; the parts' own label never does."""
    found = []
    for path in modules("desktop"):
        if path.parts[:2] == ("desktop", "parts"):
            continue
        for node in ast.walk(ast.parse(text(path))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] == "QLabel":
                found.append(f"{path}:{node.lineno}")
    assert found == []


def test_no_paper_reads_markup_in_what_people_typed() -> None:
    """A ReportLab Paragraph reads markup; text goes through the house's own type instead."""
    found = []
    for path in modules(*FLOORS):
        for node in ast.walk(ast.parse(text(path))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] == "Paragraph":
                found.append(f"{path}:{node.lineno}")
    assert found == []


def test_nothing_is_left_to_do_later() -> None:
    note = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X)\b")
    found = [
        f"{path}:{number}"
        for path in letters()
        for number, line in enumerate(text(path).splitlines(), 1)
        if note.search(line) and "licences" not in path.parts
    ]
    assert found == []


def test_no_file_knows_the_machine_it_was_written_on() -> None:
    place = re.compile(r"(?<![\w.{}])/(?:work|root|opt)/\w|[A-Z]:\\Users\\\w")
    found = [
        f"{path}:{number}"
        for path in letters()
        for number, line in enumerate(text(path).splitlines(), 1)
        if place.search(line) and "licences" not in path.parts
    ]
    assert found == []


def test_no_file_names_an_address_to_fetch_from() -> None:
    address = re.compile(r"(?:https?|ftp|git|ssh)://([^/\s\"'<>)\]`:]*)", re.IGNORECASE)
    found = []
    for path in letters():
        if "licences" in path.parts or re.match(r"(OFL|LICENSE)-", path.name):
            continue
        for number, line in enumerate(text(path).splitlines(), 1):
            found += [
                f"{path}:{number}: {host}"
                for host in address.findall(line)
                if not KNOWN_HOSTS.fullmatch(host)
            ]
    assert found == []


def test_the_changelog_tells_of_this_version() -> None:
    version = tomllib.loads(text(Path("pyproject.toml")))["project"]["version"]
    assert re.search(rf"^## \[?{re.escape(version)}\]?", text(Path("CHANGELOG.md")), re.MULTILINE)


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"])
def test_every_link_of_a_paper_leads_somewhere(name: str) -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", text(Path(name)))
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_the_papers_name_every_task_there_is() -> None:
    named = set(re.findall(r"-m installers ([a-z]+)", text(Path("CONTRIBUTING.md"))))
    assert named == set(tasks.TASKS)
    assert {"run", "test"} <= set(re.findall(r"-m installers ([a-z]+)", text(Path("README.md"))))


def test_colours_of_the_window_have_names() -> None:
    found = [
        f"{path}:{number}"
        for path in modules("desktop")
        if path.parts[:2] != ("desktop", "style")
        for number, line in enumerate(text(path).splitlines(), 1)
        if re.search(r"#[0-9A-Fa-f]{6}\b", line)
    ]
    assert found == []
