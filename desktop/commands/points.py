"""Commands of the points programme: balances, why they are so, monthly sheets, hosts."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.commands.frame import Commands
from resources.words import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.commands.call import Call


def declare(commands: Commands) -> None:
    """Declare points and hosts and what stands below them."""
    below = Commands(commands.add("points", _("the points of volunteers")))
    made = below.add("balance", _("where every volunteer stands in a year"), balance)
    _year(made)
    made.add_argument("--number", nargs="+", default=[], metavar="N", help=_("only these numbers"))
    made = below.add("explain", _("why a balance is what it is"), explain)
    made.add_argument("number", metavar="N", help=_("a registration number"))
    _year(made)
    made = below.add(
        "import-activities", _("bring monthly sheets of hosts in, all or none"), bring_in
    )
    made.add_argument("files", nargs="+", type=Path, metavar=_("FILE"))
    made.add_argument("--dry-run", action="store_true", help=_("only look; nothing is kept"))
    made = below.add("problems", _("activities that do not count, or want a look"), problems)
    _year(made)
    below = Commands(commands.add("hosts", _("the hosts volunteers help at")))
    below.add("list", _("every host with its designation"), hosts_list)


def _year(made: Any) -> None:
    made.add_argument(
        "--year", type=int, metavar="Y", help=_("the fiscal year of the list, by its first year")
    )


def _asked_year(call: "Call") -> int:
    from resources import calendar

    return int(call.asked.year or calendar.fiscal_year(call.today))


def balance(call: "Call") -> list[dict[str, Any]]:
    """Return the figures of everybody registered in the year, by number."""
    from programs.points import balances
    from sessions.intake import cells

    numbers = [cells.read_number(one, 4) or one for one in call.asked.number] or None
    return [
        {
            "number": one.number, "id": one.person_id, "activities": one.activities,
            "minutes": one.minutes, "stamps_recorded": one.recorded,
            "stamps_counted": one.counted, "yen": one.worth, "exchanged": one.exchanged,
            "left": one.left, "next_stamps": one.wanted, "next_yen": one.then,
        }
        for one in call.read(balances.of_year, _asked_year(call), numbers)
    ]  # fmt: skip


def explain(call: "Call") -> dict[str, Any]:
    """Return every activity of one number and what it counts for."""
    from programs.points import explaining
    from resources import calendar
    from sessions import staff
    from sessions.intake import cells

    number = cells.read_number(call.asked.number, 4) or call.asked.number
    found = call.read(explaining.explain, _asked_year(call), number)
    names = call.read(staff.names)
    return {
        "number": number,
        "stamps_recorded": found.standing.recorded,
        "stamps_counted": found.standing.counted,
        "yen": found.standing.worth,
        "exchanged": found.standing.exchanged,
        "activities": [
            {
                "day": None if one.day is None else one.day.isoformat(), "host": one.host,
                "begins": one.begins, "ends": one.ends, "minutes": one.minutes,
                "content": one.content, "stamps_recorded": one.recorded,
                "stamps_counted": one.counted, "total": one.total, "accepted": one.accepted,
                "causes": list(one.causes), "source": one.source, "file": one.file,
                "row": one.line, "rule": one.rule_turn,
                "entered": calendar.local(one.entered_at).isoformat(timespec="seconds"),
                "by": names.get(one.entered_by, one.entered_by),
            }
            for one in found.lines
        ],
        "others": [
            {"day": day.isoformat(), "kind": kind, "yen": yen, "reason": reason}
            for day, kind, yen, reason in found.others
        ],
    }  # fmt: skip


def bring_in(call: "Call", files: "Sequence[Path] | None" = None) -> dict[str, Any]:
    """Bring monthly sheets in, or with --dry-run only say what would be."""
    from programs.points import sheet_intake, sheet_reading
    from resources import spreadsheet

    chosen = list(call.asked.files if files is None else files)
    read = []
    for done, path in enumerate(chosen):
        call.progress(done, len(chosen))
        read += sheet_reading.read(spreadsheet.read(path))
    call.progress(len(chosen), len(chosen))

    def keep(db: Any, at: Any, by: str) -> Any:
        return sheet_intake.bring_in(db, read, at=at, by=by)

    outcome = call.rehearse(keep) if call.asked.dry_run else call.change(keep)
    return {
        "files": [
            {
                "file": one.file, "kind": "activities", "rows": one.rows, "added": one.added,
                "changed": one.changed, "unchanged": one.unchanged,
            }
            for one in outcome.files
        ],
        "problems": [one.told() for one in outcome.troubles],
        "duplicates": [],
    }  # fmt: skip


def bring_hosts(call: "Call") -> dict[str, Any]:
    """Bring lists of hosts in, or with --dry-run only say what would be."""
    from programs.points import host_intake
    from resources import spreadsheet

    read = [host_intake.read(spreadsheet.read(path)) for path in call.asked.files]

    def keep(db: Any, at: Any, by: str) -> Any:
        return [host_intake.bring_in(db, one, at=at, by=by) for one in read]

    outcomes = call.rehearse(keep) if call.asked.dry_run else call.change(keep)
    return {
        "files": [
            {
                "file": one.file, "kind": "hosts", "rows": one.rows, "added": one.added,
                "changed": one.changed, "unchanged": one.unchanged,
            }
            for one in outcomes
        ],
        "problems": [problem.told() for one in outcomes for problem in one.problems],
        "duplicates": [],
    }  # fmt: skip


def problems(call: "Call") -> list[dict[str, Any]]:
    """Return what does not count, or wants a look, with what to do."""
    from programs.points import sheet_intake

    return [one.told() for one in call.read(sheet_intake.troubles, _asked_year(call))]


def hosts_list(call: "Call") -> list[dict[str, Any]]:
    """Return every host by number."""
    from programs.points import hosts

    return [
        {
            "no": int(one.number) if one.number.isdigit() else one.number, "name": one.name,
            "since": None if one.designated is None else one.designated.isoformat(),
            "until": None if one.ended is None else one.ended.isoformat(),
            "kind": one.kind, "address": one.address, "phone": one.phone, "fax": one.fax,
            "contact": one.contact, "weekdays": one.weekdays, "activities": one.activities,
        }
        for one in call.read(hosts.listing)
    ]  # fmt: skip
