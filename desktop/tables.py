"""Every table of the house, made known before an office is created or upgraded."""

import importlib
import pkgutil

_DRAWING = frozenset(("papers", "sheets", "letters"))


def load() -> None:
    """Import each module of the domain, so that all its tables are known.

    Papers and what fills them are left out: they know no table and cost the drawing library.
    """
    import programs
    import sessions

    for floor in (sessions, programs):
        for module in pkgutil.walk_packages(floor.__path__, floor.__name__ + "."):
            if not _DRAWING & set(module.name.split(".")):
                importlib.import_module(module.name)
