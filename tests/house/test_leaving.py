"""Whatever writes a file about people or sends it to a printer tells the journal before."""

import ast
from collections.abc import Iterator

from tests.house.tree import modules, text

_WRITES = frozenset({"print_pages", "write_bytes", "write_text", "csv_bytes", "xlsx_bytes"})
_OWNED = frozenset({("durable", "write"), ("writing", "write"), ("", "save"), ("", "write")})
_TELLS = frozenset(
    {
        "look",
        "take_out",
        "disclose",
        "pack",
        "_take_out",
        "_leaving",
        "_begin_run",
        "report_lost",
        "note",
    }
)
"""Calls that tell: the rules of watching, and acts that write their own line into the journal."""

UNTOLD = {
    "desktop.commands.papers:_picture": "a picture of the sheet that draw has told",
    "desktop.commands.points:report": "figures of a year: nobody stands in them",
    "desktop.commands.setting_up:_write_sheet": "the recovery sheet: nobody stands on it",
    "desktop.commands.writing:write": "the pen itself; whoever calls it is looked at here",
    "desktop.entrance.at_the_hall:AtTheHall.write_home": "sealed; no journal at a hall",
    "desktop.entrance.printer:PrinterBox._print": "a test page: nobody stands on it",
    "desktop.entrance.printer:PrinterBox.write_pdf": "a test page: nobody stands on it",
    "desktop.entrance.sheet:SheetBox._print": "the recovery sheet: nobody stands on it",
    "desktop.entrance.sheet:SheetBox.write_pdf": "the recovery sheet: nobody stands on it",
    "desktop.failures:write_report": "the report of a fault, which names nobody",
    "desktop.hall.window:HallWindow._print_code": "counts and a sealed code; no journal there",
    "desktop.hall.window:HallWindow.write": "sealed; no journal at a hall",
    "desktop.hall_room:close": "sealed, and within this computer",
    "desktop.hall_room:take_in": "sealed, and within this computer",
    "desktop.pages.gathering.takeout_section:TakeoutSection._save": "packed and told before",
    "desktop.pages.points:Points._workbook": "figures of a year: nobody stands in them",
    "programs.points.year_report:workbook": "figures of a year: nobody stands in them",
    "programs.points.list_out:take_out": "writes its own line, in the same call",
    "programs.points.inquiry_lists:FileList.written": "bytes only; note has told them",
    "sessions.document_list:take_out": "writes its own line, in the same call",
    "sessions.exporting:People.written": "bytes only; take_out has told them",
}
"""What needs no line, and why."""


def _writing(tree: ast.AST, where: tuple[str, ...] = ()) -> Iterator[tuple[str, ast.AST]]:
    """Yield each function of a module that writes or prints."""
    for child in ast.iter_child_nodes(tree):
        inside = where
        if isinstance(child, ast.FunctionDef | ast.ClassDef):
            inside = (*where, child.name)
        if isinstance(child, ast.Call) and _called(child) is not None:
            owner, name = _called(child) or ("", "")
            if name in _WRITES or (owner, name) in _OWNED:
                yield ".".join(where), child
        yield from _writing(child, inside)


def _called(call: ast.Call) -> tuple[str, str] | None:
    if isinstance(call.func, ast.Name):
        return "", call.func.id
    if isinstance(call.func, ast.Attribute):
        owner = call.func.value
        return (owner.id if isinstance(owner, ast.Name) else "?"), call.func.attr
    return None


def _places() -> dict[str, ast.AST]:
    found: dict[str, ast.AST] = {}
    for path in modules("desktop", "programs", "sessions"):
        if path.parts[:2] == ("desktop", "pictures"):  # draws invented people
            continue
        name = ".".join(path.with_suffix("").parts)
        tree = ast.parse(text(path))
        for function, _call in _writing(tree):
            if not (name.startswith("sessions.") and function.split(".")[-1] in _RECORDS):
                found[f"{name}:{function}"] = tree
        imported = {
            alias.asname or alias.name
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and node.module == "desktop.commands.writing"
            for alias in node.names
        }
        if "take_out" in imported:
            found |= {
                f"{name}:{function}": tree for function in _taking_out(tree) if name in _COMMANDS
            }
    return found


def _taking_out(tree: ast.AST, where: tuple[str, ...] = ()) -> Iterator[str]:
    for child in ast.iter_child_nodes(tree):
        inside = where
        if isinstance(child, ast.FunctionDef | ast.ClassDef):
            inside = (*where, child.name)
        if isinstance(child, ast.Call) and _called(child) == ("", "take_out"):
            yield ".".join(where)
        yield from _taking_out(child, inside)


_RECORDS = frozenset({"correct", "report_lost", "found_again"})  # `save` writes a row there
_COMMANDS = frozenset(
    f"desktop.commands.{name}" for name in ("lists", "papers", "points", "taking_out")
)


def test_whatever_leaves_is_told_in_the_same_function_or_class():
    found = _places()
    silent = [
        place
        for place, tree in sorted(found.items())
        if place not in UNTOLD and not _told(place, tree)
    ]
    assert silent == [], (
        "A place writes a file or prints, and the journal is not told: call watching.look (or"
        " desktop.commands.writing.take_out) there, or say in UNTOLD why nobody stands in it."
    )
    assert sorted(UNTOLD.keys() - found.keys()) == []
    assert len(found.keys() - UNTOLD.keys()) > 10


def _told(place: str, tree: ast.AST) -> bool:
    inside = _find(tree, place.partition(":")[2].split(".")[0])
    told = {called[1] for node in ast.walk(inside) if (called := _call_of(node)) is not None}
    passed = {node.attr for node in ast.walk(inside) if isinstance(node, ast.Attribute)}
    return bool((told | passed) & _TELLS)


def _call_of(node: ast.AST) -> tuple[str, str] | None:
    return _called(node) if isinstance(node, ast.Call) else None


def _find(tree: ast.AST, name: str) -> ast.AST:
    return next(
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name == name
    )
