"""会場受付の担当: whose reception the person chosen among the staff keeps."""

from typing import TYPE_CHECKING

from desktop import meeting_words
from desktop.office.section import in_a_row
from desktop.parts.button import Button
from desktop.parts.card import Card
from desktop.parts.choice import Choice
from desktop.parts.label import Label
from desktop.style import tokens
from resources import calendar
from resources.words import _
from sessions import assignments, schedule
from sessions.schedule import When
from sessions.staff import StaffView

if TYPE_CHECKING:
    from desktop.office.section import Section


class OwnMeetingsCard(Card):
    """The coming meetings, and which of them are the chosen person's own."""

    def __init__(self, section: "Section") -> None:
        super().__init__(_("In charge of the reception"), rule=True, parent=section)
        self._section = section
        self._person: StaffView | None = None
        self._names: dict[str, str] = {}
        self.words = Label(px=tokens.LABEL, colour=tokens.INK_2, wrap=True)
        self.meeting = Choice(_("Meeting"))
        self.give = Button(_("Put in charge"), icon="plus")
        self.take = Button(_("No longer in charge"))
        self.give.clicked.connect(lambda: self.turn(own=True))
        self.take.clicked.connect(lambda: self.turn(own=False))
        self.add(self.words)
        self.body.addLayout(in_a_row(self.meeting, self.give, self.take))
        self.show_person(None)

    def show_person(self, one: StaffView | None) -> None:
        """Show the coming meetings, and those that are `one`'s own."""
        self._person = one
        desk = self._section.desk
        self.setVisible(desk.may("meeting.helpers"))
        if one is None or not desk.may("meeting.helpers"):
            self._allow(free=False)
            self.words.setText(_("Choose somebody in the list."))
            return
        today = calendar.day_of(desk.now())
        coming = desk.read(schedule.listing, When.UPCOMING, today=today)
        self._names = {
            row.meeting.id: f"{row.meeting.headline}　{meeting_words.day(row.meeting.held_on)}"
            for row in coming
        }
        chosen = self.meeting.value()
        self.meeting.set_answers(list(self._names.items()), chosen)
        own = desk.read(assignments.own, one.id, assignments.MEETING)
        theirs = [name for meeting_id, name in self._names.items() if meeting_id in own]
        self.words.setText(
            _("{name} keeps the reception of: {meetings}").format(
                name=one.name, meetings="、".join(theirs) or "―"
            )
        )
        self._allow(free=bool(self._names) and one.active)

    def _allow(self, *, free: bool) -> None:
        for widget in (self.meeting, self.give, self.take):
            widget.setEnabled(free)

    def turn(self, *, own: bool) -> None:
        """Put the chosen person in charge of the meeting, or take them off it."""
        one, meeting_id, desk = self._person, self.meeting.value(), self._section.desk
        if one is None or not meeting_id:
            return
        verb = assignments.assign if own else assignments.release
        self._section.attempt(
            lambda: desk.change(verb, meeting_id, one.id, at=desk.now(), by=desk.staff_id),
            _("Noted who keeps the reception."),
        )
        self.show_person(one)
