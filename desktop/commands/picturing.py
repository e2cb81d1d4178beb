"""The command that draws every page and every paper, to be looked at beside the design."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.commands.frame import Commands
from resources.refusals import Refusal
from resources.words import _

if TYPE_CHECKING:
    from desktop.commands.call import Call


def declare(commands: Commands) -> None:
    """Declare pictures."""
    made = commands.add("pictures", _("draw every page and every paper as PNG"), pictures)
    made.add_argument(
        "--output",
        type=Path,
        metavar=_("FOLDER"),
        default=Path("build/pictures"),
        help=_("where the pictures go"),
    )
    made.add_argument(
        "--manual", action="store_true", help=_("renew the pictures of the manual instead")
    )
    made.add_argument(
        "--only", nargs="+", metavar=_("NAME"), default=[], help=_("only the pictures so named")
    )


def pictures(call: "Call") -> dict[str, Any]:
    """Draw the pages at 100 % and 150 % and the papers; a page that fails is a refusal."""
    # Nobody looks on while pictures are taken; set before Qt is loaded.
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ.setdefault("QT_LOGGING_RULES", "qt.qpa.*=false")
    from desktop.pictures import manual, session

    if call.asked.manual:
        return {"pictures": manual.renew()}
    taken = session.take(call.asked.output.resolve(), frozenset(call.asked.only))
    for trouble in taken.troubles:
        call.say(trouble)
    if taken.troubles:
        raise Refusal(
            _("Some pictures could not be taken."), _("What went wrong is written above.")
        )
    return {
        "pictures": len(taken.named),
        "index": str(taken.index),
        "not built yet": taken.missing,
    }
