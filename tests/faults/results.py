"""The figures of the faults, gathered from all workers into build/reliability.json."""

import json
import os
import time
from pathlib import Path

FILE = Path(__file__).parents[2] / "build" / "reliability.json"


def scale() -> int:
    """Return by how much everything is multiplied: INA_SCALE, 1 in the everyday run."""
    return max(1, int(os.environ.get("INA_SCALE", "1")))


def put(name: str, **figures: object) -> None:
    """Keep the figures of one experiment; two workers may write at the same moment."""
    FILE.parent.mkdir(exist_ok=True)
    with FILE.with_suffix(".lock").open("w") as lock:
        if os.name == "posix":
            import fcntl

            fcntl.flock(lock, fcntl.LOCK_EX)
        known = json.loads(FILE.read_text("utf-8")) if FILE.exists() else {}
        known[name] = {**figures, "scale": scale(), "on": time.strftime("%Y-%m-%d")}
        FILE.write_text(json.dumps(known, indent=1, ensure_ascii=False, sort_keys=True), "utf-8")
