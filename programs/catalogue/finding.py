"""Finding what the plan names by any of its names, in any script."""

from functools import cache

from programs.catalogue.entries import ENTRIES, PlanEntry
from resources.names import fold, is_kana, romaji, romaji_typed

_LEAST = 2  # one letter stands in half of all names


def find(text: str, *, limit: int = 20) -> list[PlanEntry]:
    """Return what `text` may mean: whole names first, then beginnings, then what contains it.

    Understood are names and other names in any script and width, readings, and romaji.
    """
    sought = fold(text)
    if len(sought) < _LEAST:
        return []
    typed = romaji_typed(text) if sought.isascii() else ""
    ranked: list[tuple[int, int, PlanEntry]] = []
    for entry, names, spelt in _keys():
        rank = min((_rank(sought, name) for name in names), default=9)
        if typed and any(one.startswith(typed) for one in spelt):
            rank = min(rank, 1)
        if rank < 9:
            ranked.append((rank, entry.number, entry))
    return [entry for _rank_, _number, entry in sorted(ranked, key=lambda one: one[:2])][:limit]


def _rank(sought: str, name: str) -> int:
    if name == sought:
        return 0
    if name.startswith(sought):
        return 1
    return 2 if sought in name else 9


@cache
def _keys() -> tuple[tuple[PlanEntry, tuple[str, ...], tuple[str, ...]], ...]:
    return tuple(
        (
            entry,
            tuple(fold(name) for name in (entry.name, entry.reading, *entry.aliases)),
            tuple(romaji(fold(name)) for name in (entry.reading, *entry.aliases) if is_kana(name)),
        )
        for entry in ENTRIES
    )
