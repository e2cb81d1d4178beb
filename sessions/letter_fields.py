"""The fields of a letter: which words may stand between {{ and }}, checked and filled in."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache

from resources import path
from resources.refusals import Refusal
from resources.words import _

# Braces typed with the input method on are as good as narrow ones.
_FIELD = re.compile(r"(?:\{\{|｛｛)[\s\u3000]*([^{}｛｝\n]*?)[\s\u3000]*(?:\}\}|｝｝)")
_LOOSE = re.compile(r"\{\{|\}\}|｛｛|｝｝")


@cache
def words() -> dict[str, str]:
    """Return the word a clerk writes for each field, by the field's own name."""
    return tomllib.loads((path("letters") / "fields.toml").read_text("utf-8"))


def used(text: str) -> tuple[str, ...]:
    """Return the names of the fields that stand in `text`, each once."""
    known = {word: name for name, word in words().items()}
    found = (known.get(match[1]) for match in _FIELD.finditer(text))
    return tuple(dict.fromkeys(name for name in found if name is not None))


def check(text: str) -> None:
    """Refuse a word between braces that is no field, and braces without their other half.

    The refusal says in which line it stands.
    """
    known = set(words().values())
    for number, line in enumerate(text.splitlines(), 1):
        for match in _FIELD.finditer(line):
            if match[1] not in known:
                raise Refusal(
                    _("Line {number}: there is nothing called “{word}”.").format(
                        number=number, word=match[1]
                    ),
                    _("Choose one of: {words}").format(words="、".join(words().values())),
                )
        if _LOOSE.search(_FIELD.sub("", line)):
            raise Refusal(
                _("Line {number}: braces stand alone there.").format(number=number),
                _("A field has two braces on each side, such as {example}.").format(
                    example="{{" + words()["name"] + "}}"
                ),
            )


def fill(text: str, values: Mapping[str, str]) -> str:
    """Return `text` with each field replaced by its value, once: a value is never read again.

    A field without a value becomes blank; `check` has refused all others before.
    """
    known = {word: name for name, word in words().items()}
    return _FIELD.sub(lambda match: values.get(known.get(match[1], ""), ""), text)


def empty(text: str, values: Mapping[str, str]) -> tuple[str, ...]:
    """Return the words of the fields of `text` that have no value, as the clerk knows them."""
    return tuple(words()[name] for name in used(text) if not values.get(name, "").strip())
