"""A disk after a power cut, built anew from what strace saw the program do to its files.

The names are those of a file system with a journal (ext4, XFS, NTFS): they reach the disk in
their order, and whatever is synchronised takes every name before it along. What is written into
a file may arrive in any order and in parts until that file is synchronised.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

SECTOR = 512
Tree = dict[str, bytes | None]
"""What lies below a folder, by its path from there; a folder is None."""


@dataclass(frozen=True)
class Op:
    """One thing the program did, to a file, to a name, or aloud.

    `write`, `cut` and `sync` concern what is in a file; `make`, `folder`, `gone` and `move` the
    names; `say` is an acknowledgement.
    """

    kind: str
    file: str = ""
    offset: int = 0
    data: bytes = b""
    to: str = ""


@dataclass(eq=False)
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
        if mode == "synced" or not self.under_way:
            return bytes(self.certain)
        image = bytearray(self.certain)
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


Names = dict[str, File | None]


class Disk:
    """A tree of files as the program sees it, and as much of it as is certain."""

    def __init__(self, start: Tree) -> None:
        self.now: Names = {
            path: None if data is None else File(bytearray(data)) for path, data in start.items()
        }
        self._certain = dict(self.now)
        self._under_way: list[tuple[Op, File]] = []

    def do(self, op: Op) -> None:
        if op.kind == "sync":
            found = self.now.get(op.file)
            if found is not None:
                found.sync()
            self._certain = dict(self.now)
            self._under_way.clear()
        elif op.kind in {"write", "cut"}:
            found = self.now[op.file]
            assert found is not None, op.file
            found.under_way.append(op)
        elif op.kind != "say":
            made = File()
            self._under_way.append((op, made))
            _name(self.now, op, made)

    def after(self, mode: str, random: Random) -> Tree:
        """Return what a power cut leaves of the tree."""
        names = dict(self._certain)
        arrived = {"all": len(self._under_way), "synced": 0}.get(mode)
        if arrived is None:
            arrived = random.randint(0, len(self._under_way))
        for op, made in self._under_way[:arrived]:
            _name(names, op, made)
        return {
            path: None if file is None else file.after(mode, random) for path, file in names.items()
        }


def _name(names: Names, op: Op, made: File) -> None:
    if op.kind == "make":
        names[op.file] = made
    elif op.kind == "folder":
        names[op.file] = None
    elif op.kind == "gone":
        names.pop(op.file, None)
    else:
        assert op.kind == "move"
        for path in [one for one in names if one == op.to or one.startswith(f"{op.to}/")]:
            del names[path]
        for path in [one for one in names if one == op.file or one.startswith(f"{op.file}/")]:
            names[op.to + path[len(op.file) :]] = names.pop(path)


@dataclass(frozen=True)
class Cut:
    """One state of the disk after a cut, and what had been acknowledged before it."""

    number: int
    mode: str
    tree: Tree
    said: tuple[str, ...]


def cuts(
    start: Tree, ops: list[Op], modes: tuple[str, ...], seed: int, *, step: int = 1
) -> Iterator[Cut]:
    """Yield the state after each prefix of `ops`, or each `step`-th; torn modes may repeat."""
    disk, said = Disk(start), []
    for number, op in enumerate([Op("say"), *ops]):
        if op.kind == "say":
            said += op.data.decode().splitlines()
        disk.do(op)
        if number % step and number != len(ops):
            continue
        for again, mode in enumerate(modes):
            random = Random(f"{seed} {number} {again}")
            yield Cut(number, mode, disk.after(mode, random), tuple(said))


def tree_of(folder: Path) -> Tree:
    """Return what lies below `folder`; the memory that processes share of it is on no disk."""
    return {
        str(path.relative_to(folder)): None if path.is_dir() else path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if not path.name.endswith("-shm")
    }


def lay(tree: Tree, folder: Path) -> None:
    """Put `tree` into the empty `folder`."""
    for path in sorted(tree):
        data, target = tree[path], folder / path
        if data is None:
            target.mkdir(parents=True, exist_ok=True)
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
