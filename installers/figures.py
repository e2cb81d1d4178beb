"""The figures of the last runs (build/*.json) as Markdown tables, for the README."""

import json
import sys
from pathlib import Path
from typing import Any

from installers import environment

MARK = "<!-- {name}: begin -->", "<!-- {name}: end -->"


def benchmarks(found: dict[str, Any]) -> str:
    """Return build/benchmarks.json as tables: medians, range, and the ratio to the first line."""
    machine = found["machine"]
    lines = [
        (
            f"Measured {machine['on']} on {machine['cores']} cores, Python {machine['python']}, "
            f"{machine['system'].split('-')[0]}; ways interleaved round by round in one run."
        ),
    ]
    for title, table in sorted(found["tables"].items()):
        goal = f"; goal {table['goal']}" if table["goal"] else ""
        lines += [
            "",
            f"**{title}** ({table['rounds']} rounds, load {table['load']}{goal})",
            "",
            "| way | median ms | least-most ms | ratio |",
            "|---|---:|---:|---:|",
        ]
        lines += [
            f"| {row['way']} | {row['median_ms']:.2f} "
            f"| {row['least_ms']:.2f}-{row['most_ms']:.2f} | {row['ratio']:.2f} |"
            for row in table["rows"]
        ]
        if table["note"]:
            lines += ["", table["note"]]
    return "\n".join(lines)


_ACTS = (
    ("receiving people, walk-ins, taking back", ("scans", "scan", "walk-ins", "emptying_the_log")),
    ("the same in the painted program", ("painted",)),
    ("importing a list", ("import", "volunteers")),
    ("merging two records", ("merge",)),
    ("erasing a person", ("erase",)),
    ("a step of the schema; every older form", ("migration", "form")),
    ("making a copy and carrying it", ("copying",)),
    ("bringing a copy back, killed twice too", ("bringing_back", "twice")),
    ("sheets of activities brought in", ("sheets",)),
    ("an exchange of points", ("exchange",)),
    ("closing a year of points", ("closing",)),
    ("packing a meeting for a hall", ("pack",)),
    ("receiving at a hall", ("hall",)),
    ("bringing an evening home", ("join",)),
)
_KINDS = (("kill", "points"), ("power_cut", "states"), ("io", "injections"))
_ROUNDS = (
    ("two_desks_commit", "two desks, same person, answer at commit", "rounds", "doubles"),
    ("two_desks_painted", "two desks, same person, answer when painted", "rounds", "doubles"),
    ("two_desks_server", "two desks on a server, same person", "rounds", "doubles"),
    ("cuts", "connections to a server cut, most at the commit", "cuts", "wrong"),
    ("cuts_backends", "server processes ended in a check-in", "ended", "wrong"),
    ("crashes", "crashes of the server in the midst of changes", "crashes", "wrong"),
    ("crashes", "· acts under way meanwhile: once or not at all", "acts", "wrong"),
    ("scans", "random and mutated scans", "scans", "wrong"),
    ("scans_painted", "the same at the painted door", "scans", "crashes"),
    ("fuzz_lines", "lines of hostile and mutated lists", "lines", "crashes"),
    ("fuzz_books", "hostile and mutated spreadsheets", "books", "crashes"),
    ("merges", "evenings brought home: shuffled, repeated, in parts", "merges", "diverged"),
    ("package_flips", "bits flipped in packages and evenings: accepted", "flips", "accepted"),
    ("bit_flips", "bits flipped in the office: overlooked", "flips", "overlooked"),
    ("forms_file", "older forms brought up to date in a file, logs attacked", "forms", "wrong"),
    ("forms_server", "the same on a server", "forms", "wrong"),
    ("full_disk", "acts on a disk that is really full", "points", "lost"),
    ("log", "write-ahead log gone, empty, zeros, cut, foreign: overlooked", "points", "lost"),
)


def reliability(found: dict[str, Any]) -> str:
    """Return build/reliability.json as tables: what was done to the program, what it lost."""
    days = sorted({str(one["on"]) for one in found.values()})
    lines = [
        f"The full campaign, {' to '.join(dict.fromkeys((days[0], days[-1])))}.",
        "",
        "| struck in the midst of | kill -9 | power cuts | EIO, ENOSPC | lost | half or damaged |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    sums = [0] * 5
    for words, stems in _ACTS:
        counts = [_of(found, kind, stems, figure) for kind, figure in _KINDS]
        broken = [
            sum(_of(found, kind, stems, figure) for kind, _figure in _KINDS for figure in figures)
            for figures in (("lost",), ("half", "corrupt"))
        ]
        row = [*counts, *broken]
        sums = [one + more for one, more in zip(sums, row, strict=True)]
        lines.append(_row(words, *row))
    lines += [_row("**together**", *sums), "", "| raced, cut, fuzzed | times | wrong |"]
    lines.append("|---|---:|---:|")
    for name, words, figure, wrong in _ROUNDS:
        if times := _of(found, name, ("",), figure):
            lines.append(_row(words, times, _of(found, name, ("",), wrong)))
    for name, words in (("fuzz_lines", "list"), ("fuzz_books", "spreadsheet")):
        if name in found:
            lines.append(
                _row(f"· slowest {words}, seconds of the processor", found[name]["slowest_s"], "")
            )
    if "scans" in found:
        lines.append(_row("· slowest scan, seconds", found["scans"]["slowest_ms"] / 1000, ""))
    teeth = {name: one for name, one in sorted(found.items()) if name.startswith("tooth_")}
    lines += ["", f"| teeth: {len(teeth)} faults built in on purpose | noticed | of |"]
    lines.append("|---|---:|---:|")
    for name, one in teeth.items():
        plain = name.removeprefix("tooth_")
        lines.append(_row(_TEETH.get(plain, plain), one["noticed"], one["of"]))
    return "\n".join(lines)


def _of(found: dict[str, Any], kind: str, stems: tuple[str, ...], figure: str) -> int:
    """Return the sum of one figure over all experiments of a kind."""
    names = [f"{kind}_{stem}".rstrip("_") for stem in stems]
    return sum(
        int(one.get(figure, 0))
        for name, one in found.items()
        if any(
            name == mine or (name.startswith(f"{mine}_") and name not in _ALONE) for mine in names
        )
    )


_ALONE = {name for name, *_rest in _ROUNDS}


def _row(*cells: object) -> str:
    return (
        f"| {' | '.join(f'{cell:,}' if isinstance(cell, int) else str(cell) for cell in cells)} |"
    )


_TEETH = {
    "cut_synchronous_normal": "power cut: synchronous=NORMAL",
    "cut_hall_unsynced": "power cut: a hall that does not synchronise",
    "cut_copy_unsynced": "power cut: a copy renamed before it is synchronised",
    "cut_return_unsynced": "power cut: a way back that does not synchronise",
    "cut_import_in_two": "power cut: an import in more than one transaction",
    "kill_answer_before_commit": "kill: an answer before the commit",
    "kill_hall_answer_before": "kill: an answer before the commit, at a hall",
    "kill_painted_before_commit": "kill: an answer painted before the commit",
    "kill_arrival_in_two": "kill: an arrival and its journal in two transactions",
    "kill_merge_in_two": "kill: a merge in two transactions",
    "kill_erase_in_two": "kill: an erasure in two transactions",
    "kill_join_in_two": "kill: bringing home in two transactions",
    "kill_sheets_in_two": "kill: sheets of activities in two transactions",
    "kill_exchange_in_two": "kill: an exchange in two transactions",
    "kill_closing_in_two": "kill: a closing of a year in two transactions",
    "kill_pack_in_two": "kill: packing in two transactions",
    "kill_migration_autocommit": "kill: a migration without its transaction",
    "copy_of_the_file": "a copy of the file in place of the backup",
    "way_back_overwrites": "a way back that overwrites",
    "io_refused_is_done": "failing disk: a refusal shown as a welcome",
    "io_english": "failing disk: a refusal in another tongue",
    "pages_unsealed": "flipped bits: pages without their seals",
    "log_unmarked": "a log that is gone: without the mark beside the data",
    "fuzz_letters": "lists: letters that may fail",
    "fuzz_open_room": "lists: a workbook read without the closed room",
    "fuzz_slow": "lists: a search that takes long",
    "package_unsigned": "packages: a signature that is not looked at",
    "evening_unproven": "evenings: a proof that is not looked at",
    "merge_newest_wins": "merges: the newest file is believed",
    "merge_undo_takes_all": "merges: an undo that takes every arrival away",
    "log_without_guard": "forms: a log rebuilt without its guards",
    "two_desks_unguarded": "two desks: neither unique constraint nor BEGIN IMMEDIATE",
    "two_desks_server": "two desks on a server: neither constraint nor lock",
    "cut_commit_believed": "cut connections: a cut commit taken for kept",
    "cut_commit_repeated": "cut connections: a cut commit taken for lost",
    "crash_unflushed": "crash of the server: commits that do not wait for the disk",
}


def put_between(text: str, name: str, table: str) -> str:
    """Return `text` with `table` between the marks of `name`; without marks, as it was."""
    begin, end = (mark.format(name=name) for mark in MARK)
    if begin not in text or end not in text:
        return text
    head, rest = text.split(begin, 1)
    tail = rest.split(end, 1)[1]
    return f"{head}{begin}\n{table}\n{end}{tail}"


def main() -> int:
    """Print the tables, and put them between their marks in the README where it has any."""
    root = environment.checkout()
    readme = root / "README.md"
    text = readme.read_text("utf-8")
    for name, make in (("reliability", reliability), ("benchmarks", benchmarks)):
        file: Path = root / "build" / f"{name}.json"
        if not file.exists():
            sys.stderr.write(f"{file} is missing: run the tests and the benchmarks first\n")
            continue
        table = make(json.loads(file.read_text("utf-8")))
        print(f"## {name}\n\n{table}\n")
        text = put_between(text, name, table)
    if text != readme.read_text("utf-8"):
        readme.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
