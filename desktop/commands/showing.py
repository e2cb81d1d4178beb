"""Answers as lines for people: a table for a list, name and value for one thing."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any


def lines(answer: Any, indent: str = "") -> Iterator[str]:
    """Yield `answer`, made of what JSON knows, as lines; columns are parted by tabs."""
    if isinstance(answer, Mapping):
        yield from _facts(answer, indent)
    elif isinstance(answer, Sequence) and not isinstance(answer, str):
        yield from _table(answer, indent)
    else:
        yield indent + _word(answer)


def _facts(facts: Mapping[str, Any], indent: str) -> Iterator[str]:
    for name, value in facts.items():
        if isinstance(value, Mapping | list | tuple) and value:
            yield f"{indent}{name}:"
            yield from lines(value, indent + "  ")
        else:
            yield f"{indent}{name}: {_word(value)}"


def _table(rows: Sequence[Any], indent: str) -> Iterator[str]:
    if not rows or not all(isinstance(row, Mapping) for row in rows):
        for row in rows:
            yield indent + _word(row)
        return
    columns = list(dict.fromkeys(name for row in rows for name in row))
    yield indent + "\t".join(columns)
    for row in rows:
        yield indent + "\t".join(_word(row.get(name)) for name in columns)


def _word(value: Any) -> str:
    if value is None or value in ([], {}):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return ", ".join(f"{name}={_word(part)}" for name, part in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(map(_word, value))
    # One line for one row, whatever somebody typed into a note.
    return str(value).replace("\t", " ").replace("\n", " ")
