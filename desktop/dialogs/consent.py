"""A consent entered as it was given, and the withdrawal of one."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop import about_words
from desktop import person_words as wording
from desktop.dialogs.filling import Filling, day_field, wanted
from desktop.parts.choice import Choice
from desktop.parts.field import Field
from desktop.parts.label import Label
from desktop.parts.pairs import Pairs
from desktop.parts.text_field import TextField
from desktop.parts.tick import Rings
from desktop.style import tokens
from resources import calendar
from resources.words import _
from sessions import consent_texts, consents, staff
from sessions.consent_ways import Way
from sessions.consents import ConsentView, Given

if TYPE_CHECKING:
    from desktop.desk import Desk


def _ways(name: str) -> Choice:
    return Choice(name, [(way.value, _(word)) for way, word in about_words.WAYS.items()])


class Consenting(Filling):
    """Asks to which text a person consented, when, how, for what and towards whom."""

    def __init__(
        self, desk: "Desk", person_id: str, name: str, parent: QWidget | None = None
    ) -> None:
        title = _("What did {name} consent to?").format(name=wording.honoured(name))
        super().__init__(title, _("Keep the consent"), parent=parent)
        self._desk, self._person_id = desk, person_id
        today = calendar.day_of(desk.now())
        self._texts = {one.id: one for one in desk.read(consent_texts.current, today)}
        self.text = Choice(
            _("Purpose"),
            [
                (one.id, _("{purpose} (version {number})").format(
                    purpose=one.purpose, number=one.number
                ))
                for one in self._texts.values()
            ],
        )  # fmt: skip
        self.wording = Label(px=tokens.LABEL, colour=tokens.INK_2, wrap=True)
        self.day = day_field(_("Day of the consent"), today, today)
        self.way = _ways(_("How it was said"))
        self.what = TextField(_("For what"))
        self.whom = TextField(_("Towards whom"))
        self.taken_by = TextField(_("Who took it"))
        self.taken_by.setText(desk.read(staff.names).get(desk.staff_id, ""))
        self.inside.addWidget(Field(_("Purpose"), self.text, width=696))
        self.inside.addWidget(self.wording)
        self.inside.addWidget(
            Pairs(
                [
                    self.day,
                    Field(_("How it was said"), self.way),
                    Field(
                        _("For what"), self.what, optional=True, hint=_("Such as name and photo")
                    ),
                    Field(
                        _("Towards whom"), self.whom, optional=True, hint=_("Such as the bulletin")
                    ),
                    Field(_("Who took it"), self.taken_by, optional=True),
                ],
                even=True,
            )
        )  # fmt: skip
        self.text.chosen.connect(lambda _value: self._show())
        self._show()
        self.ready(self.text, [self.day], self._keep)

    def _show(self) -> None:
        one = self._texts.get(self.text.value())
        self.wording.setText(one.wording if one else "")

    def _keep(self) -> None:
        given = Given(
            self.text.value(), wanted(self.day), Way(self.way.value()), self.what.text(),
            self.whom.text(), self.taken_by.text(),
        )  # fmt: skip
        self._desk.change(
            consents.give, self._person_id, given, at=self._desk.now(), by=self._desk.staff_id
        )


class Withdrawing(Filling):
    """Asks since when a consent is withdrawn, and how that was said."""

    def __init__(self, desk: "Desk", one: ConsentView, parent: QWidget | None = None) -> None:
        title = _("Is the consent “{purpose}” withdrawn?").format(purpose=one.purpose)
        super().__init__(title, _("Withdraw the consent"), parent=parent)
        self._desk, self._one = desk, one
        today = calendar.day_of(desk.now())
        self.inside.addWidget(
            Label(
                _("From that day on it does not hold any more. What was said stays on record."),
                wrap=True,
            )
        )
        self.day = day_field(_("Since when"), today, today)
        self.way = Rings(
            _("How it was said"),
            [(way.value, _(word)) for way, word in about_words.WAYS.items()],
            Way.SPOKEN.value,
            upright=True,
        )
        self.note = TextField(_("Note"))
        self.inside.addWidget(self.day)
        self.inside.addWidget(Field(_("How it was said"), self.way))
        self.inside.addWidget(Field(_("Note"), self.note, optional=True))
        self.ready(self.day.line, [self.day], self._withdraw)

    def _withdraw(self) -> None:
        self._desk.change(
            consents.withdraw, self._one.id, on=wanted(self.day), way=Way(self.way.value()),
            note=self.note.text(), at=self._desk.now(), by=self._desk.staff_id,
        )  # fmt: skip
