"""What is left of personal facts for eyes that may only see that somebody is there."""

import dataclasses
from collections.abc import Mapping
from datetime import date
from typing import Any, TypeVar

T = TypeVar("T")

MASK = "〇〇"

_NAMES = frozenset({"name", "kana", "alias", "latin", "proxy_name", "person_name"})
_GONE = frozenset(
    {
        "phone", "phones", "tel", "email", "address", "zip", "birth", "born_on", "note", "notes",
        "needs", "affiliation", "district", "sex", "contact",
        "sort_key", "search",  # the reading once more
    }
)  # fmt: skip


def mask_name(name: str) -> str:
    """Return the first letter of a name and 〇〇: 山〇〇; nothing stays nothing."""
    return f"{name[0]}{MASK}" if name.strip() else ""


def mask(found: T) -> T:
    """Return `found` with the names in its values masked and other personal facts left out.

    Walks through dataclasses, lists, tuples, sets and mappings; anything else stays as it is.
    """
    masked: T = _mask(found)
    return masked


def _mask(found: Any) -> Any:
    if dataclasses.is_dataclass(found) and not isinstance(found, type):
        values = {
            field.name: _field(field.name, getattr(found, field.name))
            for field in dataclasses.fields(found)
            if field.init
        }
        return dataclasses.replace(found, **values)
    if isinstance(found, Mapping):
        return {key: _mask(value) for key, value in found.items()}
    if isinstance(found, list | set | frozenset):
        return type(found)(_mask(value) for value in found)
    if isinstance(found, tuple):
        each = [_mask(value) for value in found]
        return type(found)(*each) if hasattr(found, "_fields") else tuple(each)
    return found


def _field(name: str, value: Any) -> Any:
    if name in _NAMES and isinstance(value, str):
        return mask_name(value)
    if name in _GONE:
        return _nothing(value)
    return _mask(value)


def _nothing(value: Any) -> Any:
    if isinstance(value, str):
        return ""
    if isinstance(value, tuple):
        return ()
    if isinstance(value, list):
        return []
    return None if isinstance(value, date) else value
