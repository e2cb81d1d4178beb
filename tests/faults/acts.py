"""The acts that are struck: how each is begun anew, and what must be true of its place after."""

import shutil
from pathlib import Path

from resources import backup, bundle, cipher, copies, soundness
from resources.refusals import Refusal
from sessions import attendance
from sessions.door_log import TABLE as LOG
from tests.faults import halls
from tests.faults.jobs import NEXT
from tests.faults.oracle import look, outline, scalar

PEOPLE = 60


class Act:
    """One act at the desk. `place` holds everything that it may touch, the office among it."""

    job_name = ""

    def __init__(self, evening, place, **told):
        self.evening, self.place, self.told = evening, place, told
        self.key = bytes.fromhex(evening.key)
        self.folder = place / "office"
        self.deep = True  # whether every page and link is looked at

    def lay(self):
        """Put everything as it is before the act."""
        shutil.rmtree(self.place, ignore_errors=True)
        self.place.mkdir()
        self.here = self.evening.copy(self.folder)

    def job(self, **more):
        """Return what a child is told, everything being as before."""
        self.lay()
        return self.here.job(self.job_name, **self.told, **more)

    def check(self, told):
        """Return (lost, half) after what the child has `told` until its end."""
        raise NotImplementedError

    def close(self):
        shutil.rmtree(self.place, ignore_errors=True)


class AtTheDoor(Act):
    """People are received one by one, by the `job_name` that scans them."""

    def __init__(self, evening, place, job="door", **told):
        super().__init__(evening, place, **told)
        self.job_name = job
        self.under_way = 0 if job == "scan" else 2

    def check(self, told):
        state = look(self.folder, self.key, deep=self.deep)
        said, gone = set(told.of("ok")), set(told.of("gone"))
        # One act may have been under way, with a companion or a line being taken back.
        more = len(state.here - said) > self.under_way + len(told.of("refused"))
        return len(said - state.here - gone), bool(state.problems) or more


class OneAct(Act):
    """One act in one transaction: afterwards the office is as before it or as after it."""

    def __init__(self, evening, place, job, **told):
        super().__init__(evening, place, **told)
        self.job_name = job
        self._ends = {}

    def ends(self, zygote):
        """Learn how the office looks before and after."""
        self.lay()
        before = outline(self.folder, self.key)
        right = {name: value for name, value in self.told.items() if name != "mutant"}
        child = zygote.child(self.evening.job(self.job_name, **{**right, **self._here()}))
        child.go()
        assert not child.hear().killed
        after = outline(self.folder, self.key)
        assert before != after
        self._ends = {"before": before, "after": after}
        return self

    def _here(self):
        return {"folder": str(self.folder)}

    def check(self, told):
        now = outline(self.folder, self.key)
        state = look(self.folder, self.key, deep=self.deep)
        lost = bool(told.of("ok")) and now != self._ends["after"]
        return lost, now not in self._ends.values() or bool(state.problems)


class Upgrading(Act):
    """An office of the version before is opened: a backup, one step of the schema, the proof."""

    job_name = "migrate"

    def check(self, told):
        half = half_migrated(self.folder, self.key)
        for file in self.folder.rglob(f"*{bundle.SUFFIX}"):
            half = half or not _proves(file, self.key)
        schema = cipher.schema(self.folder / cipher.FILE_NAME, self.key)
        return bool(told.of("ok")) and schema != NEXT, half


def half_migrated(folder, key):
    """Whether the office is neither as it was nor as it should be, or its people are not."""
    path = folder / cipher.FILE_NAME
    found = soundness.examine(path, key)
    driver = cipher.connect(path, key)
    steps = [name for (name,) in driver.execute("SELECT version_num FROM alembic_version")]
    columns = [column[1] for column in driver.execute("PRAGMA table_info(person)")]
    tables = {name for (name,) in driver.execute("SELECT name FROM sqlite_master")}
    sized = "shoe_size" in columns
    (people,) = driver.execute("SELECT count(*) FROM person").fetchone()
    wrong = 0
    if sized:
        (wrong,) = driver.execute(
            "SELECT count(*) FROM person WHERE shoe_size IS NOT 25"
        ).fetchone()
    driver.close()
    marks = (steps == [f"{NEXT:04}"], sized, "shoe" in tables, "ix_shoe_size" in tables)
    new = found.schema == NEXT
    return (
        not found.sound
        or any(mark != new for mark in marks)
        or people != PEOPLE
        or wrong > 0
        or "_alembic_tmp_person" in tables
    )


class Copying(Act):
    """A copy is made and carried to a stick; an older one lies there, and three have arrived."""

    job_name = "copy"

    def __init__(self, kept, place, **told):
        super().__init__(kept[0], place, **told)
        self.older = kept[1]

    def job(self, **more):
        return super().job(stick=str(self.place / "stick"), **more)

    def check(self, told):
        """Every file called a copy is one, and the older one still is."""
        files = sorted(self.place.rglob(f"*{bundle.SUFFIX}"))
        half = not (self.folder / copies.OWN / self.older).exists()
        half = half or not all(_proves(file, self.key) for file in files)
        lost = sum(1 for said in told.of("ok") if Path(said) not in files)
        state = look(self.folder, self.key, deep=self.deep)
        here = state.here & set(self.evening.lines[:3])
        return lost + (3 - len(here)), half or bool(state.problems)


class BringingBack(Act):
    """The older copy is brought back over the office of now."""

    job_name = "bring back"

    def __init__(self, kept, place, **told):
        super().__init__(kept[0], place, **told)
        self.older = kept[1]

    def job(self, **more):
        file = self.place / self.older
        return super().job(file=str(file), **more)

    def lay(self):
        super().lay()
        shutil.move(self.folder / copies.OWN / self.older, self.place / self.older)

    def check(self, told):
        """What stands there is whole, old or new; the old is never gone."""
        backup.finish(self.folder)  # as the program does at its next start
        if not self.folder.exists():
            return 1, True
        count = scalar(self.folder, self.key, LOG)
        new = count == 0
        state = look(self.folder, self.key, deep=self.deep)
        aside = [one for one in self.place.iterdir() if "-旧-" in one.name]
        kept_old = count == 3 or any(scalar(one, self.key, LOG) == 3 for one in aside)
        lost = (bool(told.of("ok")) and not new) + (not kept_old)
        return lost, count not in {0, 3} or bool(state.problems)


class AtAHall(Act):
    """People are received at a hall, into the sealed file of the evening."""

    job_name = "hall"

    def __init__(self, evening, place, taken_out, **told):
        file, passcode = taken_out
        super().__init__(evening, place, package=str(file), passcode=passcode, **told)

    def lay(self):
        shutil.rmtree(self.place, ignore_errors=True)
        self.place.mkdir()
        self.here = self.evening

    def job(self, **more):
        return {**super().job(**more), "folder": str(self.place)}

    def check(self, told):
        store = halls.opened(self.place, Path(self.told["package"]), self.told["passcode"])
        try:
            with store.read() as db:
                here = {row.expected_id for row in attendance.present(db, store.meeting_id)}
        finally:
            store.close()
        damaged = bool(list(self.place.glob("*damaged*")))
        said = set(told.of("ok"))
        return len(said - here), len(here - said) > 2 or damaged


def _proves(file, key):
    try:
        backup.verify(file, key)
    except Refusal:
        return False
    return True
