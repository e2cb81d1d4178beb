"""Every verb and every read has its act, and every act its row in the one matrix."""

import ast
import csv

from sqlmodel import SQLModel

from resources import rights, roles, roles_table, veil, words
from resources.roles import Cell, Role
from tests.house.tree import ROOT, modules, text

MATRIX, BOUND = ROOT / "resources" / "roles.csv", ROOT / "resources" / "acts.csv"


def doors():
    """Yield module and name of every public function that takes a database session first."""
    for path in modules("sessions", "programs"):
        if "papers" in path.parts:
            continue
        module = ".".join(path.with_suffix("").parts)
        for node in ast.parse(text(path)).body:
            arguments = node.args.args if isinstance(node, ast.FunctionDef) else []
            if arguments and arguments[0].arg == "db" and not node.name.startswith("_"):
                yield module, node.name


def at_the_desk():
    """Yield module and outermost name of every function of the desktop given to the desk."""
    for path in modules("desktop"):
        module = ".".join(path.with_suffix("").parts)
        for outer in ast.parse(text(path)).body:
            for node in ast.walk(outer):
                called = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
                if not called or node.func.attr not in {"read", "change"} or not node.args:
                    continue
                whose = ast.unparse(node.func.value)
                own = {inner.name for inner in ast.walk(outer) if hasattr(inner, "name")}
                given = node.args[0]
                is_own = isinstance(given, ast.Lambda) or getattr(given, "id", "") in own
                if whose.endswith(("desk", "call")) and is_own:
                    yield module, outer.name


def test_every_function_of_the_domain_is_an_act():
    unnamed = sorted(
        f"{module}:{name}" for module, name in doors() if roles.named_act(module, name) is None
    )
    assert not unnamed, (
        "No act is named for: " + ", ".join(unnamed) + ".\nAdd one line for the whole module to"
        f" resources/acts.csv, such as\n    {unnamed[0].partition(':')[0]}:*,person.correct\nand"
        f" one for what differs in it, such as\n    {unnamed[0]},person.read\nThe acts are the"
        " first column of resources/roles.csv; a new kind of act is one row there."
    )


def test_every_function_the_desktop_gives_to_the_desk_is_an_act():
    unnamed = sorted(
        {f"{module}:{name}" for module, name in at_the_desk()
         if roles.named_act(module, name) is None}
    )  # fmt: skip
    assert not unnamed, "Add to resources/acts.csv: " + " ".join(f"{one},…" for one in unnamed)


def test_no_line_names_what_is_not_there():
    there = {f"{module}:{name}" for module, name in doors()} | {
        f"{'.'.join(path.with_suffix('').parts)}:*" for path in modules()
    }
    with BOUND.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["act"] for row in rows} <= set(roles.matrix())
    gone = {row["function"] for row in rows if row["function"] not in there}
    assert {one for one in gone if not one.startswith(("desktop.", "resources."))} == set()


def test_the_matrix_says_something_of_every_cell():
    with MATRIX.open(encoding="utf-8", newline="") as file:
        header = next(csv.reader(file))
    assert header == ["act", *Role, "ja"]
    for act in roles.matrix().values():
        assert act.words, act.name
        assert any(permit.cell is not Cell.NO for permit in act.permits.values()), act.name


def test_every_table_belongs_to_acts_of_the_matrix():
    """On a server a table without a line is nobody's: whoever needs it would be refused."""
    tables = set(SQLModel.metadata.tables) | {"alembic_version"}
    missing = sorted(tables - set(rights.TABLES))
    assert not missing, (
        f"Add to TABLES in resources/rights.py who reads and who writes: {' '.join(missing)}"
    )
    assert sorted(set(rights.TABLES) - tables) == []
    acts = {act for reading, writing in rights.TABLES.values() for act in (*reading, *writing)}
    assert acts <= set(roles.matrix())
    assert set(veil.SHOWN) <= tables


def test_the_words_of_reliability_stand_in_the_matrix():
    """The cells the office asked for, written down here a second time on purpose."""
    said = {
        "person.correct": "yes yes yes no no",
        "need.read": "yes yes yes open no",
        "emergency.call": "yes yes yes open no",
        "case.correct": "no no own no no",
        "case.break_glass": "reason no no no no",
        "meeting.plan": "yes yes yes no no",
        "meeting.read": "yes yes yes open yes",
        "arrival.check_in": "yes yes yes open no",
        "arrival.take_back": "yes yes own soon no",
        "points.adjust": "2 ask ask no no",
        "list.bring_in": "yes yes no no no",
        "package.make": "yes limit own no no",
        "settings.correct": "yes no no no no",
        "staff.role": "yes no no no no",
        "backup.make": "yes no no no no",
        "backup.restore": "2 no no no no",
        "journal.read": "yes own own no no",
        "retention.approve": "2 no no no no",
    }
    for act, cells in said.items():
        found = [permit.cell.value for permit in roles.matrix()[act].permits.values()]
        assert found == cells.split(), act


def test_the_page_of_the_manual_is_made_from_the_matrix():
    words.use("ja")
    page = (ROOT / "resources" / roles_table.PAGE).read_text("utf-8")
    assert page == roles_table.renewed(page), "run: .venv/bin/python -m resources.roles_table"
    assert all(act.words in page for act in roles.matrix().values())
