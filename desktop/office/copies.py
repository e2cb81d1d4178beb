"""控えともどす: a copy now, the copies there are, the way back, and whether all is sound."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.dialogs.copying import CopyBox
from desktop.office.section import Section, in_a_row
from desktop.parts.button import Button, Kind
from desktop.parts.label import Label
from desktop.parts.status import Status, StatusMark
from desktop.parts.table import Column, Table
from desktop.style import tokens
from desktop.style.scale import scale
from resources import calendar, settings
from resources.words import _, ngettext

if TYPE_CHECKING:
    from resources.soundness import Findings

_SUFFIX = ".inabackup"


@dataclass(frozen=True)
class Copy:
    """One copy as it lies on a stick or in a folder."""

    file: Path
    at: datetime
    bytes: int


def copies_in(place: str) -> list[Copy]:
    """Return the copies in the folder `place`, newest first; an absent stick has none."""
    if not place:
        return []
    found = []
    for file in Path(place).glob(f"*{_SUFFIX}"):
        try:
            known = file.stat()
        except OSError:  # pulled out just now
            continue
        at = datetime.fromtimestamp(known.st_mtime, UTC)
        found.append(Copy(file, at, known.st_size))
    return sorted(found, key=lambda copy: copy.file.name, reverse=True)


class CopiesSection(Section):
    """Takes copies, lists them, checks the office."""

    def build(self) -> None:
        """Make the four cards."""
        card = self.card(
            _("Take a copy"), _("A copy is encrypted like the office, and is proven at once.")
        )
        self.box = CopyBox(self.desk)
        self.box.made.connect(self.refresh)
        self.take = Button(_("Take a copy"), kind=Kind.PRIMARY, icon="usb")
        self.take.clicked.connect(self.box.start)
        card.add(self.box)
        card.body.addLayout(in_a_row(self.take))
        listed = self.card(_("The last copies"))
        self.table: Table[Copy] = Table(
            _("The last copies"),
            (
                Column(_("Made on"), lambda copy: _moment(copy.at), width=230),
                Column(_("File"), lambda copy: copy.file.name),
                Column(_("Size"), lambda copy: f"{copy.bytes / 1e6:.1f} MB", width=110, right=True),
            ),
            key=lambda copy: str(copy.file),
            row_height=tokens.ROW_DENSE,
            empty=_("There is no copy in the last place. Is the stick in?"),
        )
        self.table.setMinimumHeight(scale.px(160))
        listed.add(self.table)
        self._build_check()
        back = self.card(_("Bringing a copy back"))
        for number, step in enumerate(
            (
                _("Press “Leave the desk” at the left."),
                _("Choose “Another office or a backup” below the passphrase."),
                _("Choose the file and type the passphrase of that time."),
            ),
            start=1,
        ):
            back.add(Label(f"{number}. {step}", wrap=True))
        note = _("What stands there now is kept under another name. Nothing is overwritten.")
        back.add(Label(note, px=tokens.LABEL, colour=tokens.INK_2, wrap=True))

    def _build_check(self) -> None:
        card = self.card(
            _("Is everything whole?"), _("Every page, every link and the journal are looked at.")
        )
        self.check = Button(_("Check now"), icon="shield-check")
        self.check.clicked.connect(self._check)
        self.mark = StatusMark(Status.OK, size=18)
        self.mark.hide()
        self.result = Label(wrap=True)
        row = in_a_row(self.check, self.mark, stretch=False)
        row.addWidget(self.result, 1)
        card.body.addLayout(row)

    def refresh(self) -> None:
        """Look which copies lie in the last place."""
        self.box.look()
        self.table.set_rows(copies_in(settings.load().last_backup_place))

    def _check(self) -> None:
        from resources import soundness

        self.check.setEnabled(False)
        self.mark.hide()
        self.result.setText(_("Checking …"))
        self.desk.background(
            lambda _task: soundness.check(self.desk.file),
            done=self._found,
            ended=lambda: self.check.setEnabled(True),
        )

    def _found(self, findings: "Findings") -> None:
        self.mark.show()
        if not findings.sound:
            self.mark.set_status(Status.STOP)
            advice = _("Stop working, and bring the last copy back.")
            self.result.setText("\n".join([*findings.problems, advice]))
            return
        self.mark.set_status(Status.OK)
        rows = sum(findings.counts.values())
        words = ngettext(
            "All is whole: {rows} record in {tables} lists, {lines} lines in the journal.",
            "All is whole: {rows} records in {tables} lists, {lines} lines in the journal.",
            rows,
        )
        tables, lines = len(findings.counts), findings.lines
        self.result.setText(words.format(rows=f"{rows:,}", tables=tables, lines=f"{lines:,}"))


def _moment(at: datetime) -> str:
    local = calendar.local(at)
    return f"{calendar.wareki_with_weekday(local.date())} {local:%H:%M}"
