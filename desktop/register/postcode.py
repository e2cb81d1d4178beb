"""Postcode and address complete one another while somebody writes, and what is written wins."""

from PySide6.QtCore import QObject

from desktop.parts.field import Field
from desktop.parts.text_field import TextField
from resources import postal
from resources.words import _


class PostcodeHelp(QObject):
    """Fills `address` from `zip_code`, or the other way about, where the other is empty.

    `zip_field` and `address_field` say in their hints what was filled in.
    """

    def __init__(
        self, zip_code: TextField, address: TextField, zip_field: Field, address_field: Field
    ) -> None:
        super().__init__(zip_code)
        self._zip, self._address = zip_code, address
        self._zip_field, self._address_field = zip_field, address_field
        zip_code.editingFinished.connect(self._of_code)
        address.editingFinished.connect(self._of_address)

    def _of_code(self) -> None:
        towns = postal.towns(self._zip.text())
        if not towns:
            return
        written = self._address.text().strip()
        if not written:
            self._address.setText(towns[0] if len(towns) == 1 else _common(towns))
            self._address_field.set_hint(_("Filled in from the postcode; please write on."))
        elif postal.code(written) not in {"", self._zip.tidied()}:
            self._zip_field.set_hint(
                _("This postcode is that of {town}.").format(town="・".join(towns[:3]))
            )

    def _of_address(self) -> None:
        if not self._zip.text().strip() and (code := postal.code(self._address.text())):
            self._zip.setText(code)
            self._zip_field.set_hint(_("Filled in from the address"))


def _common(towns: tuple[str, ...]) -> str:
    """Return what several towns of one postcode begin with."""
    first, last = min(towns), max(towns)
    size = next((at for at, letter in enumerate(first) if last[at : at + 1] != letter), len(first))
    return first[:size]
