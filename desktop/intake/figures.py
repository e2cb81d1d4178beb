"""How many lines are new, changed, the same: large figures side by side."""

from collections import Counter
from collections.abc import Iterable, Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.intake.reports import Fared
from desktop.parts.label import Label
from desktop.style import tokens
from desktop.style.scale import scale
from resources.words import _
from sessions.intake.batches import Fate, FileCount
from sessions.intake.imports import Outcome
from sessions.intake.outlook import Staged


def totals(files: Iterable[FileCount]) -> tuple[int, int, int, int]:
    """Return lines, added, changed, unchanged over all files."""
    counted = list(files)
    return (
        sum(one.rows for one in counted),
        sum(one.added for one in counted),
        sum(one.changed for one in counted),
        sum(one.unchanged for one in counted),
    )


class Figures(QWidget):
    """Figures of (number, word)."""

    def __init__(self, figures: Sequence[tuple[int, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(scale.gap(28))
        for number, word in figures:
            column = QVBoxLayout()
            column.setSpacing(0)
            column.addWidget(
                Label(f"{number:,}", px=34, bold=True,
                      colour=tokens.PRIMARY if number else tokens.INK_2)
            )  # fmt: skip
            column.addWidget(Label(word, px=tokens.LABEL, colour=tokens.INK_2))
            line.addLayout(column)
        line.addStretch(1)


def of_staged(staged: Staged) -> Figures:
    """Return the figures of a dry run; a line that waits for an answer is no person yet."""
    fates = Counter(line.fate for line in staged.lines)
    figures = [
        (len(staged.lines), _("lines read")),
        (fates[Fate.ADDED], _("will be added")),
        (fates[Fate.CHANGED], _("will be changed")),
        (fates[None], _("stay as they are")),
    ]
    if fates[Fate.HELD]:
        figures.append((fates[Fate.HELD], _("wait for an answer")))
    return Figures(figures)


def of_fared(files: Iterable[FileCount]) -> Figures:
    """Return the figures of files that would be brought in."""
    rows, added, changed, unchanged = totals(files)
    return Figures(
        (
            (rows, _("lines read")),
            (added, _("will be added")),
            (changed, _("will be changed")),
            (unchanged, _("stay as they are")),
        )
    )


def of_outcome(outcome: Outcome | Fared) -> Figures:
    """Return the figures of an import that was made."""
    rows, added, changed, unchanged = totals(outcome.files)
    return Figures(
        (
            (rows, _("lines read")),
            (added, _("lines were new")),
            (changed, _("were changed")),
            (unchanged, _("stay as they are")),
        )
    )
