"""二人目の承認: what somebody asked for and another must agree to, answered here and now."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.dialogs import question, reason, recovery_key
from desktop.office.section import in_a_row
from desktop.parts.button import Button, Kind
from desktop.parts.card import Card
from desktop.parts.hairline import Hairline
from desktop.parts.label import Label
from desktop.parts.status import Status
from desktop.style import tokens
from resources import calendar, keys
from resources.refusals import Refusal
from resources.words import _
from sessions import second_person
from sessions.second_person import Waiting

if TYPE_CHECKING:
    from desktop.desk import Desk
    from desktop.frame import Frame


class SecondPerson(Card):
    """The requests one may answer, and one's own that still wait; gone where there is none."""

    def __init__(self, desk: "Desk", frame: "Frame") -> None:
        super().__init__(_("A second person is asked"), status=Status.WAIT, rule=True)
        self._desk, self._frame = desk, frame
        self.buttons: list[Button] = []
        self._rows = QVBoxLayout()
        self._rows.setSpacing(tokens.GAP_3)
        self.body.addLayout(self._rows)
        self.hide()

    def refresh(self) -> None:
        """Read what waits."""
        found = self._desk.read(second_person.waiting, self._desk.staff_id, at=self._desk.now())
        self.buttons.clear()
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for number, one in enumerate(found):
            if number:
                self._rows.addWidget(Hairline())
            self._rows.addWidget(self._row(one))
        self.setVisible(bool(found))

    def _row(self, one: Waiting) -> QWidget:
        row = QWidget()
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.GAP_1)
        column.addWidget(Label(one.about, bold=True, wrap=True))
        until = calendar.local(one.expires_at)
        words = _("{name} asks: {why} (until {day})").format(
            name=one.asked_by, why=one.why, day=f"{until.month}/{until.day}"
        )
        column.addWidget(Label(words, px=tokens.LABEL, colour=tokens.INK_2, wrap=True))
        if one.answerable:
            yes = self._button(_("Agree"), lambda: self.agree(one), kind=Kind.PRIMARY)
            no = self._button(_("Do not agree"), lambda: self.decline(one))
            column.addLayout(in_a_row(yes, no))
        else:
            offered = []
            if one.nobody_else and not self._desk.office.on_server:
                by_key = self._button(_("Agree by the recovery key"), lambda: self.by_key(one))
                offered.append(by_key)
            offered.append(self._button(_("Withdraw the request"), lambda: self.withdraw(one)))
            column.addLayout(in_a_row(*offered))
        return row

    def _button(self, words: str, act: Callable[[], object], kind: Kind = Kind.SECONDARY) -> Button:
        made = Button(words, kind=kind, height=tokens.CONTROL_DENSE)
        made.clicked.connect(lambda _on=False: act())
        self.buttons.append(made)
        return made

    def agree(self, one: Waiting) -> None:
        """Ask once more, then agree: it is done at once."""
        answer = question.ask(
            self,
            _("Agree to this?"),
            f"{one.about}\n{one.asked_by}：{one.why}",
            (
                question.Answer("no", _("Let me look again")),
                question.Answer("yes", _("Agree"), Kind.PRIMARY),
            ),
            safe="no",
        )
        if answer == "yes":
            self._do(
                lambda: self._desk.change(
                    second_person.approve, one.id, at=self._desk.now(), by=self._desk.staff_id
                ),
                _("Agreed and done."),
            )

    def by_key(self, one: Waiting) -> None:
        """Let the sheet from the safe stand in, where nobody else could agree."""
        typed = recovery_key.ask(self, one.about)
        if typed is None:
            return

        def prove_and_do() -> None:
            keys.unlock_by_recovery(self._desk.office.folder, typed)
            self._desk.change(
                second_person.approve_by_recovery_key, one.id,
                at=self._desk.now(), by=self._desk.staff_id,
            )  # fmt: skip

        self._do(prove_and_do, _("Agreed and done."))

    def decline(self, one: Waiting) -> None:
        """Ask why, then say no."""
        why = reason.ask(self, _("Not agree?"), one.about, act=_("Do not agree"))
        if why is not None:
            self._do(
                lambda: self._desk.change(
                    second_person.decline, one.id, why,
                    at=self._desk.now(), by=self._desk.staff_id,
                ),
                _("Not agreed; it is noted."),
            )  # fmt: skip

    def withdraw(self, one: Waiting) -> None:
        """Take one's own request back."""
        self._do(
            lambda: self._desk.change(
                second_person.withdraw, one.id, at=self._desk.now(), by=self._desk.staff_id
            ),
            _("The request is withdrawn."),
        )

    def _do(self, act: Callable[[], object], done: str) -> None:
        try:
            act()
        except Refusal as refusal:
            self._frame.tell("second", Status.WAIT, f"{refusal.what} {refusal.advice}")
            return
        self._frame.untell("second")
        self._frame.done(done)
