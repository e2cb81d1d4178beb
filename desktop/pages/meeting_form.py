"""会議をつくる, 会議を直す: the fields, the agenda, a draft that is never lost."""

from dataclasses import replace
from typing import Any, ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from desktop import meeting_words as wording
from desktop.dialogs import clashes
from desktop.dialogs.clashes import Clash
from desktop.page import Page
from desktop.pages.gathering import draft_words
from desktop.pages.gathering.agenda_editor import AgendaEditor
from desktop.pages.gathering.meeting_fields import MeetingFields
from desktop.parts.button import Button, Kind
from desktop.parts.foot_bar import FootBar
from desktop.parts.said import Said
from desktop.style import tokens
from desktop.style.scale import follow, scale
from resources.calendar import day_of
from resources.refusals import Refusal
from resources.words import _, ngettext
from sessions import bodies, drafts, meetings, places, planning, rosters
from sessions.bodies import BodyFacts
from sessions.meeting_rules import State
from sessions.planning import ITEMS, Plan

NEW, FORM = "new", "meeting"
_KEEP_MS = 800
_BESIDE = 1000
_LEFT = 382


class MeetingForm(Page):
    """The form of a new meeting (subject "new") or of the meeting `subject`."""

    name: ClassVar[str] = "meeting_form"
    help_topic: ClassVar[str] = "meeting_form"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.base: Plan | None = None
        self._bodies: dict[str, BodyFacts] = {}
        self._filling = False
        self._dirty = False
        self._title = ""
        self.said = Said()
        self.fields = MeetingFields(lambda: day_of(self.desk.now()))
        self.agenda = AgendaEditor()
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._halves.addWidget(self.fields, 0, Qt.AlignmentFlag.AlignTop)
        self._halves.addWidget(self.agenda, 1, Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(self.said)
        self.body.addLayout(self._halves)
        self.stop = Button(_("Stop"), key="Esc")
        self.fresh = Button(_("Start over"), kind=Kind.QUIET)
        self.primary = Button("", kind=Kind.PRIMARY, icon="check", key="Ctrl Enter")
        # The window presses it by Ctrl Enter; two bindings of one key would silence both.
        self.primary.setShortcut("")
        self.bar = FootBar("", (self.fresh, self.stop, self.primary))
        self.set_foot(self.bar)
        self._keeping = QTimer(self)
        self._keeping.setSingleShot(True)
        self._keeping.setInterval(_KEEP_MS)
        self._keeping.timeout.connect(self.keep)
        self.fields.changed.connect(self._changed)
        self.fields.body_chosen.connect(self._suggest)
        self.agenda.changed.connect(self._changed)
        self.primary.clicked.connect(self.save)
        self.stop.clicked.connect(self._leave)
        self.fresh.clicked.connect(self._start_over)
        self.start = self.fields.title_line
        follow(self._fold)

    # --- the page and the window

    def heading(self) -> str:
        """Return what is being done."""
        return self._title or self.place.title

    def regions(self) -> list[QWidget]:
        """Return the fields, the agenda and the foot."""
        return [self.fields, self.agenda, self.bar]

    def step_back(self) -> bool:
        """Keep the draft and let the window go back."""
        self.keep()
        return False

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep what was written when another place is shown."""
        self.keep()
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the agenda below the fields where there is no room beside them."""
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        beside = self.width() >= scale.px(_BESIDE)
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._halves.setDirection(way)
        self._halves.setSpacing(scale.gap(tokens.GAP_3))
        self.fields.setMinimumWidth(min(scale.px(_LEFT), 620) if beside else 0)
        self.fields.setMaximumWidth(scale.px(_LEFT) if beside else 16_777_215)

    # --- what is shown

    def open_at(self, subject: str) -> None:
        """Begin `subject`, unless it is being written already."""
        if subject != self.subject and self._dirty:
            self.keep()
        super().open_at(subject)

    @property
    def new(self) -> bool:
        """Whether a new meeting is planned."""
        return self.subject in {"", NEW}

    def refresh(self) -> None:
        """Read the meeting, its places and bodies, and the draft that was left."""
        self.subject = self.subject or NEW
        self.said.clear()
        self.base = None
        self._filling = True
        try:
            self._fill()
        finally:
            self._filling = False
        self._count()

    def _fill(self) -> None:
        plannable = self.desk.read(bodies.every, plannable_only=True)
        self._bodies = {body.id: body for body in plannable}
        self.fields.offer_places(self.desk.read(places.listing))
        draft = self.desk.read(drafts.find, FORM, self.subject, by=self.desk.staff_id)
        self.fields.fix_day("")
        if self.new:
            self._title = _("Plan a meeting")
            self.primary_words(_("Plan the meeting"))
            chosen = draft.words["body"] if draft else next(iter(self._bodies), "")
            self.fields.offer_bodies(plannable, chosen)
            self.fields.show_plan(Plan())
            self.agenda.set_items(())
            self._suggest(self.fields.body_choice.value())
        else:
            facts = self.desk.read(meetings.show, self.subject)
            self._title = _("Correct {meeting}").format(meeting=facts.headline)
            self.primary_words(_("Save the changes"))
            self.fields.offer_bodies([self.desk.read(bodies.show, facts.body_id)], facts.body_id)
            self.base = self.desk.read(planning.read, self.subject)
            self.fields.show_plan(self.base)
            self.agenda.set_items(self.base.items)
            self._fix_day(facts)
        self._dirty = draft is not None
        if draft is not None:
            plan = draft_words.to_plan(draft.words)
            self.fields.show_plan(plan)
            if plan.held_on is None:
                self.fields.day.line.setText(draft.words.get("day", ""))
            self.agenda.set_items(plan.items)
            self.bar.say(
                _("The draft of {time} is here again.").format(time=wording.clock(draft.at))
            )
        else:
            self.bar.say(_("Nothing is lost on the way: a draft is kept."))
        self.fresh.setVisible(draft is not None)

    def _fix_day(self, facts: meetings.MeetingFacts) -> None:
        if facts.state is State.POSTPONED:
            self.fields.fix_day(_("The new day is decided on the page of the meeting."))
        elif facts.state is not State.PLANNED:
            self.fields.fix_day(_("The day has come; it stays as it is."))
        elif self.desk.read(rosters.listing, facts.id):
            self.fields.fix_day(_("People expect this day. Change it by putting off."))

    def primary_words(self, words: str) -> None:
        """Say `words` on the primary button."""
        assert isinstance(self.primary, Button)
        self.primary.set_words(words)

    def _suggest(self, body_id: str) -> None:
        body = self._bodies.get(body_id)
        if body is not None and self.new:
            self.fields.suggest(body, self.desk.read(meetings.next_number, body_id))
        self._count()

    def plan(self) -> Plan:
        """Return all that is written."""
        return replace(self.fields.plan(), items=self.agenda.items())

    def _changed(self) -> None:
        self._count()
        if not self._filling:
            self._dirty = True
            self._keeping.start()

    def _count(self) -> None:
        self.agenda.set_length(self.fields.begins.clock(), self.fields.minutes())

    # --- the draft

    def keep(self) -> None:
        """Keep the draft now, when something was written."""
        self._keeping.stop()
        if not self._dirty or not self.subject:
            return
        words = draft_words.to_words(
            self.fields.body_choice.value(), self.plan(), self.fields.day.line.text()
        )
        at = self.desk.now()
        self.desk.change(drafts.keep, FORM, self.subject, words, at=at, by=self.desk.staff_id)
        self.bar.say(_("Nothing is lost on the way (draft {time}).").format(time=wording.clock(at)))
        self.fresh.show()

    def _drop(self) -> None:
        self._keeping.stop()
        self._dirty = False
        self.desk.change(drafts.drop, FORM, self.subject, by=self.desk.staff_id)

    def _start_over(self) -> None:
        words = draft_words.to_words(
            self.fields.body_choice.value(), self.plan(), self.fields.day.line.text()
        )
        subject = self.subject
        self._drop()
        self.refresh()

        def undo() -> None:
            self.desk.change(
                drafts.keep, FORM, subject, words, at=self.desk.now(), by=self.desk.staff_id
            )
            self.stale = True
            self.freshen()

        self.frame.done(_("The draft was thrown away."), undo)

    def _leave(self) -> None:
        self.keep()
        self.frame.back()

    # --- saving

    def save(self) -> None:
        """Save, or say what is missing; two desks that changed the same are asked about."""
        wrong = self.fields.wrong()
        agenda_whole = self.agenda.check()
        if wrong or not agenda_whole:
            count = len(wrong) + (not agenda_whole)
            self.bar.say(
                ngettext("{count} place left", "{count} places left", count).format(count=count)
            )
            if wrong:
                wrong[0].setFocus(Qt.FocusReason.OtherFocusReason)
            return
        plan = self.plan()
        try:
            if self.new:
                saved = self.desk.change(
                    planning.create, self.fields.body_choice.value(), plan,
                    at=self.desk.now(), by=self.desk.staff_id,
                )  # fmt: skip
            else:
                merged = self._settled(plan)
                if merged is None:
                    return
                assert self.base is not None
                saved = self.desk.change(
                    planning.save, self.subject, merged, base=self.base,
                    at=self.desk.now(), by=self.desk.staff_id,
                )  # fmt: skip
        except Refusal as refusal:
            self.said.say(wording.told(refusal))
            self.area.ensureWidgetVisible(self.said)
            return
        words = _("The meeting is planned.") if self.new else _("The meeting was corrected.")
        self._drop()
        self.subject = ""
        self.stale = True
        self.frame.done(words)
        self.frame.go("meeting", saved.id)

    def _settled(self, mine: Plan) -> Plan | None:
        """Return what to save after asking about what another desk changed; None to go on."""
        assert self.base is not None
        theirs = self.desk.read(planning.read, self.subject)
        if theirs == self.base:
            return mine
        names = planning.clashes(self.base, mine, theirs)
        keep_mine: tuple[str, ...] | None = ()
        if names:
            keep_mine = clashes.ask(self, [self._clash(name, mine, theirs) for name in names])
        if keep_mine is None:
            return None
        merged = planning.merged(self.base, mine, theirs, keep_mine)
        self.base = theirs
        return merged

    def _clash(self, name: str, mine: Plan, theirs: Plan) -> Clash:
        words = {
            "number": _("Number"), "title": _("Title"), "held_on": _("Day"),
            "begins": _("Begins"), "ends": _("Ends"), "place": _("Place"), "room": _("Room"),
            "purpose": _("Purpose"), "capacity": _("Capacity"), ITEMS: _("Agenda"),
        }[name]  # fmt: skip
        return Clash(name, words, _shown(mine, name), _shown(theirs, name))


def _shown(plan: Plan, name: str) -> str:
    value = getattr(plan, name)
    if name == ITEMS:
        return "、".join(item.title for item in plan.items)
    if name == "held_on":
        return wording.day(value)
    if name in {"begins", "ends"}:
        return f"{value:%H:%M}" if value else ""
    return "" if value is None else str(value)
