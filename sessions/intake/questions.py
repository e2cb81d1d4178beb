"""What the house cannot guess about a file and asks a person instead."""

from collections.abc import Iterable
from dataclasses import dataclass

from resources.refusals import Refusal
from resources.words import _


@dataclass(frozen=True)
class Question:
    """One thing to be said before a file can be brought in; the answer goes into a `Mapping`.

    what  header (where the header row is) · field (which column holds `field`) · column (what
          the column holds) · sheets (which sheets hold the list) · year (which fiscal year).
    """

    file: str
    sheet: str | None
    what: str
    message: str
    field: str = ""
    column: str = ""  # the letter Excel shows
    header: str = ""
    samples: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()  # fields, sheet names or column letters


def refusal(questions: Iterable[Question]) -> Refusal:
    """Return the refusal with which a place without a dialog passes the questions on."""
    asked = list(questions)
    lines = [
        f"{asking.file} {asking.sheet or ''} {asking.column}: {asking.message}".replace("  ", " ")
        for asking in asked
    ]
    return Refusal(
        _("The file cannot be understood without an answer:") + "\n" + "\n".join(lines),
        _(
            "Choose it in the window, or give a mapping file that says which column, sheet, "
            "header row or year is meant."
        ),
    )
