"""Signing in to an office on a server: the user's own password opens it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.entrance.aside import Aside
from desktop.entrance.panel import Panel
from desktop.entrance.server_form import ServerForm
from desktop.parts.button import Button, Kind
from resources import settings
from resources.refusals import Refusal
from resources.words import _

if TYPE_CHECKING:
    from resources.shared import SharedOffice


class ServerSignIn(Panel):
    """Asks for server, user and password; `opened` carries the office.

    `elsewhere` asks for an office in a folder instead. `prepared` is waited for before the
    tables of the house are needed.
    """

    opened = Signal(object)
    elsewhere = Signal()

    def __init__(
        self,
        url: str = "",
        prepared: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Open the office on the server"), width=520, parent=parent)
        self._prepared = prepared
        self._work: Aside[SharedOffice] | None = None
        self.form = ServerForm(url)
        self.put(self.form)
        another = Button(_("An office on this computer"), kind=Kind.QUIET, icon="chevron-left")
        another.clicked.connect(self.elsewhere)
        self.open = Button(_("Open"), kind=Kind.PRIMARY, key="Enter", icon="door-open")
        self.open.clicked.connect(self.try_to_open)
        self.form.password.returnPressed.connect(self.try_to_open)
        self.end_card(self.open, left=another)
        self.first = self.form.password if self.form.user.text() else self.form.host
        self.setFocusProxy(self.first)

    def try_to_open(self) -> None:
        """Sign in; the server may take a moment, which stands beside the window."""
        if self._work is not None or not self.form.host_field.check():
            return
        address = self.form.address()
        self._wait(waiting=True)

        def sign_in(_tell: Callable[[int, int], None]) -> "SharedOffice":
            from resources.shared import SharedOffice

            if self._prepared is not None:
                self._prepared()
            return SharedOffice.open(address, settings.server_folder())

        self._work = Aside(sign_in, done=self._done, failed=self.refuse, parent=self).start()

    def _done(self, office: "SharedOffice") -> None:
        self._work = None
        self.form.password.clear()
        settings.change(server=office.address.kept())
        self.opened.emit(office)

    def _wait(self, *, waiting: bool) -> None:
        self.open.setEnabled(not waiting)
        self.open.set_words(_("Opening …") if waiting else _("Open"))
        if waiting:
            self.form.password_field.set_error("")

    def refuse(self, refusal: Refusal) -> None:
        """Say below the field why the office stays closed."""
        self._work = None
        self._wait(waiting=False)
        self.form.password_field.set_error(f"{refusal.what} {refusal.advice}")
        self.form.password.setFocus()
        self.form.password.selectAll()
