"""What another program changed in the office's file since it was last asked."""

from typing import Any

from sqlmodel import SQLModel


def everything() -> frozenset[str]:
    """Return the names of all classes of rows: what is meant where nobody can say more."""
    mappers = SQLModel._sa_registry.mappers  # noqa: SLF001 -- SQLModel has no public door to it
    return frozenset(mapper.class_.__name__ for mapper in mappers)


class FileHearing:
    """Hears of changes that another program made to the office's file.

    The file's own counter says cheaply whether anybody wrote; the journal says whether it was
    somebody else.
    """

    def __init__(self, driver: Any) -> None:
        """Listen on `driver`, a connection used for nothing else."""
        self._driver = driver
        self._own: set[int] = set()
        self._version = self._ask("PRAGMA data_version")
        self._seen = self._last_line()

    def note(self, lines: set[int]) -> None:
        """Take the journal's `lines` for our own, before they are committed."""
        self._own |= lines

    def forget(self, lines: set[int]) -> None:
        """Take back `note`: the lines were not committed."""
        self._own -= lines

    def heard(self) -> frozenset[str]:
        """Return the names of the classes that others touched since the last call."""
        version = self._ask("PRAGMA data_version")
        if version == self._version:
            return frozenset()
        self._version = version
        last = self._last_line()
        foreign = set(range(self._seen + 1, last + 1)) - self._own
        self._own = {line for line in self._own if line > last}
        self._seen = last
        return everything() if foreign else frozenset()

    def close(self) -> None:
        """Listen no longer."""
        self._driver.close()

    def _last_line(self) -> int:
        return self._ask("SELECT COALESCE(MAX(seq), 0) FROM journal")

    def _ask(self, statement: str) -> int:
        return int(self._driver.execute(statement).fetchone()[0])
