"""The dry run: what would be brought in, and every problem with what to do about it."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from desktop.intake.figures import of_fared, of_staged
from desktop.intake.reports import Fared
from desktop.parts.button import Button, Kind
from desktop.parts.card import Card
from desktop.parts.choice import Choice
from desktop.parts.flow import Flow
from desktop.parts.label import Label
from desktop.parts.segments import Segments
from desktop.parts.status import Status
from desktop.parts.table import Column, Table
from desktop.points import problem_words
from desktop.style import tokens
from desktop.style.scale import follow, scale
from resources import sheet_writing
from resources.calendar import fiscal_year_label
from resources.sheet import Cell
from resources.words import _, mark, ngettext
from sessions import watching
from sessions.intake.outlook import Staged
from sessions.intake.problems import Problem

if TYPE_CHECKING:
    from desktop.desk import Desk
    from programs.points.sheet_intake import Trouble

GRAVE, NOTES, ALL = "grave", "notes", "all"
_LONGEST = 18
_NAMED = 6  # files called by name
SHORT = {
    "missing_name": mark("No name"),
    "missing_kana": mark("No furigana"),
    "missing_birth": mark("No birth date"),
    "invalid_birth": mark("Impossible birth date"),
    "ambiguous_birth": mark("Era of birth unclear"),
    "unreadable_date": mark("Date cannot be read"),
    "under_age": mark("Not yet 65"),
    "missing_insurance": mark("No insurance date"),
    "duplicate_number": mark("Number given twice"),
    "duplicate_person": mark("Perhaps the same person"),
    "pua_character": mark("Letter without shape"),
    "formula_like_text": mark("Looks like a formula"),
    "resubmitted": mark("Applied twice"),
    "missing_number": mark("No number"),
    "ditto_name": mark("Repeat mark for a name"),
    "corrected_here": mark("Corrected here"),
    "number_of_another": mark("Number of someone else"),
    "unreadable_number": mark("Number cannot be read"),
    "hidden_sheet": mark("Hidden sheet"),
    "other_sheet": mark("Another sheet"),
    "hidden_row_is_data": mark("Hidden line"),
    "hidden_column": mark("Hidden column"),
    "repeated_header": mark("Repeated header"),
    "repeated_title": mark("Repeated title"),
    "remark_row": mark("Remark"),
    "subtotal_row": mark("Subtotal"),
    "total_row": mark("Total"),
    "old_era_accepted": mark("Era ran on"),
    "alias_in_brackets": mark("Name in brackets"),
    "former_name_in_brackets": mark("Former name in brackets"),
    "column_guessed": mark("Column was guessed"),
    "column_to_note": mark("Column went into the note"),
    "unreadable_zip": mark("Unusual postcode"),
    "too_long": mark("Text was cut"),
}


def kind_word(kind: str) -> str:
    """Return a kind of problem in two or three words."""
    return _(SHORT[kind]) if kind in SHORT else problem_words.short(kind)


def short(text: str) -> str:
    """Return the beginning of what stands in a cell; the saved list holds all of it."""
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def left_out(problems: Sequence[Problem]) -> str:
    """Say which sheets were passed over."""
    hidden = [one.sheet for one in problems if one.kind == "hidden_sheet" and one.sheet]
    others = [one.sheet for one in problems if one.kind == "other_sheet" and one.sheet]
    parts = []
    if hidden:
        parts.append(_("Hidden sheets were left out: {names}.").format(names="・".join(hidden)))
    if others:
        parts.append(_("Sheets without a list were left out: {names}.").format(
            names="・".join(others)))  # fmt: skip
    return " ".join(parts)


class Reporting(QWidget):
    """Figures and problems of a dry run; `saved` carries the file the list was written to.

    A list that is saved is told to the journal.
    """

    saved = Signal(str)

    def __init__(self, desk: "Desk", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._problems: tuple[Problem | Trouble, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.head = Card(dense=True)
        self._inside: list[QWidget] = []
        self._column.addWidget(self.head)
        self.card = Card(_("Worth looking at"), dense=True)
        self.part = Segments(
            _("Which remarks"),
            ((GRAVE, _("Please look")), (NOTES, _("For information")), (ALL, _("All"))),
        )
        self.part.chosen.connect(lambda _value: self._filter())
        self.kind = Choice(_("Kind"), height=tokens.CONTROL_DENSE)
        self.kind.setMinimumContentsLength(12)
        self.kind.chosen.connect(lambda _value: self._filter())
        self.save = Button(
            _("Save this list"), kind=Kind.SOFT, icon="download", height=tokens.CONTROL_DENSE
        )
        self.save.clicked.connect(self._ask_where)
        self.card.add(Flow([self.part, self.kind, self.save]))
        self.table: Table[tuple[int, Any]] = Table(
            _("Worth looking at"),
            self._columns(),
            key=lambda line: str(line[0]),
            row_height=tokens.ROW_RUBY,
            empty=_("There is nothing to say about this list."),
        )
        self.card.add(self.table, 1)
        self._column.addWidget(self.card, 1)
        follow(self._resize)

    def _resize(self) -> None:
        self._column.setSpacing(scale.gap(10))
        self.table.setMinimumHeight(scale.px(tokens.TABLE_HEAD + 2 * tokens.ROW_RUBY))

    def _columns(self) -> tuple[Column[tuple[int, Any]], ...]:
        return (
            Column(
                _("What is wrong"),
                lambda line: kind_word(line[1].kind),
                chip=lambda line: Status.WAIT if line[1].grave else Status.INFO,
                width=206,
            ),
            Column(_("Line"), lambda line: str(line[1].row), width=58, right=True,
                   sort=lambda line: (line[1].file, line[1].sheet or "", line[1].row)),
            Column(_("Sheet"), lambda line: line[1].sheet or "", width=122, folds=True),
            Column(_("Column"), lambda line: line[1].column, width=100, folds=True),
            Column(_("Stands there"), lambda line: short(line[1].text), width=140, folds=True),
            Column(_("What to do"), lambda line: line[1].message),
        )  # fmt: skip

    def show_staged(self, staged: Staged) -> None:
        """Show the dry run `staged`."""
        names = "・".join(one.file for one in staged.files)
        if staged.reading.year is not None:
            names += f"　{fiscal_year_label(staged.reading.year)}"
        self._show(names, of_staged(staged), staged.problems, left_out(staged.problems))

    def show_fared(self, fared: Fared) -> None:
        """Show what bringing in hosts or monthly sheets would come to."""
        words = ngettext("{count} file", "{count} files", len(fared.files))
        names = "・".join(one.file for one in fared.files[:_NAMED])
        more = words.format(count=len(fared.files)) if len(fared.files) > _NAMED else ""
        self._show("　".join(filter(None, (names, more))), of_fared(fared.files), fared.problems)

    def _show(
        self,
        names: str,
        figures: QWidget,
        problems: "Sequence[Problem | Trouble]",
        passed: str = "",
    ) -> None:
        self._problems = tuple(problems)
        for part in self._inside:
            self.head.body.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._inside = [Label(names, px=tokens.LABEL, colour=tokens.INK_2, wrap=True), figures]
        if passed:
            self._inside.append(Label(passed, px=tokens.LABEL, wrap=True))
        for part in self._inside:
            self.head.add(part)
        grave = sum(1 for one in problems if one.grave)
        notes = len(problems) - grave
        self.part.set_counts({GRAVE: grave, NOTES: notes, ALL: len(problems)})
        self.part.set_value(GRAVE if grave or not notes else NOTES)
        self.table.set_rows(list(enumerate(problems)))
        self._filter()

    def shown(self) -> "list[Problem | Trouble]":
        """Return the problems as they stand in the table."""
        return [line[1] for line in self.table.shown()]

    def _filter(self) -> None:
        problems = self._problems
        part = self.part.value()
        wanted = [one for one in problems if part == ALL or one.grave == (part == GRAVE)]
        counts = Counter(one.kind for one in wanted)
        chosen = self.kind.value()
        words = [
            (kind, f"{kind_word(kind)} {count}")
            for kind, count in sorted(counts.items(), key=lambda pair: -pair[1])
        ]
        self.kind.set_answers([("", _("All kinds")), *words], chosen)
        chosen = self.kind.value()
        self.table.set_filter(
            lambda line: (
                (part == ALL or line[1].grave == (part == GRAVE))
                and (not chosen or line[1].kind == chosen)
            )
        )
        self.save.setEnabled(bool(problems))

    # The list for the office

    def _ask_where(self) -> None:
        chosen, _kind = QFileDialog.getSaveFileName(
            self, _("Save this list"), _("to look at.xlsx"), "Excel (*.xlsx);;CSV (*.csv)"
        )
        if chosen:
            self.write(Path(chosen))

    def write(self, path: Path) -> None:
        """Write the problems shown to `path`: xlsx, or csv where its name ends so."""
        header = [_("File"), _("Sheet"), _("Line"), _("Column"), _("What is wrong"),
                  _("Stands there"), _("What to do")]  # fmt: skip
        rows: list[list[Cell]] = [
            [one.file, one.sheet or "", one.row, one.column, kind_word(one.kind), one.text,
             one.message]
            for one in self.shown()
        ]  # fmt: skip
        at, by = self.desk.now(), self.desk.staff_id
        self.desk.change(
            watching.look, "export", count=max(1, len(rows)), said={"paper": "problems"},
            at=at, by=by,
        )  # fmt: skip
        if path.suffix.lower() == ".csv":
            data = sheet_writing.csv_bytes(header, rows)
        else:
            path = path.with_suffix(".xlsx")
            data = sheet_writing.xlsx_bytes(header, rows)
        path.write_bytes(data)
        self.saved.emit(str(path))

    def question(self, waiting: int) -> str:
        """Return what the button that goes on says."""
        if waiting:
            words = ngettext("Look at {count} pair", "Look at {count} pairs", waiting)
            return words.format(count=waiting)
        return _("Bring in")
