"""A PostgreSQL server for the tests: made in a folder of its own and thrown away after them."""

import itertools
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import psycopg

from resources import serving
from resources.rights import GROUPS
from resources.roles import Role
from resources.server import Address

PASSWORD = "みはらしの丘 2026"
"""With it every user of the tests signs in."""
ADMIN = "clerk_admin"

_QUICK = "fsync=off full_page_writes=off synchronous_commit=off autovacuum=off"
_ALWAYS = "shared_buffers=32MB max_connections=60 wal_level=minimal max_wal_senders=0"

_UNHEARD = "-c listen_addresses=''"


def binaries() -> Path:
    """Return the folder of the newest server's programs; a machine without one fails the tests."""
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"),
        key=lambda path: int(path.parent.parent.name),
    )
    on_path = shutil.which("initdb")
    if not found and on_path is None:
        raise AssertionError("no PostgreSQL here: install the Debian package `postgresql`")
    return (found[-1] if found else Path(on_path)).resolve().parent


class Cluster:
    """One server that only this computer reaches. `durable` keeps what a crash must not lose."""

    def __init__(self, *, durable: bool = False, options: str = "") -> None:
        self.durable = durable
        self.room = Path(tempfile.mkdtemp(prefix="ina-pg-"))
        self._bin = binaries()
        # The server refuses to be root's.
        self._as = {}
        if os.name != "nt" and os.geteuid() == 0:
            self._as = {"user": "postgres", "group": "postgres", "extra_groups": []}
            shutil.chown(self.room, "postgres", "postgres")
        self.port = 5432  # of the socket in its folder, which is nobody else's
        self.tcp = False  # whether its own settings say where it listens
        self._numbers = itertools.count(1)
        self.options = f"{_ALWAYS} {'' if durable else _QUICK} {options}".split()
        self._run(
            "initdb", "-A", "trust", "-U", "postgres", "--locale=C", "-E", "UTF8", "--no-sync"
        )
        (self.room / "data" / "pg_hba.conf").write_text(
            "local all postgres trust\nlocal all all scram-sha-256\n"
            "host all all 127.0.0.1/32 scram-sha-256\n"
        )
        self.start()

    def start(self) -> None:
        set_to = " ".join(f"-c {option}" for option in self.options)
        self._run(
            "pg_ctl", "-w", "-l", str(self.room / "log"),
            "-o", f"-k {self.room} {'' if self.tcp else _UNHEARD} {set_to}", "start",
        )  # fmt: skip

    def stop(self) -> None:
        self._run("pg_ctl", "-m", "immediate", "stop")

    def close(self) -> None:
        """Stop the server and throw its folder away."""
        self.stop()
        shutil.rmtree(self.room)

    def superuser(self, database: str = "postgres") -> Address:
        """The one who looks after the server; only makes things ready, never works."""
        more = "" if self.port == 5432 else f"&port={self.port}"
        return Address(f"postgresql://postgres@/{database}?host={self.room}{more}")

    def address(self, database: str, user: str = ADMIN) -> Address:
        return Address(f"postgresql://{user}@/{database}?host={self.room}").with_password(PASSWORD)

    def ask(self, statement: str, database: str = "postgres"):
        with psycopg.connect(self.superuser(database).url, autocommit=True) as connection:
            cursor = connection.execute(statement)
            return cursor.fetchall() if cursor.description else []

    def office_template(self) -> None:
        """Make the database `template_office`: an empty office, and one user of each role."""
        self.ask("CREATE DATABASE template_office TEMPLATE template0")
        serving.prepare(self.superuser("template_office"))
        for role, group in GROUPS.items():
            user = group.replace("inakurashi", "clerk")
            # As who founds an office, an administrator works in it, too.
            given = frozenset({role, Role.STAFF} if role is Role.ADMIN else {role})
            serving.let_in(self.superuser("template_office"), user, PASSWORD, given)

    def copy(self) -> str:
        """Return the name of a new database with an empty office."""
        name = f"office_{next(self._numbers)}"
        # Half the time of copying through the log, where nothing waits for a disk.
        way = "wal_log" if self.durable else "file_copy"
        self.ask(f"CREATE DATABASE {name} TEMPLATE template_office STRATEGY {way}")
        # A copy has the tables and their rights, but not the rights to the database itself.
        self.ask(
            f"REVOKE ALL ON DATABASE {name} FROM PUBLIC;"
            f"GRANT CONNECT ON DATABASE {name} TO {', '.join(GROUPS.values())}"
        )
        return name

    def drop(self, name: str) -> None:
        self.ask(f"DROP DATABASE {name} WITH (FORCE)")

    def _run(self, program: str, *arguments: str) -> None:
        subprocess.run(
            [str(self._bin / program), "-D", str(self.room / "data"), *arguments],
            check=True, stdout=subprocess.DEVNULL, cwd=self.room, **self._as,
        )  # fmt: skip
