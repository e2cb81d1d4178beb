"""だれに: the people chosen by hand, the register, a district, a programme, a meeting, groups."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.parts.choice import Choice
from desktop.parts.field import Field
from desktop.style import tokens
from resources import calendar
from resources.words import _, ngettext

if TYPE_CHECKING:
    from desktop.desk import Desk

CHOSEN, EVERYBODY, DISTRICT, POINTS, SUPPORTERS, MEETING, GROUPS = (
    "chosen", "everybody", "district", "points", "supporters", "meeting", "groups",
)  # fmt: skip
MEETINGS_OFFERED = 60
_WIDE = 300


class Whom(QWidget):
    """Two lists: what kind of people, and which of them; `changed` when either changes."""

    changed = Signal()

    def __init__(self, desk: "Desk", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._chosen: tuple[str, ...] = ()
        self.kind = Choice(_("Whom to write to"))
        self.which = Choice(_("Which of them"))
        self._which_field = Field(_("Which of them"), self.which, width=_WIDE)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.GAP_4)
        row.addWidget(Field(_("Whom to write to"), self.kind, width=_WIDE))
        row.addWidget(self._which_field)
        row.addStretch(1)
        self.kind.chosen.connect(lambda _value: self._turn())
        self.which.chosen.connect(lambda _value: self.changed.emit())

    def open_at(self, subject: str) -> None:
        """Choose what `subject` says: `meeting:ID`, `people:ID,ID` or nothing."""
        kind, _colon, ids = subject.partition(":")
        if kind == "people":
            from sessions import mailing_lists

            self._chosen = tuple(mailing_lists.person(one) for one in ids.split(",") if one)
            self._offer(CHOSEN)
        elif kind == MEETING:
            self._offer(MEETING, ids)
        else:
            self._offer(self.kind.value())

    def refresh(self) -> None:
        """Read the districts, meetings and groups again, keeping what is chosen."""
        self._offer(self.kind.value(), self.which.value())

    def _offer(self, kind: str, which: str = "") -> None:
        chosen = ngettext(
            "The {count} person chosen", "The {count} people chosen", len(self._chosen)
        ).format(count=len(self._chosen))
        answers = [
            *([(CHOSEN, chosen)] if self._chosen else []),
            (EVERYBODY, _("Everybody in the register")),
            (DISTRICT, _("A district")),
            (POINTS, _("Volunteers of the points programme")),
            (SUPPORTERS, _("Supporters")),
            (MEETING, _("Those expected at a meeting")),
            (GROUPS, _("Organisations")),
        ]
        self.kind.set_answers(answers, kind or (CHOSEN if self._chosen else EVERYBODY))
        self._turn(which, silent=True)

    def _turn(self, which: str = "", *, silent: bool = False) -> None:
        answers = self._answers()
        self.which.set_answers(answers, which)
        self._which_field.setVisible(bool(answers))
        if not silent:
            self.changed.emit()

    def _answers(self) -> list[tuple[str, str]]:
        kind = self.kind.value()
        if kind == DISTRICT:
            from sessions import office

            return [(one, one) for one in self._desk.read(office.get).details.districts]
        if kind == GROUPS:
            from sessions import organisations

            kinds = {one.kind for one in self._desk.read(organisations.listing) if one.kind}
            return [("", _("All of them")), *((one, one) for one in sorted(kinds))]
        if kind == MEETING:
            return self.meetings()
        return []

    def meetings(self) -> list[tuple[str, str]]:
        """Return the meetings near today, as a list offers them."""
        from sessions import schedule

        today = calendar.day_of(self._desk.now())
        listed = self._desk.read(schedule.listing, when=schedule.When.ALL, today=today)
        near = sorted(
            (one.meeting for one in listed),
            key=lambda one: abs((one.held_on - today).days) if one.held_on else 0,
        )
        return [(one.id, _words(one)) for one in near[:MEETINGS_OFFERED]]

    def meeting_id(self) -> str:
        """Return the chosen meeting, "" when something else is chosen."""
        return self.which.value() if self.kind.value() == MEETING else ""

    def words(self) -> str:
        """Return what is chosen, as the journal tells it."""
        which = self.which.currentText() if self._which_field.isVisibleTo(self) else ""
        return "　".join(filter(None, (self.kind.currentText(), which)))

    def refs(self) -> tuple[str, ...]:
        """Return who is chosen, as `mailing_lists` names them."""
        from sessions import mailing_lists as lists

        kind, which, desk = self.kind.value(), self.which.value(), self._desk
        if kind == CHOSEN:
            return self._chosen
        if kind == MEETING:
            return desk.read(lists.of_meeting, which) if which else ()
        if kind == GROUPS:
            return desk.read(lists.of_organisations, kind=which)
        if kind == DISTRICT:
            return desk.read(lists.of_register, district=which)
        programme = kind if kind in {POINTS, SUPPORTERS} else ""
        return desk.read(lists.of_register, programme=programme)


def _words(meeting: object) -> str:
    held_on = getattr(meeting, "held_on", None)
    day = calendar.wareki(held_on) if held_on else _("No date yet")
    return f"{getattr(meeting, 'headline', '')}　{day}"
