"""持ち出しの鍵: new keys for the packages that go to a hall, and since when they are in use."""

from typing import TYPE_CHECKING

from desktop.dialogs import question
from desktop.dialogs.question import Answer
from desktop.office.section import in_a_row
from desktop.parts.button import Button, Kind
from desktop.parts.card import Card
from desktop.parts.label import Label
from desktop.style import tokens
from resources import calendar
from resources.words import _
from sessions import office_keys
from sessions.takeout_tables import KeyKind

if TYPE_CHECKING:
    from desktop.office.section import Section


class PackageKeysCard(Card):
    """Says since when the office's keys for packages are in use, and makes new ones."""

    def __init__(self, section: "Section") -> None:
        super().__init__(_("Keys of the packages for a hall"), rule=True)
        self._section = section
        self.add(
            Label(
                _(
                    "Make new ones when a computer of the office was lost or stolen. Packages that"
                    " are on their way still come home."
                ),
                px=tokens.LABEL,
                colour=tokens.INK_2,
                wrap=True,
            )
        )
        self.since = Label(px=tokens.BODY, wrap=True)
        self.add(self.since)
        self.renew = Button(_("Make new keys"), icon="key-round")
        self.renew.clicked.connect(self._ask)
        self.body.addLayout(in_a_row(self.renew))
        self.setVisible(section.desk.may("settings.correct"))

    def refresh(self) -> None:
        """Read since when the keys are in use."""
        at = self._section.desk.read(office_keys.since)
        self.since.setText(
            _("In use since {day}.").format(day=calendar.wareki(calendar.day_of(at)))
            if at is not None
            else _("The first package makes the first keys.")
        )
        self.renew.setEnabled(at is not None)

    def _ask(self) -> None:
        said = question.ask(
            self,
            _("Make new keys for packages?"),
            _("Every package made from now on uses them."),
            (
                Answer("no", _("Leave it as it is")),
                Answer("new", _("Make new keys"), Kind.PRIMARY, "key-round"),
            ),
            safe="no",
        )
        if said != "new":
            return
        desk = self._section.desk

        def renew() -> None:
            for kind in KeyKind:
                desk.change(office_keys.renew, kind, at=desk.now(), by=desk.staff_id)

        self._section.attempt(renew, _("New keys are in use."))
        self.refresh()
