"""自分の合言葉: the passphrase of who is at the desk, theirs alone."""

from typing import TYPE_CHECKING

from desktop.entrance.passphrase import PassphrasePair
from desktop.office.section import in_a_row
from desktop.parts.button import Button, Kind
from desktop.parts.card import Card
from desktop.parts.label import Label
from desktop.parts.status import Status
from desktop.style import tokens
from resources import keys
from resources.refusals import Refusal
from resources.words import _

if TYPE_CHECKING:
    from desktop.office.section import Section


class OwnKeyCard(Card):
    """Two fields for one's own passphrase; a server has passwords of its own."""

    def __init__(self, section: "Section") -> None:
        super().__init__(_("My own passphrase"), rule=True, parent=section)
        self._section = section
        self.words = Label(px=tokens.LABEL, colour=tokens.INK_2, wrap=True)
        self.pair = PassphrasePair()
        self.set_own = Button(_("Use this passphrase"), kind=Kind.PRIMARY, icon="key-round")
        self.set_own.clicked.connect(self.take)
        self.add(self.words)
        self.add(self.pair)
        self.body.addLayout(in_a_row(self.set_own))
        self.setVisible(not section.desk.office.on_server)
        self.refresh()

    def refresh(self) -> None:
        """Say whether there is one already."""
        desk = self._section.desk
        if desk.office.on_server:
            return
        there = desk.staff_id in keys.owners(desk.office.folder)
        self.words.setText(
            _("You open the office with your own passphrase. Here you choose another one.")
            if there
            else _(
                "You have none yet. With your own passphrase the office opens under your name,"
                " and the office's passphrase stays with the administrator."
            )
        )

    def take(self) -> None:
        """Wrap the office's key by the new passphrase; stretching it stands beside the window."""
        if not self.pair.check():
            return
        desk, typed = self._section.desk, self.pair.text()
        folder, data_key = desk.office.folder, desk.file.data_key
        self.set_own.setEnabled(False)
        desk.background(
            lambda _task: keys.set_own(folder, desk.staff_id, typed, data_key=data_key),
            done=lambda _none: self._taken(),
            failed=self._refused,
            ended=lambda: self.set_own.setEnabled(True),
        )

    def _taken(self) -> None:
        self.pair.clear()
        self.refresh()
        self._section.frame.untell("office")
        self._section.frame.untell("own_key")
        self._section.frame.done(_("Your own passphrase counts from the next opening on."))

    def _refused(self, refusal: Refusal) -> None:
        self._section.frame.tell("office", Status.WAIT, f"{refusal.what} {refusal.advice}")
