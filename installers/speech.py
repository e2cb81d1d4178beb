"""What the installers say: short lines in Japanese and English, on standard error."""

import sys


class Stop(Exception):
    """A task cannot go on; its text says what happened and what to do now."""


def say(japanese: str, english: str) -> None:
    """Tell the person at the machine what is happening."""
    _write(f"inakurashi: {japanese} / {english}")


def complain(trouble: Stop) -> None:
    """Tell why a task stopped and what to do now."""
    _write(f"\n{trouble}\n")


def _write(text: str) -> None:
    # A console with another code page must not turn a message into a crash.
    encoding = sys.stderr.encoding or "utf-8"
    print(text.encode(encoding, "replace").decode(encoding), file=sys.stderr, flush=True)
