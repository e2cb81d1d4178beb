"""Files that a command was asked to write: whole or not at all."""

from pathlib import Path
from typing import TYPE_CHECKING

from resources import durable
from resources.refusals import Refusal
from resources.words import _

if TYPE_CHECKING:
    from desktop.commands.call import Call


def take_out(call: "Call", target: Path, content: bytes, *, what: str, count: int = 1) -> None:
    """Tell the journal that `what` about `count` people leaves the office, then write it.

    What an act of its own has told already (exporting.take_out, disclosure) goes by `write`.
    """
    from sessions import watching

    said = {"paper": what}
    call.change(
        lambda db, at, by: watching.look(db, "export", count=max(1, count), said=said, at=at, by=by)
    )
    write(target, content)


def write(target: Path, content: bytes) -> None:
    """Write `content` to `target`, a file of that name replaced; refuses where it cannot."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        durable.write(target, content)
    except OSError as error:
        raise Refusal(
            _("The file {path} could not be written.").format(path=target),
            _("Look whether the folder exists and has room."),
        ) from error
