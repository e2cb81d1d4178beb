"""印刷: every paper in one place, what waits at the printer, and the register of certificates."""

from collections.abc import Callable
from typing import Any, ClassVar

from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop import jobs, print_tray
from desktop.page import Page
from desktop.pages.paper_names import paper_name
from desktop.pages.print_certificates import Certificates
from desktop.parts.button import Button, Kind
from desktop.parts.card import Card
from desktop.parts.choice import Choice
from desktop.parts.empty import Empty
from desktop.parts.label import Label
from desktop.parts.status import Status, StatusMark
from desktop.style import tokens
from desktop.style.scale import scale
from resources import calendar
from resources.words import _

MEETINGS_OFFERED = 30


class Print(Page):
    """Papers of a chosen meeting, cards, unfinished runs, issued certificates."""

    name: ClassVar[str] = "print"
    reads: ClassVar[frozenset[str]] = frozenset(
        ("Meeting", "PrintRun", "Certificate", "Arrival", "Expected")
    )
    help_topic: ClassVar[str] = "print"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.waiting = Card(_("Not finished at the printer"), status=Status.WAIT, rule=True)
        self.body.addWidget(self.waiting)
        row = QHBoxLayout()
        row.setSpacing(scale.gap(tokens.GAP_4))
        row.addWidget(self._meeting_card(), 2)
        row.addWidget(self._card_card(), 1)
        self.body.addLayout(row)
        self.body.addWidget(self._post_card())
        self.certificates = Certificates(self.desk, self.frame)
        self.body.addWidget(self.certificates)
        self.none = Empty(
            "printer",
            _("There is no meeting yet."),
            _("Plan a meeting; its papers then lie ready here."),
            self._button(_("Plan a meeting"), "calendar-days", lambda: self.frame.go("meetings")),
        )
        self.body.addWidget(self.none)

    def _meeting_card(self) -> QWidget:
        card = Card(_("Papers of a meeting"), rule=True)
        self.meeting = Choice(_("Meeting"))
        self.meeting.chosen.connect(lambda _value: self._enable())
        card.add(self.meeting)
        self.papers: dict[str, Button] = {}
        offered: list[tuple[str, str, str, Callable[[str], print_tray.Job]]] = [
            ("sign_in", _("Sign-in sheet"), "clipboard-list",
             lambda one: jobs.sign_in_sheet(self.desk, one)),
            ("tags", _("Name tags"), "id-card", lambda one: jobs.name_tags(self.desk, one)),
            ("agenda", _("Agenda"), "scroll-text", lambda one: jobs.agenda(self.desk, one)),
            ("attendance", _("Attendance list"), "users",
             lambda one: jobs.attendance_list(self.desk, one)),
            ("certificates", _("Certificates of attendance"), "award",
             lambda one: jobs.certificates(self.desk, one)),
        ]  # fmt: skip
        for start in range(0, len(offered), 3):
            row = QHBoxLayout()
            for name, words, icon, make in offered[start : start + 3]:
                button = self._button(words, icon, self._opening(make))
                self.papers[name] = button
                row.addWidget(button)
            row.addStretch(1)
            card.body.addLayout(row)
        self.meeting_card = card
        return card

    def _card_card(self) -> QWidget:
        card = Card(_("Cards and the printer"), rule=True)
        card.add(self._button(_("Blank cards"), "id-card", self._blank_cards))
        if self.desk.may("points.read"):
            forms = _("Blank forms of the points")
            card.add(self._button(forms, "stamp", self._blank_forms))
        card.add(self._button(_("Test page"), "printer", self._test_page))
        card.add(
            Label(
                _("A person's own card is printed from the register."),
                px=tokens.LABEL,
                colour=tokens.INK_2,
                wrap=True,
            )
        )
        return card

    def _post_card(self) -> QWidget:
        card = Card(_("Post"), rule=True)
        row = QHBoxLayout()
        for place, words, icon in (
            ("labels", _("Labels and envelopes"), "mail"),
            ("letters", _("Letters and notices"), "scroll-text"),
            ("documents", _("Register of numbers"), "book-open"),
        ):
            row.addWidget(self._button(words, icon, self._going(place)))
        row.addStretch(1)
        card.body.addLayout(row)
        return card

    def _going(self, place: str) -> Callable[[], None]:
        return lambda: self.frame.go(place)

    def _blank_cards(self) -> None:
        self._open(jobs.blank_cards(self.desk))

    def _blank_forms(self) -> None:
        from desktop.points import blank_forms

        blank_forms.choose(self.desk, self.frame, self.window())

    def _test_page(self) -> None:
        self._open(jobs.test_page(self.desk))

    def _button(self, words: str, icon: str, act: Callable[[], object]) -> Button:
        button = Button(words, kind=Kind.SOFT, icon=icon)
        button.clicked.connect(lambda _on=False: act())
        return button

    def _opening(self, make: Callable[[str], print_tray.Job]) -> Callable[[], None]:
        return lambda: self._open(make(self.meeting.value()))

    def _open(self, job: print_tray.Job) -> None:
        self.frame.go("preview", print_tray.lay(job))

    def refresh(self) -> None:
        """Read the meetings, the runs that wait, and the certificates."""
        from sessions import schedule

        today = calendar.day_of(self.desk.now())
        listed = self.desk.read(schedule.listing, when=schedule.When.ALL, today=today)
        near = sorted(
            listed,
            key=lambda one: (
                abs((one.meeting.held_on - today).days)
                if one.meeting.held_on
                else MEETINGS_OFFERED * 365
            ),
        )[:MEETINGS_OFFERED]
        before = self.meeting.value()
        self._came = {one.meeting.id: one.present for one in near}
        self.meeting.set_answers(
            [(one.meeting.id, self._words(one.meeting)) for one in near],
            before or (near[0].meeting.id if near else ""),
        )
        self.meeting_card.setVisible(bool(near))
        self.none.setVisible(not near)
        self._enable()
        self._list_waiting()
        self.certificates.refresh()

    @staticmethod
    def _words(meeting: Any) -> str:
        day = calendar.wareki_with_weekday(meeting.held_on) if meeting.held_on else _("No date yet")
        return f"{meeting.headline}　{day}"

    def _enable(self) -> None:
        came = self._came.get(self.meeting.value(), 0)
        for name in ("attendance", "certificates"):
            self.papers[name].setEnabled(came > 0)

    def _list_waiting(self) -> None:
        from sessions import print_runs

        runs = self.desk.read(print_runs.unfinished)
        while self.waiting.body.count() > 2:
            item = self.waiting.body.takeAt(2)
            if item is not None and (old := item.widget()) is not None:
                old.deleteLater()
        for run in runs:
            self.waiting.add(self._run_line(run))
        self.waiting.setVisible(bool(runs))

    def _run_line(self, run: Any) -> QWidget:
        from sessions import print_runs

        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(StatusMark(Status.WAIT, size=16))
        words = _("{paper}: {sheets} sheets, sent {when}").format(
            paper=paper_name(run.paper),
            sheets=run.sheets,
            when=f"{calendar.local(run.recorded_at):%m/%d %H:%M}",
        )
        row.addWidget(Label(words), 1)

        def go_on() -> None:
            self._open(jobs.resumed(self.desk, run.id))

        def all_out() -> None:
            self.desk.change(print_runs.all_out, run.id, at=self.desk.now(), by=self.desk.staff_id)
            self.frame.done(_("All sheets came out."))

        def give_up() -> None:
            self.desk.change(print_runs.give_up, run.id, at=self.desk.now(), by=self.desk.staff_id)
            self.frame.done(_("The rest is not printed."))

        again = _("Go on from sheet {number}").format(number=min(run.next_sheet, run.sheets))
        row.addWidget(self._button(again, "printer", go_on))
        row.addWidget(self._button(_("All came out"), "check", all_out))
        row.addWidget(self._button(_("Not needed any more"), "x", give_up))
        return line
