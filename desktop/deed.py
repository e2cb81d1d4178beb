"""A deed at this desk: what was done, and how it is taken back."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Deed:
    """One deed: what was done, when (UTC), and how it is taken back, if it can be."""

    number: int
    text: str
    at: datetime
    undo: Callable[[], object] | None = None
