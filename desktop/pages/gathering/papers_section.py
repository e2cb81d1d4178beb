"""紙: every paper of the meeting, what is ready, and what stands in its way."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QGridLayout, QWidget

from desktop import jobs, print_tray
from desktop import meeting_words as wording
from desktop.pages.gathering.attendance_rows import matched
from desktop.pages.gathering.section import Section
from desktop.parts.button import Button, Kind
from desktop.parts.card import Card
from desktop.parts.label import Label
from desktop.parts.status import Status, StatusMark
from desktop.style import tokens
from desktop.style.scale import follow, scale
from resources.refusals import Refusal
from resources.words import _, ngettext
from sessions import agenda, attendance, notices, passes, rosters
from sessions.meeting_rules import Act, State, may

_TWO_COLUMNS, _THREE_COLUMNS = 860, 1060


@dataclass(frozen=True)
class Readiness:
    """Whether a paper can be made, and the fact that says so; `fix` names what helps."""

    status: Status
    words: str
    fix: str = ""
    mend: Callable[[], object] | None = None

    @property
    def possible(self) -> bool:
        """Whether there is anything to print."""
        return self.status is not Status.STOP


class PaperCard(Card):
    """One paper: its name, what it is for, whether it is ready, and the button to see it."""

    def __init__(self, icon: str, title: str, what: str, see: Callable[[], object]) -> None:
        super().__init__(title, dense=True)
        self.mark = StatusMark(Status.OK, size=14)
        self.head.insertWidget(0, self.mark)
        self.see = Button(_("See it"), kind=Kind.SOFT, icon=icon, height=tokens.CONTROL_DENSE)
        self.see.setAccessibleName(_("See {paper}").format(paper=title))
        self.see.clicked.connect(lambda: see())  # noqa: PLW0108 -- carries a flag
        self.mend = Button("", kind=Kind.QUIET, height=tokens.CONTROL_DENSE)
        self._mend: Callable[[], object] | None = None
        self.mend.clicked.connect(self._help)
        self.head.addWidget(self.mend)
        self.head.addWidget(self.see)
        self.what = Label(what, px=tokens.LABEL, colour=tokens.INK_2, wrap=True)
        self.ready = Label(px=tokens.LABEL, bold=True, wrap=True)
        self.add(self.what)
        self.add(self.ready)

    def _help(self) -> None:
        if self._mend is not None:
            self._mend()

    def show_ready(self, ready: Readiness) -> None:
        """Say whether the paper is ready."""
        self.mark.set_status(ready.status)
        self.ready.setText(ready.words)
        self.ready.set_colour(ready.status.family.text)
        self.see.setEnabled(ready.possible)
        self._mend = ready.mend
        self.mend.set_words(ready.fix)
        self.mend.setVisible(bool(ready.fix))


class PapersSection(Section):
    """Cards of the papers, up to three beside each other where there is room."""

    def __init__(
        self, *args: Any, see_unmatched: Callable[[], object], see_roster: Callable[[], object]
    ) -> None:
        super().__init__(*args)
        self._see_unmatched = see_unmatched
        self._see_roster = see_roster
        self.cards = {
            "sign_in": PaperCard("clipboard-list", _("Sign-in sheet"),
                _("For the desk when the power or the machine fails."),
                lambda: self._see(lambda: jobs.sign_in_sheet(self.desk, self.meeting_id))),
            "tags": PaperCard("id-card", _("Name tags"),
                _("A QR tag for everybody expected, blank cards behind them."),
                lambda: self._see(lambda: jobs.name_tags(self.desk, self.meeting_id))),
            "blanks": PaperCard("ticket", _("Blank cards"),
                _("Numbered cards for those who come unannounced."),
                lambda: self._see(lambda: jobs.blank_cards(self.desk))),
            "agenda": PaperCard("scroll-text", _("Agenda"),
                _("What is done from when to when, for everybody."),
                lambda: self._see(lambda: jobs.agenda(self.desk, self.meeting_id))),
            "attendance": PaperCard("users", _("Attendance list"),
                _("Who came, who was missing, who came on the day."),
                self.see_attendance),
            "certificates": PaperCard("award", _("Certificates of attendance"),
                _("One for everybody who came, numbered in the register."),
                lambda: self._see(lambda: jobs.certificates(self.desk, self.meeting_id))),
            "notice": PaperCard("mail", _("Notices"),
                _("For those who must be told of a change."),
                self.see_notices),
            "letters": PaperCard("scroll-text", _("Letters and notices"),
                _("Invitations and other letters to everybody expected."),
                lambda: self.frame.go("letters", f"meeting:{self.meeting_id}")),
            "labels": PaperCard("mail", _("Labels and envelopes"),
                _("Addresses of everybody expected."),
                lambda: self.frame.go("labels", f"meeting:{self.meeting_id}")),
        }  # fmt: skip
        self._laid = (0, 0)
        self._told = False  # whether there is a change to tell of
        self.ground = QWidget()
        # Not laid out before there is something to tell; without a parent it would outlive us.
        self.cards["notice"].setParent(self.ground)
        self._grid = QGridLayout(self.ground)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self.column.addWidget(self.ground)
        self.column.addStretch(1)
        follow(self._arrange)

    def _arrange(self) -> None:
        gap = scale.gap(tokens.GAP_3)
        self._grid.setSpacing(gap)
        columns = 1 + sum(
            self.width() >= scale.px(least) for least in (_TWO_COLUMNS, _THREE_COLUMNS)
        )
        # A paper that is not for this meeting leaves no hole among the others.
        shown = [card for name, card in self.cards.items() if name != "notice" or self._told]
        if (columns, len(shown)) == self._laid:
            return
        self._laid = (columns, len(shown))
        for number, card in enumerate(shown):
            self._grid.addWidget(card, number // columns, number % columns)
        for column in range(3):
            self._grid.setColumnStretch(column, int(column < columns))

    def resizeEvent(self, event: Any) -> None:
        """Decide anew how many stand side by side."""
        super().resizeEvent(event)
        self._arrange()

    def refresh(self) -> None:
        """Read what each paper would say."""
        for name, ready in self._readiness().items():
            self.cards[name].show_ready(ready)
        self._told = bool(self.desk.read(notices.listing, self.meeting_id))
        self.cards["notice"].setVisible(self._told)
        self._arrange()

    def _readiness(self) -> dict[str, Readiness]:
        assert self.meeting is not None
        lines = self.desk.read(rosters.listing, self.meeting_id)
        came = self.desk.read(attendance.present, self.meeting_id)
        tags = self.desk.read(passes.of_meeting, self.meeting_id)
        free = len(self.desk.read(passes.blanks))
        items = self.desk.read(agenda.show, self.meeting_id)
        told = self.desk.read(notices.listing, self.meeting_id)
        expected = ngettext(
            "{count} person expected", "{count} people expected", len(lines)
        ).format(count=len(lines))
        nobody = Readiness(
            Status.STOP, _("Nobody is expected yet."), _("See the list"), self._see_roster
        )
        new_tags = sum(1 for line in lines if line.id not in tags)
        fresh = ngettext("{count} new tag", "{count} new tags", new_tags).format(count=new_tags)
        free_words = ngettext(
            "{count} blank card is free.", "{count} blank cards are free.", free
        ).format(count=free)
        return {
            "sign_in": Readiness(Status.OK, expected) if lines else nobody,
            "tags": Readiness(Status.OK, f"{expected}  {fresh}" if new_tags else expected)
            if lines
            else nobody,
            "blanks": Readiness(Status.OK, free_words),
            "agenda": self._agenda_ready(len(items.items), items.over),
            "attendance": self._list_ready(came),
            "certificates": self._certificates_ready(came),
            "letters": Readiness(Status.OK, expected) if lines else nobody,
            "labels": Readiness(Status.OK, expected) if lines else nobody,
            "notice": Readiness(
                Status.OK,
                ngettext("For {count} person", "For {count} people", len(told)).format(
                    count=len(told)
                ),
            ),
        }

    def _agenda_ready(self, items: int, over: int) -> Readiness:
        if not items:
            return Readiness(
                Status.STOP,
                _("There is no agenda yet."),
                _("Write the agenda"),
                lambda: self.frame.go("meeting_form", self.meeting_id),
            )
        words = ngettext("{count} item", "{count} items", items).format(count=items)
        if over > 0:
            too_long = _("{over} minutes too long").format(over=over)
            return Readiness(Status.WAIT, f"{words}  {too_long}")
        return Readiness(Status.OK, words)

    def _list_ready(self, came: tuple[attendance.Present, ...]) -> Readiness:
        assert self.meeting is not None
        if not came:
            return Readiness(Status.STOP, _("Nobody has come yet."))
        words = ngettext("{count} person came", "{count} people came", len(came))
        words = words.format(count=len(came))
        outside = sum(1 for one in came if one.person_id is None)
        if self.meeting.state is State.OPEN:
            still_open = _("The meeting is still open.")
            return Readiness(Status.WAIT, f"{words}  {still_open}")
        if outside:
            more = ngettext(
                "{count} is not in the register.", "{count} are not in the register.", outside
            ).format(count=outside)
            return Readiness(
                Status.WAIT, f"{words}  {more}", _("Look at them"), self._see_unmatched
            )
        return Readiness(Status.OK, words)

    def _certificates_ready(self, came: tuple[attendance.Present, ...]) -> Readiness:
        assert self.meeting is not None
        if not came or not may(self.meeting.state, Act.ISSUE_CERTIFICATES):
            return Readiness(Status.STOP, _("Nobody has come yet."))
        unsure = [one for one in came if not matched(one) and not one.proxy_name]
        ready = len(came) - len(unsure)
        words = ngettext("{count} can be made", "{count} can be made", ready).format(count=ready)
        if not unsure:
            return Readiness(Status.OK, words)
        names = "、".join(wording.name(one.name or one.kana) for one in unsure[:3])
        more = ngettext(
            "The name of {names} is not confirmed.",
            "The names of {names} and others, {count} in all, are not confirmed.",
            len(unsure),
        ).format(names=names, count=len(unsure))
        status = Status.WAIT if ready else Status.STOP
        return Readiness(status, f"{words}  {more}", _("Look at them"), self._see_unmatched)

    def see_attendance(self) -> None:
        """Look at the 出席者名簿 before it is printed."""
        self._see(lambda: jobs.attendance_list(self.desk, self.meeting_id))

    def see_notices(self) -> None:
        """Look at the お知らせ before it is printed."""
        self._see(lambda: jobs.notice(self.desk, self.meeting_id))

    def _see(self, make: Callable[[], print_tray.Job]) -> None:
        try:
            job = make()
        except Refusal as refusal:
            self.said.say(wording.told(refusal))
            return
        self.said.clear()
        self.frame.go("preview", print_tray.lay(job))
