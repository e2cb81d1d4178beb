"""What the programme of volunteer points holds about a person."""

from typing import Final

from resources.words import mark
from sessions.holdings import Holding

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
)  # fmt: skip
