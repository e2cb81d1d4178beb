"""What may be done with a meeting as a whole: open, go to the door, close, 延期, 中止."""

from collections.abc import Callable
from datetime import date
from typing import Any, Final

from PySide6.QtWidgets import QWidget

from desktop import meeting_words as wording
from desktop.desk import Desk
from desktop.dialogs import reason
from desktop.dialogs.postpone import Postpone
from desktop.dialogs.question import Answer, ask
from desktop.frame import Frame
from desktop.parts.button import Kind
from desktop.parts.status import Status
from resources.calendar import day_of
from resources.refusals import Refusal
from resources.words import _, mark, ngettext
from sessions import attendance, holding, notices, rosters
from sessions.meetings import MeetingFacts
from sessions.rosters import Reply

USUAL: Final = (mark("Heavy snow"), mark("A weather warning"), mark("An infection is spreading"))


class Acts:
    """The acts upon one meeting, asked for in the window `parent`.

    `refused` hears a refusal, `told` is called when people have to be told of a change.
    """

    def __init__(
        self,
        desk: Desk,
        frame: Frame,
        parent: QWidget,
        *,
        refused: Callable[[str], object],
        told: Callable[[], object],
    ) -> None:
        self._desk = desk
        self._frame = frame
        self._parent = parent
        self._refused = refused
        self._told = told

    def open(self, meeting: MeetingFacts) -> bool:
        """Open the door and go there; on another day than the meeting's, ask first."""
        today = day_of(self._desk.now())
        if meeting.held_on != today and not self._another_day(meeting, today):
            return False
        if not self._do(holding.open_meeting, meeting):
            return False
        self._frame.go("reception", meeting.id)
        return True

    def _another_day(self, meeting: MeetingFacts, today: date) -> bool:
        answers = (
            Answer("wait", _("Leave it closed")),
            Answer("open", _("Open it today"), Kind.PRIMARY),
        )
        said = ask(
            self._parent,
            _("Open the door of another day?"),
            _("The meeting is on {day}. Today is {today}.").format(
                day=wording.day(meeting.held_on), today=wording.day(today)
            ),
            answers,
            safe="wait",
            status=Status.WAIT,
        )
        return said == "open"

    def close(self, meeting: MeetingFacts) -> bool:
        """Close the door; asks first when somebody is missing or not matched."""
        text = self._remains(meeting)
        if text:
            answers = (
                Answer("keep", _("Leave it open")),
                Answer("close", _("Close the meeting"), Kind.PRIMARY),
            )
            said = ask(self._parent, _("Close the meeting now?"), text, answers, safe="keep")
            if said != "close":
                return False
        if not self._do(holding.close, meeting):
            return False
        self._frame.done(_("The meeting was closed."), lambda: self._open_again(meeting))
        return True

    def _remains(self, meeting: MeetingFacts) -> str:
        counts = self._desk.read(attendance.counts, meeting.id)
        unmatched = len(self._desk.read(attendance.unmatched, meeting.id))
        lines = []
        if counts.not_yet:
            words = ngettext(
                "{count} person has not come.", "{count} people have not come.", counts.not_yet
            )
            lines.append(words.format(count=counts.not_yet))
        if unmatched:
            words = ngettext(
                "{count} person who came is not matched with the register.",
                "{count} people who came are not matched with the register.",
                unmatched,
            )
            lines.append(words.format(count=unmatched))
        if lines:
            lines.append(_("All this can be put right after closing, too."))
        return "\n".join(lines)

    def _open_again(self, meeting: MeetingFacts) -> None:
        self._do(holding.reopen, meeting, reason=_("Closed by mistake."))

    def reopen(self, meeting: MeetingFacts) -> bool:
        """Open a closed meeting again, with a reason."""
        why = reason.ask(
            self._parent,
            _("Open the meeting again?"),
            _("The reason is kept with the meeting."),
            act=_("Open it again"),
            usual=(_("Somebody came late"), _("Closed by mistake.")),
        )
        if why is None or not self._do(holding.reopen, meeting, reason=why):
            return False
        self._frame.done(_("The meeting is open again."))
        return True

    def postpone(self, meeting: MeetingFacts) -> bool:
        """Put the meeting off to a new day or to none, and go on to telling people."""
        dialog = Postpone(
            _("Put the meeting off?"),
            self._how_many_to_tell(meeting),
            act=_("Put it off"),
            today=lambda: day_of(self._desk.now()),
            begins=meeting.begins,
            ends=meeting.ends,
            held_on=meeting.held_on,
            usual=[_(words) for words in USUAL],
            parent=self._parent,
        )
        if not dialog.exec():
            return False
        entered = dialog.entered()
        done = self._do(
            holding.postpone,
            meeting,
            reason=entered.reason,
            held_on=entered.held_on,
            begins=entered.begins,
            ends=entered.ends,
        )
        return done and self._now_tell(meeting, _("The meeting was put off."))

    def decide(self, meeting: MeetingFacts) -> bool:
        """Decide the day of a meeting that was put off without one."""
        dialog = Postpone(
            _("On which day will it be?"),
            self._how_many_to_tell(meeting),
            act=_("Decide the day"),
            today=lambda: day_of(self._desk.now()),
            begins=meeting.begins,
            ends=meeting.ends,
            deciding=True,
            parent=self._parent,
        )
        if not dialog.exec():
            return False
        entered = dialog.entered()
        done = self._do(
            holding.set_date,
            meeting,
            held_on=entered.held_on,
            begins=entered.begins,
            ends=entered.ends,
        )
        return done and self._now_tell(meeting, _("The new day is decided."))

    def cancel(self, meeting: MeetingFacts) -> bool:
        """Call the meeting off for good, and go on to telling people."""
        text = _("A meeting that is called off cannot be opened again.")
        why = reason.ask(
            self._parent,
            _("Call the meeting off?"),
            f"{text}\n{self._how_many_to_tell(meeting)}",
            act=_("Call it off"),
            usual=[_(words) for words in USUAL],
            danger=True,
        )
        if why is None or not self._do(holding.cancel, meeting, reason=why):
            return False
        return self._now_tell(meeting, _("The meeting was called off."))

    def _how_many_to_tell(self, meeting: MeetingFacts) -> str:
        lines = self._desk.read(rosters.listing, meeting.id)
        count = sum(1 for line in lines if line.reply is not Reply.NO)
        words = ngettext(
            "{count} person will stand on the list of those to be told.",
            "{count} people will stand on the list of those to be told.",
            count,
        )
        return words.format(count=count)

    def _now_tell(self, meeting: MeetingFacts, what: str) -> bool:
        self._frame.done(what)
        if self._desk.read(notices.listing, meeting.id):
            self._told()
        return True

    def _do(self, verb: Callable[..., Any], meeting: MeetingFacts, **facts: Any) -> bool:
        try:
            self._desk.change(
                verb, meeting.id, **facts, at=self._desk.now(), by=self._desk.staff_id
            )
        except Refusal as refusal:
            self._refused(wording.told(refusal))
            return False
        return True
