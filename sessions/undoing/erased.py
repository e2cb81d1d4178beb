"""Erasing and discarding cannot be taken back; what was only asked for is declined instead."""

from collections.abc import Mapping

from resources.words import mark
from sessions.undoing.rules import Key, Rule, never

_GONE = never(
    mark("What was erased is gone for good."), mark("Ask the person, and enter them anew.")
)
_ASKED = never(
    mark("A request is answered, not taken back."), mark("Decline it in the office's list.")
)
RULES: Mapping[Key, Rule] = {
    ("person", "erase"): _GONE,
    ("disposal", "discard"): _GONE,
    ("person", "ask_erasure"): _ASKED,
    ("person", "decline_erasure"): _ASKED,
    ("disposal", "propose"): _ASKED,
    ("disposal", "decline"): _ASKED,
    ("person", "hold"): never(
        mark("A reason of law is ended, not taken back."), mark("End it on the page of the person.")
    ),
    ("person", "release_hold"): never(
        mark("A reason of law is noted anew."), mark("Note it on the page of the person.")
    ),
    ("retention", "set_term"): never(
        mark("A term is changed to another one."), mark("Enter the years as they were.")
    ),
}
