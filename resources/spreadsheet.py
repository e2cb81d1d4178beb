"""Lists as offices send them — xlsx, xls, csv, Unicode text — read as plain cells."""

import datetime as dt
import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from resources.refusals import Refusal
from resources.sheet import Book, Cell, Sheet
from resources.sheet_child import LARGEST, REFUSED, SECONDS
from resources.words import _

__all__ = ["Book", "Cell", "Sheet", "child_command", "read"]

PACKAGE = b"PK\x03\x04"
OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read(path: Path, *, cancel: Callable[[], bool] | None = None) -> Book:
    """Return the sheets of `path`, which is never trusted.

    Row 1 is the row Excel shows as 1, in text files the record Excel would show there.
    Refused: files with macros, larger than 20 MB unpacked, over 20,000 rows or 200 columns,
    damaged or protected by a password (limits: design/reliability.md, XLSX).
    """
    if path.suffix.lower() in {".xlsm", ".xltm", ".xlam", ".xlsb"}:
        raise _unfit("macros", path)
    try:
        size = path.stat().st_size
        with path.open("rb") as opened:
            head = opened.read(8)
    except OSError as error:
        raise Refusal(
            _("The file {file} cannot be opened.").format(file=path.name),
            _("Close it in Excel, or check that it is still there, and try again."),
        ) from error
    if size > LARGEST:
        raise _unfit("too_large", path)
    if size == 0:
        raise _unfit("empty", path)
    digest = _digest(path)
    if head.startswith(PACKAGE):
        return Book(path.name, "xlsx", _in_child(path, "xlsx", cancel), digest=digest)
    if head == OLD_EXCEL:
        return Book(path.name, "xls", _in_child(path, "xls", cancel), digest=digest)
    if path.suffix.lower() in {".xlsx", ".xls"} and b"\0" in head:
        raise _unfit("damaged", path)
    from resources.sheet_text import Unreadable, read_text

    try:
        rows, encoding = read_text(path.read_bytes())
    except Unreadable as error:
        raise _unfit(str(error), path) from error
    return Book(path.name, "text", (Sheet(None, rows),), encoding, digest)


def _digest(path: Path) -> str:
    """Return what tells this very file from every other."""
    import hashlib

    return hashlib.sha256(path.read_bytes()).hexdigest()


def child_command() -> list[str]:
    """Return how the closed reading room is entered, from a checkout or a frozen program."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "--read-sheet"]
    from resources import path

    return [sys.executable, "-I", str(path("sheet_child.py"))]


def _in_child(path: Path, form: str, cancel: Callable[[], bool] | None) -> tuple[Sheet, ...]:
    """Let a process of its own read `path`; whatever becomes of it, this one stays whole."""
    flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    with subprocess.Popen(  # noqa: S603  -- our own script
        [*child_command(), str(path.resolve()), form],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        creationflags=flags,
    ) as child:
        until = time.monotonic() + SECONDS
        while True:
            try:
                out, _rest = child.communicate(timeout=0.2 if cancel else SECONDS)
                break
            except subprocess.TimeoutExpired:
                stopped = bool(cancel and cancel())
                if not stopped and time.monotonic() < until:
                    continue
                child.kill()
                child.communicate()
                raise (_stopped() if stopped else _unfit("too_slow", path)) from None
    if child.returncode == REFUSED:
        raise _unfit(json.loads(out), path)
    if child.returncode != 0:
        raise _unfit("too_large", path)  # it ran into its limits
    return tuple(_sheet(facts) for facts in json.loads(out, object_hook=_alive))


def _alive(carried: dict[str, Any]) -> Any:
    """Return the date, time or span that `sheet_child` wrote as JSON."""
    match carried:
        case {"d": str(text)}:
            return dt.date.fromisoformat(text)
        case {"m": str(text)}:
            return dt.datetime.fromisoformat(text)
        case {"t": str(text)}:
            return dt.time.fromisoformat(text)
        case {"s": float(seconds)}:
            return dt.timedelta(seconds=seconds)
        case {"x": str(text)}:
            return text
    return carried


def _sheet(facts: dict[str, Any]) -> Sheet:
    """Return the sheet that the child described."""
    return Sheet(
        name=facts["name"],
        rows=facts["rows"],
        hidden=facts["hidden"],
        merged=tuple((a, b, c, d) for a, b, c, d in facts["merged"]),
        hidden_rows=frozenset(facts["hidden_rows"]),
        hidden_columns=frozenset(facts["hidden_columns"]),
    )


def _stopped() -> Refusal:
    return Refusal(_("Reading was stopped."), _("Nothing was brought in."))


def _unfit(reason: str, path: Path) -> Refusal:
    """Return the refusal that tells a clerk why `path` is not read and what to do."""
    save = _("Open it in Excel, save it as an Excel workbook (.xlsx) and choose that file.")
    words = {
        "macros": (_("The file {file} contains macros."), save),
        "too_large": (
            _("The file {file} is too large to be a list."),
            _("Copy the list into a new workbook and choose that file."),
        ),
        "too_far": (
            _("The file {file} has cells far away from the list (over {rows} rows)."),
            _("Copy only the list into a new workbook and choose that file."),
        ),
        "too_slow": (
            _("The file {file} took too long to read."),
            _("Copy the list into a new workbook and choose that file."),
        ),
        "password": (
            _("The file {file} is protected by a password."),
            _("Remove the password in Excel and choose the file again."),
        ),
        "empty": (_("The file {file} is empty."), _("Choose another file.")),
        "web_page": (_("The file {file} is a web page, not a list."), save),
        "not_a_list": (
            _("The letters of the file {file} cannot be read."),
            _("Choose an Excel workbook (.xlsx), or a text file in Shift_JIS or Unicode."),
        ),
    }
    what, advice = words.get(
        reason, (_("The file {file} is damaged, or it is no Excel workbook."), save)
    )
    return Refusal(what.format(file=path.name, rows="20,000"), advice)
