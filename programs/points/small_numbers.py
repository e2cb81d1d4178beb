"""少し: figures so small that somebody could be known by them are not given out of the house."""

from collections.abc import Sequence
from typing import Final

LEAST: Final = 5  # from this number on a figure is given as it is


def hidden(table: Sequence[Sequence[int]]) -> list[list[bool]]:
    """Return which cells of `table` are not given out; its last row and column are the sums.

    A figure from 1 to 4 is hidden. Where it would be the only one of its row or column, it could
    be computed from the sum: the smallest other figure there is hidden with it.
    """
    hide = [[0 < cell < LEAST for cell in row] for row in table]
    wide = len(table[0]) if table else 0
    lines = [[(r, c) for c in range(wide)] for r in range(len(table))]
    lines += [[(r, c) for r in range(len(table))] for c in range(wide)]
    changed = True
    while changed:
        changed = False
        for line in lines:
            closed = [cell for cell in line if hide[cell[0]][cell[1]]]
            open_ = [(table[r][c], r, c) for r, c in line if not hide[r][c]]
            if len(closed) == 1 and open_:
                _figure, r, c = min(open_, key=lambda one: (not one[0], one))
                hide[r][c] = changed = True
    return hide
