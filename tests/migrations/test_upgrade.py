"""An upgrade is whole or not at all, and a proven backup was made before it."""

import pytest
import sqlalchemy as sa

from resources import backup, bundle, cipher, migrations
from resources.database import Office
from resources.refusals import Refusal
from sessions.people import Person
from tests.town import NOW, STAFF

NOW_AT, NEXT = migrations.HEAD, migrations.HEAD + 1
STEP = f"""
from alembic import op
import sqlalchemy as sa
revision = "{NEXT:04}"
down_revision = "{NOW_AT:04}"
def upgrade():
    with op.batch_alter_table("person") as table:
        table.add_column(sa.Column("shoe_size", sa.Integer()))
    op.execute("UPDATE person SET shoe_size = 25")
"""


@pytest.fixture
def newer(monkeypatch, tmp_path):
    """An inakurashi one step further: `newer(text)` adds that text as its next migration."""
    import shutil

    def add(text):
        room = tmp_path / "migrations"
        shutil.copytree(migrations.__path__[0], room)
        (room / "versions" / f"{NEXT:04}_next.py").write_text(text)
        monkeypatch.setattr(migrations, "HEAD", NEXT)
        monkeypatch.setattr(migrations, "__file__", str(room / "__init__.py"))

    return add


@pytest.fixture
def old(office):
    with office.change() as db:
        db.add(Person(name="岡　花", recorded_at=NOW, recorded_by=STAFF))
    office.close()
    return office


def test_an_older_office_is_brought_up_to_date_after_a_backup(old, newer):
    newer(STEP)
    office = Office.open(old.folder, old.data_key)
    with office.read() as db:
        assert db.execute(sa.text("SELECT name, shoe_size FROM person")).all() == [("岡　花", 25)]
    office.close()
    assert cipher.schema(old.path, old.data_key) == NEXT
    (kept,) = (old.folder / "backups").iterdir()
    assert backup.verify(kept, old.data_key).schema == NOW_AT
    assert bundle.read_manifest(kept).counts["person"] == 1


def test_opening_a_current_office_makes_no_backup(old):
    Office.open(old.folder, old.data_key).close()
    assert not (old.folder / "backups").exists()


@pytest.mark.parametrize(
    "broken",
    [
        STEP + "    raise ValueError('in the middle')\n",
        STEP + "    op.execute('INSERT INTO phone VALUES (1, 2, 3, 4, 5)')\n",
        STEP + "    op.execute('DROP TABLE no_such_table')\n",
    ],
)
def test_an_upgrade_that_fails_changes_nothing(old, newer, monkeypatch, broken):
    newer(broken)
    with pytest.raises(Refusal, match="as it was before"):
        Office.open(old.folder, old.data_key)
    monkeypatch.undo()
    assert cipher.schema(old.path, old.data_key) == NOW_AT
    office = Office.open(old.folder, old.data_key)
    with office.read() as db:
        assert db.scalars(sa.select(Person.name)).all() == ["岡　花"]
        columns = db.execute(sa.text("PRAGMA table_info(person)")).all()
        assert "shoe_size" not in [column[1] for column in columns]
    office.close()


def test_an_upgrade_that_leaves_damage_is_taken_back(old, newer, monkeypatch):
    newer(STEP + "    op.execute('DROP TRIGGER journal_refuses_update')\n")
    from resources import soundness

    with_damage = soundness.examine

    def examine(path, key):
        found = with_damage(path, key)
        if path == old.path:
            from dataclasses import replace

            return replace(found, problems=("damaged",))
        return found

    monkeypatch.setattr(soundness, "examine", examine)
    with pytest.raises(Refusal, match="as it was before"):
        Office.open(old.folder, old.data_key)
    monkeypatch.undo()
    assert cipher.schema(old.path, old.data_key) == NOW_AT
    office = Office.open(old.folder, old.data_key)
    with office.read() as db:
        assert db.scalars(sa.select(Person.name)).all() == ["岡　花"]
    office.close()


def test_a_start_loads_no_alembic(old):
    import subprocess
    import sys

    code = (
        "import sys; from pathlib import Path; from resources.database import Office;"
        "Office.open(Path(sys.argv[1]), bytes.fromhex(sys.argv[2])).close();"
        "assert 'alembic' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code, str(old.folder), old.data_key.hex()], check=True)
