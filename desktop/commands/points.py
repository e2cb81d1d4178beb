"""Commands of the points programme: balances, why they are so, monthly sheets, hosts."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.commands.frame import Commands
from resources.words import _

if TYPE_CHECKING:
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
    made = below.add("statement", _("statements of points as one PDF"), statement)
    made.add_argument("--number", nargs="+", default=[], metavar="N", help=_("only these numbers"))
    _year(made)
    made.add_argument("--output", type=Path, required=True, metavar=_("FILE"))
    made = below.add("exchange", _("take, approve, hand over or cancel an exchange"), exchange)
    made.add_argument("number", metavar="N", help=_("a registration number"))
    _year(made)
    made.add_argument("--take", nargs=2, metavar=(_("REWARD"), _("YEN")), default=None,
                      help=_("a new application for so many yen"))  # fmt: skip
    made.add_argument("--card", default="", metavar=_("TEXT"), help=_("the number of the card"))
    made.add_argument("--approve", metavar="ID", help=_("approve an application"))
    made.add_argument("--hand-over", metavar="ID", help=_("it was handed over and signed for"))
    made.add_argument("--cancel", metavar="ID", help=_("cancel it; the amount comes back"))
    made.add_argument("--reason", default="", metavar=_("TEXT"), help=_("why it is cancelled"))
    made = below.add("close-year", _("close a year; what is left is carried or lapses"), close_year)
    _year(made)
    made.add_argument("--dry-run", action="store_true", help=_("only look; nothing is kept"))
    made = below.add("report", _("the figures of a year, for the city"), report)
    _year(made)
    words = _("the report as a PDF, or as a workbook where it ends in .xlsx")
    made.add_argument("--output", type=Path, metavar=_("FILE"), help=words)
    below = Commands(commands.add("hosts", _("the hosts volunteers help at")))
    below.add("list", _("every host with its designation"), hosts_list)


def _year(made: Any) -> None:
    made.add_argument(
        "--year", type=int, metavar="Y", help=_("the fiscal year of the list, by its first year")
    )


def _asked_year(call: "Call") -> int:
    from resources import calendar

    return int(call.asked.year or calendar.fiscal_year(call.today))


def registration_number(text: str) -> str:
    """Return a registration number with its zeros, or the text where it is none."""
    from programs.points.sheet_reading import WIDTH
    from sessions.intake import cells

    return cells.read_number(text, WIDTH) or text


def balance(call: "Call") -> list[dict[str, Any]]:
    """Return the figures of everybody registered in the year, by number."""
    from programs.points import balances

    numbers = [registration_number(one) for one in call.asked.number] or None
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

    number = registration_number(call.asked.number)
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


def bring_in(call: "Call") -> dict[str, Any]:
    """Bring monthly sheets in, or with --dry-run only say what would be."""
    from programs.points import sheet_intake, sheet_reading
    from resources import spreadsheet

    chosen = call.asked.files
    read = []
    for done, path in enumerate(chosen):
        call.progress(done, len(chosen))
        read += sheet_reading.read(spreadsheet.read(path))
    call.progress(len(chosen), len(chosen))

    def keep(db: Any, at: Any, by: str) -> Any:
        return sheet_intake.bring_in(db, read, at=at, by=by)

    outcome = call.rehearse(keep) if call.asked.dry_run else call.change(keep)
    return {
        "files": _fared("activities", outcome.files),
        "problems": [one.told() for one in outcome.troubles],
        "duplicates": [],
    }  # fmt: skip


def _fared(kind: str, files: Any) -> list[dict[str, Any]]:
    """Say how the rows of each file fared."""
    return [
        {
            "file": one.file, "kind": kind, "rows": one.rows, "added": one.added,
            "changed": one.changed, "unchanged": one.unchanged,
        }
        for one in files
    ]  # fmt: skip


def bring_hosts(call: "Call") -> dict[str, Any]:
    """Bring lists of hosts in, or with --dry-run only say what would be."""
    from programs.points import host_intake
    from resources import spreadsheet

    read = [host_intake.read(spreadsheet.read(path)) for path in call.asked.files]

    def keep(db: Any, at: Any, by: str) -> Any:
        return [host_intake.bring_in(db, one, at=at, by=by) for one in read]

    outcomes = call.rehearse(keep) if call.asked.dry_run else call.change(keep)
    return {
        "files": _fared("hosts", outcomes),
        "problems": [problem.told() for one in outcomes for problem in one.problems],
        "duplicates": [],
    }  # fmt: skip


def statement(call: "Call") -> dict[str, Any]:
    """Write the statements of a year into one PDF; claims are kept, who gets none is told."""
    from desktop.commands.writing import take_out
    from programs.points import statements
    from programs.points.papers import statement as paper

    numbers = [registration_number(one) for one in call.asked.number] or None
    year = _asked_year(call)
    made = call.change(lambda db, at, by: statements.issue(db, year, numbers, at=at, by=by))
    pdf = paper.draw(made.statements, progress=call.progress)
    take_out(call, call.asked.output, pdf, what="statement", count=len(made.numbers))
    return {
        "file": str(call.asked.output),
        "statements": list(made.numbers),
        "pages": sum(paper.sheets(one) for one in made.statements),
        "left_out": [{"number": number, "why": why} for number, why in made.left_out],
    }


def exchange(call: "Call") -> list[dict[str, Any]]:
    """Do what was asked about exchanges of one number, and return all of them in the year."""
    from programs.points import exchanges
    from programs.points.exchanges import Choice
    from resources.refusals import Refusal

    asked, year = call.asked, _asked_year(call)
    number = registration_number(asked.number)
    if asked.take:
        reward, amount = asked.take
        if not amount.isdigit():
            raise Refusal(_("The amount is no number."), _("Enter yen as a whole number."))
        choices = [Choice(reward, int(amount))]
        call.change(
            lambda db, at, by: exchanges.apply(
                db, year, number, choices, card_number=asked.card, at=at, by=by
            )
        )
    if asked.approve:
        _step(call, exchanges.approve, asked.approve)
    if asked.hand_over:
        _step(call, exchanges.hand_over, asked.hand_over, signed=True)
    if asked.cancel:
        _step(call, exchanges.cancel, asked.cancel, reason=asked.reason)
    return [
        {
            "id": one.id, "number": one.number, "applied": one.applied_on.isoformat(),
            "yen": one.yen, "state": one.state.value, "card": one.card_number,
            "handed_over": None if one.handed_on is None else one.handed_on.isoformat(),
            "reason": one.reason,
            "choices": [
                {"reward": each.reward, "yen": each.yen, "quantity": each.quantity}
                for each in one.choices
            ],
        }
        for one in call.read(exchanges.listing, year, number)
    ]  # fmt: skip


def _step(call: "Call", work: Any, exchange_id: str, **facts: Any) -> None:
    """Let one exchange go a step on."""
    from programs.points import exchanges

    version = call.read(exchanges.get, exchange_id).version
    call.change(lambda db, at, by: work(db, exchange_id, version=version, at=at, by=by, **facts))


def close_year(call: "Call") -> dict[str, Any]:
    """Close a year, or with --dry-run only say what closing it would do.

    A job has nobody who looks first: what the dry run says goes into the journal with the closing.
    """
    from programs.points import closing

    year = _asked_year(call)
    act = closing.rehearse if call.asked.dry_run else closing.close_at_once
    plan = call.change(lambda db, at, by: act(db, year, at=at, by=by))
    return {
        "year": year,
        "closed": not call.asked.dry_run,
        "figures": plan.figures,
        "hindrances": list(plan.hindrances),
        "volunteers": [
            {
                "number": one.standing.number, "stamps_recorded": one.standing.recorded,
                "stamps_counted": one.standing.counted, "yen": one.standing.worth,
                "exchanged": one.standing.exchanged, "carried": one.carried,
                "lapsed": one.lapsed,
            }
            for one in plan.endings
        ],
    }  # fmt: skip


def report(call: "Call") -> dict[str, Any]:
    """Return the figures of a year: who was active, how much, what was exchanged."""
    from desktop.commands.writing import write
    from programs.points import closing, settling, sheet_intake, year_report
    from programs.points.papers import city_report
    from sessions import office

    year = _asked_year(call)
    details = call.read(office.get).details
    told = call.read(year_report.of_year, year, details, today=call.today)
    if call.asked.output:
        as_sheet = call.asked.output.suffix == ".xlsx"
        make = year_report.workbook if as_sheet else city_report.draw
        write(call.asked.output, make(told.content))
    figures = call.read(closing.plan, year, call.today).figures
    now = call.read(settling.judged, year)
    months: dict[str, int] = {}
    refused: dict[str, int] = {}
    for one in now.judged:
        if one.accepted and one.deed.day is not None:
            month = one.deed.day.isoformat()[:7]
            months[month] = months.get(month, 0) + one.deed.minutes
        for kind in sheet_intake.kinds_of(one):
            refused[kind] = refused.get(kind, 0) + 1
    return {
        "year": year, **figures, "minutes_by_month": months, "found": refused,
        "report": {
            "facts": dict(told.content.facts),
            "tables": [
                {"title": one.title, "head": list(one.head), "rows": [list(r) for r in one.rows]}
                for one in told.content.tables
            ],
        },
        "file": str(call.asked.output) if call.asked.output else None,
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
