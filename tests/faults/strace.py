"""The hand that kills: strace attached to one child, counting, killing at the k-th, recording."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]
# Every call by which SQLCipher and our own files change the disk.
WRITING = ("pwrite64", "write", "fsync", "fdatasync", "ftruncate", "unlink", "rename")
PATIENCE = 120


def why_not() -> str:
    """Return why strace cannot be used here, or nothing."""
    if sys.platform != "linux":
        return "strace is a Linux tool"
    if shutil.which("strace") is None:
        return "strace is not installed"
    tried = subprocess.run(
        ["strace", "-f", "-e", "trace=pwrite64", "true"], capture_output=True, check=False
    )
    scope = Path("/proc/sys/kernel/yama/ptrace_scope")
    if tried.returncode != 0:
        return "strace may not trace here"
    if os.geteuid() != 0 and scope.exists() and scope.read_text().strip() != "0":
        return "strace may not attach to running processes here (kernel.yama.ptrace_scope)"
    return ""


@dataclass
class Told:
    """What a child said until its end."""

    words: list[str] = field(default_factory=list)

    def of(self, kind: str) -> list[str]:
        return [word.split(" ", 1)[1] for word in self.words if word.startswith(kind + " ")]

    @property
    def done(self) -> bool:
        return "done" in self.words

    @property
    def killed(self) -> bool:
        if self.of("error"):
            raise AssertionError(self.of("error")[0].replace(" | ", "\n"))
        return not self.done


class Child:
    """One job in a process of its own: ready, then let go, then heard to its end."""

    def __init__(self, zygote: "Zygote", job: dict) -> None:
        self._room = zygote.new_room()
        for name in ("ack", "go"):
            os.mkfifo(self._room / name)
        here = {"ack": str(self._room / "ack"), "go": str(self._room / "go")}
        zygote.tell({**job, **here, "room": job.get("room", str(self._room))})
        self._ack = (self._room / "ack").open(encoding="utf-8")
        first = self._ack.readline().strip()
        if not first.startswith("ready "):
            raise AssertionError(first.replace(" | ", "\n"))
        self.pid = int(first.split()[1])

    def go(self) -> None:
        """Let the child work."""
        (self._room / "go").write_text("go")

    def hear(self) -> Told:
        """Listen until the child is gone."""
        words = [line.strip() for line in self._ack]
        self._ack.close()
        shutil.rmtree(self._room, ignore_errors=True)
        return Told(words)


class Zygote:
    """The process from which all children of one run are forked."""

    def __init__(self, arena: Path) -> None:
        self._arena = arena
        self._rooms = 0
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.zygote"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env={**os.environ, "HOME": str(arena), "QT_LOGGING_RULES": "*=false"},
        )
        assert self._process.stdout is not None
        assert self._process.stdout.readline() == "here\n"

    def new_room(self) -> Path:
        self._rooms += 1
        room = self._arena / f"child-{self._rooms}"
        room.mkdir()
        return room

    def tell(self, job: dict) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(job) + "\n")
        self._process.stdin.flush()

    def child(self, job: dict) -> Child:
        return Child(self, job)

    def close(self) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait(PATIENCE)


@contextmanager
def _attached(child: Child, *options: str) -> Iterator[None]:
    tracer = subprocess.Popen(
        ["strace", "-f", *options, "-p", str(child.pid)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert tracer.stderr is not None
    line = tracer.stderr.readline()
    if "attached" not in line:
        raise AssertionError(line + tracer.stderr.read())
    yield
    tracer.stderr.read()
    tracer.stderr.close()
    tracer.wait(PATIENCE)


def record(
    zygote: Zygote,
    job: dict,
    log: Path,
    when_ready: Callable[[], object],
    calls: tuple[str, ...] = WRITING,
) -> Told:
    """Let a child do its job and write each of `calls` with all its bytes to `log`.

    `when_ready` is called before the child goes on: the disk is still then.
    """
    child = zygote.child(job)
    when_ready()
    trace = f"trace={','.join(calls)}"
    options = ("-y", "-xx", "-s", "8000000", "-e", trace, "-e", "signal=none")
    with _attached(child, *options, "-o", str(log)):
        child.go()
        told = child.hear()
    assert not told.killed
    return told


def count(zygote: Zygote, job: dict, calls: tuple[str, ...] = WRITING) -> dict[str, int]:
    """Return how often a job makes each call, in the thread that makes it most often."""
    child = zygote.child(job)
    log = Path(f"{job['folder']}.count")
    options = ("-e", f"trace={','.join(calls)}", "-e", "signal=none", "-o", str(log))
    with _attached(child, *options):
        child.go()
        assert not child.hear().killed
    counted = Counter(re.findall(r"^(\d+) +(\w+)\(", log.read_text(errors="replace"), re.MULTILINE))
    log.unlink()
    most: dict[str, int] = {}
    for (_thread, call), number in counted.items():
        most[call] = max(most.get(call, 0), number)
    return most


def fail_at(zygote: Zygote, job: dict, call: str, when: str, error: str) -> Told:
    """Let a child work while `call` fails with `error`: at the k-th time, or from then on (k+)."""
    child = zygote.child(job)
    rule = f"inject={call}:error={error}:when={when}"
    options = ("-e", f"trace={call}", "-e", rule, "-e", "signal=none", "-o", "/dev/null")
    with _attached(child, *options):
        child.go()
        told = child.hear()
    if told.of("error") or not told.done:
        raise AssertionError("\n".join(told.words).replace(" | ", "\n"))
    return told


def kill_at(zygote: Zygote, job: dict, call: str, number: int) -> Told:
    """Let a child work and kill it (−9) as it enters `call` for the `number`-th time."""
    child = zygote.child(job)
    rule = f"inject={call}:signal=SIGKILL:when={number}"
    options = ("-e", f"trace={call}", "-e", rule, "-e", "signal=none", "-o", "/dev/null")
    with _attached(child, *options):
        child.go()
        return child.hear()
