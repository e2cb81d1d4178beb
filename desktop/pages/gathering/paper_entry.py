"""A paper sign-in list entered by keyboard alone: numbers or names, sheet by sheet."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from desktop import meeting_words as wording
from desktop.desk import Desk
from desktop.parts.button import Button, Kind
from desktop.parts.card import Card
from desktop.parts.field import Field
from desktop.parts.label import Label
from desktop.parts.number_field import TimeField
from desktop.parts.search_field import SearchField
from desktop.parts.status import Status
from desktop.parts.table import Column, Table
from desktop.style import tokens
from desktop.style.scale import scale
from resources.calendar import JAPAN, local
from resources.names import fold, reading
from resources.words import _, ngettext
from sessions import attendance, rosters, sheet_pages
from sessions.meetings import MeetingFacts
from sessions.rosters import ExpectedFacts, Source

PER_SHEET = 15
_NUMBERS = re.compile(r"[\d\s,、.・-]+")


@dataclass(frozen=True)
class Entry:
    """One row of the paper: its sheet (from 0) and number there, who it is, or a name written."""

    sheet: int
    number: int
    line: ExpectedFacts | None
    written: str = ""
    here: bool = False

    @property
    def key(self) -> str:
        """What tells the row from others."""
        return self.line.id if self.line is not None else f"+{self.written}"

    @property
    def name(self) -> str:
        """The name as it is read."""
        if self.line is None:
            return self.written
        return wording.name(self.line.name or self.line.kana)


class PaperEntry(Card):
    """Ticks rows by number (3, 5-8) or kana; a name that is not there is written in.

    Sheets and numbers are those of the printed list; who came unannounced stands on a last one.

    `entered` carries the lines, the names written in, and the moment of arrival.
    """

    entered = Signal(object, object, object)
    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(dense=True)
        self.setAccessibleName(_("From the paper list"))
        self._desk = desk
        self.rows: list[Entry] = []
        self.sheet = 0
        self._last = 0
        self._printing = ""  # the printing whose numbers count; the last one when empty
        self.line = SearchField(
            _("Number or name"), hint=_("Number (3, 5-8), kana, or the QR of the sheet")
        )
        self.time = TimeField(_("Time on the paper"), datetime(2026, 1, 1, 10, tzinfo=UTC).time())
        self.field = Field(_("Number or name"), self.line, width=0)
        self.table: Table[Entry] = Table(
            _("Rows of the paper"),
            (
                Column(_("No."), lambda row: str(row.number), width=96),
                Column(_("Name"), lambda row: row.name, ruby=_ruby, bold=True),
                Column(_("District"), _where, width=130),
                Column(
                    _("State"),
                    _state,
                    chip=lambda row: Status.OK if row.here else Status.NONE,
                    width=150,
                ),
            ),
            key=lambda row: row.key,
            ticks=True,
            reading=lambda row: row.line.kana if row.line else row.written,
        )
        self.table.setMinimumHeight(scale.px(150))
        self.before = Button(
            _("Previous sheet"), kind=Kind.QUIET, key="PgUp", height=tokens.CONTROL_DENSE
        )
        self.after = Button(
            _("Next sheet"), kind=Kind.QUIET, key="PgDown", height=tokens.CONTROL_DENSE
        )
        self.place = Label(px=tokens.LABEL, bold=True)
        self.write = Button(_("Write this name in"), kind=Kind.SOFT, icon="user-round-plus")
        self.stop = Button(_("Stop"), key="Esc")
        self.go = Button("", kind=Kind.PRIMARY, key="Ctrl Enter")
        # The window presses it by Ctrl Enter; two bindings of one key would silence both.
        self.go.setShortcut("")
        self._build()
        self.line.entered.connect(lambda _text: self.take())
        self.line.moved.connect(self._move)
        self.line.textChanged.connect(lambda _text: self._look())
        self.table.ticks_changed.connect(lambda _count: self._say())
        self.table.opened.connect(self._flip)
        self.before.clicked.connect(lambda: self.turn(-1))
        self.after.clicked.connect(lambda: self.turn(1))
        self.write.clicked.connect(self.write_in)
        self.stop.clicked.connect(self.closed)
        self.go.clicked.connect(self.enter)

    def _build(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(scale.gap(tokens.GAP_3))
        top.addWidget(self.field, 1)
        top.addWidget(self.write)
        top.addWidget(Field(_("Time on the paper"), self.time, width=150))
        self.body.setAlignment(Qt.AlignmentFlag(0))
        self.body.addLayout(top)
        self.add(self.table, 1)
        sheets = QHBoxLayout()
        for part in (self.before, self.place, self.after):
            sheets.addWidget(part)
        sheets.addStretch(1)
        sheets.addWidget(self.stop)
        sheets.addWidget(self.go)
        self.body.addLayout(sheets)

    # --- what is shown

    def beginning(self, meeting: MeetingFacts | None) -> datetime:
        """Return the moment the meeting began, or now."""
        if meeting is None or meeting.held_on is None or meeting.begins is None:
            return self._desk.now()
        return datetime.combine(meeting.held_on, meeting.begins, JAPAN).astimezone(UTC)

    def begin(self, meeting: MeetingFacts) -> None:
        """Begin the first sheet of `meeting` without marks."""
        self.rows = []
        self.sheet = 0
        self._printing = ""
        self.line.clear()
        self.time.set_clock(local(self.beginning(meeting)).time())
        self.table.set_ticked(set())
        self.show_meeting(meeting)

    def show_meeting(self, meeting: MeetingFacts) -> None:
        """Show the list of `meeting`, read anew; marks and written names stay."""
        self._meeting = meeting
        here = {one.expected_id for one in self._desk.read(attendance.present, meeting.id)}
        written = [row.written for row in self.rows if row.line is None]
        lines = self._desk.read(rosters.listing, meeting.id)
        self.rows = self._placed(lines, here)
        for name in written:
            self._add_written(name)
        ticked = set(self.table.records.ticked)
        self.table.set_rows(self.rows)
        known = {row.key for row in self.rows}
        self.table.set_ticked(ticked & known | {row.key for row in self.rows if row.line is None})
        self._turn_to(self.sheet)
        self._look()

    def _placed(self, lines: Sequence[ExpectedFacts], here: set[str]) -> list[Entry]:
        """Give every line its place on the paper as it was printed.

        Whoever came onto the list after the printing stands with the unannounced, for no
        number on the paper is theirs. Without a printing the list is counted as it is now.
        """
        pages = self._desk.read(sheet_pages.printed, self._meeting.id, self._printing)
        if pages:
            spots = {
                line: (page.page - 1, number)
                for page in pages
                for number, line in enumerate(page.lines, 1)
            }
            self._last = len(pages)
        else:
            unannounced = {Source.WALK_IN, Source.DOOR}
            listed = [line.id for line in lines if line.source not in unannounced]
            spots = {
                line: (place // PER_SHEET, place % PER_SHEET + 1)
                for place, line in enumerate(listed)
            }
            self._last = -(-len(listed) // PER_SHEET)
        rows = [Entry(*spots[line.id], line, here=line.id in here) for line in lines
                if line.id in spots]  # fmt: skip
        rows.sort(key=lambda row: (row.sheet, row.number))
        others = [line for line in lines if line.id not in spots]
        return rows + [
            Entry(self._last, number, line, here=line.id in here)
            for number, line in enumerate(others, 1)
        ]

    def _turn_to_scanned(self, text: str) -> bool:
        """Turn to the printed page whose QR was read; return whether it was one."""
        page = self._desk.read(sheet_pages.resolve, text)
        if page is None:
            return False
        self.line.clear()
        if page.meeting_id != self._meeting.id:
            self.field.set_hint(_("This sheet belongs to another meeting."))
            return True
        self._printing, self.sheet = page.printing, page.page - 1
        self.show_meeting(self._meeting)
        self.field.set_hint(_("Sheet {sheet} is open.").format(sheet=page.page))
        return True

    def sheets(self) -> int:
        """Return how many sheets there are, the one of the unannounced included."""
        return max((row.sheet for row in self.rows), default=0) + 1

    def turn(self, step: int) -> None:
        """Go to the next sheet, or back."""
        self._turn_to(self.sheet + step)
        self._look()

    def _turn_to(self, sheet: int) -> None:
        self.sheet = max(0, min(sheet, self.sheets() - 1))
        if self.sheet < self._last:
            words = _("Sheet {sheet} of {sheets}").format(sheet=self.sheet + 1, sheets=self._last)
        else:
            words = _("Those who came unannounced")
        self.place.setText(words if self.rows else "")
        self.table.set_filter(lambda row: row.sheet == self.sheet)
        self.before.setEnabled(self.sheet > 0)
        self.after.setEnabled(self.sheet < self.sheets() - 1)
        self._say()

    def ticked_count(self) -> int:
        """Return how many marks are set."""
        return len(self.table.records.ticked)

    def _say(self) -> None:
        count = self.ticked_count()
        words = ngettext("Enter {count} person", "Enter {count} people", count)
        self.go.set_words(words.format(count=count))
        self.go.setEnabled(bool(count))

    # --- what is typed

    def _look(self) -> None:
        """Point at whom the letters mean, without marking anybody."""
        text = self.line.text().strip()
        self.write.setVisible(bool(text) and not self._numbers(text))
        if not text:
            self.field.set_hint(_("Type what the paper says and press Enter."))
            return
        if self._numbers(text):
            names = [row.name for row in self._numbered(text)]
            self.field.set_hint("、".join(names[:8]) or _("This sheet has no such number."))
            return
        found = self._meant(text)
        self.field.set_hint(
            "、".join(row.name for row in found[:6]) or _("Nobody on the list is called so.")
        )
        if found:
            self._turn_to(found[0].sheet)
            self.table.point_at(found[0].key)

    def _numbered(self, text: str) -> list[Entry]:
        wanted = self._numbers(text)
        return [row for row in self.rows if row.sheet == self.sheet and row.number in wanted]

    def _numbers(self, text: str) -> set[int]:
        plain = unicodedata.normalize("NFKC", text)
        plain = re.sub(r"[~〜ー−―–]", "-", plain)
        if not _NUMBERS.fullmatch(plain):
            return set()
        found: set[int] = set()
        for part in re.split(r"[\s,、.・]+", plain):
            first, _dash, last = part.partition("-")
            if first.isdigit():
                end = int(last) if last.isdigit() else int(first)
                found.update(range(int(first), min(end, int(first) + 200) + 1))
        return found

    def _meant(self, text: str) -> list[Entry]:
        wanted = {fold(text), reading(text)} - {""}
        return [
            row
            for row in self.rows
            if row.line is not None
            and any(
                fold(part).startswith(key) or reading(part).startswith(key)
                for key in wanted
                for part in (row.line.kana, row.line.name)
                if part
            )
        ]

    def take(self) -> None:
        """Mark whom the line means; one name only, or every number."""
        text = self.line.text().strip()
        if not text or self._turn_to_scanned(text):
            return
        if self._numbers(text):
            rows = self._numbered(text)
        else:
            rows = self._meant(text)
            current = self.table.current()
            if len(rows) > 1 and current in rows:
                rows = [current] if current is not None else []
        if not rows:
            return
        self.table.set_ticked(self.table.records.ticked | {row.key for row in rows})
        self._turn_to(rows[0].sheet)
        self.table.point_at(rows[0].key)
        marked = "、".join(row.name for row in rows[:6])
        self.line.clear()
        self.field.set_hint(_("Marked: {names}").format(names=marked))

    def write_in(self) -> None:
        """Write the name into a blank row, as the paper has it."""
        text = self.line.text().strip()
        if not text:
            return
        if any(row.key == f"+{text}" for row in self.rows):
            return
        row = self._add_written(text)
        ticked = self.table.records.ticked | {row.key}
        self.table.set_rows(self.rows)
        self.table.set_ticked(ticked)
        self._turn_to(row.sheet)
        self.table.point_at(row.key)
        self.line.clear()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_written(self, name: str) -> Entry:
        count = sum(1 for row in self.rows if row.sheet == self._last)
        row = Entry(self._last, count + 1, None, name)
        self.rows.append(row)
        return row

    def _move(self, step: int) -> None:
        self.table.point_at_row(self.table.currentIndex().row() + step)

    def _flip(self, row: Entry | None) -> None:
        if row is not None:
            self.table.set_ticked(self.table.records.ticked ^ {row.key})

    def enter(self) -> None:
        """Hand over all marks of all sheets."""
        ticked = self.table.records.ticked
        lines = [row.line.id for row in self.rows if row.line is not None and row.key in ticked]
        written = [row.written for row in self.rows if row.line is None and row.key in ticked]
        if not lines and not written:
            return
        day = local(self.beginning(self._meeting)).date()
        moment = datetime.combine(day, self.time.clock(), JAPAN).astimezone(UTC)
        self.entered.emit(lines, written, moment)


def _ruby(row: Entry) -> str:
    if row.line is None:
        return ""
    return wording.name(row.line.kana) if row.line.name else ""


def _where(row: Entry) -> str:
    return row.line.district or row.line.affiliation if row.line else ""


def _state(row: Entry) -> str:
    if row.line is None:
        return _("written in")
    return _("received already") if row.here else _("not come yet")
