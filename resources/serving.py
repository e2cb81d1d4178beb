"""Making a database on a server ready to keep an office: its owner, its roles, its tables."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg
import sqlalchemy as sa
from psycopg import sql

from resources import doors, migrations, rights, server, veil
from resources.migrations import guards
from resources.refusals import Refusal
from resources.rights import GROUPS
from resources.roles import Role
from resources.words import _

OWNER = "inakurashi_owner"
"""Owns every table and cannot sign in, so that nobody works with its rights."""
OLDEST = 15
"""The oldest PostgreSQL that the house is tested with."""


@dataclass(frozen=True)
class Found:
    """What a trial connection found: whose server, how safe the way, and what is in there."""

    version: str
    private: bool  # encrypted, or on this very computer
    form: int  # of the office's data; 0 where there is none
    may_prepare: bool


def examine(admin: server.Address) -> Found:
    """Connect once and return what is there; refuses, in plain words, what does not connect."""
    with doors.told(server.refusal, psycopg.Error), server.connect(admin) as driver:
        (may,) = driver.execute(
            "SELECT (rolsuper OR rolcreaterole) AND has_database_privilege(current_database(),"
            " 'CREATE') FROM pg_roles WHERE rolname = current_user"
        ).fetchone()
        number = driver.info.server_version
        return Found(
            version=f"{number // 10000}.{number % 10000}",
            private=bool(driver.pgconn.ssl_in_use) or not admin.far(),
            form=server.form(driver),
            may_prepare=bool(may),
        )


def prepare(admin: server.Address) -> None:
    """Make or bring up to date the office's tables in the database at `admin`.

    `admin` signs in as whoever looks after the server: it must be able to create roles and a
    schema. All of it is one transaction. Refuses a server that is too old.
    """
    with doors.told(server.refusal, psycopg.Error), _administering(admin) as connection:
        _roles(connection)
        _schemas(connection)
        connection.exec_driver_sql(f"SET LOCAL ROLE {OWNER}")
        migrations.upgrade_shared(connection)
        _rights(connection)


def let_in(
    admin: server.Address,
    user: str,
    password: str,
    roles: frozenset[Role],
    staff_id: str = "",
) -> None:
    """Make `user` able to sign in with `password` and give it the rights of `roles` alone.

    Who signs in so stands at the desk as `staff_id`. Somebody who is known already gets the new
    password and the new roles. Refuses a name that the server keeps for itself.
    """
    if not _USER.fullmatch(user) or user in {OWNER, veil.GROUP, *GROUPS.values(), "postgres"}:
        raise Refusal(
            _("This cannot be a user name on the server."),
            _("Use 2 to 40 small letters a–z, digits and _, beginning with a letter."),
        )
    name = sql.Identifier(user)
    with doors.told(server.refusal, psycopg.Error), server.connect(admin) as driver:
        driver.execute("BEGIN")
        driver.execute("SET LOCAL password_encryption = 'scram-sha-256'")
        known = driver.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (user,)).fetchone()
        verb = sql.SQL("ALTER" if known else "CREATE")
        driver.execute(
            sql.SQL("{} ROLE {} LOGIN NOSUPERUSER NOBYPASSRLS PASSWORD {}").format(
                verb, name, sql.Literal(password)
            )
        )
        for role, group in GROUPS.items():
            act = "GRANT {} TO {}" if role in roles else "REVOKE {} FROM {}"
            driver.execute(sql.SQL(act).format(sql.Identifier(group), name))
        act = "GRANT {} TO {}" if roles == {Role.VIEWER} else "REVOKE {} FROM {}"
        driver.execute(sql.SQL(act).format(sql.Identifier(veil.GROUP), name))
        driver.execute(f"SET LOCAL ROLE {OWNER}")
        driver.execute(
            "INSERT INTO desk.login (user_name, staff_id) VALUES (%s, %s)"
            " ON CONFLICT (user_name) DO UPDATE SET staff_id = excluded.staff_id",
            (user, staff_id),
        )
        driver.execute("COMMIT")


@contextmanager
def _administering(admin: server.Address) -> Iterator[sa.Connection]:
    engine = server.engine(admin)
    try:
        with engine.connect() as connection:
            driver: Any = connection.connection.driver_connection
            found = driver.info.server_version // 10000
            if found < OLDEST:
                raise Refusal(
                    _("The server runs PostgreSQL {found}, which is too old.").format(found=found),
                    _(
                        "Ask who looks after the server to install PostgreSQL {own} or newer."
                    ).format(own=OLDEST),
                )
            connection.exec_driver_sql("BEGIN")
            yield connection
            connection.exec_driver_sql("COMMIT")
    finally:
        engine.dispose()


def _roles(connection: sa.Connection) -> None:
    known = set(connection.exec_driver_sql("SELECT rolname FROM pg_roles").scalars())
    for role in (OWNER, veil.GROUP, *GROUPS.values()):
        if role not in known:
            connection.exec_driver_sql(f"CREATE ROLE {role} NOLOGIN NOBYPASSRLS")
    # Roles given at the desk reach the server by a function of the owner's.
    for role in (veil.GROUP, *GROUPS.values()):
        connection.exec_driver_sql(f"GRANT {role} TO {OWNER} WITH ADMIN OPTION")
    connection.exec_driver_sql(f"GRANT {OWNER} TO CURRENT_USER")


def _schemas(connection: sa.Connection) -> None:
    groups = ", ".join(GROUPS.values())
    (database,) = connection.exec_driver_sql("SELECT quote_ident(current_database())").one()
    for statement in (
        f"CREATE SCHEMA IF NOT EXISTS {server.SCHEMA} AUTHORIZATION {OWNER}",
        f"CREATE SCHEMA IF NOT EXISTS desk AUTHORIZATION {OWNER}",
        # No column can change while a view shows it.
        f"DROP SCHEMA IF EXISTS {veil.SCHEMA} CASCADE",
        f"CREATE SCHEMA {veil.SCHEMA} AUTHORIZATION {OWNER}",
        f"REVOKE ALL ON DATABASE {database} FROM PUBLIC",
        f"GRANT CONNECT ON DATABASE {database} TO {groups}",
        f"REVOKE ALL ON SCHEMA public, {server.SCHEMA}, desk FROM PUBLIC",
        f"GRANT USAGE ON SCHEMA {server.SCHEMA}, desk TO {groups}",
        f"SET LOCAL ROLE {OWNER}",
        _MARKS,
        _LOGINS,
        "RESET ROLE",
    ):
        connection.exec_driver_sql(statement)


_MARKS = """
    CREATE TABLE IF NOT EXISTS desk.commit_mark (
        id varchar(32) COLLATE "C" PRIMARY KEY, at timestamptz NOT NULL DEFAULT now())
"""


_LOGINS = """
    CREATE TABLE IF NOT EXISTS desk.login (
        user_name varchar(63) COLLATE "C" PRIMARY KEY, staff_id varchar(32) COLLATE "C" NOT NULL)
"""
_USER = re.compile("[a-z][a-z0-9_]{1,39}")


def _rights(connection: sa.Connection) -> None:
    """Give each role its rights; every time anew, so that they follow the matrix."""
    groups = ", ".join(GROUPS.values())
    tables = connection.exec_driver_sql(
        "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename"
    ).scalars()
    words = {table: erasable for table, (erasable, _kept) in guards.erasable().items()}
    for statement in (
        *rights.statements(list(tables), frozenset(guards.growing_tables()), words),
        f"GRANT SELECT, INSERT, DELETE ON desk.commit_mark TO {groups}",
        f"GRANT SELECT ON desk.login TO {groups}",
    ):
        connection.exec_driver_sql(statement)
