"""The start of the application: a command when one is named, else the window."""

import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Do what the command line `argv` says and return the exit status."""
    words = list(sys.argv[1:] if argv is None else argv)
    from desktop.commands.line import names_command

    if names_command(words):
        from desktop.commands.line import run

        return run(words)
    from desktop.assembly import open_window

    return open_window(words)


if __name__ == "__main__":
    raise SystemExit(main())
