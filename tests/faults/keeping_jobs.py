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
from sessions.intake.imports import bring_in
from sessions.intake.reading import read_files
from tests.faults.jobs import KINDS, WHO, desk_of
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
    words.use("ja")
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


def importing(job: dict, ready, say) -> None:
    """Bring a list in; refused, it can be tried again at once."""
    reading = read_files(KINDS[job["kind"]], [Path(job["file"])])
    desk = desk_of(job)
    words.use("ja")
    ready()
    for _again in range(2):
        outcome = said(say, lambda: desk.change(bring_in, reading, **WHO))
        if outcome is not None:
            say(f"ok {outcome.batch_id}")
            return


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


JOBS = {"scan": scanning, "try import": importing, "copy": copying, "bring back": bringing_back}
