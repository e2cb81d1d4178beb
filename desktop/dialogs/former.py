"""A name somebody had before: entered, corrected, or taken out when it was a mistake."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop import about_words
from desktop import person_words as wording
from desktop.dialogs.filling import Filling, day_field, missing_name
from desktop.parts.button import Kind
from desktop.parts.choice import Choice
from desktop.parts.field import Field
from desktop.parts.name_field import NameField
from desktop.parts.pairs import Pairs
from desktop.parts.text_field import TextField, kana_field
from resources import calendar
from resources.words import _
from sessions import former_names
from sessions.former_names import FormerDetails, FormerView
from sessions.person_tables import FormerKind

if TYPE_CHECKING:
    from desktop.desk import Desk


class Former(Filling):
    """Asks about `one` of the former names of a person, or about a further one."""

    def __init__(
        self,
        desk: "Desk",
        person_id: str,
        name: str,
        one: FormerView | None,
        parent: QWidget | None = None,
    ) -> None:
        title = _("What was {name} called before?").format(name=wording.honoured(name))
        super().__init__(title, _("Keep this name"), parent=parent)
        self._desk, self._person_id, self._one = desk, person_id, one
        today = calendar.day_of(desk.now())
        self.name = NameField(_("The name"))
        self.kana = kana_field(_("Reading"))
        self.kind = Choice(
            _("Kind of name"), [(kind.value, _(word)) for kind, word in about_words.FORMER.items()]
        )
        self.day = day_field(_("Until when"), today)
        self.source = TextField(_("Who says so"))
        self.name.heard.connect(
            lambda piece: self.kana.setText(f"{self.kana.text()} {piece}".strip())
        )
        name_field = Field(
            _("The name"), self.name, hint=_("In the letters the person writes"),
            check=lambda: missing_name(self.name.text()),
        )  # fmt: skip
        self.inside.addWidget(
            Pairs(
                [
                    name_field,
                    Field(_("Reading"), self.kana, optional=True),
                    Field(_("Kind of name"), self.kind),
                    self.day,
                    Field(_("Who says so"), self.source, optional=True),
                ],
                even=True,
            )
        )
        if one is not None:
            self.name.setText(one.name)
            self.kana.setText(one.kana)
            self.kind.set_value(one.kind.value)
            self.day.set_day(one.until_on)
            self.source.setText(one.source)
            if one.id:
                self.aside(_("It was a mistake"), self._remove, Kind.DANGER)
        self.ready(self.name, [name_field, self.day], self._keep)

    def entered(self) -> FormerDetails:
        """Return what is written."""
        return FormerDetails(
            self.name.text(),
            self.kana.tidied(),
            FormerKind(self.kind.value()),
            self.day.day(),
            self.source.text(),
        )

    def _keep(self) -> None:
        at, by = self._desk.now(), self._desk.staff_id
        if self._one is None or not self._one.id:
            self._desk.change(
                former_names.add if self._one is None else former_names.describe,
                self._person_id, self.entered(), at=at, by=by,
            )  # fmt: skip
            return
        version = self._one.version
        self._desk.change(
            former_names.correct, self._one.id, self.entered(), version=version, at=at, by=by
        )

    def _remove(self) -> None:
        assert self._one is not None
        self._desk.change(
            former_names.remove, self._one.id, version=self._one.version,
            at=self._desk.now(), by=self._desk.staff_id,
        )  # fmt: skip
