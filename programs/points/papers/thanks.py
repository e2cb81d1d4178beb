"""感謝状 (P17): thanks for a milestone of activities; A4 landscape in the frame of the 参加証."""

from collections.abc import Sequence
from dataclasses import dataclass

from resources.paper import Cancel, Progress
from resources.words import _
from sessions.papers import participation_certificate
from sessions.papers.participation_certificate import ParticipationCertificate


@dataclass(frozen=True, slots=True)
class Thanks:
    """One letter of thanks; dates as they are to be read, `times` the milestone reached."""

    name: str
    times: int
    programme: str
    date: str
    issuer_title: str
    issuer_name: str


def draw(
    contents: Sequence[Thanks],
    *,
    colour: bool = True,
    progress: Progress | None = None,
    cancel: Cancel | None = None,
) -> bytes:
    """Return the PDF, a sheet for each of `contents`."""
    return participation_certificate.draw_all(
        [_certificate(one, colour=colour) for one in contents], progress=progress, cancel=cancel
    )


def _certificate(one: Thanks, *, colour: bool) -> ParticipationCertificate:
    text = _(
        "Through {programme} you have given your hands to others more than {times} times. "
        "We thank you from our hearts for your warm help, year after year."
    )
    return ParticipationCertificate(
        number="", name=one.name, text=text.format(programme=one.programme, times=one.times),
        date=one.date, issuer_title=one.issuer_title, issuer_name=one.issuer_name,
        colour=colour, title=_("Letter of thanks"),
    )  # fmt: skip
