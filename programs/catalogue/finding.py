"""Finding what the plan names by any of its names, in any script."""

from programs.catalogue.entries import ENTRIES, PlanEntry
from resources.sought import NOT, Sought


def find(text: str, *, limit: int = 20) -> list[PlanEntry]:
    """Return what `text` may mean: whole names first, then beginnings, then what contains it.

    Understood are names and other names as `Sought` does: any script and width, readings, romaji.
    """
    sought = Sought(text)
    if sought.too_short:
        return []
    ranked = [
        (sought.rank((entry.name, entry.reading, *entry.aliases)), entry.number, entry)
        for entry in ENTRIES
    ]
    found = sorted((one for one in ranked if one[0] != NOT), key=lambda one: one[:2])
    return [entry for _rank, _number, entry in found][:limit]
