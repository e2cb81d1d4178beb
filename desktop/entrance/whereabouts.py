"""Whether an office lies in a folder, told without opening or importing anything."""

from pathlib import Path

OFFICE_FILE = "office.db"  # as resources.cipher names it; that room is too heavy for the door


def has_office(folder: Path) -> bool:
    """Tell whether an office lies in `folder`."""
    return (folder / OFFICE_FILE).exists()
