"""Imports and answers about applicants taken back."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from resources.journal import Line
from resources.refusals import Refusal
from resources.words import _, mark
from sessions.intake import applications, batches, redoing, undoing
from sessions.intake.applications import Application
from sessions.intake.kinds import Kind
from sessions.intake.redoing import Again
from sessions.undoing.columns import Shelf
from sessions.undoing.rules import Key, Outlook, Rule, gone, never, nothing_left

_BATCH = Shelf(batches.Batch, "batch")
_APPLICATION = Shelf(Application, "application")
_COVERED = frozenset({("person", "correct"), ("meeting", "expect"), ("membership", "join")})


def importing(kinds: Sequence[Kind]) -> Rule:
    """Return the rule of an import; `kinds` are the kinds of list that exist."""

    def look(db: Session, line: Line, _deed: Sequence[Line], /) -> Outlook:
        row = _BATCH.row(db, line.object_id)
        if row is None:
            return Outlook("", hindrance=gone())
        files = batches.files(db, row.id)
        names = "・".join(file.file for file in files)
        words = _("{added} people or applications are taken out, {changed} are as before.").format(
            added=sum(file.added for file in files), changed=sum(file.changed for file in files)
        )
        if row.taken_back_at is not None:
            return Outlook(words, names, nothing_left())
        return Outlook(words, names, undoing.hindrance(db, row.id))

    def take(db: Session, line: Line, /, *, at: datetime, by: str) -> None:
        undoing.undo_import(db, line.object_id, kinds, at=at, by=by)

    return Rule(look, take, covers=_COVERED, last=True)


def bringing_again(kinds: Sequence[Kind]) -> Rule:
    """Return the rule of an import taken back: it is done again, where it comes out the same."""

    def look(db: Session, line: Line, _deed: Sequence[Line], /) -> Outlook:
        row = _BATCH.row(db, line.object_id)
        if row is None:
            return Outlook("", hindrance=gone())
        names = "・".join(file.file for file in batches.files(db, row.id))
        if row.taken_back_at is None:
            return Outlook("", names, nothing_left())
        try:
            return Outlook(redone(redoing.outlook(db, row.id, kinds)), names)
        except Refusal as refusal:
            return Outlook("", names, refusal)

    def take(db: Session, line: Line, /, *, at: datetime, by: str) -> None:
        redoing.redo_import(db, line.object_id, kinds, at=at, by=by)

    return Rule(look, take, covers=_COVERED, last=True)


def redone(seen: Again) -> str:
    """Return in words what doing an import again does."""
    if seen.meeting:
        return _("{added} applications stand on the list of the meeting again.").format(
            added=seen.added + seen.changed
        )
    return _(
        "{added} people are as they were brought in, with their numbers, {changed} changed again."
        " Who may be one person is asked again."
    ).format(added=seen.added, changed=seen.changed)


def _look_answered(db: Session, line: Line, _deed: Sequence[Line], /) -> Outlook:
    row = _APPLICATION.row(db, line.object_id)
    if row is None:
        return Outlook("", hindrance=gone())
    said = line.after or {}
    words = _("Whether {name} is somebody of the register is open again.").format(name=row.name)
    if not said.get("same"):
        return Outlook(
            words, row.name,
            Refusal(
                _("“A different person” stays in the book of answers."),
                _("Choose the right person for the applicant."),
            ),
        )  # fmt: skip
    same = row.person_id == said.get("person")
    return Outlook(words, row.name, None if same else nothing_left())


def _answer_back(db: Session, line: Line, /, *, at: datetime, by: str) -> None:
    if said := _look_answered(db, line, ()).hindrance:
        raise said
    applications.unlink(db, line.object_id, at=at, by=by)


RULES: dict[Key, Rule] = {
    ("application", "answer"): Rule(
        _look_answered, _answer_back, covers=frozenset({("expected", "link")})
    ),
    ("application", "unlink"): never(
        mark("The applicant stands for themselves again."),
        mark("Choose the person of the register for the applicant anew."),
    ),
    ("private_letter", "replace"): never(
        mark("What a letter of another office is here stays remembered."),
        mark("Replace it by another letter where it stands."),
        quiet=True,
    ),
}
