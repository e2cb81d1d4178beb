"""What the programme of the supporters holds about a person."""

from typing import Final

from resources.words import mark
from sessions.holdings import Holding

HELD: Final[tuple[Holding, ...]] = (
    Holding(
        "supporter",
        mark("Trained as a supporter"),
        mark("Training supporters and asking them for help"),
        told=("number", "completed_year", "term", "registered", "classroom"),
    ),
)
