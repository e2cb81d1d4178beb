"""The figures of the faults, gathered from all workers into one file.

Only the full campaign writes `build/reliability.json`, of which the README shows; what a quick
run finds lies beside it.
"""

import json
import os
import time
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")
FULL = os.environ.get("INA_FAULTS") == "full"
BUILD = Path(__file__).parents[2] / "build"
FILE = BUILD / ("reliability.json" if FULL else "reliability-quick.json")


def of(quick: T, full: T) -> T:
    """Return how much of something is done: in every run, or in the full campaign."""
    return full if FULL else quick


def begin() -> None:
    """Forget the figures of the run before: what stands in the file is of one run."""
    FILE.unlink(missing_ok=True)


def put(name: str, **figures: object) -> None:
    """Keep the figures of one experiment; two workers may write at the same moment."""
    BUILD.mkdir(exist_ok=True)
    with FILE.with_suffix(".lock").open("w") as lock:
        if os.name == "posix":
            import fcntl

            fcntl.flock(lock, fcntl.LOCK_EX)
        known = json.loads(FILE.read_text("utf-8")) if FILE.exists() else {}
        known[name] = {**figures, "on": time.strftime("%Y-%m-%d")}
        FILE.write_text(json.dumps(known, indent=1, ensure_ascii=False, sort_keys=True), "utf-8")


def tooth(name: str, *, noticed: int, of: int) -> None:
    """Keep that a fault built in on purpose was `noticed`, and in how many tries; or fail."""
    put(f"tooth_{name}", noticed=noticed, of=of)
    assert noticed > 0, f"nothing noticed the fault {name!r}"
