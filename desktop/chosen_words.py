"""What a kept choice is called: the short English words of the records, as a person reads them."""

import re
from typing import Final

from desktop import about_words, journal_words, meeting_words, person_words, points_words
from resources.words import _, mark
from sessions import disclosure_words
from sessions.meeting_rules import State
from sessions.retention import TITLES
from sessions.rosters import Reply, Source

_CHOSEN: Final = re.compile(r"[a-z][a-z_]*")
_OF_FIELD: Final = {
    ("answer", "same"): mark("the same person"),
    ("answer", "different"): mark("A different person"),
    ("answer", "open"): mark("not answered yet"),
    ("answer", "confirmed"): mark("confirmed"),
    ("seal", "stamped"): mark("stamped"),
    ("seal", "omitted"): mark("left out"),
    ("fate", "out"): mark("is out"),
    ("fate", "home"): mark("is home"),
    ("fate", "lost"): mark("lost"),
    ("kind", "change"): mark("About a meeting put off or cancelled"),
    ("kind", "general"): mark("About anything else"),
    ("kind", "sealing"): mark("for sealing"),
    ("kind", "signing"): mark("for signing"),
    ("direction", "sent"): mark("Papers sent"),
    ("direction", "received"): mark("Papers received"),
    ("source", "file"): mark("File of the evening"),
    ("source", "photo"): mark("Photographed closing code"),
    **points_words.CHOICES,
    **{("kind", kind.value): words for kind, words in TITLES.items()},
    **{("level", level.value): words for level, words in about_words.LEVELS.items()},
}
_OWN: Final = frozenset(
    {"name", "latin", "alias", "email", "initials", "note", "reason", "desk", "title", "subject"}
)
"""Fields in which somebody may have written such letters themselves."""


def word(field: str, raw: str) -> str:
    """Return a choice kept in `field` in words; what is none, or is not known, as it stands."""
    if field == "needs":
        return "・".join(person_words.needs(raw))
    if (field, raw) in points_words.CHOICES and field in _OWN:
        return _(points_words.CHOICES[field, raw])  # the reasons of a registration are chosen
    if field in _OWN or not _CHOSEN.fullmatch(raw):
        return raw
    if field == "language":
        return person_words.language(raw)
    if field == "state" and raw in set(State):
        return _(meeting_words.STATES[State(raw)][1])
    if field == "reply" and raw in set(Reply):
        return _(meeting_words.REPLIES[Reply(raw)][1])
    if field == "source" and raw in set(Source):
        return _(meeting_words.SOURCES[Source(raw)])
    if (field, raw) in _OF_FIELD:
        return _(_OF_FIELD[field, raw])
    for said in (
        disclosure_words.value(field, raw),
        disclosure_words.paper(raw),
        journal_words.kind(raw),
        journal_words.act(raw),
    ):
        if said != raw:
            return said
    return raw
