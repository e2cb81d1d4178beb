"""Telling the journal who looked at whom, once the eye rests and beside the painting."""

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer

from resources.refusals import Refusal
from sessions import watching

if TYPE_CHECKING:
    from desktop.desk import Desk

_REST_MS = 1500  # letters on the way to a name show many who are not looked at


class Looking(QObject):
    """Tells what the rules of `watching` want told; a disk that refuses stops nobody looking."""

    def __init__(self, desk: "Desk", parent: QObject) -> None:
        super().__init__(parent)
        self.desk = desk
        self._count = 0
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._searched)

    def person(self, person_id: str) -> None:
        """Tell that the page of a person is open."""
        QTimer.singleShot(0, self, partial(self._tell, "person", object_id=person_id))

    def search(self, count: int) -> None:
        """Tell that a search shows `count` people, if it still does after a moment."""
        self._count = count
        self._rest.start()

    def _searched(self) -> None:
        self._tell("search", count=self._count)

    def _tell(self, rule: str, **what: Any) -> None:
        if self.desk.closed:  # left between the opening of the page and this moment
            return
        at, by = self.desk.now(), self.desk.staff_id
        try:
            if self.desk.read(watching.due, rule, at=at, by=by, **what):
                self.desk.change(watching.look, rule, at=at, by=by, **what)
        except Refusal:
            return
