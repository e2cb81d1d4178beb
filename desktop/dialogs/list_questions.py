"""What the house cannot guess about a list: header row, columns, sheets, year, asked at once."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from desktop.dialogs.question import Dialog
from desktop.parts.card import Card
from desktop.parts.choice import Choice
from desktop.parts.field import Field
from desktop.parts.label import Label
from desktop.parts.number_field import NumberField
from desktop.parts.tick import Tick
from desktop.style import tokens
from desktop.style.scale import scale
from resources.calendar import fiscal_year_label
from resources.words import _
from sessions.intake import kinds
from sessions.intake.mapping import Mapping
from sessions.intake.questions import Question

_YEARS_BACK = 12
NOT_USED = "-"


class Asked(Card):
    """One question with its answer; `answered` puts the answer into a mapping."""

    def __init__(self, question: Question, kind: kinds.Kind, this_year: int) -> None:
        where = " ".join(part for part in (question.file, question.sheet) if part)
        super().__init__(dense=True)
        self.question = question
        self.add(Label(where, px=tokens.SMALL, colour=tokens.INK_2, wrap=True))
        self.add(Label(question.message, bold=True, wrap=True))
        if question.header or question.column:
            column = _("Column {letter} “{header}”").format(
                letter=question.column, header=question.header or _("no header")
            )
            self.add(Label(column, px=tokens.LABEL))
        if question.samples:
            samples = _("Holds: {samples}").format(samples="　".join(question.samples))
            self.add(Label(samples, px=tokens.LABEL, colour=tokens.INK_2, wrap=True))
        self.choice: Choice | None = None
        self.number: NumberField | None = None
        self.ticks: list[tuple[str, Tick]] = []
        self._build(kind, this_year)

    def _build(self, kind: kinds.Kind, this_year: int) -> None:
        asked = self.question
        if asked.what == "header":
            self.number = NumberField(_("Row of the headers"), 1, least=1, most=200)
            self.add(Field(_("Row of the headers"), self.number))
        elif asked.what == "sheets":
            for name in asked.choices:
                tick = Tick(name, on=name == asked.choices[0])
                self.ticks.append((name, tick))
                self.add(tick)
        else:
            self.choice = Choice(asked.message, self._answers(kind, this_year), asked.field)
            self.choice.setMinimumContentsLength(16)
            self.add(self.choice)

    def _answers(self, kind: kinds.Kind, this_year: int) -> list[tuple[str, str]]:
        asked = self.question
        if asked.what == "year":
            years = range(this_year + 1, this_year - _YEARS_BACK, -1)
            shown = [(str(year), fiscal_year_label(year)) for year in years]
            return [*shown[1:2], shown[0], *shown[2:]]
        nothing = (NOT_USED, _("Do not use this column"))
        if asked.what == "field":
            letters = [(one, _("Column {letter}").format(letter=one)) for one in asked.choices]
            return [*letters, (NOT_USED, _("No column holds it"))]
        labels = {column.field: _(column.label) for column in kind.columns}
        return [nothing, *((name, labels.get(name, name)) for name in asked.choices)]

    def answered(self, mapping: Mapping, every: set[str]) -> Mapping:
        """Return `mapping` with this answer; `every` are headers that stand more than once."""
        asked = self.question
        if self.number is not None:
            return replace(mapping, header=self.number.value())
        if self.ticks:
            chosen = tuple(name for name, tick in self.ticks if tick.isChecked())
            return replace(mapping, sheets=chosen)
        assert self.choice is not None
        said = self.choice.value()
        if asked.what == "year":
            return replace(mapping, year=int(said))
        if asked.what == "field":
            columns = {} if said == NOT_USED else {said: asked.field}
        else:
            key = asked.header if asked.header and asked.header not in every else asked.column
            columns = {key: "" if said == NOT_USED else said}
        return replace(mapping, columns=mapping.columns | columns)


class ListQuestions(Dialog):
    """Asks every one of `questions` about lists of `kind`."""

    def __init__(
        self,
        questions: Sequence[Question],
        kind: kinds.Kind,
        this_year: int,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("What do these columns hold?"), parent=parent)
        self.body.addWidget(
            Label(
                _("The headers do not say it. What you answer is remembered for the next list."),
                px=tokens.LABEL, colour=tokens.INK_2, wrap=True,
            )
        )  # fmt: skip
        inside = QWidget()
        inside.setProperty("part", "ground")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 4, 0)
        column.setSpacing(scale.gap(tokens.GAP_2))
        self.asked = [Asked(question, kind, this_year) for question in questions]
        for one in self.asked:
            column.addWidget(one)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setMinimumHeight(min(inside.sizeHint().height() + 8, 420))
        self.body.addWidget(area, 1)
        self.stop_or(_("Read it this way"), leave=_("Choose other files"))
        self.resize(min(scale.px(620), 1100), self.sizeHint().height())

    def mapping(self, before: Mapping) -> Mapping:
        """Return what was answered, upon what was known `before`."""
        headers = [one.question.header for one in self.asked]
        every = {header for header in headers if headers.count(header) > 1}
        for one in self.asked:
            before = one.answered(before, every)
        return before


def ask(
    parent: QWidget | None,
    questions: Sequence[Question],
    kind: kinds.Kind,
    before: Mapping,
    this_year: int,
) -> Mapping | None:
    """Ask and wait; return the answers upon `before`, None when it was left."""
    dialog = ListQuestions(questions, kind, this_year, parent)
    return dialog.mapping(before) if dialog.exec() else None
