"""The last resort: an unexpected error becomes a report without personal data."""

import platform
import re
import sys
import threading
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from resources import durable
from resources.refusals import Refusal

FOLDER = "failures"
_KEPT = 30  # a failure that repeats must not fill the disk
_NAMED = ("inakurashi", "PySide6-Essentials", "SQLAlchemy", "sqlmodel", "sqlcipher3", "reportlab")
_ROOT = Path(__file__).resolve().parent.parent


def install(
    folder: Path,
    *,
    refused: Callable[[Refusal], object],
    broken: Callable[[Path | None], object],
) -> None:
    """Catch whatever nobody caught, in every thread, from now on.

    A Refusal goes to `refused`; anything else is written to a report in `folder` whose path goes
    to `broken` (None where even that could not be written). Both are called in the thread in
    which it happened. Messages of Qt that tell of a bug are counted into reports, too.
    """

    def caught(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
        elif isinstance(error, Refusal):
            refused(error)
        else:
            broken(write_report(folder, error.with_traceback(trace)))

    def caught_in_thread(found: threading.ExceptHookArgs) -> None:
        if found.exc_value is not None:
            caught(found.exc_type, found.exc_value, found.exc_traceback)

    sys.excepthook = caught
    threading.excepthook = caught_in_thread
    qInstallMessageHandler(_qt_message)


def uninstall() -> None:
    """Give errors back to Python and Qt."""
    sys.excepthook = sys.__excepthook__
    threading.excepthook = threading.__excepthook__
    qInstallMessageHandler(None)
    _qt_seen.clear()


def write_report(folder: Path, error: BaseException) -> Path | None:
    """Write where `error` happened, never what it said, and return the file.

    Messages and values may hold names of people, so the report has only kinds of errors, places
    in the code and versions. Returns None when nothing can be written.
    """
    text = "\n".join([*_versions(), "", *_places(error), "", *sorted(_qt_seen)]) + "\n"
    try:
        room = folder / FOLDER
        durable.private_folder(room)
        kept = sorted(room.glob("failure-*.txt"))
        for old in kept[: max(0, len(kept) - _KEPT + 1)]:
            old.unlink()
        path = room / f"failure-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}.txt"
        durable.write(path, text.encode())
    except (OSError, Refusal):
        return None
    return path


def forbid_dumps() -> None:
    """Keep the system from writing this program's memory, with names and keys, to the disk."""
    if sys.platform == "win32":
        import ctypes

        # Best effort: a system without error reporting has nothing to exclude.
        try:
            ctypes.windll.wer.WerAddExcludedApplication(Path(sys.executable).name, 0)
        except OSError:
            return
    else:
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


_qt_seen: set[str] = set()


def _qt_message(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    if kind in {QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg}:
        return
    # The rest of a message may quote a text of ours; its beginning names Qt's own function.
    beginning = re.match(r"Q\w+(::\w+)*", message)
    name = kind.name if hasattr(kind, "name") else str(kind)
    if len(_qt_seen) < 100:
        _qt_seen.add(f"Qt {name} {context.category} {beginning[0] if beginning else ''}".strip())


def _versions() -> list[str]:
    lines = [f"Python {platform.python_version()}", f"{platform.system()} {platform.release()}"]
    for name in _NAMED:
        try:
            lines.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            lines.append(f"{name} from a checkout")
    return lines


def _places(error: BaseException) -> list[str]:
    lines: list[str] = []
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        lines.append(f"{type(current).__module__}.{type(current).__qualname__}")
        for frame, line in traceback.walk_tb(current.__traceback__):
            code = frame.f_code
            lines.append(f"  {_shortened(code.co_filename)}:{line} {code.co_qualname}")
        current = current.__cause__ or current.__context__
        if current is not None:
            lines.append("after")
    return lines


def _shortened(file: str) -> str:
    """Return a path without the part that could name who uses this machine."""
    path = Path(file)
    if path.is_relative_to(_ROOT) and "site-packages" not in path.parts:
        return str(path.relative_to(_ROOT))
    return str(Path(*path.parts[-2:]))
