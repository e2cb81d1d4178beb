"""Files that a command was asked to write: whole or not at all."""

from pathlib import Path

from resources import durable
from resources.refusals import Refusal
from resources.words import _


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
