"""The second place: where a copy goes outside of this computer, and when it last got one."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from resources import calendar, settings
from resources.words import _, ngettext


def second_place() -> Path | None:
    """Return where a second copy goes by itself, None where that is not there now."""
    machine = settings.load()
    if not machine.last_backup_place or not machine.second_by_itself:
        return None
    place = Path(machine.last_backup_place)
    # The folder of the stick itself must stand: making it would write where the stick is not.
    return place if place.is_dir() else None


def second_words(now: Callable[[], datetime]) -> str:
    """Return how long ago the second place got a copy, as it is said to the person."""
    machine = settings.load()
    try:
        made = datetime.fromisoformat(machine.last_backup)
    except ValueError:
        return _("There is no copy outside this computer yet.")
    days = (calendar.day_of(now()) - calendar.day_of(made)).days
    if days <= 0:
        return _("The second place has today's copy.")
    words = ngettext(
        "For {count} day nothing was copied to the second place.",
        "For {count} days nothing was copied to the second place.",
        days,
    )
    return words.format(count=days)
