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


_TESTS = (
    ("kill_door_", "kill -9, desk without its window"),
    ("kill_painted_", "kill -9, painted program"),
    ("kill_import_", "kill -9, import"),
    ("kill_migration", "kill -9, migration"),
    ("kill_copying", "kill -9, a copy being made and carried"),
    ("kill_bringing_back", "kill -9, a copy being brought back (once and twice)"),
    ("io_check_in", "EIO and ENOSPC, once and from then on, check-in"),
    ("io_import", "EIO and ENOSPC, once and from then on, import"),
    ("io_copying", "EIO and ENOSPC, once and from then on, copy"),
    ("io_bringing_back", "EIO and ENOSPC, once and from then on, bringing back"),
    ("full_disk", "a disk that is really full, refused acts"),
    ("log_", "write-ahead log gone, empty, zeros, cut, foreign: noticed"),
    ("kill_hall", "kill -9, reception at a hall"),
    ("power_cut_hall", "power cut, 40 receptions at a hall"),
    ("power_cut_new", "power cut, 40 painted check-ins, new log"),
    ("power_cut_full", "power cut, 40 painted check-ins, log emptied in their midst"),
)


def reliability(found: dict[str, Any]) -> str:
    """Return build/reliability.json as tables: what was done to the program, what it lost."""
    lines = [
        "| fault | injected | acknowledged lost | half done or damaged |",
        "|---|---:|---:|---:|",
    ]
    for beginning, words in _TESTS:
        of_it = [figures for name, figures in found.items() if name.startswith(beginning)]
        if of_it:
            injected = sum(_sum(of_it, one) for one in ("points", "states", "injections"))
            broken = _sum(of_it, "half") + _sum(of_it, "corrupt")
            lines.append(f"| {words} | {injected} | {_sum(of_it, 'lost')} | {broken} |")
    lines += ["", "| race or scan | rounds | of them at once | wrong |", "|---|---:|---:|---:|"]
    for name, words in (("commit", "answer at commit"), ("painted", "answer when painted")):
        race = found.get(f"two_desks_{name}")
        if race:
            lines.append(
                f"| two desks, same person, {words} | {race['rounds']} | {race['at_once']} "
                f"| {race['doubles']} |"
            )
    if "two_desks_server" in found:
        race = found["two_desks_server"]
        lines.append(
            f"| two desks on a server, same person | {race['rounds']} | {race['at_once']} "
            f"| {race['doubles']} |"
        )
    if "cuts" in found:
        cuts = found["cuts"]
        wrong = cuts["lost"] + cuts["doubled"]
        lines.append(f"| connections cut, most at the commit | {cuts['cuts']} | | {wrong} |")
    if "cuts_backends" in found:
        ended = found["cuts_backends"]
        wrong = ended["people"] - ended["received"]
        lines.append(f"| server processes ended in a check-in | {ended['ended']} | | {wrong} |")
    if "scans" in found:
        scans = found["scans"]
        lines.append(f"| random and mutated scans | {scans['scans']} | | {scans['wrong']} |")
    if "scans_painted" in found:
        painted = found["scans_painted"]
        lines.append(f"| the same at the painted door | {painted['scans']} | | 0 |")
    if "bit_flips" in found:
        flips = found["bit_flips"]
        lines.append(
            f"| one bit of the office flipped, noticed | {flips['flips']} | {flips['noticed']} "
            f"| {flips['flips'] - flips['noticed']} |"
        )
    if "merges" in found:
        merges = found["merges"]
        lines.append(
            f"| evenings brought home: shuffled, repeated, in parts | {merges['merges']} | "
            f"| {merges['diverged']} |"
        )
    if "package_flips" in found:
        flips = found["package_flips"]
        lines.append(
            f"| bits flipped in packages and evenings | {flips['flips']} | | {flips['accepted']} |"
        )
    lines += ["", "| teeth: a fault built in on purpose | noticed |", "|---|---:|"]
    lines += [f"| {words} | {_noticed(found, name)} |" for name, words in _TEETH if name in found]
    return "\n".join(lines)


_TEETH = (
    ("kill_teeth_answer_before_commit", "answer painted before the commit"),
    ("kill_teeth_file_copy", "a copy of the file in place of the backup API"),
    ("kill_teeth_overwriting", "a way back that overwrites"),
    ("bit_flips_teeth_unsealed", "pages without their seals, flipped bits overlooked"),
    ("kill_teeth_migration_autocommit", "migration without its transaction"),
    ("power_cut_teeth_synchronous_normal", "synchronous=NORMAL"),
    ("power_cut_teeth_hall_unsynced", "a hall that does not synchronise"),
    ("merges_teeth_newest_wins", "a merge that believes the newest file"),
    ("two_desks_teeth_unguarded", "neither unique constraint nor BEGIN IMMEDIATE"),
    ("two_desks_teeth_server", "neither unique constraint nor lock, on a server"),
    ("cuts_teeth_believed", "a cut commit taken for kept"),
    ("cuts_teeth_repeated", "a cut commit taken for lost"),
)


def _noticed(found: dict[str, Any], name: str) -> str:
    figures = found[name]
    if "cuts" in figures:
        wrong = figures["lost"] + figures["doubled"]
        return f"{wrong} lost or doubled in {figures['cuts']} cuts"
    if "diverged" in figures:
        return f"{figures['diverged']} diverge in {figures['merges']} merges"
    if "doubles" in figures:
        return f"{figures['doubles']} doubles in {figures['rounds']} rounds"
    if "states" in figures:
        return f"{figures['states_with_loss']} of {figures['states']} states lose"
    if figures["half"]:
        return f"{figures['half']} half of {figures['points']} points"
    return f"{figures['lost']} lost at {figures['points']} points"


def _sum(figures: list[dict[str, Any]], name: str) -> int:
    return sum(int(one.get(name, 0)) for one in figures)


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
