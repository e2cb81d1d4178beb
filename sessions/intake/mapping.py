"""What a person said about a file whose headers could not be guessed."""

import json
import tomllib
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

from resources.refusals import Refusal
from resources.words import _
from sessions.intake.text import plain


@dataclass(frozen=True)
class Mapping:
    """Answers that hold for every file of one import.

    columns  header as written, or the letter of the column (`C`) → field; "" leaves it out.
    sheets   the names of the sheets that hold the list; empty lets the house find them.
    header   the row of the header as Excel shows it, where it cannot be found.
    year     the fiscal year (the calendar year in which it begins).
    """

    columns: dict[str, str] = field(default_factory=dict)
    sheets: tuple[str, ...] = ()
    header: int | None = None
    year: int | None = None

    def field_of(self, headers: Collection[str], letter: str, all_headers: set[str]) -> str | None:
        """Return the field given for a column, "" where it is left out, None where unsaid.

        `headers` are the words over the column; a letter counts where no header is called so.
        """
        for key, meant in self.columns.items():
            if plain(key) in headers or (key == letter and plain(key) not in all_headers):
                return meant
        return None


NOTHING = Mapping()


def load(path: Path, fields: frozenset[str]) -> Mapping:
    """Return the mapping kept in a TOML or JSON file.

    Refused: anything else than `columns`, `sheets`, `header`, `year`, and unknown fields.
    """
    advice = _('Write: {{"columns": {{"header": "field"}}, "sheets": [], "year": 2025}}.').format()
    try:
        text = path.read_text("utf-8-sig")
        found = tomllib.loads(text) if path.suffix.lower() == ".toml" else json.loads(text)
        columns = {str(key): str(value) for key, value in found.pop("columns", {}).items()}
        mapping = Mapping(
            columns,
            tuple(str(name) for name in found.pop("sheets", ())),
            None if (header := found.pop("header", None)) is None else int(header),
            None if (year := found.pop("year", None)) is None else int(year),
        )
        unknown = [*found, *(name for name in columns.values() if name and name not in fields)]
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise Refusal(
            _("The mapping file {file} cannot be read.").format(file=path.name), advice
        ) from error
    if unknown:
        raise Refusal(
            _("The mapping file names what does not exist: {names}.").format(
                names=", ".join(map(str, unknown))
            ),
            _("Fields are: {names}.").format(names=", ".join(sorted(fields))),
        )
    return mapping
