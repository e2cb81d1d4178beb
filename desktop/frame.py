"""What a page may ask of the window around it."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtWidgets import QWidget

from desktop.parts.status import Status


class Frame(Protocol):
    """What a page may ask of the window around it."""

    def go(self, name: str, subject: str = "") -> None:
        """Show the place `name`, opened at `subject` (an id) if one is given."""

    def back(self) -> None:
        """Show the place that was shown before this one."""

    def done(
        self, text: str, undo: Callable[[], object] | None = None, status: Status = Status.OK
    ) -> None:
        """Say in the toast what was done; `undo` takes it back while the toast stands."""

    def tell(
        self,
        key: str,
        status: Status,
        text: str,
        action: str = "",
        act: Callable[[], object] | None = None,
    ) -> None:
        """Put a message under the top bar; the same `key` replaces it."""

    def untell(self, key: str) -> None:
        """Take the message `key` away, because its cause is gone."""

    def full_screen(self, page: QWidget) -> None:
        """Let `page` cover the rail and the top bar."""

    def leave_full_screen(self) -> None:
        """Show the rail and the top bar again."""
