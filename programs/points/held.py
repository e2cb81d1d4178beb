"""What the programme of volunteer points holds about a person."""

from typing import Final

from resources.words import mark
from sessions.holdings import Holding

_REGISTERING: Final = mark("Registering volunteers, and ending it")

_COUNTING: Final = mark("Counting stamps and paying out volunteer points")
_BY_NUMBER: Final = (("number", "registration.number"),)

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
        told=("year", "number", "kind", "day", "reason"), emptied={"before": ""},
    ),
    Holding(
        "activity", mark("Activities as a volunteer"), _COUNTING, by=_BY_NUMBER, along=("year",),
        told=("year", "number", "day", "minutes", "content", "source", "stamps", "recorded_at"),
    ),
    Holding(
        "activity_words", mark("What was written beside activities"), _COUNTING,
        by=(("id", "activity"),), told=("written", "name", "note", "text", "reason"),
        emptied={"written": "", "name": "", "note": "", "text": "", "reason": ""},
    ),
    Holding(
        "withdrawal", mark("Activities taken back"), _COUNTING,
        by=(("activity_id", "activity"),), told=("reason", "recorded_at"),
        emptied={"reason": ""},
    ),
    Holding(
        "point_entry", mark("Lines of the points ledger"), _COUNTING, by=_BY_NUMBER,
        along=("year",),
        told=("year", "number", "day", "kind", "recorded", "counted", "yen", "cause", "reason"),
        emptied={"reason": ""},
    ),
    Holding(
        "exchange", mark("Exchanges of points"), _COUNTING, by=_BY_NUMBER, along=("year",),
        told=("year", "number", "applied_on", "yen", "state", "card_number", "handed_on", "reason"),
        emptied={"card_number": "", "reason": ""},
    ),
    Holding(
        "exchange_line", mark("What points were exchanged for"), _COUNTING,
        by=(("exchange_id", "exchange"),), told=("reward", "yen", "quantity"),
    ),
    Holding(
        "issued_statement", mark("Statements of points"), _COUNTING, by=_BY_NUMBER,
        along=("year",),
        told=("year", "number", "serial", "issued_on", "recorded", "counted", "worth", "exchanged"),
    ),
)  # fmt: skip
