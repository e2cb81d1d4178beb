"""One meeting: its head with the next act, and its parts one at a time."""

from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from desktop.page import Page
from desktop.pages.gathering.acts import Acts
from desktop.pages.gathering.agenda_section import AgendaSection
from desktop.pages.gathering.attendance_section import AttendanceSection
from desktop.pages.gathering.current_stack import CurrentStack
from desktop.pages.gathering.head import Deed, Head
from desktop.pages.gathering.notices_section import NoticesSection
from desktop.pages.gathering.papers_section import PapersSection
from desktop.pages.gathering.roster_section import RosterSection
from desktop.pages.gathering.section import Section
from desktop.pages.gathering.takeout_section import TakeoutSection
from desktop.parts.button import Kind
from desktop.parts.flow import Flow
from desktop.parts.said import Said
from desktop.parts.segments import Segments
from resources.words import _
from sessions import agenda, attendance, doubts, meetings, notices
from sessions.meeting_rules import State
from sessions.meetings import MeetingFacts

AGENDA, ROSTER, ATTENDANCE, PAPERS, NOTICES = "agenda", "roster", "attendance", "papers", "notices"
TAKEOUT = "takeout"


class Meeting(Page):
    """The page of the meeting `subject`; "id/part" opens it at a part, such as id/roster."""

    name: ClassVar[str] = "meeting"
    reads: ClassVar[frozenset[str]] = frozenset(
        {
            "Meeting", "AgendaItem", "Expected", "Arrival", "Notice", "Person", "Pass",
            "Application", "Certificate", "Suppression",
            "Takeout", "Joining", "Question", "EarningMeeting",
        }
    )  # fmt: skip
    help_topic: ClassVar[str] = "meeting"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.meeting: MeetingFacts | None = None
        self.body.setAlignment(Qt.AlignmentFlag(0))
        self.head = Head()
        self.said = Said()
        self.segments = Segments(
            _("Parts of the meeting"),
            (
                (AGENDA, _("Agenda")),
                (ROSTER, _("People expected")),
                (ATTENDANCE, _("Attendance")),
                (PAPERS, _("Papers")),
                (NOTICES, _("Notices")),
                (TAKEOUT, _("Hall's computer")),
            ),
        )
        self.segments.set_value(ROSTER)
        roster = RosterSection(self.desk, self.frame)
        self.attendance = AttendanceSection(self.desk, self.frame)
        self.papers = PapersSection(
            self.desk,
            self.frame,
            see_unmatched=self.see_unmatched,
            see_roster=lambda: self.show_part(ROSTER),
        )
        self.sections: dict[str, Section] = {
            AGENDA: AgendaSection(self.desk, self.frame),
            ROSTER: roster,
            ATTENDANCE: self.attendance,
            PAPERS: self.papers,
            NOTICES: NoticesSection(self.desk, self.frame, see_paper=self.papers.see_notices),
            TAKEOUT: TakeoutSection(self.desk, self.frame, see_attendance=self.see_unmatched),
        }
        self.stack = CurrentStack()
        for section in self.sections.values():
            self.stack.addWidget(section)
        self.body.addWidget(self.head)
        self.body.addWidget(self.said)
        self.bar = Flow([self.segments, self.head.others])
        self.body.addWidget(self.bar)
        self.body.addWidget(self.stack, 1)
        self.segments.chosen.connect(lambda _part: self._show_part())
        self.acts = Acts(
            self.desk,
            self.frame,
            self,
            refused=self.said.say,
            told=lambda: self.show_part(NOTICES),
        )

    # --- the page and the window

    def open_at(self, subject: str) -> None:
        """Show the meeting `subject`, at a part where "/part" follows."""
        meeting_id, _slash, part = subject.partition("/")
        if meeting_id != self.subject:
            self.said.clear()
            self.segments.set_value(part if part in self.sections else ROSTER)
        elif part in self.sections:
            self.segments.set_value(part)
            self.stale = True
        super().open_at(meeting_id)

    def heading(self) -> str:
        """Return the meeting's name."""
        return self.meeting.headline if self.meeting else self.place.title

    def regions(self) -> list[QWidget]:
        """Return the head, the parts and the part in view."""
        return [self.head, self.segments, self.section]

    def filter_field(self) -> QWidget | None:
        """Return the search of the part in view."""
        return self.section.filter_field()

    def step_back(self) -> bool:
        """Close what is open in the part in view."""
        return self.section.step_back()

    def press_primary(self) -> bool:
        """Press what the part in view has open, else the next act of the meeting."""
        entry = self.attendance.entry
        if self.section is self.attendance and not entry.isHidden():
            if entry.go.isEnabled():
                entry.go.click()
            return True
        return super().press_primary()

    @property
    def section(self) -> Section:
        """The part in view."""
        return self.sections[self.segments.value()]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the head where it is narrow."""
        super().resizeEvent(event)
        self.head.fold(self.width())

    # --- what is shown

    def refresh(self) -> None:
        """Read the meeting, its numbers and the part in view."""
        if not self.subject:
            self.frame.go("meetings")
            return
        meeting = self.meeting = self.desk.read(meetings.show, self.subject)
        self.papers.meeting = meeting  # the head and the notices ask for papers never looked at
        counts = self.desk.read(attendance.counts, meeting.id)
        told = self.desk.read(notices.listing, meeting.id)
        self.head.show_meeting(meeting, counts)
        self.segments.set_counts(
            {
                AGENDA: len(self.desk.read(agenda.show, meeting.id).items),
                ROSTER: counts.expected,
                ATTENDANCE: counts.present,
                NOTICES: sum(1 for one in told if one.told_at is None),
                TAKEOUT: self.desk.read(doubts.waiting).get(meeting.id, 0),
            }
        )
        self._offer_deeds(meeting)
        self._show_part()

    def _show_part(self) -> None:
        self.stack.setCurrentWidget(self.section)
        if self.meeting is not None:
            self.section.show_meeting(self.meeting)

    def show_part(self, part: str) -> None:
        """Bring `part` into view."""
        self.segments.set_value(part)
        self._show_part()

    def see_unmatched(self) -> None:
        """Show those who came and are not in the register."""
        self.show_part(ATTENDANCE)
        self.attendance.see_unmatched()

    def _offer_deeds(self, meeting: MeetingFacts) -> None:
        focused = any(button.hasFocus() for button in self.head.buttons)
        acts, quiet = self.acts, Kind.QUIET

        def go_to_the_door() -> None:
            self.frame.go("reception", meeting.id)

        def write() -> None:
            self.frame.go("meeting_form", meeting.id)

        correct = Deed(_("Correct"), write, icon="pencil", key="F4")
        off = Deed(_("Call off"), lambda: acts.cancel(meeting), quiet)
        primary: Deed | None
        if meeting.state is State.PLANNED:
            primary = Deed(
                _("Begin to receive"), lambda: acts.open(meeting), Kind.PRIMARY, "qr-code", "Enter"
            )
            later = Deed(_("Put off the meeting"), lambda: acts.postpone(meeting), quiet)
            others = [correct, later, off]
        elif meeting.state is State.OPEN:
            primary = Deed(_("To the reception"), go_to_the_door, Kind.PRIMARY, "qr-code", "Enter")
            others = [Deed(_("Close the meeting"), lambda: acts.close(meeting)), correct]
        elif meeting.state is State.CLOSED:
            primary = Deed(
                _("Attendance list"),
                self.papers.see_attendance,
                Kind.PRIMARY,
                "users",
                "Enter",
            )
            others = [correct, Deed(_("Open again"), lambda: acts.reopen(meeting), quiet)]
        elif meeting.state is State.POSTPONED:
            primary = Deed(
                _("Decide the day"), lambda: acts.decide(meeting), Kind.PRIMARY,
                "calendar-days", "Enter",
            )  # fmt: skip
            others = [correct, off]
        else:
            told = self.desk.read(notices.listing, meeting.id)
            primary = Deed(
                _("Who must be told"), lambda: self.show_part(NOTICES), Kind.PRIMARY, "mail",
                "Enter",
            ) if told else None  # fmt: skip
            others = []
        self.head.show_deeds(primary, others)
        self.primary = self.head.primary
        self.bar.arrange()
        if focused and self.primary is not None:
            self.primary.setFocus()
