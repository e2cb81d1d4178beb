"""Whom a print is for: one line each, who is left out and why, found by a few letters."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from desktop import print_tray
from desktop.parts.card import Card
from desktop.parts.chip import Chip
from desktop.parts.label import Label
from desktop.parts.search_field import SearchField
from desktop.parts.status import Status
from desktop.parts.table import Table
from desktop.parts.table_rows import Column
from desktop.style import tokens
from desktop.style.scale import follow, scale
from resources import names
from resources.words import _, ngettext

_WIDE = 262


class People(Card):
    """The subjects of a job beside its sheets; `pointed` says on whom the bar lies."""

    pointed = Signal(object)

    def __init__(self) -> None:
        super().__init__(dense=True)
        head = QHBoxLayout()
        self.count = Label(px=20, bold=True)
        self.sheets = Label(colour=tokens.INK_2)
        head.addWidget(self.count)
        head.addStretch(1)
        head.addWidget(self.sheets)
        self.body.addLayout(head)
        self.left_out = Chip(Status.STOP, "")
        self.left_names = Label(px=tokens.SMALL, wrap=True)
        self.search = SearchField(_("Find a name"), hint=_("Find a name"))
        self.search.sought.connect(self._seek)
        for part in (self.left_out, self.left_names, self.search):
            self.add(part)
        self.list: Table[print_tray.Subject] = Table(
            _("Who gets a sheet"),
            [
                Column(_("Name"), lambda one: one.name, ruby=lambda one: one.kana, bold=True),
                Column("", lambda one: _("left out") if one.left_out else "", width=64, right=True),
            ],
            key=lambda one: one.key,
            reading=lambda one: one.kana,
        )
        self.list.pointed.connect(self.pointed)
        self.add(self.list, 1)
        follow(self._fit)

    def _fit(self) -> None:
        self.setFixedWidth(scale.px(_WIDE))

    def show_job(self, job: print_tray.Job) -> None:
        """Show whom `job` is for."""
        self.list.set_rows(job.subjects)
        out = len(job.subjects) - len(job.printed)
        self.left_out.setVisible(out > 0)
        self.left_out.show_status(
            Status.STOP, ngettext("{count} left out", "{count} left out", out).format(count=out)
        )
        self.left_names.setVisible(out > 0)
        self.left_names.setText(
            "\n".join(
                _("{name} ({reason})").format(name=one.name, reason=one.left_out)
                for one in job.subjects
                if one.left_out
            )
        )
        people = len(job.printed)
        self.count.setText(ngettext("For {count}", "For {count}", people).format(count=people))
        self.setVisible(len(job.subjects) > 1)

    def show_sheets(self, sheets: int | None) -> None:
        """Say how many sheets there are, once that is known."""
        self.sheets.setText(
            ""
            if sheets is None
            else ngettext("{count} sheet", "{count} sheets", sheets).format(count=sheets)
        )

    def _seek(self, text: str) -> None:
        wanted = names.fold(text)
        self.list.set_filter(
            (lambda one: wanted in names.fold(one.name) or wanted in names.fold(one.kana))
            if wanted
            else None
        )
