"""How a command line is understood: the common options and one place for every command."""

import argparse
from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NoReturn

from resources.words import LANGUAGES, _

if TYPE_CHECKING:
    from desktop.commands.call import Call

Work = Callable[["Call"], Any]
"""Does a command and returns its answer, ready to be written as JSON."""

WITH_VALUE = ("--data", "--passphrase-file", "--as", "--on", "--language")
"""Common options that are followed by a value."""


class _Formatter(argparse.RawDescriptionHelpFormatter):
    def add_usage(
        self, usage: str | None, actions: Any, groups: Any, prefix: str | None = None
    ) -> None:
        super().add_usage(usage, actions, groups, _("Usage: ") if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """A parser that speaks the language of the house and leaves with status 2."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(add_help=False, allow_abbrev=False, formatter_class=_Formatter, **kwargs)
        self._positionals.title = _("What is needed")
        self._optionals.title = _("What can be said besides")
        self.add_argument("-h", "--help", action="help", help=_("explain this command and stop"))

    def error(self, message: str) -> NoReturn:
        """Say what was not understood, and end with status 2."""
        what = _("This command line is not understood: {message}").format(message=message)
        advice = _("See: {command} --help").format(command=self.prog)
        self.exit(2, f"{what}\n{advice}\n")


class Commands:
    """The commands while they are being declared."""

    def __init__(self, parser: Parser) -> None:
        self._parser = parser
        self._below = parser.add_subparsers(
            title=_("Commands"), metavar=_("COMMAND"), required=True, parser_class=Parser
        )

    def add(self, name: str, help_text: str, work: Work | None = None) -> Parser:
        """Declare the command `name`, which does `work`; without work it has commands below."""
        made: Parser = self._below.add_parser(name, help=help_text, description=help_text)
        _add_common(made)
        if work is not None:
            made.set_defaults(work=work)
        return made

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names declared so far."""
        return tuple(self._below.choices)


def parser(declare: Sequence[Callable[[Commands], None]]) -> Parser:
    """Return the parser of the whole command line with every command declared."""
    whole = Parser(
        prog="inakurashi",
        description=_("The office's data without the window. Without a command the window opens."),
        epilog=_(
            "Exit status: 0 done, 1 refused with the reason, 2 wrong usage, 70 a mistake of the"
            " program."
        ),
    )
    _add_common(whole)
    whole.set_defaults(
        data="", json=False, passphrase_file="", staff="", on=None, language="", work=None
    )
    commands = Commands(whole)
    for one in declare:
        one(commands)
    return whole


def day(text: str) -> date:
    """Read a day given as 2026-05-19; ValueError for anything else."""
    return date.fromisoformat(text)


day.__name__ = "YYYY-MM-DD"


def _add_common(made: Parser) -> None:
    """Let the common options stand before or after the command."""
    group = made.add_argument_group(_("Options of every command"))
    unsaid = argparse.SUPPRESS
    group.add_argument(
        "--data", metavar=_("FOLDER"), default=unsaid, help=_("the folder of the office's data")
    )
    group.add_argument(
        "--json", action="store_true", default=unsaid, help=_("answer with one JSON document")
    )
    group.add_argument(
        "--passphrase-file",
        metavar=_("FILE"),
        default=unsaid,
        help=_("the passphrase is the first line of this file (else INAKURASHI_PASSPHRASE)"),
    )
    group.add_argument(
        "--as",
        dest="staff",
        metavar=_("STAFF"),
        default=unsaid,
        help=_("who does it: the id or name of somebody at the desk"),
    )
    group.add_argument(
        "--on", type=day, metavar="YYYY-MM-DD", default=unsaid, help=_("the day taken for today")
    )
    group.add_argument(
        "--language", choices=LANGUAGES, default=unsaid, help=_("the language of messages")
    )
