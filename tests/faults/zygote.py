"""A process that has everything imported and forks one child for each job it is told."""

import json
import os
import signal
import sys
import traceback
from pathlib import Path


def main() -> None:
    """Read one job per line: {"job", "ack", "go", …}; the child owns the rest."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from tests.faults import halls, jobs, keeping_jobs, office_jobs, painted

    rooms = (jobs, painted, keeping_jobs, office_jobs, halls)
    makers = {name: make for room in rooms for name, make in room.JOBS.items()}
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    sys.stdout.write("here\n")
    sys.stdout.flush()
    for line in sys.stdin:
        if os.fork() == 0:
            _be(json.loads(line), makers)


def _be(job: dict, makers: dict) -> None:
    ack = os.open(job["ack"], os.O_WRONLY)

    def say(word: str) -> None:
        # Where `write` itself is struck, what is said must not be.
        if job.get("writev"):
            os.writev(ack, [f"{word}\n".encode()])
        else:
            os.write(ack, f"{word}\n".encode())

    def ready() -> None:
        say(f"ready {os.getpid()}")
        Path(job["go"]).read_text("utf-8")

    status = 1
    try:
        makers[job["job"]](job, ready, say)
        say("done")
        status = 0
    except BaseException:  # noqa: BLE001 -- told to the test, which fails by it
        say("error " + traceback.format_exc().replace("\n", " | "))
    finally:
        os._exit(status)


if __name__ == "__main__":
    main()
