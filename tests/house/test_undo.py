"""Every act that the journal can hold is one that can be taken back, or says why it cannot."""

import ast
import importlib
from collections.abc import Iterator
from enum import StrEnum

import pytest

from desktop.taking_back import RULES
from sessions.undo_log import QUIET
from tests.house.tree import ROOT

Key = tuple[str, str]
_FILES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts): ast.parse(path.read_text("utf-8"))
    for floor in ("resources", "sessions", "programs", "desktop")
    for path in sorted((ROOT / floor).rglob("*.py"))
    if "migrations" not in path.parts
}


def _functions(tree: ast.AST) -> Iterator[ast.FunctionDef]:
    yield from (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def _calls(node: ast.AST, *, deep: bool = True) -> Iterator[ast.Call]:
    for inner in ast.walk(node):
        if isinstance(inner, ast.Call):
            yield inner


def _called(call: ast.Call) -> str:
    return getattr(call.func, "attr", getattr(call.func, "id", ""))


def _enclosing(module: str, call: ast.Call) -> ast.FunctionDef | None:
    inside = [one for one in _functions(_FILES[module]) if any(c is call for c in _calls(one))]
    return inside[-1] if inside else None


def _values(
    module: str, function: ast.FunctionDef | None, node: ast.expr, depth: int = 0
) -> set[str]:
    """Return every text that `node` can be, following arguments to where they are passed."""
    assert depth < 5, ast.dump(node)
    if isinstance(node, ast.Constant):
        return {node.value}
    if isinstance(node, ast.IfExp):
        return _values(module, function, node.body, depth) | _values(
            module, function, node.orelse, depth
        )
    if isinstance(node, ast.Attribute) and node.attr == "value" and function is not None:
        return _of_enum(module, function, node.value, depth)
    if isinstance(node, ast.Attribute):
        return _named(module, node.attr, node)
    assert isinstance(node, ast.Name), ast.dump(node)
    found: set[str] = set()
    if function is not None:
        for inner in ast.walk(function):
            if isinstance(inner, ast.Assign) and getattr(inner.targets[0], "id", "") == node.id:
                found |= _values(module, function, inner.value, depth + 1)
        found |= _passed(module, function, node.id, depth)
    return found or _named(module, node.id, node)


def _named(module: str, name: str, node: ast.expr) -> set[str]:
    value = getattr(importlib.import_module(module), name, None)
    if value is None:
        # A column of a shelf: `self.kind` and the like are what their makers were given.
        return _fields(name)
    assert isinstance(value, str), ast.dump(node)
    return {str(value)}


def _fields(name: str) -> set[str]:
    makers = {"kind": {"Shelf": 1, "Watch": 1}, "act": {"Watch": 0}}[name]
    found = set()
    for tree in _FILES.values():
        for call in _calls(tree):
            if _called(call) in makers:
                given = call.args[makers[_called(call)]]
                assert isinstance(given, ast.Constant)
                found.add(given.value)
    return found


def _of_enum(module: str, function: ast.FunctionDef, node: ast.expr, depth: int) -> set[str]:
    """Return the values of an enumeration that a parameter is declared to be."""
    if isinstance(node, ast.Attribute):
        kind = getattr(importlib.import_module(module), getattr(node.value, "id", ""), None)
        assert isinstance(kind, type), ast.dump(node)
        assert issubclass(kind, StrEnum)
        return {kind[node.attr].value}
    assert isinstance(node, ast.Name), ast.dump(node)
    arguments = [*function.args.args, *function.args.kwonlyargs]
    declared = next(one.annotation for one in arguments if one.arg == node.id)
    kind = getattr(importlib.import_module(module), getattr(declared, "id", ""))
    assert issubclass(kind, StrEnum)
    return {one.value for one in kind}


def _passed(module: str, function: ast.FunctionDef, name: str, depth: int) -> set[str]:
    """Return what callers give for the parameter `name` of `function`."""
    positional = [one.arg for one in function.args.args]
    if name not in positional + [one.arg for one in function.args.kwonlyargs]:
        return set()
    found: set[str] = set()
    private = function.name.startswith("_")
    for other, tree in _FILES.items():
        if private and other != module:
            continue
        for call in _calls(tree):
            if _called(call) != function.name or (not private and not _means(call, module, other)):
                continue
            given = next((one.value for one in call.keywords if one.arg == name), None)
            if given is None and name in positional and positional.index(name) < len(call.args):
                given = call.args[positional.index(name)]
            if given is not None:
                found |= _values(other, _enclosing(other, call), given, depth + 1)
    return found


def _means(call: ast.Call, module: str, other: str) -> bool:
    owner = getattr(getattr(call.func, "value", None), "id", "")
    return owner == module.rsplit(".", 1)[-1] or (not owner and other == module)


def _written() -> Iterator[tuple[str, Key]]:
    for module, tree in _FILES.items():
        for call in _calls(tree):
            owner = getattr(getattr(call.func, "value", None), "id", "")
            if _called(call) != "write" or owner != "journal":
                continue
            function = _enclosing(module, call)
            given = {one.arg: one.value for one in call.keywords}
            act = call.args[1] if len(call.args) > 1 else given["act"]
            kind = call.args[2] if len(call.args) > 2 else given["kind"]
            for one in _values(module, function, act):
                for what in _values(module, function, kind):
                    yield module, (what, one)


_GENERIC = "sessions.undoing.columns"
WRITTEN = sorted({(key, module) for module, key in _written() if module != _GENERIC})


@pytest.mark.parametrize(("key", "module"), WRITTEN)
def test_an_act_of_the_journal_can_be_taken_back_or_says_why_not(key: Key, module: str) -> None:
    kind, act = key
    assert act in QUIET or key in RULES, (
        f"{module} writes ({kind}, {act}). Give it a rule in sessions/undoing (or in RULES of "
        "desktop/taking_back.py), or one line undo.never(what, advice) that says why not."
    )


def test_the_acts_are_found_at_all() -> None:
    keys = {key for key, _module in WRITTEN}
    assert {("person", "enrol"), ("meeting", "cancel"), ("arrival", "back")} <= keys
    assert {("print_run", "given_up"), ("membership", "join"), ("batch", "bring_in")} <= keys
    assert len(keys) >= 60


def test_what_taking_back_writes_can_be_taken_back_itself() -> None:
    own = {key for key, module in WRITTEN if module.startswith("sessions.undoing.")}
    assert {key for key in own if RULES[key].take is None} == set()
