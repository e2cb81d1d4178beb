"""Write the tables of the house down as one migration, so that later models leave it alone."""

import importlib
import pkgutil
import re
import sys
from pathlib import Path

import sqlalchemy as sa
from alembic.autogenerate import produce_migrations, render_python_code
from alembic.runtime.migration import MigrationContext
from sqlmodel import SQLModel

from resources.migrations import guards

_TARGET = Path(__file__).parent / "versions" / "0001_the_house.py"

_HEAD = '''"""The first tables of the house, written down by resources/migrations/freeze.py."""

import sqlalchemy as sa
from alembic import op

from resources.migrations import guards

revision = "0001"
down_revision = None


def upgrade() -> None:
'''

_GUARDS = """    guards.install(op.get_bind(), TABLES)
"""


def source() -> str:
    """Return the migration that makes the tables of all loaded classes, with their guards."""
    engine = sa.create_engine("sqlite://")
    with engine.connect() as connection:
        context = MigrationContext.configure(connection)
        script = produce_migrations(context, SQLModel.metadata)
        assert script.upgrade_ops
        body = render_python_code(script.upgrade_ops, migration_context=context)
    engine.dispose()
    # A step once released must not follow what SQLModel's own types become later.
    body = re.sub(r"sqlmodel\.sql\.sqltypes\.AutoString\(", "sa.String(", body)
    body = body.replace("sqlmodel.sql.sqltypes.UTCDateTime()", "sa.DateTime(timezone=True)")
    lines = [line for line in body.splitlines() if not line.strip().startswith("#")]
    tables = ", ".join(f'"{table}"' for table in guards.growing_tables())
    steps = "\n".join(lines).strip()
    words = "".join(
        f"    guards.let_words_go(op.get_bind(), {table!r}, {columns!r}, {kept!r})\n"
        for table, (columns, kept) in guards.erasable().items()
    )
    return f"{_HEAD}    {steps}\n{_GUARDS.replace('TABLES', tables)}{words}"


def main() -> None:
    """Load every table of the house and write the migration."""
    for floor in ("sessions", "programs"):
        package = importlib.import_module(floor)
        for module in pkgutil.walk_packages(package.__path__, f"{floor}."):
            if ".papers" not in module.name:
                importlib.import_module(module.name)
    _TARGET.write_text(source(), "utf-8")
    sys.stdout.write(f"{_TARGET}: {len(SQLModel.metadata.tables)} tables\n")


if __name__ == "__main__":
    main()
