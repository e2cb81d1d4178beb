"""What the programme of volunteer points holds about a person."""

from typing import Final

from resources.words import mark
from sessions.holdings import Holding

_REGISTERING: Final = mark("Registering volunteers, and ending it")

HELD: Final[tuple[Holding, ...]] = (
    Holding(
        "registration",
        mark("Registered for volunteer points"),
        mark("Counting stamps and paying out volunteer points"),
        told=(
            "year", "number", "first_registered", "registered", "insured", "status", "cancelled",
            "emergency", "old_number",
        ),
        emptied={"emergency": ""},
    ),
    Holding(
        "points_application", mark("Applications to become a volunteer"), _REGISTERING,
        told=("year", "received", "proof", "wants_insurance", "emergency", "wishes"),
        emptied={"emergency": "", "wishes": ""},
    ),
    Holding(
        "inquiry_line", mark("Lists on which the city was asked"), _REGISTERING,
        told=("place", "number", "recorded_at"),
    ),
    Holding(
        "inquiry_answer", mark("What the city answered: fit or not"), _REGISTERING,
        by=(("line_id", "inquiry_line"),), told=("fit", "confirmed"),
    ),
    Holding(
        "registration_turn", mark("Turns of the registration"), _REGISTERING,
        told=("year", "number", "kind", "day", "reason"),
    ),
)  # fmt: skip
