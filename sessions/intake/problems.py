"""What is wrong or worth knowing in a list, in words a clerk can act on."""

from dataclasses import dataclass

from resources.words import _, mark

# Grave: a value was not taken, or a person must decide. The rest is for information.
GRAVE: dict[str, str] = {
    "missing_name": mark("The line has no name and was left out. Add the name."),
    "missing_kana": mark("The furigana is missing. Ask for it."),
    "missing_birth": mark("The birth date is missing. Ask for it."),
    "invalid_birth": mark("There is no such birth date. Check it; the letters are kept."),
    "ambiguous_birth": mark("The birth date can be read in two ways. Check the era."),
    "unreadable_date": mark("This is no date that can be read. Check it."),
    "under_age": mark("This person is not yet 65 when the fiscal year ends."),
    "missing_insurance": mark("The day of the insurance is missing. Activities will not count."),
    "duplicate_number": mark("Another line has the same number. The line waits for your answer."),
    "duplicate_person": mark("This may be the same person as another line. Please decide."),
    "pua_character": mark("A letter made by another office (外字) has no shape here. Replace it."),
    "formula_like_text": mark("The text looks like a formula. It was kept as plain text."),
    "resubmitted": mark("This person applied again. The later application counts."),
    "missing_number": mark("The number is missing."),
    "ditto_name": mark("A repeat mark stands for the name. Write the name."),
    "corrected_here": mark("It was corrected here; the list says otherwise. Please compare."),
    "number_of_another": mark("The register gives this number to someone else. Please compare."),
    "unreadable_number": mark("This is no registration number. Check it."),
}
NOTES: dict[str, str] = {
    "hidden_sheet": mark("The sheet is hidden and was not brought in."),
    "other_sheet": mark("The sheet holds no such list and was not brought in."),
    "hidden_row_is_data": mark("The line is hidden in Excel; it was brought in."),
    "hidden_column": mark("The column is hidden in Excel; it was brought in."),
    "repeated_header": mark("The header is repeated here."),
    "repeated_title": mark("A title stands here."),
    "remark_row": mark("A remark stands here; it is no person."),
    "subtotal_row": mark("A subtotal stands here; it is no person."),
    "total_row": mark("A total stands here; it is no person."),
    "old_era_accepted": mark("The era ran on; the date that is meant was taken."),
    "alias_in_brackets": mark("The name in brackets was taken as the name in use."),
    "former_name_in_brackets": mark("The name in brackets was taken as the former name."),
    "column_guessed": mark("The column was known by its contents only."),
    "column_to_note": mark("Nobody asked for this column; its words went into the note."),
    "unreadable_zip": mark("The postcode has not seven digits."),
    "too_long": mark("The text is longer than the register can hold and was cut."),
}


@dataclass(frozen=True)
class Problem:
    """Something about one cell or line; `kind` is a word of `GRAVE` or `NOTES`."""

    file: str
    sheet: str | None
    row: int
    column: str
    kind: str
    text: str = ""
    hint: str = ""  # a suggestion, already in words

    @property
    def grave(self) -> bool:
        """Say whether a person must act."""
        return self.kind in GRAVE

    @property
    def message(self) -> str:
        """Return the problem in the language in use."""
        sentence = _(GRAVE.get(self.kind) or NOTES[self.kind])
        return f"{sentence} {self.hint}".rstrip()

    def told(self) -> dict[str, str | int | None]:
        """Return the problem as the command line writes it."""
        return {
            "file": self.file,
            "sheet": self.sheet,
            "row": self.row,
            "column": self.column,
            "kind": self.kind,
            "text": self.text,
            "message": self.message,
        }
