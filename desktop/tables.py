"""Every table of the house, made known before an office is created or upgraded."""

import importlib
import pkgutil


def load() -> None:
    """Import each module of the domain, so that all its tables are known.

    Papers are left out: they are drawn from plain values and know no table.
    """
    import programs
    import sessions

    for floor in (sessions, programs):
        for module in pkgutil.walk_packages(floor.__path__, floor.__name__ + "."):
            if "papers" not in module.name.split("."):
                importlib.import_module(module.name)
