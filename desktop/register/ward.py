"""Where in a district somebody lives: the 区・常会 below it, as far as the office knows them."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.parts.choice import Choice
from desktop.parts.field import Field
from resources.words import _
from sessions.areas import STEP, Tree


class Ward(QWidget):
    """The areas below the district that is written; hidden while there are none."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tree = Tree(())
        self._begun = ""
        self.choice = Choice(_("Ward and neighbours"))
        self.choice.chosen.connect(lambda _value: self.changed.emit())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Field(_("Ward and neighbours"), self.choice, optional=True))

    def offer(self, tree: Tree, area_id: str) -> None:
        """Know the areas of the office, and that the person lives in `area_id` now."""
        self._tree, self._begun = tree, area_id
        self.choice.set_answers([("", ""), *((one.id, one.words) for one in tree.all)], area_id)

    def follow(self, district: str) -> None:
        """Offer what lies below `district`; what was chosen stays if it lies there."""
        chosen = self.choice.value()
        meant = self._tree.meant(district) if district else None
        inside = self._tree.beneath(meant.id) - {meant.id} if meant else set()
        below = [one for one in self._tree.all if one.id in inside and one.active]
        self.choice.set_answers(
            [("", _("not known")), *((one.id, STEP.join(one.path[1:])) for one in below)],
            chosen if chosen in inside else "",
        )
        self.setVisible(bool(below))

    def set_value(self, area_id: str) -> None:
        """Choose an area; what is not offered chooses none."""
        self.choice.set_value(area_id)

    def value(self) -> str:
        """Return the id of the area chosen, "" for none."""
        return self.choice.value()

    def answer(self) -> str | None:
        """Return the area to be kept, "" to take it away, None where nothing was said."""
        return None if self.value() == self._begun else self.value()
