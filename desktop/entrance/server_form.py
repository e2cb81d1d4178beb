"""Where an office on a server lies and who signs in: the fields, and the address they make."""

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, quote, unquote, urlencode, urlsplit

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.parts.button import Button
from desktop.parts.field import Field
from desktop.parts.label import Label
from desktop.parts.text_field import TextField
from desktop.style import tokens
from resources.words import _

if TYPE_CHECKING:
    from resources.server import Address

_WIDTH = 440


class ServerForm(QWidget):
    """Server, database, certificate, user and password; the password is asked each time."""

    def __init__(self, url: str = "", *, user_words: str = "", user: str = "") -> None:
        super().__init__()
        user_words = user_words or _("User name")
        known = urlsplit(url)
        asked = parse_qs(known.query)
        place = known.hostname or asked.get("host", [""])[0]
        port = f":{known.port}" if known.port else ""
        self._kept = {
            name: given[0] for name, given in asked.items() if name not in {"host", "sslrootcert"}
        }
        self.host = TextField(_("Server"), f"{place}{port}")
        self.database = TextField(_("Database"), unquote(known.path.strip("/")) or "inakurashi")
        self.certificate = TextField(
            _("Certificate of the server"), asked.get("sslrootcert", [""])[0]
        )
        self.user = TextField(user_words, user or unquote(known.username or ""))
        self.password = TextField(_("Password"))
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        choose = Button(_("Choose"), icon="folder-open")
        choose.clicked.connect(self._choose)
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.certificate, 1)
        row.addWidget(choose)
        line.setFocusProxy(self.certificate)
        self.host_field = Field(
            _("Server"),
            self.host,
            hint=_("As the one who looks after the server wrote it down."),
            check=lambda: (
                "" if self.host.text().strip() else _("The name of the server is missing.")
            ),
            width=_WIDTH,
        )
        self.password_field = Field(_("Password"), self.password, width=_WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for part in (
            self.host_field,
            Field(_("Database"), self.database, width=_WIDTH),
            Field(
                _("Certificate of the server"),
                line,
                optional=True,
                hint=_("A file (.crt). Without one, only a server known everywhere is trusted."),
                width=_WIDTH,
            ),
            Field(user_words, self.user, width=_WIDTH),
            self.password_field,
        ):
            column.addWidget(part)
        note = _("The password is never kept on this computer.")
        column.addWidget(Label(note, px=tokens.LABEL, colour=tokens.INK_2, wrap=True))

    def address(self) -> "Address":
        """Return the address with the password, as libpq takes it."""
        from resources.server import Address

        where = self.host.text().strip()
        more = dict(self._kept)
        if where.startswith("/"):  # a socket on this very computer
            more["host"], where = where, ""
        if self.certificate.text().strip():
            more["sslrootcert"] = str(Path(self.certificate.text().strip()).expanduser())
        url = f"postgresql://{quote(self.user.text().strip(), safe='')}@{where}/"
        url += quote(self.database.text().strip(), safe="")
        if more:
            url += "?" + urlencode(more)
        address = Address(url)
        return address.with_password(self.password.text()) if self.password.text() else address

    def url(self) -> str:
        """Return the address without any password, as it may be kept on this computer."""
        from resources.server import Address

        return Address(self.address().url).kept()

    def _choose(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileName(
            self, _("Certificate of the server"), "", "*.crt *.pem"
        )
        if chosen:
            self.certificate.setText(chosen)
