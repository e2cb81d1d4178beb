"""The log of strace read: every call by which a program changed the files below one folder."""

import re
from pathlib import Path

from tests.faults.disk import Disk, File, Op, Tree

CALLS = (
    "openat", "lseek", "write", "pwrite64", "ftruncate", "fsync", "fdatasync", "unlink", "unlinkat",
    "rename", "renameat", "renameat2", "mkdir", "mkdirat", "rmdir", "sendfile", "copy_file_range",
    "link", "linkat", "symlink",
)  # fmt: skip
_CALL = re.compile(r"^(\d+) +(\w+)\((.*)\) += (-?\d+)")
_OPENING = re.compile(r"^(\d+) +(\w+)\((.*) <unfinished \.\.\.>$")
_ENDING = re.compile(r"^(\d+) +<\.\.\. (\w+) resumed>(.*)\) += (-?\d+)")
_HANDLE = re.compile(r"^(\w+)<([^>]*)>")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')


def read_log(log: Path, folder: Path, start: Tree) -> list[Op]:
    """Return what happened to the tree `start` of `folder`, and what was said, in its order."""
    reader = _Reader(folder, start)
    waiting: dict[str, str] = {}
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
        reader.take(found[2], told, int(found[4]))
    return reader.ops


class _Reader:
    """Follows the names and the places in the files, so that each call says what it changed."""

    def __init__(self, folder: Path, start: Tree) -> None:
        self.ops: list[Op] = []
        self._folder, self._disk = folder, Disk(start)
        self._places: dict[str, int] = {}
        self._adding: set[str] = set()

    def take(self, call: str, told: str, result: int) -> None:
        if call in {"write", "pwrite64", "ftruncate", "fsync", "fdatasync", "lseek"}:
            self._in_a_file(call, told, result)
            return
        base = _HANDLE.match(told)
        named = [_below(base, _plain(text)) for text in _TEXT.findall(told)]
        places = [self._place(one) for one in named]
        if call == "openat":
            self._open(places[0], told, str(result))
        elif not any(places):
            return
        elif call in {"unlink", "unlinkat", "rmdir"}:
            self._do(Op("gone", str(places[0])))
        elif call in {"mkdir", "mkdirat"}:
            self._do(Op("folder", str(places[0])))
        elif call.startswith("rename"):
            assert all(places), named
            self._do(Op("move", str(places[0]), to=str(places[1])))
        else:
            raise AssertionError(f"{call} of {named} is not understood")

    def _open(self, place: str | None, told: str, handle: str) -> None:
        self._places[handle] = 0
        self._adding.discard(handle)
        if "O_APPEND" in told:
            self._adding.add(handle)
        if place is None:
            return
        if "O_CREAT" in told and place not in self._disk.now:
            self._do(Op("make", place))
        elif "O_TRUNC" in told:
            self._do(Op("cut", place, 0))

    def _in_a_file(self, call: str, told: str, result: int) -> None:
        found = _HANDLE.match(told)
        assert found, told
        handle, path = found[1], _plain(found[2])
        if call == "lseek":
            self._places[handle] = result
            return
        if call == "write" and Path(path).name == "ack":
            self._do(Op("say", data=_data(told)))
            return
        place = self._place(path)
        if place is None:
            return
        if call in {"fsync", "fdatasync"}:
            self._do(Op("sync", place))
        elif call == "ftruncate":
            self._do(Op("cut", place, int(told.rsplit(", ", 1)[1])))
        else:
            data = _data(told)[:result]
            assert len(data) == result, (len(data), result)
            if call == "pwrite64":
                at = int(told.rsplit(", ", 1)[1])
            else:
                at = self._size(place) if handle in self._adding else self._places[handle]
                self._places[handle] = at + result
            self._do(Op("write", place, at, data))

    def _size(self, place: str) -> int:
        file = self._disk.now[place]
        assert isinstance(file, File)
        return len(file.after("all", None))  # type: ignore[arg-type]

    def _do(self, op: Op) -> None:
        self._disk.do(op)
        self.ops.append(op)

    def _place(self, path: str) -> str | None:
        """Return where `path` lies below the folder; what is not kept on the disk lies nowhere."""
        if path.endswith(("-shm", " (deleted)")) or not Path(path).is_relative_to(self._folder):
            return None
        place = str(Path(path).relative_to(self._folder))
        return place if place != "." else ""


def _below(base: "re.Match[str] | None", path: str) -> str:
    return str(Path(_plain(base[2]) if base else "/") / path)


def _plain(text: str) -> str:
    return re.sub(rb"\\x([0-9a-f]{2})", lambda one: bytes([int(one[1], 16)]), text.encode()).decode(
        "utf-8", "surrogateescape"
    )


def _data(told: str) -> bytes:
    found = _TEXT.search(told)
    assert found
    return bytes.fromhex(found[1].replace("\\x", ""))
