"""次第 on the meeting page: what is done from when to when, and whether it fits."""

from dataclasses import dataclass
from datetime import time
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from desktop.pages.gathering.section import Section
from desktop.pages.gathering.sums import starts, sum_words
from desktop.parts.button import Button, Kind
from desktop.parts.empty import Empty
from desktop.parts.facts import Facts
from desktop.parts.label import Label
from desktop.parts.status import Status, StatusMark
from desktop.parts.table import Column, Table
from desktop.style import tokens
from desktop.style.scale import scale
from resources.words import _, ngettext
from sessions import agenda
from sessions.agenda import ItemFacts


@dataclass(frozen=True)
class _Line:
    item: ItemFacts
    begins: time | None


class AgendaSection(Section):
    """Shows the agenda; it is written in the form of the meeting."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.facts = Facts()
        self.column.addWidget(self.facts)
        self.table: Table[_Line] = Table(
            _("Agenda"),
            (
                Column(_("From"), lambda line: f"{line.begins:%H:%M}" if line.begins else "―",
                       width=96),
                Column(_("Item"), lambda line: line.item.title, bold=True),
                Column(_("Who leads"), lambda line: line.item.who, width=200, folds=True),
                Column(
                    _("Minutes"),
                    lambda line: _minutes(line.item.minutes),
                    width=110,
                    right=True,
                ),
            ),
            key=lambda line: line.item.id,
            row_height=tokens.ROW_PLAIN,
        )  # fmt: skip
        self.column.addWidget(self.table, 1)
        write = Button(_("Write the agenda"), kind=Kind.SECONDARY, icon="pencil")
        write.clicked.connect(self._write)
        self.empty = Empty(
            "scroll-text",
            _("There is no agenda yet."),
            _("Write what is done, who leads it, and how long."),
            write,
        )
        self.empty.setMinimumHeight(scale.px(220))
        self.column.addWidget(self.empty, 1)
        row = QHBoxLayout()
        self.mark = StatusMark(Status.OK, size=16)
        self.sum = Label(px=tokens.LABEL, bold=True)
        row.addWidget(self.mark)
        row.addWidget(self.sum, 1, Qt.AlignmentFlag.AlignLeft)
        self.column.addLayout(row)

    def _write(self) -> None:
        self.frame.go("meeting_form", self.meeting_id)

    def refresh(self) -> None:
        """Read the agenda."""
        assert self.meeting is not None
        found = self.desk.read(agenda.show, self.meeting_id)
        purpose = (_("Purpose"), self.meeting.purpose)
        room = self.meeting.capacity
        capacity = ngettext("{count} place", "{count} places", room or 0).format(count=room)
        self.facts.show_facts([purpose, (_("Capacity"), capacity if room else "")])
        self.facts.setVisible(bool(self.meeting.purpose or room))
        times = starts(self.meeting.begins, [item.minutes for item in found.items])
        self.table.set_rows(
            [_Line(item, begins) for item, begins in zip(found.items, times, strict=True)]
        )
        self.table.setVisible(bool(found.items))
        self.empty.setVisible(not found.items)
        status, words = sum_words(found.minutes, found.meeting_minutes)
        self.mark.set_status(status)
        self.sum.setText(words)
        for part in (self.mark, self.sum):
            part.setVisible(bool(found.items))


def _minutes(minutes: int | None) -> str:
    if minutes is None:
        return "―"
    return ngettext("{count} minute", "{count} minutes", minutes).format(count=minutes)
