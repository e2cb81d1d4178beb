"""Commands that bring office lists in, show what was brought in, and take it back."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.commands.frame import Commands
from resources.words import _

if TYPE_CHECKING:
    from desktop.commands.call import Call
    from sessions.intake.kinds import Kind


def declare(commands: Commands) -> None:
    """Declare import, imports and undo-import."""
    made = commands.add("import", _("bring lists into the register, all files or none"), bring_in)
    made.add_argument(
        "kind", metavar=_("KIND"), help="volunteers, supporters, applicants, hosts, activities"
    )
    made.add_argument("files", nargs="+", type=Path, metavar=_("FILE"))
    made.add_argument(
        "--year", type=int, metavar="Y", help=_("the fiscal year of the list, by its first year")
    )
    made.add_argument("--course", metavar="C", help=_("the course the list belongs to"))
    made.add_argument("--meeting", metavar=_("MEETING"), help=_("the meeting people apply for"))
    made.add_argument(
        "--answers", type=Path, metavar=_("FILE"), help=_("who is the same person and who is not")
    )
    made.add_argument(
        "--mapping", type=Path, metavar=_("FILE"), help=_("what the columns mean, as JSON or TOML")
    )
    made.add_argument("--dry-run", action="store_true", help=_("only look; nothing is kept"))
    made.add_argument(
        "--report", type=Path, metavar=_("FILE"), help=_("write the answer into this file, too")
    )
    commands.add("imports", _("what was brought in, when and by whom"), imports)
    made = commands.add("undo-import", _("take an import back whole"), undo)
    made.add_argument("id", metavar="ID", help=_("see: inakurashi imports"))


def kinds() -> "dict[str, Kind]":
    """Return the kinds of lists this version reads, by their word."""
    from programs.points.intake import VOLUNTEERS
    from programs.supporters.intake import SUPPORTERS
    from sessions.intake.applicants import APPLICANTS

    return {kind.name: kind for kind in (VOLUNTEERS, SUPPORTERS, APPLICANTS)}


def bring_in(call: "Call") -> dict[str, Any]:
    """Read the files and bring them in, or with --dry-run only say what would be."""
    from desktop.commands import points, which
    from resources.refusals import Refusal
    from sessions.intake import imports as doors
    from sessions.intake import mapping, reading, replies

    asked = call.asked
    kind = kinds().get(asked.kind)
    others = {"activities": points.bring_in, "hosts": points.bring_hosts}
    if (kind is None and asked.kind not in others) or asked.course:
        raise Refusal(
            _("Lists of this kind cannot be brought in yet: {kind}").format(kind=asked.kind),
            _("These can: {kinds}").format(kinds=", ".join([*kinds(), *others])),
        )
    for path in asked.files:
        if not path.is_file():
            raise Refusal(
                _("There is no file {path}.").format(path=path), _("Look at its name again.")
            )
    _office_is_there = call.office
    if kind is None:
        answer = others[asked.kind](call)
        if asked.report:
            _write(call, asked.report, answer)
        return answer
    fields = frozenset(column.field for column in kind.columns)
    meant = mapping.load(asked.mapping, fields) if asked.mapping else mapping.NOTHING
    said = replies.load(asked.answers) if asked.answers else replies.NONE
    read = reading.read_files(
        kind, asked.files, year=asked.year, mapping=meant, progress=call.progress
    )

    def meeting_id(db: Any) -> str | None:
        if not asked.meeting:
            return None
        return which.meeting(db, asked.meeting, today=call.today)

    if asked.dry_run:
        outcome: Any = call.read(lambda db: doors.stage(db, read, said, meeting_id=meeting_id(db)))
    else:
        outcome = call.change(
            lambda db, at, by: doors.bring_in(
                db,
                read,
                said,
                meeting_id=meeting_id(db),
                at=at,
                by=by,
                progress=call.progress,
            )
        )
    answer = doors.report(outcome)
    if asked.report:
        _write(call, asked.report, answer)
    return answer


def imports(call: "Call") -> list[dict[str, Any]]:
    """Return every import, newest first."""
    from programs.points import sheet_intake
    from resources import calendar
    from sessions import staff
    from sessions.intake import batches

    names = call.read(staff.names)
    sheets = [
        {
            "id": one.batch_id,
            "kind": "activities",
            "year": None,
            "meeting": None,
            "at": calendar.local(one.at).isoformat(timespec="seconds"),
            "by": names.get(one.by, one.by),
            "files": [{"file": file, "rows": rows} for file, rows in one.files],
            "taken_back": one.taken_back,
        }
        for one in call.read(sheet_intake.imports)
    ]
    return sheets + [
        {
            "id": one.id,
            "kind": one.kind,
            "year": one.year,
            "meeting": one.meeting_id,
            "at": calendar.local(one.at).isoformat(timespec="seconds"),
            "by": names.get(one.by, one.by),
            "files": [
                {
                    "file": count.file,
                    "rows": count.rows,
                    "added": count.added,
                    "changed": count.changed,
                    "unchanged": count.unchanged,
                }
                for count in one.files
            ],
            "taken_back": one.taken_back_at is not None,
        }
        for one in call.read(batches.imports)
    ]


def undo(call: "Call") -> dict[str, Any]:
    """Take an import back; refuses where something later stands on it."""
    from programs.points import sheet_intake
    from sessions.intake import undoing

    wanted = call.asked.id
    if any(one.batch_id == wanted for one in call.read(sheet_intake.imports)):
        reason = _("Taken back")
        call.change(
            lambda db, at, by: sheet_intake.take_back(db, wanted, reason=reason, at=at, by=by)
        )
        return {"id": wanted, "taken_back": True}
    call.change(
        lambda db, at, by: undoing.undo_import(db, wanted, tuple(kinds().values()), at=at, by=by)
    )
    return {"id": wanted, "taken_back": True}


def _write(call: "Call", target: Path, answer: dict[str, Any]) -> None:
    """Write the answer as JSON, or its problems as a table where the name ends in .csv."""
    from desktop.commands.writing import take_out

    if target.suffix.lower() == ".csv":
        import csv
        import io

        columns = ("file", "sheet", "row", "column", "kind", "text", "message")
        sink = io.StringIO(newline="")
        table = csv.DictWriter(sink, columns)
        table.writeheader()
        for problem in answer["problems"]:
            table.writerow({name: _plain(problem[name]) for name in columns})
        content = sink.getvalue().encode("utf-8-sig")
    else:
        content = json.dumps(answer, ensure_ascii=False, indent=1).encode()
    take_out(call, target, content, what="problems", count=len(answer["problems"]))


def _plain(value: Any) -> Any:
    """Keep a spreadsheet from taking what somebody wrote for a formula."""
    if isinstance(value, str) and value[:1] in {"=", "+", "-", "@", "\t", "\r"}:
        return "'" + value
    return value
