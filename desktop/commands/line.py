"""The command line: from the words typed to the exit status."""

import importlib
import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from desktop.commands import frame
from resources import words
from resources.refusals import Refusal
from resources.words import _

DONE, REFUSED, WRONG_USAGE, BUG, STOPPED, PIPE_CLOSED = 0, 1, 2, 70, 130, 141

_GROUPS = {
    "setting_up": ("init", "demo"),
    "lists": ("import", "imports", "undo-import"),
    "register": ("people",),
    "points": ("points", "hosts"),
    "gatherings": ("meeting",),
    "door": ("passes", "check-in", "attendance"),
    "certifying": ("certificate",),
    "taking_out": ("takeout",),
    "papers": ("print",),
    "keeping": ("backup", "restore", "check", "upgrade", "version"),
    "picturing": ("pictures",),
}
"""The rooms of the commands, in the order in which --help lists them."""

COMMANDS = tuple(name for names in _GROUPS.values() for name in names)


def names_command(argv: Sequence[str]) -> bool:
    """Tell whether `argv` is for the command line; otherwise the window is meant."""
    rest = iter(argv)
    for word in rest:
        if word in {"-h", "--help"}:
            return True
        if word in frame.WITH_VALUE:
            next(rest, None)
        elif not word.startswith("-"):
            return True
    return False


def run(argv: Sequence[str]) -> int:
    """Do what `argv` says and return the exit status; answers go to standard output."""
    words.use(_language(argv))
    _speak_utf8()
    try:
        asked = frame.parser(_declarations(argv)).parse_args(argv)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else WRONG_USAGE
    if asked.language:
        words.use(asked.language)
    try:
        return _do(asked)
    except Refusal as refusal:
        _answer(asked, {"refused": {"what": refusal.what, "advice": refusal.advice}}, quiet=True)
        _tell(f"{refusal.what}\n{refusal.advice}")
        return REFUSED
    except BrokenPipeError:
        # Whoever read the answer has heard enough, as `head` has; what was done stays done.
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 -- until the end
        return PIPE_CLOSED
    except KeyboardInterrupt:
        _tell(_("Stopped. What was not finished is undone."))
        return STOPPED
    except Exception as error:  # noqa: BLE001 -- the last resort: a report instead of names
        return _broken(asked, error)


def _do(asked: Any) -> int:
    from desktop.commands.call import Call, Wrong

    call = Call(asked)
    try:
        answer = asked.work(call)
    except Wrong as wrong:
        _tell(f"{wrong}\n" + _("See: {command} --help").format(command="inakurashi"))
        return WRONG_USAGE
    finally:
        call.close()
    _answer(asked, answer)
    return call.status


def _declarations(argv: Sequence[str]) -> list[Callable[[frame.Commands], None]]:
    """Return what declares the commands: of the room that is meant, else of all."""
    named = [room for room, names in _GROUPS.items() if set(names) & set(argv)]
    rooms = named if len(named) == 1 and not _wants_overview(argv) else list(_GROUPS)
    return [importlib.import_module(f"desktop.commands.{room}").declare for room in rooms]


def _wants_overview(argv: Sequence[str]) -> bool:
    first = next((word for word in argv if not word.startswith("-")), "")
    return first not in COMMANDS


def _language(argv: Sequence[str]) -> str:
    for place, word in enumerate(argv):
        if word.startswith("--language="):
            return word.partition("=")[2]
        if word == "--language" and place + 1 < len(argv):
            return argv[place + 1]
    from resources import settings

    return settings.load().language


def _speak_utf8() -> None:
    """Write the same letters wherever the answer is sent, a pipe on Windows included."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def _answer(asked: Any, answer: Any, *, quiet: bool = False) -> None:
    if asked.json:
        json.dump(answer, sys.stdout, ensure_ascii=False, indent=1)
        sys.stdout.write("\n")
    elif not quiet:
        from desktop.commands.showing import lines

        sys.stdout.writelines(f"{line}\n" for line in lines(answer))
    sys.stdout.flush()


def _tell(text: str) -> None:
    print(text, file=sys.stderr, flush=True)  # noqa: T201 -- where messages go


def _broken(asked: Any, error: Exception) -> int:
    from desktop import failures
    from resources import settings

    in_a_folder = asked.data and "://" not in asked.data
    folder = Path(asked.data) if in_a_folder else settings.load().folder
    if not folder.is_dir():
        folder = settings.app_folder()
    report = failures.write_report(folder, error)
    _answer(asked, {"failure": None if report is None else str(report)}, quiet=True)
    _tell(_("Something went wrong in the program itself. What was not finished is undone."))
    if report is not None:
        _tell(
            _("A report without personal data lies here: {path}").format(path=report)
            + "\n"
            + _("Please send it to whoever looks after the program.")
        )
    return BUG
