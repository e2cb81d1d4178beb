"""Every released form of the data is kept in `released/` and opens with this version."""

import shutil
from pathlib import Path

import pytest
import sqlalchemy as sa

from resources import cipher, keys, migrations, soundness
from resources.database import Office
from sessions import area_residents, attendance, certificates, finding, search_keys
from sessions.office import DISTRICTS
from sessions.person_tables import PERSON
from tests.migrations.test_head import of_the_models, shape
from tests.town import PASSPHRASE

RELEASED = sorted((Path(__file__).parent / "released").iterdir())


@pytest.fixture(params=RELEASED, ids=lambda folder: folder.name)
def released(request, tmp_path):
    """A copy of the kept office of one released form, and its data key."""
    folder = tmp_path / "office"
    shutil.copytree(request.param, folder)
    data_key = keys.unlock_by_passphrase(folder, PASSPHRASE)
    assert cipher.schema(folder / cipher.FILE_NAME, data_key) == int(request.param.name)
    return folder, data_key


def test_the_first_form_is_kept():
    assert RELEASED[0].name == "0001"


def test_a_kept_office_opens_whole_and_in_the_newest_form(released):
    folder, data_key = released
    office = Office.open(folder, data_key)
    with office.read() as db:
        assert shape(lambda sql: db.execute(sa.text(sql)).all()) == of_the_models()
        assert db.scalar(sa.select(sa.func.count()).select_from(PERSON)) == 90
        (meeting_id,) = db.scalars(sa.text("SELECT id FROM meeting"))
        assert len(attendance.present(db, meeting_id)) == 5
        assert len(certificates.listing(db)) == 5
    with office.change() as db:
        search_keys.refill(db)
        assert search_keys.refill(db) == 0
        found = {one.person.name for one in finding.find(db, "あかほ")}
        assert "赤穂　博之" in found
    office.close()
    found = soundness.examine(office.path, data_key)
    assert (found.sound, found.schema) == (True, migrations.HEAD)


def test_the_people_of_a_kept_office_live_where_they_lived(released):
    folder, data_key = released
    asked = "SELECT id, district FROM person WHERE merged_into IS NULL ORDER BY id"
    driver = cipher.connect(folder / cipher.FILE_NAME, data_key)
    written = (*DISTRICTS, "長藤", "どこか")
    before = {
        row[0]: written[place % len(written)]
        for place, row in enumerate(driver.execute(asked).fetchall())
    }
    for person, district in before.items():
        driver.execute("UPDATE person SET district = ? WHERE id = ?", (district, person))
    driver.commit()
    driver.close()
    office = Office.open(folder, data_key)
    with office.read() as db:
        assert {row.id: row.district for row in db.execute(sa.text(asked))} == before
        found = area_residents.of(db, list(before))
    office.close()
    known = {person: area for person, area in before.items() if area != "どこか"}
    lived = {person: "高遠町" if area == "長藤" else area for person, area in known.items()}
    assert {person: area.path[0] for person, area in found.items()} == lived
    assert len(set(lived.values())) == len(DISTRICTS)
