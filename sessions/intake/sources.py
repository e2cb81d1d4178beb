"""What was said about the columns of a list, remembered for the next list of the same source.

A source (出どころ) is who sends a list again and again: told by the file's name without its
dates, numbers and marks of correction.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import PurePath

from sqlalchemy.orm import Session

from sessions import drafts
from sessions.intake.kinds import Kind
from sessions.intake.mapping import NOTHING, Mapping

_FORM = "mapping"
_HOUSE = ""  # what columns mean is remembered for everybody at the desk
_CHANGING = re.compile(
    r"(?:令和|平成|R|H)?(?:\d+|元)(?:年度|年|月|日|期|回)?|訂正版|差替|追加|最新|コピー|本当の|[\s()\-_.・]"
)


def source_of(files: Iterable[str]) -> str:
    """Return the one source of all `files` (names or paths), "" where they have several."""
    found = {_stem(file) for file in files}
    return found.pop() if len(found) == 1 else ""


def recall(db: Session, kind: Kind, source: str) -> Mapping:
    """Return what was said of lists of `kind`, what was said of this `source` first.

    Sheets and the header's row hold for a source only; a column's letter does, too.
    """
    usual = _kept(db, kind, "")
    if not source:
        return replace(usual, sheets=(), header=None, year=None)
    own = _kept(db, kind, source)
    return Mapping(usual.columns | own.columns, own.sheets, own.header)


def remember(db: Session, kind: Kind, source: str, said: Mapping, *, at: datetime) -> None:
    """Keep what was `said` for the next list of this source, and headers for all of the kind."""
    named = {header: meant for header, meant in said.columns.items() if not _is_letter(header)}
    usual = _kept(db, kind, "")
    if not named.items() <= usual.columns.items():
        _keep(db, kind, "", Mapping(usual.columns | named), at)
    if source:
        _keep(db, kind, source, replace(said, year=None), at)


def _stem(file: str) -> str:
    return _CHANGING.sub("", unicodedata.normalize("NFKC", PurePath(file).stem)).casefold()


def _subject(kind: Kind, source: str) -> str:
    if not source:
        return kind.name
    return hashlib.sha256(f"{kind.name}\n{source}".encode()).hexdigest()[:32]


def _kept(db: Session, kind: Kind, source: str) -> Mapping:
    found = drafts.find(db, _FORM, _subject(kind, source), by=_HOUSE)
    if found is None:
        return NOTHING
    words = found.words
    if "columns" not in words:  # as the first form kept it: columns alone
        return Mapping(columns=dict(words))
    return Mapping(dict(words["columns"]), tuple(words["sheets"]), words["header"])


def _keep(db: Session, kind: Kind, source: str, said: Mapping, at: datetime) -> None:
    drafts.keep(db, _FORM, _subject(kind, source), asdict(said), at=at, by=_HOUSE)


def _is_letter(header: str) -> bool:
    return header.isascii() and header.isalpha() and header.isupper() and len(header) <= 3
