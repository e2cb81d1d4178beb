"""What people answered about lines that may speak of one person."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from resources.refusals import Refusal
from resources.words import _
from sessions.intake.rows import Place

Subject = Place | str
"""A line of a file, or the id of a person in the register."""


@dataclass(frozen=True)
class Reply:
    """この方です (`same`) or 別の方です, said of two subjects."""

    first: Subject
    second: Subject
    same: bool


@dataclass(frozen=True)
class Replies:
    """All answers given to one import.

    `add` names lines of applicants who are to join the register as new people.
    """

    pairs: tuple[Reply, ...] = ()
    add: frozenset[Place] = field(default_factory=frozenset)

    def said(self) -> dict[frozenset[Subject], bool]:
        """Return {the two subjects: whether they are the same person}."""
        return {frozenset((reply.first, reply.second)): reply.same for reply in self.pairs}


NONE = Replies()


def load(path: Path) -> Replies:
    """Return the answers kept in a JSON file.

    `{"answers": [{"rows": [[file, sheet, row], …], "ids": [id, …], "answer": "same"}], "add":
    [[file, sheet, row], …]}`; the list alone will do. Each answer names two subjects.
    Refused: anything else.
    """
    try:
        found: Any = json.loads(path.read_text("utf-8-sig"))
        if isinstance(found, list):
            found = {"answers": found}
        pairs = [_reply(entry) for entry in found.get("answers", [])]
        return Replies(tuple(pairs), frozenset(map(_place, found.get("add", []))))
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise Refusal(
            _("The file of answers {file} cannot be read.").format(file=path.name),
            _('Each answer names two rows or ids and says "same" or "different".'),
        ) from error


def _reply(entry: dict[str, Any]) -> Reply:
    subjects: list[Subject] = [*map(_place, entry.get("rows", [])), *entry.get("ids", [])]
    word = entry.get("answer") or entry.get("reply")
    if len(subjects) != 2 or word not in {"same", "different"}:
        raise ValueError(entry)
    return Reply(subjects[0], subjects[1], word == "same")


def _place(place: Iterable[Any]) -> Place:
    file, sheet, row = place
    return (str(file).replace("\\", "/").rsplit("/", 1)[-1], sheet, int(row))
