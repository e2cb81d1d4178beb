"""Whether an office lies in a folder, told without opening or importing anything."""

from pathlib import Path

OFFICE_FILE = "office.db"  # as resources.cipher names it; that room is too heavy for the door


def has_office(folder: Path) -> bool:
    """Tell whether an office lies in `folder`."""
    return (folder / OFFICE_FILE).exists()


def cut_off(folder: Path) -> bool:
    """Tell whether the power failed while an office was being brought back into `folder`."""
    ready = folder.with_name(f"{folder.name}-新")  # as resources.backup names it
    return not folder.exists() and (ready / OFFICE_FILE).exists()
