"""The office the faults strike: one open meeting, people with tags, and its key."""

import shutil
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from resources import names
from resources.database import Office
from sessions import expecting, holding, passes, rosters, staff
from sessions.people import Person
from tests.conftest import CHEAP
from tests.sessions.hall import planned
from tests.town import NOW, PASSPHRASE, STAFF

WHO = {"at": NOW, "by": STAFF}
FAMILIES = ("髙橋", "春日", "𠮷田", "埋橋", "御子柴", "城倉", "向山", "登内", "網野", "唐木")


@dataclass(frozen=True)
class Evening:
    """Where the office lies, what opens it, and who is expected with which tag."""

    folder: str
    key: str
    staff: str
    meeting: str
    lines: list[str]
    codes: list[str]

    def job(self, name: str, **more: object) -> dict:
        """Return what a child is told to do in this office."""
        return {"job": name, **asdict(self), **more}

    def copy(self, folder: Path) -> "Evening":
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self.folder, folder)
        return replace(self, folder=str(folder))

    def open(self) -> Office:
        return Office.open(Path(self.folder), bytes.fromhex(self.key))


def prepare(folder: Path, people: int) -> Evening:
    """Make an office in `folder` at whose meeting so many people are expected."""
    office, _recovery = Office.create(folder, PASSPHRASE, stretching=CHEAP)
    with office.change() as db:
        clerk = staff.enrol(db, "矢島　春菜", at=NOW)
        meeting = planned(db, place="いなっせ", capacity=people)
        rows = []
        for count in range(people):
            kana = f"みすず　{count:03}"
            name = f"{FAMILIES[count % len(FAMILIES)]}　{count:03}"
            rows.append(
                Person(
                    name=name,
                    kana=kana,
                    sort_key=names.sort_key(kana),
                    tab=names.tab(kana, name),
                    recorded_at=NOW,
                    recorded_by=STAFF,
                )
            )
        db.add_all(rows)
        db.flush()
        ids = [row.id for row in rows]
        expecting.expect_people(db, meeting, ids, **WHO)
        holding.open_meeting(db, meeting, **WHO)
        tags = {card.expected_id: card.code for card in passes.issue_tags(db, meeting, **WHO)}
        lines = [rosters.line_of(db, meeting, person) for person in ids]
    office.close()
    codes = [tags[one] for one in lines]
    return Evening(str(folder), office.data_key.hex(), clerk, meeting, lines, codes)
