"""What children do to whole records: merge, erase, pack, bring home; exchange, close, import."""

from datetime import datetime
from pathlib import Path

from desktop.held import BLOCKERS, HELD
from programs.points import closing, exchanges, sheet_intake, sheet_reading
from programs.points.exchanges import Choice
from programs.points.intake import VOLUNTEERS
from programs.supporters.intake import SUPPORTERS
from resources import spreadsheet, words
from resources.refusals import Refusal
from sessions import erasure, joining, merging, packing
from sessions.intake.imports import bring_in
from sessions.intake.reading import read_files
from tests.conftest import CHEAP
from tests.faults.jobs import desk_of
from tests.town import NOW


def _merge(desk, job, who):
    desk.change(merging.merge, job["keep"], job["drop"], **who)


def _erase(desk, job, who):
    desk.change(erasure.approve, job["request"], held=HELD, blockers=BLOCKERS, **who)


def _pack(desk, job, who):
    desk.change(packing.pack, job["meeting"], carrier="原", stretching=CHEAP, **who)


def _join(desk, job, who):
    desk.change(joining.join_file, Path(job["home"]).read_bytes(), **who)


def _exchange(desk, job, who):
    choices = [Choice(job["reward"], job["yen"])]
    desk.change(exchanges.apply, job["year"], job["number"], choices, **who)


def _closing(desk, job, who):
    desk.change(closing.close, job["year"], **who)


def _sheets(desk, job, who):
    read = [
        one for file in job["files"] for one in sheet_reading.read(spreadsheet.read(Path(file)))
    ]
    desk.change(sheet_intake.bring_in, read, **who)


KINDS = {"volunteers": VOLUNTEERS, "supporters": SUPPORTERS}
ACTS = {"merge": _merge, "erase": _erase, "pack": _pack, "join": _join, "exchange": _exchange,
        "closing": _closing, "sheets": _sheets}  # fmt: skip


def doing(job: dict, ready, say) -> None:
    """Do the act that the job is called; refused, it is tried once more."""
    name = job["job"]
    if name == "import":
        reading = read_files(KINDS[job["kind"]], [Path(job["file"])])

    def act(desk, job, who):
        if name == "import":
            desk.change(bring_in, reading, **who)
        else:
            ACTS[name](desk, job, who)

    desk = desk_of(job)
    words.use("ja")
    at = datetime.fromisoformat(job["at"]) if "at" in job else NOW
    who = {"at": at, "by": job["staff"]}
    ready()
    for _again in range(2):
        try:
            act(desk, job, who)
        except Refusal as refusal:
            say(f"refused {refusal.what} {refusal.advice}")
            if job.get("mutant") == "refused_is_done":
                say(f"ok {name}")
            continue
        say(f"ok {name}")
        return


JOBS = dict.fromkeys((*ACTS, "import"), doing)
