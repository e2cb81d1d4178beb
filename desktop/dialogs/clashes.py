"""Two desks changed the same thing: both versions side by side, chosen field by field."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.dialogs.question import Dialog
from desktop.parts.label import Label
from desktop.parts.status import Status
from desktop.parts.tick import Rings
from desktop.style import tokens
from desktop.style.scale import scale
from resources.words import _

MINE, THEIRS = "mine", "theirs"


@dataclass(frozen=True)
class Clash:
    """A field that both have changed: its name in the code, its word, and both versions."""

    field: str
    word: str
    mine: str
    theirs: str


class Clashes(Dialog):
    """Shows `clashes`; what stands there already is chosen until somebody says otherwise."""

    def __init__(self, clashes: Sequence[Clash], parent: QWidget | None = None) -> None:
        super().__init__(_("Which of the two shall stand?"), status=Status.WAIT, parent=parent)
        self.body.addWidget(Label(_("Another desk has changed this in the meantime."), wrap=True))
        grid = QGridLayout()
        grid.setHorizontalSpacing(scale.gap(tokens.GAP_4))
        grid.setVerticalSpacing(scale.gap(tokens.GAP_3))
        self.rings: dict[str, Rings] = {}
        for row, clash in enumerate(clashes):
            word = Label(clash.word, px=tokens.LABEL, bold=True)
            answers = (
                (THEIRS, _("As it stands now: {words}").format(words=_shown(clash.theirs))),
                (MINE, _("As I wrote it: {words}").format(words=_shown(clash.mine))),
            )
            rings = Rings(clash.word, answers, THEIRS, upright=True)
            self.rings[clash.field] = rings
            grid.addWidget(word, row, 0)
            grid.addWidget(rings, row, 1)
        grid.setColumnStretch(1, 1)
        self.body.addLayout(grid)
        self.stop_or(_("Save it so"), leave=_("Go on writing"))
        next(iter(self.rings.values())).setFocus()

    def keep_mine(self) -> tuple[str, ...]:
        """Return the fields in which my version shall stand."""
        return tuple(field for field, rings in self.rings.items() if rings.value() == MINE)


def _shown(words: str) -> str:
    return words or _("nothing")


def ask(parent: QWidget | None, clashes: Sequence[Clash]) -> tuple[str, ...] | None:
    """Ask and wait; return the fields to keep as I wrote them, None to go on writing."""
    dialog = Clashes(clashes, parent)
    return dialog.keep_mine() if dialog.exec() else None
