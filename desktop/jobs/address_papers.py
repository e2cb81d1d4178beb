"""宛名: labels and envelopes as jobs, and the pages by which a printer is measured."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from desktop.jobs.office import details
from desktop.print_tray import Drawn, Job, Options, Subject
from resources import calendar
from resources.words import _

if TYPE_CHECKING:
    from desktop.desk import Desk, Task
    from sessions.addressees import Addressee

LABELS, ENVELOPES = "address_labels", "envelopes"


@dataclass(frozen=True)
class Stationery:
    """What the addresses are printed on: a sheet of labels from a place on, or an envelope."""

    labels: str = ""
    start: int = 1
    envelope: str = ""
    upright: bool = True  # written from top to bottom
    sender: bool = True
    postage: str = ""  # a value of `Payment`, or nothing where a stamp is put on
    post_office: str = ""


def addresses(
    desk: "Desk",
    addressed: "Sequence[Addressee | None]",
    stationery: Stationery,
    *,
    left_out: Sequence[tuple[str, str, str]] = (),
    purpose: str = "",
) -> Job:
    """Return `addressed` on labels or envelopes, None as a place that stays free.

    `left_out` (key, name, why) are shown in the list, without a label. `purpose` is told to the
    journal.
    """
    from sessions import addressees

    there = [one for one in addressed if one is not None]
    subjects = [Subject(one.key, one.label, one.kana) for one in there]
    subjects += [Subject(key, name, "", why) for key, name, why in left_out]
    office = details(desk)
    blocks = tuple(None if one is None else addressees.address(one) for one in addressed)

    def draw(_options: Options, task: "Task") -> Drawn:
        pdf, pages = _draw(blocks, stationery, office, task)
        kept = [page for page, one in zip(pages, addressed, strict=True) if one is not None]
        return Drawn(pdf, tuple(kept))

    return Job(
        LABELS if stationery.labels else ENVELOPES,
        _("Address labels") if stationery.labels else _("Envelopes"),
        tuple(subjects),
        draw,
        texts=tuple(addressees.texts(there)),
        purpose=purpose,
        choices=json.dumps(asdict(stationery)),
    )


def _draw(
    blocks: Sequence[Any], stationery: Stationery, office: Any, task: "Task"
) -> tuple[bytes, list[int]]:
    """Return the sheets, and on which page (from 0) each address stands."""
    from resources import stationery as known
    from sessions.papers import address_labels, envelopes
    from sessions.papers.address_block import Address
    from sessions.papers.postage_mark import PostageMark

    if stationery.envelope:
        there = tuple(one for one in blocks if one is not None)
        ours = Address((), office.zip, office.address, office.name) if stationery.sender else None
        mark = (
            PostageMark(known.Payment(stationery.postage), stationery.post_office)
            if stationery.postage
            else None
        )
        pdf = envelopes.draw(
            envelopes.Envelopes(
                known.envelope(stationery.envelope), there, ours, stationery.upright, mark=mark
            ),
            progress=task.tell,
        )
        return pdf, list(accumulate((one is not None for one in blocks[:-1]), initial=0))

    sheet = known.label_sheet(stationery.labels)
    content = address_labels.AddressLabels(sheet, tuple(blocks), stationery.start)
    pdf = address_labels.draw(content, progress=task.tell)
    first = stationery.start - 1
    return pdf, [(first + number) // sheet.count for number in range(len(blocks))]


def resumed_addresses(desk: "Desk", keys: Sequence[str], choices: str, purpose: str) -> Job:
    """Return a batch that stopped: the same order, and nobody who must not be written to now."""
    from sessions import addressees

    found = desk.read(addressees.again, list(keys))
    return addresses(desk, found, Stationery(**json.loads(choices)), purpose=purpose)


def label_borders(desk: "Desk", labels: str) -> Job:
    """Return a sheet with the edges of all labels, to be held against the light."""
    from resources import stationery as known
    from sessions.papers import address_labels

    sheet = known.label_sheet(labels)
    office = details(desk)

    def draw(_options: Options, task: "Task") -> Drawn:
        from sessions.papers.address_block import Address

        sample = Address(((office.name, ""),), office.zip, office.address)
        content = address_labels.AddressLabels(sheet, (sample,) * sheet.count, borders=True)
        return Drawn(address_labels.draw(content, progress=task.tell))

    words = _("Trial sheet with the edges of the labels")
    return Job("label_borders", words, (Subject("trial", words),), draw)


def calibration_page(desk: "Desk") -> Job:
    """Return the page with two lines, by which the printer is measured."""
    from resources import settings
    from sessions.papers import calibration_page as paper

    def draw(_options: Options, task: "Task") -> Drawn:
        when = calendar.wareki_with_weekday(calendar.day_of(desk.now()))
        content = paper.CalibrationPage(details(desk).name, settings.load().printer, when)
        return Drawn(paper.draw(content, progress=task.tell))

    words = _("Page for measuring the printer")
    # Sent as it is: what is to be measured must not be put right already.
    return Job("calibration_page", words, (Subject("page", words),), draw, shifted=False)
