"""The catalogues of the house: po fragments of every area, joined and compiled for the screen."""

import gettext
import hashlib
import json
import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

TRANSLATIONS = "resources/translations"
FLOORS = ("desktop", "programs", "sessions", "resources")
KEYWORDS: dict[str, Any] = {"_": None, "ngettext": (1, 2), "mark": None}
_SEAL = "X-Sources"
_PLACE = re.compile(r"\{[^{}]*\}")

# A message as the code writes it: one text, or the pair of a plural.
Text = str | tuple[str, str]


@dataclass(frozen=True)
class Said:
    """A message with its translation and the fragment that gives it."""

    text: Text
    translation: tuple[str, ...]
    fragment: str
    unsure: bool


@dataclass
class Report:
    """What keeps a catalogue from being whole; every list is empty when it is."""

    missing: list[str] = field(default_factory=list)
    obsolete: list[str] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)
    placeholders: list[str] = field(default_factory=list)


def languages(root: Path) -> list[str]:
    """Return the languages that have fragments."""
    found = (root / TRANSLATIONS).glob("*/LC_MESSAGES/*.po")
    return sorted({fragment.parent.parent.name for fragment in found})


def fragments(root: Path, language: str) -> list[Path]:
    """Return the po fragments of `language`, in the order in which they are joined."""
    return sorted((root / TRANSLATIONS / language / "LC_MESSAGES").glob("*.po"))


def compiled(root: Path, language: str) -> Path:
    """Return where the compiled catalogue of `language` stands."""
    return root / TRANSLATIONS / language / "LC_MESSAGES" / "messages.mo"


def is_fresh(root: Path, language: str) -> bool:
    """Tell whether the compiled catalogue was made from the fragments as they are now."""
    target = compiled(root, language)
    if not target.exists():
        return False
    with target.open("rb") as source:
        sealed = gettext.GNUTranslations(source).info().get(_SEAL.lower())
    return sealed == _digest(root, language)


def all_fresh(root: Path) -> bool:
    """Tell whether no catalogue needs compiling; needs nothing but Python itself."""
    return all(is_fresh(root, language) for language in languages(root))


def compile_all(root: Path) -> list[Path]:
    """Compile the catalogues whose fragments changed and return the files written."""
    stale = [language for language in languages(root) if not is_fresh(root, language)]
    return [_compile(root, language) for language in stale]


def said(root: Path, language: str) -> Iterator[Said]:
    """Yield every message of every fragment of `language`."""
    from babel.messages.pofile import read_po

    for fragment in fragments(root, language):
        with fragment.open("rb") as source:
            catalogue = read_po(source, locale=language)
        for message in catalogue:
            if not message.id:
                continue
            given = message.string or ""
            yield Said(
                text=_text(message.id),
                translation=(given,) if isinstance(given, str) else tuple(given),
                fragment=fragment.name,
                unsure=message.fuzzy,
            )


def used(root: Path) -> dict[Text, str]:
    """Return every message of the code with the place of its first use."""
    from babel.messages.extract import extract_from_file

    places: dict[Text, str] = {}
    for floor in FLOORS:
        for module in sorted((root / floor).rglob("*.py")):
            for line, text, _comments, _context in extract_from_file(
                "python", module, keywords=KEYWORDS
            ):
                place = f"{module.relative_to(root).as_posix()}:{line}"
                places.setdefault(_text(text), place)
    return places


def report(root: Path, language: str) -> Report:
    """Return what `language` lacks, has too much, says twice or breaks."""
    answer = Report()
    known: dict[str, Said] = {}
    for one in said(root, language):
        key = _key(one.text)
        if one.unsure or not all(one.translation):
            continue
        before = known.setdefault(key, one)
        if before.translation != one.translation:
            answer.conflicts.append(
                f"{key!r}: {before.fragment} {before.translation[0]!r}, "
                f"{one.fragment} {one.translation[0]!r}"
            )
        allowed = set().union(*(_places(text) for text in _forms(one.text)))
        for form in one.translation:
            if not (_required(one.text) <= _places(form) <= allowed):
                answer.placeholders.append(f"{one.fragment}: {key!r} -> {form!r}")
    wanted = {_key(text): place for text, place in used(root).items()}
    answer.missing = [f"{place}: {key}" for key, place in wanted.items() if key not in known]
    answer.obsolete = [f"{one.fragment}: {key}" for key, one in known.items() if key not in wanted]
    return answer


def template(root: Path, language: str, places: tuple[str, ...]) -> str:
    """Return what `language` lacks of the code under `places`, as a fragment to fill in."""
    known = {_key(one.text) for one in said(root, language) if all(one.translation)}
    blocks = []
    for text, place in used(root).items():
        if _key(text) in known or not place.startswith(places or ("",)):
            continue
        forms = [json.dumps(form, ensure_ascii=False) for form in _forms(text)]
        lines = [f"#: {place}", f"msgid {forms[0]}"]
        lines += ['msgstr ""'] if len(forms) == 1 else [f"msgid_plural {forms[1]}", 'msgstr[0] ""']
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks)


def main(arguments: list[str]) -> int:
    """Compile the catalogues and return 0.

    `--missing` lists what is not whole instead, and returns 1 when something is not;
    `--template PLACE…` prints the missing messages of these files as a fragment to fill in.
    """
    root = Path(__file__).resolve().parent.parent
    if arguments[:1] == ["--template"]:
        print(template(root, "ja", tuple(arguments[1:])))
        return 0
    if "--missing" not in arguments:
        for written in compile_all(root):
            print(written.relative_to(root).as_posix())
        return 0
    whole = True
    for language in languages(root):
        found = report(root, language)
        for name, lines in vars(found).items():
            whole = whole and not lines
            for line in sorted(lines):
                print(f"{language} {name}: {line}")
    return 0 if whole else 1


def _digest(root: Path, language: str) -> str:
    total = hashlib.sha256()
    for fragment in fragments(root, language):
        total.update(fragment.name.encode() + b"\0" + fragment.read_bytes() + b"\0")
    return total.hexdigest()


def _compile(root: Path, language: str) -> Path:
    from babel.messages.catalog import Catalog
    from babel.messages.mofile import write_mo

    class Sealed(Catalog):
        """A catalogue whose header tells which fragments it was made from."""

        @property
        def mime_headers(self) -> list[tuple[str, str]]:
            return [*super()._get_mime_headers(), (_SEAL, _digest(root, language))]

    whole = Sealed(locale=language, project="inakurashi", fuzzy=False)
    for one in said(root, language):
        if all(one.translation) and not one.unsure and _key(one.text) not in whole:
            text: Any = one.text
            given: Any = one.translation if isinstance(text, tuple) else one.translation[0]
            whole.add(text, given)
    target = compiled(root, language)
    # Several test workers may compile at once: each writes its own file, the last one stands.
    draft = target.with_name(f"messages.{os.getpid()}.mo")
    with draft.open("wb") as sink:
        write_mo(sink, whole)
    draft.replace(target)
    return target


def _text(raw: Any) -> Text:
    if isinstance(raw, str):
        return raw
    parts = [part for part in raw if isinstance(part, str)]
    return parts[0] if len(parts) == 1 else (parts[0], parts[1])


def _forms(text: Text) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else text


def _key(text: Text) -> str:
    return _forms(text)[0]


def _places(text: str) -> set[str]:
    return set(_PLACE.findall(text.replace("{{", "").replace("}}", "")))


def _required(text: Text) -> set[str]:
    return set.intersection(*(_places(form) for form in _forms(text)))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
