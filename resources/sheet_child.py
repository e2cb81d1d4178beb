"""The closed room in which a spreadsheet is opened: a process with little memory and time.

Run by `resources.spreadsheet` as a script of its own, so it imports nothing of the house.
"""

import contextlib
import datetime as dt
import json
import re
import sys
import zipfile
from typing import Any

MEMORY = 1 << 30  # bytes; a list of 20,000 rows needs a tenth of it
SECONDS = 20
LARGEST = 20_000_000  # bytes of all parts of a file once unpacked
MOST_PARTS = 200
MOST_ROWS = 20_000
MOST_COLUMNS = 200
REFUSED = 3  # exit status: standard output holds the reason


class Unfit(Exception):
    """The file must not be read; the argument is one of the reasons the parent knows."""


def limit() -> None:
    """Give up memory and time beyond what an honest list needs."""
    if sys.platform == "win32":
        with contextlib.suppress(Exception):
            _limit_windows()
        return
    import resource

    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limit_windows() -> None:
    """Put this process into a job whose memory is limited (the parent watches the time)."""
    import ctypes
    import struct

    kernel = ctypes.windll.kernel32  # type: ignore[attr-defined,unused-ignore]
    kernel.CreateJobObjectW.restype = ctypes.c_void_p
    kernel.GetCurrentProcess.restype = ctypes.c_void_p
    job = ctypes.c_void_p(kernel.CreateJobObjectW(None, None))
    # JOBOBJECT_EXTENDED_LIMIT_INFORMATION, 64 bit: LimitFlags stands at 16,
    # ProcessMemoryLimit at 112; 0x100 = JOB_OBJECT_LIMIT_PROCESS_MEMORY.
    facts = bytearray(144)
    struct.pack_into("<I", facts, 16, 0x100)
    struct.pack_into("<Q", facts, 112, MEMORY)
    kernel.SetInformationJobObject(job, 9, bytes(facts), len(facts))
    kernel.AssignProcessToJobObject(job, ctypes.c_void_p(kernel.GetCurrentProcess()))


def look_inside(path: str) -> dict[str, tuple[list[int], list[int]]]:
    """Refuse a dangerous package; return per sheet its hidden rows and columns (from 1)."""
    with zipfile.ZipFile(path) as package:
        parts = package.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST:
            raise Unfit("too_large")
        names = [part.filename for part in parts]
        if any(name.lower().endswith("vbaproject.bin") for name in names):
            raise Unfit("macros")
        texts: dict[str, bytes] = {}
        for name in names:
            if name.endswith((".xml", ".rels")):
                with package.open(name) as part:
                    text = part.read(LARGEST + 1)
                if b"<!DOCTYPE" in text[:4096] or b"<!ENTITY" in text[:4096]:
                    raise Unfit("damaged")
                texts[name] = text
    return _hidden(texts)


def _hidden(texts: dict[str, bytes]) -> dict[str, tuple[list[int], list[int]]]:
    """Return {sheet part: (hidden rows, hidden columns)} from the parts' own words."""
    found = {}
    for name, text in texts.items():
        if "worksheets/sheet" not in name and "worksheets/Sheet" not in name:
            continue
        rows = [
            int(match.group(1))
            for tag in re.findall(rb"<(?:\w+:)?row\b[^>]*\bhidden=\"(?:1|true)\"[^>]*>", text)
            if (match := re.search(rb'\br="(\d+)"', tag))
        ]
        columns: list[int] = []
        for tag in re.findall(rb"<(?:\w+:)?col\b[^>]*\bhidden=\"(?:1|true)\"[^>]*>", text):
            low, high = (re.search(rb'\b%s="(\d+)"' % side, tag) for side in (b"min", b"max"))
            if low and high:
                columns += range(int(low.group(1)), min(int(high.group(1)), MOST_COLUMNS) + 1)
        found[_sheet_name(texts, name)] = (rows, columns)
    return found


def _sheet_name(texts: dict[str, bytes], part: str) -> str:
    """Return the name under which the workbook shows the sheet kept in `part`."""
    import html

    rels = texts.get("xl/_rels/workbook.xml.rels", b"").decode("utf-8", "replace")
    book = texts.get("xl/workbook.xml", b"").decode("utf-8", "replace")
    for tag in re.findall(r"<(?:\w+:)?Relationship\b[^>]*>", rels):
        target, key = (re.search(rf'\b{side}="([^"]*)"', tag) for side in ("Target", "Id"))
        if target and key and part.endswith(target.group(1).rsplit("/", 1)[-1]):
            for sheet in re.findall(r"<(?:\w+:)?sheet\b[^>]*>", book):
                name, ref = (re.search(rf'\b{side}="([^"]*)"', sheet) for side in ("name", "r:id"))
                if name and ref and ref.group(1) == key.group(1):
                    return html.unescape(name.group(1))
    return ""


def read(path: str, form: str) -> list[dict[str, Any]]:
    """Return every sheet of the file: name, hidden or not, rows from A1, merged ranges."""
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    hidden = look_inside(path) if form == "xlsx" else {}
    book = CalamineWorkbook.from_path(path)
    sheets: list[dict[str, Any]] = []
    for index, facts in enumerate(book.sheets_metadata):
        if facts.typ != SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_index(index)
        end = sheet.end or (0, 0)
        if end[0] >= MOST_ROWS or end[1] >= MOST_COLUMNS:
            raise Unfit("too_far")
        rows, columns = hidden.get(facts.name, ([], []))
        sheets.append(
            {
                "name": facts.name,
                "hidden": facts.visible != SheetVisibleEnum.Visible,
                "rows": sheet.to_python(skip_empty_area=False),
                "merged": [[*low, *high] for low, high in sheet.merged_cell_ranges or []],
                "hidden_rows": rows,
                "hidden_columns": columns,
            }
        )
    return sheets


def _plain(value: Any) -> dict[str, Any]:
    """Return a date, time or span in a form JSON can carry."""
    if isinstance(value, dt.datetime):
        return {"m": value.isoformat()}
    if isinstance(value, dt.date):
        return {"d": value.isoformat()}
    if isinstance(value, dt.time):
        return {"t": value.isoformat()}
    if isinstance(value, dt.timedelta):
        return {"s": value.total_seconds()}
    return {"x": str(value)}


def main(path: str, form: str) -> int:
    """Read `path` and write its sheets to standard output as JSON; return the exit status."""
    limit()
    try:
        answer: Any = read(path, form)
    except Unfit as verdict:
        answer = str(verdict)
    except MemoryError:
        answer = "too_large"
    except zipfile.BadZipFile:
        answer = "damaged"
    except Exception as error:  # noqa: BLE001  -- whatever a hostile file does, it is unreadable
        text = str(error).lower()
        answer = "password" if "password" in text or "encrypt" in text else "damaged"
    with open(1, "w", encoding="utf-8", closefd=False) as out:
        json.dump(answer, out, ensure_ascii=False, default=_plain, separators=(",", ":"))
    return REFUSED if isinstance(answer, str) else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
