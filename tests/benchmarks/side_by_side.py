"""Ways of doing the same thing, measured round by round in one run, and written down as ratios."""

import json
import os
import platform
import statistics
import time
from collections.abc import Callable, Mapping
from pathlib import Path

ROOT = Path(__file__).parents[2]
FILE = ROOT / "build" / "benchmarks.json"


def timed(work: Callable[[], object]) -> float:
    """Return how many seconds `work` takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def worked(work: Callable[[], object]) -> float:
    """Return how many seconds the processor works for `work`: other programs count for less."""
    began = time.process_time()
    work()
    return time.process_time() - began


def side_by_side(
    title: str,
    ways: Mapping[str, Callable[[], float]],
    *,
    rounds: int,
    goal: str = "",
    note: str = "",
) -> dict[str, float]:
    """Call each way once in each round (each returns its seconds) and keep the figures.

    The first way is the floor or the peer that the others are compared with. Returns medians.
    """
    samples: dict[str, list[float]] = {name: [] for name in ways}
    for _round in range(rounds):
        for name, way in ways.items():
            samples[name].append(way())
    medians = {name: statistics.median(values) for name, values in samples.items()}
    base = next(iter(medians.values()))
    rows = [
        {
            "way": name,
            "median_ms": medians[name] * 1000,
            "least_ms": min(values) * 1000,
            "most_ms": max(values) * 1000,
            "ratio": medians[name] / base,
        }
        for name, values in samples.items()
    ]
    _keep(title, {"rows": rows, "rounds": rounds, "goal": goal, "note": note})
    print(f"\n{title} ({rounds} rounds{', goal ' + goal if goal else ''})")
    for row in rows:
        print(
            f"  {row['way']:<60} {row['median_ms']:10.3f} ms "
            f"({row['least_ms']:.3f}-{row['most_ms']:.3f})  x{row['ratio']:.2f}"
        )
    return medians


def _keep(title: str, figures: dict) -> None:
    FILE.parent.mkdir(exist_ok=True)
    known = json.loads(FILE.read_text("utf-8")) if FILE.exists() else {}
    tables = {**known.get("tables", {}), title: {**figures, "load": round(os.getloadavg()[0], 1)}}
    machine = {
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "system": platform.platform(terse=True),
        "on": time.strftime("%Y-%m-%d"),
    }
    content = {"machine": machine, "tables": tables}
    FILE.write_text(json.dumps(content, indent=1, ensure_ascii=False), "utf-8")
