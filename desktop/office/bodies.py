"""会議体: the bodies that meet, and what is usual for them."""

from typing import Any, ClassVar

from PySide6.QtWidgets import QGridLayout

from desktop.office.section import Section, in_a_row
from desktop.parts.button import Button, Kind
from desktop.parts.field import Field
from desktop.parts.long_text import LongText
from desktop.parts.number_field import NumberField
from desktop.parts.status import Status
from desktop.parts.table import Column, Table
from desktop.parts.text_field import TextField, kana_field
from desktop.style import tokens
from desktop.style.scale import scale
from resources.words import _
from sessions import bodies
from sessions.bodies import BodyFacts


class BodiesSection(Section):
    """Lists the bodies; adds one of the office's own and corrects what is usual."""

    reads: ClassVar[frozenset[str]] = frozenset({"Body"})

    def build(self) -> None:
        """Make the list and the form."""
        card = self.card(
            _("Bodies that meet"),
            _("The support meetings of the law wait for their own, stricter room."),
        )
        self.table: Table[BodyFacts] = Table(
            _("Bodies that meet"),
            (
                Column(_("Name"), lambda one: one.name, below=lambda one: one.aliases, bold=True),
                Column(_("Rhythm"), lambda one: one.cadence, width=110, folds=True),
                Column(
                    _("State"),
                    lambda one: _("Can be planned") if one.plannable else _("Later"),
                    chip=lambda one: Status.OK if one.plannable else Status.NONE,
                    width=160,
                    folds=True,
                ),
            ),
            key=lambda one: one.id,
        )
        self.table.setMinimumHeight(scale.px(300))
        self.table.pointed.connect(self._show)
        card.add(self.table)
        form = self.card(_("Add or correct"))
        self.name = TextField(_("Name"))
        self.kana = kana_field(_("Reading"))
        self.cadence = TextField(_("Rhythm"))
        self.place = TextField(_("Usual place"))
        self.minutes = NumberField(
            _("Usual length"), 120, least=5, most=600, step=5, unit=_("minutes")
        )
        self.purpose = LongText(_("Purpose"), lines=2)
        grid = QGridLayout()
        grid.setHorizontalSpacing(tokens.GAP_5)
        grid.setColumnStretch(2, 1)
        grid.addWidget(Field(_("Name"), self.name), 0, 0)
        grid.addWidget(Field(_("Reading"), self.kana, optional=True), 0, 1)
        grid.addWidget(Field(_("Rhythm"), self.cadence, optional=True), 1, 0)
        grid.addWidget(Field(_("Usual place"), self.place, optional=True), 1, 1)
        grid.addWidget(Field(_("Usual length"), self.minutes, width=180), 2, 0)
        form.body.addLayout(grid)
        form.add(Field(_("Purpose"), self.purpose, optional=True, width=704))
        self.add = Button(_("Add this body"), kind=Kind.SOFT, icon="plus")
        self.correct = Button(_("Correct the one chosen"), icon="pencil")
        self.add.clicked.connect(self._add)
        self.correct.clicked.connect(self._correct)
        form.body.addLayout(in_a_row(self.add, self.correct))
        self._show(None)

    def refresh(self) -> None:
        """Read the bodies in their order."""
        self.table.set_rows(self.desk.read(bodies.every))
        self._show(self.table.current())

    def _show(self, one: BodyFacts | None) -> None:
        self.correct.setEnabled(one is not None)
        if one is None:
            return
        self.name.setText(one.name)
        self.kana.setText(one.kana)
        self.cadence.setText(one.cadence)
        self.place.setText(one.usual_place)
        self.minutes.setValue(one.usual_minutes)
        self.purpose.setPlainText(one.purpose)

    def _entered(self) -> dict[str, Any]:
        return {
            "kana": self.kana.tidied(),
            "purpose": self.purpose.toPlainText().strip(),
            "cadence": self.cadence.text().strip(),
            "usual_place": self.place.text().strip(),
            "usual_minutes": self.minutes.value(),
            "at": self.desk.now(),
            "by": self.desk.staff_id,
        }

    def _add(self) -> None:
        name = self.name.text()
        self.attempt(
            lambda: self.desk.change(bodies.add, name, **self._entered()),
            _("{name} is in the list.").format(name=name.strip()),
        )

    def _correct(self) -> None:
        one = self.table.current()
        if one is not None:
            self.attempt(
                lambda: self.desk.change(
                    bodies.correct,
                    one.id,
                    version=one.version,
                    name=self.name.text(),
                    **self._entered(),
                ),
                _("{name} is corrected.").format(name=self.name.text().strip()),
            )
