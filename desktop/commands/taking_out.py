"""Commands about what is taken out to a hall: make, home, lost, list, undo."""

from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.commands.frame import Commands
from resources.words import _

if TYPE_CHECKING:
    from desktop.commands.call import Call


def declare(commands: Commands) -> None:
    """Declare takeout and what lies below it."""
    below = Commands(commands.add("takeout", _("one meeting for the computer of a hall")))
    made = below.add("make", _("make a package; the passcode is said this once"), make)
    made.add_argument("meeting", metavar=_("MEETING"), help=_("its number, its id, or next"))
    made.add_argument("--carrier", required=True, metavar=_("NAME"), help=_("who takes it out"))
    made.add_argument("--output", required=True, metavar=_("FILE"), help=_("where it is written"))
    made = below.add("home", _("bring an evening home: a file, a photograph, or letters"), home)
    made.add_argument("what", metavar=_("FILE"), help=_("file, photograph, or INAB1 …"))
    made.add_argument(
        "--slow", type=int, default=0, metavar="SECONDS", help=_("how slow the hall's clock was")
    )
    made.add_argument("--dry-run", action="store_true", help=_("say it only, change nothing"))
    made = below.add("undo", _("take one bringing home back as a whole"), undo)
    made.add_argument("joining", metavar="ID", help=_("the id of the receipt"))
    made = below.add("lost", _("report a package lost; the report goes to a file"), lost)
    made.add_argument("package", metavar="ID", help=_("the id of the package"))
    made.add_argument("--note", default="", help=_("what is known"))
    made.add_argument("--output", metavar=_("FILE"), help=_("where the report is written (PDF)"))
    made = below.add("list", _("the packages, those of a month, or those not home"), listing)
    made.add_argument("--month", metavar="YYYY-MM", help=_("of this month only"))
    made.add_argument("--out", action="store_true", help=_("only those that are not home"))


def make(call: "Call") -> dict[str, Any]:
    """Make a package and write it; returns the passcode, which is kept nowhere."""
    from desktop.commands import which
    from resources import durable, passcodes
    from sessions import packing

    def work(db: Any, at: Any, by: str) -> Any:
        meeting_id = which.meeting(db, call.asked.meeting, today=call.today)
        packed = packing.pack(
            db,
            meeting_id,
            carrier=call.asked.carrier,
            at=at,
            by=by,
        )
        # Within the transaction: what could not be written was not taken out.
        durable.write(Path(call.asked.output), packed.content)
        return packed

    packed = call.change(work)
    return {
        "id": packed.id,
        "file": call.asked.output,
        "passcode": passcodes.shown(packed.passcode),
        "bytes": len(packed.content),
    }


def home(call: "Call") -> dict[str, Any]:
    """Bring an evening home and return its receipt."""
    from sessions import joining

    brought, slow = _brought(call.asked.what), timedelta(seconds=call.asked.slow)
    if isinstance(brought, str):
        text = brought
        if call.asked.dry_run:
            return _outlook(call.read(joining.preview_photo, text))
        done = call.change(lambda db, at, by: joining.join_photo(db, text, at=at, by=by))
    else:
        content = brought
        if call.asked.dry_run:
            return _outlook(call.read(joining.preview_file, content, slow=slow))
        done = call.change(
            lambda db, at, by: joining.join_file(db, content, slow=slow, at=at, by=by)
        )
    return _receipt(done)


def undo(call: "Call") -> dict[str, Any]:
    """Take one bringing home back."""
    from sessions import joining

    key = call.asked.joining
    return _receipt(call.change(lambda db, at, by: joining.undo(db, key, at=at, by=by)))


def lost(call: "Call") -> dict[str, Any]:
    """Report a package lost; with --output its report is written."""
    from desktop.commands.writing import take_out
    from sessions import takeouts

    key, note = call.asked.package, call.asked.note
    one = call.change(lambda db, at, by: takeouts.report_lost(db, key, note=note, at=at, by=by))
    answer = _package(one) | {
        "persons": [
            {"name": person.name, "kana": person.kana}
            for person in call.read(takeouts.carried, key)
        ]
    }
    if call.asked.output:
        from desktop import jobs
        from desktop.desk import Desk, Task

        with call.office.read() as db:
            desk = Desk(call.office, call.staff(db), lambda: call.at)
        job = jobs.incident_sheet(desk, key)
        pdf = job.draw(job.options, Task()).pdf
        count = len(answer["persons"])
        take_out(call, Path(call.asked.output), pdf, what=job.paper, count=count)
        answer["report"] = call.asked.output
    return answer


def listing(call: "Call") -> list[dict[str, Any]]:
    """List the packages, the newest first."""
    from sessions import takeouts

    if call.asked.out:
        found = call.read(takeouts.not_home)
    else:
        since, until = _bounds(call.asked.month)
        found = tuple(reversed(call.read(takeouts.between, since, until)))
    return [_package(one) for one in found]


def _bounds(month: str | None) -> tuple[date, date]:
    from desktop.commands.call import Wrong

    if month is None:
        return date.min, date.max
    try:
        first = date.fromisoformat(f"{month}-01")
    except ValueError:
        raise Wrong(_("A month is given as 2026-05.")) from None
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def _brought(what: str) -> bytes | str:
    """Return the bytes of a file, or the text of a code: typed, or on a photograph."""
    from resources import closing_code, parcel, sealed_log
    from resources.refusals import Refusal

    if what.upper().startswith(closing_code.PREFIX) and not Path(what).exists():
        return what
    try:
        content = Path(what).read_bytes()
    except OSError:
        raise Refusal(_("The file cannot be read."), _("Is the stick still in?")) from None
    if content.startswith((sealed_log.MAGIC, parcel.MAGIC)):
        return content
    from PySide6.QtGui import QImage

    from desktop.scanning.decode import Decoder

    text = Decoder().read(QImage.fromData(content))
    if not text:
        raise sealed_log.unreadable()
    return text


def _outlook(one: Any) -> dict[str, Any]:
    return {
        "package": one.takeout_id,
        "meeting": one.meeting_id,
        "source": one.source.value,
        "new": one.new,
        "known": one.known,
        "asked": one.asked,
        "waits": [doubt.value for doubt in one.waits],
        **_wrong(one.wrong),
    }


def _receipt(one: Any) -> dict[str, Any]:
    return {
        "id": one.id,
        "package": one.takeout_id,
        "meeting": one.meeting_id,
        "source": one.source.value,
        "new": one.new,
        "known": one.known,
        "asked": one.asked,
        "undone": one.undone_at is not None,
        **_wrong(one.wrong),
    }


def _wrong(one: Any) -> dict[str, Any]:
    return {
        "wrong_passcodes": one.count,
        "last_wrong_passcode": one.last and one.last.isoformat(timespec="seconds"),
    }


def _package(one: Any) -> dict[str, Any]:
    return {
        "id": one.id,
        "meeting": one.meeting_id,
        "label": one.label,
        "carrier": one.carrier,
        "people": one.people,
        "cipher": one.cipher,
        "made": one.made_at.isoformat(timespec="minutes"),
        "expires": one.expires.isoformat(timespec="minutes"),
        "fate": one.fate.value,
        "joined": one.joined,
        "questions": one.open_questions,
    }
