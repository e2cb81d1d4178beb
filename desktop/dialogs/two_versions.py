"""Two desks corrected one person: both versions side by side, chosen field by field."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from desktop import person_words as wording
from desktop.dialogs.question import Dialog
from desktop.parts.label import Label
from desktop.parts.status import Status
from desktop.parts.tick import Rings
from desktop.style import tokens
from desktop.style.scale import scale
from resources.calendar import wareki
from resources.words import _
from sessions.person_entry import PersonDetails

MINE, THEIRS = "mine", "theirs"


def said(name: str, entered: PersonDetails) -> str:
    """Return what an entry says in the field `name`, in words."""
    value: Any = getattr(entered, name)
    if name == "birth":
        return wareki(value) if value else ""
    if name == "phones":
        return "・".join(written for written, _digits in value)
    if name == "needs":
        return "・".join(wording.needs(value))
    if name == "language":
        return wording.language(value)
    if name == "sex":
        return wording.sex(value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return wording.shown(str(value))


def differing(mine: PersonDetails, theirs: PersonDetails) -> list[str]:
    """Return the fields in which two entries differ, in the order of the form."""
    return [name for name in wording.FIELDS if getattr(mine, name) != getattr(theirs, name)]


class TwoVersions(Dialog):
    """Shows where `mine` and `theirs` differ; `base` is what I had begun with.

    A field I did not touch begins with the other desk's answer.
    """

    def __init__(
        self,
        base: PersonDetails,
        mine: PersonDetails,
        theirs: PersonDetails,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Which of the two is right?"), status=Status.WAIT, parent=parent)
        self._mine, self._theirs = mine, theirs
        self.body.addWidget(
            Label(_("Another desk corrected this person in the meantime."), wrap=True)
        )
        inside = QWidget()
        inside.setProperty("part", "ground")
        grid = QGridLayout(inside)
        grid.setHorizontalSpacing(scale.gap(tokens.GAP_4))
        grid.setVerticalSpacing(scale.gap(tokens.GAP_3))
        grid.setColumnStretch(1, 1)
        self.choices: dict[str, Rings] = {}
        for row, name in enumerate(differing(mine, theirs)):
            label = _(wording.FIELDS[name])
            touched = getattr(mine, name) != getattr(base, name)
            nothing = _("(empty)")
            choice = Rings(
                label,
                (
                    (MINE, _("Here: {words}").format(words=said(name, mine) or nothing)),
                    (THEIRS, _("Other desk: {words}").format(words=said(name, theirs) or nothing)),
                ),
                MINE if touched else THEIRS,
                upright=True,
            )
            grid.addWidget(
                Label(label, px=tokens.LABEL, bold=True), row, 0, Qt.AlignmentFlag.AlignTop
            )
            grid.addWidget(choice, row, 1)
            self.choices[name] = choice
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setMinimumHeight(min(scale.px(84) * max(1, len(self.choices)), 380))
        self.body.addWidget(area, 1)
        self.stop_or(_("Keep it this way"), leave=_("Back to the form"))
        self.resize(min(scale.px(640), 1100), self.sizeHint().height())

    def chosen(self) -> PersonDetails:
        """Return the entry put together from both."""
        mine = {
            name: getattr(self._mine, name)
            for name, choice in self.choices.items()
            if choice.value() == MINE
        }
        return replace(self._theirs, **mine)


def ask(
    parent: QWidget | None, base: PersonDetails, mine: PersonDetails, theirs: PersonDetails
) -> PersonDetails | None:
    """Ask and wait; None when it was left."""
    dialog = TwoVersions(base, mine, theirs, parent)
    return dialog.chosen() if dialog.exec() else None
