"""What a child does at a hall: the reception of a package, acknowledged scan by scan."""

import time
from pathlib import Path

from desktop.desk import Desk
from resources import parcel, words
from resources.refusals import Refusal
from sessions import arrivals, door, hall
from sessions.door_log import Way
from sessions.hall import Clocks
from tests.town import NOW

DEVICE = "ab000001"
FILE = "hall.inaeve"


def opened(folder: Path, package: Path, passcode: str) -> hall.Hall:
    """Open the evening in `folder`, as after every start."""
    found = parcel.read(package.read_bytes())
    return hall.Hall(
        found,
        parcel.open_with(found, passcode),
        folder / FILE,
        device=DEVICE,
        operator="原",
        watch=Clocks(lambda: NOW, time.monotonic),
    )


def receiving(job: dict, ready, say) -> None:
    """Open the package, wait, then receive one after the other."""
    store = opened(Path(job["folder"]), Path(job["package"]), job["passcode"])
    mutant = job.get("mutant", "")
    words.use("ja")
    if mutant == "unsynced":
        from resources import sealed_log

        sealed_log.os = _NoSync()
    desk = Desk(store, store.operator_id, lambda: NOW)
    ready()
    who = {"at": NOW, "by": store.operator_id}
    for number, code in enumerate(job["codes"][: job["scans"]]):
        if mutant == "early":
            say(f"ok {job['lines'][number]}")
        try:
            answer = desk.change(arrivals.check_in, store.meeting_id, code, way=Way.SCANNER, **who)
        except Refusal as refusal:
            say(f"refused {refusal.what} {refusal.advice}")
            continue
        if mutant != "early":
            say(f"ok {answer.expected_id}")
    if job.get("others"):
        party = desk.change(door.walk_in, store.meeting_id, name_kana="はじめ　てこ", **who)
        say(f"ok {party.answer.expected_id}")


class _NoSync:
    """The system, but what is written is left to chance."""

    def __getattr__(self, name):
        import os

        return (lambda _handle: None) if name == "fsync" else getattr(os, name)


JOBS = {"hall": receiving}
