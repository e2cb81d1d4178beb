"""Which column of a list holds which field: by its header, checked by its contents."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from resources.spreadsheet import Cell, Sheet
from resources.words import _
from sessions.intake import dated
from sessions.intake.evidence import fits, guess
from sessions.intake.headers import Header, Label, meaning
from sessions.intake.kinds import Column, Form, Kind
from sessions.intake.mapping import Mapping
from sessions.intake.questions import Question
from sessions.intake.text import letter, text_of

_GUESSED = {
    Form.SEX: "sex", Form.ZIP: "zip", Form.KANA: "kana", Form.BIRTH: "birth",
    Form.PHONE: "phone", Form.NAME: "name",
}  # fmt: skip


@dataclass(frozen=True)
class Table:
    """A list understood: its header, and for every field the columns that hold it."""

    header: Header
    columns: dict[str, tuple[int, ...]]
    parts: dict[str, dict[str, int]]  # of a date written into several cells
    others: dict[int, str]  # filled columns nobody asked for: their words go into the note
    guessed: tuple[tuple[int, str], ...] = ()  # columns known by their contents only

    def one(self, field: str) -> int | None:
        """Return the column of a field that stands in one column."""
        return self.columns[field][0] if self.columns.get(field) else None


class _Sorting:
    """Takes the columns of one list apart; `questions` holds what could not be decided."""

    def __init__(
        self, sheet: Sheet, header: Header, kind: Kind, *, file: str, given: Mapping, year: int
    ) -> None:
        self.sheet, self.header, self.kind, self.file = sheet, header, kind, file
        self.given, self.year = given, year
        self.questions: list[Question] = []
        self.claims: dict[str, list[int]] = {}
        self.parts: dict[str, dict[str, int]] = {}
        self.sure: set[int] = set()
        self.guessed: list[tuple[int, str]] = []

    def cells(self, index: int) -> list[Cell]:
        """Return the cells below the header in a column."""
        return [
            row[index] if index < len(row) else None for row in self.sheet.rows[self.header.body :]
        ]

    def samples(self, index: int) -> tuple[str, ...]:
        """Return the first few contents of a column, for a person to recognise it by."""
        return tuple(islice(filter(None, map(text_of, self.cells(index))), 3))

    def ask(self, what: str, message: str, index: int | None, field: str = "") -> None:
        """Note a question about a column (or about a field that no column holds)."""
        choices = tuple(column.field for column in self.kind.columns)
        if index is None:
            choices = tuple(letter(other) for other in self.unclaimed())
        self.questions.append(
            Question(
                file=self.file,
                sheet=self.sheet.name,
                what=what,
                message=message,
                field=field,
                column="" if index is None else letter(index),
                header="" if index is None else self.header.labels[index].shown,
                samples=() if index is None else self.samples(index),
                choices=choices,
            )
        )

    def unclaimed(self) -> list[int]:
        """Return the filled columns that hold no field yet."""
        taken = {index for found in self.claims.values() for index in found}
        taken |= {index for parts in self.parts.values() for index in parts.values()}
        return [
            index
            for index in range(len(self.header.labels))
            if index not in taken and any(text_of(cell) for cell in self.cells(index))
        ]

    def claim(self) -> None:
        """Let every column say by its header which field it holds."""
        left_out = []
        words = [
            {word for word in (label.whole, label.lower, label.shown) if word}
            for label in self.header.labels
        ]
        every = set().union(*words)
        for index, label in enumerate(self.header.labels):
            said = self.given.field_of(words[index], letter(index), every)
            if said == "":
                left_out.append(index)
                continue
            known, part = (self.kind.column(said), "") if said else meaning(self.kind, label)
            if known is None:
                continue
            if said:
                self.sure.add(index)
            if part:
                self.parts.setdefault(known.field, {})[part] = index
            else:
                self.claims.setdefault(known.field, []).append(index)
        self.left_out = set(left_out)

    def settle_dates(self) -> None:
        """Find dates whose era, year, month and day stand in cells of their own."""
        for column in self.kind.columns:
            if column.form not in {Form.BIRTH, Form.DATE}:
                continue
            found = dated.spread(self.header.labels, self.claims.get(column.field, []), self.cells)
            if found:
                self.parts.setdefault(column.field, {}).update(found)
                self.claims.pop(column.field, None)
        whole = [field for field, parts in self.parts.items() if set(parts) == {"era"}]
        for field in whole:
            if self.claims.get(field):
                self.parts[field]["rest"] = self.claims.pop(field)[0]

    def settle_doubles(self) -> None:
        """Where two columns claim one field, keep the one that says it exactly, or ask."""
        for field, found in self.claims.items():
            column = self.kind.column(field)
            if column is None or column.many or len(found) < 2:
                continue
            named = [index for index in found if index in self.sure]
            if not named:
                named = [index for index in found if any(map(text_of, self.cells(index)))]
                shortest = min((len(self.header.labels[i].whole) for i in named), default=0)
                exact = [i for i in named if len(self.header.labels[i].whole) == shortest]
                fit = [index for index in exact if fits(column.form, self.cells(index))]
                named = fit or exact or found[:1]
                if len(named) > 1 and all(
                    self.cells(index) == self.cells(named[0]) for index in named
                ):
                    named = named[:1]
            if len(named) > 1:
                self.ask(
                    "column",
                    _("Several columns seem to hold: {field}. Which one is it?").format(
                        field=_(column.label)
                    ),
                    named[1],
                    field,
                )
            self.claims[field] = named[:1]

    def check(self) -> None:
        """Ask about columns whose contents do not look like what their header says."""
        for field, found in self.claims.items():
            column = self.kind.column(field)
            if column is None:
                continue
            for index in found:
                if index in self.sure:
                    continue
                if (
                    not fits(column.form, self.cells(index))
                    or (
                        column.form is Form.BIRTH
                        and guess(self.cells(index), self.year - 15) is Form.DATE
                    )
                    or (
                        column.form is Form.DATE
                        and guess(self.cells(index), self.year - 45) is Form.BIRTH
                    )
                ):
                    self.ask(
                        "column",
                        _("The contents do not look like: {field}. What does it hold?").format(
                            field=_(column.label)
                        ),
                        index,
                        field,
                    )

    def guess_rest(self) -> dict[int, str]:
        """Give unnamed columns their field where the contents leave no doubt; return the rest."""
        rest: dict[int, str] = {}
        candidates: dict[Form, list[int]] = {}
        for index in self.unclaimed():
            if index in self.left_out:
                continue
            label = self.header.labels[index]
            form = guess(self.cells(index), self.year - 30)
            candidates.setdefault(form or Form.TEXT, []).append(index)
            rest[index] = label.shown
        for form, found in candidates.items():
            field = _GUESSED.get(form, "")
            if field and not self.holds(field) and self.kind.column(field):
                if len(found) == 1:
                    self.claims[field] = found
                    self.guessed.append((found[0], field))
                    rest.pop(found[0])
                elif form is not Form.NAME:
                    self.ask_what(found[0])
            elif (form is Form.DATE and self.missing(Form.DATE)) or (
                form is Form.NUMBER and self.missing(Form.NUMBER)
            ):
                for index in found:
                    self.ask_what(index)
        return rest

    def ask_what(self, index: int) -> None:
        """Ask what an unnamed column holds."""
        self.ask("column", _("What does this column hold?"), index)

    def holds(self, field: str) -> bool:
        """Say whether some column holds the field already, whole or in parts."""
        halves = {"name": {"family", "given"}, "kana": {"family_kana", "given_kana"}}
        return (
            bool(self.claims.get(field))
            or field in self.parts
            or (field in halves and all(self.claims.get(half) for half in halves[field]))
        )

    def missing(self, form: Form) -> bool:
        """Say whether the kind knows a field of `form` that no column holds."""
        return any(
            column.form is form and not self.holds(column.field) for column in self.kind.columns
        )

    def check_needed(self) -> None:
        """Ask for the columns without which nothing can be brought in."""
        for column in self.kind.columns:
            if column.needed and not self.holds(column.field):
                self.ask(
                    "field",
                    _("Which column holds: {field}?").format(field=_(column.label)),
                    None,
                    column.field,
                )
        number = self.kind.column("number")
        if number and not self.holds("number") and self.claims.get("serial"):
            self.ask(
                "column",
                _("Is this the number of the person, or does it only count the lines?"),
                self.claims["serial"][0],
                "number",
            )
        for field, parts in self.parts.items():
            column = self.kind.column(field) or Column(field, field, Form.DATE, "")
            if not ({"year", "month", "day"} <= set(parts) or {"era", "rest"} <= set(parts)):
                self.ask(
                    "field",
                    _("Which columns hold year, month and day of: {field}?").format(
                        field=_(column.label)
                    ),
                    None,
                    field,
                )


def understand(
    sheet: Sheet, header: Header, kind: Kind, *, file: str, given: Mapping, year: int
) -> tuple[Table, list[Question]]:
    """Return the list below `header` with its columns named, and what must be asked first.

    `year` is about the year of the list; it tells birth dates from other dates.
    """
    sorting = _Sorting(sheet, _stretched(sheet, header), kind, file=file, given=given, year=year)
    sorting.claim()
    sorting.settle_dates()
    sorting.settle_doubles()
    sorting.check()
    others = sorting.guess_rest()
    sorting.check_needed()
    table = Table(
        sorting.header,
        {field: tuple(found) for field, found in sorting.claims.items() if found},
        sorting.parts,
        others,
        tuple(sorting.guessed),
    )
    return table, sorting.questions


def _stretched(sheet: Sheet, header: Header) -> Header:
    """Return the header with empty labels for columns that only the rows below have."""
    body: Sequence[Sequence[Cell]] = sheet.rows[header.body :]
    wide = max((len(row) for row in body), default=0)
    more = wide - len(header.labels)
    if more <= 0:
        return header
    return Header(header.top, header.body, header.labels + (Label(),) * more)
