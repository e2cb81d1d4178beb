"""A disk after a power cut, built anew from what strace saw the program write and synchronise."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

SECTOR = 512
_CALL = re.compile(r"^(\d+) +(\w+)\((.*)\) += (-?\d+)")
_OPENING = re.compile(r"^(\d+) +(\w+)\((.*) <unfinished \.\.\.>$")
_ENDING = re.compile(r"^(\d+) +<\.\.\. (\w+) resumed>(.*)\) += (-?\d+)")
_FILE = re.compile(r"^\d+<([^>]*)>")
_BYTES = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')


@dataclass(frozen=True)
class Op:
    """One thing the program did: write, sync, cut, or say (an acknowledgement)."""

    kind: str
    file: str = ""
    offset: int = 0
    data: bytes = b""


def read_log(log: Path, folder: Path) -> list[Op]:
    """Return what happened to the files of `folder`, and what was said, in its order."""
    waiting: dict[str, str] = {}
    ops: list[Op] = []
    for line in log.read_text("ascii", "replace").splitlines():
        opening = _OPENING.match(line)
        if opening:
            waiting[opening[1]] = opening[3]
            continue
        ending = _ENDING.match(line)
        found = ending or _CALL.match(line)
        if found is None or int(found[4]) < 0:
            continue
        told = waiting.pop(found[1], "") + found[3] if ending else found[3]
        op = _op(found[2], told, int(found[4]), folder)
        if op:
            ops.append(op)
    return ops


def _op(call: str, told: str, result: int, folder: Path) -> Op | None:
    file = _FILE.match(told)
    if file is None:
        assert call in {"unlink", "rename"}, told
        # A copy that is made beside has a room of its own; nothing goes of the office itself.
        named = [Path(one) for one in re.findall(r'"([^"]*)"', _plain(told))]
        assert folder not in {one.parent for one in named}, told
        return None
    path = Path(_plain(file[1]))
    if call == "write" and path.name == "ack":
        return Op("say", data=_data(told))
    # The height of the journal is written beside the data without being waited for.
    if path.parent != folder or path.name.endswith(("-shm", "journal.mark")):
        return None
    if call == "pwrite64":
        data = _data(told)
        assert len(data) == result, (len(data), result)
        return Op("write", path.name, int(told.rsplit(", ", 1)[1]), data)
    if call in {"fsync", "fdatasync"}:
        return Op("sync", path.name)
    if call == "ftruncate":
        return Op("cut", path.name, int(told.rsplit(", ", 1)[1]))
    raise AssertionError(f"{call} of {path} is not understood")


def _plain(text: str) -> str:
    if "\\x" not in text:
        return text
    return re.sub(r"\\x([0-9a-f]{2})", lambda found: chr(int(found[1], 16)), text)


def _data(told: str) -> bytes:
    found = _BYTES.search(told)
    assert found
    return bytes.fromhex(found[1].replace("\\x", ""))


@dataclass
class File:
    """What of one file is on the disk for certain, and what is under way to it."""

    certain: bytearray = field(default_factory=bytearray)
    under_way: list[Op] = field(default_factory=list)

    def sync(self) -> None:
        for op in self.under_way:
            apply(self.certain, op)
        self.under_way.clear()

    def after(self, mode: str, random: Random) -> bytes:
        """Return the file as a power cut leaves it.

        `all`: everything under way arrived; `synced`: nothing of it; `torn`: some of it, and of
        that some only in part, sector by sector, in any order.
        """
        image = bytearray(self.certain)
        if mode == "synced":
            return bytes(image)
        for op in self.under_way:
            if mode == "all":
                apply(image, op)
            elif random.random() < 0.6:
                for part in _torn(op, random):
                    apply(image, part)
        return bytes(image)


def _torn(op: Op, random: Random) -> Iterator[Op]:
    if op.kind != "write" or random.random() < 0.5:
        yield op
        return
    for start in range(0, len(op.data), SECTOR):
        if random.random() < 0.5:
            yield Op("write", op.file, op.offset + start, op.data[start : start + SECTOR])


def apply(image: bytearray, op: Op) -> None:
    """Do to `image` what the program did to the file."""
    if op.kind == "cut":
        del image[op.offset :]
        image.extend(bytes(op.offset - len(image)))
        return
    image.extend(bytes(max(0, op.offset - len(image))))
    image[op.offset : op.offset + len(op.data)] = op.data


@dataclass(frozen=True)
class Cut:
    """One state of the disk after a cut, and what had been acknowledged before it."""

    number: int
    mode: str
    files: dict[str, bytes]
    said: tuple[str, ...]


def cuts(
    start: dict[str, bytes], ops: list[Op], modes: tuple[str, ...], seed: int
) -> Iterator[Cut]:
    """Yield the state after every prefix of `ops`, once for each of `modes` (torn may repeat)."""
    files = {name: File(bytearray(data)) for name, data in start.items()}
    said: list[str] = []
    for number, op in enumerate([Op("begin"), *ops]):
        if op.kind == "say":
            said += [word for word in op.data.decode().splitlines() if word.startswith("ok ")]
        elif op.kind == "sync":
            files[op.file].sync()
        elif op.kind != "begin":
            files.setdefault(op.file, File()).under_way.append(op)
        for again, mode in enumerate(modes):
            random = Random(f"{seed} {number} {again}")
            yield Cut(
                number,
                mode,
                {name: file.after(mode, random) for name, file in files.items()},
                tuple(said),
            )
