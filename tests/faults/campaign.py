"""The loops of the campaigns: one act, struck again and again, and what was found counted."""

import shutil
import time

from resources.refusals import Refusal
from tests.faults import disk, recording, strace
from tests.faults.strace import Told

# What the database and our own files do to the disk, apart from acknowledgements.
STORE = ("pwrite64", "write", "fsync", "fdatasync", "ftruncate", "unlink", "rename", "mkdir")
CALLS = ("pwrite64", "write", "fsync", "fdatasync", "ftruncate", "pread64", "rename")
FAULTS = [(error, often) for error in ("EIO", "ENOSPC") for often in ("", "+")]
SEED = 20260519


def points(counted, *, most=None):
    """Return (call, k) for every call counted, or `most` of them spread evenly and to the end."""
    every = [(call, k) for call, number in counted.items() for k in range(1, number + 1)]
    if most is None or len(every) <= most:
        return every
    step = len(every) / most
    return [every[int(place * step)] for place in range(most - 1)] + [every[-1]]


def kills(zygote, act, *, most=None, calls=STORE, places=None):
    """Kill a child of its own at each of its writes, or at `most` of them."""
    began = time.monotonic()
    writes = 0
    if places is None:
        counted = strace.count(zygote, act.job(writev=True), calls)
        places, writes = points(counted, most=most), sum(counted.values())
    found = {"points": 0, "lost": 0, "half": 0, "writes": writes}
    for call, number in places:
        told = strace.kill_at(zygote, act.job(writev=True), call, number)
        if not told.killed:
            continue
        found["points"] += 1
        lost, half = _judged(act, told)
        found["lost"] += lost
        found["half"] += half
    found["seconds"] = round(time.monotonic() - began, 1)
    return found


def failures(zygote, act, *, most, words):
    """Let calls fail, once and from then on, as an error and as a full disk."""
    began = time.monotonic()
    found = {"injections": 0, "refused": 0, "lost": 0, "half": 0, "silent": 0}
    counted = strace.count(zygote, act.job(writev=True), CALLS)
    for call, number in points(counted, most=most):
        for error, often in FAULTS:
            if error == "ENOSPC" and call == "pread64":
                continue
            told = strace.fail_at(zygote, act.job(writev=True), call, f"{number}{often}", error)
            found["injections"] += 1
            refused = told.of("refused")
            found["refused"] += bool(refused)
            found["silent"] += any(not words.search(text) for text in refused)
            lost, half = _judged(act, told)
            found["lost"] += lost
            found["half"] += half
    return {**found, "seconds": round(time.monotonic() - began, 1)}


def _judged(act, told):
    try:
        return act.check(told)
    except Refusal as refusal:
        raise AssertionError(f"the office does not open: {refusal.what}") from refusal


def record(zygote, act, log):
    """Return what one doing of the act did to the disk: (tree before, operations)."""
    before = {}
    job = act.job()

    def keep():
        before.update(disk.tree_of(act.place))

    strace.record(zygote, job, log, when_ready=keep, calls=recording.CALLS)
    ops = recording.read_log(log, act.place, before)
    log.unlink()
    return before, ops


def power_cuts(act, recorded, *, modes, step=1, seed=SEED):
    """Open every state that a power cut may leave with the program's own door; count.

    A state is a disk and what was acknowledged before it; the same one is looked at once, and
    every page and link in each tenth.
    """
    before, ops = recorded
    began, known = time.monotonic(), set()
    found = {"cuts": 0, "states": 0, "wrong": 0, "lost": 0, "corrupt": 0, "half": 0}
    for cut in disk.cuts(before, ops, modes, seed, step=step):
        found["cuts"] += 1
        state = (cut.said, *((path, hash(data)) for path, data in sorted(cut.tree.items())))
        if hash(state) in known:
            continue
        known.add(hash(state))
        found["states"] += 1
        shutil.rmtree(act.place, ignore_errors=True)
        act.place.mkdir()
        disk.lay(cut.tree, act.place)
        act.deep = found["states"] % 10 == 0
        try:
            lost, half = act.check(Told(list(cut.said)))
        except Exception as error:  # noqa: BLE001 -- whatever it is, the office did not open
            found["wrong"] += 1
            found["corrupt"] += 1
            found.setdefault("first_error", f"{cut.number} {cut.mode}: {error!r}")
            continue
        found["lost"] += lost
        found["wrong"] += bool(lost or half)
        found["half"] += bool(half)
        if half:
            found.setdefault("first_half", f"{cut.number} {cut.mode}")
    act.deep = True
    return {**found, "seconds": round(time.monotonic() - began, 1)}
