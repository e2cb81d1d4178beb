"""What is recorded for an entry, counted in words: attendances, cards, numbers, households."""

from collections.abc import Mapping

from resources.words import _, mark

_WORDS = {
    "expected": mark("{count} times on the list of a meeting"),
    "membership": mark("{count} numbers in programmes"),
    "pass": mark("{count} cards"),
    "certificate": mark("{count} certificates"),
    "household_member": mark("{count} households"),
    "application": mark("{count} applications"),
    "registration": mark("{count} registrations in points"),
    "supporter": mark("{count} registrations as supporter"),
    "suppression": mark("{count} notes on withholding"),
}


def words(counts: Mapping[str, int]) -> str:
    """Return what was counted by table, a line for each kind; others together at the end."""
    lines = [
        _(_WORDS[name]).format(count=count) for name, count in counts.items() if name in _WORDS
    ]
    rest = sum(count for name, count in counts.items() if name not in _WORDS)
    if rest:
        lines.append(_("{count} other entries").format(count=rest))
    return "\n".join(lines)
