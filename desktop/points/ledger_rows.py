"""記録: the lines of a volunteer's year, newest first, each with what it counted and why."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QWidget

from desktop.parts.status import Status
from desktop.parts.table import Column, Table
from desktop.points import wording
from desktop.style import tokens
from programs.points.explaining import Explained, TakenBack
from programs.points.member_year import MemberYear
from programs.points.rule import Rule
from programs.points.rule_words import brief, counter
from resources.words import _


@dataclass(frozen=True)
class Line:
    """One line: an activity as it stands, or one that was taken back."""

    key: str
    day: date | None
    host: str
    content: str
    minutes: int
    total: int
    rule: Rule
    one: Explained | None = None
    back: TakenBack | None = None

    @property
    def causes(self) -> tuple[str, ...]:
        """What kept stamps from counting."""
        return self.one.causes if self.one is not None else ()

    def stamps_words(self) -> str:
        """Return what the line adds: +1, 0."""
        counted = 0 if self.one is None else self.one.counted
        return f"+{counted}" if counted else "0"

    def title(self) -> str:
        """Return day and host in one line."""
        return " ".join(part for part in (brief(self.day), self.host) if part)

    def times(self) -> str:
        """Return from when until when, and how many minutes."""
        minutes = _("{minutes}min").format(minutes=self.minutes)
        one = self.one
        if one is None or one.begins is None:
            return minutes
        ends = one.begins + one.minutes if one.ends is None else one.ends
        return f"{_clock(one.begins)}–{_clock(ends)} {minutes}"

    def why(self) -> tuple[Status | None, str]:
        """Return the chip that says why the line counts so; none where it counts plainly."""
        if self.back is not None:
            return Status.NONE, _("Correction")
        one = self.one
        assert one is not None
        if not one.accepted:
            word = wording.short(one.causes[0], self.rule) if one.causes else ""
            return Status.WAIT, word
        over = next((cause for cause in one.causes if cause.startswith("over_")), "")
        if over or one.causes:
            return Status.INFO, wording.short(over or one.causes[0], self.rule)
        tolerated = one.counted and not any(one.minutes >= least for least, _n in self.rule.earn)
        return (Status.NONE, _("Nearly enough")) if tolerated else (None, "")


def _clock(minutes: int) -> str:
    return f"{minutes // 60 % 24}:{minutes % 60:02}"


def lines(member: MemberYear) -> list[Line]:
    """Return the lines of the year, the newest day first."""
    found = [
        Line(one.id, one.day, one.host, one.content, one.minutes, one.total, member.rule, one=one)
        for one in member.explained.lines
    ]
    total: dict[date, int] = {}
    for line in found:
        if line.day is not None:
            total[line.day] = line.total
    for place, one in enumerate(member.explained.taken_back):
        before = max((day for day in total if day <= one.day), default=None)
        stood = 0 if before is None else total[before]
        found.append(
            Line(f"back {place}", one.day, one.host, one.content, one.minutes, stood, member.rule,
                 back=one)
        )  # fmt: skip
    order = sorted(enumerate(found), key=lambda pair: (pair[1].day or date.min, pair[0]))
    return [line for _place, line in reversed(order)]


class LedgerTable(Table[Line]):
    """The lines in dense rows; `opened` carries the one to be explained."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Record of activities"),
            [
                Column(_("Day"), lambda one: brief(one.day), width=98),
                Column(_("Host"), lambda one: one.host or _("Host unknown"), width=0),
                Column(_("Activity"), lambda one: one.content, width=134),
                Column(
                    _("Time"), lambda one: _("{minutes}min").format(minutes=one.minutes),
                    width=74, right=True,
                ),
                Column(
                    _("pieces"), lambda one: one.stamps_words(), width=48, right=True, bold=True
                ),
                Column(_("Sum"), lambda one: f"{one.total:,}", width=58, right=True),
                Column(
                    _("Why it counts so"), lambda one: one.why()[1], chip=lambda one: one.why()[0],
                    width=164,
                ),
            ],
            key=lambda one: one.key,
            row_height=tokens.ROW_DENSE,
            parent=parent,
        )  # fmt: skip

    def show_year(self, member: MemberYear) -> list[Line]:
        """Show the lines of `member` and return them."""
        self.records.columns = tuple(
            column if place != 4 else Column(counter(member.rule), column.text, width=48,
                                             right=True, bold=True)
            for place, column in enumerate(self.records.columns)
        )  # fmt: skip
        found = lines(member)
        self.set_rows(found)
        return found
