"""The means of the house: database, paper, type, words, calendar, settings, fonts, icons."""

from pathlib import Path

_ROOT = Path(__file__).parent


def path(name: str) -> Path:
    """Return the bundled file or folder `name`, given relative to this room."""
    return _ROOT / name
