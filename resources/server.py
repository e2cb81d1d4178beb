"""A database on a PostgreSQL server: how it is reached, and what its errors mean to a person."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

import psycopg
import sqlalchemy as sa
from psycopg import conninfo

from resources.doors import Cut
from resources.refusals import Refusal
from resources.words import _

SCHEMA = "app"
"""Where the tables of the house lie; they are the same as in a file."""

_SETTINGS = " ".join(
    f"-c {setting}"
    for setting in (
        "TimeZone=UTC",
        "lock_timeout=5000",
        "statement_timeout=120000",
        # A desk that lost its server must not hold the others up for longer than this.
        "idle_in_transaction_session_timeout=120000",
        "jit=off",
        "synchronous_commit=on",
        "standard_conforming_strings=on",
        "client_min_messages=warning",
    )
)
_PATIENCE = {
    "connect_timeout": "5",
    "keepalives_idle": "20",
    "keepalives_interval": "5",
    "keepalives_count": "3",
    "tcp_user_timeout": "15000",
}
_HERE = ("", "localhost", "127.0.0.1", "::1")


@dataclass(frozen=True)
class Address:
    """Where a shared office lies and who signs in; the password is never shown or stored."""

    url: str

    def parts(self) -> dict[str, str]:
        """Return what libpq knows of the address; refuses one that cannot be read.

        To another computer the server's certificate and name are verified unless the address
        itself says otherwise.
        """
        try:
            parts = {
                name: str(value) for name, value in conninfo.conninfo_to_dict(self.url).items()
            }
        except psycopg.Error as error:
            raise Refusal(
                _("The address of the shared office cannot be read."),
                _("Write it so: postgresql://user@server:5432/database"),
            ) from error
        if "sslmode" not in parts and self.far(parts):
            parts["sslmode"] = "verify-full"
            parts.setdefault("sslrootcert", "system")
        return parts

    def spoken(self) -> str:
        """Return user, server and database as a person reads them, without the password."""
        parts = self.parts()
        where = parts.get("host") or "localhost"
        return f"{parts.get('user', '')}@{where}/{parts.get('dbname', '')}"

    def with_password(self, password: str) -> "Address":
        """Return the same address with the password to sign in with."""
        return Address(conninfo.make_conninfo(self.url, password=password))

    def kept(self) -> str:
        """Return the address as it may be written down: a URL without any password."""
        parts = conninfo.conninfo_to_dict(self.url)
        parts.pop("password", None)
        user = quote(str(parts.pop("user", "") or ""), safe="")
        host, port = str(parts.pop("host", "") or ""), str(parts.pop("port", "") or "")
        name = quote(str(parts.pop("dbname", "") or ""), safe="")
        if host.startswith(("/", "@")) or not host:
            parts.update({"host": host} if host else {}, **({"port": port} if port else {}))
            host = port = ""
        host = f"[{host}]" if ":" in host else host
        where = f"{user}@{host}{':' + port if port else ''}/{name}"
        more = urlencode({key: str(value) for key, value in parts.items()})
        return f"postgresql://{where}{'?' + more if more else ''}"

    def far(self, parts: Mapping[str, str] | None = None) -> bool:
        """Tell whether the server is another computer."""
        parts = self.parts() if parts is None else parts
        host = parts.get("hostaddr") or parts.get("host", "")
        return not (host.startswith(("/", "@")) or host in _HERE)


def connect(address: Address, *, path: str = SCHEMA) -> Any:
    """Return a driver connection on which each statement is its own transaction.

    Tables are looked for in the schemas of `path`. Refuses, with what to do, a server that does
    not answer or does not let this person in.
    """
    parts = {**_PATIENCE, **address.parts()}
    parts["options"] = f"-c search_path={path} {_SETTINGS} {parts.get('options', '')}".strip()
    parts["application_name"] = f"inakurashi {os.urandom(12).hex()}"
    try:
        connection = psycopg.connect(conninfo.make_conninfo("", **parts), autocommit=True)
    except psycopg.OperationalError as error:
        raise unreached(error) from error
    # Statements of the house are few and repeated; the second time is soon enough.
    connection.prepare_threshold = 2
    return connection


def engine(address: Address, *, path: str = SCHEMA) -> sa.Engine:
    """Return an engine on the server whose transactions are begun by whoever takes them.

    Tables are looked for in the schemas of `path`, one after the other.
    """
    return sa.create_engine(
        "postgresql+psycopg://",
        creator=lambda: connect(address, path=path),
        poolclass=sa.QueuePool,
        pool_use_lifo=True,
    )


def form(connection: Any) -> int:
    """Return the form of the office's data over an open `connection`, 0 where there is none."""
    there = f"{SCHEMA}.alembic_version"
    if connection.execute("SELECT to_regclass(%s)", (there,)).fetchone()[0] is None:
        return 0
    found = connection.execute(f"SELECT version_num FROM {there}").fetchone()
    return int(found[0]) if found else 0


def lost(error: BaseException) -> bool:
    """Tell whether `error` means that the connection is gone."""
    if not isinstance(error, psycopg.Error):
        return False
    state = error.sqlstate or ""
    if state:
        return state.startswith("08") or state in {"57P01", "57P02", "57P03", "25P03"}
    return isinstance(error, psycopg.OperationalError)


def refusal(error: BaseException) -> Refusal | None:
    """Return what a driver's `error` means to a person, or None where it is a bug of ours."""
    if lost(error):
        return Cut(
            _("The connection to the server of the office broke."),
            _("Nothing was changed. Wait a moment and try again."),
        )
    state = getattr(error, "sqlstate", None) or ""
    if state in {"40001", "40P01"}:
        return Cut(
            _("Another desk changed the same thing at the same moment."),
            _("Nothing was changed. Try again."),
        )
    if state in {"55P03", "57014"}:
        return Refusal(
            _("Another desk is using the office's data just now."),
            _("Nothing was changed. Wait a moment and try again."),
        )
    if state in {"53100", "53200"}:
        return Refusal(
            _("The server of the office has no room left."),
            _("Nothing was changed. Ask who looks after the server to make room."),
        )
    if state == "53300":
        return Refusal(
            _("Too many computers are connected to the server of the office."),
            _("Close inakurashi on a computer that is not needed, and try again."),
        )
    # Through the veil nothing is written; the server says so before it asks for the right.
    if state == "42501" or (state in {"0A000", "55000"} and "view" in str(error)):
        return Refusal(
            _("Your role does not allow this."),
            _("Nothing was changed. Ask an administrator of the office to do it."),
        )
    if state in {"XX001", "XX002", "58030"}:
        return Refusal(
            _("The office's data on the server is damaged."),
            _("Do not delete anything. Tell who looks after the server to restore the backup."),
        )
    return None


def unreached(error: psycopg.OperationalError) -> Refusal:
    """Return the Refusal for a connection that did not come about."""
    said = str(error)
    low = said.lower()
    asked = getattr(error.pgconn, "needs_password", False) if error.pgconn else False
    if asked or "password" in low or "パスワード" in said or "authentication" in low:
        return Refusal(
            _("The server does not know this user with this password."),
            _("Look at the user name and type the password again."),
        )
    if "pg_hba" in low:
        return Refusal(
            _("The server does not let this user in from this computer."),
            _("Ask who looks after the server to allow this computer (pg_hba.conf)."),
        )
    if "permission denied for database" in low or "に対する権限がありません" in said:
        return Refusal(
            _("This user is not let into the office any more."),
            _("Ask an administrator of the office to give you a role again."),
        )
    if "certificate" in low or "ssl" in low:
        return Refusal(
            _("The server could not prove by its certificate that it is the right one."),
            _("Do not go on. Ask who looks after the server for the file of the certificate."),
        )
    if "too many clients" in low or "too many connections" in low:
        return Refusal(
            _("Too many computers are connected to the server of the office."),
            _("Close inakurashi on a computer that is not needed, and try again."),
        )
    if "database" in low and ("does not exist" in low or "存在しません" in said):
        return Refusal(
            _("There is no database of this name on the server."),
            _("Look at the name of the database, or ask who looks after the server."),
        )
    if "role" in low and ("does not exist" in low or "存在しません" in said):
        return Refusal(
            _("The server does not know this user with this password."),
            _("Look at the user name and type the password again."),
        )
    return Refusal(
        _("The server of the office does not answer."),
        _("Look whether the network works and the server is on, then try again."),
    )
