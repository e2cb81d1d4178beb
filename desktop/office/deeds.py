"""したこと: who did what, and when, newest first."""

from dataclasses import dataclass
from typing import ClassVar

from desktop import journal_words
from desktop.office.section import Section, in_a_row
from desktop.parts.button import Button
from desktop.parts.table import Column, Table
from desktop.style import tokens
from desktop.style.scale import scale
from resources import calendar, journal
from resources.journal import Line
from resources.refusals import Refusal
from resources.words import _
from sessions import staff

COUNT = 200


@dataclass(frozen=True)
class Written:
    """One line as it is shown."""

    key: str
    moment: str
    who: str
    what: str
    kind: str
    about: str


def _written(line: Line, names: dict[str, str]) -> Written:
    at = calendar.local(line.at)
    return Written(
        str(line.seq),
        f"{at.month}/{at.day}({calendar.weekday(at.date())}) {at:%H:%M}",
        names.get(line.by, "―"),
        journal_words.act(line.act),
        journal_words.kind(line.kind),
        journal_words.about(line.after) or journal_words.about(line.before),
    )


class DeedsSection(Section):
    """Shows the last lines of the journal."""

    reads: ClassVar[frozenset[str]] = frozenset({"JournalLine"})

    def build(self) -> None:
        """Make the table."""
        card = self.card(
            _("What was done"),
            _("The journal only grows; a change by another program would show."),
        )
        self.whole = Button(_("Read and search the whole journal"), icon="history")
        self.whole.clicked.connect(lambda: self.frame.go("journal"))
        card.body.addLayout(in_a_row(self.whole))
        self.table: Table[Written] = Table(
            _("What was done"),
            (
                Column(_("Done by"), lambda one: one.who, bold=True),
                Column(_("Time of day"), lambda one: one.moment, width=150),
                Column(_("Matter"), lambda one: one.kind, width=130),
                Column(_("Deed"), lambda one: one.what, width=180),
                Column(_("About"), lambda one: one.about, width=210, folds=True),
            ),
            key=lambda one: one.key,
            row_height=tokens.ROW_DENSE,
            empty=_("Nothing has been done yet."),
        )
        self.table.setMinimumHeight(scale.px(470))
        card.add(self.table)

    def refresh(self) -> None:
        """Read the last lines: all of them, or one's own where others' are not to be read."""
        names = self.desk.read(staff.names)
        lines = self.desk.read(journal.recent, COUNT, done_by=self._whose())
        self.table.set_rows([_written(line, names) for line in lines])

    def _whose(self) -> str:
        try:
            self.desk.ensure("journal.read")
        except Refusal:
            return self.desk.staff_id
        return ""
