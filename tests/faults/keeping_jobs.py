"""What children do while copies are made, brought back, and a disk fails under the desk's acts.

A refusal is said as `refused …` and the child goes on: the application stays up.
"""

import shutil
from pathlib import Path

from resources import backup, cipher, copies, soundness, words
from resources.database import Office
from resources.refusals import Refusal
from sessions import arrivals, door_log, returning
from sessions.door_log import Way
from tests.faults.jobs import WHO, desk_of
from tests.faults.jobs import mutate as mutate_desk
from tests.town import NOW, PASSPHRASE


def _copied_as_a_file(source: Path, target: Path, data_key: bytes, _tell) -> dict[str, int]:
    """Copy the file as an explorer would, and believe it: the log beside it stays behind."""
    shutil.copyfile(source, target)
    driver = cipher.connect(target, data_key)
    driver.execute("PRAGMA journal_mode=DELETE")
    counted = soundness.count_tables(lambda sql: driver.execute(sql).fetchall())
    driver.close()
    return counted


def _set_aside_last(folder: Path, at) -> Path | None:
    """Remove what stands in `folder` instead of keeping it under another name."""
    shutil.rmtree(folder, ignore_errors=True)


def mutate(name: str) -> None:
    """Do wrong what `name` says, in this process alone."""
    mutate_desk(name)
    if name == "file_copy":
        backup._copy = _copied_as_a_file
    if name == "overwriting":
        backup._set_aside = _set_aside_last


def said(say, act):
    """Do `act` and say how it went; what is neither an answer nor a refusal ends the child."""
    try:
        found = act()
    except Refusal as refusal:
        say(f"refused {refusal.what} {refusal.advice}")
        return None
    return found


def scanning(job: dict, ready, say) -> None:
    """Scan one after the other, whatever the disk says."""
    desk = desk_of(job)
    words.use("en" if job.get("mutant") == "english" else "ja")
    desk.read(door_log.standing, job["lines"][0])
    ready()
    for code in job["codes"][: job["scans"]]:
        got = said(
            say,
            lambda code=code: desk.change(
                arrivals.check_in, job["meeting"], code, way=Way.SCANNER, desk="1", **WHO
            ),
        )
        if got is not None:
            say(f"ok {got.expected_id}")
        elif job.get("mutant") == "refused_is_done":
            say(f"ok {job['lines'][job['codes'].index(code)]}")


def copying(job: dict, ready, say) -> None:
    """Make a proven copy in the own place and carry it to the stick."""
    mutate(job.get("mutant", ""))
    office = Office.open(Path(job["folder"]), bytes.fromhex(job["key"]))
    words.use("ja")
    if job.get("scans"):  # acts that stand in the log beside the data
        desk = desk_of(job)
        for code in job["codes"][: job["scans"]]:
            desk.change(arrivals.check_in, job["meeting"], code, way=Way.SCANNER, desk="1", **WHO)
    ready()
    made = said(say, lambda: copies.keep(office, at=NOW, why="day"))
    if made is not None:
        say(f"ok {made.file}")
        there = said(say, lambda: copies.carry(made.file, Path(job["stick"])))
        if there is not None:
            say(f"ok {there}")


def bringing_back(job: dict, ready, say) -> None:
    """Bring the copy `file` back over the office that stands there."""
    mutate(job.get("mutant", ""))
    words.use("ja")
    file, folder = Path(job["file"]), Path(job["folder"])
    ready()
    back = said(say, lambda: returning.bring_back(file, folder, passphrase=PASSPHRASE, at=NOW))
    if back is not None:
        say("ok back")


JOBS = {"scan": scanning, "copy": copying, "bring back": bringing_back}
