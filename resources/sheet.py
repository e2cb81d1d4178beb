"""What a list is once it is read: a file, its sheets, their plain cells."""

import datetime as dt
from dataclasses import dataclass, field

Cell = (str | float | bool | dt.datetime | dt.date | dt.time | dt.timedelta) | None


@dataclass(frozen=True)
class Sheet:
    """The cells of one sheet from A1 on; `name` is None for a text file."""

    name: str | None
    rows: list[list[Cell]]
    hidden: bool = False
    merged: tuple[tuple[int, int, int, int], ...] = ()  # top, left, bottom, right, from 0
    hidden_rows: frozenset[int] = frozenset()  # from 1, as Excel shows them
    hidden_columns: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Book:
    """One file: its name without folders, how it is written, its sheets."""

    file: str
    form: str  # xlsx xls text
    sheets: tuple[Sheet, ...]
    encoding: str = ""
    digest: str = field(default="", compare=False)
