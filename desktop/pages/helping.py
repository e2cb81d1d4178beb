"""会場受付: all that a facilitator sees, their own meeting around its hours."""

from typing import Any, ClassVar

from desktop.office.section import in_a_row
from desktop.page import Page
from desktop.parts.button import Button, Kind
from desktop.parts.card import Card
from desktop.parts.label import Label
from desktop.style import tokens
from resources import calendar
from resources.words import _
from sessions import helping


class Helping(Page):
    """One card for each of one's own meetings whose hours are now; a button opens the door."""

    name: ClassVar[str] = "helping"
    help_topic: ClassVar[str] = "roles"
    reads: ClassVar[frozenset[str]] = frozenset({"Meeting", "Assignment"})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.begin: list[Button] = []
        self.cards: list[Card] = []
        self.nothing = Label(
            _(
                "No meeting of yours is held now. From one hour before the beginning until one"
                " hour after the end it stands here."
            ),
            px=tokens.CARD_TITLE,
            wrap=True,
        )
        self.body.addWidget(self.nothing)

    def refresh(self) -> None:
        """Read one's own meetings of this hour."""
        found = self.desk.read(helping.now, self.desk.staff_id, at=self.desk.now())
        for card in self.cards:
            card.hide()
            card.deleteLater()
        self.cards, self.begin = [], []
        for meeting in found:
            day = calendar.wareki_with_weekday(meeting.held_on) if meeting.held_on else ""
            hours = f"{meeting.begins:%H:%M}–{meeting.ends:%H:%M}" if meeting.begins else ""
            card = Card(meeting.headline, rule=True)
            card.add(Label(f"{day} {hours}\n{meeting.place} {meeting.room}".strip(), wrap=True))
            button = Button(
                _("Begin the reception"), kind=Kind.PRIMARY, icon="qr-code",
                height=tokens.CONTROL_BIG,
            )  # fmt: skip
            button.clicked.connect(
                lambda _on=False, there=meeting.id: self.frame.go("reception", there)
            )
            card.body.addLayout(in_a_row(button))
            self.body.addWidget(card)
            self.cards.append(card)
            self.begin.append(button)
        self.nothing.setVisible(not found)
        self.primary = self.begin[0] if self.begin else None
