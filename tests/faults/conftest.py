"""Where the faults happen: a room in memory, the process that forks children, the evening."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults import strace
from tests.faults.evening import Evening, prepare
from tests.faults.strace import Zygote

MEMORY = Path("/dev/shm")
FEW, MANY = 60, 520


@pytest.fixture(scope="session")
def arena() -> Iterator[Path]:
    """A folder of this worker, in memory where the system has it."""
    room = Path(tempfile.mkdtemp(prefix="faults-", dir=MEMORY if MEMORY.is_dir() else None))
    yield room
    shutil.rmtree(room, ignore_errors=True)


@pytest.fixture(scope="session")
def zygote(arena: Path) -> Iterator[Zygote]:
    """The process that forks; only where strace may attach to its children."""
    made = Zygote(arena)
    yield made
    made.close()


@pytest.fixture(scope="session")
def traced(zygote: Zygote) -> Zygote:
    """`zygote` whose children may be traced; a skip with its reason where that is forbidden."""
    reason = strace.why_not()
    if reason:
        pytest.skip(f"COUNTED SKIP: {reason}")
    return zygote


@pytest.fixture(scope="session")
def evening(arena: Path) -> Evening:
    """An office with an open meeting of 60; copy it, never open it."""
    return prepare(arena / "evening", FEW)


@pytest.fixture(scope="session")
def crowd(arena: Path) -> Evening:
    """The same with more people than any round needs."""
    return prepare(arena / "crowd", MANY)
